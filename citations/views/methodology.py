from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from citations.datasets import DATASETS
from citations.methodology import Methodology, methodology_of, methodology_of_code
from citations.models import Edition
from citations.published import live_published_edition, published_edition


@require_safe
@conditional_page
def methodology(request: HttpRequest, name: str = "") -> HttpResponse:
    """/methodology: every measure and every recipe that the live edition was made by; below /editions/<name>, that edition."""
    edition = published_edition(name) if name else live_published_edition()
    if name and edition is None:
        raise Http404(f"No published edition is called {name!r}.")
    declared = methodology_of(edition) if edition else methodology_of_code()
    return render(request, "citations/methodology.html", _context(declared, edition if name else None))


def _context(declared: Methodology, named: Edition | None) -> dict:
    recipes = sorted(declared.recipes.values(), key=lambda recipe: recipe.title.casefold())
    measures = sorted(declared.measures.values(), key=lambda measure: measure.label.casefold())
    return {
        "named": named,
        "measures": [(measure, declared.recipe(measure), _datasets(measure.datasets)) for measure in measures],
        "recipes": [(recipe, _datasets(recipe.datasets)) for recipe in recipes],
        "canonical": f"{settings.PUBLIC_SITE_URL}{f'/editions/{named.name}' if named else ''}/methodology",
    }


def _datasets(slugs: tuple[str, ...]) -> list[tuple[str, str]]:
    """(slug, short title) of each dataset."""
    return [(slug, DATASETS[slug].short_title if slug in DATASETS else slug) for slug in slugs]
