"""What readers would no longer see, in large: the sample as a whole, datasets left out, kinds of pages of which many go."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from citations.models import Dataset, Edition, Profile
from citations.preview.names import names_of

# A loss of more than this share of a kind's pages has to be confirmed.
LARGE_SHARE = 0.1
REPLACED, DATASET, PAGES = "replaced", "dataset", "pages"


@dataclass(frozen=True)
class Loss:
    """One of them: its sort (`REPLACED`, `DATASET` or `PAGES`), and what is said of it, without a full stop."""

    sort: str
    words: str


def datasets_lost(candidate: Edition, live: Edition | None) -> list[Dataset]:
    """Datasets that readers see now and the candidate does not hold, by title. One query."""
    if live is None or live == candidate:
        return []
    kept = candidate.members.values("dataset")
    gone = live.members.exclude(dataset__in=kept).select_related("dataset").order_by("dataset__title")
    return [member.dataset for member in gone]


def replaces_sample(candidate: Edition, live: Edition | None) -> bool:
    """Whether published releases would take the place of the built-in sample."""
    return live is not None and live.is_sample and not candidate.is_sample


def reader_losses(candidate: Edition, live: Edition | None) -> list[Loss]:
    """That the sample is replaced or comes back; each dataset of the live edition that the candidate leaves out; each kind of
    pages that loses more than a tenth. To be confirmed before the candidate is published. Three queries."""
    if live is None or live == candidate:
        return []
    losses = []
    if replaces_sample(candidate, live):
        losses.append(
            Loss(
                REPLACED,
                "Readers see the built-in sample now, and all of it would be replaced by published releases: every page, every "
                "figure and every list. The sample is not the same data, so the differences on this page say little of the "
                "releases",
            )
        )
    elif candidate.is_sample and not live.is_sample:
        losses.append(
            Loss(REPLACED, "Readers see published releases now, and all of it would be replaced by the small built-in sample")
        )
    losses += [Loss(DATASET, f"{dataset.title} is left out") for dataset in datasets_lost(candidate, live)]
    held = dict(live.profiles.order_by().values_list("kind").annotate(Count("pk")))
    there = Profile.objects.filter(edition=candidate, kind=OuterRef("kind"), key=OuterRef("key"))
    lost = live.profiles.order_by().filter(~Exists(there)).values_list("kind").annotate(Count("pk"))
    shrunk = sorted((-count, kind) for kind, count in lost if count > LARGE_SHARE * held[kind])
    return losses + [Loss(PAGES, pages_go(kind, -count, held[kind])) for count, kind in shrunk if names_of(kind).title]


def pages_go(kind: str, gone: int, held: int) -> str:
    """ "U.S. occupations: 27 of 1,016 pages go" """
    names = names_of(kind)
    return f"{names.title}: {gone:,} of {names.counted(held)} {'goes' if gone == 1 else 'go'}"
