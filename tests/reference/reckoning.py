"""What follows from the publishers' files by the formulas of the methodology page, reckoned without the project's recipes."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from tests.reading.sections import AtLeast, LowPrecision, Missing
from tests.reference.raw_files import NOT_COVERED, PATTERNS, TOGETHER, RawFiles, wording

STUDIES = ("felten-aioe", "eloundou-gamma", "microsoft-applicability")
NOT_RANKED = Missing("not-ranked")


class Score(NamedTuple):
    """A study's value for an occupation, and the codes of the study it was published under: of several older ones (bridged), of a
    combination, or of one that means something else since."""

    value: float
    codes: tuple[str, ...]
    is_bridged: bool
    is_combined: bool = False
    is_changed: bool = False

    @property
    def is_own(self) -> bool:
        return not self.is_bridged and not self.is_combined


def percentile(value: float, among) -> float:
    """100 × the share of values that are strictly lower; `among` is sorted."""
    return 100 * bisect_left(among, value) / len(among)


def level(rank: float) -> str:
    return "low" if rank < 100 / 3 else "moderate" if rank < 200 / 3 else "high"


def spearman(pairs: list[tuple[float, float]]) -> float:
    """Rank correlation, equal values sharing the mean of their ranks."""
    columns = [sorted(column) for column in zip(*pairs, strict=True)]
    middle = (len(pairs) + 1) / 2
    ranks = [
        [(bisect_left(order, value) + 1 + bisect_right(order, value)) / 2 - middle for value in column]
        for order, column in zip(columns, zip(*pairs, strict=True), strict=True)
    ]
    product = sum(a * b for a, b in zip(*ranks, strict=True))
    return product / (sum(a * a for a in ranks[0]) * sum(b * b for b in ranks[1])) ** 0.5


class Reckoning(RawFiles):
    """Figures by occupation, unit group and task."""

    def __init__(self, folder: Path, versions: dict[str, str]) -> None:
        super().__init__(folder, versions)
        self.scores = cache(self._scores)
        self.observed = cache(self._observed)
        self.mean_score = cache(self._mean_score)

    def _scores(self, study: str) -> dict[str, Score]:
        """A study's values by O*NET-SOC: of the own code, else the mean over the older codes that lead to it."""
        values = self.published(study)
        own = {code: code for code in self.titles} if study[:8] in ("eloundou", "dingel-n") else self.soc
        older = {"felten-aioe": "soc", "felten-lm-aioe": "soc", "frey-osborne": "soc", "dingel-neiman": "onet"}.get(study)
        combination = {}
        if study == "microsoft-applicability":
            combination = {member: whole for whole, members in TOGETHER.items() for member in members}
        found = {}
        for code in self.titles:
            whole = combination.get(own[code])
            if own[code] in values:
                found[code] = Score(values[own[code]], (own[code],), False, False, older == "soc" and own[code] in self.changed)
            elif whole in values:
                found[code] = Score(values[whole], (whole,), False, True)
            elif older and (known := tuple(old for old in self.older[older][own[code]] if old in values)):
                found[code] = Score(float(sum(Fraction(str(values[old])) for old in known) / len(known)), known, True)
        return found

    @cached_property
    def changed(self) -> set[str]:
        """Codes of 2010 and 2018 that do not correspond to themselves alone."""
        older = self.older["soc"]
        newer = defaultdict(list)
        for new, olds in older.items():
            for old in olds:
                newer[old].append(new)
        return {code for code in newer if code in older and (len(newer[code]) > 1 or len(older[code]) > 1)}

    @cached_property
    def ranks(self) -> dict[str, dict[str, float]]:
        """Study → occupation → percentile among those scored under their own code; Frey & Osborne among all."""
        found = {}
        for study in (*STUDIES, "frey-osborne"):
            scores = self.scores(study)
            among = sorted(s.value for s in scores.values() if s.is_own or study == "frey-osborne")
            found[study] = {code: percentile(score.value, among) for code, score in scores.items()}
        return found

    @cached_property
    def overlap_parts(self) -> dict[str, list[str]]:
        """Occupation → the studies that score it under its own code, or as part of a combination."""
        found = {}
        for code in self.titles:
            if parts := [s for s in STUDIES if code in self.scores(s) and not self.scores(s)[code].is_bridged]:
                found[code] = parts
        return found

    @cached_property
    def overlap_means(self) -> dict[str, float]:
        return {c: sum(self.ranks[s][c] for s in parts) / len(parts) for c, parts in self.overlap_parts.items()}

    @cached_property
    def overlap(self) -> dict[str, float]:
        """Percentile of AI task overlap, of the occupations that all studies score, among the means of own scores."""
        own = {
            code: [self.ranks[s][code] for s in STUDIES if code in self.scores(s) and self.scores(s)[code].is_own]
            for code in self.titles
        }
        among = sorted(sum(ranks) / len(ranks) for ranks in own.values() if ranks)
        full = [code for code, parts in self.overlap_parts.items() if len(parts) == len(STUDIES)]
        return {code: percentile(self.overlap_means[code], among) for code in full}

    def overlap_rank(self, code: str) -> float | Missing:
        """The percentile, or why there is none."""
        return self.overlap.get(code, NOT_RANKED if code in self.overlap_parts else NOT_COVERED)

    def spread(self, code: str) -> tuple[float, float] | None:
        """Lowest and highest percentile of the studies that count; None where fewer than two do."""
        found = [self.ranks[study][code] for study in self.overlap_parts.get(code, ())]
        return (min(found), max(found)) if len(found) > 1 else None

    # Pay.

    def paid_as(self, code: str) -> str:
        """The code that the survey publishes the occupation's figures for."""
        return self.published_under(code, self.surveyed)

    def pay(self, code: str, column: str) -> float | Missing:
        return self.cell("", self.paid_as(code), column)

    @cached_property
    def pay_ranks(self) -> dict[str, float]:
        """Percentile of the annual median, among occupations with one of their own that is no lower bound."""
        medians = {c: v for c in self.titles if isinstance(v := self.pay(c, "A_MEDIAN"), float)}
        own = {c: v for c, v in medians.items() if self.paid_as(c) == self.soc[c] and not isinstance(v, AtLeast)}
        among = sorted(own.values())
        return {c: type(value)(percentile(value, among)) for c, value in medians.items()}

    def pay_rank(self, code: str) -> float | Missing:
        """The same, or why there is none."""
        if not self.paid_as(code):
            return NOT_COVERED
        unranked = "no-annual-wage" if self.pay(code, "A_MEDIAN") == "no-annual-wage" else "not-available"
        return self.pay_ranks.get(code, Missing(unranked))

    def usual_median(self, code: str) -> tuple[str, float | Missing]:
        """Measure and value of the median as lists print it: by the hour where there is no annual one."""
        annual = self.pay(code, "A_MEDIAN")
        return ("hourly-wage-median", self.pay(code, "H_MEDIAN")) if annual == "no-annual-wage" else ("wage-median", annual)

    def paid_for(self, code: str) -> str:
        under = self.paid_as(code)
        return self.for_whom(code, under, self.surveyed[under]) if under else ""

    def projected_for(self, code: str) -> str:
        under = self.published_under(code, self.projections)
        return (
            self.for_whom(code, under, self.projections[under]["2024 National Employment Matrix title"].strip()) if under else ""
        )

    def quotient(self, soc: str, industry: str) -> float | Missing:
        """How many times more common the occupation is in the industry than in the economy."""
        cells = [self.cell(i, s, "TOT_EMP") for i, s in ((industry, soc), ("", "00-0000"), ("", soc), (industry, "00-0000"))]
        if any(isinstance(cell, Missing) for cell in cells):
            return NOT_COVERED
        here, everywhere, occupation, whole = cells
        return here * everywhere / (occupation * whole)

    @cached_property
    def industries_of(self) -> dict[str, list[str]]:
        """SOC code → industries that employ it, biggest first, of equal ones sectors before national industries."""
        found = defaultdict(list)
        for naics, known in self.industries.items():
            for soc in known["occupations"]:
                size = self.cell(naics, soc, "TOT_EMP")
                found[soc].append((1.0 if isinstance(size, Missing) else -size, known["level"] != "sector", naics))
        return {soc: [naics for *_, naics in sorted(rows)] for soc, rows in found.items()}

    def employing(self, code: str) -> list[str]:
        """Industries that employ the occupation."""
        return self.industries_of.get(self.paid_as(code), [])

    def concentrated(self, code: str) -> list[str]:
        """The same, those first where it is most common against the economy; without those where that is not known."""
        soc = self.paid_as(code)
        known = {n: q for n in self.employing(code) if not isinstance(q := self.quotient(soc, n), Missing)}
        return sorted(known, key=lambda naics: (-known[naics], naics))

    # Observed use.

    @cached_property
    def owner(self) -> dict[int, str]:
        """Task → its occupation."""
        return {number: code for code, tasks in self.tasks.items() for number in tasks}

    @cached_property
    def tasks_of_activity(self) -> dict[str, list[int]]:
        """Detailed work activity → its tasks: most important first, those without a rating to rely on last, then by number."""
        found = defaultdict(list)
        for number in self.owner:
            for activity in self.activities.get(number, ()):
                found[activity].append(number)
        sure = {n: value for n, value in self.importance.items() if not isinstance(value, LowPrecision)}
        return {activity: sorted(tasks, key=lambda n: (-sure.get(n, 0), n)) for activity, tasks in found.items()}

    @cached_property
    def placed(self) -> dict[str, tuple[str, list[int]]]:
        """Words of the index → how they were placed, and at which tasks: of these words, else of their number, else paired."""
        having = defaultdict(list)
        for number, code in self.owner.items():
            having[wording(self.tasks[code][number]["Task"])].append(number)
        found = {}
        for words in self.usage:
            for how, numbers in (("words", having[words]), ("number", self.earlier[words]), ("pair", self.paired(words))):
                if words not in found and any(number in self.owner for number in numbers):
                    found[words] = how, [number for number in numbers if number in self.owner]
        return found

    @cached_property
    def coverage(self) -> dict[str, float]:
        """Percent of all conversations by how they were placed."""
        shares = dict.fromkeys(("words", "number", "pair", "unplaced", "none"), 0.0)
        for words, share in self.usage.items():
            shares["none" if words == "none" else self.placed.get(words, ("unplaced", []))[0]] += share
        return shares

    @cached_property
    def used(self) -> dict[int, dict[str, float]]:
        """Task → words placed at it → its part of their conversations."""
        found: dict[int, dict[str, float]] = defaultdict(dict)
        for words, (_, numbers) in self.placed.items():
            codes = [self.owner[number] for number in numbers]
            for number in numbers:
                found[number][words] = self.usage[words] / len(set(codes)) / codes.count(self.owner[number])
        return found

    def shared_by(self, number: int) -> int:
        """How many occupations the words placed at a task are divided among."""
        return len({self.owner[other] for words in self.used[number] for other in self.placed[words][1]})

    def _observed(self, code: str) -> dict[int, float]:
        """The occupation's observed tasks → its part of the task's conversations; most used first."""
        shares = {number: sum(self.used[number].values()) for number in self.tasks[code] if number in self.used}
        return dict(sorted(shares.items(), key=lambda pair: (-pair[1], pair[0])))

    def ways(self, code: str, number: int) -> dict[str, float]:
        """Percent of the task's conversations by way of working together; empty where none is classified."""
        seen = [(share, self.patterns.get(words, {})) for words, share in self.used[number].items()]
        known = [(share, ways) for share, ways in seen if any(ways.values())]
        weight = sum(share for share, _ in known)
        return {name: sum(s * w[name] for s, w in known) / weight for name in PATTERNS} if known else {}

    def classified(self, code: str) -> int:
        """How many of the occupation's tasks have known ways of working together."""
        return sum(bool(self.ways(code, number)) for number in self.observed(code))

    def together(self, code: str) -> dict[str, float]:
        """The same over all the occupation's tasks, weighted by use; empty where fewer than three are classified."""
        known = {n: (share, ways) for n, share in self.observed(code).items() if (ways := self.ways(code, n))}
        weight = sum(share for share, _ in known.values())
        return {name: sum(s * w[name] for s, w in known.values()) / weight for name in PATTERNS} if len(known) >= 3 else {}

    # The gradient.

    def _mean_score(self, group: str, year: int = 2025) -> float | None:
        scores = [Fraction(str(row[f"score_{year}"])) for row in self.unit_groups[group] if row[f"score_{year}"] != ""]
        return float(sum(scores) / len(scores)) if scores else None

    def scored_twice(self, group: str) -> list[dict]:
        return [row for row in self.unit_groups[group] if row["score_2023"] != ""]

    def change(self, group: str) -> float | None:
        """Mean of 2025 less mean of 2023, over the tasks scored in both years."""
        moved = [Fraction(str(row["score_2025"])) - Fraction(str(row["score_2023"])) for row in self.scored_twice(group)]
        return float(sum(moved) / len(moved)) if moved else None

    @cached_property
    def gradient(self) -> dict[str, float]:
        """Unit group → percentile of its mean."""
        means = {group: self.mean_score(group) for group in self.unit_groups}
        among = sorted(means.values())
        return {group: percentile(mean, among) for group, mean in means.items()}

    @cached_property
    def us_occupations(self) -> dict[str, list[str]]:
        """Unit group → O*NET-SOC occupations, biggest employment of the SOC code first."""
        found = defaultdict(set)
        for code in self.titles:
            for older in self.older["soc"][self.soc[code]]:
                for group in self.isco_of_soc_2010[older]:
                    found[group].add(code)
        return {group: self._by_size(codes) for group, codes in found.items()}

    @cached_property
    def unit_groups_of(self) -> dict[str, list[str]]:
        """Occupation → unit groups with scores, by code."""
        found = defaultdict(list)
        for group in sorted(self.us_occupations.keys() & self.unit_groups.keys()):
            for code in self.us_occupations[group]:
                found[code].append(group)
        return found

    def _by_size(self, codes: set[str]) -> list[str]:
        """Biggest employment of the SOC code first, those without a number last, equal ones by code."""
        sizes = {code: self.pay(code, "TOT_EMP") for code in codes}
        return sorted(codes, key=lambda code: (1 if isinstance(sizes[code], Missing) else -sizes[code], code))
