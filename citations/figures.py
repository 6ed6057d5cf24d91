"""Figures: values of measures with the releases they came from. The only way a number reaches a page.

Figures are a type of field: compilers put them into documents (see `citations.documents`), which store each as a small object; a
reader gets it back with the edition's measure and releases, and with its place in the document. Templates cannot print the bare
value (`{{ figure }}`, `{{ figure.value }}`, `{{ figure.text }}` raise `UnnotedFigure`): only the figure functions can, and they
note the sources as they print.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from math import isfinite
from typing import Any, NamedTuple

from citations.datasets import cited_version
from citations.measures import Measure


class Missing(StrEnum):
    """Why there is no number. Told apart, and said in words; never drawn as zero."""

    NOT_COVERED = "not-covered"
    NOT_AVAILABLE = "not-available"
    NOT_RELEASED = "not-released"
    SUPPRESSED = "suppressed"
    BELOW_HALF_PERCENT = "below-half-percent"
    NOT_APPLICABLE = "not-applicable"
    NO_ANNUAL_WAGE = "no-annual-wage"
    NO_HOURLY_WAGE = "no-hourly-wage"
    NOT_RANKED = "not-ranked"

    @property
    def words(self) -> str:
        return {
            Missing.NOT_COVERED: "not covered by this release",
            Missing.NOT_AVAILABLE: "not available: the publisher gives no estimate",
            Missing.NOT_RELEASED: "not released by the publisher",
            Missing.SUPPRESSED: "left out: the publisher advises against relying on its value",
            Missing.BELOW_HALF_PERCENT: "below half a percent: the publisher says no more",
            Missing.NOT_APPLICABLE: "not applicable",
            Missing.NO_ANNUAL_WAGE: "paid by the hour: no annual wage is published",
            Missing.NO_HOURLY_WAGE: "paid by the year: no hourly wage is published",
            Missing.NOT_RANKED: "not ranked: not all of the studies score it",
        }[self]


# Stands after a value that the publisher advises against relying on, wherever it is printed.
LOW_PRECISION = "(low precision)"


class UnnotedFigure(RuntimeError):
    """A figure was about to be printed past the figure functions, without its source. No error that templates pass over."""


@dataclass(frozen=True, slots=True)
class ReleaseReference:
    """A release as figures cite it: dataset slug and version, whether it is the built-in sample, and its issue."""

    dataset: str
    short_title: str
    version: str
    publisher: str
    is_sample: bool = False
    issue: int = 1

    @property
    def cited_version(self) -> str:
        return cited_version(self.version, self.issue, self.is_sample)

    def __str__(self) -> str:
        return f"{self.short_title} {self.cited_version}"


COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def in_words(count: int) -> str:
    """'six'; digits from eleven on."""
    return COUNTS[count] if count < len(COUNTS) else f"{count:,}"


class FigureGroup(NamedTuple):
    """The group that a figure was published for, where that is more than the subject it is printed for.

    code         of the group, in the publisher's classification
    title        as the publisher calls the group
    occupations  how many occupations of the edition share the figure, the subject included
    is_namesake  True where the subject bears the group's own title, and the others are more specific occupations within it
    """

    code: str
    title: str
    occupations: int
    is_namesake: bool = False

    def words(self, subject: str = "this") -> str:
        """Said in one breath with the figure: 'for Managers, All Other, of which this is one of six'. `subject` replaces 'this'
        where the words may be read away from the subject's page."""
        others = self.occupations - 1
        if not others:
            return f"for {self.title}"
        if self.is_namesake:
            return f"for all {self.title}, {in_words(others)} more specific occupation{'s' if others > 1 else ''} included"
        if subject != "this":
            # Titles are plural.
            return f"for {self.title}, a group of {in_words(self.occupations)} occupations, {subject} among them"
        return f"for {self.title}, of which this is one of {in_words(self.occupations)}"

    def as_subject(self, title: str) -> str:
        """Whom a sentence is about that is copied elsewhere: the group, and the occupation of this title as a part of it."""
        others = self.occupations - 1
        if not others:
            return self.title
        if self.is_namesake:
            return f"{self.title} ({in_words(others)} more specific occupation{'s' if others > 1 else ''} included)"
        return f"{self.title} (a group of {in_words(self.occupations)} occupations, {title} among them)"


class Figure:
    """A value of a measure for one subject. Never changes.

    measure   what it is a value of
    value     the number at full precision, or None with `missing` saying why
    text      as pages print it
    datasets  slugs of the datasets that the value comes from
    releases  the edition's release of each; known once a document is read
    at_least  True where the publisher top-codes: the true value is `value` or more
    rank      one line on where it stands, or empty
    group     whom it was published for, where that is more than the subject it is printed for
    error     its standard error in the measure's unit, where the publisher gives one
    low_precision  True where the publisher prints the value and advises against relying on it: few answers, or a wide error
    pointer   JSON pointer of the value in the API answer at `api`; both known once a document is read
    """

    __slots__ = (
        "api", "at_least", "datasets", "error", "group", "low_precision", "measure", "missing", "pointer", "rank", "releases",
        "text", "value",
    )  # fmt: skip
    measure: Measure
    value: float | int | None
    text: str
    datasets: tuple[str, ...]
    releases: tuple[ReleaseReference, ...]
    missing: Missing | None
    at_least: bool
    rank: str
    group: FigureGroup | None
    error: float | None
    low_precision: bool
    pointer: str
    api: str

    def __init__(
        self,
        measure: Measure,
        value: float | int | None,
        *,
        text: str = "",
        datasets: tuple[str, ...] = (),
        releases: tuple[ReleaseReference, ...] = (),
        missing: Missing | None = None,
        at_least: bool = False,
        rank: str = "",
        group: FigureGroup | None = None,
        error: float | None = None,
        low_precision: bool = False,
        pointer: str = "",
        api: str = "",
    ) -> None:
        put = object.__setattr__
        put(self, "measure", measure)
        put(self, "value", value)
        put(self, "text", text)
        put(self, "datasets", datasets or measure.datasets)
        put(self, "releases", releases)
        put(self, "missing", missing)
        put(self, "at_least", at_least)
        put(self, "rank", rank)
        put(self, "group", group)
        put(self, "error", error)
        put(self, "low_precision", low_precision)
        put(self, "pointer", pointer)
        put(self, "api", api)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"A figure never changes: {self.measure.key}. Make another with `figure`.")

    def __str__(self) -> str:
        raise self.unnoted

    def __repr__(self) -> str:
        return f"<Figure {self.measure.key} {self.value if self.value is not None else self.missing}>"

    def __getitem__(self, name: str) -> object:
        # Django's templates, which screens of staff are, look here before they look at attributes.
        if name in ("value", "text"):
            raise self.unnoted
        raise KeyError(name)

    @property
    def unnoted(self) -> UnnotedFigure:
        """What is raised where the number is about to be printed past the ledger."""
        return UnnotedFigure(f"Print figures with the figure function, so that their sources are noted: {self.measure.key}")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Figure) and all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    def __hash__(self) -> int:
        return hash((self.measure.key, self.value, self.pointer, self.api))

    @property
    def is_missing(self) -> bool:
        return self.value is None

    @property
    def error_text(self) -> str:
        """Its standard error as pages print it beside the value. Empty where the publisher gives none, or gives nought: that says
        that those asked agreed, or that less than its last digit is left, and not that the value is exact."""
        return self.measure.error_text(self.error) if self.error else ""

    @property
    def for_programs(self) -> str:
        """The value as pages give it to programs that read them, to seven significant digits where it is no whole number; the API
        and the note on the figure have it in full. Empty where it is missing."""
        if self.value is None:
            return ""
        return f"{self.value:.7g}" if isinstance(self.value, float) and abs(self.value) < 1e7 else str(self.value)

    @property
    def note_id(self) -> str:
        """Identifier of the note about this figure, unique within a page."""
        suffix = self.pointer.strip("/").replace("/", "-").replace("_", "-")
        return f"note--{suffix}" if suffix else f"note-{self.measure.key}"


@lru_cache(maxsize=200_000, typed=True)
def figure(
    measure: Measure,
    value: float | int | None,
    *,
    missing: Missing = Missing.NOT_COVERED,
    at_least: bool = False,
    rank: str = "",
    datasets: tuple[str, ...] = (),
    group: FigureGroup | None = None,
    error: float | None = None,
    low_precision: bool = False,
) -> Figure:
    """A figure as compilers put it into a document. Values repeat often; each is formatted once.

    `missing` says why there is no value, where there is none; what is said of a value is dropped then. `datasets` only where they
    differ from the measure's own (a value carried over a crosswalk, say). `group` where the publisher's figure is that of more
    than the subject.
    """
    if value is None:
        return Figure(measure, None, text=missing.words, missing=missing, datasets=datasets, group=group)
    if not isfinite(value):
        raise ValueError(f"A figure of {measure.key} is {value}. A figure is a finite number, or missing for a reason.")
    text = measure.text(value)
    return Figure(
        measure,
        value,
        text=f"{text} or more" if at_least else f"{text} {LOW_PRECISION}" if low_precision else text,
        at_least=at_least,
        rank=rank,
        datasets=datasets,
        group=group,
        error=error,
        low_precision=low_precision,
    )


def to_decimals(value: Figure, decimals: int) -> Figure:
    """The figure printed to so many decimals, for a table whose rows hold values and their differences: rounded to fewer, these
    contradict each other. A missing one is as it was."""
    if value.value is None:
        return value
    measure = replace(value.measure, decimals=decimals)
    kept = {name: getattr(value, name) for name in Figure.__slots__ if name not in ("measure", "value", "text")}
    return Figure(measure, value.value, text=measure.text(value.value), **kept)


def stored_figure(value: object) -> dict[str, Any]:
    """A figure as documents store it: m(easure), v(alue), t(ext) and, where they say something, why missing (x), at least (a),
    r(ank), d(atasets), g(roup), e(rror), low precision (l). TypeError for anything else."""
    if not isinstance(value, Figure):
        raise TypeError(f"Documents hold figures, numbers, words and records made of these, not {type(value).__name__}.")
    stored: dict[str, Any] = {"m": value.measure.key, "v": value.value}
    if value.missing is not None:
        stored["x"] = value.missing.value
    else:
        stored["t"] = value.text
    if value.at_least:
        stored["a"] = True
    if value.rank:
        stored["r"] = value.rank
    if value.datasets != value.measure.datasets:
        stored["d"] = value.datasets
    if value.group is not None:
        stored["g"] = list(value.group)
    if value.error is not None:
        stored["e"] = value.error
    if value.low_precision:
        stored["l"] = True
    return stored


def figure_reader(
    measures: Callable[[str], Measure], releases: Mapping[str, ReleaseReference]
) -> Callable[[Mapping[str, Any]], Figure]:
    """What reads stored figures of an edition: `measures` finds the edition's measure by key, `releases` are its own by dataset.

    A value from a dataset that the edition lacks is a LookupError: a compiled figure cannot come from a release that is not in
    its edition.
    """
    known: dict[tuple[str, ...], tuple[ReleaseReference, ...]] = {}

    def references(measure: Measure, slugs: tuple[str, ...], value: object) -> tuple[ReleaseReference, ...]:
        if slugs not in known:
            known[slugs] = tuple(releases[slug] for slug in slugs if slug in releases)
        if len(known[slugs]) < len(slugs) and value is not None:
            absent = ", ".join(slug for slug in slugs if slug not in releases)
            raise LookupError(f"A figure of {measure.key} comes from {absent}, which this edition does not hold.")
        return known[slugs]

    def read(stored: Mapping[str, Any]) -> Figure:
        measure = measures(stored["m"])
        value = stored["v"]
        slugs = tuple(stored["d"]) if "d" in stored else measure.datasets
        missing = Missing(stored["x"]) if "x" in stored else None
        return Figure(
            measure,
            value,
            text=stored.get("t") or (missing.words if missing else ""),
            datasets=slugs,
            releases=references(measure, slugs, value),
            missing=missing,
            at_least=stored.get("a", False),
            rank=stored.get("r", ""),
            group=FigureGroup(*stored["g"]) if "g" in stored else None,
            error=stored.get("e"),
            low_precision=stored.get("l", False),
        )

    return read


def place(value: Figure, api: str, pointer: str) -> None:
    """Tells a figure that was just read where it is found. For those who read documents."""
    object.__setattr__(value, "api", api)
    object.__setattr__(value, "pointer", pointer)
