"""For crawlers: what there is, and what not to ask for."""

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from wagtail.models import Page

from citations.models import Dataset, Edition, Profile
from singulariki.delivery.editions import edition_of
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.sections import site_sections

FIXED = ("/corrections/", "/datasets/", "/editions/", "/glossary", "/methodology")


@require_safe
@cached_page()
def sitemap(request: HttpRequest) -> HttpResponse:
    """/sitemap.xml: the live edition's pages, the datasets, and what editors published."""
    edition = edition_of(request)
    datasets = (f"/datasets/{slug}/" for slug in Dataset.objects.values_list("slug", flat=True))
    paths = sorted({*FIXED, *datasets, *_written_paths(request), *(_edition_paths(edition) if edition else ())})
    day = edition.published_on.date().isoformat() if edition else ""  # type: ignore[attr-defined]
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    # Tens of thousands of addresses: joined here, because a template's loop takes ten times as long.
    between = f"</loc>{changed}</url>\n<url><loc>{settings.PUBLIC_SITE_URL}"
    # Escaped as one text for the same reason; a line break is no part of an address.
    listed = escape("\n".join(paths)).replace("\n", between)
    addresses = mark_safe(f"\n<url><loc>{settings.PUBLIC_SITE_URL}{listed}</loc>{changed}</url>")
    return HttpResponse(render_to_string("delivery/sitemap.xml", {"addresses": addresses}), content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """/robots.txt."""
    return HttpResponse(
        render_to_string("delivery/robots.txt", {"site_url": settings.PUBLIC_SITE_URL}), content_type="text/plain"
    )


def _edition_paths(edition: Edition) -> list[str]:
    """Pages of subjects, and the sections that they lie in."""
    subjects = Profile.objects.filter(edition=edition).exclude(path="").values_list("path", flat=True)
    return [*subjects, *(section.path for section in site_sections(edition))]


def _written_paths(request: HttpRequest) -> list[str]:
    """Pages that editors wrote. Pages of the edition's subjects take their address from the edition instead."""
    from_edition = [
        model for model in apps.get_models() if issubclass(model, Page) and getattr(model, "address_from_edition", False)
    ]
    pages = Page.objects.live().public().exclude(depth=1)
    if from_edition:
        pages = pages.exclude(content_type__in=ContentType.objects.get_for_models(*from_edition).values())
    return [url for page in pages if (url := page.get_url(request)) and url.startswith("/")]
