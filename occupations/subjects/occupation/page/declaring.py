"""How sections of an occupation are declared: each has a template of its own name."""

from collections.abc import Callable, Mapping
from typing import Any

from occupations.subjects.occupation.document import OccupationSubject
from singulariki.editorial.registry import Section

Context = Callable[[OccupationSubject], Mapping | None]
# Drawn without a word: another section of the page says what is not covered.
NOTHING: Mapping = {"is_left_out": True}


def section(key: str, label: str, context: Context, template: str = "", **more: Any) -> Section:
    """A section whose template is named after it unless given."""
    path = template or f"occupations/sections/{key.replace('-', '_')}.html"
    return Section(key, label, path, context, **more)  # type: ignore[arg-type]


def having(name: str) -> Context:
    """The part of the document that the section draws, by its name; None where the occupation lacks it."""

    def context(subject: OccupationSubject) -> Mapping | None:
        part = getattr(subject.document, name)
        return {name: part} if part else None

    return context


def rows_of(name: str, shown: int, *, unrated: Mapping | None = None) -> Context:
    """A list of the document cut in two: what is shown, and the rest on request. `unrated` is the answer for occupations that
    O*NET does not rate, in place of saying once more that there is nothing."""

    def context(subject: OccupationSubject) -> Mapping | None:
        rows = getattr(subject.document, name)
        if not rows:
            return None if subject.document.is_rated else unrated
        # One or two more are not worth a fold.
        cut = shown if len(rows) > shown + 2 else len(rows)
        return {"shown": rows[:cut], "rest": rows[cut:], "all": rows}

    return context
