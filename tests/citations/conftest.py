"""What the tests of provenance share: a live edition, assertions about refusals, and a dataset at its publisher's."""

from collections.abc import Callable, Mapping

import pytest

from citations.actions.editions import compile_edition
from citations.actions.publishing import publish_edition
from citations.importing.offers import OFFERS, OfferedFile, SameAddresses
from citations.models import Edition, Release
from citations.selectors import live_edition
from tests.citations.offered import ILO, WORKBOOK
from tests.citations.official import attempt, fact_count, facts_of, original_files
from tests.citations.small_compiler import only, titles_of_unit_groups
from tests.remembered import made_once


@pytest.fixture
def small_compiler(monkeypatch) -> Callable[..., None]:
    """Leaves one small compiler in place of every app's own, and nothing that follows a compile."""
    monkeypatch.setattr("citations.actions.editions.AFTER_COMPILE", [])

    def put(run=titles_of_unit_groups, name: str = "titles") -> None:
        monkeypatch.setattr("citations.actions.editions.COMPILERS", only(run, name))

    put()
    return put


@pytest.fixture
def ilo_release(db) -> Release:
    """The sample's scores without the structure, which the report notes."""
    release = made_once("scores", lambda: attempt({"scores.xlsx": original_files(ILO)[WORKBOOK]}))
    assert release.state == Release.State.READY
    return release


@pytest.fixture
def live(ilo_release, small_compiler) -> Edition:
    """A published edition."""
    edition = compile_edition(name="live")
    publish_edition(edition=edition)
    return edition


@pytest.fixture
def refused(db) -> Callable[[Release, Mapping[str, bytes]], list]:
    """refused(release, files): the release was rejected, left nothing behind but its originals, and says where the fault is.

    Returns its errors.
    """
    before = live_edition()

    def check(release: Release, files: Mapping[str, bytes]) -> list:
        assert release.state == Release.State.REJECTED, (release.state, release.failure)
        errors = list(release.issues.filter(severity="error"))
        assert errors
        assert all(error.message for error in errors)
        assert fact_count(release) == 0
        kept = sorted(file.content.read() for file in release.files.all())
        assert kept == sorted(set(files.values()))
        assert live_edition() == before
        return errors

    return check


@pytest.fixture
def accepted_alike():
    """accepted_alike(dataset, files): the files are accepted and give the very facts that the official ones give."""

    def check(dataset, files, **kwargs):
        plain = attempt(original_files(dataset), is_sample=True)
        other = attempt(files, **kwargs)
        assert other.state == Release.State.READY, [str(issue) for issue in other.issues.all()]
        facts = facts_of(plain)
        assert any(facts.values())
        assert facts_of(other) == facts

    return check


@pytest.fixture
def workbook() -> bytes:
    return original_files(ILO)[WORKBOOK]


@pytest.fixture
def offered(publisher, monkeypatch) -> Callable[..., None]:
    """offered(path, …): the ILO's scores are at these addresses of the test's publisher."""

    def at(*paths: str, optional: tuple[str, ...] = ()) -> None:
        files = [OfferedFile(publisher.address + path, required=path not in optional) for path in (*paths, *optional)]
        monkeypatch.setitem(OFFERS, ILO, SameAddresses(page="https://ilo.example/data", instruction="Both.", offered=files))

    return at


@pytest.fixture
def fetch_folder(settings, tmp_path) -> None:
    """What is fetched lies in a folder of the test's own."""
    settings.FETCH_FOLDER = tmp_path / "fetching"
