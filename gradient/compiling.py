"""Compilers of the gradient: one profile per unit group, one for the whole list, one for search."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from citations.compiling import EditionFacts, ProfileDraft, compiler
from citations.figures import Missing, figure_document
from citations.measures import Measure
from gradient import measures
from gradient.addresses import GRADIENT, unit_group_path
from gradient.bands import BANDS
from gradient.models.facts import UnitGroup
from gradient.profiles import index as index_profile
from gradient.profiles import unit_group as unit_group_profile_module
from gradient.recipes import (
    ScoredTask,
    UsOccupation,
    band_split,
    exposed_share,
    exposure_change,
    exposure_percentiles,
    fastest_task,
    mean_exposure,
    most_exposed_task,
    task_change,
    us_occupations,
)
from gradient.selectors import TaskFacts, bridges, tasks_by_unit_group, unit_groups, us_employment, us_titles
from occupations.models import WageStatus

SEARCH_KIND = "search"
# Where other compilers find the documents of all unit groups.
DOCUMENTS = "gradient.documents"


@compiler("gradient.unit-groups", label="international unit groups", order=20)
def compile_unit_groups(facts: EditionFacts) -> Iterable[ProfileDraft]:
    """A profile for each unit group that the edition's ILO release scores."""
    if not facts.holds(measures.ILO):
        return []
    documents = list(_documents(facts))
    facts.shared[DOCUMENTS] = documents
    return [
        ProfileDraft(unit_group_profile_module.KIND, document["code"], document["title"], document["path"], document)
        for document in documents
    ]


@compiler("gradient.whole", label="the gradient of all unit groups", order=30)
def compile_gradient(facts: EditionFacts) -> Iterable[ProfileDraft]:
    """The list of all unit groups, and what search finds them by."""
    documents = facts.shared.get(DOCUMENTS)
    if not documents:
        return []
    return [
        ProfileDraft(index_profile.KIND, index_profile.KEY, "The gradient", GRADIENT, _index_document(documents)),
        ProfileDraft(SEARCH_KIND, "gradient", "Unit groups", "", _search_document(documents)),
    ]


def _documents(facts: EditionFacts) -> Iterator[dict]:
    tasks = tasks_by_unit_group(facts)
    groups = [group for group in unit_groups(facts) if tasks.get(group.code)]
    means = {group.code: mean_exposure([task.score_2025 for task in tasks[group.code]]) for group in groups}
    percentiles = exposure_percentiles({code: mean for code, mean in means.items() if mean is not None})
    neighbours = _neighbours(groups)
    edges, titles, employment = bridges(facts), us_titles(facts), us_employment(facts)
    published = {code: employed for code, (employed, _) in employment.items() if employed is not None}
    for done, group in enumerate(groups, 1):
        mapped = us_occupations(group.code, edges, published) if edges else None
        yield {
            **_figures_of(group, tasks[group.code], percentiles[group.code], len(percentiles), mapped),
            "us_occupations": _us_rows(mapped, titles, employment),
            "previous": neighbours[group.code][0],
            "next": neighbours[group.code][1],
        }
        facts.progress("Deriving unit groups", done, len(groups))


def _figures_of(
    group: UnitGroup, tasks: list[TaskFacts], percentile: float, occupation_count: int, mapped: tuple[UsOccupation, ...] | None
) -> dict:
    scored = [ScoredTask(task.number, task.score_2025, task.score_2023) for task in tasks]
    now, before = [task.score_2025 for task in tasks], [task.score_2023 for task in tasks]
    change = exposure_change(now, before)
    split = band_split([group.band] * len(tasks))
    fastest = fastest_task(scored)
    most_exposed = most_exposed_task(scored)
    share = percentile / 100
    rank = f"more exposed than {measures.SHARE_LESS_EXPOSED.text(share)} of the {occupation_count:,} unit groups"
    return {
        "code": group.code,
        "title": group.title,
        "path": unit_group_path(group.code, group.title),
        "major": {"code": group.major_code, "title": group.major_title},
        "band": group.band,
        "band_2023": group.band_2023,
        "figures": {
            "mean": _figure(measures.MEAN_EXPOSURE, mean_exposure(now), "/mean_score", rank),
            "mean_previous": _figure(measures.MEAN_EXPOSURE_2023, mean_exposure(before), "/mean_score_previous"),
            "change": _figure(measures.EXPOSURE_CHANGE, change, "/change"),
            "change_size": _figure(measures.EXPOSURE_CHANGE_SIZE, None if change is None else abs(change), "/change"),
            "percentile": _figure(measures.EXPOSURE_PERCENTILE, percentile, "/percentile", rank),
            "share_less_exposed": _figure(measures.SHARE_LESS_EXPOSED, share, "/percentile", rank),
            "task_count": _figure(measures.TASK_COUNT, len(tasks), "/task_count"),
            "occupation_count": _figure(measures.UNIT_GROUP_COUNT, occupation_count, "/occupation_count"),
            "exposed_share": _figure(measures.EXPOSED_SHARE, exposed_share(split), "/exposed_share"),
            "us_occupation_count": _figure(
                measures.US_OCCUPATION_COUNT, None if mapped is None else len(mapped), "/us_occupation_count"
            ),
        },
        "bands": [
            {
                "band": count.band,
                "tasks": _figure(measures.BAND_TASKS, count.tasks, f"/bands/{place}/tasks"),
                "share": _figure(measures.BAND_SHARE, count.share, f"/bands/{place}/share"),
            }
            for place, count in enumerate(split)
        ],
        "tasks": [_task(place, facts, task) for place, (facts, task) in enumerate(zip(tasks, scored, strict=True))],
        "most_exposed": most_exposed.number if most_exposed else None,
        "fastest": fastest.number if fastest else None,
    }


def _task(place: int, facts: TaskFacts, task: ScoredTask) -> dict:
    return {
        "number": facts.number,
        "statement": facts.statement,
        "score": _figure(measures.TASK_EXPOSURE, facts.score_2025, f"/tasks/{place}/score"),
        "score_previous": _figure(measures.TASK_EXPOSURE_2023, facts.score_2023, f"/tasks/{place}/score_previous"),
        "change": _figure(measures.TASK_CHANGE, task_change(task), f"/tasks/{place}/change"),
        "rationale": facts.rationale,
    }


def _figure(measure: Measure, value: float | int | None, pointer: str, rank: str = "") -> dict:
    missing = Missing.NOT_COVERED if value is None else None
    return figure_document(measure, value, missing=missing, pointer=pointer, rank=rank if missing is None else "")


def _us_rows(
    mapped: tuple[UsOccupation, ...] | None, titles: dict[str, str], employment: Mapping[str, tuple[int | None, WageStatus]]
) -> list[dict] | None:
    if mapped is None:
        return None
    return [
        {
            "code": occupation.code,
            "title": titles.get(occupation.code, occupation.code),
            "employment": figure_document(
                measures.US_EMPLOYMENT,
                occupation.employment,
                missing=None if occupation.employment is not None else _why_missing(occupation, employment),
                pointer=f"/us_occupations/{place}/employment",
            ),
        }
        for place, occupation in enumerate(mapped)
    ]


def _why_missing(occupation: UsOccupation, employment: Mapping[str, tuple[int | None, WageStatus]]) -> Missing:
    """A code that BLS lists without a figure is told apart from one that the survey does not cover."""
    if occupation.soc_code not in employment:
        return Missing.NOT_COVERED
    _, status = employment[occupation.soc_code]
    return Missing.NOT_RELEASED if status == WageStatus.NOT_RELEASED else Missing.NOT_AVAILABLE


def _neighbours(groups: list[UnitGroup]) -> dict[str, tuple[dict | None, dict | None]]:
    """The unit groups before and after each one within its major group."""
    before: dict[str, dict] = {}
    after: dict[str, dict] = {}
    for one, other in pairwise(groups):
        if one.major_code == other.major_code:
            after[one.code], before[other.code] = _named(other), _named(one)
    return {group.code: (before.get(group.code), after.get(group.code)) for group in groups}


def _named(group: UnitGroup) -> dict:
    return {"code": group.code, "title": group.title, "path": unit_group_path(group.code, group.title)}


def _index_document(documents: list[dict]) -> dict:
    names = ("mean", "mean_previous", "change", "percentile", "task_count")
    in_band = Counter(document["band"] for document in documents)
    majors = {document["major"]["code"]: document["major"]["title"] for document in documents}
    return {
        "figures": {
            "unit_group_count": _figure(measures.UNIT_GROUP_COUNT, len(documents), "/count"),
            "scored_tasks": _figure(
                measures.SCORED_TASKS, sum(document["figures"]["task_count"]["v"] for document in documents), ""
            ),
        },
        "majors": sorted(majors.items()),
        "bands": [[band.key, _figure(measures.BAND_UNIT_GROUPS, in_band[band.key], "")] for band in BANDS],
        "rows": [
            [
                document["code"],
                document["title"],
                document["path"],
                document["major"]["code"],
                document["band"],
                [document["figures"][name]["v"] for name in names],
            ]
            for document in documents
        ],
    }


def _search_document(documents: list[dict]) -> dict:
    """What delivery.search reads: titles and codes of pages, and other names that lead to them."""
    return {
        "label": "Unit group",
        "classification": "ISCO-08",
        "entries": [
            {
                "code": document["code"],
                "title": document["title"],
                "path": document["path"],
                "also": [[row["code"], row["title"]] for row in document["us_occupations"] or []],
            }
            for document in documents
        ],
    }
