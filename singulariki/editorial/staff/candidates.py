"""Sentences that an edition which is compiled and not published would change or drop: read from its stored preview."""

from collections.abc import Sequence
from dataclasses import dataclass

from citations.models import Edition
from citations.preview.changes import WordsChange
from citations.preview.stored import stored_words
from citations.selectors import live_edition

# Of the editions that wait, as many are looked at: the newest.
NEWEST = 3


@dataclass(frozen=True)
class CandidateWords:
    """An edition that waits, and the sentences that it would change; None where it was not compared yet."""

    edition: Edition
    changes: Sequence[WordsChange] | None

    @property
    def dropped(self) -> int:
        """How many of them are no longer printed on some page."""
        return sum(1 for change in self.changes or () if change.dropped)


def candidate_words() -> list[CandidateWords]:
    """Of editions made after the live one and never published. A query for these and one for each; nothing is compared here."""
    live = live_edition()
    if live is None:
        return []
    waiting = Edition.objects.filter(activations__isnull=True, state=Edition.State.READY, created_at__gt=live.created_at)
    return [CandidateWords(edition, stored_words(edition, live)) for edition in waiting.order_by("-created_at")[:NEWEST]]
