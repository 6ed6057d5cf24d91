"""Lists of occupations, tasks or anything else with a page; and lists of everything of a kind, found by name: /families/,
/clusters/, /industries/, /tasks/, /technology/, …"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache, partial
from operator import attrgetter
from typing import Any, ClassVar

from django.utils.safestring import SafeString

from citations.documents import Record
from citations.models import Edition, Profile
from citations.reading import reader_of
from occupations.subjects.kinds import Directory, SubjectKind
from singulariki.charts.ruler import mini_ruler
from singulariki.delivery.editions import cached_per_edition
from singulariki.editorial.lists import Column, Filter, list_context, listing_of, plain_context
from singulariki.editorial.registry import Section
from singulariki.editorial.subjects import PageDocument, Subject

Rows = Callable[[Any], Sequence[Any]]
LIST_TEMPLATE = "occupations/subjects/list.html"
PLAIN_LIST_TEMPLATE = "occupations/subjects/plain_list.html"


def figure_column(key: str) -> Column[Any]:
    """A column of figures; `key` is the rows' attribute."""
    return Column(key, attrgetter(key))


def text_column(key: str, read: Callable[[Any], str] | None = None) -> Column[Any]:
    """A column of words; `key` is the rows' attribute unless `read` says otherwise."""
    return Column(key, read or attrgetter(key), is_figure=False)


def _ruler(row: Any) -> SafeString | None:
    """The rank drawn; nothing where only a mean of fewer studies stands in its place."""
    return None if row.overlap.value is None else mini_ruler(row.overlap.value, "")


NAME = text_column("title")
MEDIAN: Column[Any] = Column("median", attrgetter("pay"), order=lambda row: row.median.value)
# The rank by AI task overlap; where not all of the studies score the occupation, the mean of those that do. Beside it how many
# do, and how far they lie apart.
OVERLAP: tuple[Column[Any], ...] = (
    Column("overlap", attrgetter("overlap_shown"), order=lambda row: row.overlap.value, picture=_ruler),
    figure_column("overlap_parts"),
    figure_column("overlap_spread"),
)
OVERLAP_WORDS = {
    "overlap": "AI task overlap",
    "overlap_parts": "Studies",
    "overlap_spread": "Their spread",
    "unranked": "Where not all of the studies behind AI task overlap score an occupation, it has no rank: the mean of its "
    "percentiles in those that do stands instead. Their spread is in points of percentile.",
}
OCCUPATION_COLUMNS = (NAME, *OVERLAP, MEDIAN, figure_column("employment"))
OCCUPATION_WORDS = {
    "label": "Occupations with their overlap, pay and employment",
    "title": "Occupation",
    **OVERLAP_WORDS,
    "median": "Median pay",
    "employment": "Employed",
    "pages": "Pages of the list",
    "none": "No occupation fits what you asked for. Clear a choice to see more.",
    "shared": "†: published for a wider group that the occupation is one of. O*NET occupations of one SOC code, or of a "
    "combination of BLS, share its figures.",
}


def occupations_of(document: Any) -> Sequence[Any]:
    """The occupations of a document that lists some."""
    return document.occupations


def plain_section(
    rows: Rows, columns: Sequence[Column[Any]], *, is_optional: bool = False
) -> Callable[[Subject[Any]], Mapping | None]:
    """The context of a section that lists `rows` of the document in the order they have. Where there are none the page says so,
    or says nothing where the list `is_optional`."""

    def context(subject: Subject[Any]) -> Mapping | None:
        shown = rows(subject.document)
        return plain_context(subject, shown, columns) if shown or is_optional else None

    return context


def list_section(
    rows: Rows, columns: Sequence[Column[Any]], *, anchor: str, usual: str
) -> Callable[[Subject[Any]], Mapping | None]:
    """The context of a section that lists `rows` of the document as the address asks for them; None where there are none."""

    def context(subject: Subject[Any]) -> Mapping | None:
        listed = rows(subject.document)
        if not listed:
            return None
        return list_context(subject, listing_of(subject, listed, columns, anchor=anchor, usual=usual))

    return context


def occupations_section(
    label: str,
    columns: Sequence[Column[Any]] = OCCUPATION_COLUMNS,
    *,
    datasets: tuple[str, ...],
    wording: Mapping[str, str] = OCCUPATION_WORDS,
    usual: str = "employment",
    needs: str = "occupations",
) -> Section:
    """The section that lists a subject's occupations, sorted by `usual` unless the address says otherwise."""
    context = list_section(occupations_of, columns, anchor="occupations", usual=usual)
    return Section("occupations", label, LIST_TEMPLATE, context, datasets, wording, needs, is_wide=True)


ANCHOR = "list"
_WORDS = {
    "code": "Code",
    "group": "Kind",
    "find": "Name",
    "any_group": "All kinds",
    "submit": "Show",
    "reset": "Show all",
    "none": "Nothing here goes by that name. Try fewer or shorter words.",
}


class DirectoryRow(Record, frozen=True):
    """A subject of the list: the occupation that it belongs to and the group that it falls into, where there are such; its title
    as names are looked up."""

    code: str
    title: str
    path: str
    occupation: str
    group: str
    folded: str


class DirectoryDocument(PageDocument, frozen=True, kw_only=True):
    """A list, made of an edition when it is read."""

    kind: ClassVar[str] = "directory"

    title: str
    path: str
    rows: list[DirectoryRow]


def read_directory(about: SubjectKind, edition: Edition, key: str = "") -> Subject[DirectoryDocument]:
    """The list as the edition has it. Two queries; two more where subjects belong to occupations, once for a process. `key` is
    what previews call the page."""
    rows = _kept_rows(about)(edition)
    return Subject(DirectoryDocument(title=about.directory.title, path=about.path, rows=rows), reader_of(edition))


@cache
def _kept_rows(about: SubjectKind) -> Callable[[Edition], list[DirectoryRow]]:
    """There are nearly twenty thousand tasks, and whoever reads page after page of them asks for the same rows."""
    return cached_per_edition(partial(_rows, about))


def _rows(about: SubjectKind, edition: Edition) -> list[DirectoryRow]:
    directory = about.directory
    owners = directory.belongs(edition) if directory.belongs else {}
    rows = Profile.objects.filter(edition=edition, kind=about.key).order_by("key").values_list("key", "title", "path")
    return [
        DirectoryRow(
            key,
            title,
            path,
            *(owners[key] if key in owners else ("", directory.groups.get(directory.group_of(key), ""))),
            title.casefold(),
        )
        for key, title, path in rows
    ]


def directory_section(about: SubjectKind) -> Section:
    """The list on its page."""
    directory = about.directory
    return Section(
        ANCHOR,
        "The list",
        "occupations/subjects/directory.html",
        partial(_context, directory),
        datasets=directory.datasets,
        wording={"label": directory.title, "title": directory.name, **_WORDS, **directory.wording},
        needs="any of them",
        is_wide=True,
    )


def _context(directory: Directory, subject: Subject[DirectoryDocument]) -> Mapping[str, Any] | None:
    rows = subject.document.rows
    if not rows:
        return None
    labels = list(directory.groups.values()) or sorted({row.group for row in rows if row.group})
    filters = [_NAMED]
    if directory.groups or directory.belongs:
        filters.append(Filter("group", lambda row, label: row.group == label, tuple((label, label) for label in labels)))
    listing = listing_of(subject, rows, _columns(directory), anchor=ANCHOR, usual=directory.usual, filters=filters)
    chosen = listing.asked.filters
    return {
        **list_context(subject, listing),
        "groups": [{"label": label, "is_chosen": chosen.get("group") == label} for label in labels],
        "query": chosen.get("q", ""),
        "hidden": listing.hidden,
        "action": f"{listing.path}#{ANCHOR}",
    }


def _columns(directory: Directory) -> list[Column[DirectoryRow]]:
    # Lists of tasks are long: what they are sorted by is read straight.
    title = Column("title", attrgetter("title"), is_figure=False, order=attrgetter("folded"))
    owner = Column("occupation", attrgetter("occupation"), is_figure=False, order=lambda row: row.occupation.casefold() or None)
    code = [text_column("code")] if directory.has_codes else []
    return [title, *code, *([owner] if directory.belongs else []), *([text_column("group")] if directory.groups else [])]


@lru_cache(maxsize=64)
def _words(typed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(typed.casefold().split()))


def _is_named(row: DirectoryRow, typed: str) -> bool:
    """Whether the title has every word that was typed."""
    folded = row.folded
    for word in _words(typed):  # noqa: SIM110 -- twice as quick, and asked of every task
        if word not in folded:
            return False
    return True


_NAMED: Filter[DirectoryRow] = Filter("q", _is_named)
