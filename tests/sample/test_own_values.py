"""What a note calls the publisher's own value stands in the publisher's file; all else names the recipe that derives it."""

import pytest

from citations.measures import MEASURES
from citations.methodology import methodology_of_code
from citations.models import Edition, Profile
from citations.recipes import RECIPES
from tests.fixtures_sample import *  # noqa: F403
from tests.reading.documents import typed
from tests.reading.own_values import of_nobody


@pytest.mark.django_db
def test_every_figure_without_a_recipe_is_a_fact(module_sample_edition: Edition) -> None:
    profiles = Profile.objects.filter(edition=module_sample_edition).exclude(kind__in=("activity", "search"))
    documents = [typed(module_sample_edition, kind, key) for kind, key in profiles.values_list("kind", "key")]
    assert len(documents) > 100
    assert sorted(set(of_nobody(module_sample_edition, documents))) == []


def test_every_recipe_that_a_measure_names_is_known() -> None:
    assert {measure.recipe for measure in MEASURES if measure.recipe} <= RECIPES.keys()
    assert all(methodology_of_code().recipe(measure) for measure in MEASURES if measure.recipe)
