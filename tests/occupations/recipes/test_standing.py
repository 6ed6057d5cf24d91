"""Where an occupation stands: ties, own codes and bridged ones, the composite of studies."""

import pytest

from occupations.recipes import Carried, ai_overlap, carried, level, overlap_spread, percentiles
from occupations.selectors.crosswalks import changed_codes
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


def test_a_member_of_a_combination_has_its_value_and_does_not_count_as_scored_itself() -> None:
    own = {"13-1021.00": "13-1021", "13-1022.00": "13-1022", "13-1031.00": "13-1031"}
    combined = {"13-1021": "13-1020", "13-1022": "13-1020", "13-1031": ""}
    found = carried(own, {"13-1020": 0.2, "13-1031": 0.3}, combinations=combined)
    assert found["13-1021.00"] == found["13-1022.00"] == Carried(0.2, codes=("13-1020",), combined=True)
    assert [score.is_own for score in found.values()] == [False, False, True]
    # A value of its own goes before that of the combination.
    assert carried(own, {"13-1020": 0.2, "13-1021": 0.5}, combinations=combined)["13-1021.00"] == Carried(0.5, codes=("13-1021",))


def test_a_code_that_kept_its_number_and_changed_its_content_counts_and_is_said_to_have_changed() -> None:
    newer = {"11-9199": ["11-9072", "11-9199"], "29-2054": ["29-2099"], "29-2099": ["29-2099"], "27-4014": ["27-4014"]}
    changed = changed_codes({**newer, "15-1131": ["15-1251"]})
    assert changed == {"11-9199", "29-2099"}
    found = carried({"11-9199.00": "11-9199", "27-4014.00": "27-4014"}, {"11-9199": 0.9, "27-4014": 0.5}, {}, changed=changed)
    assert [(score.changed, score.is_own) for score in found.values()] == [(True, True), (False, True)]


def test_overlap_ranks_only_what_every_study_scores_among_all_that_one_scores() -> None:
    overlap = ai_overlap(
        {
            "felten-aioe": {"a": 10.0, "b": 90.0, "d": 60.0},
            "eloundou-gamma": {"a": 30.0, "b": 70.0, "c": 50.0, "d": 60.0},
            "microsoft-applicability": {"a": 20.0, "d": 60.0},
        }
    )
    assert {code: found.mean for code, found in overlap.items()} == {"a": 20.0, "b": 80.0, "c": 50.0, "d": 60.0}
    assert {code: len(found.parts) for code, found in overlap.items()} == {"a": 3, "b": 2, "c": 1, "d": 3}
    # b and c count in what is ranked over and have no rank themselves.
    assert {code: found.percentile for code, found in overlap.items()} == {"a": 0.0, "b": None, "c": None, "d": 50.0}


def test_a_score_of_a_combination_makes_a_part_and_changes_nobody_elses_rank() -> None:
    own = {"felten-aioe": {"a": 10.0, "b": 90.0}, "microsoft-applicability": {"a": 20.0}}
    alone = ai_overlap(own)
    assert (alone["a"].percentile, alone["b"].percentile) == (0.0, None)
    combined = ai_overlap(own, {"microsoft-applicability": {"b": 10.0, "c": 40.0}})
    # Among the means of own scores alone, 15 and 90: not among its own of 50.
    assert (combined["b"].mean, combined["b"].percentile) == (50.0, 50.0)
    assert combined["a"] == alone["a"]
    assert (combined["c"].parts, combined["c"].percentile) == ({"microsoft-applicability": 40.0}, None)


def test_a_study_that_the_edition_lacks_costs_nobody_a_rank() -> None:
    overlap = ai_overlap({"felten-aioe": {"a": 1.0, "b": 2.0}, "eloundou-gamma": {"a": 1.0, "b": 2.0}, "microsoft": {}})
    assert [found.percentile for found in overlap.values()] == [0.0, 50.0]


def test_the_spread_is_from_the_lowest_to_the_highest_of_two_studies_or_more() -> None:
    assert overlap_spread([59.0, 62.4, 18.7]) == (18.7, 62.4)
    assert overlap_spread([40.0, 40.0]) == (40.0, 40.0)
    assert overlap_spread([40.0]) is None
    assert overlap_spread([]) is None


def test_a_study_of_history_plays_no_part_in_overlap() -> None:
    assert {study.role for study in OVERLAP_STUDIES} == {"overlap"}
    assert BY_KEY["frey-osborne-probability"] not in OVERLAP_STUDIES
