"""Pages that editors write, as readers see them: articles, the list of a page's articles and its feed, the picture for where one
is shared."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import re_path
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe
from wagtail.models import Page

from citations.exporting import in_xml
from citations.models import Edition
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.share import page_picture, share_cards_of, share_path
from singulariki.delivery.share_pictures import ShareCard
from singulariki.delivery.templating import draw_component
from singulariki.delivery.views import not_found
from singulariki.editorial.blocks.live import LiveBlock
from singulariki.editorial.corrections import corrections_of
from singulariki.editorial.explaining import Explainer
from singulariki.editorial.home_features import Asked, home_context
from singulariki.editorial.models import ArticlePage, HomePage, StandardPage
from singulariki.editorial.models.articles import FOOTNOTE
from singulariki.editorial.scoped import meanings
from singulariki.editorial.sharing import page_cards, share_card

FEED_ENTRIES = 50
PER_PAGE = 20
# Where a page has the feed of its articles.
FEED = "feed.xml"
_TAG = re.compile(r"(<[^>]*>)")


def _with_calls(html: str, count: int, called: dict[int, int]) -> SafeString:
    """The text with its numbers in brackets as links to the footnotes. `called` counts how often each was called before."""

    def call(match: re.Match) -> str:
        number = int(match[1])
        if not 1 <= number <= count:
            return match[0]
        called[number] = called.get(number, 0) + 1
        # The footnote leads back to where it was called first.
        own = f' id="call-{number}"' if called[number] == 1 else ""
        return f'<sup class="call"><a{own} href="#footnote-{number}" aria-label="Footnote {number}">{number}</a></sup>'

    parts, is_link = _TAG.split(html), False
    for place, part in enumerate(parts):
        if place % 2:
            is_link = part.startswith("<a") or (is_link and part != "</a>")
        elif not is_link:
            parts[place] = FOOTNOTE.sub(call, part)
    return mark_safe("".join(parts))


def draw_body(request: HttpRequest, body: Any, footnotes: int = 0) -> dict[str, Any]:
    """The blocks of a body as HTML, the words of the glossary in them explained, and the notes for the foot of the page."""
    called: dict[int, int] = {}
    explainer = Explainer(request)
    blocks: list[SafeString] = []
    notes: list[dict] = []
    for place, block in enumerate(body, 1):
        if isinstance(block.block, LiveBlock):
            html, own = block.block.draw(block.value, request, f"b{place}")
            notes += own
        else:
            html = SafeString(block.render({"request": request}))
        if block.block_type in ("text", "passage"):
            html = explainer.explained(_with_calls(html, footnotes, called))
        blocks.append(html)
    return {"blocks": blocks, "notes_html": draw_component("notes", notes=[*notes, *explainer.notes], heading="Notes")}


def _address(page: Page) -> str:
    return page.get_url() or "/"


def draw_article(request: HttpRequest, page: ArticlePage) -> HttpResponse:
    """The page of an article."""
    path = _address(page)
    canonical = f"{settings.PUBLIC_SITE_URL}{path}"
    parent = page.get_parent()
    updated = localtime(page.last_published_at).date() if page.last_published_at else None
    context = {
        **draw_body(request, page.body, len(page.footnotes)),
        "page": page,
        "footnotes": [block.render({"request": request}) for block in page.footnotes],
        "corrections": corrections_of([path], request),
        "canonical": canonical,
        "share_image": share_path("article", str(page.pk)) if page.live else "",
        "updated": updated if updated and updated > page.dated else None,
        "trail": [{"title": parent.title, "url": parent.get_url()}] if parent.live else [],
        "structured": structured_data(page, canonical),
    }
    return render(request, "editorial/article_page.html", context)


def structured_data(page: ArticlePage, canonical: str) -> SafeString:
    """What search engines read of an article: schema.org, as JSON that can stand inside a script element."""
    image = f"{settings.PUBLIC_SITE_URL}{share_path('article', str(page.pk))}"
    told: Mapping[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle" if page.kind == "news" else "Article",
        "headline": page.title,
        "description": page.standfirst,
        "datePublished": page.dated.isoformat(),
        "dateModified": (page.last_published_at or page.latest_revision_created_at or localtime()).isoformat(),
        "author": [{"@type": "Person", "name": name} for name in page.author_names],
        "publisher": {"@type": "Organization", "name": "Singulariki", "url": settings.PUBLIC_SITE_URL},
        "image": image,
        "mainEntityOfPage": canonical,
    }
    text = json.dumps(told, ensure_ascii=False)
    return mark_safe(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


_kept_article = cached_page()(draw_article)


def answer_article(request: HttpRequest, page: ArticlePage) -> HttpResponse:
    """The page of an article; kept, unless it is not for everyone."""
    return draw_article(request, page) if page.get_view_restrictions().exists() else _kept_article(request, page)


def drawn_home(page: HomePage, request: HttpRequest) -> dict:
    """What the front page shows."""
    asked = Asked(page.title, page.lede, page.question, page.question_about)
    return home_context(asked, page.body, request, meanings(request))


HomePage.drawn = staticmethod(drawn_home)  # type: ignore[assignment]
ArticlePage.draw = staticmethod(draw_article)  # type: ignore[assignment]
ArticlePage.answer = staticmethod(answer_article)  # type: ignore[assignment]


def articles_below(page: Page) -> Any:
    """Published articles of a page that are for everyone, the newest first."""
    return ArticlePage.objects.child_of(page).live().public().order_by("-dated", "-first_published_at", "-pk")


def draw_standard(request: HttpRequest, page: StandardPage) -> HttpResponse:
    """A page of prose, with the articles below it."""
    path = _address(page)
    listed = Paginator(articles_below(page), PER_PAGE)
    shown = listed.get_page(request.GET.get("page"))
    context = {
        **draw_body(request, page.body),
        "page": page,
        "corrections": corrections_of([path], request),
        "articles": shown,
        "feed": f"{path}{FEED}" if listed.count else "",
        "canonical": f"{settings.PUBLIC_SITE_URL}{request.path}",
        "share_image": page_picture(path) if page.live else "",
    }
    return render(request, page.template, context)


def _standard_at(path: str) -> StandardPage | None:
    """The published page of prose at an address, where it is for everyone."""
    named = StandardPage.objects.live().public().filter(slug=path.rstrip("/").rpartition("/")[2])
    return next((one for one in named if one.get_url() == path), None)


@require_safe
@cached_page()
def article_feed(request: HttpRequest, above: str) -> HttpResponse:
    """/newsroom/feed.xml: the newest fifty articles of a page, as an Atom feed."""
    page = _standard_at(f"/{above}")
    if page is None:
        return not_found(request, FEED)
    site, path = settings.PUBLIC_SITE_URL, _address(page)
    title, about = in_xml(page.title), in_xml(page.lede)
    feed = Atom1Feed(title=title, link=f"{site}{path}", description=about, feed_url=f"{site}{path}{FEED}", language="en")
    for article in articles_below(page)[:FEED_ENTRIES]:
        feed.add_item(
            title=in_xml(article.title),
            link=f"{site}{_address(article)}",
            description=in_xml(article.standfirst),
            author_name=in_xml(article.byline),
            unique_id=f"{site}/article/{article.pk}",
            pubdate=article.first_published_at,
            updateddate=article.last_published_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


StandardPage.draw = staticmethod(draw_standard)  # type: ignore[assignment]
urlpatterns = [re_path(rf"^((?:[\w-]+/)+){re.escape(FEED)}$", article_feed, name="article-feed")]


@share_cards_of("article")
def card_of_article(request: HttpRequest, edition: Edition, key: str) -> ShareCard | None:
    """The title of a published article, by its number."""
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 10 else 0
    article = ArticlePage.objects.live().public().filter(pk=number).first()
    if article is None:
        return None
    about = f"{article.get_kind_display()} · {article.byline}"
    return share_card(request, edition, article.title, kicker=strip_tags(about))


@page_cards
def card_of_standard(request: HttpRequest, edition: Edition, path: str) -> ShareCard | None:
    """The title of a page of prose and how many articles it has, by its address."""
    page = _standard_at(path)
    if page is None:
        return None
    count = articles_below(page).count()
    value, label = (f"{count:,}", "article" if count == 1 else "articles") if count else ("", "")
    return share_card(request, edition, page.title, value=value, label=label)
