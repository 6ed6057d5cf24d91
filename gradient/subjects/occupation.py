"""What the gradient adds to U.S. occupations: the unit groups that each corresponds to, in its document and on its page."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from msgspec import Meta

from citations.compiling import EditionFacts
from citations.documents import Number, Percentile, Record, Share, Whole
from citations.figures import Figure, figure
from gradient.measures import BRIDGE, CROSSWALK, ILO
from gradient.recipes import BandKey
from gradient.subjects.unit_group.compile import documents_of
from gradient.subjects.unit_group.document import Code, Title, UnitGroupDocument
from occupations.subjects.fields import Path
from occupations.subjects.occupation.document import addition
from occupations.subjects.occupation.page import OCCUPATION, OTHER_RANKS
from singulariki.editorial.registry import FigureToken, Section
from singulariki.editorial.subjects import Subject

SOURCES = (ILO, CROSSWALK, BRIDGE)


class UnitGroupOfOccupation(Record, frozen=True):
    """A unit group of ISCO-08 that the crosswalk connects with the occupation. Its scores are the unit group's own."""

    code: Code
    title: Title
    path: Path
    band: BandKey
    mean_score: Annotated[Share, Meta(description="Mean of its tasks' scores of 2025.")]
    mean_score_previous: Annotated[Share, Meta(description="The same with the scores of 2023.")]
    change: Annotated[Number, Meta(description="Mean of 2025 minus mean of 2023, both over the tasks scored in both years.")]
    percentile: Annotated[Percentile, Meta(description="100 × share of the unit groups with a strictly lower mean.")]
    occupation_count: Annotated[Whole, Meta(description="Unit groups with data.")]


@addition(
    "gradient",
    list[UnitGroupOfOccupation] | None,
    "International occupations that it corresponds to, by code; null where the edition lacks gradient or crosswalk.",
)
def unit_groups_of_occupations(edition: EditionFacts) -> Callable[[str], list[UnitGroupOfOccupation] | None]:
    """By an occupation's code. None where the edition holds no gradient or no crosswalk; empty where that connects none."""
    documents = documents_of(edition)
    if not documents or not edition.holds(*SOURCES):
        return lambda code: None
    of_occupation: dict[str, list[UnitGroupOfOccupation]] = defaultdict(list)
    for document in documents:
        part = _unit_group(document)
        for row in document.us_occupations:
            of_occupation[row.code].append(part)
    return lambda code: of_occupation.get(code, [])


_FIGURES = ("mean_score", "mean_score_previous", "change", "percentile", "occupation_count")


def _unit_group(document: UnitGroupDocument) -> UnitGroupOfOccupation:
    return UnitGroupOfOccupation(
        code=document.code,
        title=document.title,
        path=document.path,
        band=document.band,
        **{name: _over_the_crosswalk(getattr(document, name)) for name in _FIGURES},
    )


def _over_the_crosswalk(own: Figure) -> Figure:
    """The unit group's figure, with the crosswalk among its sources: without it the occupation would have none."""
    return own if own.is_missing else figure(own.measure, own.value, rank=own.rank, datasets=SOURCES)


def _place(subject: Subject[Any]) -> Mapping | None:
    groups = subject.document.gradient
    return None if groups is None else {"groups": groups}


def _only(name: str) -> Callable[[Subject[Any]], Any]:
    """A figure or word of the unit group, where the crosswalk connects a single one."""

    def resolve(subject: Subject[Any]) -> Any:
        groups = subject.document.gradient
        return getattr(groups[0], name) if groups and len(groups) == 1 else None

    return resolve


_GROUP = "International unit group"
for _token in (
    FigureToken("unit-group", "Unit group, where there is only one", _only("title"), _GROUP, datasets=(ILO,)),
    FigureToken("unit-group-exposure", "Mean task exposure of its unit group", _only("mean_score"), _GROUP),
    FigureToken("unit-group-percentile", "Percentile of its unit group", _only("percentile"), _GROUP),
    FigureToken("unit-group-change", "Change of its unit group between the scorings of 2023 and 2025", _only("change"), _GROUP),
    FigureToken("placed-unit-groups", "Number of placed unit groups", _only("occupation_count"), _GROUP),
):
    OCCUPATION.add_token(_token)


def _ranks(subject: Subject[Any]) -> list[tuple[str, Figure]]:
    """The percentiles of its unit groups, for the ruler."""
    groups = subject.document.gradient or []
    return [(f"ILO {group.code}", group.percentile) for group in groups if not group.percentile.is_missing]


OTHER_RANKS.append(_ranks)
OCCUPATION.add_section(
    Section(
        "gradient-place",
        "Where this work sits on the global GenAI gradient",
        "gradient/sections/occupation_place.html",
        _place,
        datasets=SOURCES,
        needs="the international study of exposure or the crosswalk to it",
        wording={
            "introduction": "The ILO's 2025 global study scores international occupations (ISCO-08), not those of the U.S. SOC: "
            "how much of their tasks today's AI can attempt, not automation, adoption, or jobs lost.",
            "summary": "Mean task exposure {unit-group-exposure} in 2025, {unit-group-percentile} by percentile among "
            "{placed-unit-groups} placed occupations. {if unit-group-change is not zero}Against the scoring of 2023, which "
            "used another method: {unit-group-change}. {otherwise}{if unit-group-change is zero}Against the scoring of 2023, "
            "which used another method, it did not change.",
            "label": "International occupations that this one corresponds to",
            "group_heading": "International occupation (ISCO-08)",
            "band_heading": "Band",
            "more": "Show the other international occupations",
            "none": "The crosswalk connects no international occupation with {title}.",
            "gradient_link": "Read the whole six-band gradient",
            "approximate": "The published crosswalk (IBS, O*NET-SOC ↔ ISCO-08) is approximate and many-to-many, and the ILO "
            "scores describe the international occupation, not this exact US role.",
        },
        is_wide=True,
    ),
    after="exposure",
)
