"""Unit groups of an edition: their documents and, once it is compiled, the pages that editors leave notes on."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, cast

from citations.compiling import EditionFacts, ProfileDraft, after_compile, compiler
from citations.figures import Figure, figure
from citations.measures import Measure
from citations.models import Edition
from citations.stated import differs
from gradient import measures, recipes
from gradient.addresses import unit_group_path
from gradient.measures import OEWS
from gradient.models import GradientIndexPage, UnitGroup, UnitGroupPage
from gradient.selectors import TaskFacts, bridges, tasks_by_unit_group, unit_groups, us_titles
from gradient.subjects.unit_group import document as parts
from occupations.selectors.market import Published
from occupations.subjects.context import Context, published
from singulariki.editorial.subject_pages import create_subject_pages, ensure_parent

_SHARED = "gradient.unit-groups"


@compiler("gradient.unit-groups", label="international unit groups", order=20)
def compile_unit_groups(facts: EditionFacts) -> Iterator[ProfileDraft]:
    """A profile for each unit group that the edition's ILO release scores."""
    for document in documents_of(facts):
        yield ProfileDraft(document.code, document.title, document.path, document)


def documents_of(facts: EditionFacts) -> list[parts.UnitGroupDocument]:
    """Documents of all unit groups, by code. Made once a compile: the list of all and the occupations are made of them, too."""
    if _SHARED not in facts.shared:
        facts.shared[_SHARED] = list(_documents(facts)) if facts.holds(measures.ILO) else []
    return cast("list[parts.UnitGroupDocument]", facts.shared[_SHARED])


@after_compile
def create_missing_pages(edition: Edition, progress: Callable[[str, int, int | None], None]) -> int:
    """Give every unit group of an edition its Wagtail page, and pages of renamed ones their new title and address. Returns how
    many were made."""
    profiles = edition.profiles.filter(kind=parts.UnitGroupDocument.kind).order_by("key")
    rows = list(profiles.values_list("key", "title", "path"))
    parent = ensure_parent(GradientIndexPage, title="The gradient", slug="gradient") if rows else None
    if parent is None:
        return 0
    return create_subject_pages(UnitGroupPage, rows, parent=parent, slug=lambda code, title: code, progress=progress)


def _documents(facts: EditionFacts) -> Iterator[parts.UnitGroupDocument]:
    tasks = tasks_by_unit_group(facts)
    groups = [group for group in unit_groups(facts) if tasks.get(group.code)]
    means = {group.code: recipes.mean_exposure([task.score_2025 for task in tasks[group.code]]) for group in groups}
    percentiles = recipes.exposure_percentiles({code: mean for code, mean in means.items() if mean is not None})
    equally_placed = Counter(percentiles.values())
    before, after = _neighbours(groups)
    edges, titles, context = bridges(facts), us_titles(facts), Context.of(facts)
    employment = _employment(context, edges) if edges else {}
    for done, group in enumerate(groups, 1):
        mapped = recipes.us_occupations(group.code, edges, employment) if edges else None
        yield parts.UnitGroupDocument(
            **_scores(
                group,
                tasks[group.code],
                percentiles[group.code],
                equal=equally_placed[percentiles[group.code]] - 1,
                among=len(percentiles),
            ),
            us_occupation_count=figure(measures.US_OCCUPATION_COUNT, None if mapped is None else len(mapped)),
            us_occupations=[_us_occupation(context, one, titles) for one in mapped or ()],
            previous=before.get(group.code),
            next=after.get(group.code),
        )
        facts.progress("Deriving unit groups", done, len(groups))


def _scores(group: UnitGroup, tasks: Sequence[TaskFacts], percentile: float, *, equal: int, among: int) -> dict[str, Any]:
    """What the document says of the unit group itself and of its tasks; its percentile is among so many unit groups, of which
    `equal` others share it."""
    scored = [recipes.ScoredTask(task.number, task.score_2025, task.score_2023) for task in tasks]
    by_number = {task.number: _task(task) for task in tasks}
    now, before = [task.score_2025 for task in tasks], [task.score_2023 for task in tasks]
    twice = [(task.score_2023, task.score_2025) for task in tasks if task.score_2023 is not None]
    change = recipes.exposure_change(twice)
    split = recipes.band_split([group.band] * len(scored))
    most_exposed, fastest = recipes.most_exposed_task(scored), recipes.fastest_task(scored)
    assert most_exposed is not None  # noqa: S101 -- a unit group without tasks has no document
    high, high_share = recipes.upper_half(now)
    share = percentile / 100
    printed_share = measures.SHARE_LESS_EXPOSED.text(share)
    end = parts.end_of_ranking(printed_share, round(percentile * among / 100), equal, among)
    rank = f"{end or f'more exposed than {printed_share}'} of the {among:,} unit groups"
    printed = figure(measures.EXPOSURE_CHANGE, change)
    mean, mean_before = recipes.mean_exposure(now), recipes.mean_exposure(before)
    return {
        "code": group.code,
        "title": group.title,
        "title_as_published": group.title_as_published or None,
        "major_group": parts.MajorGroup(group.major_code, group.major_title),
        "mean_score": figure(measures.MEAN_EXPOSURE, mean, rank=rank),
        "mean_score_stated": _stated(measures.STATED_MEAN, group.stated_mean, mean),
        "mean_score_previous": figure(measures.MEAN_EXPOSURE_2023, mean_before),
        "mean_score_previous_stated": _stated(measures.STATED_MEAN_2023, group.stated_mean_2023, mean_before),
        "change": printed,
        "compared_count": figure(measures.TASKS_SCORED_TWICE, len(twice)),
        "percentile": figure(measures.EXPOSURE_PERCENTILE, percentile, rank=rank),
        "band": group.band,
        "task_count": figure(measures.TASK_COUNT, len(tasks)),
        "path": unit_group_path(group.code, group.title),
        "occupation_count": figure(measures.UNIT_GROUP_COUNT, among),
        "exposed_share": figure(measures.EXPOSED_SHARE, recipes.exposed_share(split)),
        "upper_half_count": figure(measures.UPPER_HALF_TASKS, high),
        "upper_half_share": figure(measures.UPPER_HALF_SHARE, high_share),
        "band_2023": group.band_2023,
        "bands": [
            parts.BandOfTasks(
                cast("recipes.BandKey", one.band),
                figure(measures.BAND_TASKS, one.tasks),
                figure(measures.BAND_SHARE, one.share),
            )
            for one in split
        ],
        "tasks": list(by_number.values()),
        "most_exposed_task": _named_task(by_number[most_exposed.number]),
        "fastest_task": _named_task(by_number[fastest.number]) if fastest else None,
        "change_size": figure(measures.EXPOSURE_CHANGE_SIZE, None if change is None else abs(change)),
        "share_less_exposed": figure(measures.SHARE_LESS_EXPOSED, share, rank=rank),
        "end": end,
        "direction": None if printed.is_missing else parts.direction_of(printed.text),
    }


# The ILO states means to two decimals.
STATED_TO = 0.01


def _stated(measure: Measure, stated: float | None, ours: float | None) -> Figure | None:
    """A mean that the file states, where it differs from ours by more than rounding."""
    return figure(measure, stated) if stated is not None and ours is not None and differs(stated, ours, STATED_TO) else None


def _task(task: TaskFacts) -> parts.Task:
    change = recipes.task_change(recipes.ScoredTask(task.number, task.score_2025, task.score_2023))
    return parts.Task(
        number=task.number,
        statement=task.statement,
        score=figure(measures.TASK_EXPOSURE, task.score_2025),
        score_previous=figure(measures.TASK_EXPOSURE_2023, task.score_2023),
        change=figure(measures.TASK_CHANGE, change),
        rationale=task.rationale,
    )


def _named_task(task: parts.Task) -> parts.NamedTask:
    return parts.NamedTask(task.number, task.statement, task.score, task.change)


def _employment(context: Context, edges: recipes.Bridges) -> dict[str, int]:
    """SOC 2018 code → employees of it, or of the combination that it is published in."""
    found = {}
    for soc in edges.onet_of_soc_2018:
        employed = _published(context, soc)
        if employed and employed.value is not None:
            found[soc] = int(employed.value)
    return found


def _published(context: Context, soc: str) -> Published | None:
    """The survey's cell for a SOC code; None where the survey does not cover it."""
    under = context.facts.published_under(OEWS, soc, context.facts.wages)
    return context.facts.wages[under].values["employment"] if under else None


def _us_occupation(context: Context, occupation: recipes.UsOccupation, titles: Mapping[str, str]) -> parts.UsOccupation:
    employed = published(
        measures.US_EMPLOYMENT, _published(context, occupation.soc_code), group=context.pay_group(occupation.code)
    )
    return parts.UsOccupation(
        occupation.code,
        titles.get(occupation.code, occupation.code),
        employed,
        employed.missing,
        context.paid_for(occupation.code),
    )


def _neighbours(groups: Iterable[UnitGroup]) -> tuple[dict[str, parts.Neighbour], dict[str, parts.Neighbour]]:
    """By code, the unit groups before and after each one within its major group."""
    before: dict[str, parts.Neighbour] = {}
    after: dict[str, parts.Neighbour] = {}
    for one, other in pairwise(groups):
        if one.major_code == other.major_code:
            after[one.code], before[other.code] = _neighbour(other), _neighbour(one)
    return before, after


def _neighbour(group: UnitGroup) -> parts.Neighbour:
    return parts.Neighbour(group.code, group.title, unit_group_path(group.code, group.title))
