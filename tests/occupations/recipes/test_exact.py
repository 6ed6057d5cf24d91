"""Exact arithmetic: what is derived of published decimals is the double nearest to the decimal, and files' residues are none."""

import pytest

from citations.importing.cells import decimal
from occupations.recipes import carried, collaboration_of_task, distribution, education_levels, weighted_patterns
from occupations.recipes.exact import exact_mean, exact_product, exact_sum, weighted_mean, without_residue


def test_sums_products_and_means_leave_no_residue() -> None:
    assert exact_sum([0.1] * 3) == 0.3
    assert exact_sum([52.5 * 0.33, 52.5 * 0.67]) == 52.5
    assert exact_sum([52 / 3, 211 / 6]) == 52.5
    assert exact_product(0.55, 100) == 55.0
    assert exact_product(45.91, 0.01) == 0.4591
    assert exact_mean([1.96, 1.97]) == 1.965
    assert weighted_mean([(57.5, 0.1), (57.5, 0.2)]) == 57.5


def test_recipes_give_the_nearest_double() -> None:
    assert (
        carried({"15-1252.00": "15-1252"}, {"15-1132": 0.042, "15-1133": 0.13}, {"15-1252": ["15-1132", "15-1133"]})[
            "15-1252.00"
        ].value
        == 0.086
    )
    assert education_levels({6: 45.91, 8: 32.29, 2: 5.15}) == [(6, 0.4591), (8, 0.3229), (2, 0.0515)]
    found = distribution({"a": 1.96, "b": 1.97}, 1, 5)
    assert (found.mean, found.median) == (1.965, 1.965)
    way = collaboration_of_task({"directive": 32.4, "feedback loop": 7.2, "learning": 27.6, "validation": 26.8})
    assert way
    assert (way.handed_over, way.worked_together) == (39.6, 54.4)
    patterns = weighted_patterns([(0.1, {"learning": 57.5}), (0.2, {"learning": 57.5}), (0.7, {"learning": 57.5})])
    assert patterns
    assert patterns["learning"] == 57.5


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        (0.8200000000000001, 0.82),
        ("0.8200000000000001", 0.82),
        (0.24999999999999997, 0.25),
        (-0.0349999999999999, -0.0349999999999999),
        (55.00000000000001, 55.0),
        (4e-17, 4e-17),
        # Digits of its own.
        (0.16666666666666666, 0.16666666666666666),
        (0.2767974889999959, 0.2767974889999959),
        (123_456_789.0, 123_456_789.0),
    ],
)
def test_a_sum_with_a_residue_of_floating_point_is_the_number_that_is_meant(cell: float | str, meant: float) -> None:
    assert without_residue(float(cell)) == meant
    # What a publisher prints is read as it stands.
    assert decimal()(cell) == float(cell)
