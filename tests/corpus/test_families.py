"""Hundreds of wrong releases that are well-formed: each is stopped for the reason that was meant, and a sound one is not."""

from collections.abc import Iterator

import pytest

from citations.models import Release
from gradient.sample import SAMPLE_FILES
from occupations.models import ExposureScore
from tests.citations.official import attempt
from tests.corpus.damages import scaled
from tests.corpus.families import FAMILIES, Wrong
from tests.corpus.trial import complete, damaged, facts_of, kinds_found
from tests.undoing import undone_at_the_end

pytestmark = pytest.mark.django_db
DATASETS = (
    "soc-structure", "onet", "ilo-genai-gradient", "ibs-crosswalk", "bls-oews", "bls-ep", "nces-cip-soc", "career-clusters",
    "eloundou-gpts", "felten-aioe", "microsoft-working-with-ai",
)  # fmt: skip
# The rules' SQL is the same for all of a family, so a sample of them shows what PostgreSQL makes of it.
ON_BOTH = 5
TRIALS = [
    pytest.param(wrong, id=f"{family}: {name}", marks=pytest.mark.either_database if number % ON_BOTH else ())
    for family, entries in FAMILIES.items()
    for number, (name, wrong) in enumerate(entries.items())
]


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


def test_another_issue_is_held_to_the_one_that_it_replaces(sound_releases, db):
    base = sound_releases["felten-aioe"]
    wrong = damaged(facts_of(base), {ExposureScore: scaled("value", by=10)})
    assert kinds_found(base, wrong, base.version, replaces=True).keys() == {"values-scaled"}


def test_a_sound_release_is_found_sound(sound_releases, db):
    for base in sound_releases.values():
        facts = facts_of(base)
        # One fact less: the very same ones under another version are no sound release.
        model = max(facts, key=lambda one: len(facts[one]))
        assert kinds_found(base, facts | {model: facts[model][:-1]}, "2032") == {}
        assert kinds_found(base, facts, "2033", alone=True) == {}


@pytest.mark.parametrize("wrong", TRIALS)
def test_it_is_stopped(wrong: Wrong, sound_releases, db):
    base = sound_releases[wrong.dataset]
    sound = facts_of(base)
    found = kinds_found(base, damaged(sound, wrong.damages), "2031", alone=wrong.alone)
    assert wrong.kinds & found.keys(), found or "nothing was found"
    for message in found.values():
        assert len(message) < 2_000
