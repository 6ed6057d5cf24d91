from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from citations.published import live_published_edition, published_edition, published_editions
from citations.selectors import set_aside_in


@require_safe
@conditional_page
def edition_list(request: HttpRequest) -> HttpResponse:
    """/editions/: every edition that was ever live, newest first."""
    context = {
        "editions": published_editions(),
        "live": live_published_edition(),
        "canonical": f"{settings.PUBLIC_SITE_URL}/editions/",
    }
    return render(request, "citations/edition_list.html", context)


@require_safe
@conditional_page
def edition_detail(request: HttpRequest, name: str) -> HttpResponse:
    """/editions/<name>/: the releases an edition is made of, when it was live, and its pages as they were."""
    edition = published_edition(name)
    if edition is None:
        raise Http404(f"No published edition is called {name!r}.")
    context = {
        "shown": edition,
        "live": live_published_edition(),
        "aside": set_aside_in(edition),
        "members": edition.members.select_related("dataset", "release"),
        "activations": edition.activations.order_by("pk"),
        "canonical": f"{settings.PUBLIC_SITE_URL}/editions/{name}/",
    }
    return render(request, "citations/edition_detail.html", context)
