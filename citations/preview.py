"""What would change for readers if an edition took the place of the live one.

Three layers: the releases that differ; the subjects (profiles) added, removed and changed; and the figures, ranked within
each measure by relative change, with coverage gained or lost kept apart from changes of value.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from citations.figures import Missing
from citations.measures import MEASURES
from citations.models import Edition, EditionRelease, Profile

# Shown per measure and per list; totals are always exact.
SHOWN = 8
NAMED = 12
BATCH = 200


@dataclass(frozen=True)
class ReleaseChange:
    """A dataset whose release differs. An empty version: the edition holds none."""

    title: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        return "added" if not self.before else "removed" if not self.after else "changed"


@dataclass
class KindChange:
    """Profiles of one kind. `gained` and `lost` name the first few."""

    kind: str
    added: int = 0
    removed: int = 0
    changed: int = 0
    same: int = 0
    gained: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        return self.kind.replace("-", " ").capitalize()


@dataclass(frozen=True)
class FigureChange:
    """One figure of one subject, as it is printed now and as it would be."""

    measure: str
    subject: str
    path: str
    before: str
    after: str
    relative: float
    size: float


@dataclass
class MeasureChange:
    """All that changes in one measure: how many values, the largest changes, and coverage."""

    key: str
    label: str
    unit: str
    changed: int = 0
    largest: list[FigureChange] = field(default_factory=list)
    gained: int = 0
    lost: int = 0
    gained_examples: list[FigureChange] = field(default_factory=list)
    lost_examples: list[FigureChange] = field(default_factory=list)


@dataclass(frozen=True)
class EditionPreview:
    """The difference between the live edition (None: nothing was published yet) and a candidate."""

    live: Edition | None
    candidate: Edition
    releases: list[ReleaseChange]
    same_releases: int
    kinds: list[KindChange]
    measures: list[MeasureChange]

    @property
    def is_empty(self) -> bool:
        """True where no reader would see any difference."""
        return not self.releases and not any(kind.added or kind.removed or kind.changed for kind in self.kinds)

    @property
    def moved(self) -> list[MeasureChange]:
        return [measure for measure in self.measures if measure.changed]

    @property
    def covered(self) -> list[MeasureChange]:
        return [measure for measure in self.measures if measure.gained or measure.lost]


def preview(candidate: Edition, live: Edition | None) -> EditionPreview:
    """Compare two compiled editions. Reads only profiles that differ; memory holds a batch of them at a time."""
    before, after = _digests(live), _digests(candidate)
    releases, same = _releases(live, candidate)
    kinds: dict[str, KindChange] = {}
    changed: list[tuple[str, str]] = []
    for subject in sorted({*before, *after}):
        counted = kinds.setdefault(subject[0], KindChange(subject[0]))
        if subject not in before:
            counted.added += 1
            _name(counted.gained, after[subject][1])
        elif subject not in after:
            counted.removed += 1
            _name(counted.lost, before[subject][1])
        elif before[subject][0] != after[subject][0]:
            counted.changed += 1
            changed.append(subject)
        else:
            counted.same += 1
    return EditionPreview(
        live=live,
        candidate=candidate,
        releases=releases,
        same_releases=same,
        kinds=list(kinds.values()),
        measures=_measures(live, candidate, changed) if live else [],
    )


def _name(names: list[str], title: str) -> None:
    if len(names) < NAMED:
        names.append(title)


def _digests(edition: Edition | None) -> dict[tuple[str, str], tuple[str, str]]:
    if edition is None:
        return {}
    rows = Profile.objects.filter(edition=edition).order_by().values_list("kind", "key", "digest", "title")
    return {(kind, key): (digest, title) for kind, key, digest, title in rows.iterator()}


def _releases(live: Edition | None, candidate: Edition) -> tuple[list[ReleaseChange], int]:
    held: dict[str, dict[str, EditionRelease]] = {}
    for side, edition in (("before", live), ("after", candidate)):
        for member in EditionRelease.objects.filter(edition=edition).select_related("dataset", "release"):
            held.setdefault(member.dataset.title, {})[side] = member
    changes, same = [], 0
    for title, sides in sorted(held.items()):
        before, after = sides.get("before"), sides.get("after")
        if before and after and before.release_id == after.release_id:
            same += 1
            continue
        changes.append(ReleaseChange(title, before.release.version if before else "", after.release.version if after else ""))
    return changes, same


def _measures(live: Edition, candidate: Edition, changed: list[tuple[str, str]]) -> list[MeasureChange]:
    by_key: dict[str, MeasureChange] = {}
    for title, path, old, new in _documents(live, candidate, changed):
        before, after = figures(old), figures(new)
        told: set[tuple] = set()
        for place in sorted({*before, *after}):
            was, becomes = before.get(place), after.get(place)
            key = (becomes or was or {})["m"]
            # A page may print the same figure in several places; it changes once.
            said = (key, _value(was), _value(becomes))
            if said in told or key not in MEASURES.by_key:
                continue
            told.add(said)
            _count(by_key, key, title, path, was, becomes)
    for measure in by_key.values():
        measure.largest.sort(key=lambda change: (-change.relative, -change.size, change.subject))
        del measure.largest[SHOWN:]
    return sorted(by_key.values(), key=lambda measure: (-measure.changed, measure.label))


def _count(by_key: dict, key: str, title: str, path: str, was: Mapping | None, becomes: Mapping | None) -> None:
    old, new = _value(was), _value(becomes)
    if old == new:
        return
    declared = MEASURES[key]
    measure = by_key.setdefault(key, MeasureChange(key, declared.label, declared.unit))
    size = abs(new - old) if old is not None and new is not None else 0.0
    scale = max(abs(old or 0), abs(new or 0))
    change = FigureChange(key, title, path, _words(was), _words(becomes), size / scale if scale else 0.0, size)
    if old is None:
        measure.gained += 1
        _show(measure.gained_examples, change)
    elif new is None:
        measure.lost += 1
        _show(measure.lost_examples, change)
    else:
        measure.changed += 1
        measure.largest.append(change)


def _show(examples: list[FigureChange], change: FigureChange) -> None:
    if len(examples) < SHOWN:
        examples.append(change)


def _value(figure: Mapping | None) -> float | int | None:
    return figure["v"] if figure else None


def _words(figure: Mapping | None) -> str:
    if figure is None:
        return "not on the page"
    return figure.get("t") or Missing(figure["x"]).words


def _documents(live: Edition, candidate: Edition, changed: list[tuple[str, str]]) -> Iterator[tuple[str, str, dict, dict]]:
    """Title, path and both documents of each changed subject, batch by batch."""
    by_kind: dict[str, list[str]] = {}
    for kind, key in changed:
        by_kind.setdefault(kind, []).append(key)
    for kind, keys in by_kind.items():
        for start in range(0, len(keys), BATCH):
            chosen = Profile.objects.filter(kind=kind, key__in=keys[start : start + BATCH])
            old = dict(chosen.filter(edition=live).values_list("key", "document"))
            for profile in chosen.filter(edition=candidate).order_by("key"):
                yield profile.title, profile.path, json.loads(old[profile.key]), json.loads(profile.document)


# What tells the members of a list apart, so that one inserted in the middle does not make all others look changed.
_NAMES = ("key", "code", "number", "soc", "id", "slug", "m")


def figures(document: object, place: str = "") -> dict[str, Mapping]:
    """Every figure in a profile's document, by its place. Members of a list go by their code or key, not their position."""
    found: dict[str, Mapping] = {}
    if isinstance(document, Mapping):
        if "m" in document and "v" in document:
            found[place] = document
            return found
        for name, value in document.items():
            found.update(figures(value, f"{place}/{name}"))
    elif isinstance(document, list):
        for index, value in enumerate(document):
            name = next((value[n] for n in _NAMES if n in value), index) if isinstance(value, Mapping) else index
            found.update(figures(value, f"{place}/{name}"))
    return found
