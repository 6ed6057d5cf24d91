"""The run's own worker: real, on the test database, and gone without trace after each test."""

import io
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.contrib.auth import get_user_model
from wagtail.models import Page, Site

from citations import tasks
from citations.actions.editions import compile_edition
from citations.actions.publishing import publish_edition
from citations.actions.releases import import_release
from citations.actions.uploading import Original, upload_release
from citations.models import FollowUp, Release
from citations.queueing import send
from singulariki.celery import app
from singulariki.delivery.serving import processes
from singulariki.delivery.serving.processes import Child
from tests.citations.small_compiler import only
from tests.staff.files import broken_ilo_workbook, ilo_workbook
from tests.worker import LATER, QUEUE, WorkerProcess, queue_at, unattended


@pytest.mark.django_db(transaction=True)
def test_the_worker_answers_over_the_broker_of_this_run(celery_worker_process):
    replies = app.control.ping(timeout=30, limit=1)

    assert [list(reply.values()) for reply in replies] == [[{"ok": "pong"}]]


@pytest.mark.django_db(transaction=True)
def test_what_a_test_without_the_worker_queues_reaches_no_worker(shared_worker, valkey_url):
    shared_worker.ensure_running()
    with redis.Redis.from_url(unattended(valkey_url)) as nobodys:
        before = nobodys.llen(QUEUE)
        app.send_task("citations.tasks.nothing")
        time.sleep(1)

        assert nobodys.llen(QUEUE) == before + 1
        assert shared_worker.is_idle()


def wait_for(holds: Callable[[], bool], what: str, seconds: float = 60) -> None:
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < seconds, f"not within {seconds} s: {what}"
        time.sleep(0.05)


@pytest.fixture
def workers_as_served(celery_worker_process: WorkerProcess) -> Iterator[Child]:
    """The two workers of `make run`: that of this run keeps to what people wait for; the other one's comparisons can be held."""
    app.control.cancel_consumer(LATER, destination=["worker@localhost"], reply=True, timeout=30)
    log = celery_worker_process.log.with_name("later.log")
    environment = {**celery_worker_process.environment, "DJANGO_SETTINGS_MODULE": "tests.project.held_settings"}
    later = Child("later", processes.later_command(), environment=environment, log=log).start()
    yield later
    later.stop()
    app.control.add_consumer(LATER, destination=["worker@localhost"], reply=True, timeout=30)


@pytest.mark.django_db(transaction=True)
def test_an_upload_begins_while_what_follows_a_publication_takes_long(workers_as_served, monkeypatch):
    var = Path(settings.SCRATCH_DIR)
    hold, held = var / "hold", var / "held"
    held.unlink(missing_ok=True)
    monkeypatch.setattr("citations.actions.editions.AFTER_COMPILE", [])
    monkeypatch.setattr("citations.actions.editions.COMPILERS", only())
    import_release(files=[Original("scores.xlsx", io.BytesIO(ilo_workbook()))])
    hold.touch()
    try:
        publish_edition(edition=compile_edition(name="first"))
        wait_for(held.exists, "what follows the publication")
        release, _ = upload_release(files=[Original("broken.xlsx", io.BytesIO(broken_ilo_workbook()))])
        tasks.queue(tasks.process_release, release)
        wait_for(lambda: Release.objects.get(pk=release.pk).state == Release.State.REJECTED, "the check of an upload")

        assert FollowUp.objects.get(key="previews").state == FollowUp.State.RUNNING
    finally:
        hold.unlink()
    wait_for(lambda: not FollowUp.objects.exclude(state=FollowUp.State.DONE).exists(), "all that follows the publication")


def test_a_worker_that_takes_all_takes_what_people_wait_for_first(valkey_url):
    apart = valkey_url.removesuffix("/0") + "/2"
    taken: list[str] = []
    queue_at(apart)
    try:
        send("citations.follow_up", 1)
        send("citations.make_preview", 1, later=True)
        send("citations.look_for_new_releases")
        send("citations.fetch_release", 1)
        send("citations.process_release", 1)
        with app.connection_for_read() as connection, app.amqp.TaskConsumer(connection.channel()) as consumer:
            consumer.qos(prefetch_count=1)
            consumer.on_message = lambda message: (taken.append(message.headers["task"]), message.ack())
            while len(taken) < 5:
                connection.drain_events(timeout=5)
    finally:
        queue_at(unattended(valkey_url))

    assert taken == [
        "citations.process_release",
        "citations.follow_up",
        "citations.make_preview",
        "citations.look_for_new_releases",
        "citations.fetch_release",
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round", [1, 2])
def test_a_committing_test_starts_from_what_migrations_left_each_time(round):
    get_user_model().objects.create_user("only-in-this-round")

    assert get_user_model().objects.count() == 1
    assert Page.objects.filter(depth=1).count() == 1
    assert Site.objects.filter(is_default_site=True).exists()
