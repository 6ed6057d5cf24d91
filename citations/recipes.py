"""Recipes: pure functions from facts to derived figures, registered so that /methodology lists every one.

A recipe's docstring is its public explanation. Its version is part of an edition's fingerprint: raise it whenever the
numbers it yields can change.
"""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import getdoc
from typing import TypeVar

F = TypeVar("F", bound=Callable)


@dataclass(frozen=True)
class Recipe:
    """What is published about a derived figure. `formula` in plain notation, `range` in words. `function` only where code has it:
    editions keep the rest."""

    key: str
    title: str
    version: int
    formula: str
    unit: str
    range: str
    datasets: tuple[str, ...]
    does_not_mean: str
    explanation: str
    function: Callable | None = None

    @property
    def paragraphs(self) -> list[str]:
        """The explanation as pages print it: a docstring's lines end where code is full, not where a reader pauses."""
        return [" ".join(paragraph.split()) for paragraph in self.explanation.split("\n\n")]


RECIPES: dict[str, Recipe] = {}


def recipe(
    *,
    key: str,
    title: str,
    version: int,
    formula: str,
    unit: str,
    range: str,
    datasets: tuple[str, ...],
    does_not_mean: str,
) -> Callable[[F], F]:
    """Register a pure function as a recipe. The function must have a docstring; its key must be new."""

    def register(function: F) -> F:
        explanation = getdoc(function)
        if not explanation:
            raise ValueError(f"Recipe {key!r} has no docstring; it is what the methodology page prints.")
        if key in RECIPES:
            raise ValueError(f"Recipe {key!r} is declared twice.")
        RECIPES[key] = Recipe(key, title, version, formula, unit, range, datasets, does_not_mean, explanation, function)
        return function

    return register
