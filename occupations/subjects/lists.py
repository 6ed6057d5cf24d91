"""Sections that list occupations, tasks or anything else with a page: sorted and cut into pages by the address alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from citations.figures import Figure
from occupations.listing import Column, Filter, Listing
from occupations.profiles.subject import SubjectProfile

Read = Callable[[Mapping[str, Any]], Figure | str | None]
LIST_TEMPLATE = "occupations/around/list.html"
PLAIN_LIST_TEMPLATE = "occupations/around/plain_list.html"


@dataclass(frozen=True)
class ListColumn:
    """A column: `key` names it in the address and in the section's words; `read` gives a row's figure or text."""

    key: str
    read: Read
    is_figure: bool = True

    def value(self, row: Mapping[str, Any]) -> float | str | None:
        """What the list is sorted by."""
        found = self.read(row)
        if isinstance(found, Figure):
            return found.value
        return found.casefold() if found else None


def at(*names: str) -> Read:
    """Reads what stands at this path of a row; None where a part on the way is missing."""

    def read(row: Mapping[str, Any]) -> Any:
        part: Any = row
        for name in names:
            part = part.get(name) if part is not None else None
        return part

    return read


NAME = ListColumn("title", at("title"), is_figure=False)
OVERLAP = ListColumn("overlap", at("overlap"))
MEDIAN = ListColumn("median", at("median"))
EMPLOYMENT = ListColumn("employment", at("employment"))
OCCUPATION_COLUMNS = (NAME, OVERLAP, MEDIAN, EMPLOYMENT)
OCCUPATION_WORDS = {
    "label": "Occupations with their overlap, pay and employment",
    "title": "Occupation",
    "overlap": "AI task overlap",
    "median": "Median pay",
    "employment": "Employed",
    "pages": "Pages of the list",
    "none": "No occupation fits what you asked for. Clear a choice to see more.",
    "shared": "Pay and employment are published by SOC code: O*NET occupations of one SOC code share its figures.",
}


def listing_of(
    profile: SubjectProfile,
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[ListColumn],
    *,
    anchor: str,
    usual: str,
    filters: Sequence[Filter] = (),
) -> Listing[Mapping[str, Any]]:
    """The rows as the address of the page asks for them."""
    return Listing(
        rows=rows,
        columns={column.key: Column(column.key, column.value, column.is_figure) for column in columns},
        filters={one.key: one for one in filters},
        usual=usual,
        path=f"{profile.prefix}{profile.path}",
        anchor=anchor,
        parameters=profile.parameters,
    )


def list_context(profile: SubjectProfile, listing: Listing, columns: Sequence[ListColumn]) -> dict[str, Any]:
    """What templates/occupations/around/list.html needs. The page's address is told what the list made of it."""
    profile.parameters.understood(listing.said)
    return {
        "listing": listing,
        "columns": [
            {
                "key": column.key,
                "read": column.read,
                "url": listing.sort_url(column.key),
                "sort": listing.sorted_by(column.key),
                "about": _sample(listing.rows, column) if column.is_figure else None,
            }
            for column in columns
        ],
        "prefix": profile.prefix,
    }


def plain_context(profile: SubjectProfile, rows: Sequence[Mapping[str, Any]], columns: Sequence[ListColumn]) -> dict[str, Any]:
    """What templates/occupations/around/plain_list.html needs: the rows in the order given."""
    return {
        "rows": rows,
        "columns": [
            {
                "key": column.key,
                "read": column.read,
                "url": "",
                "sort": "",
                "about": _sample(rows, column) if column.is_figure else None,
            }
            for column in columns
        ],
        "prefix": profile.prefix,
    }


def plain_section(
    rows: Callable[[SubjectProfile], Sequence[Mapping[str, Any]]], columns: Sequence[ListColumn], *, is_optional: bool = False
) -> Callable[[SubjectProfile], Mapping | None]:
    """The context of a section that lists what `rows` finds in the order it has. Where it finds nothing the page says so, or
    says nothing where the list `is_optional`."""

    def context(profile: SubjectProfile) -> Mapping | None:
        found = rows(profile)
        return plain_context(profile, found, columns) if found or is_optional else None

    return context


def list_section(
    rows: Callable[[SubjectProfile], Sequence[Mapping[str, Any]]], columns: Sequence[ListColumn], *, anchor: str, usual: str
) -> Callable[[SubjectProfile], Mapping | None]:
    """The context of a section that lists what `rows` finds in the profile; None where it finds nothing."""

    def context(profile: SubjectProfile) -> Mapping | None:
        found = rows(profile)
        if not found:
            return None
        return list_context(profile, listing_of(profile, found, columns, anchor=anchor, usual=usual), columns)

    return context


def _sample(rows: Sequence[Mapping[str, Any]], column: ListColumn) -> Figure | None:
    """A figure of the column, for the question mark of its heading."""
    return next((found for row in rows if isinstance(found := column.read(row), Figure)), None)
