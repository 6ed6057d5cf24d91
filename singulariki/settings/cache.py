"""What may be forgotten: drawn pages, and what staff's previews computed. Apart from the worker's queue, which may not.

Two caches: "default" for whatever Django, Wagtail and staff's screens keep, "pages" for drawn pages, as bytes alone.
Neither is needed: see delivery.caches.
"""

from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from redis.backoff import NoBackoff
from redis.retry import Retry

from singulariki.settings.environment import CACHE_URL, REDIS_URL, VAR_DIR

# A page is drawn in some hundredths of a second, so a server that is slower than this helps nobody.
_REDIS_OPTIONS = {"socket_connect_timeout": 0.5, "socket_timeout": 1.0, "retry": Retry(NoBackoff(), 1)}


def caches(url: str, queue_url: str, folder: Path) -> dict:
    """CACHES for a server at `url`; without one, previews go to files in `folder`, and each web process keeps its own pages.

    Raises ImproperlyConfigured where the queue's server is named: what is evicted or refused there when pages fill its memory
    are tasks.
    """
    if not url:
        return {
            "default": {
                "BACKEND": "singulariki.delivery.caches.OptionalFileCache",
                "LOCATION": folder,
                "OPTIONS": {"MAX_ENTRIES": 500},
            },
            "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
        }
    if queue_url and _server(url) == _server(queue_url):
        raise ImproperlyConfigured(
            "CACHE_URL names the server of REDIS_URL. Another database number does not part them: they share one memory limit. "
            "Start a second server for the cache (docs/operations.md shows one), or leave CACHE_URL out."
        )
    server = {"BACKEND": "singulariki.delivery.caches.OptionalRedisCache", "LOCATION": url}
    pages = {"serializer": "singulariki.delivery.caches.BytesSerializer"}
    return {
        "default": {**server, "KEY_PREFIX": "singulariki", "OPTIONS": _REDIS_OPTIONS},
        "pages": {**server, "KEY_PREFIX": "singulariki-pages", "OPTIONS": {**_REDIS_OPTIONS, **pages}},
    }


def _server(url: str) -> tuple[str, int, str]:
    """Host and port, or the socket's path."""
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return "", 0, parts.path
    host = (parts.hostname or "localhost").lower()
    return "localhost" if host in {"127.0.0.1", "::1"} else host, parts.port or 6379, ""


CACHES = caches(CACHE_URL.value, REDIS_URL.value, Path(VAR_DIR.value) / "cache")
