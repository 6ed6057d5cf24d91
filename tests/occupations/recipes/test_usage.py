"""Observed use: division among occupations, ways of working together, what is too little to tell."""

import pytest

from occupations.recipes import (
    ObservedTask,
    collaboration_of_task,
    usage_divided,
    usage_mean,
    weighted_patterns,
    work_map,
)

HANDED = {"directive": 50.0, "feedback loop": 10.0, "task iteration": 5.0, "learning": 20.0, "validation": 0.0}
TOGETHER = {"directive": 10.0, "feedback loop": 0.0, "task iteration": 30.0, "learning": 40.0, "validation": 10.0}
WITHHELD = dict.fromkeys(HANDED, 0.0)


def test_a_wording_that_occupations_share_is_divided_among_them() -> None:
    assert usage_divided(0.9, 3) == pytest.approx(0.3)


def test_automation_and_augmentation_add_up_their_ways() -> None:
    way = collaboration_of_task(HANDED)
    assert way is not None
    assert (way.handed_over, way.worked_together, way.most_common) == (60.0, 25.0, "directive")


def test_nothing_is_said_of_a_task_whose_conversations_are_all_withheld() -> None:
    assert collaboration_of_task(WITHHELD) is None
    assert collaboration_of_task({}) is None


def test_an_occupation_weighs_its_tasks_by_their_use() -> None:
    patterns = weighted_patterns([(2.0, HANDED), (1.0, TOGETHER), (1.0, HANDED)])
    assert patterns is not None
    assert patterns["directive"] == pytest.approx(40.0)
    assert patterns["learning"] == pytest.approx(25.0)


def test_withheld_tasks_do_not_dilute_an_occupation() -> None:
    three = [(1.0, HANDED), (1.0, TOGETHER), (2.0, TOGETHER)]
    assert weighted_patterns([*three, (100.0, WITHHELD)]) == weighted_patterns(three)


@pytest.mark.parametrize("known", [0, 1, 2])
def test_fewer_than_three_tasks_are_no_share_of_an_occupation(known: int) -> None:
    assert weighted_patterns([*[(1.0, HANDED)] * known, (1.0, WITHHELD), (1.0, {})]) is None
    assert usage_mean([*[(1.0, 4.0)] * known, (96.0, None)]) is None


def test_a_mean_runs_over_the_tasks_that_have_a_value() -> None:
    assert usage_mean([(1.0, 4.0), (2.0, 2.0), (1.0, 2.0), (96.0, None)]) == pytest.approx(2.5)


def test_the_work_map_sorts_tasks_by_what_is_more_common() -> None:
    drawn = work_map(
        {
            1: ObservedTask(0.1, patterns=HANDED),
            2: ObservedTask(0.5, patterns=TOGETHER, human_able=98.0),
            3: ObservedTask(0.3, patterns=HANDED, human_able=99.0),
            4: ObservedTask(0.9, patterns=WITHHELD),
        }
    )
    assert drawn.handed_over == (3, 1)
    assert drawn.worked_together == (2,)
    assert drawn.human_able == (3, 2)


def test_tasks_below_the_floor_are_on_no_list() -> None:
    drawn = work_map({1: ObservedTask(0.1, conversations=14, patterns=HANDED, human_able=50.0)})
    assert (drawn.handed_over, drawn.worked_together, drawn.human_able) == ((), (), ())
    assert work_map({1: ObservedTask(0.1, conversations=15, patterns=HANDED)}).handed_over == (1,)


def test_a_tie_is_on_neither_list() -> None:
    even = {"directive": 40.0, "learning": 40.0}
    drawn = work_map({1: ObservedTask(0.1, patterns=even)})
    assert (drawn.handed_over, drawn.worked_together) == ((), ())


def test_the_work_map_sorts_by_the_share_that_is_shown_with_a_task() -> None:
    """A wording of ten occupations that comes up often may come up less in each than one of their own."""
    tasks = {1: ObservedTask(usage_divided(0.9, 10), patterns=HANDED), 2: ObservedTask(usage_divided(0.3, 1), patterns=HANDED)}
    assert work_map(tasks).handed_over == (2, 1)


def test_a_tie_is_one_although_fractions_do_not_add_up_to_the_last_digit() -> None:
    even = {"directive": 100 * 111 / 253, "task iteration": 100 * 52 / 253, "learning": 100 * 59 / 253}
    drawn = work_map({1: ObservedTask(0.1, patterns=even)})
    assert (drawn.handed_over, drawn.worked_together) == ((), ())
