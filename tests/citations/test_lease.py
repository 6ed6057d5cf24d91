"""Who works on a release or an edition keeps a lease fresh; who lost it, or is asked to stop, stops and leaves nothing behind."""

import time
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from citations import tasks
from citations.actions.editions import cancel_edition, compile_edition, start_edition
from citations.actions.releases import cancel_release, process_release
from citations.jobs import LEASE_TIMEOUT, MAX_ATTEMPTS, AlreadyUnderWay, Job, is_running
from citations.models import Edition, Profile, Progress, Release
from citations.selectors import WAIT, interrupted
from singulariki.celery import app
from tests.citations.interrupting import ACTIONS, IMPORTED, Step
from tests.citations.official import attempt, fact_count, original_files

CANCEL_STEPS = [
    Step(f"{ACTIONS}.releases.sweep", "after"),
    Step(f"{ACTIONS}.checking.check", "after"),
    Step(f"{ACTIONS}.checking.bulk_load", "after"),
    Step(f"{ACTIONS}.checking.bulk_load", "after", 3),
    Step(f"{ACTIONS}.checking.fact_kinds", "after"),
]


def at(step: Step, monkeypatch, do) -> Release:
    """Import a release, and do something at a step of it."""
    with monkeypatch.context() as patch:
        step.install(lambda: do(Release.objects.get()), patch.setattr)
        return attempt(original_files(IMPORTED))


@pytest.fixture
def stella(db):
    return get_user_model().objects.create_user("stella", first_name="Stella", last_name="Ward")


@pytest.mark.django_db(transaction=True)
def test_a_job_is_heard_of_while_it_is_in_the_middle_of_one_big_step(monkeypatch):
    monkeypatch.setattr("citations.jobs.HEARTBEAT_INTERVAL", timedelta(milliseconds=50))
    job = Job("release:1")
    Progress.objects.update(updated_at=timezone.now() - LEASE_TIMEOUT)
    assert not is_running("release:1")
    deadline = time.monotonic() + 20
    while not is_running("release:1"):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    job.abandon()
    assert not is_running("release:1")
    time.sleep(0.3)
    assert not is_running("release:1")


@pytest.mark.django_db
@pytest.mark.parametrize("step", CANCEL_STEPS, ids=str)
def test_a_check_or_load_that_is_cancelled_stops_leaves_nothing_and_can_be_started_again(step, stella, monkeypatch):
    release = at(step, monkeypatch, lambda release: cancel_release(release=release, user=stella))

    assert release.state == Release.State.CANCELLED
    assert release.failure.startswith("Cancelled by Stella Ward on ")
    assert fact_count(release) == 0
    assert not Progress.objects.exists()
    again = attempt(original_files(IMPORTED))
    assert (again, again.state, again.failure) == (release, Release.State.READY, "")


@pytest.mark.django_db
@pytest.mark.parametrize("step", CANCEL_STEPS[2:], ids=str)
def test_who_was_taken_for_dead_leaves_everything_to_whoever_took_over(step, monkeypatch):
    def take_over(release: Release) -> None:
        Progress.objects.update(host="elsewhere", started_at=timezone.now() + timedelta(seconds=1))

    with pytest.raises(AlreadyUnderWay, match="taken up by another process"):
        at(step, monkeypatch, take_over)

    assert Release.objects.get().state == Release.State.LOADING
    assert Progress.objects.get().host == "elsewhere"


@pytest.mark.django_db
def test_who_was_taken_for_dead_does_not_mark_the_others_work_failed(monkeypatch):
    def take_over(release: Release) -> None:
        Progress.objects.update(host="elsewhere", started_at=timezone.now() + timedelta(seconds=1))
        raise ValueError("The other one has loaded this fact already.")

    with pytest.raises(ValueError, match="The other one"):
        at(CANCEL_STEPS[2], monkeypatch, take_over)

    assert Release.objects.get().state == Release.State.LOADING
    assert Progress.objects.get().host == "elsewhere"


def test_a_compile_that_is_cancelled_stops_and_leaves_no_profiles(ilo_release, small_compiler, stella):
    def cancelled_midway(facts):
        from tests.citations.small_compiler import titles_of_unit_groups

        for number, draft in enumerate(titles_of_unit_groups(facts)):
            if number == 1:
                cancel_edition(edition=Edition.objects.get(name="midway"), user=stella)
            yield draft

    small_compiler(cancelled_midway)
    edition = compile_edition(name="midway")

    assert edition.state == Edition.State.CANCELLED
    assert edition.failure.startswith("Cancelled by Stella Ward on ")
    assert not Profile.objects.filter(edition=edition).exists()
    assert not Progress.objects.exists()


def left_behind(subject: str, **fields: object) -> None:
    Job(subject).abandon()
    Progress.objects.filter(subject=subject).update(**fields)


def test_an_edition_whose_compile_broke_off_twice_is_marked_failed_and_never_begun_by_itself(ilo_release, small_compiler):
    edition = start_edition(name="broken")
    left_behind(f"edition:{edition.pk}", attempts=MAX_ATTEMPTS)
    for _ in range(2):
        tasks.compile_edition(edition.pk)
        edition.refresh_from_db()
        assert edition.state == Edition.State.FAILED
        assert "broke off twice" in edition.failure


@pytest.mark.django_db
def test_work_that_was_cancelled_and_then_died_is_not_taken_up(monkeypatch):
    release = at(CANCEL_STEPS[2], monkeypatch, lambda release: cancel_release(release=release))
    Release.objects.filter(pk=release.pk).update(state=Release.State.LOADING)
    left_behind(f"release:{release.pk}", cancelled_by="Stella Ward")
    process_release(release=release, unattended=True)

    release.refresh_from_db()
    assert (release.state, fact_count(release)) == (Release.State.CANCELLED, 0)


@pytest.mark.django_db
def test_a_person_who_starts_what_broke_off_twice_is_obeyed(monkeypatch):
    release = at(CANCEL_STEPS[2], monkeypatch, lambda release: cancel_release(release=release))
    left_behind(f"release:{release.pk}", attempts=MAX_ATTEMPTS)

    assert process_release(release=release).state == Release.State.READY


def test_what_waits_longer_than_a_worker_lets_it_is_found_and_what_was_just_handed_over_is_not(ilo_release, small_compiler):
    edition = start_edition(name="waiting")
    release = Release.objects.create(fingerprint="1" * 64, retrieved_at=timezone.now())
    assert (interrupted(Release), interrupted(Edition)) == ([], [])
    for model in (Release, Edition):
        model.objects.filter(pk__in=[release.pk, edition.pk]).exclude(state="ready").update(created_at=timezone.now() - WAIT)

    assert (interrupted(Release), interrupted(Edition)) == ([release], [edition])
    job = Job(f"release:{release.pk}")
    assert interrupted(Release) == []
    job.abandon()
    assert interrupted(Release) == [release]


def test_the_sweep_is_on_the_schedule():
    scheduled = {entry["task"] for entry in app.conf.beat_schedule.values()}

    assert tasks.requeue_interrupted.name in scheduled


def test_a_job_whose_process_died_after_the_outcome_is_forgotten_and_no_other(db, monkeypatch):
    monkeypatch.setattr(tasks, "queue", lambda task, subject, user=None, later=False: None)
    ready = attempt(original_files(IMPORTED))
    half = start_edition(name="half")
    running = Job("release:0")
    for subject in (ready.subject, half.subject, "release:404"):
        Job(subject).abandon()

    tasks.requeue_interrupted()

    assert set(Progress.objects.values_list("subject", flat=True)) == {half.subject, "release:0"}
    running.close()
