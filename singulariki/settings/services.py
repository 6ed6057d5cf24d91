"""What the site keeps in and sends through: database, cache, the worker's queue, mail.

Database: SQLite in WAL mode for a newcomer, PostgreSQL through DATABASE_URL. The same code runs on both.
Cache: what may be forgotten, apart from the queue, which may not. Two of them: "default" for whatever Django, Wagtail and staff's
screens keep, "pages" for drawn pages, as bytes alone. Neither is needed: see delivery.caches.
Queue: Celery, on Redis or Valkey.
Publishers: their sites, from which releases are fetched.
Mail: password reset and notices to editors. Without EMAIL_URL development writes mails to files, production sends none.
"""

import tomllib
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from kombu import Exchange, Queue
from redis.backoff import NoBackoff
from redis.retry import Retry

from singulariki.settings.environment import (
    BASE_DIR,
    CACHE_URL,
    DATABASE_URL,
    EMAIL_FROM,
    EMAIL_URL,
    FETCH_CONTACT,
    LOOK_FOR_RELEASES,
    REDIS_URL,
    SITE_URL,
    VAR_DIR,
)

SQLITE_OPTIONS = {
    # Take the write lock when a transaction begins, so that two writers wait for each other instead of failing midway.
    "transaction_mode": "IMMEDIATE",
    "timeout": 60,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY;",
}
# A server that has gone without a word is given up on in seconds, not in the two hours of the system's own patience.
POSTGRESQL_OPTIONS = {
    "connect_timeout": 3,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
}


def databases(url: str) -> dict:
    """DATABASES for a URL; an empty one means SQLite in the var folder."""
    if not url:
        folder = Path(VAR_DIR.value)
        folder.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{folder / 'singulariki.sqlite3'}"
    configuration = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    usual = SQLITE_OPTIONS if configuration["ENGINE"].endswith("sqlite3") else POSTGRESQL_OPTIONS
    configuration["OPTIONS"] = {**usual, **configuration.get("OPTIONS", {})}
    return {"default": configuration}


DATABASES = databases(DATABASE_URL.value)


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


CELERY_BROKER_URL = REDIS_URL.value or "redis://localhost:6379/0"
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
# A load is long: hand a worker one task at a time, and give it back if the worker dies.
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 4 * 3600,
    "max_retries": 3,
    "socket_connect_timeout": 5,
    "queue_order_strategy": "priority",
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# What people wait for, and what nobody waits for: a worker of its own takes each, so that an upload is not held up by what
# follows a publication. A worker that is not told which takes both, the former first.
WORK_QUEUE = CELERY_TASK_DEFAULT_QUEUE = "celery"
LATER_QUEUE = "later"
CELERY_TASK_QUEUES = [Queue(name, Exchange(name), routing_key=name) for name in (WORK_QUEUE, LATER_QUEUE)]
CELERY_TASK_ROUTES = {
    f"citations.{task}": {"queue": LATER_QUEUE} for task in ("follow_up", "fetch_release", "look_for_new_releases")
}

# Short work that must not wait behind a load of minutes: a worker of its own takes it, which is the clock too.
CLOCK_QUEUE = "clock"
CELERY_BEAT_SCHEDULE_FILENAME = str(Path(VAR_DIR.value) / "clock-schedule")
CELERY_BEAT_SCHEDULE = {
    # Times are given to the minute, and readers are to see what is due within one more.
    "carry-out-editors-schedule": {
        "task": "editorial.carry_out_schedule",
        "schedule": 30.0,
        "options": {"queue": CLOCK_QUEUE, "expires": 120},
    },
    # What happens within a few minutes is one mail.
    "tell-stewards": {
        "task": "citations.send_notices",
        "schedule": 300.0,
        "options": {"queue": CLOCK_QUEUE, "expires": 290},
    },
    # Among the loads themselves: while one runs, no other could be begun, and the next look does the same.
    "take-up-what-was-interrupted": {
        "task": "citations.take_up_what_was_interrupted",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    # Each publisher is asked once a day, whenever the clock was started; see LOOK_FOR_RELEASES.
    "look-for-new-releases": {
        "task": "citations.look_for_new_releases",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
}


def user_agent(site: str, contact: str) -> str:
    """How the site names itself to publishers: what it is, in which version, and whom to write to."""
    version = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return f"Singulariki/{version} (+{site}{f'; {contact}' if contact else ''})"


FETCH_USER_AGENT = user_agent(SITE_URL.value, FETCH_CONTACT.value.strip())
# Production changes this where nothing is set.
LOOK_DAILY = LOOK_FOR_RELEASES.flag


PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


def mail_server(url: str) -> dict:
    """Django's EMAIL_… settings for an address such as smtp+starttls://user:password@host:587.

    ImproperlyConfigured where it is no such address.
    User and password are percent-encoded as in any address: an @ in them is written %40.
    """
    try:
        address = urlsplit(url)
        port = address.port
    except ValueError:
        address, port = urlsplit(""), None
    if address.scheme not in PORTS or not address.hostname:
        raise ImproperlyConfigured(
            "EMAIL_URL is not the address of a mail server. Write it as smtp+starttls://user:password@host:587, "
            "or with smtps:// or smtp:// in front; characters such as @ or / in user and password are percent-encoded."
        )
    return {
        "EMAIL_BACKEND": "singulariki.delivery.mail.MailServer",
        "EMAIL_HOST": address.hostname,
        "EMAIL_PORT": port or PORTS[address.scheme],
        "EMAIL_HOST_USER": unquote(address.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(address.password or ""),
        "EMAIL_USE_TLS": address.scheme == "smtp+starttls",
        "EMAIL_USE_SSL": address.scheme == "smtps",
    }


EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = EMAIL_FROM.value or "Singulariki <no-reply@localhost>"
if EMAIL_URL.value:
    globals().update(mail_server(EMAIL_URL.value))
else:
    EMAIL_BACKEND = "singulariki.delivery.mail.MailFolder"
    EMAIL_FILE_PATH = Path(VAR_DIR.value) / "mail"
