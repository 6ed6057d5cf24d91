"""A line: all figures of one kind in a release, such as the median wages or the scores of one measure, beside those of the same
facts in the release before; and what such a line may be found to have suffered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import isnan, sqrt
from statistics import median

from citations.importing.plausibility.statistics import rank_correlation, ratios, share_closer, share_equal

# A line keeps between half as many and so many facts; which, their keys tell, so that lines keep the same ones.
KEPT = 2_000
# Fewer facts than this say nothing.
FEWEST = 20
# Factors from which on a unit was mistaken: a figure may well double, it does not grow fivefold everywhere.
LARGEST_FACTOR = 5.0
# Share of the figures that may grow or fall so much; from then on some of them are in another unit.
MOST_FAR = 0.25
# A line all of whose figures changed by one factor, or by one amount.
ALL_ALIKE, ALIKE_WITHIN = 0.95, 0.005
# Rank correlations: below the first a line runs the other way, if chance does not go so far below nothing (in its standard
# deviations); a shift by a row must fit so much better than no shift.
INVERTED, BEYOND_CHANCE = -0.3, 3.0
SHIFT_FITS, SHIFT_GAIN = 0.8, 0.1
# Share of the steps from row to row that go the same way in a column that was sorted: parts of a table may follow each other.
SAME_WAY = 0.99
SWAPPED = 0.8


@dataclass
class Line:
    """The facts of one line: how many, how many empty, and a sample. Of the release before: how many, and how many empty among
    those of both.

    by_key  whether the rows are in the order of their keys
    sample  by a number made of the fact's key, in the order of rows: the figure, that of the release before, and both of the row
            above
    parts   by the same numbers: the part of the table that the fact belongs to, such as the group of its occupation
    """

    facts: int
    empty: int
    shared: int = 0
    empty_of_shared: int = 0
    empty_before: int = 0
    by_key: bool = True
    first: tuple[str, float, float] | None = None
    sample: dict[int, tuple[float, float, float, float]] = field(default_factory=dict)
    parts: dict[int, str] = field(default_factory=dict)
    _above: tuple[float, float] = (float("nan"), float("nan"))
    _mask: int = 0
    _last: str = ""

    def add(self, number: int, key: str, new: float | None, old: float | None, part: str = "") -> None:
        nan = float("nan")
        value, before = nan if new is None else float(new), nan if old is None else float(old)
        self.by_key = self.by_key and key >= self._last
        self._last = key
        if self.first is None and new is not None and old is not None and new != old:
            self.first = (key, before, value)
        if number & self._mask == 0:
            self.sample[number] = (value, before, *self._above)
            self.parts[number] = part
            if len(self.sample) > KEPT:
                self._mask = self._mask * 2 + 1
                self.sample = {kept: row for kept, row in self.sample.items() if kept & self._mask == 0}
                self.parts = {kept: self.parts[kept] for kept in self.sample}
        self._above = value, before

    def by_part(self) -> "dict[str, Line]":
        """The sample, part by part."""
        found: dict[str, Line] = {}
        for number, row in self.sample.items():
            line = found.setdefault(self.parts[number], Line(0, 0))
            line.facts += 1
            line.sample[number] = row
        return found

    def values(self) -> list[float]:
        return [new for new, *_ in self.sample.values() if not isnan(new)]

    def pairs(self, one: int = 0, other: int = 1) -> tuple[list[float], list[float]]:
        """Two of the four figures of each sampled fact, where both are there; see `sample`."""
        both = [(row[one], row[other]) for row in self.sample.values() if not isnan(row[one]) and not isnan(row[other])]
        return [a for a, _ in both], [b for _, b in both]


# What a line may have suffered, in words: the detail of a finding, or '' where it has not.
Test = Callable[[Line, float], str]


def is_constant(line: Line, steady: float) -> str:
    values = line.values()
    if len(values) < FEWEST or min(values) != max(values):
        return ""
    before = line.pairs()[1]
    if before and min(before) == max(before):
        return ""
    return f"all {line.facts - line.empty:,} are {values[0]:g}"


def is_sorted(line: Line, steady: float) -> str:
    """In order from row to row, though the release before has another order, or though the rows are in that of their codes."""
    values = line.values()
    if len(values) < FEWEST or len(set(values)) < FEWEST / 2:
        return ""
    steps = [below - above for above, below in pairwise(values)]
    rising, falling = (sum(sign * step >= 0 for step in steps) >= SAME_WAY * len(steps) for sign in (1, -1))
    if not (rising or falling):
        return ""
    new, old = line.pairs()
    fits = rank_correlation(new, old) if len(new) >= FEWEST else None
    if line.by_key if fits is None else fits < steady:
        return f"from row to row they {'rise' if rising else 'fall'}, all {len(values):,} that were looked at"
    return ""


def is_shifted(line: Line, steady: float) -> str:
    """Moved down or up by a row: the figures fit those of the row above, or below, in the release before."""
    new, old = line.pairs()
    if len(new) < FEWEST or share_equal(new, old) > 0.5:
        return ""
    straight = rank_correlation(new, old)
    for one, other, where in ((0, 3, "above"), (2, 1, "below")):
        moved, theirs = line.pairs(one, other)
        fits = rank_correlation(moved, theirs)
        if fits is not None and fits >= SHIFT_FITS and fits - (straight or 0) >= SHIFT_GAIN:
            return f"figures fit those of the row {where} in the release before"
    return ""


def is_inverted(line: Line, steady: float) -> str:
    new, old = line.pairs()
    fits = rank_correlation(new, old) if len(new) >= FEWEST else None
    if fits is None or fits > min(INVERTED, -BEYOND_CHANCE / sqrt(len(new) - 1)):
        return ""
    return f"what was highest is lowest (rank correlation {fits:.2f} over {len(new):,})"


def is_shuffled(line: Line, steady: float) -> str:
    new, old = line.pairs()
    fits = rank_correlation(new, old) if len(new) >= FEWEST else None
    if fits is None or fits >= steady:
        return ""
    return f"the order has little to do with that of the release before (rank correlation {fits:.2f} over {len(new):,})"


def is_moved_alike(line: Line, steady: float) -> str:
    """All figures changed by one amount, as real ones never do."""
    new, old = line.pairs()
    if len(new) < FEWEST:
        return ""
    steps, spread = [a - b for a, b in zip(new, old, strict=True)], max(old) - min(old)
    step = median(steps)
    alike = sum(abs(one - step) <= ALIKE_WITHIN * spread for one in steps)
    if abs(step) > 2 * ALIKE_WITHIN * spread > 0 and alike >= ALL_ALIKE * len(steps):
        return f"each is {abs(step):g} {'more' if step > 0 else 'less'} than it was"
    return ""


def is_scaled(line: Line, steady: float) -> str:
    """In another unit: all figures, or many of them."""
    new, old = line.pairs()
    found = ratios(new, old)
    if len(found) < FEWEST:
        return ""
    factor, usual = median(found), median(map(abs, old))
    if _is_large(factor):
        return f"about {times(factor)} what they were, by the median of {len(found):,}"
    # Figures near nothing may well grow or fall so much.
    far = [abs(a / b) for a, b in zip(new, old, strict=True) if a and b and abs(a - b) > usual and _is_large(abs(a / b))]
    if len(far) > MOST_FAR * len(found):
        return f"{len(far):,} of {len(found):,} are about {times(median(far))} what they were, and the others are not"
    return ""


def _is_large(factor: float) -> bool:
    return not 1 / LARGEST_FACTOR < factor < LARGEST_FACTOR


def is_multiplied_alike(line: Line, steady: float) -> str:
    """All figures changed by one factor, as real ones never do."""
    new, old = line.pairs()
    found = ratios(new, old)
    if len(found) < max(FEWEST, 0.5 * len(new)):
        return ""
    factor = median(found)
    alike = sum(abs(ratio - factor) <= ALIKE_WITHIN * factor for ratio in found)
    if abs(factor - 1) > 2 * ALIKE_WITHIN and alike >= ALL_ALIKE * len(found):
        return f"each is {times(factor)} what it was"
    return ""


def times(factor: float) -> str:
    """ "10 times", "1/1,000 of"."""
    return f"{factor:,.4g} times" if factor >= 1 else f"1/{1 / factor:,.4g} of"


def are_swapped(one: Line, other: Line) -> bool:
    """Whether two lines hold each other's figures: each lies closer to the other's of the release before than to its own."""
    for mine, theirs in ((one, other), (other, one)):
        rows = [(row[0], row[1], theirs.sample[at][1]) for at, row in mine.sample.items() if at in theirs.sample]
        rows = [row for row in rows if not any(map(isnan, row))]
        if len(rows) < FEWEST:
            return False
        new, own, others = zip(*rows, strict=True)
        if share_closer(new, own, others) < SWAPPED:
            return False
    return True


def swapped_pairs(lines: dict[str, Line]) -> Iterator[tuple[str, str]]:
    """Lines that hold each other's figures. Lines most of whose figures stayed as they were are not looked at."""
    moved = [name for name, line in lines.items() if len(line.pairs()[0]) >= FEWEST and share_equal(*line.pairs()) < 0.5]
    for index, one in enumerate(moved):
        for other in moved[index + 1 :]:
            if are_swapped(lines[one], lines[other]):
                yield one, other
