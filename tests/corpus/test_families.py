"""Hundreds of wrong releases that are well-formed: each is stopped for the reason that was meant, and a sound one is not."""

from collections.abc import Iterator

import pytest

from citations.models import Release
from gradient.sample import SAMPLE_FILES
from tests.citations.official import attempt
from tests.corpus.families import FAMILIES, Wrong
from tests.corpus.trial import complete, damaged, facts_of, kinds_found
from tests.undoing import undone_at_the_end

pytestmark = pytest.mark.django_db
DATASETS = (
    "soc-structure", "onet", "ilo-genai-gradient", "ibs-crosswalk", "bls-oews", "bls-ep", "nces-cip-soc", "career-clusters",
    "eloundou-gpts", "felten-aioe", "microsoft-working-with-ai",
)  # fmt: skip
EACH = {f"{family}: {name}": wrong for family, entries in FAMILIES.items() for name, wrong in entries.items()}


@pytest.fixture(scope="module")
def sound_releases(django_db_setup, django_db_blocker) -> Iterator[dict[str, Release]]:
    def load() -> dict[str, Release]:
        releases = {dataset: attempt(SAMPLE_FILES[dataset]()) for dataset in DATASETS}
        complete(releases)
        return releases

    with undone_at_the_end(django_db_blocker, load) as releases:
        yield releases


def test_the_sound_releases_are_ready(sound_releases, db):
    assert {release.state for release in sound_releases.values()} == {Release.State.READY}


def test_there_are_at_least_thirty_of_each_family():
    assert {family: len(entries) for family, entries in FAMILIES.items() if len(entries) < 30} == {}


@pytest.mark.parametrize("wrong", EACH.values(), ids=EACH)
def test_it_is_stopped(wrong: Wrong, sound_releases, db):
    base = sound_releases[wrong.dataset]
    sound = facts_of(base)
    found = kinds_found(base, damaged(sound, wrong.damages), "2031", alone=wrong.alone)
    assert wrong.kinds & found.keys(), found or "nothing was found"
    for message in found.values():
        assert len(message) < 2_000
