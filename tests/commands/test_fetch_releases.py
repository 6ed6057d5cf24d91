"""`fetch_releases` fetches and loads what is named, says what to do where it cannot, and goes on with the others."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from citations.importing.offers import OFFERS, OfferedFile, SameAddresses
from citations.models import PublisherOffer, Release
from occupations.models import Occupation
from tests.citations.official import original_files
from tests.commands.conftest import Run
from tests.occupations.files import onet_text

ILO = "ilo-genai-gradient"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path) -> None:
    settings.FETCH_FOLDER = tmp_path / "fetching"


@pytest.fixture
def three(publisher, monkeypatch, tmp_path) -> None:
    """Of all datasets three alone: two at the test's publisher, and one that is fetched by hand."""
    monkeypatch.setattr("citations.news.OFFERS", offers := {"ibs-crosswalk": OFFERS["ibs-crosswalk"]})
    scores = original_files(ILO)["Final_Scores_ISCO08_Gmyrek_et_al_2025.xlsx"]
    for slug, name, content in (
        ("onet", "db_30_2_text.zip", onet_text(tmp_path / "db.zip").read_bytes()),
        (ILO, "scores.xlsx", scores),
    ):
        address = publisher.put(f"/{name}", content)
        offers[slug] = SameAddresses(page=f"https://{slug}.example/", offered=[OfferedFile(address)])


def failing(*arguments: str) -> tuple[str, str]:
    """What a command printed, and the error that it ended with."""
    out = io.StringIO()
    with pytest.raises(CommandError) as error:
        call_command("fetch_releases", *arguments, stdout=out, stderr=out)
    return out.getvalue(), str(error.value)


def test_a_dataset_is_fetched_checked_and_loaded(three, run: Run):
    output = run("fetch_releases", "onet")

    assert "onet 30.2: ready" in output
    assert re.search(r"db_30_2_text\.zip: [\d,]+ bytes, SHA-256 [0-9a-f]{64}", output)
    assert "Task Statements: 3 rows" in output
    assert "manage.py compile_edition" in output
    assert Occupation.objects.count() == 2


def test_all_are_fetched_where_none_is_named_and_what_is_fetched_by_hand_is_said(three, run: Run):
    output = run("fetch_releases")

    assert set(Release.objects.values_list("dataset__slug", "state")) == {("onet", "ready"), (ILO, "ready")}
    assert "ibs-crosswalk: Open https://ibs.org.pl" in output


def test_what_is_here_is_said_and_no_failure(three, run: Run):
    run("fetch_releases", "onet")

    assert "onet: These very files are here already, as release" in run("fetch_releases", "onet")
    assert Release.objects.count() == 1


def test_one_that_is_refused_ends_with_an_instruction_and_1_and_the_others_are_fetched(three, db, publisher):
    publisher.pages["/scores.xlsx"].statuses = [403]

    output, error = failing()

    address = f"{publisher.address}/scores.xlsx"
    assert f"refuses automatic downloads (status 403). Open {address} in a browser, save the file, and upload it here." in output
    assert error == f"Not fetched and loaded: {ILO}. The lines above say why, and what to do."
    assert Release.objects.get(state="ready").dataset.slug == "onet"


def test_a_file_with_other_content_is_rejected_with_a_report_and_1(three, db, publisher):
    publisher.put("/scores.xlsx", b"code,score\n11-1011,0.5\n")

    output, error = failing(ILO)

    assert "ERROR" in output
    assert ILO in error
    assert Release.objects.get().state == "rejected"


def test_a_fault_of_ours_keeps_no_other_out(three, db, monkeypatch):
    from citations.actions import fetching

    usual = fetching.upload_release

    def broken(**how):
        if how["dataset"] == ILO:
            raise ZeroDivisionError("broken")
        return usual(**how)

    monkeypatch.setattr(fetching, "upload_release", broken)

    output, _ = failing()

    assert f"{ILO} could not be fetched: ZeroDivisionError: broken" in output
    assert Release.objects.get(state="ready").dataset.slug == "onet"


@pytest.mark.parametrize(
    ("named", "why"),
    [
        (["nothing"], "No dataset is called 'nothing'"),
        (["onet", "onet=30.1"], "named twice"),
        (["ibs-crosswalk"], "Not fetched and loaded: ibs-crosswalk"),
        (["onet=30.2"], "Not fetched and loaded: onet"),
    ],
)
def test_what_cannot_be_fetched_is_said(three, db, publisher, named, why):
    _, error = failing(*named)

    assert why in error
    assert not publisher.asked


def test_a_look_says_what_is_new_and_fetches_nothing(three, run: Run, publisher):
    run("fetch_releases", "onet")
    assert "onet: nothing new (30.2 is here)" in run("fetch_releases", "onet", "--look")
    publisher.pages["/db_30_2_text.zip"].content += b" "
    publisher.asked.clear()

    output = run("fetch_releases", "--look", "onet")

    assert "onet: O*NET: its publisher has changed what is offered (seen" in output
    assert {asked.method for asked in publisher.asked} == {"HEAD"}
    assert PublisherOffer.objects.get(dataset__slug="onet").changed_at
