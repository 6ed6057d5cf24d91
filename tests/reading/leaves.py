"""Every value of a document or an answer by its place, so that what was said of it can be held against all of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from re import sub

from tests.reading.sections import AtLeast, LowPrecision, Missing, Shown, same

ERRORS = "/standard_errors/"


@dataclass
class Leaves:
    """Values at their JSON pointers, as the API would answer them: numbers marked, missing ones by their reason, and standard
    errors below `/standard_errors`.

    measures  pointer of a figure → its measure
    groups    pointer of a figure → code of whom it is published for, where that is more than its subject
    """

    values: dict[str, object] = field(default_factory=dict)
    measures: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)


def leaves(document: object) -> Leaves:
    """Of a document as it is stored, or of an answer, which has no figures."""
    found = Leaves()
    _walk(document, "", found)
    return found


PROVENANCE = ("missing", "at_least", "low_precision", "standard_errors", "sources", "edition")


def answered_leaves(answer: dict) -> Leaves:
    """Of an answer of the API: with the marks, reasons and errors that it lists apart."""
    found = leaves({name: value for name, value in answer.items() if name not in PROVENANCE})
    for mark in ("at_least", "low_precision"):
        for pointer in answer.get(mark, ()):
            found.values[pointer] = (AtLeast if mark == "at_least" else LowPrecision)(found.values[pointer])
    for pointer, reason in answer.get("missing", {}).items():
        found.values[pointer] = Missing(reason)
    for pointer, error in answer.get("standard_errors", {}).items():
        found.values[ERRORS + pointer.replace("/", "~1")] = error
    return found


def _walk(part: object, pointer: str, found: Leaves) -> None:
    if isinstance(part, dict):
        if "m" in part and "v" in part:
            _figure(part, pointer, found)
            return
        for name, value in part.items():
            _walk(value, f"{pointer}/{name}", found)
    elif isinstance(part, list):
        for place, value in enumerate(part):
            _walk(value, f"{pointer}/{place}", found)
    if not isinstance(part, dict | list) or not part:
        found.values[pointer] = part


def _figure(stored: dict, pointer: str, found: Leaves) -> None:
    found.measures[pointer] = stored["m"]
    if "g" in stored:
        found.groups[pointer] = stored["g"][0]
    value = stored["v"]
    mark = Missing if "x" in stored else AtLeast if "a" in stored else LowPrecision if "l" in stored else None
    found.values[pointer] = mark(stored["x"] if mark is Missing else value) if mark else value
    if "e" in stored:
        found.values[ERRORS + pointer.replace("/", "~1")] = stored["e"]


@dataclass
class Compared:
    """What came of holding documents against what was reckoned.

    values       how many were compared
    differences  where one is not as reckoned
    unreckoned   pointers of figures, and of other values, of which nothing was said
    """

    values: int = 0
    differences: list[str] = field(default_factory=list)
    unreckoned: list[str] = field(default_factory=list)

    def compare(self, subject: str, document: Leaves, expected: Iterable[Shown | str], ignored: Collection[str] = ()) -> None:
        """`ignored` are names of fields, and patterns of pointers (places as *), that no publisher's file says anything of."""
        said: set[str] = set()
        for part in expected:
            if not isinstance(part, Shown) or not part.pointer:
                continue
            for pointer, due in _parts(part.value, part.pointer):
                said.add(pointer)
                seen = document.values.get(pointer, ABSENT)
                if not same(due, seen):
                    self.differences.append(f"{subject} {pointer}: {seen!r}, not {due!r}")
            if part.measure and document.measures.get(part.pointer, part.measure) != part.measure:
                self.differences.append(
                    f"{subject} {part.pointer}: a value of {document.measures[part.pointer]}, not of {part.measure}"
                )
        self.values += len(said)
        self.unreckoned += [
            f"{subject} {pointer}: {document.values[pointer]!r}"
            for pointer in document.values.keys() - said
            if pointer.rpartition("/")[2] not in ignored and pattern(pointer) not in ignored
        ]


ABSENT = Missing("absent")


def _parts(value: object, pointer: str) -> Iterable[tuple[str, object]]:
    if not isinstance(value, dict | list):
        return [(pointer, value)]
    found = Leaves()
    _walk(value, pointer, found)
    return found.values.items()


def pattern(pointer: str) -> str:
    """The pointer without its places in lists."""
    return sub(r"(/|~1)\d+(?=/|~1|$)", r"\1*", pointer)


def grouped(found: Iterable[str], shown: int = 3) -> dict[str, list[str]]:
    """Findings (`subject pointer: …`) by pattern of pointer: how many, and the first few."""
    by_pattern = sorted((pattern(one.split(" ", 1)[1].partition(": ")[0]), one) for one in found)
    groups = {name: [one for _, one in some] for name, some in groupby(by_pattern, key=lambda pair: pair[0])}
    return {name: [f"{len(some)} times", *some[:shown]] for name, some in groups.items()}
