"""Scales, ticks and collision avoidance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from singulariki.charts.scales import LinearScale, dodge, round_out, rounded, ticks

positions = st.lists(st.floats(0, 300, allow_nan=False), max_size=60)


def test_a_scale_maps_ends_and_middle_and_holds_what_lies_outside():
    scale = LinearScale((0.0, 0.8))
    assert [scale(0), scale(0.4), scale(0.8), scale(2), scale(-1)] == [0, 50, 100, 100, 0]


def test_a_scale_may_run_downwards_on_the_page():
    assert LinearScale((0, 10), (90, 20))(10) == 20


def test_a_scale_refuses_an_empty_domain():
    with pytest.raises(ValueError, match="rising domain"):
        LinearScale((1.0, 1.0))


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (0, 0.8, [0, 0.2, 0.4, 0.6, 0.8]),
        (0, 120_000, [0, 50_000, 100_000]),
        (1, 5, [1, 2, 3, 4, 5]),
    ],
)
def test_ticks_are_round_and_within_the_domain(low, high, expected):
    assert ticks(low, high) == expected


def test_coordinates_have_one_decimal_at_most():
    assert [rounded(12.04), rounded(12.06), rounded(-0.01), rounded(7)] == ["12", "12.1", "0", "7"]


def test_rounding_out_reaches_the_next_step_and_stays_on_a_step():
    assert (round_out(0.701, 0.1), round_out(0.7, 0.1)) == (0.8, 0.7)


@given(positions)
def test_dodged_points_never_touch(xs):
    ys = dodge(xs, 7.0)
    points = list(zip(xs, ys, strict=True))
    for index, (x, y) in enumerate(points):
        assert all((x - a) ** 2 + (y - b) ** 2 >= 49 - 1e-3 for a, b in points[:index])


def test_points_with_room_stay_on_the_axis_and_the_result_is_repeatable():
    assert dodge([0, 10, 20], 7.0) == [0, 0, 0]
    assert dodge([5, 5, 5], 7.0) == dodge([5, 5, 5], 7.0) == [0, -7, 7]


def test_a_crowd_is_packed_into_a_round_swarm():
    xs = [100 + index / 40 for index in range(400)]
    ys = dodge(xs, 6.0)
    # Discs of a square grid would take 36 square pixels each; the swarm spans ten pixels and a disc on both sides.
    assert max(ys) - min(ys) < 400 * 36 / 10
    assert abs(max(ys) + min(ys)) < 12
