"""Links in published prose that lead nowhere on this site: to an address that it does not have, or to a page or document that is
gone or not published; and live blocks whose figures an edition lacks. Links to other sites are not followed."""

import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Model, TextField
from django.db.models.functions import Cast
from django.http import Http404
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, Site, get_page_models
from wagtail.snippets.models import get_snippet_models

from citations.models import Edition, Profile
from citations.selectors import live_edition
from singulariki.delivery.page_cache import code_version
from singulariki.delivery.sections import leads_somewhere
from singulariki.delivery.warming import answer
from singulariki.editorial.blocks.live import Absent, LiveBlock
from singulariki.editorial.models import ArticlePage, Layout, SiteWords
from singulariki.editorial.page_rules import ANSWERED_BY_PAGES, from_edition
from singulariki.editorial.published import current_stamp
from singulariki.editorial.staff.kept import Kept
from singulariki.editorial.staff.rows import Thing

_TAG = re.compile(r"<a\b([^>]*)>", re.IGNORECASE)
_DOCUMENT = re.compile(r"/documents/(\d{1,18})/")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
# Pages that have to be drawn to tell whether they are there, at most, by the report. The first screen draws none.
ASKED_BY_REPORT = 200
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Link:
    """A link of a text: `address` as readers follow it, or `target` ("page" or "document") with the number of that."""

    thing: Thing
    part: str
    address: str = ""
    target: str = ""
    number: int = 0


@dataclass(frozen=True)
class BrokenLink:
    """A link that leads nowhere, and why."""

    link: Link
    address: str
    why: str


@dataclass(frozen=True)
class Found:
    """Links that lead nowhere, and how many addresses are still to be looked at."""

    links: Sequence[BrokenLink]
    left: int = 0


def links_in_prose() -> Iterator[Link]:
    """All links of what editors have published: pages, local notes, layouts, caveats, the words of the site. One query for each
    kind of these."""
    for model in (*get_page_models(), *get_snippet_models(), SiteWords):
        options: Any = model._meta
        fields = [field for field in options.concrete_fields if isinstance(field, StreamField | RichTextField)]
        if not fields:
            continue
        found: Any = model._default_manager.annotate(**{f"stored_{one.name}": Cast(one.name, TextField()) for one in fields})
        if any(field.name == "live" for field in options.concrete_fields):
            found = found.filter(live=True)
        if issubclass(model, Page) and len(fields) == 1:
            found = found.exclude(**{f"stored_{fields[0].name}": "[]"})
        for one in found.defer(*(field.name for field in fields)):
            for field in fields:
                yield from _links_of(Thing.of(one), one, field, getattr(one, f"stored_{field.name}") or "")


def _links_of(thing: Thing, one: Model, field: Any, stored: str) -> Iterator[Link]:
    if isinstance(field, RichTextField):
        yield from _links_in(thing, str(field.verbose_name).capitalize(), stored)
        return
    kind = one.page_kind if isinstance(one, Layout) else getattr(one, "page_kind", None)
    sections = kind.sections if kind else {}
    for block in json.loads(stored or "[]"):
        value = block.get("value")
        key = str(value.get("section")) if isinstance(value, Mapping) else ""
        part = sections[key].label if key in sections else str(block.get("type")).replace("_", " ").capitalize()
        for name, text in texts_in(value):
            if name == "url":
                yield _link_to(thing, part, text)
            elif "<a" in text:
                yield from _links_in(thing, part, text)


NO_WORDS = frozenset({"id", "type", "url", "feature"})


def texts_in(value: Any, name: str = "", *, words_only: bool = False) -> Iterator[tuple[str, str]]:
    """Every text of a stored value, with the name of the field that it is in; with `words_only` without ids and addresses."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if not (words_only and key in NO_WORDS):
                yield from texts_in(inner, str(key), words_only=words_only)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner, name, words_only=words_only)


def _links_in(thing: Thing, part: str, html: str) -> Iterator[Link]:
    for tag in _TAG.finditer(html):
        given = {name.lower(): unescape(text) for name, text in _ATTRIBUTE.findall(tag[1])}
        number = given.get("id", "")
        if given.get("linktype") in ("page", "document") and number.isdigit():
            yield Link(thing, part, target=given["linktype"], number=int(number))
        elif "href" in given:
            yield _link_to(thing, part, given["href"])


def _link_to(thing: Thing, part: str, address: str) -> Link:
    document = _DOCUMENT.match(path_of(address))
    return Link(thing, part, address, "document" if document else "", int(document[1]) if document else 0)


def path_of(address: str) -> str:
    """The path of an address of this site, empty for all others: of other sites, of mail, of a place on the same page, of a
    picture, or one that is made on each page from its figures."""
    address = address.removeprefix(settings.PUBLIC_SITE_URL)
    if not address.startswith("/") or address.startswith(("//", settings.MEDIA_URL)) or "{" in address:
        return ""
    return re.split("[?#]", address, maxsplit=1)[0]


class _Answers:
    """Whether there is a page, by its path: of those that had to be drawn to tell. Told to all processes that share a cache."""

    def __init__(self, edition: Edition) -> None:
        self.name = f"drawn-addresses:{code_version()}:{edition.pk}:{edition.content_digest}"
        self.known: dict[str, bool] = cache.get(self.name) or {}
        self.is_new = False

    def add(self, path: str, is_there: bool) -> None:
        self.known[path], self.is_new = is_there, True

    def tell(self) -> None:
        if self.is_new:
            cache.set(self.name, self.known, None)


class _Finder:
    """Tells which of many addresses lead nowhere, with few queries."""

    def __init__(self, paths: Iterable[str], edition: Edition | None, most: int) -> None:
        self.edition, self.most, self.left = edition, most, 0
        wanted = sorted({path for path in paths if path})
        profiles = Profile.objects.filter(edition=edition).exclude(path="")
        self.subjects = set(_among(profiles, "path", wanted)) if edition else set()
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        self.root = site.root_page.url_path if site else "/"
        below = [f"{self.root}{path.strip('/')}/".replace("//", "/") for path in wanted]
        self.pages = set(_among(Page.objects.filter(live=True), "url_path", below))
        redirected = [Redirect.normalise_path(path) for path in wanted]
        self.redirects = set(_among(Redirect.objects.all(), "old_path", redirected))
        self.answers = _Answers(edition) if edition else None
        self.known = {path: self._why(path) for path in wanted}
        if self.answers:
            self.answers.tell()

    def _why(self, path: str) -> str:
        if path in self.subjects or Redirect.normalise_path(path) in self.redirects:
            return ""
        if not leads_somewhere(path, self.edition):
            return "The live edition has no such section."
        match = _match(path) or (None if path.endswith("/") else _match(f"{path}/"))
        if match is None:
            return "This site has no such address."
        if match.url_name == ANSWERED_BY_PAGES:
            is_there = f"{self.root}{path.strip('/')}/".replace("//", "/") in self.pages
            return "" if is_there else "There is no published page at this address."
        # Without a name in it, it is a fixed address of the site.
        if not any(part and str(part).strip("/") for part in (*match.args, *match.captured_kwargs.values())):
            return ""
        return "" if self._is_answered(path) else "The page is not there (404)."

    def _is_answered(self, path: str) -> bool:
        if self.answers is None:
            return True
        if path not in self.answers.known:
            if self.most == 0:
                self.left += 1
                return True
            self.most -= 1
            self.answers.add(path, _is_there(path))
        return self.answers.known[path]


def _match(path: str) -> Any:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _is_there(path: str) -> bool:
    try:
        return any(answer(way).status_code < 400 for way in (path, f"{path.rstrip('/')}/"))
    except Http404:
        return False
    except Exception:
        # A page that cannot be drawn is there; what is wrong with it is no matter of the link.
        log.exception("%s could not be drawn", path)
        return True


def _among(rows: Any, field: str, wanted: list[str]) -> Iterator[str]:
    for start in range(0, len(wanted), 500):
        yield from rows.filter(**{f"{field}__in": wanted[start : start + 500]}).order_by().values_list(field, flat=True)


# What the report has found, and what the first screen has, which draws nothing.
_KEPT, _QUICK = Kept[Found](), Kept[Found]()


def broken_links(most: int) -> Found:
    """Links of published prose that lead nowhere, looked for once for each state of what is published and each live edition.
    Pages that have to be drawn to tell are drawn `most` at a time; links to those beyond are left for the next time.
    With none to draw, live blocks are not looked at either.
    """
    edition = live_edition()
    key = (current_stamp(), edition and (edition.pk, edition.content_digest))
    if (kept := _KEPT.under(key) or (None if most else _QUICK.under(key))) is not None:
        return kept
    links = list(links_in_prose())
    finder = _Finder((path_of(link.address) for link in links if not link.target), edition, most)
    gone = {**_gone_pages(links), **_gone_documents(links)}
    broken = []
    for link in links:
        why = gone.get((link.target, link.number)) if link.target else finder.known.get(path_of(link.address))
        if why:
            broken.append(BrokenLink(link, link.address or f"{link.target} {link.number}", why))
    if most:
        broken += _absent_blocks()
    found = Found(broken, finder.left)
    return found if found.left else (_KEPT if most else _QUICK).keep(key, found)


def _absent_blocks() -> Iterator[BrokenLink]:
    """Live blocks of published articles that tell readers that an edition lacks what they show."""
    for article in ArticlePage.objects.filter(live=True).exclude(body=[]):
        for block in article.body:
            if isinstance(block.block, LiveBlock):
                try:
                    block.block.read(block.value, None)
                except Absent as why:
                    asked = str(block.value.get(why.field) or "")[:300]
                    yield BrokenLink(Link(Thing.of(article), str(block.block.label), asked), asked, why.words)


def _gone_pages(links: list[Link]) -> dict[tuple[str, int], str]:
    numbers = {link.number for link in links if link.target == "page"}
    pages = Page.objects.in_bulk(numbers) if numbers else {}
    whys = {}
    for number in numbers:
        if number not in pages:
            whys["page", number] = "The page is gone."
        elif not pages[number].live and not from_edition(pages[number]):
            whys["page", number] = f"The page “{pages[number].title}” is not published."
    return whys


def _gone_documents(links: list[Link]) -> dict[tuple[str, int], str]:
    numbers = {link.number for link in links if link.target == "document"}
    there = set(get_document_model().objects.filter(pk__in=numbers).values_list("pk", flat=True)) if numbers else set()
    return {("document", number): "The document is gone." for number in numbers - there}
