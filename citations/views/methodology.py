from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from citations.datasets import DATASETS
from citations.measures import MEASURES
from citations.recipes import RECIPES


@require_safe
@conditional_page
def methodology(request: HttpRequest) -> HttpResponse:
    """/methodology: every measure and every recipe, as code declares them."""
    recipes = sorted(RECIPES.values(), key=lambda recipe: recipe.title.casefold())
    measures = sorted(MEASURES, key=lambda measure: measure.label.casefold())
    context = {
        "measures": [(measure, RECIPES.get(measure.recipe), _datasets(measure.datasets)) for measure in measures],
        "recipes": [(recipe, _datasets(recipe.datasets)) for recipe in recipes],
        "canonical": f"{settings.PUBLIC_SITE_URL}/methodology",
    }
    return render(request, "citations/methodology.html", context)


def _datasets(slugs: tuple[str, ...]) -> list[tuple[str, str]]:
    """(slug, short title) of each dataset."""
    return [(slug, DATASETS[slug].short_title if slug in DATASETS else slug) for slug in slugs]
