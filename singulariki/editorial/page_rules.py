"""What the admin refuses to do with pages, each with a sentence.

A page that editors write never gets an address that the site answers itself: it would not be reached, or would be in the way.
Those whose public page is drawn from the edition are not deleted, copied or moved, nor very many unpublished at once: readers
would see no difference, and editors would lose the place of their local notes. The first page of a site is not deleted, and no
page is moved to a fixed address."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern, RoutePattern
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page, Site, get_page_models
from wagtail.signals import pre_page_move

from citations.selectors import live_edition

ANSWERED_BY_PAGES = "wagtail_serve"
# The depth of pages that can be a site's home: children of the root of all pages.
HOME_DEPTH = 2
PAGE_SLUG_IS_AVAILABLE = Page._slug_is_available


def is_fixed(slug: str) -> bool:
    """Whether an address of the site's own is, or begins with, this slug, in any case of letters."""
    slug = slug.lower()
    words, patterns = _first_segments()
    addresses = (slug, f"{slug}/", f"{slug}/x", f"{slug}/x/")
    return slug in words or any(pattern.match(address) for pattern in patterns for address in addresses)


@cache
def _first_segments() -> tuple[frozenset[str], tuple[re.Pattern, ...]]:
    """How the site's own addresses begin, from its URL configuration: literal segments, and patterns of whole addresses."""
    words = {address.strip("/").split("/")[0].lower() for address in (settings.STATIC_URL, settings.MEDIA_URL)}
    patterns = []
    for pattern in _first_patterns(get_resolver()):
        if isinstance(pattern, RoutePattern):
            words.add(str(pattern).split("/")[0].lower())
        elif isinstance(pattern, RegexPattern):
            patterns.append(pattern.regex)
    return frozenset(words), tuple(patterns)


def _first_patterns(resolver: URLResolver) -> Iterator[Any]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver) and not str(entry.pattern):
            yield from _first_patterns(entry)
        elif not isinstance(entry, URLPattern) or entry.name != ANSWERED_BY_PAGES:
            yield entry.pattern


def holds_fixed_addresses(parent: Page) -> bool:
    """Whether the children of this page have addresses at the top of a site, or would where it was made a site's root."""
    return parent.depth <= HOME_DEPTH or parent.is_site_root()


def from_edition(page: Page) -> bool:
    """Whether readers see at the page's address what is drawn from the edition. The address, which may be a fixed one, comes from
    there too; editors wrote all other pages."""
    return getattr(page.specific_class, "address_from_edition", False)


def refuse_fixed_slug(slug: str, parent: Page | None) -> None:
    """ValidationError where a page of this slug below `parent` would have an address that the site answers itself."""
    if parent is not None and is_fixed(slug) and holds_fixed_addresses(parent):
        raise ValidationError(
            f"“{slug}” is the beginning of an address that this site answers itself (/{slug.lower()}), so readers would not find "
            "a page there. Choose another slug.",
            code="fixed_address",
        )


def slug_is_available(slug: str, parent_page: Page | None, page: Page | None = None) -> bool:
    """Wagtail's question, answered with fixed addresses in mind, but for pages on the move: the answer no would make Wagtail say
    that another page has the slug. Those are refused by `refuse_move`, with the reason."""
    if is_fixed(slug) and parent_page is not None and holds_fixed_addresses(parent_page):
        moves = page is not None and page.pk is not None and page.get_parent() != parent_page
        if not moves and (page is None or not from_edition(page)):
            return False
    return PAGE_SLUG_IS_AVAILABLE(slug, parent_page, page)


def refuse_move(page: Page, destination: Page) -> None:
    """ValidationError where a page would move to an address that the site answers itself."""
    if not from_edition(page):
        refuse_fixed_slug(page.slug, destination)


def _before_move(sender: type[Page], instance: Page, parent_page_after: Page, **kwargs: Any) -> None:
    refuse_move(instance, parent_page_after)


def connect() -> None:
    """Have Wagtail ask us. It asks this one question wherever a page gets its slug or place: in forms, on copying, on moving one
    page or many, when a page is saved, and for the slugs that it makes up. It offers no other way to answer all of them."""
    Page._slug_is_available = staticmethod(slug_is_available)
    pre_page_move.connect(_before_move, dispatch_uid="editorial.fixed_addresses")


# Wagtail takes some twenty queries to unpublish a page.
MOST_UNPUBLISHED = 100
KEPT = "it is drawn from the edition and keeps the place of its local notes. Local notes can be unpublished."
KEPT_FOR_LATER = (
    "the live edition, {}, does not have it, and the page keeps its local notes for an edition that has it again. Readers see "
    "none of them now."
)
TAKEN_OFF = "Readers keep seeing the page; its local notes are taken off."
AND_MORE = " Sections that it hides show again, and its title and description for search engines are those of the edition."


def edition_pages_among(page: Page) -> int:
    """How many pages drawn from the edition there are at and below a page."""
    models = [model for model in get_page_models() if getattr(model, "address_from_edition", False)]
    return page.get_descendants(inclusive=True).type(*models).count()


def send_back(request: HttpRequest, page: Page, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect(reverse("wagtailadmin_explore", args=[page.get_parent().pk]))


def edition_without(page: Page) -> str:
    """Name of the live edition where the page is that of a subject which that has not; otherwise empty."""
    specific: Any = page.specific_deferred
    edition = live_edition() if getattr(specific, "code", "") and from_edition(page) else None
    if edition is None or edition.profiles.filter(kind=specific.page_kind_key, key=specific.code).exists():
        return ""
    return edition.name


def unpublishing(page: Page) -> str:
    """What readers see once a page that is drawn from the edition is unpublished; empty for other pages."""
    if not from_edition(page):
        return ""
    if name := edition_without(page):
        return f"Readers see no difference now: the live edition, {name}, does not have it. Its local notes stay here as a draft."
    return f"{TAKEN_OFF}{AND_MORE}" if hasattr(page.specific_deferred, "code") else TAKEN_OFF


def unpublishing_many(items: Iterable[dict]) -> list[str]:
    """The same for pages of a bulk action: each sentence once, with how many of them it is said of."""
    counts = Counter(sentence for item in items if (sentence := unpublishing(item["item"])))
    return [f"{count:,} drawn from the edition: {sentence}" for sentence, count in counts.items()]


def why_kept(page: Page) -> str | None:
    """Why a page cannot be deleted, or nothing where it can."""
    title = page.specific_deferred.get_admin_display_title()
    if name := edition_without(page):
        return f"“{title}” cannot be deleted: {KEPT_FOR_LATER.format(name)}"
    if from_edition(page):
        return f"“{title}” cannot be deleted: {KEPT}"
    if Site.objects.filter(root_page__path__startswith=page.path).exists():
        return f"“{title}” cannot be deleted: it is, or lies above, the first page of a site, which would be gone with it."
    if below := edition_pages_among(page):
        return f"“{title}” cannot be deleted: {below:,} pages drawn from the edition lie below it."
    return None


def why_not_moved(page: Page) -> str | None:
    """Why a page cannot be moved anywhere, or nothing where it can."""
    if not from_edition(page):
        return None
    title = page.specific_deferred.get_admin_display_title()
    return f"“{title}” cannot be moved: its address comes from the edition, and readers would find it where it was."


def _why_shown(page: Page, with_descendants: bool) -> str | None:
    """Why a page cannot be unpublished, alone or with all below it, or nothing where it can."""
    title = page.specific_deferred.get_admin_display_title()
    if Site.objects.filter(root_page=page.pk).exists():
        return f"“{title}” cannot be unpublished: it is the first page of a site, and readers would find nothing at its address."
    if with_descendants and (below := edition_pages_among(page) - from_edition(page)):
        return (
            f"The pages below “{title}” cannot be unpublished with it: {below:,} of them are drawn from the edition, and readers "
            "would keep seeing those. Unpublish the local notes of single pages."
        )
    return None


@hooks.register("before_delete_page")
def keep(request: HttpRequest, page: Page) -> HttpResponse | None:
    why = why_kept(page)
    return send_back(request, page, why) if why else None


@hooks.register("before_move_page")
def move_elsewhere(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    if why := why_not_moved(page):
        return send_back(request, page, why)
    try:
        refuse_move(page, destination)
    except ValidationError as refusal:
        return send_back(request, page, refusal.messages[0])
    return None


@hooks.register("before_copy_page")
def keep_one_of_each(request: HttpRequest, page: Page) -> HttpResponse | None:
    if not from_edition(page):
        return None
    title = page.specific_deferred.get_admin_display_title()
    return send_back(request, page, f"“{title}” cannot be copied: it is drawn from the edition, which has one page of each.")


@hooks.register("before_unpublish_page")
def unpublish_alone(request: HttpRequest, page: Page) -> HttpResponse | None:
    why = _why_shown(page, bool(request.POST.get("include_descendants")))
    return send_back(request, page, why) if why else None


@hooks.register("before_bulk_action")
def keep_many(request: HttpRequest, action: str, objects: Iterable[Any], view: Any) -> HttpResponse | None:
    pages = [thing for thing in objects if isinstance(thing, Page)]
    if action == "delete":
        for page in pages:
            if why := why_kept(page):
                return send_back(request, page, f"Nothing was deleted. {why}")
    if action == "move":
        for page in pages:
            if moved := move_elsewhere(request, page, view.cleaned_form.cleaned_data["chooser"]):
                return moved
    if action == "unpublish":
        for page in pages:
            if why := _why_shown(page, view.cleaned_form.cleaned_data.get("include_descendants", False)):
                return send_back(request, page, f"Nothing was unpublished. {why}")
        if len(pages) > MOST_UNPUBLISHED and any(map(from_edition, pages)):
            return send_back(
                request,
                pages[0],
                f"Nothing was unpublished. At most {MOST_UNPUBLISHED} pages drawn from the edition can be unpublished at once; "
                f"{len(pages):,} were chosen.",
            )
    return None
