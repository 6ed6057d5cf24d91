"""Fetching a dataset's release from its publisher's site: what becomes of the files, and of whatever goes wrong."""

import errno
import io
from datetime import timedelta

import pytest
from django.conf import settings as django_settings

from citations import tasks
from citations.actions import fetching
from citations.actions.releases import import_release
from citations.actions.uploading import Original
from citations.jobs import AlreadyUnderWay, Job
from citations.models import Progress, PublisherOffer, Release
from tests.citations.offered import ILO, WORKBOOK, fetch, loaded, the_offer
from tests.citations.official import original_files

pytestmark = pytest.mark.usefixtures("fetch_folder")
State = PublisherOffer.State


def partial_files() -> list[str]:
    folder = django_settings.FETCH_FOLDER
    return [path.name for path in folder.glob("*")] if folder.exists() else []


def test_what_was_fetched_becomes_a_release_as_an_upload_does(db, publisher, offered, workbook):
    publisher.put(f"/{WORKBOOK}", workbook)
    offered(f"/{WORKBOOK}")
    phases = []

    offer = fetch(listener=lambda phase, done, total: phases.append(phase))

    release = loaded(offer)
    assert (offer.state, release.state, release.version) == (State.FETCHED, Release.State.READY, "2025")
    assert release.source_url == f"{publisher.address}/{WORKBOOK}"
    assert release.asked_dataset == ILO
    assert release.files.get().content.read() == workbook
    assert release.files.get().sha256 in offer.result
    assert f"Fetching {WORKBOOK} (1 of 1)" in phases
    assert not Progress.objects.exists()
    assert not partial_files()


def test_the_same_files_again_are_no_second_release(db, publisher, offered, workbook):
    publisher.put(f"/{WORKBOOK}", workbook)
    offered(f"/{WORKBOOK}")
    release = loaded(fetch())

    again = fetch()

    assert again.release == release
    assert "here already" in again.result
    assert Release.objects.count() == 1


def test_files_that_a_release_has_among_others_are_here_already(db, publisher, offered, workbook):
    release, _ = import_release(files=[Original(name, io.BytesIO(file)) for name, file in original_files(ILO).items()])
    assert release.files.count() > 1
    assert release.state == Release.State.READY
    publisher.put(f"/{WORKBOOK}", workbook)
    offered(f"/{WORKBOOK}")

    assert fetch().release == release
    assert Release.objects.count() == 1


def test_a_file_with_other_content_is_fetched_and_refused_by_the_check(db, publisher, offered):
    publisher.put(f"/{WORKBOOK}", b"code,score\n11-1011,0.5\n")
    offered(f"/{WORKBOOK}")

    release = loaded(fetch())

    assert release.state == Release.State.REJECTED
    assert release.issues.filter(severity="error").exists()


def test_a_refusal_is_kept_with_what_to_do(db, publisher, offered, workbook):
    publisher.put(f"/{WORKBOOK}", workbook, statuses=[403])
    offered(f"/{WORKBOOK}")

    offer = fetch()

    assert offer.state == State.FAILED
    assert offer.release is None
    assert offer.result.startswith("127.0.0.1 refuses automatic downloads (status 403). Open http://127.0.0.1")
    assert offer.result.endswith(f"/{WORKBOOK} in a browser, save the file, and upload it here.")
    assert not Release.objects.exists()


def test_of_several_files_one_that_is_refused_names_all_that_belong_together(db, publisher, offered, workbook):
    publisher.put(f"/{WORKBOOK}", workbook)
    publisher.put("/structure.csv", b"x", statuses=[403])
    offered(f"/{WORKBOOK}", "/structure.csv")

    offer = fetch()

    assert offer.state == State.FAILED
    assert "uploaded together" in offer.result
    assert f"/{WORKBOOK}, http" in offer.result
    assert not Release.objects.exists()


def test_what_came_before_another_file_failed_is_not_fetched_again(db, publisher, offered, workbook):
    publisher.put(f"/{WORKBOOK}", workbook)
    publisher.put("/structure.csv", b"a,b\n1,2\n", statuses=[403])
    offered(f"/{WORKBOOK}", "/structure.csv")
    fetch()

    assert fetch().state == State.FETCHED
    assert [asked.status for asked in publisher.got(f"/{WORKBOOK}")] == [200, 416]


def test_a_file_that_is_not_needed_may_be_absent(db, publisher, offered, workbook):
    publisher.put(f"/{WORKBOOK}", workbook)
    offered(f"/{WORKBOOK}", optional=("/structure.csv",))

    offer = fetch()

    assert offer.state == State.FETCHED
    assert "It lacks structure.csv" in offer.result


def test_a_file_that_is_not_needed_but_there_is_not_left_out_by_a_passing_fault(db, publisher, offered, workbook):
    publisher.put(f"/{WORKBOOK}", workbook)
    publisher.put("/structure.csv", b"x", statuses=[503] * 9)
    offered(f"/{WORKBOOK}", optional=("/structure.csv",))

    assert fetch().state == State.FAILED


def test_a_full_disk_is_said_and_keeps_what_came(db, publisher, offered, workbook, monkeypatch):
    publisher.put(f"/{WORKBOOK}", workbook)
    offered(f"/{WORKBOOK}")

    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("citations.actions.uploading.store_original", full)

    offer = fetch()

    assert offer.state == State.FAILED
    assert "no room left on the disk" in offer.result
    assert "the next fetch goes on from there" in offer.result
    assert "Nothing of them was kept" not in offer.result
    assert partial_files()


def test_a_fault_of_ours_is_recorded_and_raised(db, publisher, offered, workbook, monkeypatch):
    publisher.put(f"/{WORKBOOK}", workbook)
    offered(f"/{WORKBOOK}")
    monkeypatch.setattr(fetching, "upload_release", lambda **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        fetch()
    offer = the_offer()
    assert (offer.state, offer.result) == (State.FAILED, "ZeroDivisionError: division by zero")
    assert not Progress.objects.exists()


def test_a_fetch_can_be_cancelled_and_goes_on_later(transactional_db, publisher, offered, workbook, monkeypatch):
    publisher.put(f"/{WORKBOOK}", workbook * 1, piece=2_000, pause=0.01)
    offered(f"/{WORKBOOK}")
    monkeypatch.setattr("citations.jobs.INTERVAL", timedelta(0))

    def cancel(phase, done, total):
        if phase.startswith("Fetching") and done >= 4:
            fetching.cancel_fetch(offer=the_offer())

    offer = fetch(listener=cancel)

    assert offer.state == State.CANCELLED
    assert "Cancelled by the command line" in offer.result
    assert not Progress.objects.exists()
    publisher.pages[f"/{WORKBOOK}"].pause = 0
    assert fetch().state == State.FETCHED
    assert publisher.got(f"/{WORKBOOK}")[-1].status == 206


def test_a_fetch_that_waits_can_be_cancelled(db, offered):
    offered("/a.xlsx")
    offer = fetching.request_fetch(dataset=ILO)

    assert fetching.cancel_fetch(offer=offer).state == State.CANCELLED
    with pytest.raises(ValueError, match="nothing to cancel"):
        fetching.cancel_fetch(offer=offer)


def test_one_process_fetches_at_a_time(db, offered):
    offered("/a.xlsx")
    offer = fetching.request_fetch(dataset=ILO)
    job = Job(offer.subject)
    try:
        with pytest.raises(AlreadyUnderWay):
            fetching.run_fetch(offer=offer)
        with pytest.raises(AlreadyUnderWay):
            fetching.request_fetch(dataset=ILO)
    finally:
        job.close()


def test_a_fetch_that_broke_off_twice_waits_for_a_person(db, publisher, offered, workbook):
    publisher.put(f"/{WORKBOOK}", workbook)
    offered(f"/{WORKBOOK}")
    offer = fetching.request_fetch(dataset=ILO)
    for _ in range(2):
        Job(offer.subject).abandon()

    tasks.fetch_release(offer.pk)

    offer.refresh_from_db()
    assert offer.state == State.FAILED
    assert "broke off twice" in offer.result
    assert not publisher.asked
    assert fetch().state == State.FETCHED


def test_the_worker_checks_what_it_fetched(db, publisher, offered, workbook, monkeypatch):
    publisher.put(f"/{WORKBOOK}", workbook)
    offered(f"/{WORKBOOK}")
    queued = []
    monkeypatch.setattr(tasks, "queue", lambda task, subject, user=None: queued.append((task.name, subject)))
    offer = fetching.request_fetch(dataset=ILO)

    tasks.fetch_release(offer.pk)
    tasks.fetch_release(offer.pk)

    assert queued == [("citations.process_release", Release.objects.get())]
    assert len(publisher.got(f"/{WORKBOOK}")) == 1


def test_what_lost_its_worker_is_queued_again(db, offered, monkeypatch):
    offered("/a.xlsx")
    queued = []
    monkeypatch.setattr(tasks, "queue", lambda task, subject, user=None: queued.append((task.name, subject.pk)))
    offer = fetching.request_fetch(dataset=ILO)
    tasks.requeue_interrupted()
    assert not queued
    Job(offer.subject).abandon()

    tasks.requeue_interrupted()

    assert queued == [("citations.fetch_release", offer.pk)]


def test_what_has_no_address_is_fetched_by_hand(db):
    with pytest.raises(ValueError, match=r"Open https://ibs\.org\.pl.* in a browser, save .*upload"):
        fetching.request_fetch(dataset="ibs-crosswalk")
    with pytest.raises(ValueError, match="No dataset is called 'nothing'"):
        fetching.request_fetch(dataset="nothing")


@pytest.mark.parametrize(("dataset", "version"), [("onet", "latest"), ("onet", "../30.2"), ("bls-oews", "2024"), (ILO, "2025")])
def test_a_version_that_cannot_be_is_refused_at_once(db, dataset, version):
    with pytest.raises(ValueError, match=r"version|release"):
        fetching.request_fetch(dataset=dataset, version=version)
