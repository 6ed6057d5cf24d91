"""What every test can rely on: a real Valkey, a real worker process, and a database put back after each test."""

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.baseline import keep_baseline, restore_after_transactional_tests
from tests.chance import SEED
from tests.described_answers import hold_answers_to_their_description
from tests.migrated import begin_with_migrated_databases
from tests.publisher_site import PublisherSite
from tests.strict_templates import be_strict, tell_the_test_client
from tests.worker import WorkerProcess, queue_at, unattended

RELEASES = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
RESILIENCE = Path(__file__).resolve().parent / "resilience"
# What files say becomes the same facts, findings and documents on either database, and documents the same pages; that each
# table takes them, and that both store the same documents, is tried elsewhere.
TESTS = RESILIENCE.parent
ALIKE = (*(TESTS / name for name in ("charts", "corpus", "gradient", "occupations", "reading", "shapes")),)
USE_A_DATABASE = {"db", "transactional_db", "django_db_setup"}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def pytest_configure(config: pytest.Config) -> None:
    # Playwright's synchronous API keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    begin_with_migrated_databases()
    restore_after_transactional_tests()
    be_strict()
    tell_the_test_client()
    hold_answers_to_their_description()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    leave_out_those_that_are_not_drawn(config, items)
    for item in items:
        if RESILIENCE in item.path.parents:
            item.add_marker("resilience")
        alone = not item.get_closest_marker("django_db") and not USE_A_DATABASE & set(item.fixturenames)
        alike = any(folder in item.path.parents for folder in ALIKE) and not item.get_closest_marker("releases")
        if alone or alike:
            item.add_marker("either_database")
    if RELEASES.is_dir():
        return
    absent = pytest.mark.skip(reason="the real releases are not beside this checkout (../shared/data)")
    for item in items:
        if item.get_closest_marker("releases"):
            item.add_marker(absent)


def leave_out_those_that_are_not_drawn(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of the many cases of a test marked `drawn(one_in)` a part is run, other ones for another SEED; all where it is “all”, and
    where cases are named."""
    if SEED == "all" or any("[" in argument for argument in config.args):
        return
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("drawn"):
            cases.setdefault(f"{item.path.name}::{getattr(item, 'originalname', item.name)}", []).append(item)
    left_out: set[pytest.Item] = set()
    for name, alike in cases.items():
        # The smallest where several are marked: on a test itself, and for all of its file.
        one_in = min(marker.args[0] for marker in alike[0].iter_markers("drawn"))
        kept = set(random.Random(f"{SEED} {name}").sample(alike, -(-len(alike) // one_in)))
        left_out.update(item for item in alike if item not in kept)
    if left_out:
        config.hook.pytest_deselected(items=[item for item in items if item in left_out])
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """The test database, with what migrations put into it remembered."""
    with django_db_blocker.unblock():
        keep_baseline()


@pytest.fixture(scope="session")
def releases_folder() -> Path:
    """The real releases. Tests that use it are marked `releases`."""
    return RELEASES


@pytest.fixture(scope="session", autouse=True)
def valkey_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Valkey of this run's own, which Celery uses from the first test on.

    The worker listens there. What a test without the worker queues goes to a place that nobody reads: a task taken up while
    that test's rows are removed would meet them in a deadlock.
    """
    from singulariki.celery import app
    from singulariki.delivery.serving.processes import Broker

    with Broker(tmp_path_factory.mktemp("broker"), keep=False) as broker:
        queue_at(unattended(broker.url))
        yield broker.url
        app.close()


@pytest.fixture(scope="session")
def shared_worker(valkey_url: str, django_db_setup) -> Iterator[WorkerProcess]:
    worker = WorkerProcess(valkey_url)
    yield worker
    worker.stop()


@pytest.fixture
def celery_worker_process(shared_worker: WorkerProcess, valkey_url: str, transactional_db) -> Iterator[WorkerProcess]:
    """A real worker on the test database, for tests whose rows are committed (`transactional_db`, `live_server`).

    Started once a run; the test ends when nothing is under way.
    """
    shared_worker.ensure_running()
    queue_at(valkey_url)
    yield shared_worker
    queue_at(unattended(valkey_url))
    shared_worker.wait_until_idle()


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser on this machine. A browser test fails without one: it was asked for by its marker."""
    for name in CHROMIUM_NAMES:
        if found := shutil.which(name):
            return found
    pytest.fail("No Chromium on this machine. On Debian install the package chromium; .ci/run does so as root.")


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited before each new attempt to fetch something, in seconds. Nothing waits."""
    from citations.downloading import Site

    waited: list[float] = []
    monkeypatch.setattr(Site, "pause", staticmethod(waited.append))
    return waited


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch, pauses: list[float]) -> Iterator[PublisherSite]:
    """A publisher's site on this machine, which may be fetched from."""
    from citations.downloading import Site

    monkeypatch.setattr(Site, "schemes", frozenset({"http"}))
    monkeypatch.setattr(Site, "may_connect", staticmethod(lambda address: address == "127.0.0.1"))
    site = PublisherSite()
    yield site
    site.stop()
