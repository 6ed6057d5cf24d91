"""One site for all tests that break something: served as `make run` does, on a PostgreSQL and with a cache of its own."""

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from singulariki.delivery.serving.processes import Broker, Child
from tests.served import Served

SCRIPT = Path(settings.BASE_DIR) / ".ci" / "postgres"


class Cluster:
    """A PostgreSQL that can be stopped and started again."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.url = subprocess.run([SCRIPT, "start", folder], check=True, capture_output=True, text=True).stdout.strip()

    @property
    def is_there(self) -> bool:
        return (Path(self.folder) / "cluster" / "postmaster.pid").exists()

    def stop(self) -> None:
        subprocess.run([SCRIPT, "stop", self.folder], check=True)

    def start_again(self) -> None:
        subprocess.run([SCRIPT, "restart", self.folder], check=True)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster | None]:
    """None where PostgreSQL is not installed."""
    installed = list(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or subprocess.run(["which", "pg_config"]).returncode == 0
    if not installed:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        cluster = Cluster(folder)
        yield cluster
        if cluster.is_there:
            cluster.stop()


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    with Broker(tmp_path_factory.mktemp("cache"), keep=False) as cache:
        yield cache


@pytest.fixture(scope="session")
def site(cluster: Cluster | None, cache: Broker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample, served. Each test leaves all of it running."""
    site = Served(
        tmp_path_factory.mktemp("served"),
        DJANGO_SETTINGS_MODULE="tests.resilience.served_settings",
        CACHE_URL=cache.url,
        **({"DATABASE_URL": cluster.url} if cluster else {}),
    )
    site.wait_until_it_serves()
    yield site
    site.process.send_signal(signal.SIGTERM)
    try:
        site.wait_until_nothing_runs()
    finally:
        for pid in site.processes():
            os.kill(pid, signal.SIGKILL)


def kill(child: Child | int) -> None:
    """As a power cut, or the kernel short of memory, would. Returns when it is gone, its connections with it.

    What is queued while a worker is still dying may be handed to its open connection, and be lost with it.
    """
    pid = child if isinstance(child, int) else child.pid
    os.kill(pid, signal.SIGKILL)
    status = Path("/proc") / str(pid) / "status"
    with contextlib.suppress(OSError):  # no such process any more
        while "State:\tZ" not in status.read_text():
            time.sleep(0.01)
