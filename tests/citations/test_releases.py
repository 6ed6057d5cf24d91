"""The life of a release: kept byte for byte, once per content, worked on by one process at a time."""

import hashlib
import io
import os
import subprocess
import sys
import threading

import pytest
from django.db import connection, connections
from django.utils import timezone

from citations.actions.releases import process_release
from citations.actions.uploading import DamagedOriginal, Original, upload_release
from citations.jobs import HEARTBEAT_INTERVAL, LEASE_TIMEOUT, AlreadyUnderWay, Job, is_running
from citations.models import Progress, Release, ReleaseFile, originals_storage
from tests.citations.official import DATASETS, attempt, original_files

EDGES = b"soc10,isco08\n111011,1112\n"


def upload(content: bytes = EDGES, name: str = "edges.csv", **kwargs) -> tuple[Release, bool]:
    return upload_release(files=[Original(name, io.BytesIO(content))], **kwargs)


@pytest.mark.django_db
class TestOriginals:
    @pytest.mark.parametrize("dataset", DATASETS)
    def test_are_kept_byte_for_byte_and_once(self, dataset):
        files = original_files(dataset)
        first, again = attempt(files), attempt(dict(reversed(files.items())))

        assert first == again
        assert Release.objects.count() == 1
        assert {f.name: f.content.read() for f in first.files.all()} == files
        assert {f.sha256 for f in first.files.all()} == {hashlib.sha256(content).hexdigest() for content in files.values()}

    def test_given_twice_in_one_upload_are_kept_once(self):
        release, _ = upload_release(files=[Original("a.csv", io.BytesIO(EDGES)), Original("b.csv", io.BytesIO(EDGES))])
        assert release.files.count() == 1

    def test_of_a_rejected_upload_can_be_uploaded_again(self):
        rejected = attempt({"edges.csv": b"soc10,isco08\n1,2\n"})
        assert rejected.state == Release.State.REJECTED

        other, created = upload(b"soc10,isco08\n1,2\n")
        assert created
        assert other != rejected
        assert [f.content.read() for f in rejected.files.all()] == [b"soc10,isco08\n1,2\n"]

    def test_that_an_interrupted_upload_left_unfinished_are_not_taken_for_the_file(self):
        sha256 = hashlib.sha256(EDGES).hexdigest()
        path = originals_storage().path(f"{sha256[:2]}/{sha256}")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as half:
            half.write(EDGES[:10])
        try:
            release, _ = upload()
            assert release.files.get().content.read() == EDGES
            assert process_release(release=release).state == Release.State.READY
        finally:
            os.unlink(path)

    def test_that_were_damaged_in_storage_are_our_fault_and_mended_by_the_same_file(self):
        release, _ = upload(EDGES + b"111021,1113\n")
        path = release.files.get().content.path
        with open(path, "r+b") as stored:
            stored.write(b"SOC")
        with pytest.raises(DamagedOriginal, match=r"edges\.csv"):
            process_release(release=release)
        release.refresh_from_db()
        assert release.state == Release.State.FAILED

        mended = attempt({"edges.csv": EDGES + b"111021,1113\n"})

        assert mended == release
        assert mended.state == Release.State.READY

    def test_are_wanted(self):
        with pytest.raises(ValueError, match="No file"):
            upload_release(files=[])
        with pytest.raises(ValueError, match="No dataset is called"):
            upload(dataset="onett")
        with pytest.raises(ValueError, match="short name"):
            upload(version="v" * 61)
        with pytest.raises(ValueError, match="invisible character") as refused:
            upload(version="30.2\u200b")
        assert "Shorten" not in str(refused.value)
        assert not ReleaseFile.objects.exists()


@pytest.mark.django_db
class TestVersions:
    def test_of_other_bytes_under_the_same_name_wait_for_a_decision_and_the_ready_one_stays(self):
        ready = attempt({"edges.csv": EDGES})
        other = attempt({"edges.csv": EDGES + b"111021,1113\n"})

        assert other.state == Release.State.UNDECIDED
        assert attempt({"e.csv": EDGES + b"111031,1113\n"}, version="2023").state == Release.State.READY
        ready.refresh_from_db()
        assert ready.state == Release.State.READY

    def test_that_two_checks_settle_at_the_same_moment_end_in_one_release(self, monkeypatch):
        from citations.actions import checking

        first, _ = upload()
        second, _ = upload(EDGES + b"111021,1113\n")
        settle = checking.settle_version

        def settle_while_another_is_faster(release, *args):
            version = settle(release, *args)
            if release == first:
                monkeypatch.setattr(checking, "settle_version", settle)
                process_release(release=second)
            return version

        monkeypatch.setattr(checking, "settle_version", settle_while_another_is_faster)

        assert process_release(release=first).state == Release.State.UNDECIDED
        second.refresh_from_db()
        assert second.state == Release.State.READY

    def test_that_differ_from_what_the_file_says_are_refused(self):
        release = attempt(original_files("ilo-genai-gradient"), version="2023")
        assert {issue.kind for issue in release.issues.filter(severity="error")} == {"version-differs"}


@pytest.mark.django_db
class TestWork:
    def test_is_not_done_twice_at_once(self):
        release, _ = upload()
        job = Job(f"release:{release.pk}")
        with pytest.raises(AlreadyUnderWay):
            process_release(release=release)
        job.close()

        assert process_release(release=release).state == Release.State.READY
        assert not Progress.objects.exists()

    def test_of_a_process_that_is_gone_counts_as_dead(self):
        gone = subprocess.Popen([sys.executable, "-c", ""])
        gone.wait()
        Job("release:1").close()
        job = Job("release:1")
        Progress.objects.update(pid=gone.pid)

        assert not is_running("release:1")
        job.close()

    def test_of_a_process_that_runs_but_says_nothing_any_more_counts_as_dead(self):
        """As a worker does that lost its database in the middle of a load."""
        other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
        try:
            job = Job("release:1")
            Progress.objects.update(pid=other.pid)
            assert is_running("release:1")
            Progress.objects.update(updated_at=timezone.now() - LEASE_TIMEOUT)
            assert not is_running("release:1")
            job.close()
        finally:
            other.communicate(b"\n")

    @pytest.mark.parametrize(("silent_for", "expected"), [(LEASE_TIMEOUT - HEARTBEAT_INTERVAL, True), (LEASE_TIMEOUT, False)])
    def test_on_another_machine_counts_as_alive_as_long_as_it_speaks(self, silent_for, expected):
        job = Job("release:1")
        Progress.objects.update(host="elsewhere", updated_at=timezone.now() - silent_for)

        assert is_running("release:1") is expected
        job.close()

    def test_left_behind_under_our_own_number_counts_as_dead(self):
        Job("release:1")
        from citations import jobs

        jobs._OWN_SUBJECTS.discard("release:1")

        assert not is_running("release:1")


@pytest.mark.django_db(transaction=True)
def test_the_same_bytes_uploaded_by_several_at_once_make_one_release():
    together = threading.Barrier(4)
    outcomes = []

    def run() -> None:
        try:
            together.wait(timeout=10)
            outcomes.append(upload())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert len(outcomes) == 4
    assert len({release.pk for release, _ in outcomes}) == 1
    assert [created for _, created in outcomes].count(True) == 1
    assert Release.objects.count() == 1
    assert connection.vendor
