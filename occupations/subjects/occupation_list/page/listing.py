"""All occupations as a list, at /roles/; `picture` beside has them at /quadrant."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.utils.safestring import SafeString

from citations.figures import Figure
from citations.models import Edition
from citations.preview.names import name_pages
from occupations.recipes import LEVELS, OUTLOOK_CATEGORIES
from occupations.subjects.kinds import SUBJECTS
from occupations.subjects.lists import OVERLAP_WORDS
from occupations.subjects.occupation_list.document import (
    PAY_RANGE,
    UNRANKED,
    IndexRow,
    OccupationIndex,
    OccupationIndexDocument,
    occupation_index,
)
from occupations.subjects.pages import page_kind
from singulariki.charts.amounts import pay_strip
from singulariki.charts.bars import change_bar
from singulariki.charts.ruler import mini_ruler
from singulariki.delivery.sections import site_sections
from singulariki.editorial.lists import Column, Filter, list_context, listing_of
from singulariki.editorial.registry import FigureToken, PageKind, Section

ANCHOR = "list"
QUADRANT = "/quadrant"
_PAGES = {"roles": ("Roles", "/roles/"), "quadrant": ("Overlap and pay", QUADRANT)}
# Bands of the percentile of median pay, by name: from (inclusive) and to.
PAY_BANDS = {"lowest": (0, 25), "lower": (25, 50), "higher": (50, 75), "highest": (75, 101)}
CHOICES = ("sort", "order", "page", "family", "cluster", "zone", "overlap", "pay", "growth")
# What readers type: a name, and the least and the most that the median pay may be, in dollars a year.
TYPED = ("q", "pay_min", "pay_max")
# Lists that answer a question of their own, by what is asked for: pay, sort and order. Editors word them (`Section.wording`).
RANKINGS = {
    ("highest", "overlap", "desc"): "Well-paid work with the most overlap",
    ("highest", "overlap", "asc"): "Well-paid work with the least overlap",
    ("lowest", "overlap", "desc"): "Low-paid work with the most overlap",
    ("lowest", "overlap", "asc"): "Low-paid work with the least overlap",
    ("", "overlap", "desc"): "Work with the most overlap",
    ("", "overlap", "asc"): "Work with the least overlap",
    ("", "median", "desc"): "The best-paid work",
    ("", "median", "asc"): "The lowest-paid work",
    ("", "employment", "desc"): "The work that most people do",
    ("", "change_percent", "desc"): "Work that is projected to grow most",
    ("", "change_percent", "asc"): "Work that is projected to shrink most",
}
# Columns of the list that are figures, named as in the index.
FIGURES = ("overlap", "overlap_parts", "overlap_spread", "median", "employment", "change_percent", "job_zone")


@dataclass(frozen=True)
class OccupationList(OccupationIndex):
    """All occupations of an edition, and how they are shown: `key` is "roles" for the list, "quadrant" for the picture.

    called  occupations that go by a job title like what was typed: code → that title
    """

    key: str = "roles"
    called: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        asked = {name: value for name, value in self.parameters.items() if value and name not in ("page", "format", "notes")}
        pay, sort = asked.pop("pay", ""), asked.pop("sort", "")
        ranking = (pay, sort, asked.pop("order", "desc"))
        return RANKINGS.get(ranking, _PAGES[self.key][0]) if not asked and self.key == "roles" else _PAGES[self.key][0]

    @property
    def path(self) -> str:
        return _PAGES[self.key][1]


def occupation_list(edition: Edition, subject: str = "", *, key: str) -> OccupationList | None:
    """All occupations, or None where the edition holds none. Two queries. `subject` is what previews call the page."""
    index = occupation_index(edition)
    return OccupationList(index.document, index.reader, key=key) if index else None


def _is_named(row: IndexRow, typed: str) -> bool:
    """Whether title or code hold every word that was typed."""
    name = f"{row.title} {row.code}".casefold()
    return all(word in name for word in typed.casefold().split())


def _read(page: OccupationList, name: str, row: IndexRow) -> Figure | None:
    """A figure of the row by column. The mean of the studies stands in place of a rank where not all of them score the
    occupation; nothing where none does."""
    if name == "overlap" and page.value(row, name) is None and page.value(row, "overlap_mean") is not None:
        name = "overlap_mean"
    if name in ("overlap_parts", "overlap_spread") and page.value(row, name) is None:
        return None
    return page.figure(row, name)


def ruler_of(page: OccupationIndex, row: IndexRow) -> SafeString | None:
    """The rank on the ruler, with the spread of the studies; nothing without a rank."""
    rank = page.value(row, "overlap")
    return None if rank is None else mini_ruler(rank, "", page.value(row, "overlap_lowest"), page.value(row, "overlap_highest"))


def _strip(page: OccupationList, highest: float, row: IndexRow) -> SafeString | None:
    """Its pay from the tenth to the ninetieth percentile, on one scale for all rows."""
    low, quarter, three_quarters, high = (page.value(row, name) for name in PAY_RANGE)
    return pay_strip((0.0, highest), (low, quarter, page.value(row, "median"), three_quarters, high), is_open=row.pay_is_open)


def _bar(page: OccupationList, largest: float, row: IndexRow) -> SafeString | None:
    change = page.value(row, "change_percent")
    return None if change is None else change_bar(change, largest)


def columns_of(page: OccupationList) -> list[Column[IndexRow]]:
    """Columns of the list. They are sorted by values: figures are made for the rows shown alone."""

    # Bars of change end where the largest change does, so that none is cut off.
    changes = [abs(page.value(row, "change_percent") or 0) for row in page.document.rows]
    pictures = {"overlap": partial(ruler_of, page), "change_percent": partial(_bar, page, max(changes, default=0))}
    highest = max((page.value(row, "p90") or 0 for row in page.document.rows), default=0)
    if highest:
        pictures["median"] = partial(_strip, page, highest)

    def column(name: str) -> Column[IndexRow]:
        return Column(name, partial(_read, page, name), order=partial(page.value, name=name), picture=pictures.get(name))

    # Older editions lack some.
    figures = [column(name) for name in FIGURES if name in page.columns]
    return [Column("title", lambda row: row.title, is_figure=False), *figures]


def has_pay_in(index: OccupationIndex, row: IndexRow, band: str) -> bool:
    """Whether the occupation's median pay lies in one of `PAY_BANDS`; a median at or above the top code is in the highest."""
    low, high = PAY_BANDS[band]
    percentile = index.value(row, "median_percentile")
    return (percentile is not None and low <= percentile < high) or (row.top_coded and band == "highest")


def dollars(typed: str) -> int | None:
    """What somebody typed as an amount: 80000, 80,000, $80,000 and 80k are the same. None where it is none."""
    match = re.fullmatch(r"\$?\s*(\d{1,3}(?:,\d{3})+|\d{1,9})\s*(k?)", typed.strip(), re.ASCII | re.IGNORECASE)
    return int(match[1].replace(",", "")) * (1000 if match[2] else 1) if match else None


def _is_amount(typed: str) -> bool:
    return dollars(typed) is not None


def _pays(page: OccupationIndex, row: IndexRow, *, at_least: int | None = None, at_most: int | None = None) -> bool:
    """Whether the annual median lies within; one at or above the top code of BLS is at least that, and may be any more."""
    median = page.value(row, "median")
    if median is None:
        return False
    is_enough = at_least is None or median >= at_least or row.top_coded
    return is_enough and (at_most is None or (median <= at_most and not row.top_coded))


def filters_of(page: OccupationList) -> list[Filter[IndexRow]]:
    """All that occupations can be narrowed by."""
    document = page.document

    def is_at_level(row: IndexRow, level: str) -> bool:
        return row.overlap_level == level

    return [
        Filter("q", lambda row, typed: row.code in page.called or _is_named(row, typed)),
        Filter("family", lambda row, code: row.family == code, tuple((one.key, one.title) for one in document.families)),
        Filter(
            "cluster",
            lambda row, place: int(place) in row.clusters,
            tuple((str(place), one.title) for place, one in enumerate(document.clusters)),
        ),
        Filter(
            "zone",
            lambda row, zone: page.value(row, "job_zone") == int(zone),
            tuple((str(zone), title) for zone, title in document.zones),
        ),
        Filter("overlap", is_at_level, tuple((one, one) for one in (*LEVELS, UNRANKED))),
        Filter("pay_min", lambda row, typed: _pays(page, row, at_least=dollars(typed)), accepts=_is_amount),
        Filter("pay_max", lambda row, typed: _pays(page, row, at_most=dollars(typed)), accepts=_is_amount),
        Filter("pay", partial(has_pay_in, page), tuple((band, band) for band in PAY_BANDS)),
        Filter("growth", lambda row, key: row.outlook == key, tuple((one.key, one.words) for one in OUTLOOK_CATEGORIES)),
    ]


# Words of options that the section words itself (see `choice_of`).
_WORDED = {"overlap", "pay"}


def _list(page: OccupationList) -> Mapping | None:
    filters = filters_of(page)
    listing = listing_of(page, page.document.rows, columns_of(page), anchor=ANCHOR, usual="title", filters=filters)
    context = list_context(page, listing)
    title, *columns = context["columns"]
    for column in columns:
        column["about"] = page.column_figure(column["key"])
    # The other name that an occupation is found by is shown beside its own.
    called = {**title, "key": "called", "word": "called", "url": "", "sort": "", "read": lambda row: page.called.get(row.code)}
    chosen = listing.asked.filters
    return {
        **context,
        "columns": [title, *([called] if page.called else []), *columns],
        "fields": [choice_of(one, chosen) for one in filters if one.choices],
        "query": chosen.get("q", ""),
        "amounts": [{"key": key, "value": chosen.get(key, "")} for key in TYPED[1:]],
        "hidden": listing.hidden,
        "action": f"{listing.path}#{ANCHOR}",
        "found": len(listing.found),
    }


def choice_of(filter_: Filter, chosen: Mapping[str, str]) -> dict[str, Any]:
    """A choice. An option without words of its own is worded by the section, under the field's key and its value."""
    key = filter_.key
    return {
        "key": key,
        "any_key": f"any_{key}",
        "options": [
            {
                "value": value,
                "label": "" if key in _WORDED else label,
                "word": f"{key}_{value}",
                "is_chosen": chosen.get(key) == value,
            }
            for value, label in filter_.choices or ()
        ],
    }


def _ways(page: OccupationList) -> Mapping:
    held = {section.path for section in site_sections(page.reader.edition)}
    ways = [{"title": one.directory.title, "url": f"{page.prefix}{one.path}"} for one in SUBJECTS.values() if one.path in held]
    return {"ways": ways, "prefix": page.prefix, "quadrant": f"{page.prefix}{QUADRANT}"}


def list_kind(key: str, label: str, opening: str, *sections: Section, tokens: Sequence[FigureToken] = ()) -> PageKind:
    """Make a kind of page known that shows all occupations."""
    return page_kind(
        key,
        label,
        opening=opening,
        sections=sections,
        tokens=(
            FigureToken("occupation-count", "Number of occupations", lambda page: page.document.count),  # type: ignore[attr-defined]
            *tokens,
        ),
        caveats=("exposure-is-overlap",),
        sample_subject=key,
        read=partial(occupation_list, key=key),
        subjects=lambda edition: [(key, _PAGES[key][0])],
        key_at=lambda address: key if address == _PAGES[key][1] else None,
    )


ROLES_KIND = list_kind(
    "roles",
    "The list of U.S. occupations",
    "<p>All {occupation-count} occupations of the U.S. classification, with how they compare in overlap with AI, what they "
    "pay and where employment is headed.</p>",
    Section(
        ANCHOR,
        "Find an occupation",
        "occupations/subjects/roles.html",
        _list,
        datasets=("onet",),
        wording={
            "label": "Occupations with overlap, pay, employment, outlook and preparation",
            "find": "Name or job title",
            "pay_min": "Pay from, $ a year",
            "pay_max": "Pay up to, $ a year",
            "family": "Job family",
            "any_family": "All job families",
            "cluster": "Career cluster",
            "any_cluster": "All career clusters",
            "zone": "Preparation",
            "any_zone": "Any preparation",
            "overlap": "AI task overlap",
            "any_overlap": "Any overlap",
            "overlap_low": "Low: percentile below 33⅓",
            "overlap_moderate": "Moderate: from 33⅓ to below 66⅔",
            "overlap_high": "High: from 66⅔",
            "overlap_unranked": "Not ranked: not all of the studies score them",
            "overlap_parts": OVERLAP_WORDS["overlap_parts"],
            "overlap_spread": OVERLAP_WORDS["overlap_spread"],
            "unranked": OVERLAP_WORDS["unranked"],
            "pay": "Rank of median pay",
            "any_pay": "Any pay",
            "pay_lowest": "Percentile below 25",
            "pay_lower": "From 25 to below 50",
            "pay_higher": "From 50 to below 75",
            "pay_highest": "From 75",
            "growth": "Projected growth",
            "any_growth": "Any growth",
            "submit": "Show",
            "reset": "Show all",
            "one_found": "occupation fits",
            "many_found": "occupations fit",
            "none_found": "No occupation fits",
            "title": "Occupation",
            "called": "Also called",
            "median": "Median pay",
            "employment": "Employed",
            "change_percent": "Projected change",
            "job_zone": "Job zone",
            "none": "No occupation fits all of this. Clear a choice to see more.",
            "shared": "†: published for a wider group that the occupation is one of. O*NET occupations of one SOC code, or of a "
            "combination of BLS, share its figures.",
        },
        needs="occupations",
        is_wide=True,
    ),
    Section(
        "ways-in",
        "Other ways in",
        "occupations/subjects/ways_in.html",
        _ways,
        wording={
            "quadrant": "All occupations on one picture: overlap and pay",
            "compare": "Compare up to four occupations side by side",
        },
    ),
)
name_pages(
    OccupationIndexDocument.kind,
    "List and picture of U.S. occupations",
    parts={
        "families": "Job families",
        "clusters": "Career clusters",
        "zones": "Preparation",
        "rows": "The list",
        **dict.fromkeys(("columns", "studies"), ""),
    },
)
