"""What another choice of method would change."""

import pytest

from occupations.recipes import choice_effect, one_vote_each, percentiles


def test_the_difference_is_taken_up_or_down_over_those_that_have_both() -> None:
    effect = choice_effect({"a": 10.0, "b": 50.0, "c": 90.0, "d": 5.0}, {"a": 12.0, "b": 44.0, "c": 91.0, "e": 0.0})
    assert effect is not None
    assert (effect.occupations, effect.mean, effect.largest) == (3, 3.0, 6.0)


def test_where_nothing_has_both_there_is_no_effect() -> None:
    assert choice_effect({"a": 1.0}, {"b": 1.0}) is None
    assert choice_effect({}, {}) is None


def test_no_other_choice_has_no_effect() -> None:
    ranks = percentiles({"a": 1.0, "b": 2.0, "c": 2.0})
    effect = choice_effect(ranks, dict(ranks))
    assert effect is not None
    assert (effect.mean, effect.largest) == (0.0, 0.0)


def test_each_group_votes_once_with_the_mean_of_its_values() -> None:
    groups = {"11-1011.00": "11-1011", "11-1011.03": "11-1011", "27-4014.00": "27-4014"}
    assert one_vote_each({"11-1011.00": 2.0, "11-1011.03": 4.0, "27-4014.00": 1.0}, groups) == [3.0, 1.0]


def test_ten_occupations_of_one_code_no_longer_push_the_others_up() -> None:
    values = {f"15-1299.{n:02}": 1.0 for n in range(10)} | {"27-4014.00": 2.0, "29-1214.00": 3.0}
    groups = {code: code[:7] for code in values}
    by_occupation = percentiles(values)
    by_code = percentiles(values, among=one_vote_each(values, groups))
    assert by_occupation["27-4014.00"] == pytest.approx(1000 / 12)
    assert by_code["27-4014.00"] == pytest.approx(100 / 3)


def test_equal_values_of_a_code_stay_equal_to_their_mean() -> None:
    values = {f"15-1299.{n:02}": 1 / 49 for n in range(49)}
    assert one_vote_each(values, {code: code[:7] for code in values}) == [1 / 49]
