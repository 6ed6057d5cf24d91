"""What editors have published for all pages: layouts with their caveats, and the words of the site. Each is read once in a
process for each stamp: a short string that changes whenever something changes that editors wrote and a public page may show.
Pages carry it in their cache key and ETag."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db.models import Exists, Model, TextField
from django.db.models.functions import Cast
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import post_page_move

from citations.selectors import FixedQuery
from singulariki.delivery.editions import edition_of
from singulariki.delivery.sections import leads_somewhere, linked_edition, starting_points
from singulariki.editorial.models import (
    Caveat,
    Correction,
    DataPageText,
    EditorialStamp,
    Layout,
    SiteWords,
    SubjectPageMixin,
    Term,
)
from singulariki.editorial.page_renderer import RenderedCaveat
from singulariki.editorial.prose import draw_prose, is_link, prose_in_edition
from singulariki.editorial.registry import PAGE_KINDS
from singulariki.editorial.seeds import default_blocks
from singulariki.editorial.stored_blocks import caveat_ids

ROW = 1
_KEPT = "_editorial_stamp"


# Ends the stamp of a site that has published corrections: others need not look for any.
CORRECTED = "-corrected"
_CORRECTIONS = Exists(Correction.objects.filter(live=True))
_STAMP = FixedQuery(lambda: EditorialStamp.objects.filter(pk=ROW).values_list("value", _CORRECTIONS))


def current_stamp() -> str:
    """The stamp as it is now. One query."""
    row = _STAMP.first()
    return f"{row[0]}{CORRECTED if row[1] else ''}" if row else "0"


def stamp_of(request: HttpRequest | None) -> str:
    """The stamp as a request found it first, so that all of its page is of one. One query a request."""
    if request is None:
        return current_stamp()
    kept: dict = request.__dict__
    if _KEPT not in kept:
        kept[_KEPT] = current_stamp()
    return kept[_KEPT]


def change_stamp() -> None:
    """Give pages a new stamp, in the transaction of the change itself: readers see both or neither.

    Random rather than counted, so that a database put back from a backup never comes to a stamp it had before with other
    words. Code that writes pages in bulk, past Django's signals, calls this.
    """
    value = secrets.token_hex(8)
    if not EditorialStamp.objects.filter(pk=ROW).update(value=value):
        EditorialStamp.objects.update_or_create(pk=ROW, defaults={"value": value})


PUBLIC: tuple[type[Model], ...] = (
    *(Page, PageViewRestriction, Layout, Caveat, Correction, DataPageText, Term, SiteWords, Site, Redirect, AbstractImage),
    AbstractDocument,
)
# What saving a draft, locking or scheduling writes to a row: nothing that readers see.
UNSEEN = frozenset(
    {
        *("latest_revision", "latest_revision_id", "latest_revision_created_at", "draft_title", "has_unpublished_changes"),
        *("locked", "locked_at", "locked_by", "locked_by_id", "go_live_at", "expire_at"),
    }
)


def _after_change(sender: type[Model], instance: Model, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    if isinstance(instance, PUBLIC) and (update_fields is None or not set(update_fields) <= UNSEEN):
        change_stamp()


def connect() -> None:
    """Have every change of what readers may see change the stamp."""
    for signal in (post_save, post_delete, post_page_move):
        signal.connect(_after_change, dispatch_uid="editorial.stamp")


P = TypeVar("P", bound=SubjectPageMixin)
Published = tuple[Sequence[Mapping], Mapping[int, RenderedCaveat]]


@lru_cache(maxsize=4)
def caveats_under(stamp: str) -> Mapping[int, tuple[Caveat, RenderedCaveat]]:
    """Every published caveat by primary key, and as readers see it. One query."""
    found = Caveat.objects.filter(live=True).order_by("pk")
    return {one.pk: (one, RenderedCaveat(one.title, draw_prose(one.text), one.severity)) for one in found}


def live_caveats(ids: Iterable[int], stamp: str) -> dict[int, RenderedCaveat]:
    """Published caveats by primary key. One query, none where the process has read them under this stamp."""
    known = caveats_under(stamp)
    return {pk: known[pk][1] for pk in sorted(ids) if pk in known}


def live_layout_blocks(kind_key: str) -> list[dict]:
    """Blocks of the published layout as stored. Where editors have none published: those a fresh site starts with."""
    layout = Layout.objects.filter(kind=kind_key, live=True).only("body").first()
    return layout.body.get_prep_value() if layout else default_blocks(PAGE_KINDS[kind_key])


def published_layout(kind_key: str, request: HttpRequest | None) -> Published:
    """The blocks of the published layout and the caveats that they name. Three queries at most: the stamp, layout, caveats."""
    return _layout_under(stamp_of(request), kind_key)


def public_page(model: type[P], code: str, request: HttpRequest | None) -> P | None:
    """What editors add to the public page of the subject with this code: local notes, title and description for search engines.
    None where they added nothing, or it is not published. Two queries at most: the stamp, all such pages of the kind."""
    return _added_under(stamp_of(request), model).get(code)


def site_words(request: HttpRequest | None) -> SiteWords:
    """The words of the site, to be read only. Two queries at most: the stamp, the words."""
    return _words_under(stamp_of(request))


@lru_cache(maxsize=64)
def _layout_under(stamp: str, kind_key: str) -> Published:
    blocks = live_layout_blocks(kind_key)
    return blocks, live_caveats(caveat_ids(blocks), stamp)


@lru_cache(maxsize=8)
def _added_under(stamp: str, model: type[P]) -> Mapping[str, P]:
    pages: Any = model._default_manager.filter(live=True).annotate(notes=Cast("local_notes", TextField()))
    pages = pages.exclude(notes="[]", seo_title="", search_description="")
    return {page.code: page for page in pages.only("code", "local_notes", "seo_title", "search_description")}


@lru_cache(maxsize=1)
def _words_under(stamp: str) -> SiteWords:
    return SiteWords.load()


def words(request: HttpRequest) -> dict:
    """Read only by templates that print them."""
    return {
        "site_name": SimpleLazyObject(lambda: site_words(request).site_name),
        "nav": SimpleLazyObject(lambda: navigation(request)),
        "starts": SimpleLazyObject(lambda: starting_points(linked_edition(request))),
        "footer_html": SimpleLazyObject(lambda: prose_in_edition(draw_prose(site_words(request).footer), request)),
        "sample_banner": SimpleLazyObject(lambda: sample_banner(request)),
    }


def navigation(request: HttpRequest) -> list[dict]:
    """The header's links, but for those to sections that the edition lacks, with the one that the request's address lies under
    marked as current."""
    links = site_words(request).navigation.get_prep_value()
    edition = linked_edition(request)
    return [
        {"title": link["value"]["title"], "url": link["value"]["url"], "current": request.path.startswith(link["value"]["url"])}
        for link in links
        # Written before addresses were looked at, it may be any.
        if is_link(link["value"]["url"]) and leads_somewhere(link["value"]["url"], edition)
    ]


def sample_banner(request: HttpRequest) -> dict | None:
    edition = edition_of(request)
    if edition is None or not edition.is_sample:
        return None
    words = site_words(request)
    return {"text": words.sample_banner, "command": words.sample_command}
