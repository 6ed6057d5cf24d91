"""Previews as they are stored: read by screens in one query, whatever else goes on; written by workers (`actions.previewing`)."""

from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec
from django.utils import timezone

from citations.jobs import Listener
from citations.models import Edition, StoredPreview
from citations.preview import compare
from citations.preview.changes import EditionPreview, WordsChange, words_changes, words_stamp

# Raised whenever the comparison, or the shape of its result, changes.
VERSION = 6


@dataclass(frozen=True)
class FoundPreview:
    """What is stored for a candidate against an edition that is live.

    preview           None where there is none (yet), or comparing failed; what is there stays where reading sentences again fails
    is_current        whether the sentences of editors are still those that were looked at
    failure           why comparing, or reading the sentences again, failed; empty where it did not
    made_at           when it was compared; without a preview, when that failed
    """

    preview: EditionPreview | None = None
    is_current: bool = False
    failure: str = ""
    made_at: datetime = field(default_factory=timezone.now)

    @property
    def is_wanted(self) -> bool:
        """Whether a worker has to compare (again) before this can be relied upon. What failed is left to a person."""
        return not self.failure and not self.is_current


NOTHING = FoundPreview()


def stored_preview(candidate: Edition, live: Edition | None) -> FoundPreview:
    """One query, and those that look at what editors' sentences are now."""
    row = StoredPreview.objects.filter(candidate=candidate, live=live, version=VERSION).first()
    if row is None:
        return NOTHING
    if not row.document:
        return FoundPreview(failure=row.failure, made_at=row.made_at)
    is_current = row.words == words_stamp()
    # Sentences that could not be read again and are, after all, those that were looked at: nothing is left to be done.
    return FoundPreview(_decoded(row), is_current=is_current, failure="" if is_current else row.failure, made_at=row.made_at)


class _Words(msgspec.Struct):
    """Of a stored preview only its sentences."""

    words: list[WordsChange]


def stored_words(candidate: Edition, live: Edition | None) -> list[WordsChange] | None:
    """Sentences that the candidate would change, as they were when it was compared last; None where it was not. One query."""
    row = StoredPreview.objects.filter(candidate=candidate, live=live, version=VERSION).exclude(document="").first()
    return msgspec.json.decode(row.document, type=_Words).words if row else None


def make_stored_preview(candidate: Edition, live: Edition | None, progress: Listener) -> StoredPreview:
    """Compare the editions, and give the row to be saved. Of a comparison that is there but for other sentences, only these are
    looked at: compiled editions do not change."""
    row = StoredPreview.objects.filter(candidate=candidate).first() or StoredPreview(candidate=candidate)
    words = words_stamp()
    if _holds(row, live):
        preview = replace(_decoded(row), words=words_changes(live, candidate, progress) if live else [])
    else:
        preview = compare(candidate, live, progress)
    document = msgspec.json.encode(preview).decode()
    return _filled(row, live, words=words, document=document)


def failed_preview(candidate: Edition, live: Edition | None, why: str) -> StoredPreview:
    """The row that says that comparing failed, to be saved. What was compared before with this live edition is kept: only its
    sentences could not be read again."""
    row = StoredPreview.objects.filter(candidate=candidate).first() or StoredPreview(candidate=candidate)
    if _holds(row, live):
        row.failure = why
        return row
    return _filled(row, live, failure=why)


def _holds(row: StoredPreview, live: Edition | None) -> bool:
    """Whether the row has a comparison with this live edition that can be read."""
    return bool(row.pk and row.live == live and row.version == VERSION and row.document)


def _filled(row: StoredPreview, live: Edition | None, *, words: str = "", document: str = "", failure: str = "") -> StoredPreview:
    row.live, row.version, row.made_at = live, VERSION, timezone.now()
    row.words, row.document, row.failure = words, document, failure
    return row


def _decoded(row: StoredPreview) -> EditionPreview:
    return msgspec.json.decode(row.document, type=EditionPreview)
