"""Data sections of the gradient's own pages."""

from collections.abc import Mapping

from gradient.bands import BANDS
from gradient.listing import FIGURE_COLUMNS, TEXT_COLUMNS, GradientListing
from gradient.measures import ILO
from gradient.profiles.index import COLUMNS
from singulariki.charts.gradient import GradientPoint
from singulariki.editorial.registry import Section


def _picture(listing: GradientListing) -> Mapping:
    return {
        "bands": BANDS,
        "points": [
            GradientPoint(row.code, row.title, row.mean.value or 0.0, row.mean.text, row.band.key, f"{listing.prefix}{row.path}")
            for row in listing.members
        ],
        "figures": [row.mean for row in listing.members],
    }


def _table(listing: GradientListing) -> Mapping:
    figures = dict(zip(FIGURE_COLUMNS, (name for name, _ in COLUMNS), strict=True))
    return {
        "columns": {
            column: {
                "url": listing.sort_url(column),
                "sort": listing.sorted_by(column),
                "about": listing.index.column_figure(figures[column]) if column in figures else None,
            }
            for column in (*TEXT_COLUMNS, *FIGURE_COLUMNS)
        },
        "rows": listing.rows,
        "majors": () if listing.only else listing.index.majors,
        "bands": BANDS,
        "asked": listing.asked,
        "action": f"{listing.prefix}{listing.path}#gradient-table",
        "reset_url": f"{listing.prefix}{listing.path}#gradient-table" if listing.is_filtered else "",
        "usual_order": (listing.asked.sort, listing.asked.descending) == ("mean", True),
        "prefix": listing.prefix,
    }


def _major_groups(listing: GradientListing) -> Mapping:
    return {
        "groups": [
            {"title": major.name, "url": f"{listing.prefix}{major.path}"}
            for major in listing.index.majors
            if listing.only is None or major.code != listing.only.code
        ],
        "prefix": listing.prefix,
    }


def _always(listing: GradientListing) -> Mapping:
    return {}


SECTIONS: tuple[Section, ...] = (
    Section(
        "gradient-chart",
        "The picture",
        "gradient/sections/gradient_chart.html",
        _picture,
        datasets=(ILO,),
        wording={
            "introduction": "Every dot is an occupation, placed by the mean score of its tasks and sorted into the band that "
            "the ILO gives it. Touch or point at a dot for its name; follow it to its page.",
            "title": "Unit groups by mean task exposure, in six bands",
            "description": "One dot for each ISCO-08 unit group at its mean task score of 2025, in one row for each exposure "
            "band from not exposed to Gradient 4. The table below holds the same numbers.",
            "axis": "Mean task exposure, 2025",
        },
        is_wide=True,
    ),
    Section(
        "gradient-table",
        "The list",
        "gradient/sections/gradient_table.html",
        _table,
        datasets=(ILO,),
        wording={
            "label": "Unit groups with their exposure",
            "major": "Major group",
            "any_major": "All major groups",
            "band": "Band",
            "any_band": "All bands",
            "submit": "Show",
            "reset": "Show all",
            "unit_group": "Unit group",
            "code": "Code",
            "mean": "Mean 2025",
            "previous": "Mean 2023",
            "change": "Change",
            "percentile": "Percentile",
            "tasks": "Tasks",
            "none": "No unit group of this major group is in this band.",
        },
        is_wide=True,
    ),
    Section(
        "major-groups",
        "By major group",
        "gradient/sections/major_groups.html",
        _major_groups,
        datasets=(ILO,),
        wording={"back": "The whole gradient"},
    ),
    Section(
        "sources",
        "Datasets behind this page",
        "editorial/sections/sources.html",
        _always,
        wording={
            "introduction": "Every figure above traces to a named public dataset and the exact release below — not "
            "hand-written opinion.",
            "methodology_link": "See the full methodology for what each measure does and does not mean",
            "compiled": "Data compiled",
        },
        late=True,
    ),
    Section(
        "citation",
        "Cite this page",
        "editorial/sections/citation.html",
        _always,
        wording={"introduction": "Made from the sources that this page prints, with the edition it shows."},
        late=True,
    ),
)
