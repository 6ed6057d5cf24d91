"""The statistics by which a damaged column is told, and what lines of figures must and must not be taken for."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citations.importing.plausibility.codes import folded, named
from citations.importing.plausibility.judged import first_few
from citations.importing.plausibility.lines import (
    KEPT,
    Line,
    is_constant,
    is_inverted,
    is_moved_alike,
    is_multiplied_alike,
    is_scaled,
    is_shifted,
    is_shuffled,
    is_sorted,
    swapped_pairs,
    times,
)
from citations.importing.plausibility.statistics import rank_correlation, ranks, ratios, share_closer, share_equal

TESTS = (is_constant, is_sorted, is_shifted, is_inverted, is_shuffled, is_moved_alike, is_scaled, is_multiplied_alike)
# Pay of 200 occupations, as one release has it, and a year on: a little more, not by the same for all.
BEFORE = [round(30_000 + 100_000 * Random(number).random() ** 2, -1) for number in range(200)]
AFTER = [round(pay * (1.03 + 0.02 * Random(pay).random()), -1) for pay in BEFORE]


def line(new, old) -> Line:
    made = Line(len(new), 0, len(new))
    for number, (value, before) in enumerate(zip(new, old, strict=True)):
        made.add(number, f"code {number}", value, before)
    return made


def suffered(new, old=BEFORE) -> set:
    return {test for test in TESTS if test(line(new, old), 0.7)}


@pytest.mark.parametrize(
    ("new", "test"),
    [
        ([pay * 10 for pay in AFTER], is_scaled),
        ([pay / 1000 for pay in AFTER], is_scaled),
        ([pay * 100 if at % 3 == 0 else pay for at, pay in enumerate(AFTER)], is_scaled),
        ([pay * 2 for pay in BEFORE], is_multiplied_alike),
        ([pay + 5000 for pay in BEFORE], is_moved_alike),
        ([max(AFTER) + min(AFTER) - pay for pay in AFTER], is_inverted),
        (Random(3).sample(AFTER, len(AFTER)), is_shuffled),
        (sorted(AFTER), is_sorted),
        (sorted(AFTER, reverse=True), is_sorted),
        (sorted(AFTER[:150]) + sorted(AFTER[150:]), is_sorted),
        (AFTER[1:] + AFTER[:1], is_shifted),
        (AFTER[-1:] + AFTER[:-1], is_shifted),
        ([AFTER[0]] * len(AFTER), is_constant),
    ],
)
def test_a_damaged_line_is_told(new, test):
    assert test in suffered(new)


@pytest.mark.parametrize("new", [AFTER, BEFORE, BEFORE[::-1][::-1], [pay if at % 5 else None for at, pay in enumerate(AFTER)]])
def test_a_sound_line_is_taken_for_nothing_else(new):
    assert suffered(new) == set()


def test_what_is_sorted_or_mixed_is_not_taken_for_turned_round():
    assert is_inverted(line(Random(5).sample(AFTER[:20], 20), BEFORE[:20]), 0.7) == ""
    assert suffered(sorted(AFTER, reverse=True)) - {is_sorted, is_shuffled} == set()
    assert "fall" in is_sorted(line(sorted(AFTER, reverse=True), BEFORE), 0.7)


def test_a_table_that_its_publisher_sorts_by_its_figures_is_sound():
    assert suffered(sorted(AFTER), sorted(BEFORE)) == set()
    assert is_sorted(line(sorted(AFTER), [None] * 200), 0.7) == "", "the rows are not in the order of their codes"
    ordered = Line(200, 0)
    for number, value in enumerate(sorted(AFTER)):
        ordered.add(number, f"{number:03}", value, None)
    assert "rise" in is_sorted(ordered, 0.7), "codes and figures are in order at once"


def test_signs_and_figures_near_nothing_are_no_change_of_unit():
    before = [Random(number).gauss(0, 1) for number in range(300)]
    after = [score + 0.1 * Random(f"{score}").gauss(0, 1) for score in before]
    assert suffered(after, before) == set()


def test_few_figures_say_nothing():
    assert suffered([pay * 10 for pay in AFTER[:15]], BEFORE[:15]) == set()


def test_a_scale_of_two_values_may_stay_constant():
    assert suffered([1.0] * 50, [1.0] * 50) == set()
    assert is_constant(line([1.0] * 50, [float(number % 2) for number in range(50)]), 0.7)


def test_columns_that_hold_each_others_figures_are_told_and_no_others():
    median, mean = BEFORE, [pay * 1.1 for pay in BEFORE]
    now_median, now_mean = AFTER, [pay * 1.1 for pay in AFTER]
    sound = {"median": line(now_median, median), "mean": line(now_mean, mean)}
    assert list(swapped_pairs(sound)) == []
    assert list(swapped_pairs({"median": line(now_mean, median), "mean": line(now_median, mean)})) == [("median", "mean")]


def test_a_long_line_keeps_a_sample_and_lines_keep_the_same_facts():
    many = [float(number) for number in range(40 * KEPT)]
    one, other = line(many, many), line(many[: 10 * KEPT], many[: 10 * KEPT])
    assert KEPT / 4 < len(one.sample) <= KEPT
    assert set(other.sample) & set(one.sample)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=60))
def test_ranks_are_the_order_and_correlation_is_between_its_bounds(values):
    by_rank = [value for _, value in sorted(zip(ranks(values), values, strict=True))]
    assert by_rank == sorted(values)
    assert sum(ranks(values)) == pytest.approx(len(values) * (len(values) - 1) / 2)
    found = rank_correlation(values, values[::-1])
    assert found is None or -1.000001 <= found <= 1.000001
    assert rank_correlation(values, values) in (None, pytest.approx(1))


def test_correlation_is_that_of_spearman():
    assert rank_correlation([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]) == pytest.approx(0.8207826816681233)
    assert rank_correlation([1, 1], [2, 3]) is None


def test_shares_and_ratios():
    assert ratios([2, 0, -6], [1, 5, 3]) == [2, 2]
    assert share_equal([1, 2], [1, 3]) == 0.5
    assert share_closer([10, 10], [0, 10], [9, 0]) == 0.5
    assert (share_closer([], [], []), share_equal([], [])) == (0, 0)


def test_words():
    assert [times(10), times(1 / 1000), times(1.5)] == ["10 times", "1/1,000 of", "1.5 times"]
    assert first_few(["a", "b"]) == "a, b"
    assert first_few(list("abcdefg")) == "a, b, c and 4 more"
    assert [named(system) for system in ("soc-2018", "onet-soc-2019", "isco-08")] == ["SOC 2018", "O*NET-SOC 2019", "ISCO-08"]
    assert named("the tasks of O*NET") == "the tasks of O*NET"
    assert folded("Writers & Authors") == folded("writers/authors")
