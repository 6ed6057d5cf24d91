"""What explains an edition: measures by theme, and recipes with what they derive."""

import json

import pytest
from django.test import Client

from citations.measures import MEASURES, Measure
from citations.methodology import Methodology, _by_key, methodology_of_code
from citations.recipes import RECIPES, Recipe


def measure(key: str, theme: str = "", label: str = "") -> Measure:
    return Measure(
        key=key,
        label=label or key,
        unit="people",
        decimals=0,
        datasets=("bls-oews", "onet"),
        means="So many.",
        does_not_mean="More.",
        theme=theme,
        recipe="doubled" if theme else "",
    )


def test_every_measure_of_today_says_which_theme_it_belongs_to() -> None:
    assert [each.key for each in MEASURES if not each.is_retired and not each.theme] == []


def test_measures_stand_by_theme_and_label() -> None:
    measures = {one.key: one for one in (measure("b", "Pay", "Wage"), measure("a", "Pay", "employed"), measure("c", "Counts"))}
    themes = Methodology(measures, {}).themes()
    assert [(theme, [one.key for one in found]) for theme, found in themes.items()] == [("Counts", ["c"]), ("Pay", ["a", "b"])]


def test_one_of_before_there_were_themes_stands_under_its_dataset() -> None:
    row = {"key": "old", "label": "Old", "unit": "", "decimals": 0, "datasets": ["bls-oews"], "means": "", "does_not_mean": ""}
    stored = json.dumps([row])
    methodology = Methodology(_by_key(Measure, stored), {})
    (theme,) = methodology.themes()
    assert theme not in ("", "bls-oews")
    assert "OEWS" in theme


def test_a_recipe_names_what_it_derives() -> None:
    recipe = Recipe("doubled", "Doubled", 1, "2x", "", "", (), "", "Twice\nas much.\n\nNo more.")
    methodology = Methodology({"a": measure("a", "Pay"), "b": measure("b")}, {"doubled": recipe})
    assert [(one.key, [each.key for each in derived]) for one, derived in methodology.derived_by()] == [("doubled", ["a"])]
    # Lines of code are not lines of a page.
    assert recipe.paragraphs == ["Twice as much.", "No more."]


def test_every_recipe_that_a_measure_names_is_there() -> None:
    declared = methodology_of_code()
    assert {each.recipe for each in declared.measures.values() if each.recipe} <= RECIPES.keys()


@pytest.mark.django_db
def test_before_anything_is_published_code_is_explained(client: Client) -> None:
    page = client.get("/methodology").content.decode()
    assert all(f'id="{key}"' in page for key in methodology_of_code().measures)
    assert all(f'id="recipe-{key}"' in page for key in RECIPES)
    assert client.get("/methodology?occupation=actors").headers["Location"] == "/methodology"
