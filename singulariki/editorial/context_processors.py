"""The words of the site for every public page: name, navigation, footer, banner of the sample."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from singulariki.delivery.editions import edition_of
from singulariki.editorial.models import SiteWords
from singulariki.editorial.prose import draw_prose, is_link


def words(request: HttpRequest) -> dict:
    """Read only by templates that print them; one query for all, kept with the request."""
    return {
        "site_name": SimpleLazyObject(lambda: SiteWords.load(request_or_site=request).site_name),
        "nav": SimpleLazyObject(lambda: navigation(request)),
        "footer_html": SimpleLazyObject(lambda: draw_prose(SiteWords.load(request_or_site=request).footer)),
        "sample_banner": SimpleLazyObject(lambda: sample_banner(request)),
    }


def navigation(request: HttpRequest) -> list[dict]:
    """The header's links, with the one that the request's address lies under marked as current."""
    links = SiteWords.load(request_or_site=request).navigation.get_prep_value()
    return [
        {"title": link["value"]["title"], "url": link["value"]["url"], "current": request.path.startswith(link["value"]["url"])}
        for link in links
        if is_link(link["value"]["url"])  # written before addresses were looked at, it may be any
    ]


def sample_banner(request: HttpRequest) -> dict | None:
    edition = edition_of(request)
    if edition is None or not edition.is_sample:
        return None
    site_words = SiteWords.load(request_or_site=request)
    return {"text": site_words.sample_banner, "command": site_words.sample_command}
