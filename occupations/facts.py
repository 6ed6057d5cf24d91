"""The facts of one edition about U.S. occupations, read once and shared by all compilers of the room."""

from collections.abc import Callable, Container, Mapping
from functools import cached_property
from typing import Any, TypeVar, cast

from citations.compiling import EditionFacts
from citations.figures import FigureGroup
from occupations.combinations import COMBINATIONS, combination_with, members_of
from occupations.measures import datasets
from occupations.models import CodeSystem, SocGroup
from occupations.models.exposure import normalised_statement, statement_digest
from occupations.recipes import Placement, TaskUse, in_soc_2018, place_wording, placed_shares, unmoved_groups, use_by_task
from occupations.selectors import crosswalks, descriptions, exposure, market, task_pairs
from occupations.selectors import ratings as rating
from occupations.vintages import Vintage, vintage_of

T = TypeVar("T")
_SHARED = "occupations.facts"


def _fact(dataset: str, read: Callable[..., T], *arguments: object, otherwise: Callable[[], Any] = dict) -> cached_property[T]:
    """What a selector reads from the edition's release of a dataset, when first asked for; where the edition holds none, what
    `otherwise` makes."""
    return cached_property(lambda facts: facts.read(dataset, read, *arguments, otherwise=otherwise))


class OccupationsFacts:
    """All facts of an edition, each read when first asked for. What the edition holds no release for is empty."""

    def __init__(self, edition: EditionFacts) -> None:
        self.edition = edition
        self._by_scale: dict[str, Mapping[str, list[rating.RatedElement]]] = {}
        self._by_measure: dict[tuple[str, str], dict[str, float]] = {}

    @classmethod
    def of(cls, edition: EditionFacts) -> "OccupationsFacts":
        """The one instance of an edition's compile."""
        return cast("OccupationsFacts", edition.shared.setdefault(_SHARED, cls(edition)))

    def read(self, dataset: str, read: Callable[..., T], *arguments: object, otherwise: Callable[[], Any] = dict) -> T:
        release = self.edition.release_id(dataset)
        return otherwise() if release is None else read(release, *arguments)

    def holds(self, *slugs: str) -> bool:
        return self.edition.holds(*slugs)

    # Occupations of the edition's O*NET release, the classification they belong to, and how their codes lead to those of others.

    occupations = _fact(datasets.ONET, descriptions.occupations, otherwise=list)
    groups = _fact(datasets.SOC, crosswalks.soc_groups)
    _soc_of_onet = _fact(datasets.SOC, crosswalks.edges, CodeSystem.ONET_SOC_2019, CodeSystem.SOC_2018)
    _newer_soc = _fact(datasets.SOC, crosswalks.edges, CodeSystem.SOC_2010, CodeSystem.SOC_2018)
    _newer_onet = _fact(datasets.SOC, crosswalks.edges, CodeSystem.ONET_SOC_2010, CodeSystem.ONET_SOC_2019)

    @cached_property
    def titles(self) -> dict[str, str]:
        return {occupation.code: occupation.title for occupation in self.occupations}

    @cached_property
    def codes(self) -> list[str]:
        return list(self.titles)

    @cached_property
    def own_codes(self) -> dict[str, str]:
        """Each O*NET-SOC occupation under its own code."""
        return {code: code for code in self.codes}

    @cached_property
    def soc_codes(self) -> dict[str, str]:
        """O*NET-SOC code → its SOC 2018 code; the digits before the point where the edition holds no structure."""
        up = self._soc_of_onet
        return {code: up[code][0] if code in up else code[:7] for code in self.codes}

    @cached_property
    def occupations_of_soc(self) -> dict[str, list[str]]:
        """SOC 2018 code → the O*NET-SOC occupations of it."""
        by_soc: dict[str, list[str]] = {}
        for code, soc in self.soc_codes.items():
            by_soc.setdefault(soc, []).append(code)
        return by_soc

    def family_of(self, code: str) -> tuple[str, str]:
        """Code and title of an occupation's major group; the title is empty where the edition holds no structure."""
        major = f"{code[:2]}-0000"
        return major, self.groups[major].title if major in self.groups else ""

    def published_under(self, dataset: str, soc: str, published: Container[str]) -> str:
        """The code under which a dataset publishes figures of a SOC code: its own, or that of the combination it is part of
        (31-1120 for 31-1121). Empty where the dataset publishes neither."""
        if soc in published:
            return soc
        combination = combination_with(dataset, soc)
        return combination if combination in published else ""

    def occupations_under(self, dataset: str, code: str) -> list[str]:
        """The O*NET-SOC occupations that a figure published under a code is of: those of one SOC code, or of a combination."""
        return [one for soc in members_of(dataset, code) for one in self.occupations_of_soc.get(soc, ())]

    def group_of(self, dataset: str, occupation: str, code: str, title: str) -> FigureGroup | None:
        """Whom a figure published under a code (called `title`) is for, where that is more than the occupation; None where it is
        the occupation's own."""
        shared = self.occupations_under(dataset, code)
        if shared == [occupation] and code == self.soc_codes[occupation]:
            return None
        is_namesake = title.casefold() == self.titles[occupation].casefold()
        return FigureGroup(code, title, len(shared), is_namesake)

    @cached_property
    def older_soc(self) -> dict[str, list[str]]:
        """SOC 2018 code → the SOC 2010 codes that lead to it."""
        return crosswalks.reversed_edges(self._newer_soc)

    @cached_property
    def changed_soc(self) -> frozenset[str]:
        """SOC codes of 2010 that kept their number in 2018 and changed their content."""
        return crosswalks.changed_codes(self._newer_soc)

    @cached_property
    def older_onet(self) -> dict[str, list[str]]:
        """O*NET-SOC 2019 code → the O*NET-SOC 2010 codes that lead to it."""
        return crosswalks.reversed_edges(self._newer_onet)

    # What O*NET and others say of occupations, by O*NET-SOC code, task number or element.

    job_titles = _fact(datasets.ONET, descriptions.job_titles)
    tasks = _fact(datasets.ONET, descriptions.tasks)
    emerging_tasks = _fact(datasets.ONET, descriptions.emerging_tasks)
    task_activities = _fact(datasets.ONET, descriptions.task_activities)
    detailed_activities = _fact(datasets.ONET, rating.detailed_activities)
    intermediate_titles = _fact(datasets.ONET, rating.intermediate_titles)
    elements = _fact(datasets.ONET, rating.elements)
    element_links = _fact(datasets.ONET, rating.element_links, otherwise=list)
    scales = _fact(datasets.ONET, rating.scales)
    level_anchors = _fact(datasets.ONET, rating.level_anchors)
    education = _fact(datasets.ONET, rating.category_shares, "RL")
    education_words = _fact(datasets.ONET, rating.category_words, "RL")
    zones = _fact(datasets.ONET, descriptions.job_zones)
    zone_of = _fact(datasets.ONET, descriptions.zone_of_occupation)
    related = _fact(datasets.ONET, descriptions.related_occupations)
    study_fields = _fact(datasets.CIP, descriptions.study_fields)
    fields_of_soc = _fact(datasets.CIP, descriptions.fields_of_soc)
    clusters_of_soc = _fact(datasets.CLUSTERS, descriptions.clusters_of_soc)
    software = _fact(datasets.ONET, descriptions.software)
    tools = _fact(datasets.ONET, descriptions.tools)
    commodities = _fact(datasets.ONET, descriptions.commodities)

    @cached_property
    def wording(self) -> dict[int, str]:
        """Task number → its normalised words."""
        return {task.task_id: normalised_statement(task.statement) for tasks in self.tasks.values() for task in tasks}

    @cached_property
    def occupation_of_task(self) -> dict[int, str]:
        """Task number → O*NET-SOC code."""
        return {task.task_id: code for code, tasks in self.tasks.items() for task in tasks}

    def ratings(self, scale: str) -> Mapping[str, list[rating.RatedElement]]:
        """O*NET-SOC code → ratings on a scale, by element."""
        if scale not in self._by_scale:
            self._by_scale[scale] = self.read(datasets.ONET, rating.ratings, scale)
        return self._by_scale[scale]

    # Scores of studies, by the code that a study uses; labels and observed use of tasks, by number or words.

    task_labels = _fact(datasets.ELOUNDOU, exposure.task_labels)
    task_penetration = _fact(datasets.LABOR_MARKET, exposure.task_penetration)
    observed = _fact(datasets.AEI, exposure.observed_tasks)
    share_without_task = _fact(datasets.AEI, exposure.share_without_task, otherwise=lambda: None)
    earlier_tasks = _fact(datasets.TASK_STATEMENTS, exposure.earlier_tasks)

    @cached_property
    def placements(self) -> dict[str, Placement]:
        """Wording of the Economic Index → the tasks that it stands for. What cannot be placed is not in it."""
        with_words: dict[str, list[int]] = {}
        for number, words in self.wording.items():
            with_words.setdefault(words, []).append(number)
        placed = {}
        for words in self.observed:
            digest = statement_digest(words)
            earlier, paired = self.earlier_tasks.get(digest, ()), task_pairs.paired_tasks().get(digest, ())
            if found := place_wording(with_words.get(words, ()), earlier, paired, self.wording):
                placed[words] = found
        return placed

    @cached_property
    def placed_shares(self) -> dict[str, float]:
        """How wordings were placed, or "unplaced" → percent of all conversations."""
        return placed_shares(self.observed, self.placements)

    @cached_property
    def task_use(self) -> dict[int, TaskUse]:
        """Task number → what was observed of it."""
        return use_by_task(self.observed, self.placements, self.occupation_of_task)

    def scores(self, dataset: str, measure: str, system: str = "") -> dict[str, float]:
        """Code → score of a study, of one classification where it publishes in several."""
        key = (measure, system)
        if key not in self._by_measure:
            self._by_measure[key] = self.read(dataset, exposure.scores, measure, system)
        return self._by_measure[key]

    # Pay, industries and projections, by SOC code of 2018 (or a combination of BLS) and by industry.

    all_employment = _fact(datasets.OEWS, market.all_employment, otherwise=lambda: None)
    all_median_pay = _fact(datasets.OEWS, market.all_median_pay, otherwise=lambda: None)
    industries = _fact(datasets.OEWS, market.industries)
    _wages = _fact(datasets.OEWS, market.national_wages)
    _family_employment = _fact(datasets.OEWS, market.major_group_employment)
    _industry_wages = _fact(datasets.OEWS, market.industry_wages)
    _projections = _fact(datasets.EP, market.projections)
    _entry = _fact(datasets.EP, market.entry_characteristics)
    _attainment = _fact(datasets.EP, market.attainment)

    @cached_property
    def wages(self) -> dict[str, market.NationalWages]:
        found = self._under_2018(datasets.OEWS, self._wages)
        return {code: estimates._replace(soc_code=code) for code, estimates in found.items()}

    @cached_property
    def family_employment(self) -> dict[str, market.Published]:
        """Employment of the major groups, of those alone whose occupations are the same in the release's vintage."""
        if self._vintage(datasets.OEWS) != Vintage.SOC_2010:
            return self._family_employment
        unmoved = unmoved_groups(self._newer_soc)
        return {group: employed for group, employed in self._family_employment.items() if group in unmoved}

    @cached_property
    def industry_wages(self) -> dict[str, list[market.IndustryWages]]:
        return self._under_2018(datasets.OEWS, self._industry_wages)

    @cached_property
    def projections(self) -> dict[str, market.ProjectionFacts]:
        return self._under_2018(datasets.EP, self._projections)

    @cached_property
    def entry(self) -> dict[str, market.EntryFacts]:
        return self._under_2018(datasets.EP, self._entry)

    @cached_property
    def attainment(self) -> dict[str, market.AttainmentFacts]:
        return self._under_2018(datasets.EP, self._attainment)

    def left_out(self, dataset: str) -> int:
        """How many occupations of the survey or the projections have figures under an earlier code that leads to no one code of
        2018."""
        if dataset == datasets.OEWS:
            return len(self._wages) - len(self.wages)
        return len(self._projections) - len(self.projections)

    def _vintage(self, dataset: str) -> Vintage:
        release = self.edition.releases.get(dataset)
        return vintage_of(dataset, release.version) if release else Vintage.SOC_2018

    def _under_2018(self, dataset: str, published: Mapping[str, T]) -> dict[str, T]:
        """What is published by code under the codes of 2018, in their order. The rest is left out."""
        detailed = {code for code, group in self.groups.items() if group.level == SocGroup.Level.DETAILED}
        known = detailed.union(COMBINATIONS[dataset])
        codes = in_soc_2018(self._vintage(dataset), published, self._newer_soc, self.older_soc, known)
        return dict(sorted((codes[code], found) for code, found in published.items() if code in codes))
