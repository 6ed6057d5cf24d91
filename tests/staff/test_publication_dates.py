"""When a release was published: its files say it, or the steward does; a date is never made up."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from citations.actions.loaded_releases import date_release
from citations.actions.publishing import publish_edition
from citations.actions.releases import import_release
from citations.actions.uploading import Original
from citations.importing.publication import in_words, read_date
from citations.models import Release
from tests.citations.official import attempt, original_files
from tests.occupations.files import oews_national, onet_text
from tests.staff.conftest import an_upload, upload
from tests.staff.files import ilo_workbook

pytestmark = pytest.mark.django_db


def imported(path: Path, **options: str) -> Release:
    return import_release(files=[Original(path.name, io.BytesIO(path.read_bytes()))], **options)[0]


@pytest.fixture
def undated(tmp_path) -> Release:
    """Of a survey whose workbooks name no date of publication; when they were last saved is none."""
    return imported(oews_national(tmp_path / "national.xlsx", release="May 2022"))


def send_date(client: Client, release: Release, published: str):
    return client.post(reverse("citations_admin:date_release", args=[release.pk]), {"published": published}, follow=True)


@pytest.mark.parametrize(
    ("typed", "told", "words"),
    [
        ("2025", "2025", "2025"),
        ("2025-04", "2025-04", "April 2025"),
        (" 2025-04-02 ", "2025-04-02", "2 April 2025"),
        ("2 April 2025", "2025-04-02", "2 April 2025"),
        ("april  2025", "2025-04", "April 2025"),
        ("", "", ""),
    ],
)
def test_a_date_is_told_as_precisely_as_it_is_known(typed: str, told: str, words: str) -> None:
    assert read_date(typed) == told
    assert in_words(told) == words
    assert read_date(words) == told


@pytest.mark.parametrize(
    "typed",
    ["soon", "2025-13", "2025-02-30", "25", "0205", "2999", "2999-01", "2999-01-01", "04/02/2025", "٢٠٢٥", "２０２５"],
)
def test_what_is_no_date_or_lies_in_the_future_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"2025-04-02|future"):
        read_date(typed)


def test_a_read_me_names_the_month_of_a_release_that_nobody_knew(tmp_path) -> None:
    release = imported(onet_text(tmp_path / "db.zip", readme="O*NET 29.1 Database\nNovember 2024 Release\n------\n"))
    assert (release.version, release.published_on) == ("29.1", "November 2024")


def test_a_read_me_that_names_the_future_says_nothing(tmp_path) -> None:
    release = imported(onet_text(tmp_path / "db.zip", readme="O*NET 31.1 Database\nNovember 2099 Release\n------\n"))
    assert (release.state, release.published_on) == (Release.State.READY, "")


def test_the_name_of_a_release_is_its_month_where_the_publisher_names_it_so() -> None:
    release = attempt(original_files("microsoft-working-with-ai"), version="2026-03")
    assert (release.state, release.version, release.published_on) == (Release.State.READY, "2026-03", "March 2026")


def test_what_the_steward_says_at_the_upload_holds_where_the_files_say_nothing(tmp_path) -> None:
    release = imported(oews_national(tmp_path / "national.xlsx", release="May 2022"), published="2026-04-02")
    assert release.published_on == "2 April 2026"


def test_what_the_steward_says_goes_before_what_is_known_of_old_releases(tmp_path) -> None:
    path = oews_national(tmp_path / "national.xlsx", release="May 2024")
    assert imported(path, published="2025-04-02").published_on == "2 April 2025"


@pytest.mark.parametrize(("said", "then"), [("2026-02-17", "17 February 2026"), ("2026", "February 2026")])
def test_the_steward_may_be_more_precise_than_the_files(said: str, then: str, tmp_path) -> None:
    release = imported(onet_text(tmp_path / "db.zip"), published=said)
    assert release.published_on == then
    assert not release.issues.filter(kind="publication-differs")


def test_what_contradicts_the_files_is_left_out_with_a_note(tmp_path) -> None:
    release = imported(onet_text(tmp_path / "db.zip"), published="2025-01")
    assert release.published_on == "February 2026"
    assert "January 2025, which was given" in release.issues.get(kind="publication-differs").message


def test_the_form_takes_a_date_and_refuses_one_in_the_future(steward, settings) -> None:
    page = upload(steward, an_upload(ilo_workbook()), published="2999")
    assert page.status_code == 422
    assert "is in the future" in page.content.decode()
    assert not Release.objects.exists()

    upload(steward, an_upload(ilo_workbook()), published="2025-05-20")
    assert Release.objects.get().published_on == "20 May 2025"


def test_the_steward_can_say_it_of_a_release_that_is_ready_and_the_log_says_who(steward, undated) -> None:
    screen = reverse("citations_admin:release", args=[undated.pk])
    assert "Say when it was published" in steward.get(screen).content.decode()

    page = send_date(steward, undated, "2026-04").content.decode()

    assert "was published in April 2026" in page
    undated.refresh_from_db()
    assert undated.published_on == "April 2026"
    (entry,) = ModelLogEntry.objects.filter(action="citations.release.dated")
    assert (entry.user, entry.data) == (steward.user, {"before": "", "published": "April 2026"})


def test_a_date_that_cannot_be_is_refused_with_what_was_typed(steward, undated) -> None:
    page = send_date(steward, undated, "2999-01")
    assert page.status_code == 422
    assert "January 2999 is in the future" in page.content.decode()
    assert 'value="2999-01"' in page.content.decode()


def test_nothing_is_published_before_the_period_it_is_of(steward, undated, tmp_path) -> None:
    page = send_date(steward, undated, "2021-12")
    undated.refresh_from_db()
    assert undated.published_on == ""
    assert "December 2021 is before May 2022" in page.content.decode()

    assert "April 2022 is before May 2022" in send_date(steward, undated, "2022-04").content.decode()

    release = imported(oews_national(tmp_path / "later.xlsx", release="May 2021"), published="1999")
    assert release.published_on == ""
    assert "1999 is before May 2021" in release.issues.get(kind="publication-too-early").message


def test_the_steward_is_asked_where_a_release_is_looked_at_and_where_it_is_taken_up(steward, undated) -> None:
    """Until somebody says it, on its own screen and on that of compiling."""
    screen, compiling = reverse("citations_admin:release", args=[undated.pk]), reverse("citations_admin:compile")
    assert "When was it published?" in steward.get(screen).content.decode()
    assert "May 2022 bears no date of publication" in " ".join(steward.get(compiling).content.decode().split())

    send_date(steward, undated, "2023-04")
    assert "When was it published?" not in steward.get(screen).content.decode()
    assert "bears no date" not in steward.get(compiling).content.decode()


def test_what_the_files_say_is_not_changed_by_hand(steward, tmp_path) -> None:
    release = imported(onet_text(tmp_path / "db.zip"))
    screen = steward.get(reverse("citations_admin:release", args=[release.pk])).content.decode()
    assert "Say when it was published" not in screen

    assert "The files say themselves" in send_date(steward, release, "2025-01").content.decode()
    release.refresh_from_db()
    assert release.published_on == "February 2026"


def test_readers_are_told_the_date_or_that_none_is_known(client: Client, edition_of, ready) -> None:
    Release.objects.filter(pk=ready.pk).update(published_on="")
    publish_edition(edition=edition_of("first", {"a": {}}))
    page = reverse("dataset", args=["ilo-genai-gradient"])
    assert "No date of publication is known." in client.get(page).content.decode()

    date_release(release=ready, published="2025-05")
    assert "May 2025" in client.get(page).content.decode()


def test_the_command_takes_a_date_for_new_files_and_for_those_that_are_here(tmp_path) -> None:
    path = oews_national(tmp_path / "national.xlsx", release="May 2022")

    def run(*arguments: str) -> str:
        out = io.StringIO()
        call_command("import_release", str(path), *arguments, stdout=out)
        return Release.objects.get().published_on

    assert run("--published", "2026") == "2026"
    assert run("--published", "2026-04-02") == "2 April 2026"
    assert run() == "2 April 2026"
    with pytest.raises(CommandError, match="no date"):
        run("--published", "spring")
