"""Pages of occupations, /roles/role-27-4014-00: the layout and caveats that they start with (editors change them; these are never
read again once they have), how they are drawn, and their briefs."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html

from citations.models import Edition
from citations.preview.names import name_pages
from citations.reading import reader_of
from occupations.addresses import occupation_api, occupation_at
from occupations.measures import datasets as of
from occupations.models import CodeSystem
from occupations.models.pages import OccupationPage
from occupations.selectors.crosswalks import crosswalk_edges
from occupations.studies import OVERLAP, STUDIES
from occupations.subjects.cluster.document import ClusterDocument
from occupations.subjects.family.document import FamilyDocument
from occupations.subjects.occupation.document import OccupationDocument, OccupationSubject, read_occupation
from occupations.subjects.occupation.page.ai import EXPOSURE, USAGE
from occupations.subjects.occupation.page.frame import CHARTS, ENDING, HEAD, OTHER_RANKS, draw_chart_of
from occupations.subjects.occupation.page.market import MARKET, NEIGHBOURS
from occupations.subjects.occupation.page.tokens import TOKENS
from occupations.subjects.occupation.page.work import PREPARATION, WORK
from occupations.subjects.pages import chapter, register, report_kit, section_block
from singulariki.delivery.briefs import Brief, BriefSection
from singulariki.editorial.models import LocalNotesMixin
from singulariki.editorial.page_renderer import RenderedCaveat
from singulariki.editorial.published import public_page
from singulariki.editorial.registry import PageGroup, PageKind
from singulariki.editorial.rendering import page_context
from singulariki.editorial.seeds import seed_caveat
from singulariki.editorial.subjects import first_layout, subjects_of_kind

__all__ = ["OCCUPATION", "OTHER_RANKS", "default_layout", "draw_occupation", "occupation_brief", "occupation_context"]

seed_caveat(
    "usage-is-a-sample",
    "Observed use is a sample of one assistant",
    "<p>One AI assistant's consumer sample: not all AI, not the whole workforce. Shares are of observed conversations, not of "
    "the job, of worker time, or of what could be automated. A model rated how people work with the AI.</p>",
    title="One assistant's conversations",
    scope=[("dataset", of.AEI)],
)
seed_caveat(
    "percentiles-compare-studies",
    "Scores of studies cannot be compared with each other",
    "<p>Each study uses its own scale, so scores are not comparable across rows. The percentile, this job's rank among all U.S. "
    "occupations with data, is the comparable figure.</p>",
    title="Compare percentiles, not scores",
    scope=[("measure", OVERLAP.key), *(("measure", study.percentile.key) for study in STUDIES)],
)
seed_caveat(
    "projection-is-not-about-ai",
    "Projections of employment are not about AI",
    "<p>A labor-market projection made independently of AI. It is a forecast by the Bureau of Labor Statistics on its own "
    "assumptions, not an AI-impact forecast.</p>",
    title="Not about AI",
    scope=[("dataset", of.EP)],
)
seed_caveat(
    "prompts-are-phrasings",
    "Example prompts are phrasings of tasks",
    "<p>Suggested phrasings of real tasks: starting points, not endorsed instructions.</p>",
    scope=[("section", "observed-use")],
)


# Drawn below the title, in this order, wherever the layout has them.
HEAD_SECTIONS = ("also-called", "headline-figures", "take-away")


def default_layout() -> list[dict]:
    """Blocks in the form that `singulariki.editorial.seeds` describes."""
    return [
        *first_layout("<p>{definition}</p>", (), ("exposure-is-overlap",)),
        *map(section_block, HEAD_SECTIONS),
        *chapter(
            "AI and this work",
            "<p>{if augmentation is zero}People were seen to use one AI assistant for {observed-tasks} of its {task-count} "
            "tasks: {automation} of that hands the task over, and none is known to work with AI. {otherwise}{if automation is "
            "zero}People were seen to use one AI assistant for {observed-tasks} of its {task-count} tasks: {augmentation} of "
            "that works with AI, and none is known to hand the task over. {otherwise}{if augmentation is known}People were seen "
            "to use one AI assistant for {observed-tasks} of its {task-count} tasks: {augmentation} of that works with AI, "
            "{automation} hands the task over. {otherwise}{if observed-tasks is more than one}People were seen to use one AI "
            "assistant for {observed-tasks} of its {task-count} tasks. {otherwise}{if observed-tasks is one}People were seen to "
            "use one AI assistant for one of its {task-count} tasks. {otherwise}What people use AI for in this work, and what "
            "studies say that it could attempt.</p>",
            ("observed-use", "exposure"),
        ),
        *chapter(
            "The work",
            "<p>{if first-task is known}Most important by O*NET's ratings: {first-task} {otherwise}What people in it do, know "
            "and use, as O*NET describes it.</p>",
            ("tasks", "work-activities", "knowledge-skills-abilities", "technology", "work-context"),
        ),
        *chapter(
            "Pay and outlook",
            "<p>{if lower-quarter-pay is known}{if upper-quarter-pay is not top-coded}The middle half of {wages-subject} earn "
            "between {lower-quarter-pay} and {upper-quarter-pay} a year. {otherwise}What it pays, where it is headed, and which "
            "industries employ it.</p>",
            ("wages", "job-outlook", "industries"),
        ),
        *chapter(
            "Getting in",
            "<p>{if attainment-share is known}Most common level of education of those who work in it: {attainment-level} "
            "({attainment-share}). {otherwise}What people bring along who work in it.</p>",
            ("how-to-get-in", "education-of-workers", "interests"),
        ),
        *chapter(
            "Near it",
            "<p>{if nearest is known}Nearest by what people do and know: {nearest}. {otherwise}Where else the evidence "
            "leads.</p>",
            ("quadrant", "career-cluster", "what-you-can-do"),
        ),
        *chapter(
            "Take it with you", "<p>Lines to quote, sources, a citation, charts for other pages, and a brief for your AI.</p>", ()
        ),
        report_kit(
            "{if overlap is not zero}{if openings is not zero}{title}: {overlap}-percentile AI task overlap, and about "
            "{openings} annual U.S. openings. {otherwise}{if overlap is not zero}{if openings is zero}{title}: "
            "{overlap}-percentile AI task overlap, and annual U.S. openings for {outlook-subject} that are too few to round to "
            "a hundred. {otherwise}{if overlap is zero}{if openings is not zero}{title}: lower than nearly all U.S. "
            "occupations by AI task overlap, and about {openings} annual U.S. openings. {otherwise}{if unranked-mean is "
            "known}{if openings is not zero}{title}: scored by {overlap-studies} of {study-count} studies of AI task overlap, "
            "and about {openings} annual U.S. openings. {otherwise}{if unranked-mean is known}{if openings is zero}{title}: "
            "scored by {overlap-studies} of {study-count} studies of AI task overlap, and annual U.S. openings for "
            "{outlook-subject} that are too few to round to a hundred.",
            [
                "{if overlap is not zero}{title} stand at the {overlap} percentile ({overlap-level}) of AI task overlap across "
                "U.S. occupations: a comparison of how much of the work today's AI can attempt, not of how much is automated. "
                "{otherwise}{if overlap is zero}{title} stand lower than nearly all U.S. occupations by AI task overlap "
                "({overlap-level}): a comparison of how much of the work today's AI can attempt, not of how much is automated.",
                "{if overlap-studies is more than one}{title} have no rank by AI task overlap: they are scored by "
                "{overlap-studies} of {study-count} studies, and their percentiles in those have the {unranked-mean}. "
                "{otherwise}{title} have no rank by AI task overlap: they are scored by {overlap-studies} of {study-count} "
                "studies, where their percentile is the {only-percentile}.",
                "{if openings is not zero}From {base-year} to {projected-year}, BLS projects about {openings} U.S. job "
                "openings a year for {outlook-subject}, counting growth and replacement: a labor-demand projection made "
                "independently of AI. {otherwise}{if openings is zero}From {base-year} to {projected-year}, yearly U.S. job "
                "openings for {outlook-subject} as BLS projects them are too few to round to a hundred, growth and replacement "
                "counted: a labor-demand projection made independently of AI.",
                "{if change is zero}BLS projects employment of {outlook-subject} to stay about as it is from {base-year} to "
                "{projected-year} ({change}). {otherwise}BLS projects employment of {outlook-subject} to {change:grow/shrink/} "
                "by {change:absolute} from {base-year} to {projected-year}.",
                "{if median-pay is top-coded}At least half of {wages-subject} earn {median-pay}, across about {employment} "
                "U.S. employees: BLS publishes no median above its top code. {otherwise}Median annual pay of {wages-subject} "
                "is {median-pay}, across about {employment} U.S. employees. {otherwise}{if median-hourly-pay is top-coded}At "
                "least half of {wages-subject} earn {median-hourly-pay}, across about {employment} U.S. employees: BLS "
                "publishes no median above its top code. {otherwise}Median hourly pay of {wages-subject} is "
                "{median-hourly-pay}, across about {employment} U.S. employees; BLS publishes no annual pay.",
                "{if augmentation is not zero}Of the AI use actually observed for this work, {augmentation} looks like "
                "augmentation (iterating, learning, checking) rather than hands-off automation: over {classified-tasks} of its "
                "{task-count} tasks in a Claude.ai usage sample, not a census.",
            ],
            note="AI task overlap compares what today's AI can attempt: not automation, job loss, or a forecast.",
        ),
        *map(section_block, ("sources", "citation", "embed", "take-to-your-ai")),
    ]


TEMPLATE = "occupations/occupation.html"


def occupation_context(
    request: HttpRequest,
    subject: OccupationSubject,
    *,
    page: LocalNotesMixin | None = None,
    layout_blocks: Sequence[dict] | None = None,
    as_text: bool = False,
) -> dict[str, Any]:
    """An occupation's page with its local notes, as the published layout or the given one has it; `as_text` for its brief."""
    family = subject.document.family
    context = page_context(
        request,
        OccupationDocument.kind,
        subject,
        page=page,
        layout_blocks=layout_blocks,
        # The family is printed beside the code, above what the layout draws.
        cited=[of.SOC] if family else [],
        head=HEAD_SECTIONS,
        trail=[{"title": "Roles", "url": "/roles/"}],
        as_text=as_text,
    )
    return {**context, "family_url": f"{subject.prefix}{family.path}" if family else ""}


def draw_occupation(
    request: HttpRequest,
    subject: OccupationSubject,
    *,
    page: LocalNotesMixin | None = None,
    layout_blocks: Sequence[dict] | None = None,
) -> HttpResponse:
    """An occupation's page; with its local notes."""
    page = page or public_page(OccupationPage, subject.code, request)
    return render(request, TEMPLATE, occupation_context(request, subject, page=page, layout_blocks=layout_blocks))


def _caveat(caveat: RenderedCaveat) -> str:
    """With its title, where it has one."""
    return format_html("<strong>{}.</strong> {}", caveat.title, caveat.text) if caveat.title else caveat.text


def occupation_brief(context: dict[str, Any]) -> Brief:
    """The brief of the page with this context (made `as_text`): what the page says, section by section, with the same figures."""
    subject, rendered = context["profile"], context["rendered"]
    standing = "".join(f"<p>{_caveat(caveat)}</p>" for caveat in rendered.caveats)
    return Brief(
        title=subject.title,
        url=f"{settings.PUBLIC_SITE_URL}{subject.prefix}{subject.path}",
        edition=subject.edition,
        facts=[
            ("code", f"O*NET-SOC {subject.code}"),
            *([("compiled", f"{subject.compiled_on:%Y-%m-%d}")] if subject.compiled_on else []),
        ],
        opening=f"{rendered.lede_html}<blockquote>{standing}</blockquote>",
        sections=[
            BriefSection(section.heading_text, section.body_html, [_caveat(caveat) for caveat in section.caveats])
            for section in (*context["head_sections"], *context["sections"])
        ],
        sources=context["ledger"].sources,
    )


def _groups(edition: Edition) -> list[PageGroup]:
    """Job families and career clusters. Four queries at most."""
    reader, groups = reader_of(edition), []
    kinds: tuple[tuple[type[Any], str], ...] = ((FamilyDocument, "Job families"), (ClusterDocument, "Career clusters"))
    for cls, sort in kinds:
        for text in reader.profiles(cls).order_by("title").values_list("document", flat=True):
            group = reader.read(cls, text)
            members = frozenset(row.code for row in group.occupations)
            groups.append(PageGroup(f"{cls.kind}:{group.code}", sort, group.title, members))
    return groups


def _successors(edition: Edition, code: str) -> list[str]:
    """Where O*NET's own crosswalk from its codes of 2010 leads. Three queries."""
    edges = crosswalk_edges(edition, from_system=CodeSystem.ONET_SOC_2010, to_system=CodeSystem.ONET_SOC_2019, code=code)
    return [edge.to_code for edge in edges if edge.to_code != code]


OCCUPATION = register(
    PageKind(
        key=OccupationDocument.kind,
        label="U.S. occupations",
        profile=read_occupation,
        subjects=partial(subjects_of_kind, OccupationDocument.kind),
        sample_subject="27-4014.00",
        default_layout=default_layout,
        draw=draw_occupation,
        key_at=occupation_at,
        charts={chart.key: chart.name for chart in CHARTS},
        draw_chart=draw_chart_of,
        api=occupation_api,
        groups=_groups,
        classification="O*NET-SOC",
        successors=_successors,
    ),
    (*HEAD, *USAGE, *EXPOSURE, *WORK, *PREPARATION, *MARKET, *NEIGHBOURS, *ENDING),
    TOKENS,
)
name_pages(
    OccupationDocument.kind,
    "U.S. occupations",
    one="occupation page",
    many="occupation pages",
    parts={
        **OCCUPATION.parts,
        "family": "Job family",
        "soc": "",
        "clusters": "Career cluster",
        "work_map": "AI work map",
        "usage": "How AI is actually used in this job",
        "overlap": "AI task overlap",
        "other_studies": "Exposure to current AI: further studies",
        "telework": "Telework",
        "frey_osborne": "Historical automation estimate (2013)",
        "observed_exposure_origin": "",
        "language_modelling_origin": "",
        "outlook": "Job outlook",
        "emerging_tasks": "Tasks: emerging ones",
        "knowledge": "Knowledge",
        "essential_skills": "Essential skills",
        "transferable_skills": "Transferable skills",
        "abilities": "Abilities",
        "software": "Tools & technology: software",
        "tools": "Tools & technology: tools",
        "skills_in_demand": "Tools & technology: software in demand",
        "concentration": "Industries: where it is most concentrated",
        "basic_interests": "Interests & work styles: basic interests",
        "work_styles": "Interests & work styles: work styles",
        "preparation": "How to get in",
        "study": "How to get in: fields of study",
        "education": "How to get in: education that is required",
        "attainment": "Education of current workers",
        "related": "Related occupations",
        "label_agreement": "How far people and GPT-4 agree on its tasks",
    },
)
