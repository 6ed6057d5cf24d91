"""How the order of pages by their own figures differs between two editions: much, where the scores of a study stand beside wrong
codes, say."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import sqrt

import msgspec

from citations.measures import MEASURES
from citations.models import Edition, Profile
from citations.preview.changes import FigureChange, NamedPage, RankChange

# Moving by more places than this is counted; where there are few pages, by more than a tenth of them.
PLACES = 20
# With fewer subjects an order says little.
FEWEST = 20
SHOWN = 8
BATCH = 50

# Of pages of one kind: values before and after by key, for each measure.
Values = dict[str, dict[str, tuple[float, float]]]


def rank_changes(live: Edition, candidate: Edition, kind: str) -> Iterator[tuple[str, RankChange]]:
    """For each measure that pages of the kind have a value of their own of, and whose values differ anywhere: how their order
    does. Reads all documents of the kind; memory holds the numbers."""
    pages, values = _own_values(live, candidate, kind)
    for key, of_measure in values.items():
        if len(of_measure) >= FEWEST and any(before != after for before, after in of_measure.values()):
            yield key, _rank_change(kind, key, of_measure, pages)


def _own_values(live: Edition, candidate: Edition, kind: str) -> tuple[dict[str, NamedPage], Values]:
    pages: dict[str, NamedPage] = {}
    values: Values = {}
    before, after = (Profile.objects.filter(edition=edition, kind=kind) for edition in (live, candidate))
    both = sorted(set(before.values_list("key", flat=True)) & set(after.values_list("key", flat=True)))
    for start in range(0, len(both), BATCH):
        keys = both[start : start + BATCH]
        old = dict(before.filter(key__in=keys).values_list("key", "document"))
        for key, title, path, text in after.filter(key__in=keys).values_list("key", "title", "path", "document"):
            pages[key] = NamedPage(title, path)
            was = _own_figures(msgspec.json.decode(old[key]))
            for measure, value in _own_figures(msgspec.json.decode(text)).items():
                if measure in was:
                    values.setdefault(measure, {})[key] = (was[measure], value)
    return pages, values


def _own_figures(document: Mapping) -> dict[str, float]:
    """The value of each measure that a document has for its subject itself: the first of those that stand in no list."""
    found: dict[str, float] = {}
    waiting = [document]
    while waiting:
        part = waiting.pop(0)
        if "m" in part and "v" in part:
            if part["v"] is not None and part["m"] in MEASURES.by_key:
                found.setdefault(part["m"], float(part["v"]))
        else:
            waiting += [inner for inner in part.values() if isinstance(inner, dict)]
    return found


def _rank_change(
    kind: str, measure: str, values: Mapping[str, tuple[float, float]], pages: Mapping[str, NamedPage]
) -> RankChange:
    keys = sorted(values)
    before, after = (_places([values[key][side] for key in keys]) for side in (0, 1))
    moves = {key: abs(was - becomes) for key, was, becomes in zip(keys, before, after, strict=True)}
    far = min(PLACES, len(keys) // 10)
    was, becomes = dict(zip(keys, before, strict=True)), dict(zip(keys, after, strict=True))
    farthest = sorted((key for key in keys if moves[key] > far), key=lambda key: (-moves[key], key))
    return RankChange(
        kind=kind,
        subjects=len(keys),
        correlation=round(_correlation(before, after), 4),
        moved=len(farthest),
        places=far,
        movers=[
            FigureChange(
                pages[key].title,
                pages[key].path,
                "",
                f"place {was[key]:,.0f} ({MEASURES[measure].text(values[key][0])})",
                f"place {becomes[key]:,.0f} ({MEASURES[measure].text(values[key][1])})",
                size=moves[key],
            )
            for key in farthest[:SHOWN]
        ],
    )


def _places(values: list[float]) -> list[float]:
    """The place of each, the highest first; equal ones share the mean of their places."""
    order = sorted(range(len(values)), key=lambda index: -values[index])
    starts = [at for at, index in enumerate(order) if not at or values[index] != values[order[at - 1]]]
    places = [0.0] * len(values)
    for start, end in pairwise([*starts, len(order)]):
        for at in range(start, end):
            places[order[at]] = (start + 1 + end) / 2
    return places


def _correlation(first: list[float], second: list[float]) -> float:
    """Pearson's, of places Spearman's. 1 where one of them has a single place for all."""
    middle = (len(first) + 1) / 2
    both = sum((a - middle) * (b - middle) for a, b in zip(first, second, strict=True))
    spreads = [sum((place - middle) ** 2 for place in places) for places in (first, second)]
    return both / sqrt(spreads[0] * spreads[1]) if all(spreads) else 1.0
