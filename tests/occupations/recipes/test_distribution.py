"""How an element varies over occupations, and how its order agrees with that of overlap."""

import random

import pytest

from occupations.recipes import distribution, rank_correlation


def test_every_value_falls_into_one_range_of_the_scale() -> None:
    spread = distribution({"a": 1.0, "b": 1.25, "c": 3.0, "d": 5.0}, 1.0, 5.0)
    assert len(spread.bins) == 16
    assert sum(part.occupations for part in spread.bins) == spread.occupations == 4
    assert [part.occupations for part in spread.bins][:2] == [1, 1]
    assert spread.bins[-1].occupations == 1
    assert (spread.mean, spread.median) == (2.5625, 2.125)


def test_a_mean_does_not_depend_on_the_order_of_its_values() -> None:
    shuffled = random.Random(7)
    values = {str(number): shuffled.uniform(1, 5) for number in range(500)}
    codes = list(values)
    shuffled.shuffle(codes)
    assert distribution(values, 1, 5) == distribution({code: values[code] for code in codes}, 1, 5)


def test_the_same_order_correlates_fully_and_the_opposite_one_negatively() -> None:
    rising = {str(number): float(number) for number in range(40)}
    cubed = {code: value**3 for code, value in rising.items()}
    falling = {code: -value for code, value in rising.items()}
    assert rank_correlation(rising, cubed) == pytest.approx(1.0)
    assert rank_correlation(rising, falling) == pytest.approx(-1.0)


def test_few_occupations_or_equal_values_give_no_correlation() -> None:
    few = {str(number): float(number) for number in range(29)}
    assert rank_correlation(few, few) is None
    flat = {str(number): 1.0 for number in range(40)}
    assert rank_correlation(flat, {code: float(code) for code in flat}) is None
