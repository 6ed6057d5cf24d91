"""The IBS crosswalk: one Stata file of the archive is read, the others are left aside."""

import io
import zipfile

import pytest

from citations.sample_files import archive_of, stata
from gradient.importers.ibs_crosswalk import isco_code, soc_code
from occupations.models import CrosswalkEdge
from tests.citations.official import attempt, original_files

pytestmark = pytest.mark.django_db

NAME = "onetsoc_to_isco_cws_ibs.zip"


def members() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(original_files("ibs-crosswalk")[NAME])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_codes_get_their_published_form():
    release = attempt({"edges.dta": stata(["soc10", "isco08"], [[111011, 1112], [551011, 110]])})

    assert release.state == "ready"
    assert set(
        CrosswalkEdge.objects.filter(release=release).values_list("from_system", "from_code", "to_system", "to_code", "weight")
    ) == {
        ("soc-2010", "11-1011", "isco-08", "1112", None),
        ("soc-2010", "55-1011", "isco-08", "0110", None),
    }


def test_the_release_is_the_only_one_issued_unless_another_is_named():
    assert attempt(original_files("ibs-crosswalk")).version == "2022"
    assert attempt({"edges.dta": stata(["soc10", "isco08"], [[111011, 1112]])}, version="2024").version == "2024"


def test_the_other_files_of_the_archive_are_left_aside_and_listed():
    others = {
        "x/isco88_soc00.dta": stata(["isco88", "soc00"], [[1120, 111011]]),
        "x/soc00_soc10.dta": stata(["soc2000", "soc2010"], [[111011, 111011]]),
        "x/about.pdf": b"%PDF-1.7\x00",
    }
    release = attempt({NAME: archive_of({**others, **members()})})

    assert release.state == "ready"
    assert not release.issues.filter(severity="error").exists()
    assert {place.split(" › x/")[1] for place in release.report["ignored"]} == {"isco88_soc00.dta", "soc00_soc10.dta"}


def test_an_archive_without_the_edges_is_refused():
    release = attempt({NAME: archive_of({"isco88_soc00.dta": stata(["isco88", "soc00"], [[1120, 111011]])})})

    assert release.state == "rejected"
    assert release.issues.filter(severity="error", file=f"{NAME} › isco88_soc00.dta").exists()


@pytest.mark.parametrize(("soc", "isco", "column"), [(11101, 1112, "soc10"), (111011, 99_999, "isco08"), (111011, 11, "isco08")])
def test_numbers_that_are_no_codes_are_refused(soc, isco, column):
    release = attempt({"edges.dta": stata(["soc10", "isco08"], [[111011, 1111], [soc, isco]])})

    error = release.issues.get(severity="error")
    assert (release.state, error.row, error.column) == ("rejected", 3, column)


def test_both_spellings_of_a_code_are_one_code():
    assert soc_code(111011) == soc_code(111011.0) == soc_code("11-1011") == soc_code(" 111011 ") == "11-1011"
    assert isco_code(110) == isco_code("0110") == isco_code(110.0) == "0110"


@pytest.mark.releases
def test_the_real_release_has_1131_edges(releases_folder):
    release = attempt({NAME: (releases_folder / "crosswalks" / NAME).read_bytes()})

    assert (release.state, release.version) == ("ready", "2022")
    assert CrosswalkEdge.objects.filter(release=release).count() == 1131
    assert len(release.report["ignored"]) == 5
    assert set(CrosswalkEdge.objects.filter(release=release, to_code="3521").values_list("from_code", flat=True)) >= {"27-4014"}
