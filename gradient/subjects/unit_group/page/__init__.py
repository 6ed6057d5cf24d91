"""The kind of page that unit groups have: the layout and caveats that it starts with (editors change them; these are never read
again once they have), its view, its chart for other sites (/embed/unit-group/3521/tasks) and its picture (/share/unit-
group/3521.png)."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from citations.models import Edition
from citations.preview.names import name_pages, name_part
from citations.preview.public import headline_measures
from gradient import measures
from gradient.addresses import GRADIENT, unit_group_api
from gradient.models import UnitGroupPage
from gradient.recipes import BAND_BY_KEY, BANDS
from gradient.subjects.unit_group.document import UnitGroupDocument, UnitGroupSubject, unit_group
from gradient.subjects.unit_group.page.sections import CHART, SECTIONS, TOKENS
from gradient.subjects.unit_group_list.document import gradient_of
from occupations.subjects.occupation.document import OccupationDocument
from occupations.subjects.pages import register, report_kit, section_block
from singulariki.delivery.editions import edition_of, edition_prefix, redirect_to
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.share import Embed, embeds_of, share_cards_of, share_path
from singulariki.delivery.share_pictures import BandScale, ShareCard
from singulariki.delivery.views import not_found, nothing_published
from singulariki.delivery.warming import pictured
from singulariki.editorial.models import LocalNotesMixin
from singulariki.editorial.published import public_page
from singulariki.editorial.registry import PageGroup, PageKind, key_by_address
from singulariki.editorial.rendering import draw_chart, page_context
from singulariki.editorial.retired import retired_response, retired_subject
from singulariki.editorial.seeds import seed_caveat
from singulariki.editorial.sharing import share_card
from singulariki.editorial.subjects import first_layout, subjects_of_kind

TEMPLATE = "gradient/unit_group.html"
headline_measures("mean-exposure", "exposure-percentile")


@cached_page()
def unit_group_page(request: HttpRequest, *, code: str, edition: str = "") -> HttpResponse:
    """/gradient/3521-….html: a unit group in the live edition, or in the edition that the address names."""
    shown = edition_of(request, edition)
    if shown is None:
        return not_found(request, code) if edition else nothing_published(request)
    subject = unit_group(shown, code)
    if subject is None:
        retired = None if edition else retired_subject(UnitGroupDocument.kind, code, shown)
        if retired is not None:
            return retired_response(request, retired, retired.path)
        return not_found(request, request.path.rsplit("/", 1)[-1])
    prefix = edition_prefix(edition)
    if request.path != f"{prefix}{subject.path}":
        return redirect_to(f"{prefix}{subject.path}")
    return draw_unit_group(request, replace(subject, prefix=prefix))


def draw_unit_group(
    request: HttpRequest,
    subject: UnitGroupSubject,
    *,
    page: LocalNotesMixin | None = None,
    layout_blocks: Sequence[dict] | None = None,
) -> HttpResponse:
    """The page with its local notes, those of `page` where it is given, as the published layout or the given one has it."""
    document = subject.document
    context = page_context(
        request,
        document.kind,
        subject,
        page=page or public_page(UnitGroupPage, document.code, request),
        layout_blocks=layout_blocks,
        head=("headline-figures",),
        trail=[{"title": "The gradient", "url": "/gradient/"}],
    )
    context |= {"bands": BANDS, "major_url": f"{subject.prefix}{document.major_group.path}"}
    return render(request, TEMPLATE, context)


@embeds_of(UnitGroupDocument.kind)
def chart_of_unit_group(request: HttpRequest, edition: Edition, key: str, chart: str) -> Embed | None:
    """A chart of a unit group, by its code."""
    subject = unit_group(edition, key)
    return draw_chart_of(request, subject, chart) if subject else None


def draw_chart_of(request: HttpRequest, subject: UnitGroupSubject, key: str) -> Embed | None:
    """The chart of a unit group; None for another name."""
    return draw_chart(UnitGroupDocument.kind, subject, CHART, request) if key == CHART.key else None


pictured(UnitGroupDocument.kind, partial(share_path, UnitGroupDocument.kind))


@share_cards_of(UnitGroupDocument.kind)
def card_of_unit_group(request: HttpRequest, edition: Edition, key: str) -> ShareCard | None:
    """The mean exposure of a unit group, and its band on the ramp."""
    subject = unit_group(edition, key)
    if subject is None:
        return None
    document = subject.document
    mean, band = document.mean_score, f"ILO band: {BAND_BY_KEY[document.band].label}"
    return share_card(
        request,
        edition,
        document.title,
        kicker=f"ISCO-08 {document.code}",
        value="" if mean.is_missing else mean.text,
        label=mean.measure.label,
        shown=() if mean.is_missing else [mean],
        scale=BandScale(mean.value, document.band, band),
    )


# Caveats that layouts of the gradient start with, besides the standing ones of the whole site.
seed_caveat(
    "bands-are-of-occupations",
    "Bands are assigned to occupations",
    "<p>The ILO assigns bands to occupations, from the mean and the spread of their task scores. So all tasks of a unit group "
    "count in one band, whatever their own scores.</p>",
    title="One band for the whole occupation",
    scope=[("measure", measures.BAND_TASKS.key), ("measure", measures.BAND_SHARE.key), ("measure", measures.EXPOSED_SHARE.key)],
)
seed_caveat(
    "scores-by-models",
    "Scores are predicted by language models",
    "<p>The ILO's 2025 scores were predicted by language models from examples that people rated, and reconciled where the "
    "models disagreed. A justification is a model's reasoning, not a finding.</p>",
    title="How a task gets its score",
    scope=[("measure", measures.TASK_EXPOSURE.key)],
)

seed_caveat(
    "two-scorings",
    "The change is one between two scorings",
    "<p>The ILO scored the same tasks by different methods in 2023 and in 2025. Somewhat more scores rose than fell: high ones "
    "of 2023 tended to fall, low ones to rise. So the change says how two assessments differ. It does not tell what models "
    "learned in between.</p>",
    title="Two scorings, two methods",
    scope=[
        ("measure", measures.EXPOSURE_CHANGE.key),
        ("measure", measures.EXPOSURE_CHANGE_SIZE.key),
        ("measure", measures.TASK_CHANGE.key),
    ],
)

_HALF = "A score of 0.5 or more goes to"
_SEVERAL = "{if task-count is more than one}"
_STUDY = "On the International Labour Organization's 2025 global study,"
OPENING = (
    f"<p>{_SEVERAL}{_STUDY} the {{task-count}} tasks that make up {{title}}, ISCO-08 {{code}}, score an average of "
    "{mean-exposure} on a 0–1 exposure scale. "
    f"{{otherwise}}{_STUDY} the only task that makes up {{title}}, ISCO-08 {{code}}, scores {{mean-exposure}} on a 0–1 exposure "
    "scale. It is {at-the-end} of the {unit-group-count} placed occupations. {otherwise}It is more exposed than about "
    "{share-less-exposed} of the {unit-group-count} placed occupations. The ILO places the whole group in the band "
    "{typical-band}. "
    f"{_SEVERAL}{{if upper-half-count is zero}}{_HALF} none of its {{task-count}} tasks. "
    f"{{otherwise}}{_SEVERAL}{{if upper-half-count is the same as task-count}}{_HALF} all of its {{task-count}} tasks. "
    f"{{otherwise}}{_SEVERAL}{_HALF} {{upper-half-count}} of its {{task-count}} tasks.</p>"
)


def default_layout() -> list[dict]:
    """Blocks in the form that `singulariki.editorial.seeds` describes."""
    return [
        section_block("headline-figures"),
        *first_layout(OPENING, (), ("exposure-is-overlap", "two-classifications")),
        section_block("band-table", "bands-are-of-occupations"),
        section_block("tasks-strip"),
        section_block("most-exposed-task", "scores-by-models"),
        section_block("fastest-task", "two-scorings"),
        *map(section_block, ("us-occupations", "context")),
        report_kit(
            "{title} are {at-the-end} of the occupations on the global GenAI exposure gradient. {otherwise}{title} sit at the "
            "{percentile} percentile of the global GenAI exposure gradient.",
            [
                "By mean task exposure to generative AI, {title} are {at-the-end} of the {unit-group-count} international "
                "occupations that the ILO scored — overlap with what it can attempt, not a projection of displacement. "
                "{otherwise}Of {unit-group-count} international occupations that the ILO scored, {share-less-exposed} have a "
                "lower mean task exposure to generative AI than {title} — overlap with what it can attempt, not a projection "
                "of displacement.",
                "{if exposed-share is zero}{if task-count is one}The only task of {title} does not count as exposed: the ILO "
                "places it in the band {typical-band}. {otherwise}{if exposed-share is zero}None of the {task-count} tasks of "
                "{title} counts as exposed: the ILO places the whole occupation in the band {typical-band}. {otherwise}{if "
                "task-count is one}The only task of {title} counts as exposed: the ILO places it in the band {typical-band}. "
                "{otherwise}All {task-count} tasks of {title} count as exposed: the ILO places the whole occupation in the "
                "band {typical-band}.",
                "{if upper-half-count is zero}{if task-count is more than one}On the ILO's scale from 0 to 1, a score of 0.5 "
                "or more goes in 2025 to none of the {task-count} tasks of {title}. {otherwise}{if upper-half-count is the "
                "same as task-count}{if task-count is more than one}On the ILO's scale from 0 to 1, a score of 0.5 or more "
                "goes in 2025 to all of the {task-count} tasks of {title}. {otherwise}{if task-count is more than one}On the "
                "ILO's scale from 0 to 1, a score of 0.5 or more goes in 2025 to {upper-half-count} of the {task-count} tasks "
                "of {title}.",
                "{if change is not zero}The mean exposure score of {title} {change:rose/fell/} by {change:absolute} between the "
                "ILO's scorings of 2023 and 2025, which used different methods: the change does not tell what models learned in "
                "between. {otherwise}{if change is zero}The mean exposure score of {title} did not change between the ILO's "
                "scorings of 2023 and 2025, which used different methods.",
                'The most exposed task of {title}: "{most-exposed-task}". {otherwise}{if most-exposed-task is '
                "not known}The most exposed task of {title} has no statement in the release.",
            ],
            note="Every line is built only from figures this page already shows and cites. AI task overlap means what today's "
            "AI can attempt — not automation, job loss, or a forecast.",
        ),
        *map(section_block, ("sources", "citation", "embed")),
    ]


def _groups(edition: Edition) -> list[PageGroup]:
    """Major groups, whose digit codes begin with. Three queries."""
    index = gradient_of(edition)
    codes = [code for code, _ in subjects_of_kind(UnitGroupDocument.kind, edition)]
    return [
        PageGroup(
            f"major:{group.code}",
            "Major groups of ISCO-08",
            f"{group.code} {group.title}",
            frozenset(code for code in codes if code.startswith(group.code)),
        )
        for group in (index.document.major_groups if index else ())
    ]


UNIT_GROUP = register(
    PageKind(
        key=UnitGroupDocument.kind,
        label="International unit groups",
        profile=unit_group,
        subjects=partial(subjects_of_kind, UnitGroupDocument.kind),
        sample_subject="3521",
        default_layout=default_layout,
        draw=draw_unit_group,
        key_at=key_by_address(rf"(?:{GRADIENT})?(\d{{4}})(?:[-_. ].*)?"),
        charts={CHART.key: CHART.name},
        draw_chart=draw_chart_of,
        api=unit_group_api,
        groups=_groups,
        classification="ISCO-08",
    ),
    SECTIONS,
    TOKENS,
)
name_pages(
    UnitGroupDocument.kind,
    UNIT_GROUP.label,
    one="unit group page",
    many="unit group pages",
    parts={
        **UNIT_GROUP.parts,
        "major_group": "",
        "bands": "How its tasks split across the gradient",
        "tasks": "Every task, with its scores",
        "end": "",
        "previous": "",
        "next": "",
    },
)
name_part(OccupationDocument.kind, "gradient", "Where this work sits on the global GenAI gradient")
