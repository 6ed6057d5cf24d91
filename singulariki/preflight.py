"""What a production process looks at before it starts, so that it refuses at once instead of failing on readers.

Commands such as `migrate` and `collectstatic` do without, since they run before these are there.
"""

import contextlib
import logging
import multiprocessing
import os
from pathlib import Path

import redis
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ImproperlyConfigured

PATIENCE_SECONDS = 5
# A web server that has been there for longer has started: what it starts now takes the place of a worker that died.
STARTING_SECONDS = 30
log = logging.getLogger(__name__)


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
    """Look at what the web server needs. While DEBUG is on, the run command starts Redis and static files need no collecting.

    Readers do without Redis, so a worker that takes the place of a dead one starts all the same.
    """
    if settings.DEBUG:
        return
    require_static_files()
    try:
        require_redis()
    except ImproperlyConfigured as error:
        if not takes_anothers_place():
            raise
        log.error("%s Readers are served without it; uploads and compiles wait.", error)


def takes_anothers_place() -> bool:
    """Whether this process was started by a web server that has been serving for a while. False where the system has no /proc."""
    if multiprocessing.parent_process() is None:
        return False
    with contextlib.suppress(OSError, ValueError, IndexError):
        since_boot = float(Path("/proc/uptime").read_text().split()[0])
        ticks = int(Path(f"/proc/{os.getppid()}/stat").read_text().rsplit(")", 1)[1].split()[19])
        return since_boot - ticks / os.sysconf("SC_CLK_TCK") > STARTING_SECONDS
    return False


def before_working() -> None:
    """Look at what a worker needs."""
    if not settings.DEBUG:
        require_redis()
