"""Workers that really die, a broker that really forgets, a PostgreSQL that is really stopped: no load is lost, and none goes on
for ever."""

import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.utils import timezone

from citations import tasks
from citations.actions.releases import start_release_again
from citations.actions.uploading import Original, upload_release
from citations.jobs import MAX_ATTEMPTS
from citations.models import Progress, Release
from singulariki.delivery.serving.processes import Broker
from tests.citations.official import original_files
from tests.worker import WorkerProcess, queue_at, unattended

ROOT = Path(settings.BASE_DIR)
POSTGRES = ROOT / ".ci" / "postgres"
PATIENCE = 60
LOADED = "soc-structure"


def until(true: Callable[[], object], what: str, worker: WorkerProcess) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, f"Not within {PATIENCE} s: {what}\n{worker.log_tail()}"
        time.sleep(0.05)


class BreakableWorker(WorkerProcess):
    """See `breakable_settings`."""

    def __init__(self, broker_url: str, var: Path, **environment: str) -> None:
        super().__init__(broker_url)
        self.var, self.log = var, var / "breakable-worker.log"
        self.environment |= {
            "DJANGO_SETTINGS_MODULE": "tests.resilience.breakable_settings",
            "SINGULARIKI_VAR": str(var),
            **environment,
        }

    def start_again(self) -> None:
        self.kill()
        self.ensure_running()


@pytest.fixture
def own_broker(valkey_url, tmp_path) -> Iterator[str]:
    """The address of a broker that no other worker of this run takes tasks from."""
    with Broker(tmp_path / "broker", keep=False) as broker:
        queue_at(broker.url)
        yield broker.url
    queue_at(unattended(valkey_url))


@pytest.fixture
def worker(own_broker, transactional_db) -> Iterator[BreakableWorker]:
    """A breakable worker on the database and the files of this run, not started yet."""
    worker = BreakableWorker(own_broker, Path(settings.SCRATCH_DIR))
    yield worker
    worker.kill()
    for name in ("die-in-check", "deaths", "hold-in-load", "held"):
        (worker.var / name).unlink(missing_ok=True)


@pytest.fixture
def release(transactional_db) -> Release:
    files = [Original(name, io.BytesIO(content)) for name, content in original_files(LOADED).items()]
    return upload_release(files=files)[0]


def state_of(release: Release) -> str:
    return Release.objects.values_list("state", flat=True).get(pk=release.pk)


def test_a_file_that_kills_its_worker_twice_is_marked_failed_and_left_to_a_person(worker, release):
    bomb = worker.var / "die-in-check"
    bomb.touch()
    worker.ensure_running()
    tasks.queue(tasks.process_release, release)
    until(lambda: state_of(release) == Release.State.FAILED, "marked failed", worker)
    worker.wait_until_idle()

    release.refresh_from_db()
    assert "broke off twice" in release.failure
    assert "Look at the file" in release.failure
    assert len((worker.var / "deaths").read_text().splitlines()) == MAX_ATTEMPTS
    assert not Progress.objects.exists()

    # Neither a restart nor a message that comes again has it begun a third time.
    worker.start_again()
    tasks.process_release.delay(release.pk)
    tasks.requeue_interrupted.delay()
    worker.wait_until_idle()
    assert state_of(release) == Release.State.FAILED
    assert len((worker.var / "deaths").read_text().splitlines()) == MAX_ATTEMPTS

    bomb.unlink()
    tasks.queue(tasks.process_release, start_release_again(release=release))
    until(lambda: state_of(release) == Release.State.READY, "loaded after a person started it again", worker)


def test_what_a_lost_broker_held_is_found_at_the_start_of_a_worker_and_while_it_runs(worker, release):
    tasks.queue(tasks.process_release, release)
    worker.queue.flushdb()
    Release.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    worker.ensure_running()
    until(lambda: state_of(release) == Release.State.READY, "loaded at the worker's start", worker)

    other, _ = upload_release(files=[Original("edges.csv", io.BytesIO(b"soc10,isco08\n111011,1112\n"))])
    Release.objects.filter(pk=other.pk).update(created_at=timezone.now() - timedelta(minutes=2))
    for _ in range(2):
        tasks.requeue_interrupted.delay()
    until(lambda: state_of(other) == Release.State.READY, "loaded by the sweep", worker)
    worker.wait_until_idle()
    assert Release.objects.get(pk=other.pk).report["facts"] == {"occupations.CrosswalkEdge": 1}


SET_UP = """
import django, io, sys
django.setup()
from django.core.management import call_command
from citations.actions.uploading import Original, upload_release
from tests.citations.official import original_files
call_command("migrate", verbosity=0)
files = [Original(name, io.BytesIO(content)) for name, content in original_files(sys.argv[1]).items()]
print(upload_release(files=files)[0].pk)
"""


@pytest.fixture
def cluster() -> Iterator[tuple[str, str]]:
    """A PostgreSQL of this test's own: its folder and address."""
    if not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        pytest.skip("PostgreSQL is not installed here, so it cannot be stopped")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        url = subprocess.run([POSTGRES, "start", folder], check=True, capture_output=True, text=True).stdout.strip()
        yield folder, url
        subprocess.run([POSTGRES, "stop", folder], check=False)


def test_a_postgresql_that_is_stopped_during_a_load_leaves_it_to_be_taken_up_when_it_is_back(cluster, own_broker, tmp_path):
    folder, url = cluster
    worker = BreakableWorker(own_broker, tmp_path, DATABASE_URL=url)
    set_up = subprocess.run(
        [sys.executable, "-c", SET_UP, LOADED],
        cwd=ROOT,
        env={**os.environ, **worker.environment},
        check=True,
        capture_output=True,
    )
    number = int(set_up.stdout.split()[-1])
    address = url.replace("postgres://", "postgresql://")

    def ask(sql: str) -> tuple:
        with psycopg.connect(address, autocommit=True) as connection:
            return connection.execute(sql).fetchone()

    def state() -> str:
        return ask(f"SELECT state FROM citations_release WHERE id = {number}")[0]

    hold, held = tmp_path / "hold-in-load", tmp_path / "held"
    try:
        for back_in_time in (True, False):
            hold.touch()
            worker.ensure_running()
            (tasks.requeue_interrupted if held.exists() else tasks.process_release.s(number)).delay()
            held.unlink(missing_ok=True)
            until(held.exists, "the load has written its first batch", worker)
            assert state() == "loading"
            broken_before = worker.log.read_text().count("OperationalError")
            subprocess.run([POSTGRES, "stop", folder], check=True)
            if back_in_time:
                subprocess.run([POSTGRES, "restart", folder], check=True)
            hold.unlink()
            until(lambda n=broken_before: worker.log.read_text().count("OperationalError") > n, "the load broke off", worker)
            worker.wait_until_idle()
            if not back_in_time:
                subprocess.run([POSTGRES, "restart", folder], check=True)
                # It fell silent when it lost its database, and nobody could write that down: age tells, in a minute and a half.
                ask("UPDATE citations_progress SET updated_at = updated_at - interval '90 seconds' RETURNING 1")
            assert state() == "loading"
        assert ask("SELECT attempts FROM citations_progress") == (2,)
        # Twice is often enough.
        tasks.requeue_interrupted.delay()
        until(lambda: state() == "failed", "marked failed", worker)
        failure, facts = ask(
            f"SELECT failure, (SELECT count(*) FROM occupations_socgroup WHERE release_id = {number}) FROM citations_release"
        )
        assert "lost its database" in failure
        assert facts == 0
    finally:
        worker.kill()
