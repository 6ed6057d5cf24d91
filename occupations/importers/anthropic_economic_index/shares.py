"""Whether files in long format are whole. They are cut off at the end of a line without a trace, but the shares of a whole are
in them: of all conversations with a product, those by task make 100%, as those by way of working together do, and by country."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from math import fsum
from typing import NamedTuple

from occupations.importers.anthropic_economic_index.tables import (
    CATEGORICAL,
    CROSSING,
    FIGURES,
    METRICS,
    MONTHLY,
    MONTHLY_API,
    NUMERIC,
    ONET,
    OVERALL,
    TASK,
    WHOLE_WORLD,
    is_read,
    statistic,
    task_and_category,
)
from occupations.models import UsageFigure

Platform = UsageFigure.Platform
# First and last day observed, the later of two periods the greater one.
Period = tuple[str, str]

# Percent points by which published shares miss 100 through rounding: those of the weekly format have all digits, those of the
# monthly one two, and up to six of them are added.
ROUNDING = {FIGURES.key: 0.5, MONTHLY.key: 1.0, MONTHLY_API.key: 1.0}
# The weekly format gathers tasks with few conversations in one line; the monthly one leaves them out, and lists some 82 to 95%.
FEWEST_LISTED, USUALLY_LISTED = 50.0, 80.0
# Countries with few conversations are left out. No country but one has a fifth of them, and it stands near the end.
FEWEST_OF_COUNTRIES = 80.0
# Share of the tasks' conversations for which a crossing tells more, where there is such a crossing at all.
FEWEST_CROSSED = 0.5
# A month has nearly as many lines as the one before.
FEWEST_OF_MONTH_BEFORE = 0.7


def chronological(period: Period) -> Period:
    """Orders periods: by their last days, of those with one last day by their first."""
    return period[1], period[0]


# What the days of a release name; of one that observes several months, each of them.
RELEASE_OF_DAYS: dict[Period, str] = {
    ("2025-08-04", "2025-08-11"): "2025-09-15",
    ("2025-11-13", "2025-11-20"): "2026-01-15",
    ("2026-02-05", "2026-02-12"): "2026-03-24",
    ("2026-04-01", "2026-05-01"): "2026-06-26",
    ("2026-05-01", "2026-06-01"): "2026-06-26",
}
# The last days that each of these releases observed.
LAST_DAYS = {RELEASE_OF_DAYS[days]: days for days in sorted(RELEASE_OF_DAYS, key=chronological)}


class Line(NamedTuple):
    """What a row of either format tells about its file being whole. `share` is its value where it is a share of a facet, of
    the whole world; `crossed` where it tells more of a task; `of_country` where it is a country's share of all conversations."""

    period: Period
    facet: str = ""
    task: str = ""
    share: float | None = None
    of_country: float | None = None


def weekly(row) -> Line:
    """A row of the weekly format."""
    period = (row.date_start, row.date_end)
    if kind := statistic(row):
        task, _ = task_and_category(row)
        return Line(period, row.facet, task, row.value if kind == "percent" else None)
    if row.facet == "country" and row.variable == "usage_pct":
        return Line(period, of_country=row.value)
    return Line(period)


def monthly(row) -> Line:
    """A row of the monthly format."""
    period = (row.date_start, row.date_end)
    if is_read(row):
        facet, _, kind = METRICS[row.metric]
        if row.category == OVERALL:
            return Line(period, facet, "", row.value if kind == "percent" else None)
        return Line(period, f"{TASK}{CROSSING}{facet}" if facet else TASK, row.name or "", row.value)
    if row.geography == "country" and row.category == OVERALL and row.metric == "usage_pct":
        return Line(period, of_country=row.value)
    return Line(period)


class Observed:
    """What the rows of one product say, added up.

    periods  rows of each
    shares   by period and facet, shares of all conversations
    tasks    by period, the share of each task
    crossed  by period and crossing, the tasks it tells more of
    """

    def __init__(self, table: str) -> None:
        self.table, self.first = table, 0
        self.periods: Counter[Period] = Counter()
        self.shares: dict[tuple[Period, str], list[float]] = defaultdict(list)
        self.facets: set[tuple[Period, str]] = set()
        self.tasks: dict[Period, dict[str, float]] = defaultdict(dict)
        self.crossed: dict[tuple[Period, str], set[str]] = defaultdict(set)
        self.countries: dict[Period, list[float]] = defaultdict(list)

    def add(self, line: Line) -> None:
        period = line.period
        self.periods[period] += 1
        if line.of_country is not None:
            self.countries[period].append(line.of_country)
        if not line.facet:
            return
        if CROSSING in line.facet:
            self.crossed[period, line.facet].add(line.task)
            return
        self.facets.add((period, line.facet))
        if line.share is not None:
            self.shares[period, line.facet].append(line.share)
            if line.facet == TASK:
                self.tasks[period][line.task] = self.tasks[period].get(line.task, 0.0) + line.share

    @property
    def latest(self) -> Period:
        return max(self.periods, key=chronological)

    @property
    def listed(self) -> float:
        """Percent of all conversations that the tasks of the latest period make."""
        return fsum(self.shares[self.latest, TASK])

    def gaps(self) -> Iterator[str]:
        """What is missing, in words, with figures."""
        latest, rounding = self.latest, ROUNDING[self.table]
        if not self.tasks[latest]:
            yield f"no row is a share of a task for the whole world ({self._of_a_task})"
        else:
            fewest = 100 - rounding if self.table == FIGURES.key else FEWEST_LISTED
            if not fewest <= self.listed <= 100 + rounding:
                yield f"the shares of all tasks ({self._of_a_task}) make {self.listed:.1f}%, not 100%"
            yield from self._gaps_of_crossings(latest)
        for facet in CATEGORICAL:
            shares = self.shares.get((latest, facet), [])
            # Of what is either true or not, the monthly format gives the one share only.
            alone = self.table != FIGURES.key and facet == "human_only_ability"
            if shares and not alone and abs(fsum(shares) - 100) > rounding:
                yield f"the shares by {facet} make {fsum(shares):.1f}%, not 100%"
        if (countries := self.countries[latest]) and fsum(countries) < FEWEST_OF_COUNTRIES:
            yield f"the {len(countries):,} countries in it make {fsum(countries):.1f}% of all conversations, not nearly 100%"
        yield from self._gaps_of_months()

    @property
    def _of_a_task(self) -> str:
        if self.table == FIGURES.key:
            return f"geo_id {WHOLE_WORLD}, facet {TASK}, variable {TASK}_pct"
        return f"geo_id {WHOLE_WORLD}, category_name {ONET}, hierarchy_level 0, metric_id pct"

    def _gaps_of_crossings(self, latest: Period) -> Iterator[str]:
        named = {task: share for task, share in self.tasks[latest].items() if task not in ("none", "not_classified")}
        for facet in (*CATEGORICAL, *NUMERIC):
            told = self.crossed.get((latest, f"{TASK}{CROSSING}{facet}"), set())
            mass = fsum(share for task, share in named.items() if task in told)
            if (latest, facet) in self.facets and mass < FEWEST_CROSSED * fsum(named.values()):
                yield f"{facet} is told of {len(told & named.keys()):,} of its {len(named):,} tasks only"

    def _gaps_of_months(self) -> Iterator[str]:
        for release in sorted({RELEASE_OF_DAYS[period] for period in self.periods if period in RELEASE_OF_DAYS}):
            if (last := LAST_DAYS[release]) not in self.periods:
                yield f"the release of {release} observes {_words(last)} as well, and that is not in it"
        *_, before, latest = [None, *sorted(self.periods, key=chronological)]
        if before and latest and self.periods[latest] < FEWEST_OF_MONTH_BEFORE * self.periods[before]:
            yield (f"{_words(latest)} has {self.periods[latest]:,} rows, {_words(before)} has {self.periods[before]:,}")


def _words(period: Period) -> str:
    return " to ".join(period)


def observed(rows: Callable[[str], Iterator]) -> dict[str, Observed]:
    """What the files in long format of an upload say, by platform."""
    found: dict[str, Observed] = {}
    for index, row in enumerate(rows(FIGURES.key)):
        if row.platform not in found:
            found[row.platform] = Observed(FIGURES.key)
            found[row.platform].first = index
        found[row.platform].add(weekly(row))
    for table, platform in ((MONTHLY.key, Platform.ASSISTANT.value), (MONTHLY_API.key, Platform.API.value)):
        for row in rows(table):
            if platform not in found:
                found[platform] = Observed(table)
            found[platform].add(monthly(row))
    return found


def periods_in_words(seen: Sequence[Observed]) -> str:
    """The periods that files observe, oldest first."""
    return ", ".join(map(_words, sorted({period for one in seen for period in one.periods})))
