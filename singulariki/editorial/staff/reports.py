"""Reports on what editors write, under Wagtail's menu of reports, each to be downloaded as a table too."""

import codecs
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, ClassVar

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets import AdminDateInput

from singulariki.editorial.models import Caveat, Layout
from singulariki.editorial.staff import findings
from singulariki.editorial.staff.candidates import candidate_words
from singulariki.editorial.staff.links import ASKED_BY_REPORT, Found, broken_links
from singulariki.editorial.staff.rows import Thing, may_edit_pages, seen_by
from singulariki.editorial.stored_blocks import caveat_ids

SHOWN_LENGTH = 300


@dataclass(frozen=True)
class Row:
    """A row of a report: its cells by their names, and where what it is about is edited."""

    cells: Mapping[str, Any]
    url: str = ""


def _shown(value: Any) -> Any:
    """A cell on the screen; the download has all of it."""
    if isinstance(value, datetime):
        return date_format(localtime(value), "j F Y H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return f"{value[:SHOWN_LENGTH]}…" if isinstance(value, str) and len(value) > SHOWN_LENGTH else value


class WordsReport(ReportView):
    """A report whose rows are reckoned rather than read from a table. Words typed above it narrow it."""

    key: ClassVar[str]
    icon: ClassVar[str] = "doc-full"
    # Name of a cell → heading. The first leads to where it is edited.
    headings: ClassVar[dict[str, str]]
    # Numbers that on the screen stand in one cell: "14 of 20 pages". Each has its own in the download.
    of_pages: ClassVar[str] = ""
    explanation: ClassVar[str] = ""
    is_searchable = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        first, *others = self.headings
        self.list_export = list(self.headings)
        self.header_icon = self.icon
        self.export_filename = self.key
        self.index_url_name = f"editorial_report_{self.key}"
        self.index_results_url_name = f"{self.index_url_name}_results"
        self.columns = [
            TitleColumn(
                first,
                label=self.headings[first],
                width="22%",
                accessor=lambda row: row.cells[first],
                get_url=lambda row: row.url,
            ),
            *(
                Column(name, label=self.headings[name], accessor=partial(self.shown, name=name))
                for name in others
                if name != self.of_pages
            ),
        ]

    def shown(self, row: Row, name: str) -> Any:
        """A cell as the screen shows it."""
        if name == "pages":
            return f"{row.cells['pages']:,} of {row.cells[self.of_pages]:,} pages"
        return _shown(row.cells[name])

    @classmethod
    def may_see(cls, user: Any) -> bool:
        """Whether the report is for the person."""
        return may_edit_pages(user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> Sequence[Row]:
        """All that the report lists."""
        raise NotImplementedError(f"{type(self).__name__} does not say what it lists.")

    def get_queryset(self) -> Any:
        asked = self.search_query.casefold().split()
        return [row for row in self.rows() if all(word in " ".join(map(str, row.cells.values())).casefold() for word in asked)]

    def filter_queryset(self, queryset: Any) -> Any:
        return queryset

    def get_page_subtitle(self) -> str:
        return self.explanation

    def get_heading(self, queryset: Any, field: str) -> str:
        return self.headings[field]

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        """With the mark by which spreadsheet programs know the encoding."""
        yield codecs.BOM_UTF8
        yield from super().stream_csv(queryset)

    def to_row_dict(self, item: Row) -> dict[str, Any]:
        return {name: item.cells[name] for name in self.headings}


class QuotedFigures(WordsReport):
    key = "figures-in-prose"
    page_title = "Figures quoted in prose"
    icon = "decimal"
    headings = {
        "where": "Where",
        "what": "What",
        "part": "Part",
        "sentence": "Sentence",
        "figures": "Figures",
        "pages": "Printed on pages",
        "of_pages": "Of pages",
    }
    of_pages = "of_pages"

    def rows(self) -> Sequence[Row]:
        found = seen_by(self.request.user, findings.quoted_figures(), lambda row: row.thing)
        return [
            Row({"where": row.thing.name, **{name: getattr(row, name) for name in list(self.headings)[1:]}}, row.thing.url)
            for row in found
        ]


class LocalNotes(WordsReport):
    key = "local-notes"
    page_title = "Local notes"
    icon = "comment"
    headings = {
        "page": "Page",
        "code": "Code",
        "section": "Section",
        "text": "Note",
        "by": "By",
        "on": "On",
        "state": "State",
    }

    def rows(self) -> Sequence[Row]:
        notes = (note for note in findings.notes_of_pages() if not note.is_hiding)
        found = seen_by(self.request.user, notes, lambda note: note.thing)
        return [
            Row({"page": note.thing.name, **{name: getattr(note, name) for name in list(self.headings)[1:]}}, note.thing.url)
            for note in found
        ]


class HiddenSections(WordsReport):
    key = "hidden-sections"
    page_title = "Hidden sections"
    icon = "no-view"
    headings = {
        "page": "Page",
        "code": "Code",
        "section": "Section",
        "reason": "Reason",
        "by": "Hidden by",
        "at": "Since",
        "state": "State",
    }

    def rows(self) -> Sequence[Row]:
        return [
            Row(
                {
                    "page": row.note.thing.name,
                    "code": row.note.code,
                    "section": row.note.section,
                    "reason": row.note.text,
                    "by": row.by,
                    "at": row.at or "",
                    "state": row.note.state,
                },
                row.note.thing.url,
            )
            for row in seen_by(self.request.user, findings.hidden_sections(), lambda row: row.note.thing)
        ]


class LackingPages(WordsReport):
    key = "missing-data"
    page_title = "Pages with missing data"
    icon = "table"
    headings = {"page": "Page", "code": "Code", "kind": "Kind", "count": "How many", "sections": "Sections without data"}

    def rows(self) -> Sequence[Row]:
        found = seen_by(self.request.user, findings.lacking_pages() or [], lambda row: row.thing)
        return [
            Row(
                {
                    "page": row.thing.name,
                    "code": row.code,
                    "kind": row.kind,
                    "count": row.count,
                    "sections": ", ".join(row.sections),
                },
                row.thing.url,
            )
            for row in found
        ]


class BrokenLinks(WordsReport):
    key = "broken-links"
    page_title = "Broken links"
    icon = "link"
    explanation = "Links to other sites are not followed"
    headings = {"where": "Where", "part": "Part", "address": "Address", "why": "Why"}

    @classmethod
    def may_see(cls, user: Any) -> bool:
        return may_edit_pages(user) or user.has_perm("editorial.change_layout")

    def rows(self) -> Sequence[Row]:
        return [
            Row({"where": one.link.thing.name, "part": one.link.part, "address": one.address, "why": one.why}, one.link.thing.url)
            for one in seen_by(self.request.user, self.found.links, lambda one: one.link.thing)
        ]

    @cached_property
    def found(self) -> Found:
        return broken_links(ASKED_BY_REPORT)

    def get_page_subtitle(self) -> str:
        left = self.found.left
        return f"{self.explanation}; {left:,} addresses are still to be looked at: open this again" if left else self.explanation


class CandidateSentences(WordsReport):
    key = "candidate-sentences"
    page_title = "Sentences that an edition would change"
    icon = "calendar-check"
    headings = {
        "where": "Where",
        "edition": "Edition",
        "page": "For example on",
        "before": "Now",
        "after": "Then",
        "pages": "On pages",
        "of_pages": "Of pages",
        "dropped": "Dropped on",
    }
    of_pages = "of_pages"

    @classmethod
    def may_see(cls, user: Any) -> bool:
        return user.has_perm("editorial.change_layout")

    def rows(self) -> Sequence[Row]:
        return [
            Row(
                {
                    "where": change.where,
                    "edition": words.edition.name,
                    "page": change.title,
                    "before": change.before or "nothing",
                    "after": change.after or "nothing",
                    **{name: getattr(change, name) for name in ("pages", "of_pages", "dropped")},
                },
                change.edit_url,
            )
            for words in candidate_words()
            for change in words.changes or ()
        ]


class CaveatFilter(WagtailFilterSet):
    review_by = django_filters.DateFilter(label="To be looked at by", lookup_expr="lte", widget=AdminDateInput)

    class Meta:
        model = Caveat
        fields = ["severity", "live", "review_by"]


class CaveatsByAge(WordsReport):
    key = "caveats-by-age"
    page_title = "Caveats by age"
    icon = "warning"
    filterset_class = CaveatFilter
    headings = {
        "name": "Caveat",
        "changed": "Last change",
        "review": "To be looked at by",
        "severity": "Severity",
        "scope": "Stands beside",
        "placed": "Placed by",
        "state": "State",
    }

    @classmethod
    def may_see(cls, user: Any) -> bool:
        return user.has_perm("editorial.change_caveat")

    def rows(self) -> Sequence[Row]:
        caveats: Any = Caveat.objects.order_by("latest_revision__created_at", "pk").select_related("latest_revision")
        if self.filters and self.filters.is_valid():
            caveats = self.filters.filter_queryset(caveats)
        layouts = [(layout.name, caveat_ids(layout.body.get_prep_value())) for layout in Layout.objects.filter(live=True)]
        return [
            Row(
                {
                    "name": caveat.name,
                    "changed": caveat.latest_revision.created_at if caveat.latest_revision else caveat.last_published_at or "",
                    "review": caveat.review_by or "",
                    "severity": caveat.get_severity_display(),
                    "scope": caveat.applies_to,
                    "placed": "; ".join(name for name, ids in layouts if caveat.pk in ids),
                    "state": caveat.status_string,
                },
                Thing.of(caveat).url,
            )
            for caveat in caveats
        ]


REPORTS: tuple[type[WordsReport], ...] = (
    QuotedFigures,
    LocalNotes,
    CaveatsByAge,
    HiddenSections,
    BrokenLinks,
    LackingPages,
    CandidateSentences,
)


def url_of(report: type[WordsReport]) -> str:
    """Its address."""
    return reverse(f"editorial_report_{report.key}")


class ReportItem(MenuItem):
    """Leads to a report that the person may see."""

    report: type[WordsReport]

    def is_shown(self, request: HttpRequest) -> bool:
        return self.report.may_see(request.user)


def _item_of(report: type[WordsReport], order: int) -> Any:
    def item() -> ReportItem:
        made = ReportItem(report.page_title, url_of(report), name=report.key, icon_name=report.icon, order=order)
        made.report = report
        return made

    return item


for place, one in enumerate(REPORTS):
    hooks.register("register_reports_menu_item", _item_of(one, 100 + place))


@hooks.register("register_admin_urls")
def register_reports() -> list:
    return [
        path(f"reports/words/{report.key}/{suffix}", report.as_view(results_only=bool(suffix)), name=f"editorial_report_{name}")
        for report in REPORTS
        for suffix, name in (("", report.key), ("results/", f"{report.key}_results"))
    ]
