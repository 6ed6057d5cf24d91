"""What stands below the title, and what the page ends with: sources, citation, embedding, the brief for assistants."""

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest

from citations.figures import Figure
from citations.preview.public import headline_measures
from occupations.measures.datasets import ONET
from occupations.studies import BY_KEY
from occupations.subjects.occupation.document import OccupationDocument, OccupationSubject
from occupations.subjects.occupation.page.declaring import section
from occupations.subjects.occupation.page.market import quadrant_context, wages_context
from singulariki.delivery.share import Embed
from singulariki.editorial.rendering import Chart, draw_chart, frames
from singulariki.editorial.subjects import CITATION_IS_GIVEN, SOURCES_ARE_SAID, nothing_more

headline_measures("ai-overlap-percentile", "wage-median", "employment", "projection-change-percent", "projection-openings")


Ranks = Callable[[OccupationSubject], Sequence[tuple[str, Figure]]]
# Ranks on other scales that later rooms add to the ruler: from an occupation to (name, figure of 0 to 100).
OTHER_RANKS: list[Ranks] = []


def ranks_by_study(subject: OccupationSubject) -> list[tuple[str, Figure]]:
    """The ranks that AI task overlap is made of, with the names of their studies."""
    return [
        (BY_KEY[row.key].short, row.percentile)
        for row in subject.document.exposure
        if not row.bridged and not row.percentile.is_missing
    ]


def _headline(subject: OccupationSubject) -> Mapping:
    """Answers to the first questions of a reader; each part None where nothing is known. `studies` are the ranks that AI task
    overlap is made of, `others` those on other scales."""
    document = subject.document
    overlap, outlook, wages, usage = document.overlap, document.outlook, document.wages, document.usage
    pay = wages and wages.usual.range
    return {
        "overlap": overlap and overlap.shown,
        "rank": overlap.percentile if overlap and not overlap.percentile.is_missing else None,
        "studies": ranks_by_study(subject),
        "others": [rank for ranks in OTHER_RANKS for rank in ranks(subject)],
        "openings": outlook and outlook.annual_openings,
        "median": wages and wages.usual.median,
        "pay": pay if pay and not all(figure.is_missing for figure in pay) else None,
        "is_hourly": bool(wages and wages.hourly_only),
        "observed": usage.observed and usage.observed.tasks if usage else None,
    }


HEAD = (
    section(
        "also-called", "Also called", nothing_more, datasets=(ONET,), wording={"label": "Also called", "more": "Other titles"}
    ),
    section(
        "headline-figures",
        "Headline figures",
        _headline,
        wording={
            "overlap": "How much of it can AI attempt?",
            "overlap_name": "by AI task overlap",
            "overlap_meaning": "{overlap-level} among U.S. occupations with data: where it stands when {overlap-studies} "
            "studies are taken together. It compares how much of the work today's AI can attempt: no forecast and no verdict.",
            "overlap_spread": "{if overlap-lowest is the same as overlap-highest}One by one, the studies agree within a point "
            "({overlap-lowest}). {otherwise}One by one, the studies put it between the {overlap-lowest} and the "
            "{overlap-highest}, {overlap-spread} points apart.",
            "overlap_unranked": "{if overlap-studies is more than one}Not ranked: scored by {overlap-studies} of {study-count} "
            "studies, and this is the mean of its percentiles in those, not comparable with a rank by all. {otherwise}Not "
            "ranked: scored by {overlap-studies} of {study-count} studies, and this is its percentile in that one, not "
            "comparable with a rank by all.",
            "overlap_unknown": "None of the studies of this edition scores it.",
            "ruler": "Ruler of ranks among U.S. occupations, from 0 for the least overlap to 100 for the most.",
            "least": "least overlap",
            "most": "most overlap",
            "median": "What does it pay?",
            "a_year": "a year",
            "median_meaning": "Half of {employment} employees earn less ({wages-release}). {otherwise}Half of its employees earn "
            "less ({wages-release}).",
            "median_meaning_top": "BLS gives its top code in place of the median: half of its employees earn at least this "
            "({wages-release}).",
            "pay_unknown": "This edition has no pay for it.",
            "openings": "Where is it headed?",
            "openings_name": "{if openings is zero}to the nearest hundred openings a year {otherwise}openings a year",
            "openings_meaning": "New jobs and replacements in an average year of {base-year}–{projected-year}, as BLS projects "
            "them. {if openings is zero}They are too few to round to a hundred.",
            "change_meaning": "{if employment-base is the same as employment-projected}{outlook-words}: about the same number of "
            "jobs ({change}). {otherwise}{outlook-words}: {change} by {projected-year}, independently of AI.",
            "outlook_unknown": "This edition has no projection for it.",
            "use": "How is AI used in it?",
            "use_name": "of its {task-count} tasks",
            "use_meaning": "came up in conversations with one AI assistant ({usage-release}).",
            "use_unknown": "No conversation of the sample at hand was matched to its tasks.",
        },
    ),
    section(
        "take-away",
        "Take this to your AI, below the title",
        nothing_more,
        wording={"take": "Take this to your AI", "download": "Download .md"},
        in_brief=False,
    ),
)


CHARTS = (
    Chart("pay", "wages", "occupations/charts/pay.html", 690, "Wages by percentile"),
    Chart("employment", "job-outlook", "occupations/charts/employment.html", 400, "Projected employment"),
    Chart("quadrant", "quadrant", "occupations/charts/quadrant_alone.html", 1260, "Exposure quadrant"),
)


def charts_of(subject: OccupationSubject) -> tuple[Chart, ...]:
    """The charts that can be drawn for an occupation."""
    wages, quadrant = wages_context(subject) or {}, quadrant_context(subject) or {}
    drawn = {"pay": wages.get("drawn"), "employment": subject.document.outlook, "quadrant": quadrant.get("drawn")}
    return tuple(chart for chart in CHARTS if drawn[chart.key])


def draw_chart_of(request: HttpRequest, subject: OccupationSubject, key: str) -> Embed | None:
    """A chart of an occupation, or None where it lacks the data for it."""
    drawn = next((chart for chart in charts_of(subject) if chart.key == key), None)
    return draw_chart(OccupationDocument.kind, subject, drawn, request) if drawn else None


def _embeds(subject: OccupationSubject) -> Mapping | None:
    charts = charts_of(subject)
    return {"charts": frames("role", subject.slug.removeprefix("role-"), charts)} if charts else None


def _brief(subject: OccupationSubject) -> Mapping:
    path = f"{subject.prefix}{subject.document.brief}"
    return {"path": path, "address": f"{settings.PUBLIC_SITE_URL}{path}"}


ENDING = (
    section(
        "sources",
        "Sources for this page",
        nothing_more,
        "editorial/sections/sources.html",
        wording={
            "introduction": "Every figure above traces to a release of a public dataset below. Figures are estimates, not "
            "advice.",
            "methodology_link": "What each measure does and does not mean",
            "compiled": "Data compiled",
        },
        late=True,
        required=SOURCES_ARE_SAID,
    ),
    section(
        "citation",
        "Cite this page",
        nothing_more,
        "editorial/sections/citation.html",
        wording={"introduction": "With the releases of public datasets that the page is built from."},
        late=True,
        required=CITATION_IS_GIVEN,
    ),
    section(
        "embed",
        "Embed a chart",
        _embeds,
        "editorial/sections/embed.html",
        needs="charts",
        wording={
            "introduction": "Paste this into any page. It links back here for attribution.",
            **{chart.key: chart.name for chart in CHARTS},
            "look": "See it alone",
        },
        in_brief=False,
    ),
    section(
        "take-to-your-ai",
        "Take this to your AI",
        _brief,
        wording={
            "introduction": "A source-stamped Markdown brief of this occupation: paste it into an agent, or have one fetch it.",
            "copy": "Copy the brief",
            "download": "Download .md",
        },
        in_brief=False,
    ),
)
