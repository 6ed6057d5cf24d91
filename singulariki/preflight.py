"""What a production process looks at before it starts, so that it refuses at once instead of failing on readers.

Commands such as `migrate` and `collectstatic` do without, since they run before these are there.
"""

import redis
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ImproperlyConfigured

PATIENCE_SECONDS = 5


def require_redis() -> None:
    """ImproperlyConfigured where nothing answers as Redis at REDIS_URL."""
    try:
        with redis.Redis.from_url(
            settings.CELERY_BROKER_URL, socket_connect_timeout=PATIENCE_SECONDS, socket_timeout=PATIENCE_SECONDS
        ) as client:
            client.ping()
    except (redis.RedisError, ValueError, OSError) as error:
        raise ImproperlyConfigured(
            f"REDIS_URL names a Redis that does not answer ({error}). Start it, or correct host, port and password: "
            "REDIS_URL=redis://:password@host:6379/0"
        ) from error


def require_static_files() -> None:
    """ImproperlyConfigured where `collectstatic` was not run, or was run for an older version of the code."""
    collected = getattr(staticfiles_storage, "hashed_files", None)
    if collected is None:
        return
    folder = settings.STATICFILES_DIRS[0]
    ours = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    missing = sorted(ours - set(collected))
    if missing:
        raise ImproperlyConfigured(
            f"Static files are not collected in {settings.STATIC_ROOT}: {len(missing)} are missing, such as {missing[0]}. "
            "Run `manage.py collectstatic --no-input` with the settings and variables of this site, then start again."
        )


def before_serving() -> None:
    """Look at what the web server needs. While DEBUG is on, the run command starts Redis and static files need no collecting."""
    if not settings.DEBUG:
        require_redis()
        require_static_files()


def before_working() -> None:
    """Look at what a worker needs."""
    if not settings.DEBUG:
        require_redis()
