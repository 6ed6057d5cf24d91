"""The edition that the reference pins, from the real releases: loaded, compiled and published once for all tests of this package.

With `--dist loadgroup` the tests of a group run in one process; they read what is committed, and undo what they write.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from citations.models import Edition
from singulariki.delivery import page_cache
from tests.baseline import restore_baseline
from tests.reading.agreement import Answers
from tests.reference import OCCUPATIONS, SOUND

# All that the reference's pages are made of, and one release more, to publish after it.
FILES = (
    "aei/labor_market_impacts",
    "aei/release_2025_03_27",
    "bls_ep/education_2024-2034.xlsx",
    "bls_ep/occupation_2024-2034.xlsx",
    "career_clusters",
    "cip",
    "crosswalks",
    "ilo",
    "oews",
    "onet/db_30_2_text.zip",
    "studies/dingel_neiman",
    "studies/eloundou",
    "studies/felten",
    "studies/frey_osborne",
    "studies/microsoft/2025-07",
)
# The same, of the folder of further files beside the releases.
MORE = ("aei/onet_task_statements.csv",)


@pytest.fixture(scope="package")
def expected(releases_folder: Path) -> dict:
    """The answers of the reference, by address."""
    return json.loads((releases_folder.parent / "reference" / "expected.json").read_text())


@pytest.fixture(scope="package")
def pins(expected: dict) -> dict[str, str]:
    """The releases that the reference is made of: dataset to version."""
    return expected[SOUND]["releases"]


@pytest.fixture(scope="package")
def published(django_db_setup, django_db_blocker, releases_folder: Path, pins, tmp_path_factory) -> Iterator[str]:
    """The name of the reference's edition, which is live."""
    folder = tmp_path_factory.mktemp("releases")
    further = releases_folder.parent / "more"
    for root, names in ((releases_folder, FILES), (further, MORE)):
        for path in (path for name in names for path in (root / name, *(root / name).rglob("*"))):
            if path.is_file():
                link = folder / path.relative_to(root)
                link.parent.mkdir(parents=True, exist_ok=True)
                link.symlink_to(path)
    # Committed, as on a site: in one transaction around everything SQLite would spend minutes on its savepoints.
    with django_db_blocker.unblock():
        try:
            chosen = [f"--pin={slug}={version}" for slug, version in pins.items()]
            call_command("load_releases", str(folder), "--name=reference", "--publish", *chosen, verbosity=0)
            page_cache.clear()
            yield "reference"
        finally:
            restore_baseline()
            page_cache.clear()


@pytest.fixture(autouse=True)
def edition(published: str, db) -> Edition:
    """The reference's edition."""
    return Edition.objects.get(name=published)


@pytest.fixture(scope="module")
def reader(published: str) -> Client:
    """Someone who reads page after page."""
    return Client()


@pytest.fixture(scope="module")
def rows(reader: Client, django_db_blocker) -> list[dict]:
    """All occupations as the API lists them."""
    with django_db_blocker.unblock():
        return reader.get(OCCUPATIONS, {"page_size": 1500}).json()["results"]


@pytest.fixture(scope="module")
def listed(reader: Client, rows: list[dict]) -> Answers:
    """Answers of the API; what lists of pages say of an occupation is looked up in the API's own list."""
    answers = Answers(reader)
    for row in rows:
        wages = {**row["wages"], "hourly": {"median": row["wages"]["hourly_median"]}}
        answers.know(f"{OCCUPATIONS}{row['code']}/", {**row, "wages": wages})
    return answers
