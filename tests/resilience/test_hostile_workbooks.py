"""A workbook that once killed the only worker for good is refused, and the same worker goes on to load an honest one."""

import io

import pytest

from citations import tasks
from citations.actions.uploading import Original, upload_release
from citations.models import Release
from tests.citations.importing.hostile import SHEET, corners, old_workbook, sheet_of, with_stray, workbook_of
from tests.staff.files import ilo_workbook

pytestmark = pytest.mark.django_db(transaction=True)

# Its cells name no column, so that nothing is seen of how far they are apart until the library lays them out.
UNREFERRED = '<row r="1"><c><v>1</v></c></row><row r="1048576">' + "<c><v>1</v></c>" * 16_000 + "</row>"


def queued(name: str, content: bytes) -> Release:
    release, created = upload_release(files=[Original(name, io.BytesIO(content))])
    assert created
    tasks.queue(tasks.process_release, release)
    return release


def test_the_worker_outlives_hostile_workbooks_and_loads_honest_ones(celery_worker_process):
    worker = celery_worker_process.child
    assert len(corners()) < 10_000
    hostile = [
        queued("corners.xlsx", corners()),
        queued("unreferred.xlsx", workbook_of({SHEET: sheet_of(UNREFERRED)})),
        queued("corners.xls", old_workbook((0, 0), (65_535, 65_535))),
    ]
    honest = queued("scores.xlsx", with_stray(ilo_workbook(), 1_048_576, "XFD"))
    celery_worker_process.wait_until_idle()

    for release in (*hostile, honest):
        release.refresh_from_db()
    assert [release.state for release in hostile] == [Release.State.REJECTED] * 3
    assert "Cell XFD1048576 of sheet Sheet stands far away" in hostile[0].issues.get(severity="error").message
    assert all("could not be read" in release.issues.get(severity="error").message for release in hostile[1:])
    assert honest.state == Release.State.READY, honest.failure or honest.issues.first()
    assert celery_worker_process.child is worker
    assert worker.is_running
