"""Observed use of every occupation, reckoned anew from the publishers' files by code that shares nothing with the project."""

from math import fsum, isclose
from pathlib import Path

import pytest
from django.test import Client

from citations.models import Edition
from tests.reading.documents import document, occupations
from tests.reference import on_the_reference
from tests.reference.reckoning import PATTERNS, Reckoning

pytestmark = [*on_the_reference, pytest.mark.either_database]

DEVELOPERS = "15-1252.00"


@pytest.fixture(scope="module")
def raw(releases_folder: Path, pins: dict[str, str]) -> Reckoning:
    return Reckoning(releases_folder, pins)


def near(one: float | None, other: float | None) -> bool:
    return one == other or (one is not None and other is not None and isclose(one, other, rel_tol=1e-9, abs_tol=1e-12))


def test_nearly_all_of_the_sample_is_placed(raw: Reckoning, edition: Edition) -> None:
    shares = raw.coverage
    assert fsum(shares.values()) == pytest.approx(100, abs=0.01)
    assert shares["words"] == pytest.approx(78.6, abs=0.1)
    assert shares["number"] > 6
    assert shares["pair"] > 9
    assert shares["unplaced"] < 4.5
    stored = document(edition, "dataset-coverage", "anthropic-economic-index")
    assert [part["v"] for part in stored["figures"]] == pytest.approx(list(shares.values()))


def test_software_developers_have_the_biggest_task_of_the_sample(raw: Reckoning, edition: Edition) -> None:
    usage = document(edition, "occupation", DEVELOPERS)["usage"]
    biggest = max((words for words in raw.usage if words != "none"), key=raw.usage.__getitem__)
    assert usage["share"]["v"] == pytest.approx(7.65, abs=0.01)
    assert usage["tasks"][0]["share"]["v"] == pytest.approx(raw.usage[biggest])
    assert raw.placed[biggest][0] == "pair"


def test_every_occupation_has_what_the_files_say(raw: Reckoning, edition: Edition) -> None:
    problems: dict[str, list[str]] = {}
    counted = {"observed": 0, "with ways": 0, "too few": 0}
    for found in occupations(edition):
        code, usage = found["code"], found["usage"]
        observed, ways = raw.observed(code), raw.together(code)
        assert (usage is not None) == bool(observed), code
        if usage is None:
            continue
        counted["observed"] += 1
        counted["with ways" if ways else "too few"] += 1
        wrong = [
            name
            for name, is_right in {
                "tasks": [task["id"] for task in usage["tasks"]] == list(observed),
                "shares": all(near(task["share"]["v"], observed[task["id"]]) for task in usage["tasks"]),
                "occupations": all(task["occupations"]["v"] == raw.shared_by(task["id"]) for task in usage["tasks"]),
                "total": near(usage["share"]["v"], sum(observed.values())),
                "basis": (usage["observed"]["tasks"]["v"], usage["classified"]["tasks"]["v"])
                == (len(observed), raw.classified(code)),
                "ways": (usage["collaboration"] is not None) == bool(ways),
                "patterns": {way["key"]: way["share"]["v"] for way in (usage["collaboration"] or {}).get("patterns", [])}
                == pytest.approx({name: ways[name] for name in PATTERNS if ways and ways[name]}),
                "map": _map(found) == _map_reckoned(raw, code),
            }.items()
            if not is_right
        ]
        if wrong:
            problems[code] = wrong
    assert problems == {}
    assert counted["observed"] > 690
    assert min(counted["with ways"], counted["too few"]) > 300


def _map(found: dict) -> list[list[int]]:
    return [[task["id"] for task in found["work_map"][side]] for side in ("often_handed", "copilot")]


def _map_reckoned(raw: Reckoning, code: str) -> list[list[int]]:
    sides: list[list[int]] = [[], []]
    for number in raw.observed(code):
        ways = raw.ways(code, number)
        handed, together = (sum(ways.get(name, 0) for name in names) for names in (PATTERNS[:2], PATTERNS[2:]))
        if abs(handed - together) > 1e-9:
            sides[handed < together].append(number)
    return [side[:3] for side in sides]


def test_the_work_map_is_sorted_by_what_it_prints(edition: Edition) -> None:
    unsorted = []
    for found in occupations(edition):
        for side in ("often_handed", "copilot"):
            shares = [task["share"]["v"] for task in (found["work_map"] or {}).get(side, [])]
            if shares != sorted(shares, reverse=True):
                unsorted.append((found["code"], side))
    assert unsorted == []


def test_pages_of_provenance_say_how_much_is_placed(client: Client) -> None:
    for address in ("/datasets/anthropic-economic-index/", "/methodology"):
        page = client.get(address).content.decode()
        for part in ("usage-placed-by-words", "usage-placed-by-number", "usage-placed-by-pair", "usage-unplaced"):
            assert f'data-measure="{part}"' in page, (address, part)
    assert "How much of it is used" not in client.get("/datasets/onet/").content.decode()


def test_a_page_says_what_its_shares_rest_on(client: Client) -> None:
    developers = client.get("/roles/role-15-1252-00").content.decode()
    assert "Shares of ways of working rest on" in developers
    assert 'data-measure="augmentation-share"' in developers
    # The sound engineers' one classified task of three is no share of the occupation.
    sound = client.get("/roles/role-27-4014-00").content.decode()
    assert "too few for a share of the occupation" in sound
    assert 'data-measure="augmentation-share"' not in sound


def test_a_study_that_finds_nothing_covered_is_not_quoted_below_observed_tasks(client: Client, edition: Edition) -> None:
    quoted = {}
    for found in occupations(edition):
        if found["usage"] and found["observed_exposure"]:
            quoted.setdefault(bool(found["observed_exposure"]["v"]), found["path"])
    assert {
        is_quoted: "Another study of Anthropic" in client.get(path).content.decode() for is_quoted, path in quoted.items()
    } == {
        True: True,
        False: False,
    }
