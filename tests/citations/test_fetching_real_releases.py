"""What is declared of each publisher makes a whole release: its real files, at the declared paths of the test's publisher."""

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from citations.actions.fetching import request_fetch, run_fetch
from citations.actions.releases import process_release
from citations.importing.offers import OFFERS, ListedFiles, OfferedFile
from citations.models import PublisherOffer, Release
from occupations.importers.offers import economic_index_releases
from tests.publisher_site import PublisherSite

pytestmark = [
    pytest.mark.releases,
    pytest.mark.either_database,
    pytest.mark.django_db,
    pytest.mark.usefixtures("fetch_folder"),
]

# Files that are called otherwise where they lie, by the last part of their address.
CALLED = {
    "occupation.xlsx": "bls_ep/occupation_2024-2034.xlsx",
    "education.xlsx": "bls_ep/education_2024-2034.xlsx",
    "structure": "crosswalks/soc_structure_2019.csv",
    "onet_task_statements.csv": "../more/aei/onet_task_statements.csv",
}
# The release that is there, and what of it is not.
THERE = {
    "onet": ("30.2", ""),
    "bls-oews": ("May 2024", "It lacks oesm24in4.zip"),
    "bls-ep": ("2024-2034", ""),
    "anthropic-labor-market": ("2026", ""),
    "anthropic-task-statements": ("20.1", ""),
    "eloundou-gpts": ("2023", ""),
    "felten-aioe": ("2021", ""),
    "felten-lm-aioe": ("2023", ""),
    "dingel-neiman": ("2020", ""),
    "soc-structure": ("2019", ""),
    "nces-cip-soc": ("2020", ""),
    "ilo-genai-gradient": ("2025", ""),
}


def at(publisher: PublisherSite, address: str) -> str:
    return re.sub(r"^https://[^/]+", publisher.address, address)


def put_real(publisher: PublisherSite, folder: Path, address: str) -> None:
    """Put the real file of an address at the same path of the test's publisher, where there is one."""
    path = urlsplit(address).path
    name = unquote(path.rstrip("/").rpartition("/")[2])
    found = [folder / CALLED[name]] if name in CALLED else list(folder.rglob(name))
    for file in found[:1]:
        publisher.put(path, file.read_bytes())


def fetched(dataset: str, version: str = "") -> PublisherOffer:
    offer = run_fetch(offer=request_fetch(dataset=dataset, version=version))
    assert offer.release, offer.result
    return offer


def test_these_are_all_that_can_be_fetched():
    assert {slug for slug, offer in OFFERS.items() if offer.is_automatic} == {*THERE, "anthropic-economic-index"}


@pytest.mark.parametrize("dataset", sorted(THERE))
def test_the_files_that_are_declared_make_a_release(dataset, publisher, releases_folder, monkeypatch):
    declared = OFFERS[dataset]
    for file in declared.files(None, declared.first if declared.names_versions else ""):
        put_real(publisher, releases_folder, file.address)
    moved = [OfferedFile(at(publisher, file.address), file.name, file.required) for file in declared.offered]
    monkeypatch.setitem(OFFERS, dataset, replace(declared, offered=moved))
    version, lacks = THERE[dataset]

    offer = fetched(dataset)
    release = process_release(release=offer.release)

    assert (release.state, release.version) == (Release.State.READY, version), [str(issue) for issue in release.issues.all()]
    assert lacks in offer.result
    assert release.dataset.slug == dataset


@pytest.mark.parametrize("version", ["2025-02-10", "2025-03-27"])
def test_the_files_that_are_listed_make_a_release_of_the_index(version, publisher, releases_folder, monkeypatch):
    folder = releases_folder / "aei" / f"release_{version.replace('-', '_')}"
    listing = [{"path": f"{folder.name}/{file.name}", "size": file.stat().st_size} for file in folder.iterdir()]
    for entry in listing:
        publisher.put(
            f"/datasets/Anthropic/EconomicIndex/resolve/main/{entry['path']}", (folder.parent / entry["path"]).read_bytes()
        )

    def sort(_):
        releases = economic_index_releases(listing)
        return {name: [replace(file, address=at(publisher, file.address)) for file in files] for name, files in releases.items()}

    declared = OFFERS["anthropic-economic-index"]
    assert isinstance(declared, ListedFiles)
    publisher.put("/list", b"[]")
    monkeypatch.setitem(OFFERS, "anthropic-economic-index", replace(declared, listing=f"{publisher.address}/list", sort=sort))

    release = process_release(release=fetched("anthropic-economic-index").release)

    assert (release.state, release.version) == (Release.State.READY, version), [str(issue) for issue in release.issues.all()]
