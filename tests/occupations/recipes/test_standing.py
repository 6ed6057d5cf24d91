"""Where an occupation stands: ties, own codes and bridged ones, the composite of studies."""

import pytest

from occupations.recipes import Carried, ai_overlap, carried, level, percentiles
from occupations.studies import BY_KEY, OVERLAP_STUDIES


def test_a_percentile_counts_strictly_lower_values_only() -> None:
    assert percentiles({"a": 1.0, "b": 2.0, "c": 2.0, "d": 9.0}) == {"a": 0.0, "b": 25.0, "c": 25.0, "d": 75.0}


def test_percentiles_do_not_depend_on_the_order_of_what_is_ranked() -> None:
    values = {"a": 0.3, "b": 0.1, "c": 0.2}
    assert percentiles(values) == percentiles(dict(reversed(values.items())))


def test_a_value_from_elsewhere_is_placed_among_the_others_and_does_not_count() -> None:
    assert percentiles({"own": 1.0, "other": 3.0, "bridged": 2.0}, among=[1.0, 3.0]) == {
        "own": 0.0,
        "other": 50.0,
        "bridged": 50.0,
    }


def test_nothing_is_ranked_among_nothing() -> None:
    assert percentiles({"bridged": 2.0}, among=[]) == {}


@pytest.mark.parametrize(
    ("percentile", "word"),
    [(0.0, "low"), (33.33, "low"), (100 / 3, "moderate"), (66.66, "moderate"), (200 / 3, "high"), (99.9, "high")],
)
def test_levels_are_thirds(percentile: float, word: str) -> None:
    assert level(percentile) == word


def test_a_value_under_the_own_code_comes_over_no_bridge() -> None:
    found = carried({"27-4014.00": "27-4014"}, {"27-4014": 0.5, "27-4010": 0.9}, {"27-4014": ["27-4010"]})
    assert found == {"27-4014.00": Carried(0.5, codes=("27-4014",))}


def test_all_occupations_of_a_code_carry_its_value() -> None:
    found = carried({"15-1299.01": "15-1299", "15-1299.02": "15-1299"}, {"15-1299": 1.5})
    assert {code: score.value for code, score in found.items()} == {"15-1299.01": 1.5, "15-1299.02": 1.5}


def test_over_a_bridge_comes_the_mean_of_the_older_codes_with_data() -> None:
    older = {"15-1252": ["15-1132", "15-1133", "15-1199"]}
    found = carried({"15-1252.00": "15-1252"}, {"15-1132": 0.2, "15-1133": 0.4}, older)
    assert found == {"15-1252.00": Carried(pytest.approx(0.3), bridged=True, codes=("15-1132", "15-1133"))}


def test_without_a_bridge_an_occupation_under_a_new_code_has_no_value() -> None:
    assert carried({"15-1252.00": "15-1252"}, {"15-1132": 0.2}) == {}


def test_overlap_averages_the_studies_that_score_the_occupation_and_ranks_again() -> None:
    overlap = ai_overlap(
        {
            "felten-aioe": {"a": 10.0, "b": 90.0},
            "eloundou-gamma": {"a": 30.0, "b": 70.0, "c": 50.0},
            "microsoft-applicability": {"a": 20.0},
        }
    )
    assert {code: found.mean for code, found in overlap.items()} == {"a": 20.0, "b": 80.0, "c": 50.0}
    assert {code: len(found.parts) for code, found in overlap.items()} == {"a": 3, "b": 2, "c": 1}
    assert {code: found.percentile for code, found in overlap.items()} == {
        "a": 0.0,
        "b": pytest.approx(200 / 3),
        "c": pytest.approx(100 / 3),
    }


def test_a_study_of_history_plays_no_part_in_overlap() -> None:
    assert {study.role for study in OVERLAP_STUDIES} == {"overlap"}
    assert BY_KEY["frey-osborne-probability"] not in OVERLAP_STUDIES
