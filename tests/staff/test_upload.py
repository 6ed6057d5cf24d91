"""Uploading: what is kept, what is refused, and what happens when no worker can be told."""

import errno
import hashlib
import io
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from citations.actions.releases import process_release
from citations.actions.uploading import Original, upload_release
from citations.jobs import Job
from citations.models import Release, originals_storage
from tests.staff.conftest import an_upload, upload
from tests.staff.files import broken_ilo_workbook, ilo_workbook

pytestmark = pytest.mark.django_db(transaction=True)


def test_uploaded_bytes_are_kept_and_the_worker_loads_them(steward, celery_worker_process):
    content = ilo_workbook()
    response = upload(steward, an_upload(content))
    celery_worker_process.wait_until_idle()

    release = Release.objects.get()
    assert response.redirect_chain[0][0] == reverse("citations_admin:release", args=[release.pk])
    assert release.state == Release.State.READY, release.failure or release.issues.first()
    assert release.uploaded_by == steward.user
    with release.files.get().content.open() as kept:
        assert kept.read() == content


def test_a_broken_file_is_rejected_by_the_worker_with_the_place_named(steward, celery_worker_process):
    upload(steward, an_upload(broken_ilo_workbook()))
    celery_worker_process.wait_until_idle()
    release = Release.objects.get()
    page = steward.get(reverse("citations_admin:release", args=[release.pk])).content.decode()

    assert release.state == Release.State.REJECTED
    assert "Upload the right files" in page
    assert "1.7" in page
    assert "score_2025" in page


def test_a_full_disk_is_told_in_place_and_nothing_is_left_on_it(steward, monkeypatch):
    storage = originals_storage()

    def until_full(self, name, content):
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.read(100))
        raise OSError(errno.ENOSPC, "No space left on device")

    content = ilo_workbook()
    with monkeypatch.context() as patched:
        patched.setattr(type(storage), "_save", until_full)
        answer = steward.post(reverse("citations_admin:upload"), {"files": [an_upload(content)]})
    name = hashlib.sha256(content).hexdigest()

    assert answer.status_code == 422
    assert "There is no room left on the disk" in answer.content.decode()
    assert not Release.objects.exists()
    assert not storage.exists(f"{name[:2]}/{name}")
    upload(steward, an_upload(content))
    assert Release.objects.get().files.get().content.name == f"{name[:2]}/{name}"


def test_the_same_bytes_lead_to_the_release_that_has_them(steward, ready):
    with ready.files.get().content.open() as kept:
        response = upload(steward, an_upload(kept.read(), "renamed.xlsx"))

    assert Release.objects.count() == 1
    assert response.redirect_chain[0][0] == reverse("citations_admin:release", args=[ready.pk])
    assert "here already" in response.content.decode()


def test_several_files_make_one_release_where_the_uploader_says_so(steward):
    upload(steward, an_upload(b"a,b\n1,2\n", "one.csv"), an_upload(b"c,d\n3,4\n", "two.csv"), dataset="onet")

    assert sorted(Release.objects.get().files.values_list("name", flat=True)) == ["one.csv", "two.csv"]


def test_a_file_above_the_limit_is_refused_in_plain_words(steward, settings):
    settings.UPLOAD_LIMIT_BYTES = 1000
    response = upload(steward, an_upload(b"x" * 1001, "large.csv"), an_upload(b"a,b\n", "small.csv"), version="30.2")

    assert response.status_code == 422
    assert "large.csv is larger than 1000" in response.content.decode().replace("\xa0", " ")
    assert not Release.objects.exists()


def test_a_file_of_exactly_the_limit_is_taken(steward, settings):
    settings.UPLOAD_LIMIT_BYTES = 1000
    upload(steward, an_upload(b"x" * 1000, "just.csv"))

    assert Release.objects.get().files.get().size == 1000


def test_a_form_without_files_says_so(steward):
    response = upload(steward)

    assert response.status_code == 422
    assert "Choose one or more files" in response.content.decode()


def test_without_its_token_the_form_is_refused(steward):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(steward.user)

    assert strict.post(reverse("citations_admin:upload"), {"files": an_upload(b"a")}).status_code == 403
    assert not Release.objects.exists()


def test_when_no_worker_can_be_told_the_files_are_safe_and_can_be_started_later(steward, broker_down):
    page = upload(steward, an_upload(ilo_workbook())).content.decode()
    release = Release.objects.get()

    assert release.state == Release.State.UPLOADED
    assert "The files are safe" in page
    assert "press “Start now” here" in page
    assert page.count("Start now") == 2
    assert release.files.get().content.storage.exists(release.files.get().content.name)


def test_what_waits_says_what_the_worker_does_first_and_offers_to_start_it_only_where_that_helps(steward, ready):
    uploaded = upload_release(files=[Original("scores.xlsx", io.BytesIO(broken_ilo_workbook()))])[0]
    screen, progress = (reverse(f"citations_admin:{name}", args=[uploaded.pk]) for name in ("release", "release_progress"))
    Job(f"follow-up:{ready.pk}")  # has a worker of its own
    assert "Start now" in steward.get(screen).content.decode()
    alone = steward.get(progress).json()

    job = Job(f"release:{ready.pk}")
    page, busy = steward.get(screen).content.decode(), steward.get(progress).json()
    assert "Waiting for the worker, which is at work on Generative AI" in page
    assert "Start now" not in page
    assert "Cancel" in page
    assert busy["stage"] != alone["stage"]  # so that an open screen is shown anew

    job.abandon()
    assert "Start now" in steward.get(screen).content.decode()


def test_start_checking_has_the_worker_check(steward, uploaded, celery_worker_process):
    steward.post(reverse("citations_admin:start_release", args=[uploaded.pk]))
    celery_worker_process.wait_until_idle()
    uploaded.refresh_from_db()

    assert uploaded.state == Release.State.READY


def test_starting_twice_loads_once(steward, uploaded, celery_worker_process):
    for _ in range(2):
        steward.post(reverse("citations_admin:start_release", args=[uploaded.pk]))
    celery_worker_process.wait_until_idle()
    uploaded.refresh_from_db()

    assert uploaded.state == Release.State.READY
    assert uploaded.report["facts"]["gradient.UnitGroup"] == 3


def test_what_failed_through_our_fault_can_be_tried_again(steward, uploaded, celery_worker_process):
    stored = uploaded.files.get().content
    content = stored.open().read()
    stored.storage.delete(stored.name)
    with pytest.raises(FileNotFoundError):
        process_release(release=uploaded)
    page = steward.get(reverse("citations_admin:release", args=[uploaded.pk])).content.decode()
    stored.storage.save(stored.name, io.BytesIO(content))
    steward.post(reverse("citations_admin:start_release", args=[uploaded.pk]))
    celery_worker_process.wait_until_idle()
    uploaded.refresh_from_db()

    assert "Try again" in page
    assert "FileNotFoundError" in page
    assert uploaded.state == Release.State.READY


def test_files_whose_check_failed_are_tried_again_when_they_come_again(steward, uploaded, celery_worker_process):
    Release.objects.filter(pk=uploaded.pk).update(state=Release.State.FAILED, failure="OSError: out of room")
    response = upload(steward, an_upload(uploaded.files.get().content.open().read()))
    celery_worker_process.wait_until_idle()
    release = Release.objects.get()

    assert "tried again" in response.content.decode()
    assert (release.state, release.failure) == (Release.State.READY, "")


def test_a_version_that_cannot_be_a_name_is_refused_in_the_form(steward):
    response = upload(steward, an_upload(b"a,b\n"), version="30\x07.2")

    assert response.status_code == 422
    assert "The version holds an invisible character" in response.content.decode()
    assert not Release.objects.exists()


def test_more_files_than_can_be_sent_at_once_are_refused_readably(steward, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    answer = steward.post(reverse("citations_admin:upload"), {"files": [an_upload(b"a", f"{n}.csv") for n in range(3)]})

    assert answer.status_code == 400
    assert "<h1" in answer.content.decode()
    assert not Release.objects.exists()
