"""How sure published figures are, and how far two judgements of the same tasks agree."""

import pytest

from occupations.recipes import label_agreement, standard_error


@pytest.mark.parametrize(
    ("value", "percent", "error"),
    [(13_050, 7.2, 939.6), (79_280, 0.0, 0.0), (None, 4.2, None), (13_050, None, None), (0, 50.0, 0.0)],
)
def test_a_relative_standard_error_becomes_one_in_the_unit_of_the_estimate(value, percent, error) -> None:
    assert standard_error(value, percent) == error


def test_labels_agree_where_they_are_the_same() -> None:
    assert label_agreement([("E0", "E2"), ("E2", "E2"), ("E1", "E1"), ("E1", "E2")]) == (0.5, 4)
    assert label_agreement([("E0", "E1")]) == (0.0, 1)


def test_without_a_label_there_is_no_agreement_rather_than_none_at_all() -> None:
    assert label_agreement([]) is None
