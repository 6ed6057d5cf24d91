"""Where wordings of the Economic Index belong among the tasks of an edition, and what becomes of their shares."""

import pytest

from occupations.recipes import ObservedTask, Placement, place_wording, placed_shares, use_by_task

KNOWN = {7: "", 8: "", 9: ""}
HANDED = {"directive": 60.0, "feedback loop": 0.0, "task iteration": 0.0, "learning": 20.0, "validation": 0.0}
TOGETHER = {"directive": 0.0, "feedback loop": 0.0, "task iteration": 40.0, "learning": 0.0, "validation": 0.0}


def test_words_go_before_numbers_and_numbers_before_pairs() -> None:
    assert place_wording([7], [8], [9], KNOWN) == Placement("words", (7,))
    assert place_wording([], [8], [9], KNOWN) == Placement("number", (8,))
    assert place_wording([], [], [9], KNOWN) == Placement("pair", (9,))
    assert place_wording([], [], [], KNOWN) is None


def test_numbers_and_pairs_of_tasks_that_are_no_more_lead_nowhere() -> None:
    assert place_wording([], [1], [9], KNOWN) == Placement("pair", (9,))
    assert place_wording([], [1, 8], [], KNOWN) == Placement("number", (8,))
    assert place_wording([], [1], [2], KNOWN) is None


def test_shares_are_divided_among_occupations_and_add_up() -> None:
    observed = {"mix.": ObservedTask(0.9), "teach.": ObservedTask(0.3)}
    placements = {"mix.": Placement("words", (7, 8)), "teach.": Placement("pair", (7,))}
    used = use_by_task(observed, placements, {7: "A", 8: "B", 9: "B"})
    assert {number: use.seen.share for number, use in used.items()} == pytest.approx({7: 0.75, 8: 0.45})
    assert (used[7].occupations, used[8].occupations) == (2, 2)
    assert (used[7].ways, used[8].ways) == ({"words", "pair"}, {"words"})


def test_tasks_of_one_occupation_share_what_is_the_occupations() -> None:
    used = use_by_task({"mix.": ObservedTask(0.9)}, {"mix.": Placement("words", (7, 8, 9))}, {7: "A", 8: "B", 9: "B"})
    assert {number: use.seen.share for number, use in used.items()} == pytest.approx({7: 0.45, 8: 0.225, 9: 0.225})
    assert {use.occupations for use in used.values()} == {2}


def test_wordings_of_one_task_weigh_by_their_shares() -> None:
    observed = {
        "mix.": ObservedTask(0.3, conversations=10, patterns=HANDED, autonomy=4.0, human_able=None),
        "mix tracks.": ObservedTask(0.1, conversations=8, patterns=TOGETHER, autonomy=2.0, human_able=50.0),
        "mix it.": ObservedTask(0.6, conversations=2),
    }
    seen = use_by_task(observed, dict.fromkeys(observed, Placement("number", (7,))), {7: "A"})[7].seen
    assert (seen.share, seen.conversations, seen.is_thin, seen.is_classified) == (pytest.approx(1.0), 20, False, True)
    assert seen.patterns["directive"] == pytest.approx(45)
    assert seen.patterns["task iteration"] == pytest.approx(10)
    assert (seen.autonomy, seen.at_work, seen.human_able) == (pytest.approx(3.5), None, 50.0)


def test_what_is_known_of_one_wording_stays_as_published() -> None:
    observed = {"mix.": ObservedTask(0.1 + 0.2, patterns=HANDED, autonomy=0.1 + 0.2)}
    assert use_by_task(observed, {"mix.": Placement("words", (7,))}, {7: "A"})[7].seen == observed["mix."]


def test_how_much_is_placed_is_told_and_never_rescaled() -> None:
    observed = {"a.": ObservedTask(70.0), "b.": ObservedTask(6.0), "c.": ObservedTask(9.0), "d.": ObservedTask(5.0)}
    placements = {"a.": Placement("words", (7,)), "b.": Placement("number", (8,)), "c.": Placement("pair", (9,))}
    assert placed_shares(observed, placements) == {"words": 70.0, "number": 6.0, "pair": 9.0, "unplaced": 5.0}
