"""The words of the site for every public page: name, navigation, footer, banner of the sample."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from singulariki.delivery.editions import edition_of
from singulariki.editorial.prose import draw_prose, is_link
from singulariki.editorial.published import site_words


def words(request: HttpRequest) -> dict:
    """Read only by templates that print them."""
    return {
        "site_name": SimpleLazyObject(lambda: site_words(request).site_name),
        "nav": SimpleLazyObject(lambda: navigation(request)),
        "footer_html": SimpleLazyObject(lambda: draw_prose(site_words(request).footer)),
        "sample_banner": SimpleLazyObject(lambda: sample_banner(request)),
    }


def navigation(request: HttpRequest) -> list[dict]:
    """The header's links, with the one that the request's address lies under marked as current."""
    links = site_words(request).navigation.get_prep_value()
    return [
        {"title": link["value"]["title"], "url": link["value"]["url"], "current": request.path.startswith(link["value"]["url"])}
        for link in links
        if is_link(link["value"]["url"])  # written before addresses were looked at, it may be any
    ]


def sample_banner(request: HttpRequest) -> dict | None:
    edition = edition_of(request)
    if edition is None or not edition.is_sample:
        return None
    said = site_words(request)
    return {"text": said.sample_banner, "command": said.sample_command}
