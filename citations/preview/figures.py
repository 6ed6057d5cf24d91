"""Comparing the figures of two editions, subject by subject."""

import json
from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import NamedTuple

from citations.figures import Missing
from citations.measures import MEASURES
from citations.models import Edition, Profile
from citations.preview.changes import FigureChange, MeasureChange

# Shown per measure and per list; totals are always exact.
SHOWN = 8
BATCH = 200


def measure_changes(live: Edition, candidate: Edition, changed: list[tuple[str, str]]) -> list[MeasureChange]:
    """What changes in each measure over the changed subjects, given as (kind, key); most changed measure first."""
    by_key: dict[str, MeasureChange] = {}
    seen: dict[tuple, FigureChange] = {}
    for title, path, old, new in _documents(live, candidate, changed):
        told: set[tuple] = set()
        for place, was, becomes in sorted(differences(old, new), key=itemgetter(0)):
            said = (place.about, _key(was, becomes), _value(was), _value(becomes))
            # A page may print the same figure in several places; it changes once.
            if said in told or said[1] not in MEASURES.by_key or said[2] == said[3]:
                continue
            told.add(said)
            # Many pages may print a figure about the same thing: a linked occupation, or that of a task. It is listed once.
            key = said[1:] if _is_derived(was) and _is_derived(becomes) else said if place.about else (title, *said)
            if key in seen:
                seen[key].also += 1
                if title == seen[key].about:
                    # The page of the thing itself.
                    seen[key].subject, seen[key].path, seen[key].about = title, path, ""
            else:
                seen[key] = _count(by_key, said[1], title, path, place.about, was, becomes)
    for measure in by_key.values():
        measure.largest.sort(key=lambda change: (-change.relative, -change.size, change.subject))
        del measure.largest[SHOWN:]
    return sorted(by_key.values(), key=lambda measure: (-measure.changed, measure.label))


def _count(
    by_key: dict[str, MeasureChange], key: str, title: str, path: str, about: str, was: Mapping | None, becomes: Mapping | None
) -> FigureChange:
    old, new = _value(was), _value(becomes)
    declared = MEASURES[key]
    measure = by_key.setdefault(key, MeasureChange(key, declared.label, declared.unit))
    change = FigureChange(title, path, about, _words(was), _words(becomes))
    if old is None:
        measure.gained += 1
        _show(measure.gained_examples, change)
    elif new is None:
        measure.lost += 1
        _show(measure.lost_examples, change)
    else:
        change.size = abs(new - old)
        change.relative = change.size / max(abs(old), abs(new))
        change.share = (new - old) / abs(old) if old else None
        measure.changed += 1
        measure.largest.append(change)
    return change


def _key(was: Mapping | None, becomes: Mapping | None) -> str:
    return (becomes or was or {})["m"]


def _show(examples: list[FigureChange], change: FigureChange) -> None:
    if len(examples) < SHOWN:
        examples.append(change)


def _value(figure: Mapping | None) -> float | int | None:
    return figure["v"] if figure else None


def _is_derived(figure: Mapping | None) -> bool:
    """Whether a value has so many digits that two things hardly share it."""
    value = _value(figure)
    return isinstance(value, float) and value != round(value, 4)


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
_TITLES = ("title", "name", "label", "statement")


class Place(NamedTuple):
    """Where in a document a figure stands: its path, and the title of the list member it belongs to ('' for the subject)."""

    path: str = ""
    about: str = ""


ROOT = Place()
Difference = tuple[Place, Mapping | None, Mapping | None]


def differences(old: object, new: object, place: Place = ROOT) -> Iterator[Difference]:
    """Every figure that differs between two profiles' documents, before and after; None where a document has none there.

    Members of a list go by their code or key, not their position. Parts that are the same are not looked into.
    """
    if old == new:
        return
    was, becomes = (part if _is_figure(part) else None for part in (old, new))
    if was or becomes:
        yield place, was, becomes  # type: ignore[misc]
    parts, others = ({} if _is_figure(part) else _parts(part, place) for part in (old, new))
    for inner in {**parts, **others}:
        yield from differences(parts.get(inner), others.get(inner), inner)


def _is_figure(part: object) -> bool:
    return isinstance(part, dict) and "m" in part and "v" in part


def _parts(document: object, place: Place) -> dict[Place, object]:
    """What a document, or a part of one, is made of."""
    if isinstance(document, dict):
        return {
            Place(f"{place.path}/{name}", place.about): value
            for name, value in document.items()
            if isinstance(value, dict | list)
        }
    if not isinstance(document, list):
        return {}
    parts: dict[Place, object] = {}
    for index, value in enumerate(document):
        name, about = index, place.about
        if isinstance(value, dict):
            name = next((value[n] for n in _NAMES if isinstance(value.get(n), str | int)), index)
            about = next((value[n] for n in _TITLES if isinstance(value.get(n), str)), about)
        inner = Place(f"{place.path}/{name}", about)
        # Two members of one name: the second goes by its position, too.
        parts[inner if inner not in parts else Place(f"{inner.path}/{index}", about)] = value
    return parts
