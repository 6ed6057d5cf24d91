"""The recipes: ties, missing years, exact decimals."""

import pytest

from gradient.recipes import (
    Bridges,
    ScoredTask,
    band_split,
    exposed_share,
    exposure_change,
    exposure_percentiles,
    fastest_task,
    mean_exposure,
    most_exposed_task,
    task_change,
    us_occupations,
)


def test_a_mean_is_computed_on_the_decimals_as_published() -> None:
    assert mean_exposure([0.1, 0.2]) == 0.15
    assert mean_exposure([0.1, 0.7, 0.7]) == mean_exposure([0.7, 0.1, 0.7]) == 0.5


def test_tasks_without_a_score_of_that_year_do_not_count() -> None:
    assert mean_exposure([0.2, None, 0.4]) == 0.3
    assert mean_exposure([None, None]) is None


def test_a_change_is_told_only_where_both_years_have_scores() -> None:
    assert exposure_change([(0.1, 0.265)]) == 0.165
    assert exposure_change([(0.5, 0.2), (None, 0.4)]) == -0.3
    assert exposure_change([(None, 0.2)]) is None


def test_a_change_compares_the_tasks_scored_twice_alone() -> None:
    """As of 7126: the task that was not scored in 2023 raises the mean, and the others fell."""
    pairs = [(0.1, 0.09), (0.12, 0.11), (None, 0.35)]
    assert exposure_change(pairs) == -0.01
    assert mean_exposure([later for _, later in pairs]) > mean_exposure([earlier for earlier, _ in pairs])


def test_changes_that_cancel_out_are_nought_and_leave_no_residue() -> None:
    """As of 4132: a difference of two means was 4e-17."""
    assert exposure_change([(0.7, 0.8), (0.8, 0.7), (0.1, 0.3), (0.3, 0.1)]) == 0.0
    assert mean_exposure([0.65, 0.75, 0.7]) == 0.7


def test_the_percentile_counts_strictly_lower_means_only() -> None:
    means = {"a": 0.1, "b": 0.2, "c": 0.2, "d": 0.9}
    assert exposure_percentiles(means) == {"a": 0.0, "b": 25.0, "c": 25.0, "d": 75.0}


def test_equal_means_of_different_task_counts_share_a_percentile() -> None:
    means = {"three": mean_exposure([0.1, 0.2, 0.3]), "one": mean_exposure([0.2]), "low": mean_exposure([0.1])}
    percentiles = exposure_percentiles(means)
    assert percentiles["three"] == percentiles["one"] > percentiles["low"]


def test_the_split_lists_all_six_bands_and_its_shares_add_up() -> None:
    split = band_split(["gradient-2", "gradient-2", "minimal", "not-exposed"])
    assert [count.tasks for count in split] == [1, 1, 0, 2, 0, 0]
    assert sum(count.share for count in split) == 1
    assert exposed_share(split) == 0.5


@pytest.mark.parametrize(("band", "share"), [("not-exposed", 0.0), ("minimal", 0.0), ("gradient-1", 1.0), ("gradient-4", 1.0)])
def test_only_the_four_gradients_are_exposed(band: str, share: float) -> None:
    assert exposed_share(band_split([band] * 7)) == share


def test_of_equally_exposed_tasks_the_lowest_number_stands_for_them() -> None:
    tasks = [ScoredTask(3, 0.5, None), ScoredTask(2, 0.5, None), ScoredTask(1, 0.4, None)]
    assert most_exposed_task(tasks) == tasks[1]


def test_the_fastest_task_is_the_largest_signed_rise_among_those_scored_twice() -> None:
    falling, rising, unscored = ScoredTask(1, 0.1, 0.9), ScoredTask(2, 0.3, 0.2), ScoredTask(3, 0.9, None)
    assert fastest_task([falling, rising, unscored]) == rising
    assert fastest_task([falling]) == falling
    assert fastest_task([unscored]) is None
    assert task_change(unscored) is None


def test_us_occupations_follow_the_bridge_and_stand_by_employment_then_code() -> None:
    bridges = Bridges(
        soc_2010_of_unit_group={"3521": ["27-4011", "27-4099"]},
        soc_2018_of_soc_2010={"27-4011": ["27-4011"], "27-4099": ["27-4015", "27-4099"]},
        onet_of_soc_2018={
            "27-4011": ["27-4011.00"],
            "27-4015": ["27-4015.00"],
            "27-4099": ["27-4099.01", "27-4099.00"],
        },
    )
    found = us_occupations("3521", bridges, {"27-4011": 50, "27-4099": 50})
    assert [occupation.code for occupation in found] == ["27-4011.00", "27-4099.00", "27-4099.01", "27-4015.00"]
    assert found[-1].employment is None
    assert us_occupations("9999", bridges, {}) == ()
