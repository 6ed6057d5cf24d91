"""The list of unit groups: its columns, what it can be narrowed by, and the rows that a page's address asks for."""

from dataclasses import replace
from functools import partial

from django.utils.html import format_html
from django.utils.safestring import SafeString

from citations.figures import Figure, to_decimals
from gradient.measures import SCORE_DECIMALS
from gradient.recipes import BAND_BY_KEY, BANDS
from gradient.subjects.unit_group_list.document import Gradient, IndexRow
from singulariki.charts.gradient import score_dot
from singulariki.editorial import lists
from singulariki.editorial.lists import Column, Filter, Listing

TABLE = "gradient-table"
# Columns of the list that are figures: name in the address and in the section's words, name in the API.
FIGURES = {
    "mean": "mean_score",
    "previous": "mean_score_previous",
    "change": "change",
    "percentile": "percentile",
    "tasks": "task_count",
}


# Those that the release gives or implies to three decimals. Rounded to two, a row's means and its change would not tally.
SCORES = ("mean_score", "mean_score_previous", "change")


def _figure(gradient: Gradient, row: IndexRow, name: str) -> Figure:
    found = gradient.figure(row, name)
    return to_decimals(found, SCORE_DECIMALS) if name in SCORES else found


def _chip(row: IndexRow) -> str:
    band = BAND_BY_KEY[row.band]
    return format_html('<span class="band-chip band-chip--mark band--{}">{}</span>', band.key, band.label)


def _dot(gradient: Gradient, row: IndexRow) -> SafeString | None:
    """The mean on a line from 0 to 1, in the colour of the band that the ILO gives."""
    mean = gradient.value(row, "mean_score")
    return None if mean is None else score_dot(mean, row.band)


def _columns(gradient: Gradient) -> list[Column[IndexRow]]:
    """Columns of the list, as far as the edition has them. Equal rows are sorted by code.

    The mean and the band come first: they are what is looked for.
    """
    places = list(BAND_BY_KEY)

    def by_band(row: IndexRow) -> tuple:
        return places.index(row.band), gradient.value(row, "mean_score") or 0, row.code

    figures = [
        Column[IndexRow](
            key,
            partial(_figure, gradient, name=name),
            order=partial(gradient.value, name=name),
            picture=partial(_dot, gradient) if name == "mean_score" else None,
        )
        for key, name in FIGURES.items()
        if name in gradient.columns
    ]
    return [
        Column(
            "title", lambda row: row.title, is_figure=False, order=lambda row: (row.title.casefold(), row.code), word="unit_group"
        ),
        *figures[:1],
        Column("band", _chip, is_figure=False, order=by_band),
        *figures[1:],
        Column("code", lambda row: row.code, is_figure=False),
    ]


def listing_of(gradient: Gradient) -> Listing[IndexRow]:
    """The unit groups as the page's address asks for them, all on one page."""
    filters = [Filter[IndexRow]("band", lambda row, key: row.band == key, tuple((band.key, band.label) for band in BANDS))]
    if not gradient.only:
        majors = tuple((group.code, group.name) for group in gradient.document.major_groups)
        filters.insert(0, Filter("major", lambda row, code: row.major_group == code, majors))
    listing = lists.listing_of(gradient, gradient.rows, _columns(gradient), anchor=TABLE, usual="mean", filters=filters)
    return replace(listing, page_size=len(gradient.rows) or 1)
