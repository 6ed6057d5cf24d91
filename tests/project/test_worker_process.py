"""The run's own worker: real, on the test database, and gone without trace after each test."""

import time

import pytest
import redis
from django.contrib.auth import get_user_model
from wagtail.models import Page, Site

from singulariki.celery import app
from tests.worker import QUEUE, unattended


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


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round", [1, 2])
def test_a_committing_test_starts_from_what_migrations_left_each_time(round):
    get_user_model().objects.create_user("only-in-this-round")

    assert get_user_model().objects.count() == 1
    assert Page.objects.filter(depth=1).count() == 1
    assert Site.objects.filter(is_default_site=True).exists()
