"""Recipes are registered with all that the methodology page prints about them."""

import pytest

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
