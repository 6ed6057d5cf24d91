"""Figures: values of measures with the releases they came from. The only way a number reaches a page.

A profile stores each figure as a small document (`Figure.to_document`); a reader gets it back bound to the edition's
releases. Templates cannot print the bare value (`{{ figure }}`, `{{ figure.value }}` and `{{ figure.text }}` raise
`UnnotedFigure`): only the figure tags can, and they note the sources as they print.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from citations.measures import MEASURES, Measure


class Missing(StrEnum):
    """Why there is no number. Told apart, and said in words; never drawn as zero."""

    NOT_COVERED = "not-covered"
    NOT_AVAILABLE = "not-available"
    NOT_RELEASED = "not-released"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not-applicable"

    @property
    def words(self) -> str:
        return {
            Missing.NOT_COVERED: "not covered by this release",
            Missing.NOT_AVAILABLE: "not available: the publisher gives no estimate",
            Missing.NOT_RELEASED: "not released by the publisher",
            Missing.SUPPRESSED: "suppressed by the publisher: too few answers to be reliable",
            Missing.NOT_APPLICABLE: "not applicable",
        }[self]


class UnnotedFigure(RuntimeError):
    """A figure was about to be printed past the figure tags, without its source. No kind of error that templates pass over."""


@dataclass(frozen=True, slots=True)
class ReleaseReference:
    """A release as figures cite it: dataset slug and version, and whether it is the built-in sample."""

    dataset: str
    short_title: str
    version: str
    publisher: str
    is_sample: bool = False

    def __str__(self) -> str:
        return f"{self.short_title} {self.version}{' (sample)' if self.is_sample else ''}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value of a measure for one subject.

    value     the number at full precision, or None with `missing` saying why
    text      as pages print it
    at_least  True where the publisher top-codes: the true value is `value` or more
    rank      one line on where it stands, or empty
    pointer   JSON pointer of the value in the API answer at `api`
    releases  every release the value came from
    """

    measure: Measure
    value: float | int | None
    text: str
    releases: tuple[ReleaseReference, ...]
    missing: Missing | None = None
    at_least: bool = False
    rank: str = ""
    pointer: str = ""
    api: str = ""

    def __str__(self) -> str:
        raise UnnotedFigure(f"Print figures with the figure tag, so that their sources are noted: {self.measure.key}")

    def __getitem__(self, name: str) -> object:
        # Templates look here before they look at attributes.
        if name in ("value", "text"):
            raise UnnotedFigure(f"Print figures with the figure tag, so that their sources are noted: {self.measure.key}")
        raise KeyError(name)

    @property
    def is_missing(self) -> bool:
        return self.value is None

    @property
    def note_id(self) -> str:
        """Identifier of the note about this figure, unique within a page."""
        suffix = self.pointer.strip("/").replace("/", "-").replace("_", "-")
        return f"note-{self.measure.key}{'-' + suffix if suffix else ''}"


def figure_document(
    measure: Measure,
    value: float | int | None,
    *,
    missing: Missing | None = None,
    at_least: bool = False,
    rank: str = "",
    pointer: str = "",
    datasets: tuple[str, ...] = (),
) -> dict:
    """A figure as profiles store it: m(easure), v(alue), t(ext) and, where they say something, why missing, rank, …

    `datasets` only where they differ from the measure's own (a value carried over a crosswalk, say).
    """
    document: dict = {"m": measure.key, "v": value}
    if value is not None and missing is None:
        document["t"] = f"{measure.text(value)} or more" if at_least else measure.text(value)
    elif value is None and missing is not None:
        document["x"] = missing.value
    else:
        raise ValueError(f"A figure of {measure.key} has a value or a reason why it is missing, exactly one of them.")
    if at_least:
        document["a"] = True
    if rank:
        document["r"] = rank
    if pointer:
        document["p"] = pointer
    if datasets:
        document["d"] = list(datasets)
    return document


def figure_from_document(document: Mapping, releases: Mapping[str, ReleaseReference], api: str = "") -> Figure:
    """The figure bound to an edition's releases (by dataset slug). Datasets the edition lacks are an error: a compiled
    figure cannot come from a release that is not in its edition."""
    measure = MEASURES[document["m"]]
    slugs = tuple(document.get("d", measure.datasets))
    absent = [slug for slug in slugs if slug not in releases]
    if absent and document["v"] is not None:
        raise LookupError(f"A figure of {measure.key} comes from {', '.join(absent)}, which this edition does not hold.")
    missing = Missing(document["x"]) if "x" in document else None
    return Figure(
        measure=measure,
        value=document["v"],
        text=document.get("t", missing.words if missing else ""),
        releases=tuple(releases[slug] for slug in slugs if slug in releases),
        missing=missing,
        at_least=document.get("a", False),
        rank=document.get("r", ""),
        pointer=document.get("p", ""),
        api=api,
    )
