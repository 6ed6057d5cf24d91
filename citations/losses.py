"""What readers would lose by an edition: datasets that it leaves out, and kinds of pages that shrink a good deal."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from citations.models import Edition, Profile

# From more than this share of a kind's pages on, a loss is asked about.
MUCH = 0.1


@dataclass(frozen=True)
class KindLoss:
    """Pages of one kind that the live edition has, and how many of them the other one has not."""

    kind: str
    lost: int
    held: int

    def __str__(self) -> str:
        return f"{self.kind.replace('-', ' ').capitalize()}: {self.lost:,} of {self.held:,} pages or lists go"


def losses(candidate: Edition, live: Edition | None) -> list[str]:
    """In words, each dataset of the live edition that the candidate leaves out, and each kind of pages that loses more than a
    tenth. Empty where nothing is live but the sample, which real releases are to replace. Four queries."""
    if live is None or live == candidate or (live.is_sample and not candidate.is_sample):
        return []
    kept = candidate.members.values("dataset")
    gone = live.members.exclude(dataset__in=kept).select_related("dataset")
    told = [f"{member.dataset.title} is left out" for member in gone]
    held = dict(live.profiles.order_by().values_list("kind").annotate(Count("pk")))
    there = Profile.objects.filter(edition=candidate, kind=OuterRef("kind"), key=OuterRef("key"))
    lost = live.profiles.order_by().filter(~Exists(there)).values_list("kind").annotate(Count("pk"))
    shrunk = [KindLoss(kind, count, held[kind]) for kind, count in lost if count > MUCH * held[kind]]
    return told + [str(loss) for loss in sorted(shrunk, key=lambda loss: (-loss.lost, loss.kind))]
