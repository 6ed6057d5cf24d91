"""Titles with publishers' typing errors: the list is whole, says why, stands in the docs and applies to that very title alone."""

from datetime import date

import pytest

from citations.actions.editions import input_fingerprint
from citations.compiling import DATA_OF_COMPILERS
from citations.corrections import LIST, corrected_title, corrections
from citations.importing.importer import IMPORTERS
from gradient.models import UnitGroup
from occupations.models import StudyField
from tests.citations.official import attempt
from tests.project.tracked import ROOT


@pytest.mark.parametrize("one", corrections().values(), ids=lambda one: f"{one.dataset} {one.code}")
def test_every_entry_says_what_is_wrong_and_who_looked_at_it(one) -> None:
    assert one.dataset in IMPORTERS
    assert one.field == "title"
    assert one.published != one.corrected
    assert one.corrected == " ".join(one.corrected.split())
    assert all((one.code, one.reason, one.reviewed_by))
    assert date.fromisoformat(one.reviewed_on)
    line = f"| `{one.dataset}` | {one.code} | `{one.published}` | {one.corrected} | {one.reason} |"
    assert line in (ROOT / "docs" / "known-differences.md").read_text(encoding="utf-8")


def test_an_entry_applies_to_the_very_title_that_it_names() -> None:
    assert corrected_title("ilo-genai-gradient", "2522", "Systems Aministrators") == "Systems Administrators"
    assert corrected_title("ilo-genai-gradient", "2522", "Systems Admins") == "Systems Admins"
    assert corrected_title("ilo-genai-gradient", "2523", "Systems Aministrators") == "Systems Aministrators"
    assert corrected_title("soc-structure", "2522", "Systems Aministrators") == "Systems Aministrators"


def test_an_edition_by_another_list_is_another_edition(tmp_path, monkeypatch) -> None:
    assert LIST in DATA_OF_COMPILERS
    before = input_fingerprint({})
    other = tmp_path / LIST.name
    other.write_bytes(LIST.read_bytes().replace(b"Aministrators", b"Adminstrators"))
    files = [other if path == LIST else path for path in DATA_OF_COMPILERS]
    monkeypatch.setattr("citations.actions.editions.DATA_OF_COMPILERS", files)
    assert input_fingerprint({}) != before


@pytest.mark.django_db
@pytest.mark.releases
@pytest.mark.parametrize(
    ("dataset", "folder", "model"), [("ilo-genai-gradient", "ilo", UnitGroup), ("nces-cip-soc", "cip", StudyField)]
)
def test_every_entry_corrects_a_title_of_the_real_release(releases_folder, dataset: str, folder: str, model) -> None:
    release = attempt({path.name: path.read_bytes() for path in sorted((releases_folder / folder).iterdir())})
    titles = dict(model.objects.filter(release=release).values_list("code", "title"))
    listed = [one for one in corrections().values() if one.dataset == dataset]
    assert listed
    assert {one.code: titles[one.code] for one in listed} == {one.code: one.published for one in listed}
