"""Every state of a release and of an edition, with somebody at work or left behind, has a way out by button, and it works."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from citations import tasks
from citations.actions.archiving import start_archiving, start_restoring
from citations.actions.editions import start_edition
from citations.actions.loaded_releases import set_aside_release
from citations.actions.releases import process_release
from citations.jobs import LEASE_TIMEOUT, MAX_ATTEMPTS, Cancelled, Job
from citations.models import Dataset, Edition, Progress, Release

pytestmark = pytest.mark.django_db
R, E = Release.State, Edition.State


def in_state(release: Release, state: str) -> Release:
    """The release as if it had come that far."""
    named = {"dataset": Dataset.objects.get(slug="ilo-genai-gradient"), "version": "2025"}
    Release.objects.filter(pk=release.pk).update(
        state=state,
        **(named if state in (R.CHECKED, R.LOADING, R.UNDECIDED) else {}),
        failure="OSError: out of room" * (state == R.FAILED),
    )
    release.refresh_from_db()
    return release


def at_work(subject: str) -> Job:
    return Job(subject)


def left_behind(subject: str, *, attempts: int = 1, **fields: object) -> None:
    """What a process that died leaves: a row that nobody keeps fresh."""
    Job(subject)._stop_heartbeat()
    Progress.objects.filter(subject=subject).update(
        host="elsewhere", attempts=attempts, updated_at=timezone.now() - LEASE_TIMEOUT, **fields
    )


def buttons(client, address: str) -> set[str]:
    """What the panel "What to do" offers: the last part of the addresses of its forms and links to other screens."""
    page = client.get(address)
    assert page.status_code == 200
    panel = re.split("What was uploaded|What it holds", page.content.decode().partition("What to do")[2])[0]
    actions = re.findall(r'action="[^"]*/([a-z-]+)/"', panel)
    links = re.findall(r'class="button[^"]*" href="/admin/data/[^"]*?([a-z-]+(?:\.csv)?)/?(?:\?[^"]*)?"', panel)
    return {*actions, *links}


ALIVE, STALE, QUIET = "with somebody at work", "left behind", ""
GONE = "gone"
# state, whether somebody is at it, and what each button makes of it once a worker has done its part.
RELEASES = [
    (R.UPLOADED, QUIET, {"start": R.READY, "cancel": R.CANCELLED}),
    (R.UPLOADED, ALIVE, {"cancel": R.CANCELLED}),
    (R.UPLOADED, STALE, {"start": R.READY, "cancel": R.CANCELLED}),
    (R.CHECKING, ALIVE, {"cancel": R.CANCELLED}),
    (R.CHECKING, STALE, {"start": R.READY, "cancel": R.CANCELLED}),
    (R.CHECKING, QUIET, {"start": R.READY, "cancel": R.CANCELLED}),
    (R.CHECKED, ALIVE, {"cancel": R.CANCELLED}),
    (R.CHECKED, STALE, {"start": R.READY, "cancel": R.CANCELLED}),
    (R.LOADING, ALIVE, {"cancel": R.CANCELLED}),
    (R.LOADING, STALE, {"start": R.READY, "cancel": R.CANCELLED}),
    (R.FAILED, QUIET, {"start": R.READY, "remove": GONE}),
    (R.CANCELLED, QUIET, {"start": R.READY, "remove": GONE}),
    (R.HELD, QUIET, {"overrule": R.READY, "withdraw": R.REJECTED, "upload": R.HELD, "start": R.HELD}),
    (R.READY, QUIET, {"compile": R.READY, "set-aside": R.SET_ASIDE, "archive": R.ARCHIVING}),
    (R.SET_ASIDE, QUIET, {"compile": R.SET_ASIDE, "bring-back": R.READY, "archive": R.ARCHIVING}),
    (R.RETIRED, QUIET, {"set-aside": R.SET_ASIDE, "bring-back": R.READY, "archive": R.ARCHIVING}),
    (R.ARCHIVING, QUIET, {"start": R.ARCHIVED}),
    (R.ARCHIVED, QUIET, {"restore": R.RESTORING}),
    (R.RESTORING, QUIET, {"start": R.READY, "cancel": R.ARCHIVED}),
    (R.RESTORING, STALE, {"start": R.READY, "cancel": R.ARCHIVED}),
    (R.UNDECIDED, QUIET, {"start": R.READY, "cancel": R.CANCELLED}),
    (R.REJECTED, QUIET, {"upload": R.REJECTED, "issues.csv": R.REJECTED, "remove": GONE}),
]
EDITIONS = [
    (E.COMPILING, QUIET, {"start": E.READY, "cancel": E.CANCELLED}),
    (E.COMPILING, ALIVE, {"cancel": E.CANCELLED}),
    (E.COMPILING, STALE, {"start": E.READY, "cancel": E.CANCELLED}),
    (E.FAILED, QUIET, {"start": E.READY}),
    (E.CANCELLED, QUIET, {"start": E.READY}),
    (E.READY, QUIET, {"preview": E.READY, "discard": E.DISCARDED}),
    (E.DISCARDED, QUIET, {"compile": E.DISCARDED}),
]


def each(table) -> list:
    return [
        pytest.param(state, who, offered, button, id=" ".join(filter(None, (state, who, "→", button))))
        for state, who, offered in table
        for button in offered
    ]


def press(client, address: str, button: str, **fields: str):
    """Press a button as the browser does: forms are posted, links followed."""
    return (client.get if button in {"compile", "preview"} else client.post)(f"{address}{button}/", fields, follow=True)


def test_no_state_is_forgotten():
    assert {state for state, _, _ in RELEASES} == set(R)
    assert {state for state, _, _ in EDITIONS} == set(E)


@pytest.mark.parametrize(("state", "who", "offered", "button"), each(RELEASES))
def test_a_release_has_a_way_out(state, who, offered, button, steward, request, monkeypatch, django_capture_on_commit_callbacks):
    if state in (*Release.SETTLED, *Release.ARCHIVAL):
        release = request.getfixturevalue({R.REJECTED: "rejected", R.HELD: "held"}.get(state, "ready"))
        if state == R.SET_ASIDE:
            set_aside_release(release=release, reason="Ten times too small.")
        elif state == R.RETIRED:
            in_state(release, state)
        elif state in Release.ARCHIVAL:
            start_archiving(release=release)
        if state in (R.ARCHIVED, R.RESTORING):
            process_release(release=release)
        if state == R.RESTORING:
            start_restoring(release=release)
    else:
        release = in_state(request.getfixturevalue("uploaded"), state)
    subject = f"release:{release.pk}"
    job = at_work(subject) if who == ALIVE else None
    if who == STALE:
        left_behind(subject, attempts=MAX_ATTEMPTS)
    queued = []
    monkeypatch.setattr(tasks, "queue", lambda task, what, user=None: queued.append((task, what.pk)))
    address = reverse("citations_admin:release", args=[release.pk])

    assert buttons(steward, address) == set(offered)

    if button in {"upload", "issues.csv", "compile"}:
        name = {"upload": "upload", "issues.csv": "release_issues", "compile": "compile"}[button]
        found = reverse(f"citations_admin:{name}", args=[release.pk] if name == "release_issues" else [])
        assert steward.get(found).status_code == 200
    else:
        with django_capture_on_commit_callbacks(execute=True):
            assert press(steward, address, button, reason="Wrong by ten.").status_code == 200
    if job is not None:
        with pytest.raises(Cancelled, match="Stella Ward"):
            job.check_in()
        job.close()
        Release.objects.filter(pk=release.pk).update(state=R.CANCELLED)
    if button == "start":
        assert queued == [(tasks.process_release, release.pk)]
        tasks.process_release(release.pk)
    left = Release.objects.filter(pk=release.pk).values_list("state", flat=True)
    assert (left[0] if left else GONE) == offered[button]
    assert not Progress.objects.exists()


@pytest.mark.parametrize(("state", "who", "offered", "button"), each(EDITIONS))
def test_an_edition_has_a_way_out(
    state, who, offered, button, steward, ready, edition_of, monkeypatch, django_capture_on_commit_callbacks
):
    edition = edition_of("tried", {"a": {}}) if state == E.READY else start_edition(name="tried")
    if state != E.READY:
        Edition.objects.filter(pk=edition.pk).update(state=state)
        monkeypatch.setattr("citations.actions.editions.COMPILERS", {})
        monkeypatch.setattr("citations.actions.editions.AFTER_COMPILE", [])
    subject = f"edition:{edition.pk}"
    job = at_work(subject) if who == ALIVE else None
    if who == STALE:
        left_behind(subject, attempts=MAX_ATTEMPTS)
    queued = []
    monkeypatch.setattr(tasks, "queue", lambda task, what, user=None: queued.append((task, what.pk)))
    address = reverse("citations_admin:edition", args=[edition.pk])

    assert buttons(steward, address) == set(offered)

    if button == "compile":
        address = reverse("citations_admin:editions")
    with django_capture_on_commit_callbacks(execute=True):
        assert press(steward, address, button).status_code == 200
    if job is not None:
        with pytest.raises(Cancelled, match="Stella Ward"):
            job.check_in()
        job.close()
        Edition.objects.filter(pk=edition.pk).update(state=E.CANCELLED)
    if button == "start":
        assert queued == [(tasks.compile_edition, edition.pk)]
        tasks.compile_edition(edition.pk)
    edition.refresh_from_db()
    assert edition.state == offered[button], edition.failure
    assert not Progress.objects.filter(subject=subject).exists()


def test_a_wait_that_was_cancelled_is_told_with_who_and_when(steward, uploaded):
    address = reverse("citations_admin:release", args=[uploaded.pk])
    steward.post(f"{address}cancel/")

    assert f"Cancelled by Stella Ward on {timezone.now():%-d %B %Y}" in steward.get(address).content.decode()
    # What was queued before is delivered afterwards.
    tasks.process_release(uploaded.pk)
    uploaded.refresh_from_db()
    assert uploaded.state == R.CANCELLED
