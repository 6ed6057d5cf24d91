"""The note on a figure says whose value it is: the publisher's own, a group's, one that came over a bridge, or a recipe's."""

from dataclasses import replace

import pytest
from django.utils.html import strip_tags

from citations.figures import Figure, FigureGroup, Missing, ReleaseReference
from citations.ledger import Ledger
from citations.methodology import Methodology
from citations.recipes import Recipe
from singulariki.editorial.home_features import notes_of
from tests.editorial.subjects import PEOPLE, SCORE, STUDY

BRIDGE = ReleaseReference("bridge", "Bridge", "2018", "The Bureau")
MANAGERS = FigureGroup("11-9199", "Managers, All Other", 6)
MEAN = Recipe("mean", "Mean score", 1, "sum ÷ count", "", "", ("study",), "", "The mean.")


def note(figure: Figure, *recipes: Recipe) -> str:
    ledger = Ledger({}, Methodology({}, {recipe.key: recipe for recipe in recipes}))
    ledger.note(figure)
    return " ".join(
        strip_tags(
            "".join(f"{note['title']} {note['value']} {note['facts']}" for note in notes_of(ledger)).replace("<", " <")
        ).split()
    )


def scored(value: float | None = 0.0723, **about: object) -> Figure:
    measure = about.pop("measure", SCORE)
    text = measure.text(value) if value is not None else ""  # type: ignore[attr-defined]
    return Figure(**{"measure": measure, "value": value, "text": text, "releases": (STUDY,), **about})  # type: ignore[arg-type]


def test_the_publishers_own_value_is_called_that() -> None:
    assert "Derived The publisher’s own value. Methodology" in note(scored())


def test_a_value_of_a_group_is_that_of_the_group() -> None:
    said = note(scored(group=MANAGERS))
    assert "The publisher’s value for Managers, All Other, of which this is one of six (11-9199)." in said
    assert "own value" not in said


def test_a_value_that_came_over_a_bridge_names_it() -> None:
    said = note(scored(releases=(STUDY, BRIDGE)))
    assert "carried over Bridge 2018" in said
    assert "own value" not in said


@pytest.mark.parametrize("group", [None, MANAGERS])
def test_a_derived_value_names_its_recipe_and_still_whom_it_is_for(group: FigureGroup | None) -> None:
    said = note(scored(measure=replace(SCORE, recipe="mean"), group=group), MEAN)
    assert "Derived Mean score : sum ÷ count" in said
    assert ("Published for Managers, All Other, of which this is one of six (11-9199)" in said) == bool(group)


def test_a_heading_claims_no_value_to_be_anybodys_own() -> None:
    assert "Derived The publisher’s values." in note(scored(None))


def test_the_full_value_stands_where_less_of_it_was_printed() -> None:
    assert "At full precision 0.0723" in note(scored())
    assert "At full precision" not in note(scored(0.25))
    assert "At full precision" not in note(Figure(PEOPLE, 1234, text="1,234 or more", releases=(), at_least=True))
    assert "At full precision" not in note(Figure(PEOPLE, None, text="none", releases=(), missing=Missing.SUPPRESSED))


def test_a_standard_error_is_a_plain_give_or_take() -> None:
    assert "Give or take 0.02 (one standard error)" in note(scored(error=0.0173))
    assert "Give or take" not in note(scored())
