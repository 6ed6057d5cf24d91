"""What explains an edition: the measures and recipes that it was made by, stored with it when it is compiled.

Pages of an old edition are explained by its own methodology, whatever code says today. Editions from before this was stored are
explained by today's, which retires measures and never deletes them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TypeVar

import msgspec

from citations.datasets import short_title
from citations.measures import MEASURES, Measure
from citations.models import Edition, EditionMethodology
from citations.recipes import RECIPES, Recipe

T = TypeVar("T", Measure, Recipe)


@dataclass(frozen=True)
class Methodology:
    """Measures and recipes by key."""

    measures: Mapping[str, Measure]
    recipes: Mapping[str, Recipe]

    def measure(self, key: str) -> Measure:
        """The measure of this key; where nothing describes it any more, one that says so. A page of an old edition is never lost
        for it."""
        return self.measures.get(key) or MEASURES.by_key.get(key) or _forgotten(key)

    def recipe(self, measure: Measure) -> Recipe | None:
        """How values of the measure are derived; None where they are the publisher's own."""
        return self.recipes.get(measure.recipe)

    def themes(self) -> dict[str, list[Measure]]:
        """Measures by the heading that they stand under, headings and labels by alphabet. One without a theme stands under the
        title of its first dataset."""
        found: dict[str, list[Measure]] = {}
        for measure in sorted(self.measures.values(), key=lambda measure: measure.label.casefold()):
            found.setdefault(measure.theme or short_title(measure.datasets[0]), []).append(measure)
        return dict(sorted(found.items(), key=lambda pair: pair[0].casefold()))

    def derived_by(self) -> list[tuple[Recipe, list[Measure]]]:
        """Recipes by title, each with the measures whose values it derives."""
        measures = sorted(self.measures.values(), key=lambda measure: measure.label.casefold())
        recipes = sorted(self.recipes.values(), key=lambda recipe: recipe.title.casefold())
        return [(recipe, [measure for measure in measures if measure.recipe == recipe.key]) for recipe in recipes]


def methodology_of_code() -> Methodology:
    """As code declares it today: what the next edition is compiled by."""
    return Methodology({measure.key: measure for measure in MEASURES if not measure.is_retired}, RECIPES)


def record_methodology(edition: Edition) -> None:
    """Store with an edition what it is being compiled by."""
    declared = methodology_of_code()
    EditionMethodology.objects.update_or_create(
        edition=edition,
        defaults={"measures": _json(declared.measures.values()), "recipes": _json(declared.recipes.values())},
    )


def methodology_of(edition: Edition) -> Methodology:
    """What the edition was made by. One query, none where this process has read it before: a compiled edition never changes."""
    if edition.state != Edition.State.READY:
        return methodology_of_code()
    return _stored(edition.pk, edition.content_digest, edition.compiled_at)


@lru_cache(maxsize=8)
def _stored(pk: int, digest: str, compiled_at: object) -> Methodology:
    row = EditionMethodology.objects.filter(edition_id=pk).values_list("measures", "recipes").first()
    if row is None:
        return methodology_of_code()
    return Methodology(_by_key(Measure, row[0]), _by_key(Recipe, row[1]))


def _json(declared: Iterable[Measure | Recipe]) -> str:
    rows = [{field.name: getattr(each, field.name) for field in fields(each) if field.name != "function"} for each in declared]
    return msgspec.json.encode(rows).decode()


def _by_key(kind: type[T], text: str) -> dict[str, T]:
    """Stored measures or recipes, without what code of their time knew and today's does not."""
    known = {field.name for field in fields(kind)}
    rows = [{name: value for name, value in row.items() if name in known} for row in msgspec.json.decode(text)]
    return {row["key"]: kind(**{**row, "datasets": tuple(row["datasets"])}) for row in rows}


def _forgotten(key: str) -> Measure:
    return Measure(
        key=key,
        label=key.replace("-", " ").capitalize(),
        unit="",
        decimals=2,
        datasets=(),
        means="The description of this measure was not kept with the edition.",
        does_not_mean="See the methodology of an edition that describes it.",
    )
