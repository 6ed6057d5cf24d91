"""A Celery worker as a process of its own, on the database and files of the test run."""

import time
from pathlib import Path
from urllib.parse import quote

import redis
from django.conf import settings
from django.db import connection

from singulariki.celery import app
from singulariki.delivery.serving import processes
from singulariki.delivery.serving.processes import Child

START_SECONDS = 120
QUEUE, LATER = settings.WORK_QUEUE, settings.LATER_QUEUE
IDLE_LOOKS = 6
UNDER_WAY = "unacked"  # where kombu keeps messages that a worker took and has not finished


def queue_at(broker_url: str) -> None:
    """Have tasks that this process queues go to another broker."""
    app.conf.update(broker_url=broker_url, broker_read_url=broker_url, broker_write_url=broker_url)
    app._pool = None
    app.amqp._producer_pool = None


def unattended(broker_url: str) -> str:
    """A place at the same broker where no worker looks: another of its databases."""
    return broker_url.removesuffix("/0") + "/1"


def database_url() -> str:
    """The address of the test database, as DATABASE_URL would give it."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    user, host, port = database["USER"], database["HOST"] or "localhost", database["PORT"]
    login = quote(user, safe="") + (f":{quote(database['PASSWORD'], safe='')}" if database["PASSWORD"] else "")
    return f"postgres://{login}@{quote(host, safe='')}{f':{port}' if port else ''}/{database['NAME']}"


class WorkerProcess:
    """The worker, and what a test may ask of it."""

    def __init__(self, broker_url: str) -> None:
        self.queue = redis.Redis.from_url(broker_url)
        self.log = Path(settings.SCRATCH_DIR) / "worker.log"
        self.environment = {
            "DJANGO_SETTINGS_MODULE": "singulariki.settings.development",
            "SINGULARIKI_VAR": str(settings.SCRATCH_DIR),
            "DATABASE_URL": database_url(),
            "REDIS_URL": broker_url,
        }
        self.child: Child | None = None

    def ensure_running(self) -> None:
        """Start it where it does not run, and wait until it takes tasks."""
        if self.child is not None and self.child.is_running:
            return
        before = self.log.stat().st_size if self.log.exists() else 0
        self.child = Child("worker", processes.worker_command(), environment=self.environment, log=self.log).start()
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.child.is_running:
            if " ready." in self.log.read_text(errors="replace")[before:]:
                return
            time.sleep(0.1)
        raise AssertionError(f"The worker did not start:\n{self.child.log_tail()}")

    def is_idle(self) -> bool:
        return not any(self.queue.llen(name) for name in (QUEUE, LATER)) and not self.queue.hlen(UNDER_WAY)

    def wait_until_idle(self, timeout: float = 120) -> None:
        """Return once no task waits or runs; AssertionError after `timeout` seconds."""
        deadline = time.monotonic() + timeout
        # A task that the worker has just taken is in neither place for a moment, so one look is not enough.
        idle = 0
        while idle < IDLE_LOOKS:
            if time.monotonic() > deadline:
                raise AssertionError(f"The worker was still busy after {timeout} s:\n{self.log_tail()}")
            idle = idle + 1 if self.is_idle() else 0
            time.sleep(0.05)

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.child is not None:
            self.child.stop(grace=0)

    def stop(self) -> None:
        if self.child is not None:
            self.child.stop(grace=1)

    def log_tail(self) -> str:
        return self.child.log_tail() if self.child else ""
