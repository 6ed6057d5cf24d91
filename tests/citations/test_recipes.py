"""Recipes are registered with all that the methodology page prints about them."""

import re

import pytest

from citations.datasets import DATASETS
from citations.measures import MEASURES
from citations.recipes import RECIPES, recipe

DECLARATION = {
    "key": "test-double",
    "title": "Double",
    "version": 1,
    "formula": "2x",
    "unit": "times",
    "range": "any",
    "datasets": ("onet",),
    "does_not_mean": "A forecast.",
}


@pytest.fixture
def recipes(monkeypatch):
    """A registry of the test's own."""
    registry = {}
    monkeypatch.setattr("citations.recipes.RECIPES", registry)
    return registry


def test_a_recipe_is_still_the_function_it_was(recipes):
    @recipe(**DECLARATION)
    def double(value: float) -> float:
        """Twice the value."""
        return 2 * value

    assert double(2) == 4
    assert recipes["test-double"].explanation == "Twice the value."
    assert double.__name__ == "double"


def test_a_recipe_without_an_explanation_is_refused(recipes):
    with pytest.raises(ValueError, match="no docstring"):
        recipe(**DECLARATION)(lambda value: value)
    assert not recipes


def test_a_key_is_used_once(recipes):
    def first(value):
        """One."""

    recipe(**DECLARATION)(first)
    with pytest.raises(ValueError, match="twice"):
        recipe(**DECLARATION)(first)


def test_every_registered_recipe_says_what_it_must():
    for key, registered in RECIPES.items():
        assert registered.key == key
        assert registered.version >= 1
        for words in ("title", "formula", "unit", "range", "does_not_mean", "explanation"):
            assert getattr(registered, words), f"{key} has no {words}"
        assert registered.datasets, key


# What words for readers never hold, and what it gives away.
OF_CODE = {
    r"`": "a name of code",
    r"\b[a-z]+_[a-z_]+\b": "a name of code",
    r"\bNone\b|\bTrue\b|\bFalse\b": "a value of code",
    r"\b[Rr]eturn(s|ed)?\b|\b[Yy]ields?\b|\b[Rr]aises?\b": "what a function does",
    r"\bdicts?\b|\btuples?\b|\bfloats?\b|\bints?\b|\bstr\b|\bbool\b": "a type of code",
    r"=\w": "an argument",
    r"\bgiven as\b|\bpairs whose\b|^\(\w+, |\bas keys?\b": "how arguments are passed",
}


def _printed() -> list[tuple[str, str]]:
    """All that the methodology and the pages of datasets print of declarations: where it stands, and the words."""
    of_recipes = ("title", "explanation", "formula", "unit", "range", "does_not_mean")
    of_measures = ("label", "unit", "means", "does_not_mean", "direction")
    of_datasets = ("title", "short_title", "publisher", "licence", "measures", "does_not_measure")
    sources = ((RECIPES.values(), of_recipes, "key"), (MEASURES, of_measures, "key"), (DATASETS.values(), of_datasets, "slug"))
    return [
        (f"{getattr(each, name)}: {field}", getattr(each, field))
        for declared, fields, name in sources
        for each in declared
        for field in fields
    ]


def test_what_readers_are_told_is_no_docstring():
    printed = _printed()
    assert len(printed) > 500
    found = [
        f"{where}: {match.group()!r} is {what}"
        for where, words in printed
        for pattern, what in OF_CODE.items()
        if (match := re.search(pattern, words))
    ]
    assert found == []


@pytest.mark.parametrize(
    "words",
    [
        "`by_study` gives percentiles by study.",
        "None where there is none.",
        "Shares, given as (share, weight).",
        "Not passed on (redistributable=False).",
        "Returns the mean.",
        "A list of own_codes.",
        "(element, value) pairs whose value is above a bound.",
    ],
)
def test_the_patterns_find_what_was_once_printed(words):
    assert any(re.search(pattern, words) for pattern in OF_CODE)
