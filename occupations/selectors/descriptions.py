"""What O*NET and schools say about occupations: words, software and tools, preparation, fields of study, related occupations."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from citations.corrections import corrected_title
from occupations.measures.datasets import CIP
from occupations.models import (
    CareerCluster,
    Commodity,
    EmergingTask,
    JobTitle,
    JobZone,
    Occupation,
    OccupationJobZone,
    RelatedOccupation,
    StudyField,
    StudyFieldOccupation,
    TaskActivity,
    TaskRating,
    TaskStatement,
    TechnologySkill,
    ToolUsed,
)

Row = TypeVar("Row")


def grouped(rows: Iterable[tuple], make: Callable[..., Row]) -> dict[Any, list[Row]]:
    """What is made of the other columns of each row, in the order of rows, by the first column."""
    lists: dict[Any, list[Row]] = defaultdict(list)
    for key, *columns in rows:
        lists[key].append(make(*columns))
    return lists


def in_code_point_order(lists: dict[Any, list[Row]], by: Callable[[Row], Any] | None = None) -> dict[Any, list[Row]]:
    """The same lists, each in the order of its rows (or of what `by` takes from them) by code points. Sorts them in place."""
    for rows in lists.values():
        rows.sort(key=by)  # type: ignore[type-var, arg-type]
    return lists


class OccupationFacts(NamedTuple):
    code: str
    title: str
    description: str


class TaskFacts(NamedTuple):
    """A task; `importance` from 1 to 5, None where workers were not asked.

    low_precision   O*NET advises against relying on its importance: few answers, or a wide error
    standard_error  of the importance; None where the release gives none
    """

    task_id: int
    statement: str
    task_type: str
    importance: float | None
    low_precision: bool = False
    standard_error: float | None = None

    @property
    def ranked_importance(self) -> float | None:
        """The importance that tasks are put into order by; None where there is none to rely on."""
        return None if self.low_precision else self.importance


class EmergingFacts(NamedTuple):
    statement: str
    kind: str
    original_task_id: int | None


@dataclass
class Titles:
    """Job titles of an occupation, by where they come from."""

    in_my_next_move: list[str] = field(default_factory=list)
    reported: list[str] = field(default_factory=list)
    alternate: list[str] = field(default_factory=list)


def occupation_titles(release_id: int) -> dict[str, str]:
    """O*NET-SOC code → official title, of an `onet` release, in the order of codes."""
    return dict(Occupation.objects.filter(release_id=release_id).order_by("code").values_list("code", "title"))


def occupations(release_id: int) -> list[OccupationFacts]:
    """Every occupation of an `onet` release, by code."""
    rows = Occupation.objects.filter(release_id=release_id).order_by("code")
    return [OccupationFacts(*row) for row in rows.values_list(*OccupationFacts._fields)]


def job_titles(release_id: int) -> dict[str, Titles]:
    """Job titles by O*NET-SOC code."""
    by_code: dict[str, Titles] = defaultdict(Titles)
    rows = JobTitle.objects.filter(release_id=release_id).values_list("code", "title", "kind", "in_my_next_move")
    for code, title, kind, shown in rows.iterator():
        titles = by_code[code]
        if kind == JobTitle.Kind.ALTERNATE:
            titles.alternate.append(title)
        else:
            (titles.in_my_next_move if shown else titles.reported).append(title)
    return by_code


def tasks(release_id: int) -> dict[str, list[TaskFacts]]:
    """Tasks by O*NET-SOC code, by number. Two queries."""
    ratings = {
        (code, task): (value, bool(advised), error)
        for code, task, value, advised, error in TaskRating.objects.filter(release_id=release_id, scale="IM")
        .values_list("code", "task_id", "value", "recommend_suppress", "standard_error")
        .iterator()
    }
    by_code: dict[str, list[TaskFacts]] = defaultdict(list)
    rows = TaskStatement.objects.filter(release_id=release_id).order_by("code", "task_id")
    for code, task, statement, task_type in rows.values_list("code", "task_id", "statement", "task_type").iterator():
        by_code[code].append(TaskFacts(task, statement, task_type, *ratings.get((code, task), (None,))))
    return by_code


def task_activities(release_id: int) -> dict[int, list[str]]:
    """Task number → its detailed work activities, in order of their ids."""
    rows = TaskActivity.objects.filter(release_id=release_id).order_by("task_id", "activity_id")
    return in_code_point_order(grouped(rows.values_list("task_id", "activity_id").iterator(), str))


def emerging_tasks(release_id: int) -> dict[str, list[EmergingFacts]]:
    """New and revised tasks by O*NET-SOC code, by alphabet."""
    rows = EmergingTask.objects.filter(release_id=release_id).order_by("code", "statement")
    tasks = grouped(rows.values_list("code", *EmergingFacts._fields), EmergingFacts)
    return in_code_point_order(tasks, by=lambda task: task.statement)


class ZoneFacts(NamedTuple):
    title: str
    experience: str
    education: str
    training: str
    examples: str
    svp_range: str


class FieldFacts(NamedTuple):
    code: str
    title: str
    family_code: str
    family_title: str
    title_as_published: str = ""  # where the title is corrected: what the release has


def job_zones(release_id: int) -> dict[int, ZoneFacts]:
    """What each zone asks for. A zone that the release merged into the next one has no row."""
    rows = JobZone.objects.filter(release_id=release_id).order_by("zone")
    return {zone: ZoneFacts(*row) for zone, *row in rows.values_list("zone", *ZoneFacts._fields)}


def zone_of_occupation(release_id: int) -> dict[str, int]:
    """O*NET-SOC code → job zone."""
    return dict(OccupationJobZone.objects.filter(release_id=release_id).order_by("code").values_list("code", "zone"))


def related_occupations(release_id: int) -> dict[str, list[str]]:
    """O*NET-SOC code → related ones, nearest first."""
    rows = RelatedOccupation.objects.filter(release_id=release_id).order_by("code", "rank", "related_code")
    return grouped(rows.values_list("code", "related_code").iterator(), str)


def study_fields(release_id: int) -> dict[str, FieldFacts]:
    """Fields of study by CIP code."""
    rows = StudyField.objects.filter(release_id=release_id).order_by("code")
    fields = {}
    for code, title, family, family_title in rows.values_list("code", "title", "family_code", "family_title"):
        shown = corrected_title(CIP, code, title)
        fields[code] = FieldFacts(code, shown, family, family_title, title if shown != title else "")
    return fields


def fields_of_soc(release_id: int) -> dict[str, list[str]]:
    """SOC 2018 code → fields of study that prepare for it, by code."""
    rows = StudyFieldOccupation.objects.filter(release_id=release_id).exclude(soc_code="").exclude(field_code="")
    return grouped(rows.order_by("soc_code", "field_code").values_list("soc_code", "field_code"), str)


def clusters_of_soc(release_id: int) -> dict[str, list[tuple[str, str]]]:
    """SOC 2018 code, or a combination of BLS → (career cluster, sub-cluster), by alphabet."""
    rows = CareerCluster.objects.filter(release_id=release_id).order_by("soc_code", "cluster", "sub_cluster")
    return in_code_point_order(grouped(rows.values_list("soc_code", "cluster", "sub_cluster"), lambda *place: place))


class SoftwareFacts(NamedTuple):
    example: str
    category_id: str
    category_title: str
    hot: bool
    in_demand: bool | None


class ToolFacts(NamedTuple):
    example: str
    category_id: str
    category_title: str


class CommodityFacts(NamedTuple):
    """The groups that a commodity of the UNSPSC lies in."""

    class_title: str
    family_title: str
    segment_title: str


def software(release_id: int) -> dict[str, list[SoftwareFacts]]:
    """Software by O*NET-SOC code, by name."""
    rows = TechnologySkill.objects.filter(release_id=release_id).order_by("code", "example", "category_id")
    return in_code_point_order(grouped(rows.values_list("code", *SoftwareFacts._fields).iterator(), SoftwareFacts))


def tools(release_id: int) -> dict[str, list[ToolFacts]]:
    """Tools by O*NET-SOC code, by name."""
    rows = ToolUsed.objects.filter(release_id=release_id).order_by("code", "example", "category_id")
    return in_code_point_order(grouped(rows.values_list("code", *ToolFacts._fields).iterator(), ToolFacts))


def commodities(release_id: int) -> dict[str, CommodityFacts]:
    """Commodity code → the groups it lies in."""
    rows = Commodity.objects.filter(release_id=release_id).order_by("commodity_code")
    return {code: CommodityFacts(*row) for code, *row in rows.values_list("commodity_code", *CommodityFacts._fields)}
