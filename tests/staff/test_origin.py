"""Where a release came from: noted at the upload or later, suggested for the next one, and shown to readers."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from citations.actions.loaded_releases import note_origin
from citations.actions.publishing import publish_edition
from citations.actions.releases import import_release, start_reload
from citations.actions.uploading import Original, upload_release
from citations.models import Release
from tests.occupations.files import oews_national

pytestmark = pytest.mark.django_db
PAGE = "https://www.bls.gov/oes/tables.htm"


@pytest.fixture
def survey(tmp_path):
    """survey("May 2022"): that release of the wage survey, loaded."""

    def make(version: str, **options: str) -> Release:
        path = oews_national(tmp_path / f"{version}.xlsx", release=version)
        return import_release(files=[Original(path.name, io.BytesIO(path.read_bytes()))], **options)[0]

    return make


def send(client: Client, release: Release, **fields: str):
    return client.post(reverse("citations_admin:note_origin", args=[release.pk]), fields, follow=True)


def screen(client: Client, release: Release) -> str:
    return " ".join(client.get(reverse("citations_admin:release", args=[release.pk])).content.decode().split())


def test_a_steward_notes_it_of_a_ready_release_and_the_log_says_who(steward, survey) -> None:
    release = survey("May 2022")
    page = send(steward, release, source_url=f" {PAGE} ", licence_note="Public  domain").content.decode()

    release.refresh_from_db()
    assert (release.source_url, release.licence_note) == (PAGE, "Public domain")
    assert f'href="{PAGE}"' in page
    entry = ModelLogEntry.objects.get(action="citations.release.origin_noted")
    assert entry.user == steward.user
    assert entry.data == {
        "before": {"source_url": "", "licence_note": ""},
        "source_url": PAGE,
        "licence_note": "Public domain",
    }

    send(steward, release, source_url=PAGE, licence_note="Public domain")
    assert ModelLogEntry.objects.filter(action="citations.release.origin_noted").count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("javascript:alert(1)", "is no address"),
        ("ftp://ftp.bls.gov/pub", "is no address"),
        ("bls.gov", "is no address"),
        (f"https://www.bls.gov/{'x' * 500}", "longer than 500"),
    ],
)
def test_what_is_no_address_is_refused_with_what_was_typed(steward, survey, typed: str, said: str) -> None:
    release = survey("May 2022")
    answer = send(steward, release, source_url=typed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()
    release.refresh_from_db()
    assert release.source_url == ""


def test_the_release_before_suggests_it_and_nothing_is_noted_until_it_is_saved(steward, survey) -> None:
    survey("May 2021", source_url="https://www.bls.gov/older.htm")
    survey("May 2022", source_url=PAGE)
    later = survey("May 2023")

    page = screen(steward, later)
    assert "Filled in as for Occupational Employment and Wage Statistics May 2022" in page
    assert f'value="{PAGE}"' in page
    assert "Not noted" in page
    assert Release.objects.get(pk=later.pk).source_url == ""

    send(steward, later, source_url="https://www.bls.gov/newer.htm")
    assert "Filled in as for" not in screen(steward, later)


def test_another_datasets_origin_is_no_suggestion(steward, survey, ready) -> None:
    survey("May 2022", source_url=PAGE)
    assert "Filled in as for" not in screen(steward, ready)


def test_readers_of_the_page_and_of_the_api_see_it(client: Client, edition_of, ready) -> None:
    note_origin(release=ready, source_url="https://www.ilo.org/data?a=1&b=2", licence_note="CC BY 4.0 <IGO>")
    publish_edition(edition=edition_of("first", {"a": {}}))

    page = client.get(reverse("dataset", args=["ilo-genai-gradient"])).content.decode()
    assert 'href="https://www.ilo.org/data?a=1&amp;b=2"' in page
    assert "CC BY 4.0 &lt;IGO&gt;" in page
    (release,) = client.get("/api/v1/datasets/ilo-genai-gradient/").json()["releases"]
    assert release["source_url"] == "https://www.ilo.org/data?a=1&b=2"


def test_the_command_notes_it_of_new_files_and_of_those_that_are_here(tmp_path) -> None:
    path = oews_national(tmp_path / "national.xlsx", release="May 2022")

    def run(*arguments: str) -> str:
        call_command("import_release", str(path), *arguments, stdout=io.StringIO())
        return Release.objects.get().source_url

    assert run() == ""
    assert run("--source-url", PAGE) == PAGE
    assert run() == PAGE
    with pytest.raises(CommandError, match="no address"):
        run("--source-url", "the web")


def test_it_stays_with_the_files_when_they_are_read_again(survey, monkeypatch) -> None:
    release = survey("May 2022", source_url=PAGE)
    monkeypatch.setattr("citations.actions.releases.is_outdated", lambda release: True)
    assert start_reload(release=release).source_url == PAGE


def test_files_whose_check_was_cancelled_come_again_with_their_address(uploaded) -> None:
    Release.objects.filter(pk=uploaded.pk).update(state=Release.State.CANCELLED)
    with uploaded.files.get().content.open() as content:
        again, created = upload_release(files=[Original("scores.xlsx", io.BytesIO(content.read()))], source_url=PAGE)
    assert (again.pk, created, again.source_url) == (uploaded.pk, False, PAGE)
