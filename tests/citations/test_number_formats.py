"""Percentages that publishers print as such, however small."""

import pytest

from citations.measures import fine_percent, fine_percentage, percentage


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
    ("value", "text"), [(0.0042, "0.42%"), (0.000033893, "0.0034%"), (0.32, "32%"), (0.0999, "10%"), (0, "0%")]
)
def test_a_tiny_share_keeps_two_significant_digits(value: float, text: str) -> None:
    assert fine_percent(value, 0) == text
