"""Figures and words of a subject's document that editors can put into sentences."""

from typing import Any

from citations.figures import Figure
from occupations.page_kinds.around.lists import at
from singulariki.editorial.registry import FigureToken


def figure_token(key: str, label: str, *names: str) -> FigureToken:
    """The figure at this path of the document; the sentence is left out where it is missing."""
    read = at(*names)
    return FigureToken(key, label, lambda profile: read(profile.parts))  # type: ignore[attr-defined]


def text_token(key: str, label: str, *names: str, datasets: tuple[str, ...]) -> FigureToken:
    """The words at this path of the document, which come from these datasets."""
    read = at(*names)

    def resolve(profile: Any) -> Figure | str | None:
        found = read(profile.parts)
        return None if found in (None, "") else found if isinstance(found, str) else str(found)

    return FigureToken(key, label, resolve, "Words", datasets=datasets)
