"""What releases are called: another spelling is understood, and no other text is taken for a version."""

from datetime import UTC, datetime

import pytest

from citations.importing import publication, versions
from citations.importing.importer import IMPORTERS
from citations.importing.reading import ReadMe
from citations.importing.versions import YEARS

EP, INDEX, MICROSOFT, OEWS = "bls-ep", "anthropic-economic-index", "microsoft-working-with-ai", "bls-oews"


def read(dataset: str, typed: str) -> str:
    importer = IMPORTERS[dataset]
    return importer.versions.read(typed, importer.dataset.title)


@pytest.fixture(autouse=True)
def in_2026(monkeypatch) -> None:
    monkeypatch.setattr(versions.timezone, "now", lambda: datetime(2026, 11, 27, tzinfo=UTC))


@pytest.mark.parametrize("dataset", IMPORTERS)
def test_each_dataset_takes_its_own_example_and_what_is_known_of_it(dataset):
    importer = IMPORTERS[dataset]
    known = {importer.versions.example, importer.default_version} | {
        version for slug, version in publication._known() if slug == dataset
    }
    assert {read(dataset, version) for version in known} == known
    assert importer.versions.example in importer.versions.help_text


def test_names_that_files_and_folders_give_are_names():
    onet = IMPORTERS["onet"]
    assert read("onet", onet.find_version([], [], [ReadMe("r.txt", "r.txt", "O*NET 30.2 Database")])) == "30.2"
    for dataset, path in (
        ("onet", "db_29_3_excel.zip"),
        (OEWS, "oesm24nat.zip"),
        (INDEX, "release_2025_09_15/a.csv"),
        (MICROSOFT, "2025-07/a.csv"),
    ):
        suggested = IMPORTERS[dataset].version_from_path(publication.Path(path))
        assert suggested
        assert read(dataset, suggested) == suggested


@pytest.mark.parametrize(
    ("dataset", "typed", "meant"),
    [
        (OEWS, "may 2024", "May 2024"),
        (OEWS, " May  2024 ", "May 2024"),
        (OEWS, "May, 2024", "May 2024"),
        (OEWS, "2024-05", "May 2024"),
        (OEWS, "M2024", "May 2024"),
        (OEWS, "nov. 2003", "November 2003"),
        (EP, "2024–34", "2024-2034"),
        (EP, "2024 – 2034", "2024-2034"),
        (EP, "2024 to 2034", "2024-2034"),
        ("onet", "30,2", "30.2"),
        ("onet", "O*NET 30.2", "30.2"),
        ("onet", "db_30_2", "30.2"),
        ("onet", "v30.2", "30.2"),
        (INDEX, "15 January 2026", "2026-01-15"),
        (INDEX, "release_2026_01_15", "2026-01-15"),
        (MICROSOFT, "October 2025", "2025-10"),
        (MICROSOFT, "2025/10", "2025-10"),
        ("frey-osborne", "2013", "2013"),
        ("frey-osborne", "  ", ""),
    ],
)
def test_another_spelling_is_taken_as_the_publisher_writes_it(dataset, typed, meant):
    assert read(dataset, typed) == meant


@pytest.mark.parametrize(
    ("dataset", "typed"),
    [
        (OEWS, "banana"),
        (OEWS, "2024"),
        (OEWS, "June 2024"),
        (EP, "2024-2033"),
        (EP, "2024"),
        ("onet", "30"),
        ("onet", "latest"),
        ("onet", "../30.2"),
        (INDEX, "2026-13-01"),
        (INDEX, "2026-02-30"),
        (MICROSOFT, "2025"),
        ("frey-osborne", "2013 (corrected)"),
    ],
)
def test_any_other_text_is_refused_with_an_example(dataset, typed):
    with pytest.raises(ValueError, match=r"is no release of .* such as") as refusal:
        read(dataset, typed)
    assert IMPORTERS[dataset].versions.example in str(refusal.value)


@pytest.mark.parametrize(
    ("dataset", "next_year", "later"),
    [
        (OEWS, "May 2027", "May 2028"),
        (EP, "2027-2037", "2028-2038"),
        ("onet", "32.0", "33.0"),
        (INDEX, "2027-02-01", "2028-01-01"),
        (MICROSOFT, "2027-01", "2028-01"),
        ("frey-osborne", "2027", "2028"),
    ],
)
def test_a_release_of_a_year_after_the_next_cannot_be_yet(dataset, next_year, later):
    assert read(dataset, next_year) == next_year
    with pytest.raises(ValueError, match=r"There is no .* yet"):
        read(dataset, later)


def test_a_study_is_called_by_its_year_unless_it_says_otherwise():
    assert IMPORTERS["felten-aioe"].versions is YEARS
