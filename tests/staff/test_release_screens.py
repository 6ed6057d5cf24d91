"""The list of releases and the screen of one."""

import csv
import hashlib
import io
import os
import re
import socket
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from citations.actions.releases import process_release
from citations.jobs import Job, is_running
from citations.models import Progress, Release

pytestmark = pytest.mark.django_db


def screen(client, release) -> str:
    return client.get(reverse("citations_admin:release", args=[release.pk])).content.decode()


def test_the_list_can_be_narrowed_to_a_state(steward, ready, rejected):
    def listed(**query) -> set[int]:
        return {release.pk for release in steward.get(reverse("citations_admin:releases"), query).context["object_list"]}

    assert listed() == {ready.pk, rejected.pk}
    assert listed(state="rejected") == {rejected.pk}
    assert listed(dataset=ready.dataset_id, state="ready") == {ready.pk}


def test_the_list_asks_the_database_no_more_with_more_releases(steward, ready, rejected, django_assert_max_num_queries):
    steward.get(reverse("citations_admin:releases"))
    with django_assert_max_num_queries(20) as few:
        steward.get(reverse("citations_admin:releases"))
    for number in range(10):
        Release.objects.create(fingerprint=f"{number:064}", retrieved_at=timezone.now(), uploaded_by=steward.user)

    with django_assert_max_num_queries(len(few)):
        steward.get(reverse("citations_admin:releases"))


def test_a_ready_release_shows_its_tables_rows_and_originals(steward, ready):
    page = screen(steward, ready)
    file = ready.files.get()

    assert "Task scores" in page
    assert file.sha256 in page
    assert "Not in these files:" in page
    assert "Compile an edition" in page


def test_a_rejected_release_shows_each_error_with_its_place(steward, rejected):
    issue = rejected.issues.filter(value="1.7").get()
    page = screen(steward, rejected)

    assert (issue.row, issue.column) == (3, "score_2025")
    assert f'<td class="area-number" data-label="Row">{issue.row}</td>' in page
    assert re.search(r"Refused:\s+1 finding</h3>", page)
    assert page.index("What to do") < page.index("Findings") < page.index("What was uploaded")
    assert escape(issue.message) in page


def test_totals_are_exact_where_the_list_is_capped(steward, rejected):
    rejected.report["totals"] = [
        {"severity": t["severity"], "kind": t["kind"], "count": 4210, "shown": t["shown"]} for t in rejected.report["totals"]
    ]
    rejected.save()

    assert "4,210 findings, the first" in screen(steward, rejected)


def test_issues_as_csv_hold_no_formula(steward, rejected):
    response = steward.get(reverse("citations_admin:release_issues", args=[rejected.pk]))
    rows = list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))

    assert len(rows) == rejected.issues.count() + 1  # a finding has a second place
    assert "'=HYPERLINK(1)" in {row["value"] for row in rows}
    assert not [cell for row in rows for cell in row.values() if cell.startswith("=")]


def test_the_csv_lists_the_other_places_of_a_finding_and_counts_those_left_out(steward, rejected):
    issue = rejected.issues.first()
    first = [issue.severity, issue.kind, issue.file, issue.sheet, issue.row, issue.column]
    places = [[issue.file, issue.sheet, 7_001, issue.column, "x"], [issue.file, issue.sheet, 7_002, issue.column, "y"]]
    rejected.report["places"] = [{"finding": first, "next": places, "unlisted": 4_200}]
    rejected.save()
    response = steward.get(reverse("citations_admin:release_issues", args=[rejected.pk]))
    rows = list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
    assert len(rows) == rejected.issues.count() + 3
    assert [(row["row"], row["value"]) for row in rows[1:3]] == [("7001", "x"), ("7002", "y")]
    assert rows[3]["message"] == "As above, in 4,200 more places, which are not listed."


def test_an_original_comes_back_byte_for_byte(steward, ready):
    file = ready.files.get()
    response = steward.get(reverse("citations_admin:original", args=[ready.pk, file.pk]))

    assert hashlib.sha256(response.getvalue()).hexdigest() == file.sha256
    assert response["Content-Disposition"].startswith("attachment")


def test_an_original_is_only_given_under_its_own_release(steward, ready, rejected):
    foreign = reverse("citations_admin:original", args=[ready.pk, rejected.files.get().pk])

    assert steward.get(foreign).status_code == 404


def test_progress_tells_phase_rows_and_time_left(steward, uploaded):
    Release.objects.filter(pk=uploaded.pk).update(state=Release.State.CHECKING)
    job = Job(f"release:{uploaded.pk}")
    job("Loading task scores", 1500, 6000)
    Progress.objects.update(phase_started_at=timezone.now() - timedelta(seconds=10), updated_at=timezone.now())
    work = steward.get(reverse("citations_admin:release_progress", args=[uploaded.pk])).json()
    page = screen(steward, uploaded)
    job.close()

    assert work["under_way"]
    assert (work["phase"], work["counted"]) == ("Loading task scores", "1,500 of 6,000 rows")
    assert work["time_left"] == "about 30 seconds left of this step"
    assert "1,500 of 6,000 rows" in page
    assert 'http-equiv="refresh"' in page


def time_left(client, release) -> str:
    return client.get(reverse("citations_admin:release_progress", args=[release.pk])).json()["time_left"]


def test_tables_that_are_counted_together_have_one_pace(steward, uploaded):
    """A table that has just begun says nothing of the pace; all rows so far do."""
    Release.objects.filter(pk=uploaded.pk).update(state=Release.State.CHECKING)
    job = Job(f"release:{uploaded.pk}")
    job("Loading task statements", 1000, 10_000)
    Progress.objects.update(phase_started_at=timezone.now() - timedelta(seconds=50))
    job("Loading skills", 5000, 10_000)
    assert time_left(steward, uploaded) == "about 50 seconds left of this step"
    # All is counted: nobody knows how long the last of it takes.
    job("Finishing", 10_000, 10_000)
    assert time_left(steward, uploaded) == ""
    # A count of its own begins anew.
    job("Writing indexes", 1000, 10_000)
    assert time_left(steward, uploaded) == ""
    job.close()


def test_no_time_is_told_before_there_is_a_pace(steward, uploaded):
    Release.objects.filter(pk=uploaded.pk).update(state=Release.State.CHECKING)
    job = Job(f"release:{uploaded.pk}")
    job("Loading skills", 9999, 10_000)
    Progress.objects.update(phase_started_at=timezone.now() - timedelta(seconds=3), updated_at=timezone.now())
    assert time_left(steward, uploaded) == ""
    Progress.objects.update(phase_started_at=timezone.now() - timedelta(seconds=8), updated_at=timezone.now())
    assert time_left(steward, uploaded) == "a few seconds left of this step"
    job.close()


def test_a_release_that_nobody_works_on_any_more_can_be_started_again(steward, uploaded):
    Release.objects.filter(pk=uploaded.pk).update(state=Release.State.CHECKING)
    work = steward.get(reverse("citations_admin:release_progress", args=[uploaded.pk])).json()

    assert not work["under_way"]
    assert "Start again" in screen(steward, uploaded)


def test_a_dead_process_of_our_own_number_is_not_taken_for_us(uploaded):
    now = timezone.now()
    Progress.objects.create(
        subject=f"release:{uploaded.pk}", phase="Loading", host=socket.gethostname(), pid=os.getpid(),
        started_at=now, phase_started_at=now, updated_at=now,
    )  # fmt: skip

    assert not is_running(f"release:{uploaded.pk}")
    assert process_release(release=uploaded).state == Release.State.READY


def test_a_finished_release_shows_no_progress_and_asks_for_no_refresh(steward, ready):
    page = screen(steward, ready)

    assert "data-progress=" not in page
    assert 'http-equiv="refresh"' not in page
