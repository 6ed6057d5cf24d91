"""What readers lose in large: datasets left out, kinds of pages of which many go."""

from django.db.models import Count, Exists, OuterRef

from citations.models import Edition, Profile

# A loss of more than this share of a kind's pages has to be confirmed.
LARGE_SHARE = 0.1


def reader_losses(candidate: Edition, live: Edition | None) -> list[str]:
    """In words, each dataset of the live edition that the candidate leaves out, and each kind of pages that loses more than a
    tenth. Empty where nothing is live but the sample, which real releases are to replace. Four queries."""
    if live is None or live == candidate or (live.is_sample and not candidate.is_sample):
        return []
    kept = candidate.members.values("dataset")
    gone = live.members.exclude(dataset__in=kept).select_related("dataset")
    words = [f"{member.dataset.title} is left out" for member in gone]
    held = dict(live.profiles.order_by().values_list("kind").annotate(Count("pk")))
    there = Profile.objects.filter(edition=candidate, kind=OuterRef("kind"), key=OuterRef("key"))
    lost = live.profiles.order_by().filter(~Exists(there)).values_list("kind").annotate(Count("pk"))
    shrunk = sorted((-count, kind) for kind, count in lost if count > LARGE_SHARE * held[kind])
    return words + [
        f"{kind.replace('-', ' ').capitalize()}: {-count:,} of {held[kind]:,} pages or lists go" for count, kind in shrunk
    ]
