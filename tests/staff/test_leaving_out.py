"""A dataset that is meant to be left out of an edition, and what is said of that."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from citations.actions.choosing import WITHOUT, release_choices
from citations.actions.publishing import publish_edition
from citations.actions.releases import import_release
from citations.actions.uploading import Original
from citations.models import Edition, Release
from tests.occupations.files import oews_national

pytestmark = pytest.mark.django_db
ILO, WAGES = "ilo-genai-gradient", "bls-oews"


@pytest.fixture
def wages(tmp_path) -> Release:
    path = oews_national(tmp_path / "national.xlsx", release="May 2024")
    return import_release(files=[Original(path.name, io.BytesIO(path.read_bytes()))])[0]


@pytest.fixture
def live(wages, edition_of) -> Edition:
    edition = edition_of("first", {"a": {}})
    publish_edition(edition=edition)
    return edition


def holds(edition: Edition) -> set[str]:
    return set(edition.members.values_list("dataset__slug", flat=True))


def compile_with(client, **fields: str):
    chosen = {f"release-{ILO}": "2025", f"release-{WAGES}": "May 2024", **fields}
    return client.post(reverse("citations_admin:compile"), chosen, follow=True)


def test_a_dataset_that_readers_see_is_left_out_on_purpose_and_what_they_lose_is_said(steward, live, broker_down):
    screen = " ".join(steward.get(reverse("citations_admin:compile")).content.decode().split())
    assert "Leave it out" in screen
    assert "What pages lose where you leave a dataset out" in screen

    answer = compile_with(steward, **{f"release-{WAGES}": WITHOUT})
    edition, page = answer.context["edition"], " ".join(answer.content.decode().split())

    assert holds(live) == {ILO, WAGES}
    assert holds(edition) == {ILO}
    assert "Occupational Employment and Wage Statistics is left out, so pages lose" in page
    assert "Not in it, though readers see it now:</strong> Occupational Employment and Wage Statistics. Pages would lose" in page
    assert "measures: " in page


def test_what_is_live_is_never_left_out_by_default(live):
    assert {slug: choice.chosen.version for slug, choice in release_choices().items()} == {ILO: "2025", WAGES: "May 2024"}


def test_an_edition_of_nothing_is_refused_in_the_form(steward, live):
    answer = compile_with(steward, **{f"release-{ILO}": WITHOUT, f"release-{WAGES}": WITHOUT})
    assert answer.status_code == 422
    assert "An edition holds one release at least" in answer.content.decode()
    assert Edition.objects.count() == 1


def test_the_command_leaves_a_dataset_out(live):
    out = io.StringIO()
    call_command("compile_edition", "--name", "smaller", "--pin", f"{WAGES}={WITHOUT}", stdout=out)
    assert holds(Edition.objects.get(name="smaller")) == {ILO}
    assert f"{WAGES} left out: as asked for" in out.getvalue()
    with pytest.raises(CommandError, match="No dataset is called"):
        call_command("compile_edition", "--pin", f"wages={WITHOUT}")
