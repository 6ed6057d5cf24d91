"""What editors write: layouts, caveats, pages, the words of the site."""

from singulariki.editorial.models.caveats import Caveat
from singulariki.editorial.models.layouts import Layout
from singulariki.editorial.models.local_notes import EditionPageMixin, LocalNotesMixin, SubjectPageMixin
from singulariki.editorial.models.pages import HomePage, StandardPage
from singulariki.editorial.models.words import EditorialStamp, SiteWords

__all__ = [
    "Caveat",
    "EditionPageMixin",
    "EditorialStamp",
    "HomePage",
    "Layout",
    "LocalNotesMixin",
    "SiteWords",
    "StandardPage",
    "SubjectPageMixin",
]
