"""Documents of whatever fields a test needs, for tests of how documents are stored, compared and published."""

from typing import Any

from msgspec import defstruct

from citations.compiling import ProfileDraft
from citations.documents import Document


def loose_document(kind: str, fields: dict[str, Any]) -> Document:
    """A document of this kind with these fields; what they hold may be plain and have figures in it."""
    cls = defstruct("Loose", [(name, Any) for name in fields], bases=(Document,), frozen=True, kw_only=True)
    cls.kind = kind
    return cls(**fields)


def draft(kind: str, key: str, title: str, path: str, fields: dict[str, Any]) -> ProfileDraft:
    """A profile with such a document."""
    return ProfileDraft(key, title, path, loose_document(kind, fields))
