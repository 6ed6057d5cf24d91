"""Work that breaks off at any step leaves the live edition as it was, and the next run is clean."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from citations.actions.editions import compile_edition
from citations.actions.releases import process_release
from citations.models import Edition, Profile, Progress, Release
from citations.selectors import live_edition
from tests.citations.interrupting import COMPILE_STEPS, IMPORT_STEPS, IMPORTED, Step, killed_at
from tests.citations.official import attempt, fact_count, facts_of, original_files
from tests.worker import WorkerProcess

ROOT = Path(__file__).resolve().parents[2]


class Broken(Exception):
    """What is raised where work is to break off."""


def stop() -> None:
    raise Broken


@pytest.fixture
def unchanged(live):
    """unchanged(): the live edition is the one that was live when the test began, to the byte."""

    def pages() -> list[tuple]:
        return list(Profile.objects.filter(edition=live_edition()).values_list("kind", "key", "document", "digest"))

    before = pages()
    assert before

    def check() -> None:
        assert live_edition() == live
        assert pages() == before

    return check


def killed(work: str, step: Step, broker_url: str) -> None:
    """Do the work in a process of its own, which is killed at the step."""
    command = [sys.executable, "-m", "tests.citations.interrupting", work, step.target, step.when, str(step.count)]
    environment = {**os.environ, **WorkerProcess(broker_url).environment}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr[-2_000:]


def assert_clean_import(release: Release) -> None:
    assert release.state == Release.State.READY, release.failure
    assert Release.objects.filter(fingerprint=release.fingerprint).count() == 1
    assert facts_of(release) == facts_of(attempt(other_bytes(), is_sample=True))
    assert not Progress.objects.exists()


def other_bytes() -> dict[str, bytes]:
    """The same release in other bytes: blank lines at the end of its text."""
    return {name: content + b"\n" if name.endswith(".csv") else content for name, content in original_files(IMPORTED).items()}


@pytest.mark.django_db
@pytest.mark.drawn(2)
@pytest.mark.parametrize("step", IMPORT_STEPS, ids=str)
def test_an_import_that_fails_leaves_no_facts_and_can_be_run_again(step, unchanged, monkeypatch):
    with monkeypatch.context() as patch:
        step.install(stop, patch.setattr)
        with pytest.raises(Broken):
            attempt(original_files(IMPORTED))

    unchanged()
    for release in Release.objects.exclude(pk__in=live_edition().members.values("release")):
        assert release.state == Release.State.FAILED
        assert "Broken" in release.failure
        assert fact_count(release) == 0
    assert_clean_import(attempt(original_files(IMPORTED)))
    unchanged()


@pytest.mark.django_db(transaction=True)
@pytest.mark.drawn(3)
@pytest.mark.parametrize("step", killed_at(IMPORT_STEPS), ids=str)
def test_an_import_that_is_killed_leaves_nothing_that_is_read_and_can_be_run_again(step, unchanged, valkey_url):
    killed("import", step, valkey_url)

    unchanged()
    assert not Release.objects.filter(state=Release.State.READY).exclude(pk__in=live_edition().members.values("release")).exists()
    assert_clean_import(attempt(original_files(IMPORTED)))
    unchanged()


@pytest.mark.django_db(transaction=True)
def test_a_worker_takes_up_a_killed_import_where_the_release_is_known_already(unchanged, valkey_url):
    killed("import", IMPORT_STEPS[-1], valkey_url)
    release = Release.objects.exclude(pk__in=live_edition().members.values("release")).get()
    assert release.state == Release.State.LOADING
    assert fact_count(release) > 0

    assert_clean_import(process_release(release=release))
    unchanged()


@pytest.mark.django_db
@pytest.mark.parametrize("step", COMPILE_STEPS, ids=str)
def test_a_compile_that_fails_leaves_no_profiles_and_another_is_clean(step, unchanged, monkeypatch):
    with monkeypatch.context() as patch:
        step.install(stop, patch.setattr)
        with pytest.raises(Broken):
            compile_edition(name="broken-off")

    unchanged()
    assert not Profile.objects.filter(edition__name="broken-off").exists()
    assert_next_compile_is_clean()
    unchanged()


@pytest.mark.django_db(transaction=True)
@pytest.mark.drawn(3)
@pytest.mark.parametrize("step", killed_at(COMPILE_STEPS), ids=str)
def test_a_compile_that_is_killed_is_never_ready_and_another_is_clean(step, unchanged, valkey_url):
    killed("compile", step, valkey_url)

    unchanged()
    assert not Edition.objects.filter(name="broken-off", state=Edition.State.READY).exists()
    assert_next_compile_is_clean()
    assert not Profile.objects.filter(edition__name="broken-off").exists()
    assert not Progress.objects.exists()
    unchanged()


def assert_next_compile_is_clean() -> None:
    edition = compile_edition(name="next")
    live = live_edition()
    assert edition.state == Edition.State.READY
    assert (edition.fingerprint, edition.content_digest, edition.profile_count) == (
        live.fingerprint,
        live.content_digest,
        live.profile_count,
    )
