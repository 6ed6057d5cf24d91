"""Hundreds of wrong releases that are well-formed: each is stopped for the reason that was meant, and a sound one is not."""

from collections.abc import Iterator
from functools import partial

import pytest

from citations.models import Release
from gradient.sample import SAMPLE_FILES
from occupations.models import (
    ExposureScore,
    JobTitle,
    Projection,
    Rating,
    RelatedOccupation,
    TechnologySkill,
    ToolUsed,
    WageEstimate,
)
from tests.citations.official import attempt
from tests.corpus.damages import Damage, both, every, invented, is_divided, of_2010, of_2018, recoded, scaled, without_facts_of
from tests.corpus.families import CODES, FAMILIES, ILO, Wrong
from tests.corpus.trial import Facts, complete, damaged, facts_of, findings_of, kinds_found, rows_of_files
from tests.undoing import undone_at_the_end

pytestmark = pytest.mark.django_db
DATASETS = (
    "soc-structure", "onet", "ilo-genai-gradient", "ibs-crosswalk", "bls-oews", "bls-ep", "nces-cip-soc", "career-clusters",
    "eloundou-gpts", "felten-aioe", "microsoft-working-with-ai", "frey-osborne", "dingel-neiman", "anthropic-labor-market",
    "anthropic-task-statements",
)  # fmt: skip
# The rules' SQL is the same for all of a family, so a sample of them shows what PostgreSQL makes of it; but names stand in many
# models.
ON_BOTH = 5
TRIALS = [
    pytest.param(
        wrong, id=f"{family}: {name}", marks=pytest.mark.either_database if number % ON_BOTH and family != "names" else ()
    )
    for family, entries in FAMILIES.items()
    for number, (name, wrong) in enumerate(entries.items())
]

# Of the sound releases, by dataset, the rows of the files' tables.
ROWS: dict[str, Facts] = {}
OEWS, EP = ("bls-oews", WageEstimate, "soc_code"), ("bls-ep", Projection, "code")
BY_2010, BY_2018 = partial(recoded, code=of_2010), partial(recoded, code=of_2018)
WITHOUT_PARTS = partial(without_facts_of, of=is_divided)


@pytest.fixture(scope="module")
def sound_releases(django_db_setup, django_db_blocker) -> Iterator[dict[str, Release]]:
    def load() -> dict[str, Release]:
        with rows_of_files() as rows:
            releases = {dataset: attempt(SAMPLE_FILES[dataset]()) for dataset in DATASETS}
        complete(releases, rows)
        ROWS.update(rows)
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


def test_a_part_of_a_release_that_came_between_hides_nothing_of_the_whole_before_it(sound_releases, db):
    base = sound_releases["onet"]
    facts = facts_of(base)

    def without(branch: str, share: int) -> Damage:
        return lambda rows: [row for at, row in enumerate(rows) if at % share or not row["element_id"].startswith(branch)]

    part = damaged(facts, {Rating: both(without("1.A", 1), lambda rows: [{**rows[0], "value": 1.23}, *rows[1:]])})
    assert kinds_found(base, part, "30.8") == {}
    Release.objects.filter(version="30.8").update(state=Release.State.READY)

    found = kinds_found(base, damaged(facts, {Rating: without("1.A", 2)}), "30.9")
    assert "1.A, " in found["rows-lost"]


@pytest.mark.parametrize("model", [JobTitle, TechnologySkill, ToolUsed, RelatedOccupation])
def test_half_of_what_an_occupation_is_known_by_is_missed(model, sound_releases, db):
    base = sound_releases["onet"]
    found = kinds_found(base, damaged(facts_of(base), {model: every(2)}), "30.9")
    assert found.keys() == {"rows-lost"}


def test_a_sound_release_is_found_sound(sound_releases, db):
    for base in sound_releases.values():
        facts = facts_of(base)
        # One fact less: the very same ones under another version are no sound release.
        model = max(facts, key=lambda one: len(facts[one]))
        rows = ROWS[base.dataset.slug]
        assert kinds_found(base, facts | {model: facts[model][:-1]} | rows, "2032") == {}
        assert findings_of(base, facts | rows, "2033", alone=True).kept == []


@pytest.mark.parametrize("wrong", TRIALS)
def test_it_is_stopped(wrong: Wrong, sound_releases, db):
    base = sound_releases[wrong.dataset]
    sound = facts_of(base) | ROWS[wrong.dataset]
    found = kinds_found(base, damaged(sound, wrong.damages), "2031", alone=wrong.alone)
    assert wrong.kinds & found.keys(), found or "nothing was found"
    for message in found.values():
        assert len(message) < 2_000


@pytest.mark.parametrize(("dataset", "model", "column"), CODES, ids=map(str, CODES))
def test_two_codes_of_no_list_are_told_and_hold_nobody_up(dataset, model, column, sound_releases, db):
    base = sound_releases[dataset]
    facts = damaged(facts_of(base), {model: invented(column, count=2)})
    # Only the ILO itself brings a list of unit groups.
    (told,) = findings_of(base, facts, "2031", alone=dataset != ILO).kept
    assert (told.severity, told.kind) == ("warning", "codes-unlisted")
    assert "2 of " in told.message


@pytest.mark.parametrize(
    ("of", "version", "damage", "of_another"),
    [
        (OEWS, "May 2023", BY_2010, "SOC 2010"),
        (OEWS, "May 2017", BY_2010, ""),
        (OEWS, "May 2017", BY_2018, "SOC 2018"),
        (OEWS, "May 2019", None, "SOC 2018"),
        (OEWS, "May 2020", BY_2010, "SOC 2010"),
        (OEWS, "May 2020", WITHOUT_PARTS, ""),
        (EP, "2026-2036", BY_2010, "SOC 2010"),
        (EP, "2018-2028", BY_2010, ""),
        (EP, "2018-2028", BY_2018, "SOC 2018"),
        (EP, "2020-2030", None, "SOC 2018"),
        (EP, "2020-2030", WITHOUT_PARTS, ""),
    ],
)
def test_codes_are_held_to_the_vintage_of_the_year(of, version, damage, of_another, sound_releases, db):
    dataset, model, column = of
    base = sound_releases[dataset]
    facts = damaged(facts_of(base), {model: damage(column)} if damage else {})
    found = kinds_found(base, facts, version, alone=True)
    assert found.keys() == ({"codes-unknown"} if of_another else set()), found
    if of_another:
        assert f"nearly all are in {of_another}" in found["codes-unknown"]
