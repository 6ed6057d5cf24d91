"""The real releases, from their folder to the published pages: loaded once, then read by every test of this module."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from citations.actions.editions import compile_edition, publish_edition, rollback_edition
from citations.models import Edition, Profile
from citations.selectors import live_edition
from gradient.models import UnitGroupPage
from singulariki.delivery import page_cache
from tests.baseline import restore_baseline
from tests.gradient.pages import outside, read, values_of

pytestmark = pytest.mark.releases

DATASETS = ("bls-oews", "ibs-crosswalk", "ilo-genai-gradient", "onet", "soc-structure")
FILES = ("ilo/*", "oews/oesm24nat.zip", "oews/national_M2025_dl.xlsx", "onet/db_30_2_text.zip", "crosswalks/*")


@pytest.fixture(scope="session")
def expected(releases_folder: Path) -> dict:
    return json.loads((releases_folder.parent / "reference" / "expected.json").read_text())


@pytest.fixture(scope="session")
def pins(expected: dict) -> dict[str, str]:
    named = next(answer["releases"] for answer in expected.values() if isinstance(answer, dict) and "releases" in answer)
    return {slug: version for slug, version in named.items() if slug in DATASETS}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, releases_folder: Path, pins: dict[str, str], tmp_path_factory) -> Iterator[None]:
    # Only what the gradient needs; tests/commands loads the whole folder.
    folder = tmp_path_factory.mktemp("releases")
    for path in (path for pattern in FILES for path in releases_folder.glob(pattern)):
        (folder / path.name).symlink_to(path)
    # Committed, as on a site: in one transaction around everything SQLite would spend minutes on its savepoints.
    with django_db_blocker.unblock():
        try:
            chosen = [f"--pin={slug}={version}" for slug, version in pins.items()]
            call_command("load_releases", str(folder), "--publish", *chosen, verbosity=0)
            yield
        finally:
            restore_baseline()


@pytest.fixture(autouse=True)
def edition(loaded, db) -> Edition:
    page_cache.clear()
    live = live_edition()
    assert live is not None
    return live


def contains(answer: object, part: object, where: str = "") -> list[str]:
    """Places where the answer lacks what it must contain: numbers within a thousandth, lists from their start."""
    if isinstance(part, dict):
        return [
            problem
            for key, value in part.items()
            for problem in (contains(answer[key], value, f"{where}/{key}") if key in answer else [f"{where}/{key} is absent"])
        ]
    if isinstance(part, list):
        return [problem for i, value in enumerate(part) for problem in contains(answer[i], value, f"{where}/{i}")]
    same = answer == pytest.approx(part, rel=1e-3) if isinstance(part, int | float) else answer == part
    return [] if same else [f"{where}: {answer!r} instead of {part!r}"]


def test_the_two_gradient_answers_hold(client: Client, expected: dict, edition: Edition, pins: dict[str, str]) -> None:
    answers = {path: part for path, part in expected.items() if path.startswith("/api/v1/gradient/")}
    assert len(answers) == 2
    for path, part in answers.items():
        assert contains(client.get(path).json(), part, path) == []
    held = {member.dataset.slug: member.release.version for member in edition.members.select_related("dataset", "release")}
    assert pins.items() <= held.items()


def test_all_427_pages_answer_and_agree_with_the_api(client: Client) -> None:
    rows = client.get("/api/v1/gradient/?page_size=1500").json()["results"]
    assert len(rows) == 427
    heaviest = 0
    for row in rows:
        answer = client.get(row["url"])
        assert answer.status_code == 200, row["url"]
        reading = read(answer.content)
        answered = values_of(client.get(f"/api/v1/gradient/{row['code']}/").json())
        assert len(reading.numbers) > 20, row["url"]
        assert [number for number in reading.numbers if float(number[1]) not in answered] == [], row["url"]
        assert outside(reading.loads) == []
        heaviest = max(heaviest, len(gzip.compress(answer.content)))
    assert heaviest <= 30_000


def test_the_list_agrees_with_the_api(client: Client) -> None:
    answered = values_of(client.get("/api/v1/gradient/?page_size=1500").json())
    numbers = [number for number in read(client.get("/gradient/").content).numbers if number[0] not in {"scored-tasks"}]
    assert len(numbers) > 427 * 5
    assert [number for number in numbers if float(number[1]) not in answered] == []


def test_links_between_unit_groups_all_lead_somewhere(client: Client) -> None:
    addresses = set(UnitGroupPage.objects.values_list("address", flat=True))
    found: set[str] = set()
    for address in addresses:
        found |= {link.split("#")[0] for link in read(client.get(address).content).links if link.startswith("/gradient/")}
    assert {link for link in found if link[10:14].isdigit()} == addresses
    assert [link for link in found - addresses if client.get(link).status_code != 200] == []


def test_compiling_twice_gives_the_same_bytes(edition: Edition, pins: dict[str, str]) -> None:
    again = compile_edition(name="again", pins=pins)
    assert (again.fingerprint, again.content_digest) == (edition.fingerprint, edition.content_digest)
    first, second = (
        list(Profile.objects.filter(edition=one).order_by("kind", "key").values_list("kind", "key", "document"))
        for one in (edition, again)
    )
    assert sum(kind == "unit-group" for kind, *_ in first) == 427
    assert first == second


def test_publish_roll_back_publish_gives_the_same_pages(client: Client, edition: Edition, pins: dict[str, str]) -> None:
    path = client.get("/api/v1/gradient/3521/").json()["url"]
    before = client.get(path).content
    newer = compile_edition(name="newer", pins={**pins, "bls-oews": "May 2025"})
    publish_edition(edition=newer)
    published = client.get(path).content
    assert b"May 2025" in published
    rollback_edition(reason="to see the earlier pages again")
    assert client.get(path).content == before
    publish_edition(edition=newer)
    assert client.get(path).content == published
