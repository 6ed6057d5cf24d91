"""What follows a publication where web processes share a cache of drawn pages: lists, and the pages and pictures of subjects that
have a picture, are drawn by a worker before readers ask for them. Everything else is drawn when it is first asked for; so is
search, whose catalogue each process reads from the edition itself."""

from collections.abc import Callable, Iterable
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.urls import resolve

from citations.follow_ups import follow_up
from citations.jobs import Listener
from citations.models import Activation, Edition, Profile
from singulariki.delivery.sections import site_sections

# Kinds of profiles, with the path of the picture of one by its key.
_PICTURED: dict[str, Callable[[str], str]] = {}
ALONE = "Nothing to do: without CACHE_URL each web process draws what it is asked for."
# Addresses that are named in a failure.
NAMED = 3


def pictured(kind: str, picture: Callable[[str], str]) -> None:
    """Register a kind of profiles whose pages have a picture."""
    _PICTURED[kind] = picture


@follow_up("pages", label="Draw lists and pages of occupations and unit groups")
def draw_pages(activation: Activation, progress: Listener) -> str:
    edition = activation.to_edition
    subjects = Profile.objects.filter(edition=edition, kind__in=_PICTURED).exclude(path="").order_by("kind", "key")
    lists = [section.path for section in site_sections(edition)]
    return _draw([*lists, *subjects.values_list("path", flat=True)], "pages", progress)


@follow_up("pictures", label="Draw the pictures for where addresses are shared")
def draw_pictures(activation: Activation, progress: Listener) -> str:
    return _draw(_pictures(activation.to_edition), "pictures", progress)


def _pictures(edition: Edition) -> list[str]:
    subjects = Profile.objects.filter(edition=edition, kind__in=_PICTURED).order_by("kind", "key")
    return [_PICTURED[kind](key) for kind, key in subjects.values_list("kind", "key")]


def _draw(paths: Iterable[str], what: str, progress: Listener) -> str:
    """Ask for each, and say how many there are. Raises RuntimeError where some cannot be drawn, once all were tried."""
    if not is_shared():
        return ALONE
    paths, failed = list(paths), []
    for number, path in enumerate(paths):
        progress(f"Drawing {what}", number, len(paths))
        try:
            status = answer(path).status_code
        except Exception as error:
            failed.append(f"{path} ({type(error).__name__}: {error})")
        else:
            if status >= 400:
                failed.append(f"{path} (status {status})")
    if failed:
        named = "; ".join(failed[:NAMED])
        raise RuntimeError(f"{len(failed):,} of {len(paths):,} {what} could not be drawn: {named}.")
    return f"{len(paths):,} {what} drawn."


def is_shared() -> bool:
    """Whether web processes share drawn pages."""
    return settings.CACHES["pages"]["BACKEND"] == "singulariki.delivery.caches.OptionalRedisCache"


def answer(path: str) -> HttpResponse:
    """What a visitor is answered at this path, middleware apart; kept in the shared cache as it is for a visitor."""
    environ: dict = {"PATH_INFO": path, "HTTP_HOST": urlsplit(settings.PUBLIC_SITE_URL).netloc}
    setup_testing_defaults(environ)
    request = WSGIRequest(environ)
    match = resolve(path)
    request.resolver_match = match
    return match.func(request, *match.args, **match.kwargs)
