"""What the page ends with: sources, citation, embedding, the brief for assistants."""

from collections.abc import Mapping

from django.conf import settings

from occupations.subjects.occupation.document import OccupationSubject
from occupations.subjects.occupation.page.embeds import charts_of
from occupations.subjects.occupation.page.sections.declaring import always, section
from singulariki.editorial.sharing import frames


def _embeds(subject: OccupationSubject) -> Mapping | None:
    charts = charts_of(subject)
    return {"charts": frames("role", subject.slug.removeprefix("role-"), charts)} if charts else None


def _brief(subject: OccupationSubject) -> Mapping:
    return {"path": f"{subject.prefix}{subject.document.brief}", "address": f"{settings.PUBLIC_SITE_URL}{subject.document.brief}"}


ENDING = (
    section(
        "sources",
        "Sources for this page",
        always,
        "editorial/sections/sources.html",
        wording={
            "introduction": "Every figure above traces to a named public dataset and the exact release below, not hand-written "
            "opinion. Figures are estimates, not advice.",
            "methodology_link": "See the full methodology for what each measure does and does not mean",
            "compiled": "Data compiled",
        },
        late=True,
    ),
    section(
        "citation",
        "Cite this page",
        always,
        "editorial/sections/citation.html",
        wording={
            "introduction": "Citations name the underlying public dataset releases: they reflect what this page is built from, "
            "not just the address."
        },
        late=True,
    ),
    section(
        "embed",
        "Embed a chart",
        _embeds,
        "editorial/sections/embed.html",
        needs="charts",
        wording={
            "introduction": "Paste this into any page. It links back here for attribution.",
            "pay": "Wages by percentile",
            "employment": "Projected employment",
            "quadrant": "Exposure quadrant",
            "look": "See it alone",
        },
    ),
    section(
        "take-to-your-ai",
        "Take this to your AI",
        _brief,
        wording={
            "introduction": "A source-stamped Markdown brief of this occupation: paste it into an agent, or have one fetch it.",
            "copy": "Copy the brief",
            "download": "Download .md",
            "address": "Its address",
        },
    ),
)
