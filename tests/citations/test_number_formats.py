"""Numbers that are printed with two significant digits at least, however small, and values at full precision."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citations.measures import Measure, fine_percent, fine_percentage, percentage, signed_significant, significant


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0033893, "0.0034%"),
        (0.33, "0.33%"),
        (0.05, "0.050%"),
        (4.26, "4.3%"),
        (66.66, "66.7%"),
        (0, "0.0%"),
        (-0.004, "−0.0040%"),
    ],
)
def test_a_tiny_percentage_keeps_two_significant_digits(value: float, text: str) -> None:
    assert fine_percentage(value, 1) == text


def test_larger_ones_read_as_any_percentage() -> None:
    assert [fine_percentage(value, 1) for value in (1, 12.34, -1.7)] == [percentage(value, 1) for value in (1, 12.34, -1.7)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.047, "0.047"),
        (0.0472, "0.047"),
        (0.47, "0.47"),
        (0.4715462, "0.47"),
        (0.07238097288181083, "0.072"),
        (0.5, "0.50"),
        (0.00036, "0.00036"),
        (1.362, "1.36"),
        (-1.362, "−1.36"),
        (1, "1"),
        (1.0, "1"),
        (0, "0"),
        (0.0, "0"),
        (-0.0, "0"),
    ],
)
def test_a_score_of_a_small_range_shows_two_digits_at_least(value: float, text: str) -> None:
    assert significant(value, 2) == text


def test_a_score_around_an_average_has_its_sign() -> None:
    assert [signed_significant(value, 2) for value in (0.4715, -0.0118, 0, 1.0)] == ["+0.47", "−0.012", "0", "+1"]


@given(st.floats(0.00001, 1))
def test_no_score_above_zero_prints_as_zero(value: float) -> None:
    assert float(significant(value, 2)) > 0
    assert abs(float(significant(value, 2)) - value) <= 0.05 * value


def test_a_share_below_one_percent_keeps_two_digits() -> None:
    assert [fine_percent(value, 0) for value in (0, 0.0042, 0.01, 0.4793, 1)] == ["0%", "0.42%", "1%", "48%", "100%"]


def test_the_full_value_is_as_published() -> None:
    def exact(written: str, value: float) -> str:
        return Measure("a", "A", "", 0, ("atlas",), "", "", format=written).exact(value)

    assert exact("significant", 0.4715462) == "0.4715462"
    assert exact("signed-significant", -1.0) == "−1"
    assert exact("significant", 3e-07) == "0.0000003"
    assert exact("number", 3988140) == "3,988,140"
    assert exact("dollars-an-hour", 29.5) == "29.5"
    assert exact("percent", 0.0741) == "7.41%"
