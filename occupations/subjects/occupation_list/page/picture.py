"""All occupations as a picture, at /quadrant: narrowed by job family and job zone, with one found by `?show=`; and alone, at
/embed/quadrant/all/dots."""

from collections.abc import Mapping
from functools import partial
from itertools import chain

from django.http import HttpRequest

from citations.models import Edition
from occupations.subjects.occupation_list.document import KEY, IndexRow
from occupations.subjects.occupation_list.page.listing import (
    OccupationList,
    choice_of,
    columns_of,
    filters_of,
    list_kind,
    occupation_list,
)
from singulariki.delivery.share import Embed, embeds_of
from singulariki.editorial.lists import Column, Listing, listing_of, plain_context
from singulariki.editorial.pictures import FIND_WORDS, find_row, foot_of, show_url
from singulariki.editorial.registry import FigureToken, Section
from singulariki.editorial.rendering import Chart, draw_chart

KIND, SECTION = "quadrant", "picture"
CHART = Chart("dots", SECTION, "occupations/charts/all_alone.html", 960, "Overlap and pay of all occupations")
PLACED_BY = ("overlap", "median_percentile")
FILTERS = ("family", "zone")
# Figures of the picture as a file.
IN_FILE = (*PLACED_BY, "median", "employment", "job_zone")


def _is_placed(page: OccupationList, row: IndexRow) -> bool:
    return all(page.value(row, name) is not None for name in PLACED_BY)


def _listing(page: OccupationList, rows: list[IndexRow]) -> Listing[IndexRow]:
    """The occupations of the picture that the address asks for."""
    names = [name for name in IN_FILE if name in page.columns]
    columns = [Column[IndexRow]("title", lambda row: row.title, is_figure=False)]
    columns += [Column(name, partial(page.figure, name=name), order=partial(page.value, name=name)) for name in names]
    filters = [one for one in filters_of(page) if one.key in FILTERS]
    return listing_of(page, rows, columns, anchor=SECTION, usual="title", filters=filters)


def _picture(page: OccupationList) -> Mapping | None:
    rows = [row for row in page.document.rows if _is_placed(page, row)]
    if not rows:
        return None
    listing = _listing(page, rows)
    chosen = listing.asked.filters
    page.parameters.understood(chosen)
    found = find_row(page.document.rows, page.parameters, page.called)
    fitting = {row.code for row in listing.found}
    drawn = [[page.figure(row, name) for name in (*PLACED_BY, "employment")] for row in rows]
    placed = [
        {
            "row": row,
            "overlap": overlap,
            "pay": pay,
            "people": people,
            "is_chosen": row.code in fitting,
            "is_found": row.code == found.code,
        }
        for row, (overlap, pay, people) in zip(rows, drawn, strict=True)
    ]
    left_out = plain_context(page, [row for row in page.document.rows if not _is_placed(page, row)], _left_out(page))
    return {
        "placed": placed,
        "listing": listing,
        "fields": [choice_of(one, chosen) for one in listing.filters.values()],
        "fitting": len(fitting),
        "all": len(rows),
        "found": found,
        "found_score": page.figure(found.row, "overlap") if found.row and _is_placed(page, found.row) else None,
        "others": [{"title": row.title, "url": show_url(listing.path, row.code, SECTION, chosen)} for row in found.others],
        "path": listing.path,
        "foot": foot_of(chain.from_iterable(drawn), csv=listing.csv_url, embed=(KIND, KEY, CHART.key), is_live=not page.prefix),
        "list_url": f"{page.prefix}/roles/?sort=overlap&order=desc",
        **left_out,
    }


def _left_out(page: OccupationList) -> list[Column[IndexRow]]:
    """Columns of the occupations that the picture cannot place: what they lack, and what there is instead."""
    overlap = next(column for column in columns_of(page) if column.key == "overlap")
    return [
        Column("title", lambda row: row.title, is_figure=False),
        overlap,
        Column("median_percentile", partial(page.figure, name="median_percentile")),
    ]


@embeds_of(KIND)
def chart_of_all(request: HttpRequest, edition: Edition, key: str, chart: str) -> Embed | None:
    """The picture of all occupations, alone; there is no other key than "all"."""
    page = occupation_list(edition, key=KIND) if (key, chart) == (KEY, CHART.key) else None
    if page is None or not any(_is_placed(page, row) for row in page.document.rows):
        return None
    return draw_chart(KIND, page, CHART, request)


def _same_side(page: OccupationList) -> str | None:
    """How many occupations lie above the middle of both, or below it: "563 of 779"."""
    sides = [[page.value(row, name) >= 50 for name in PLACED_BY] for row in page.document.rows if _is_placed(page, row)]
    return f"{sum(one == other for one, other in sides):,} of {len(sides):,}" if sides else None


QUADRANT_KIND = list_kind(
    KIND,
    "All U.S. occupations on overlap and pay",
    "<p>Every occupation with both figures, by its percentile of AI task overlap and of median pay; and, below, those that lack "
    "one.</p>",
    Section(
        SECTION,
        "The picture",
        "occupations/subjects/quadrant.html",
        _picture,
        datasets=("onet",),
        wording={
            "finding": "{same-side} occupations rank high on both AI task overlap and pay, or low on both",
            "introduction": "Every dot is an occupation; its area is how many people work in it. Touch or point at a dot for its "
            "name; touch it again, or follow it, to its page. With a keyboard: Tab to the picture, then the arrow keys.",
            "chart_title": "Occupations by AI task overlap and median pay",
            "chart_description": "One dot for each occupation: its percentile of AI task overlap from left to right, its "
            "percentile of median pay from bottom to top, its employment as its area. The list of occupations holds the same "
            "numbers.",
            "x_axis": "AI task overlap, percentile",
            "y_axis": "Median pay, percentile",
            "median": "median",
            "size": "People employed",
            "upper_left": "Lower overlap, higher pay",
            "upper_right": "Higher overlap, higher pay",
            "lower_right": "Higher overlap, lower pay",
            "lower_left": "Lower overlap, lower pay",
            "landmarks": "Named are the occupations with most people in each part of the picture. Colour follows the rank of "
            "overlap, not bands of exposure.",
            "family": "Job family",
            "any_family": "All job families",
            "zone": "Preparation",
            "any_zone": "Any preparation",
            **FIND_WORDS,
            "find_submit": "Show",
            "found": "Shown in the picture:",
            "unknown": "No occupation has this code or name. Try its code, such as 27-4014, or a word of its title.",
            "unplaced": "it has no place in the picture, as it lacks a rank by AI task overlap or a percentile of annual pay.",
            "reset": "Show all",
            "one_fits": "occupation is shown in colour, of",
            "many_fit": "occupations are shown in colour, of",
            "none_fits": "No occupation with both figures fits this choice.",
            "list": "The same as a list",
            "left_out": "Occupations without a place",
            "left_out_reason": "They lack a rank by AI task overlap, because not all of the studies score them, or a percentile "
            "of annual pay. The mean of the studies that do score them is no rank, and is not drawn.",
            "title": "Occupation",
            "overlap": "AI task overlap",
            "median_percentile": "Median pay, percentile",
        },
        needs="both overlap and pay",
        is_wide=True,
    ),
    tokens=(
        FigureToken(
            "same-side",
            "How many occupations are in the upper half of both, or in the lower, of how many: “563 of 779”",
            _same_side,  # type: ignore[arg-type]
            datasets=("onet",),
        ),
    ),
)
