"""A small made-up page kind, for tests of drawing that need no database."""

from dataclasses import dataclass, field

from citations.figures import Figure, Missing, ReleaseReference
from citations.ledger import Ledger
from citations.measures import Measure
from singulariki.editorial.narrative import Narrator
from singulariki.editorial.registry import FigureToken, PageKind, Section, tokens_of

STUDY = ReleaseReference("study", "Study", "2025", "The Institute")
ATLAS = ReleaseReference("atlas", "Atlas", "3.1", "The Survey")
RELEASES = {"study": STUDY, "atlas": ATLAS}

SCORE = Measure("score", "Score", "on a scale from 0 to 1", 2, ("study",), "What it measures.", "What it does not mean.")
PEOPLE = Measure("people", "People", "people", 0, ("atlas",), "How many.", "Not how many tomorrow.")


def figure(measure: Measure, value: float | None) -> Figure:
    releases = tuple(RELEASES[slug] for slug in measure.datasets)
    if value is None:
        return Figure(measure, None, text=Missing.SUPPRESSED.words, releases=releases, missing=Missing.SUPPRESSED)
    return Figure(measure, value, text=measure.text(value), releases=releases, api="/api/v1/things/1/", pointer=f"/{measure.key}")


@dataclass
class Thing:
    """The profile of a subject."""

    title: str = "Tuners & Menders"
    path: str = "/things/1"
    prefix: str = ""
    score: float | None = 0.348
    people: float | None = 1234
    band: str | None = "Minimal"
    rows: list[str] = field(default_factory=lambda: ["a", "b"])


def thing_kind() -> PageKind:
    kind = PageKind(
        key="thing",
        label="Things",
        profile=lambda edition, key: Thing(),
        subjects=lambda edition: [("1", "Tuners & Menders")],
        sample_subject="1",
        default_layout=list,
    )
    kind.add_token(FigureToken("score", "Score", lambda thing: figure(SCORE, thing.score)))
    kind.add_token(FigureToken("people", "People", lambda thing: figure(PEOPLE, thing.people)))
    kind.add_token(FigureToken("band", "Band", lambda thing: thing.band, datasets=("study",)))
    section = "specimen/section.html"
    kind.add_section(
        Section(
            "rows",
            "Its rows",
            section,
            lambda thing: {"rows": thing.rows} if thing.rows else None,
            wording={"shown": "Rows of {title}.", "not_asked_for": "There are {people} people."},
            needs="rows",
        )
    )
    kind.add_section(Section("sources", "Sources", "specimen/sources.html", lambda thing: {}, late=True))
    return kind


def narrator(thing: Thing | None = None, ledger: Ledger | None = None) -> Narrator:
    return Narrator(tokens_of(thing_kind()), thing or Thing(), ledger or Ledger(RELEASES))
