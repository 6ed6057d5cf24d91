"""Comparing the figures of two editions, subject by subject."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

import msgspec

from citations.figures import Missing
from citations.measures import MEASURES, Measure
from citations.models import Edition, Profile
from citations.preview.changes import FigureChange, MeasureChange, NamedPage

# Shown per measure and per list; totals are always exact.
SHOWN = 8
# Characters of a title; tasks are whole sentences.
LONGEST = 200
BATCH = 50
CACHE_KILOBYTES = 16 * 1024
# How many times as large, or as small, a value becomes that is said to have moved by a power of ten: a slip of the decimal point,
# with some real change besides.
TENFOLD = 8.0

# Told of each part of a page that holds something now and nothing with the candidate: kind, name of the part, page.
Emptied = Callable[[str, str, NamedPage], None]


def measure_changes(
    live: Edition | None, candidate: Edition, changed: Iterable[tuple[str, str]], emptied: Emptied | None = None
) -> list[MeasureChange]:
    """What changes in each measure over the changed subjects, given as (kind, key) kind by kind; most changed measure
    first."""
    with closing(_Changes()) as changes:
        for kind, title, path, old, new in _documents(live, candidate, changed):
            changes.add(_of_page(title, path, old, new))
            if emptied:
                for name in _emptied(old, new):
                    emptied(kind, name, NamedPage(title, path))
        return sorted(changes.by_measure(), key=lambda measure: (-measure.changed, measure.label))


def _emptied(old: Mapping, new: Mapping) -> Iterator[str]:
    """Names of the parts of a document that held something and hold nothing. A single figure is no part: coverage counts it."""
    for name, part in old.items():
        if isinstance(part, dict | list) and part and not _is_figure(part) and not new.get(name):
            yield name


class _Changes:
    """Every change of a figure, each told once, in a temporary database on disk: whole editions differ in many thousands.

    Its parameters of a row are in the order of the columns. `hash` identifies a change; `lost`, `gained` and `changed` part them.
    """

    def __init__(self) -> None:
        self._rows = sqlite3.connect("", isolation_level=None)
        self._rows.executescript(
            f"""
            PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-{CACHE_KILOBYTES};
            CREATE TABLE change (hash BLOB PRIMARY KEY, measure TEXT, list TEXT, subject TEXT, path TEXT, about TEXT,
                before TEXT, after TEXT, share REAL, relative REAL, size REAL, also INTEGER DEFAULT 0, ratio REAL);
            BEGIN;
            """
        )

    def close(self) -> None:
        self._rows.close()

    def add(self, rows: Iterable[tuple]) -> None:
        """Changes of one page. One that is known counts as `also` there; the page of the thing itself is the one named."""
        self._rows.executemany(
            """
            INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?) ON CONFLICT (hash) DO UPDATE SET also = also + 1,
                path = CASE WHEN excluded.subject = about THEN excluded.path ELSE path END,
                subject = CASE WHEN excluded.subject = about THEN excluded.subject ELSE subject END,
                about = CASE WHEN excluded.subject = about THEN '' ELSE about END
            """,
            rows,
        )

    def by_measure(self) -> Iterator[MeasureChange]:
        counts: dict[str, dict[str, int]] = {}
        lost_own: dict[str, int] = {}
        grouped = "SELECT measure, list, count(*), sum(about = '') FROM change GROUP BY measure, list"
        for key, which, count, own in self._rows.execute(grouped):
            counts.setdefault(key, {})[which] = count
            if which == "lost":
                lost_own[key] = own
        for key, of in counts.items():
            tenfold, median = self._ratios(MEASURES[key])
            yield MeasureChange(
                key=key,
                label=MEASURES[key].label,
                unit=MEASURES[key].unit,
                changed=of.get("changed", 0),
                gained=of.get("gained", 0),
                lost=of.get("lost", 0),
                lost_own=lost_own.get(key, 0),
                largest=self._first(key, "changed", "relative DESC, size DESC, subject, rowid"),
                gained_examples=self._first(key, "gained", "rowid"),
                lost_examples=self._first(key, "lost", "about <> '', rowid"),
                median_ratio=median,
                tenfold=tenfold,
                tenfold_examples=self._first(key, "changed", "max(ratio, 1 / ratio) DESC, rowid", _TENFOLD) if tenfold else [],
            )

    def _ratios(self, measure: Measure) -> tuple[int, float | None]:
        """How many values move by a power of ten, and the median of then / now. Places in an order do so by right, and so do
        differences, which are small beside what they are made of."""
        of = "FROM change WHERE measure = ? AND list = 'changed' AND ratio IS NOT NULL"
        (count,) = self._rows.execute(f"SELECT count(*) {of}", (measure.key,)).fetchone()
        if not count:
            return 0, None
        middle = f"SELECT ratio {of} ORDER BY ratio LIMIT 1 OFFSET ?"
        (median,) = self._rows.execute(middle, (measure.key, count // 2)).fetchone()
        tenfold = f"SELECT count(*) {of} AND {_TENFOLD}"
        by_right = _is_place(measure) or measure.format == "signed"
        return (0 if by_right else self._rows.execute(tenfold, (measure.key,)).fetchone()[0]), median

    def _first(self, key: str, which: str, order: str, among: str = "1") -> list[FigureChange]:
        columns = "subject, path, about, before, after, share, relative, size, also"
        query = f"SELECT {columns} FROM change WHERE measure = ? AND list = ? AND {among} ORDER BY {order} LIMIT {SHOWN}"  # noqa: S608
        return [FigureChange(*row) for row in self._rows.execute(query, (key, which))]


_TENFOLD = f"(ratio >= {TENFOLD} OR ratio <= {1 / TENFOLD})"


def _is_place(measure: Measure) -> bool:
    """Whether values of the measure are places in an order, such as percentiles, or points between such."""
    return measure.format in ("ordinal", "mean") or "percentile" in measure.unit


def _of_page(title: str, path: str, before: Mapping, after: Mapping) -> Iterator[tuple]:
    """A row of `_Changes` for each figure that changes on a page."""
    seen: set[tuple] = set()
    for place, was, becomes in sorted(differences(before, after), key=itemgetter(0)):
        change = (place.about, (becomes or was or {})["m"], old := _value(was), new := _value(becomes))
        # A page may print the same figure in several places; it changes once.
        if change in seen or change[1] not in MEASURES.by_key or old == new:
            continue
        seen.add(change)
        # Many pages may print a figure about the same thing: a linked occupation, or that of a task. It is listed once.
        same = change[1:] if _is_derived(old) and _is_derived(new) else change if place.about else (title, *change)
        hashed = hashlib.blake2b(repr(same).encode(), digest_size=16).digest()
        which = "gained" if old is None else "lost" if new is None else "changed"
        size = relative = 0.0
        share = ratio = None
        if old is not None and new is not None:
            size = abs(new - old)
            relative = size / max(abs(old), abs(new))
            ratio = new / old if new * old > 0 else None
            if _is_place(MEASURES[change[1]]):
                relative = size / 100  # from the 2nd place to the 4th is no greater change than from the 50th to the 52nd
            else:
                share = (new - old) / abs(old) if old else None
        about = place.about[:LONGEST]
        yield (hashed, change[1], which, title, path, about, _words(was), _words(becomes), share, relative, size, ratio)


def _value(figure: Mapping | None) -> float | None:
    return None if figure is None or figure["v"] is None else float(figure["v"])


def _is_derived(value: float | None) -> bool:
    """Whether a value has so many digits that two things hardly share it."""
    return value is not None and value != round(value, 4)


def _words(figure: Mapping | None) -> str:
    if figure is None:
        return "not on the page"
    return figure.get("t") or Missing(figure["x"]).words


def _documents(
    live: Edition | None, candidate: Edition, changed: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str, str, dict, dict]]:
    """Kind, title, path and both documents of each changed subject, batch by batch."""
    for kind, subjects in groupby(changed, key=itemgetter(0)):
        while keys := [key for _, key in islice(subjects, BATCH)]:
            chosen = Profile.objects.filter(kind=kind, key__in=keys)
            old = dict(chosen.filter(edition=live).values_list("key", "document"))
            for profile in chosen.filter(edition=candidate).order_by("key"):
                documents = (msgspec.json.decode(text) for text in (old[profile.key], profile.document))
                yield kind, profile.title, profile.path, *documents


# What identifies the members of a list, so that one inserted in the middle does not make all others look changed.
_NAMES = ("key", "code", "number", "soc", "id", "slug", "m")
_TITLES = ("title", "name", "label", "statement")


class Place(NamedTuple):
    """Where in a document a figure is: its path, and the title of the list member it belongs to ('' for the subject)."""

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
