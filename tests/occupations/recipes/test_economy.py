"""Outlook in words, industries, concentration, related occupations."""

import pytest

from occupations.recipes import (
    NATIONAL_INDUSTRY,
    SECTOR,
    IndustryEmployment,
    industries_by_employment,
    location_quotient,
    most_concentrated,
    outlook_category,
    related_placed,
)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (-35.0, "declining"),
        (-1.7, "declining"),
        (-1.1, "declining"),
        (-1.0, "little-or-no-change"),
        (0.0, "little-or-no-change"),
        (0.9, "little-or-no-change"),
        (1.0, "slower-than-average"),
        (2.4, "slower-than-average"),
        (2.8, "as-fast-as-average"),
        (3.1, "as-fast-as-average"),
        (4.5, "as-fast-as-average"),
        (4.6, "faster-than-average"),
        (5.0, "faster-than-average"),
        (6.4, "faster-than-average"),
        (6.9, "much-faster-than-average"),
        (7.0, "much-faster-than-average"),
        (49.9, "much-faster-than-average"),
    ],
)
def test_a_projected_change_has_the_words_of_the_handbook(change: float, key: str) -> None:
    assert outlook_category(change).key == key


def test_an_occupation_as_common_as_everywhere_has_a_quotient_of_one() -> None:
    assert location_quotient(10, 100, 1_000, 10_000) == 1.0
    assert location_quotient(50, 100, 1_000, 10_000) == 5.0


@pytest.mark.parametrize("numbers", [(None, 100, 1000, 10_000), (1, None, 1000, 10_000), (1, 0, 1000, 10_000), (1, 1, None, 9)])
def test_without_one_of_the_four_numbers_there_is_no_quotient(numbers: tuple) -> None:
    assert location_quotient(*numbers) is None


ROWS = [
    IndustryEmployment("711110", "Theaters", NATIONAL_INDUSTRY, 580, None),
    IndustryEmployment("71", "Arts", SECTOR, 580, 9.8),
    IndustryEmployment("23", "Construction", SECTOR, None, None),
    IndustryEmployment("51", "Information", SECTOR, 6750, 27.4),
]


def test_industries_are_listed_by_employment_those_without_a_figure_last() -> None:
    assert [row.naics for row in industries_by_employment(ROWS)] == ["51", "71", "711110", "23"]


def test_concentration_leaves_out_industries_without_a_quotient() -> None:
    assert [row.naics for row in most_concentrated(ROWS)] == ["51", "71"]
    assert [row.naics for row in most_concentrated(ROWS, shown=1)] == ["51"]


def test_related_occupations_keep_their_order_and_what_they_lack() -> None:
    placed = related_placed(["b", "a", "c"], {"a": 10.0, "b": 20.0}, {"a": 30.0}, shown=2)
    assert [(row.code, row.overlap, row.pay) for row in placed] == [("b", 20.0, None), ("a", 10.0, 30.0)]
