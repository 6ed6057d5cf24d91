"""Unit groups of an edition: their documents and, once it is compiled, the pages that editors leave notes on."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import cast

from citations.compiling import EditionFacts, ProfileDraft, after_compile, compiler
from citations.figures import Missing, figure
from citations.models import Edition
from gradient import measures
from gradient.addresses import unit_group_path
from gradient.models import GradientIndexPage, UnitGroup, UnitGroupPage
from gradient.recipes import (
    BandKey,
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
from gradient.subjects.unit_group.document import (
    BandOfTasks,
    MajorGroup,
    NamedTask,
    Neighbour,
    Task,
    UnitGroupDocument,
    direction_of,
)
from gradient.subjects.unit_group.document import UsOccupation as UsOccupationPart
from occupations.models import WageStatus
from singulariki.editorial.subject_pages import create_subject_pages, ensure_parent

_SHARED = "gradient.unit-groups"
Employment = Mapping[str, tuple[int | None, WageStatus]]


@compiler("gradient.unit-groups", label="international unit groups", order=20)
def compile_unit_groups(facts: EditionFacts) -> Iterator[ProfileDraft]:
    """A profile for each unit group that the edition's ILO release scores."""
    for document in documents_of(facts):
        yield ProfileDraft(document.code, document.title, document.path, document)


def documents_of(facts: EditionFacts) -> list[UnitGroupDocument]:
    """Documents of all unit groups, by code. Made once a compile: the list of all and the occupations are made of them, too."""
    if _SHARED not in facts.shared:
        facts.shared[_SHARED] = list(_documents(facts)) if facts.holds(measures.ILO) else []
    return cast("list[UnitGroupDocument]", facts.shared[_SHARED])


@after_compile
def create_missing_pages(edition: Edition, progress: Callable[[str, int, int | None], None]) -> int:
    """Give every unit group of an edition its Wagtail page, and pages of renamed ones their new title and address. Returns how
    many were made."""
    profiles = edition.profiles.filter(kind=UnitGroupDocument.kind).order_by("key")
    rows = list(profiles.values_list("key", "title", "path"))
    parent = ensure_parent(GradientIndexPage, title="The gradient", slug="gradient") if rows else None
    if parent is None:
        return 0
    return create_subject_pages(UnitGroupPage, rows, parent=parent, slug=lambda code, title: code, progress=progress)


def _documents(facts: EditionFacts) -> Iterator[UnitGroupDocument]:
    tasks = tasks_by_unit_group(facts)
    groups = [group for group in unit_groups(facts) if tasks.get(group.code)]
    means = {group.code: mean_exposure([task.score_2025 for task in tasks[group.code]]) for group in groups}
    percentiles = exposure_percentiles({code: mean for code, mean in means.items() if mean is not None})
    before, after = _neighbours(groups)
    edges, titles, employment = bridges(facts), us_titles(facts), us_employment(facts)
    published = {code: employed for code, (employed, _) in employment.items() if employed is not None}
    for done, group in enumerate(groups, 1):
        mapped = us_occupations(group.code, edges, published) if edges else None
        yield _document(
            group,
            [_task(task) for task in tasks[group.code]],
            [ScoredTask(task.number, task.score_2025, task.score_2023) for task in tasks[group.code]],
            percentile=percentiles[group.code],
            occupation_count=len(percentiles),
            us_occupation_count=None if mapped is None else len(mapped),
            us_occupations=[_us_occupation(one, titles, employment) for one in mapped or ()],
            previous=before.get(group.code),
            following=after.get(group.code),
        )
        facts.progress("Deriving unit groups", done, len(groups))


def _document(
    group: UnitGroup,
    tasks: Sequence[Task],
    scored: Sequence[ScoredTask],
    *,
    percentile: float,
    occupation_count: int,
    us_occupation_count: int | None,
    us_occupations: list[UsOccupationPart],
    previous: Neighbour | None,
    following: Neighbour | None,
) -> UnitGroupDocument:
    now, before = [task.score_2025 for task in scored], [task.score_2023 for task in scored]
    change = exposure_change(now, before)
    split = band_split([group.band] * len(scored))
    by_number = {task.number: task for task in tasks}
    most_exposed, fastest = most_exposed_task(scored), fastest_task(scored)
    assert most_exposed is not None  # noqa: S101 -- a unit group without tasks has no document
    share = percentile / 100
    rank = f"more exposed than {measures.SHARE_LESS_EXPOSED.text(share)} of the {occupation_count:,} unit groups"
    printed = figure(measures.EXPOSURE_CHANGE, change)
    return UnitGroupDocument(
        code=group.code,
        title=group.title,
        major_group=MajorGroup(group.major_code, group.major_title),
        mean_score=figure(measures.MEAN_EXPOSURE, mean_exposure(now), rank=rank),
        mean_score_previous=figure(measures.MEAN_EXPOSURE_2023, mean_exposure(before)),
        change=printed,
        percentile=figure(measures.EXPOSURE_PERCENTILE, percentile, rank=rank),
        band=cast("BandKey", group.band),
        task_count=figure(measures.TASK_COUNT, len(tasks)),
        path=unit_group_path(group.code, group.title),
        occupation_count=figure(measures.UNIT_GROUP_COUNT, occupation_count),
        exposed_share=figure(measures.EXPOSED_SHARE, exposed_share(split)),
        band_2023=group.band_2023,
        bands=[
            BandOfTasks(
                cast("BandKey", count.band),
                figure(measures.BAND_TASKS, count.tasks),
                figure(measures.BAND_SHARE, count.share),
            )
            for count in split
        ],
        tasks=list(tasks),
        most_exposed_task=_named_task(by_number[most_exposed.number]),
        fastest_task=_named_task(by_number[fastest.number]) if fastest else None,
        us_occupation_count=figure(measures.US_OCCUPATION_COUNT, us_occupation_count),
        us_occupations=us_occupations,
        change_size=figure(measures.EXPOSURE_CHANGE_SIZE, None if change is None else abs(change)),
        share_less_exposed=figure(measures.SHARE_LESS_EXPOSED, share, rank=rank),
        direction=None if printed.is_missing else direction_of(printed.text),
        previous=previous,
        next=following,
    )


def _task(task: TaskFacts) -> Task:
    change = task_change(ScoredTask(task.number, task.score_2025, task.score_2023))
    return Task(
        number=task.number,
        statement=task.statement,
        score=figure(measures.TASK_EXPOSURE, task.score_2025),
        score_previous=figure(measures.TASK_EXPOSURE_2023, task.score_2023),
        change=figure(measures.TASK_CHANGE, change),
        rationale=task.rationale,
    )


def _named_task(task: Task) -> NamedTask:
    return NamedTask(task.number, task.statement, task.score, task.change)


def _us_occupation(occupation: UsOccupation, titles: Mapping[str, str], employment: Employment) -> UsOccupationPart:
    missing = _why_missing(occupation, employment)
    employed = figure(measures.US_EMPLOYMENT, occupation.employment, missing=missing or Missing.NOT_COVERED)
    return UsOccupationPart(occupation.code, titles.get(occupation.code, occupation.code), employed, missing)


def _why_missing(occupation: UsOccupation, employment: Employment) -> Missing | None:
    """A code that BLS lists without a figure is told apart from one that the survey does not cover."""
    if occupation.employment is not None:
        return None
    if occupation.soc_code not in employment:
        return Missing.NOT_COVERED
    _, status = employment[occupation.soc_code]
    return Missing.NOT_RELEASED if status == WageStatus.NOT_RELEASED else Missing.NOT_AVAILABLE


def _neighbours(groups: Iterable[UnitGroup]) -> tuple[dict[str, Neighbour], dict[str, Neighbour]]:
    """By code, the unit groups before and after each one within its major group."""
    before: dict[str, Neighbour] = {}
    after: dict[str, Neighbour] = {}
    for one, other in pairwise(groups):
        if one.major_code == other.major_code:
            after[one.code], before[other.code] = _neighbour(other), _neighbour(one)
    return before, after


def _neighbour(group: UnitGroup) -> Neighbour:
    return Neighbour(group.code, group.title, unit_group_path(group.code, group.title))
