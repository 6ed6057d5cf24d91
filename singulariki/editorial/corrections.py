"""Corrections as readers see them: on the page that was wrong, in a log, and in a feed of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from citations.exporting import in_xml
from singulariki.delivery.page_cache import cached_page
from singulariki.editorial.models import Correction
from singulariki.editorial.page_renderer import RenderedCaveat
from singulariki.editorial.published import CORRECTED, stamp_of

LOG = "/corrections/"
TITLE = "Corrections"
ABOUT = "What pages of this site said wrongly, what is right, and why."
FEED_ENTRIES = 50


@lru_cache(maxsize=2)
def _published_under(stamp: str) -> Sequence[Correction]:
    return list(Correction.objects.filter(live=True).prefetch_related("superseded_by"))


def published_corrections(request: HttpRequest | None) -> Sequence[Correction]:
    """All published corrections, newest first. Three queries at most: the stamp, corrections, which others took their place."""
    return _published_under(stamp_of(request))


@lru_cache(maxsize=2)
def _by_page_under(stamp: str) -> Mapping[str, Sequence[Correction]]:
    if not stamp.endswith(CORRECTED):
        return {}
    pages: defaultdict[str, list[Correction]] = defaultdict(list)
    for correction in _published_under(stamp):
        if not any(later.live for later in correction.superseded_by.all()):  # type: ignore[attr-defined]
            pages[correction.path.rstrip("/")].append(correction)
    return dict(pages)


def corrections_of(paths: Sequence[str], request: HttpRequest | None) -> list[RenderedCaveat]:
    """What stands on the page with any of these addresses: its corrections that no later one took the place of."""
    known = _by_page_under(stamp_of(request))
    found = {correction.pk: correction for path in paths for correction in known.get(path.rstrip("/"), ())}
    return [
        RenderedCaveat(
            f"Corrected on {date_format(localtime(one.first_published_at), 'j F Y')}",
            format_html('<p>{} {} <a href="{}#correction-{}">All corrections</a></p>', one.sentence, one.reason, LOG, one.pk),
            "caution",
        )
        for one in found.values()
    ]


@require_safe
@cached_page()
def correction_log(request: HttpRequest) -> HttpResponse:
    """/corrections/: every correction that was published."""
    context = {"corrections": published_corrections(request), "canonical": f"{settings.PUBLIC_SITE_URL}{LOG}", "about": ABOUT}
    return render(request, "editorial/corrections.html", context)


@require_safe
@cached_page()
def correction_feed(request: HttpRequest) -> HttpResponse:
    """/corrections/feed.xml: the newest fifty, as an Atom feed."""
    site = settings.PUBLIC_SITE_URL
    feed = Atom1Feed(title=TITLE, link=f"{site}{LOG}", description=ABOUT, feed_url=f"{site}{LOG}feed.xml", language="en")
    for one in published_corrections(request)[:FEED_ENTRIES]:
        feed.add_item(
            title=in_xml(f"{one.what}: {one.path}"),
            link=f"{site}{one.path}",
            description=in_xml(f"{one.sentence} {one.reason}"),
            unique_id=f"{site}{LOG}#correction-{one.pk}",
            pubdate=one.first_published_at,
            updateddate=one.first_published_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


urlpatterns = [
    path("corrections/", correction_log, name="corrections"),
    path("corrections/feed.xml", correction_feed, name="correction-feed"),
]
