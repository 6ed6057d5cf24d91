"""What the admin refuses to do with pages, each with a sentence.

Those whose public page is drawn from the edition are not deleted or copied, nor very many unpublished at once: readers would see
no difference, and editors would lose the place of their local notes. The first page of a site is not deleted, and no page is
moved to a fixed address."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page, Site, get_page_models

from singulariki.editorial.fixed_addresses import is_written, refuse_move

# Wagtail takes some twenty queries to unpublish a page.
MOST_UNPUBLISHED = 100
KEPT = "it is drawn from the edition and keeps the place of its local notes. Local notes can be unpublished."


def from_edition(page: Page) -> bool:
    return not is_written(page)


def edition_pages_among(page: Page) -> int:
    """How many pages drawn from the edition there are at and below a page."""
    models = [model for model in get_page_models() if getattr(model, "address_from_edition", False)]
    return page.get_descendants(inclusive=True).type(*models).count()


def _back(request: HttpRequest, page: Page, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect(reverse("wagtailadmin_explore", args=[page.get_parent().pk]))


def _why_kept(page: Page) -> str | None:
    """Why a page cannot be deleted, or nothing where it can."""
    title = page.specific_deferred.get_admin_display_title()
    if from_edition(page):
        return f"“{title}” cannot be deleted: {KEPT}"
    if Site.objects.filter(root_page__path__startswith=page.path).exists():
        return f"“{title}” cannot be deleted: it is, or lies above, the first page of a site, which would be gone with it."
    if below := edition_pages_among(page):
        return f"“{title}” cannot be deleted: {below:,} pages drawn from the edition lie below it."
    return None


def _why_not_all(page: Page) -> str:
    title = page.specific_deferred.get_admin_display_title()
    below = edition_pages_among(page) - from_edition(page)
    return (
        f"The pages below “{title}” cannot be unpublished with it: {below:,} of them are drawn from the edition, and readers "
        "would keep seeing those. Unpublish the local notes of single pages."
    )


@hooks.register("before_delete_page")
def keep(request: HttpRequest, page: Page) -> HttpResponse | None:
    why = _why_kept(page)
    return _back(request, page, why) if why else None


@hooks.register("before_move_page")
def move_elsewhere(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    try:
        refuse_move(page, destination)
    except ValidationError as refusal:
        return _back(request, page, refusal.messages[0])
    return None


@hooks.register("before_copy_page")
def keep_one_of_each(request: HttpRequest, page: Page) -> HttpResponse | None:
    if not from_edition(page):
        return None
    title = page.specific_deferred.get_admin_display_title()
    return _back(request, page, f"“{title}” cannot be copied: it is drawn from the edition, which has one page of each.")


def _why_shown(page: Page) -> str | None:
    """Why a page cannot be unpublished, or nothing where it can."""
    if not Site.objects.filter(root_page=page.pk).exists():
        return None
    title = page.specific_deferred.get_admin_display_title()
    return f"“{title}” cannot be unpublished: it is the first page of a site, and readers would find nothing at its address."


@hooks.register("before_unpublish_page")
def unpublish_alone(request: HttpRequest, page: Page) -> HttpResponse | None:
    if why := _why_shown(page):
        return _back(request, page, why)
    below = edition_pages_among(page) - from_edition(page)
    return _back(request, page, _why_not_all(page)) if request.POST.get("include_descendants") and below else None


@hooks.register("before_bulk_action")
def keep_many(request: HttpRequest, action: str, objects: Iterable[Any], view: Any) -> HttpResponse | None:
    pages = [thing for thing in objects if isinstance(thing, Page)]
    if action == "delete":
        for page in pages:
            if why := _why_kept(page):
                return _back(request, page, f"Nothing was deleted. {why}")
    if action == "move":
        for page in pages:
            if moved := move_elsewhere(request, page, view.cleaned_form.cleaned_data["chooser"]):
                return moved
    if action == "unpublish":
        for page in pages:
            if why := _why_shown(page):
                return _back(request, page, f"Nothing was unpublished. {why}")
        if view.cleaned_form.cleaned_data.get("include_descendants"):
            for page in pages:
                if edition_pages_among(page) > from_edition(page):
                    return _back(request, page, f"Nothing was unpublished. {_why_not_all(page)}")
        if len(pages) > MOST_UNPUBLISHED and any(map(from_edition, pages)):
            return _back(
                request,
                pages[0],
                f"Nothing was unpublished. At most {MOST_UNPUBLISHED} pages drawn from the edition can be unpublished at once; "
                f"{len(pages):,} were chosen.",
            )
    return None
