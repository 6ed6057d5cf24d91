"""What editors write: layouts, caveats, pages, the words of the site."""

from singulariki.editorial.models.articles import ArticlePage, DataPageText, Term
from singulariki.editorial.models.bulk_notes import BulkNote
from singulariki.editorial.models.corrections import Correction
from singulariki.editorial.models.layouts import Caveat, EditionPageMixin, Layout, LocalNotesMixin, SubjectPageMixin
from singulariki.editorial.models.notes import NoteToModerator
from singulariki.editorial.models.pages import EditorialStamp, HomePage, SiteWords, StandardPage

__all__ = [
    "ArticlePage",
    "BulkNote",
    "Caveat",
    "Correction",
    "DataPageText",
    "EditionPageMixin",
    "EditorialStamp",
    "HomePage",
    "Layout",
    "LocalNotesMixin",
    "NoteToModerator",
    "SiteWords",
    "StandardPage",
    "SubjectPageMixin",
    "Term",
]
