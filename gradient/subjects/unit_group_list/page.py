"""The pages of the whole gradient and of its major groups: sections, tokens, kind, and what the home page shows of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from citations.figures import Figure
from citations.ledger import Ledger
from citations.models import Edition
from citations.preview.names import name_pages
from gradient.addresses import GRADIENT
from gradient.measures import ILO
from gradient.recipes import BANDS
from gradient.subjects.unit_group.document import MajorGroup
from gradient.subjects.unit_group_list.document import KEY, Gradient, GradientDocument, IndexRow, gradient_of
from gradient.subjects.unit_group_list.listing import FIGURES, TABLE, listing_of
from occupations.subjects.pages import register
from singulariki.charts.gradient import GradientPoint
from singulariki.delivery.editions import edition_of, edition_prefix, redirect_to
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.query import query_of
from singulariki.delivery.sections import register_section
from singulariki.delivery.share import Embed, embeds_of
from singulariki.delivery.views import not_found, nothing_published
from singulariki.editorial.home_features import HomeFeature, register_home_feature
from singulariki.editorial.lists import FORMAT, list_context, list_download
from singulariki.editorial.models import LocalNotesMixin
from singulariki.editorial.pictures import FIND_WORDS, SHOW, find_row, foot_of, show_url
from singulariki.editorial.registry import FigureToken, PageKind, Section
from singulariki.editorial.rendering import Chart, draw_chart, page_context
from singulariki.editorial.subjects import closing_sections, first_layout

TEMPLATE = "gradient/gradient.html"
PICTURE = "gradient-chart"
CHART = Chart("dots", PICTURE, "gradient/charts/gradient_alone.html", 880, "The gradient")


@cached_page("sort", "order", "major", "band", FORMAT, typed=(SHOW,))
def gradient_page(request: HttpRequest, *, key: str, edition: str = "") -> HttpResponse:
    """/gradient/ (`key` "all") and /gradient/major-3.html (`key` "3"): sorted and filtered by the query string alone."""
    shown = edition_of(request, edition)
    if shown is None:
        return not_found(request, key) if edition else nothing_published(request)
    prefix = edition_prefix(edition)
    gradient = gradient_of(shown, key)
    if gradient is None:
        return not_found(request, f"major {key}")
    if request.path != f"{prefix}{gradient.path}":
        return redirect_to(f"{prefix}{gradient.path}")
    gradient = replace(gradient, prefix=prefix, parameters=query_of(request))
    return list_download("gradient", gradient) or draw_gradient(request, gradient)


def draw_gradient(
    request: HttpRequest,
    gradient: Gradient,
    *,
    page: LocalNotesMixin | None = None,
    layout_blocks: Sequence[dict] | None = None,
) -> HttpResponse:
    """The page of the whole gradient or of a major group, as the published layout or the given one has it. It has no local
    notes."""
    trail = [{"title": "The gradient", "url": GRADIENT}] if gradient.only else []
    return render(request, TEMPLATE, page_context(request, "gradient", gradient, layout_blocks=layout_blocks, trail=trail))


def _picture(gradient: Gradient) -> Mapping:
    means = [gradient.figure(row, "mean_score") for row in gradient.rows]
    return {
        "bands": BANDS,
        "points": [
            GradientPoint(row.code, row.title, mean.value or 0.0, mean.text, row.band, f"{gradient.prefix}{row.path}")
            for row, mean in zip(gradient.rows, means, strict=True)
        ],
        "figures": means,
        "found": None,
    }


def _big_picture(gradient: Gradient) -> Mapping:
    """The picture with what can be found in it, and what stands below it."""
    found = find_row(gradient.rows, gradient.parameters)
    path = f"{gradient.prefix}{gradient.path}"
    picture = _picture(gradient)
    return {
        **picture,
        "found": found,
        "found_score": gradient.figure(found.row, "mean_score") if found.row else None,
        "others": [{"title": row.title, "url": show_url(path, row.code, PICTURE)} for row in found.others],
        "path": path,
        "foot": foot_of(
            picture["figures"],
            csv=f"{path}?{FORMAT}=csv",
            embed=("gradient", gradient.only.code if gradient.only else KEY, CHART.key),
            is_live=not gradient.prefix,
        ),
    }


@embeds_of("gradient")
def chart_of_gradient(request: HttpRequest, edition: Edition, key: str, chart: str) -> Embed | None:
    """The picture of the whole gradient ("all") or of a major group ("3"), alone."""
    gradient = gradient_of(edition, key) if chart == CHART.key else None
    return draw_chart("gradient", gradient, CHART, request) if gradient else None


def _table(gradient: Gradient) -> Mapping:
    listing = listing_of(gradient)
    context = list_context(gradient, listing)
    for column in context["columns"]:
        column["about"] = gradient.column_figure(FIGURES[column["key"]]) if column["key"] in FIGURES else None
    return {
        **context,
        "majors": listing.filters["major"].choices if "major" in listing.filters else (),
        "bands": listing.filters["band"].choices,
        "chosen": {key: listing.asked.filters.get(key, "") for key in ("major", "band")},
        "action": f"{listing.path}#{TABLE}",
    }


def _groups(groups: list[MajorGroup], prefix: str = "", besides: MajorGroup | None = None) -> list[dict[str, str]]:
    """Links to the pages of major groups, as components/group_list.html takes them."""
    return [{"title": group.name, "url": f"{prefix}{group.path}"} for group in groups if group != besides]


def _major_groups(gradient: Gradient) -> Mapping:
    return {"groups": _groups(gradient.document.major_groups, gradient.prefix, gradient.only), "prefix": gradient.prefix}


def _on_home_page(edition: Edition, ledger: Ledger) -> Mapping | None:
    """The whole picture in little, and how many occupations it places."""
    gradient = gradient_of(edition, releases=ledger.releases)
    if gradient is None:
        return None
    return {"profile": gradient, "groups": _groups(gradient.document.major_groups), **_picture(gradient)}


SECTIONS: tuple[Section, ...] = (
    Section(
        PICTURE,
        "The picture",
        "gradient/sections/gradient_chart.html",
        _big_picture,
        datasets=(ILO,),
        wording={
            "finding": "{below-half} unit groups score below one half; highest of all is {highest-unit-group}, at "
            "{highest-score}",
            "introduction": "Every dot is an occupation, placed by the mean score of its tasks and coloured by the band that "
            "the ILO gives it. Touch or point at a dot for its name; touch it again, or follow it, to its page. With a "
            "keyboard: Tab to the picture, then the arrow keys.",
            "title": "Unit groups by mean task exposure, in six bands",
            "description": "One dot for each ISCO-08 unit group at its mean task score of 2025, in the colour of its exposure "
            "band; below, where each band from not exposed to Gradient 4 lies. The table below holds the same numbers.",
            "axis": "Mean task exposure, 0 to 1",
            "landmarks": "Named are unit groups with the shortest titles, spread evenly over the scale.",
            **FIND_WORDS,
            "unknown": "No unit group here has this code or name. Try its four-digit code or a word of its title.",
            "found": "Shown in the picture:",
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
            "change_note": "The change compares two scorings by different methods, not what models did in two years: of all "
            "tasks scored in both, {fallen-share} scored lower in 2025, above all those that had scored high in 2023.",
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
    *closing_sections("Datasets behind this page"),
)


def _band_count(place: int, gradient: Gradient) -> Figure:
    return gradient.document.bands[place].unit_groups


def _below_half(gradient: Gradient) -> str:
    scores = [gradient.value(row, "mean_score") or 0.0 for row in gradient.rows]
    return f"{sum(score < 0.5 for score in scores):,} of {len(scores):,}"


def _highest(gradient: Gradient) -> IndexRow:
    return max(gradient.rows, key=lambda row: gradient.value(row, "mean_score") or 0.0)


_GROUP = "The gradient"
TOKENS: tuple[FigureToken, ...] = (
    FigureToken("unit-group-count", "Number of unit groups", lambda page: page.document.unit_group_count, _GROUP),
    FigureToken("scored-tasks", "Number of scored tasks", lambda page: page.document.scored_tasks, _GROUP),
    FigureToken(
        "fallen-share",
        "Share of all tasks that scored lower in 2025 than in 2023",
        lambda page: page.document.fallen_share,
        _GROUP,
    ),
    FigureToken(
        "major-group",
        "Major group; nothing on the whole gradient",
        lambda page: page.only.name if page.only else None,
        _GROUP,
        datasets=(ILO,),
    ),
    FigureToken(
        "whole-gradient",
        "“the whole gradient”; nothing on pages of a major group",
        lambda page: None if page.only else "the whole gradient",
        _GROUP,
        datasets=(ILO,),
    ),
    FigureToken(
        "below-half",
        "How many unit groups of the page have a mean below 0.5, of how many: “376 of 427”",
        _below_half,
        _GROUP,
        datasets=(ILO,),
    ),
    FigureToken(
        "highest-unit-group",
        "The unit group of the page with the highest mean: its title",
        lambda page: _highest(page).title,
        _GROUP,
        datasets=(ILO,),
    ),
    FigureToken(
        "highest-score",
        "The highest mean of the page's unit groups",
        lambda page: page.figure(_highest(page), "mean_score").text,
        _GROUP,
        datasets=(ILO,),
    ),
    *(
        FigureToken(f"count-{band.key}", f"Unit groups in the band {band.label}", partial(_band_count, place), "Bands")
        for place, band in enumerate(BANDS)
    ),
)


def _key_at(typed: str) -> str | None:
    """The key of the page at an address: /gradient/, /gradient/major-3.html."""
    match = re.fullmatch(rf"{GRADIENT}(?:major-(\d)\.html)?", typed)
    return match and (match[1] or KEY)


def _subjects(edition: Edition) -> list[tuple[str, str]]:
    """The whole gradient, and each major group of it."""
    gradient = gradient_of(edition)
    if gradient is None:
        return []
    return [(KEY, "The whole gradient"), *((group.code, group.name) for group in gradient.document.major_groups)]


OPENING = (
    "<p>The International Labour Organization's 2025 study rates {scored-tasks} tasks of {unit-group-count} occupations by how "
    "far generative AI can attempt them. This is {whole-gradient}, from cool (human ground) to hot (almost fully assistable). "
    "Here are those of the major group {major-group}.</p>"
)
GRADIENT_KIND = register(
    PageKind(
        key="gradient",
        label="The gradient and its major groups",
        profile=gradient_of,
        subjects=_subjects,
        sample_subject=KEY,
        default_layout=lambda: first_layout(OPENING, SECTIONS, ("exposure-is-overlap", "bands-are-of-occupations")),
        draw=draw_gradient,
        key_at=_key_at,
        kicker="ISCO-08",
        counted=lambda gradient: gradient.document.unit_group_count if gradient.only is None else None,
    ),
    SECTIONS,
    TOKENS,
)
register_section(GRADIENT, GradientDocument.kind, "the whole gradient")
GRADIENT_FEATURE = register_home_feature(
    HomeFeature(
        key="gradient",
        label="The gradient, all unit groups on one picture",
        template="gradient/home_feature.html",
        context=_on_home_page,
    )
)
name_pages(
    GradientDocument.kind,
    "The gradient",
    parts={"major_groups": "By major group", "bands": "The picture", "columns": "", "rows": "The list"},
)
