"""The command lines of the site's own processes, run with the Python that runs this one."""

import os
import sys

from django.conf import settings


def manage(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]


def worker(*, pool: str = "prefork", concurrency: int = 1, name: str = "worker") -> list[str]:
    """A Celery worker: one task at a time, because a load fills a core and SQLite takes one writer."""
    return [
        sys.executable, "-m", "celery", "--app", "singulariki", "worker",
        "--pool", pool, "--concurrency", str(concurrency), "--hostname", f"{name}@localhost",
        "--loglevel", "INFO", "--without-gossip", "--without-mingle",
    ]  # fmt: skip


def clock() -> list[str]:
    """The clock of scheduled work, and the worker that does it: `celery beat` inside a worker with a queue of its own, which a
    load that takes minutes does not hold up."""
    return [
        sys.executable, "-m", "celery", "--app", "singulariki", "worker", "--beat", "--queues", settings.CLOCK_QUEUE,
        "--pool", "solo", "--hostname", "clock@localhost", "--loglevel", "WARNING", "--without-gossip", "--without-mingle",
    ]  # fmt: skip


def web(host: str, port: int, *, reload: bool = False) -> list[str]:
    """Granian, as in production; or Django's own server, which starts again when code or templates change."""
    if reload:
        return manage("runserver", f"{host}:{port}")
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", "1", "--blocking-threads", str(max(2, os.cpu_count() or 2)), "--no-ws", "--log-level", "warning",
        "--respawn-failed-workers", "--workers-kill-timeout", "5", "singulariki.wsgi:application",
    ]  # fmt: skip
