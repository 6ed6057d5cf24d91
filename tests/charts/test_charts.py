"""Charts place what they are given, where it belongs, and never draw what is missing."""

import gzip
import itertools
import math
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from singulariki.charts.amounts import Amount, Moment, Part, levels, pay_range, pay_strip
from singulariki.charts.dots import LARGEST, SIDE, SMALLEST, Scatter, ScatterPoint, ScatterWords, scatter
from singulariki.charts.gradient import NARROW, WIDE, GradientPoint, gradient_dots, score_dot
from singulariki.charts.ruler import Mark, mini_ruler, ruler
from singulariki.charts.scales import ChartText
from tests.charts.samples import BANDS
from tests.reading.page import drawn_html

TEXT = ChartText("c", "A title", "A description")
TITLES = ("Broadcasting and Audio-visual Technicians", "Ship and Aircraft Controllers", "Bakers and Confectionery Makers")


def points(count: int = 427) -> list[GradientPoint]:
    """Unit groups with titles and addresses of the usual length, scores rising with the band."""
    made = []
    for number in range(count):
        band = BANDS[number * 6 // count]
        title = f"{TITLES[number % 3]} {number:x}"
        address = f"/gradient/{1000 + number}-{title.lower().replace(' ', '-')}.html"
        score = 0.1 + number / count * 0.6
        made.append(GradientPoint(str(1000 + number), title, score, f"{score:.2f}", band.key, address))
    return made


def gradient(**options):
    return gradient_dots(options.pop("given", points()), BANDS, text=TEXT, axis_label="Mean score", **options)


def test_every_unit_group_is_a_dot_in_the_colour_of_its_band():
    given = points()
    chart = gradient(given=given)
    assert [row.band for row in chart.rows] == BANDS
    drawn = {dot.url: row.band.key for row in chart.rows for dot in row.dots}
    assert drawn == {point.url: point.band for point in given}


def test_dots_lie_at_their_score_and_bands_reach_from_their_lowest_to_their_highest():
    given = [
        GradientPoint(str(1111 + n), "Legislators", score, "", "minimal", f"/{n}") for n, score in enumerate((0.4, 0.2, 0.3))
    ]
    row = gradient(given=given).rows[1]
    assert [dot.x for dot in row.dots] == ["20", "30", "40"]
    assert (row.start, row.end, row.count) == ("20", "40", "3")
    assert len({dot.narrow_y for dot in row.dots}) == 1


def test_a_band_without_unit_groups_keeps_its_row_and_says_zero():
    assert [row.count for row in gradient(given=[]).rows] == ["0"] * 6


def test_a_point_in_an_unknown_band_is_refused_by_name():
    with pytest.raises(ValueError, match="warm"):
        gradient(given=[GradientPoint("1", "A", 0.1, "0.10", "warm", "/")])


def test_the_whole_gradient_stays_light():
    html = drawn_html("charts/gradient.svg.html", {"chart": gradient()})
    assert html.count("<a ") == 427
    assert len(gzip.compress(html.encode())) <= 18_000


def test_dots_of_the_gradient_are_left_to_the_table_for_the_keyboard():
    html = drawn_html("charts/gradient.svg.html", {"chart": gradient(given=points(12))})
    assert html.count('tabindex="-1"') == html.count("<a ") == 12
    assert 'role="img"' not in html


def people(number: int, x: float, y: float, size: float | None, **more) -> ScatterPoint:
    return ScatterPoint(f"Occupation {number}", x, y, size, "told", f"/roles/{number}", **more)


def square(given: list[ScatterPoint]) -> Scatter:
    return scatter(given, text=TEXT, words=ScatterWords("across", "up", "median", ("a", "b", "c", "d"), "People"))


def test_the_area_of_a_dot_is_in_proportion_and_what_nobody_counted_is_the_smallest():
    large, small, unknown = square([people(1, 20, 20, 400_000), people(2, 80, 80, 100_000), people(3, 50, 50, None)]).dots
    assert float(large.radius) == 2 * float(small.radius) == LARGEST
    assert float(unknown.radius) == SMALLEST


def test_small_dots_lie_above_large_ones_and_all_of_them_inside_the_square():
    drawn = square([people(n, x, y, n) for n, (x, y) in enumerate([(0, 0), (100, 100), (0, 100), (100, 0)], 1)])
    assert [dot.point.title for dot in drawn.dots] == ["Occupation 4", "Occupation 3", "Occupation 2", "Occupation 1"]
    for dot in drawn.dots:
        across = float(dot.x) / 100 * 272
        assert across - 8 >= 0
        assert across + 8 <= 272
        assert 0 <= float(dot.y) <= SIDE


def test_who_was_not_asked_for_is_dimmed_and_no_link_but_for_the_one_looked_for():
    drawn = square(
        [people(1, 20, 20, 5), people(2, 40, 40, 5, is_chosen=False), people(3, 60, 60, 5, is_chosen=False, is_found=True)]
    )
    assert [dot.point.title for dot in drawn.dimmed] == ["Occupation 2"]
    html = drawn_html("charts/scatter.svg.html", {"chart": drawn})
    assert re.findall(r'<a href="([^"]+)"', html) == ["/roles/1", "/roles/3"]
    assert html.count("chart__ring") == 1
    assert drawn.found.point.title == "Occupation 3"


def names_of(chart, kind: str, width: float) -> list[tuple[float, float, float, float]]:
    """The boxes of names as they are set at a width: left, top, right, bottom."""
    boxes = []
    for name in {one[0]: one[-1] for one in chart.names}[kind]:
        lines = getattr(name, "lines", None) or [(name.y, name.name)]
        extent = max(len(line) for _, line in lines) * 6.6
        at = float(name.x) / 100 * width + float(name.dx)
        left = at - extent * {"start": 0, "middle": 0.5, "end": 1}[name.anchor]
        boxes.append((left, float(lines[0][0]) - 11, left + extent, float(lines[-1][0]) + 3))
    return boxes


@pytest.mark.parametrize(("kind", "widths"), [("narrow", (272, 328, 600)), ("wide", (624, 900, 1200))])
def test_names_of_landmarks_neither_touch_nor_leave_the_picture(kind, widths):
    crowd = [people(n, (n * 37) % 101, (n * 61) % 101, ((n * 7919) % 1000) ** 3 / 100) for n in range(700)]
    found = replace(crowd[3], title="The occupation that somebody looked for by name", x=99.5, y=2.0, is_found=True)
    swarm = [replace(point, title=point.title[: 4 + n % 40]) for n, point in enumerate(points())]
    for chart in (square([*crowd, found]), gradient(given=swarm), gradient(given=swarm, found="1426")):
        assert 4 <= len({one[0]: one[-1] for one in chart.names}[kind]) <= 17
        for width in widths:
            boxes = names_of(chart, kind, width)
            for place, (left, top, right, bottom) in enumerate(boxes):
                assert left >= -1
                assert right <= width + 1
                assert not [1 for a, b, c, d in boxes[:place] if left < c and a < right and top < d and b < bottom]


def test_round_dots_of_the_swarm_never_touch_on_a_phone_or_a_desk():
    chart = gradient()
    dots = [dot for row in chart.rows for dot in row.dots]
    for kind, packing in (("narrow_y", NARROW), ("wide_y", WIDE)):
        places = [(float(dot.x) / 100 * packing.width, float(getattr(dot, kind))) for dot in dots]
        # Coordinates are rounded to a tenth.
        assert min(math.dist(one, other) for one, other in itertools.combinations(places, 2)) > 2 * packing.radius - 0.3
        assert min(y for _, y in places) > 0
        assert max(y for _, y in places) + packing.radius < float(chart.axis_y)


def test_the_dot_looked_for_is_named_ringed_and_the_first_stop():
    html = drawn_html("charts/gradient.svg.html", {"chart": gradient(found="1100")})
    assert html.count("is-found") == 3  # the dot, and its name on a phone and on a desk
    assert "Ship and Aircraft Controllers 64" in html
    assert "is-found" not in drawn_html("charts/gradient.svg.html", {"chart": gradient(found="9999")})


def amount(value: int) -> Amount:
    return Amount(value, f"${value:,}")


NAMES = ("10th", "25th", "median", "75th", "90th")


def pay(*values: int | None, **more):
    given = [(name, None if value is None else amount(value)) for name, value in zip(NAMES, values, strict=True)]
    return pay_range(text=TEXT, **{"domain": (0, 100_000), "pay": given, **more})


def test_pay_runs_from_the_tenth_to_the_ninetieth_percentile_on_an_axis_that_begins_at_nought():
    drawn = pay(20_000, 40_000, 50_000, 60_000, 90_000, reference=Amount(45_000, "all $45,000"))
    assert (drawn.whisker_start, drawn.half_start, drawn.half_width, drawn.median_x, drawn.whisker_end) == (
        "20",
        "40",
        "20",
        "50",
        "90",
    )
    assert [label.text for label in drawn.labels if label.is_below] == ["$20,000", "$90,000"]
    assert [label.text for label in drawn.labels if not label.is_below] == ["$40,000", "$50,000", "$60,000"]
    assert (drawn.axis[0].text, drawn.axis[-1].text) == ("$0", "$100k")
    assert drawn.reference.x == "45"


def test_what_is_top_coded_ends_in_an_open_arrow_at_the_edge():
    closed, cut = (pay(20_000, 40_000, 50_000, 60_000, 90_000, is_open=is_open) for is_open in (False, True))
    assert (closed.whisker_end, cut.whisker_end) == ("90", "100")
    assert "chart__open" in drawn_html("charts/pay_range.svg.html", {"chart": cut})
    assert "chart__open" not in drawn_html("charts/pay_range.svg.html", {"chart": closed})
    strip = pay_strip((0.0, 100.0), [10.0, 20.0, 30.0, 40.0, 50.0], is_open=True)
    assert '<rect x="10%" width="90%"/>' in strip
    assert "path" not in pay_strip((0.0, 100.0), [10.0, 20.0, 30.0, 40.0, 50.0])


def test_unpublished_pay_is_left_out():
    drawn = pay(20_000, None, None, None, None)
    html = drawn_html("charts/pay_range.svg.html", {"chart": drawn})
    assert "chart__half" not in html
    assert "chart__median" not in html
    assert pay_strip((0.0, 1.0), [None] * 5) == ""
    assert "class=" not in pay_strip((0.0, 9.0), [1.0, None, None, None, 4.0]).partition(">")[2]
    with pytest.raises(ValueError, match="say in words"):
        pay(None, None, None, None, None)


@given(values=st.lists(st.integers(1, 240_000), min_size=5, max_size=5).map(sorted))
def test_all_five_labels_are_there_and_none_lies_over_another_even_on_a_phone(values):
    drawn = pay(*values, domain=(0, 240_000))
    assert sorted(label.text for label in drawn.labels) == sorted(f"${value:,}" for value in values)
    boxes = []
    for label in drawn.labels:
        width = max(len(label.text), len(label.name)) * 6.6
        at = float(label.x) / 100 * 328
        left = at - width * {"start": 0, "middle": 0.5, "end": 1}[label.anchor]
        top = float(label.y) - 11
        assert not [1 for a, b, c in boxes if left < b and a < left + width and abs(c - top) < 25]
        assert 0 <= top < float(drawn.axis_y) - 20
        boxes.append((left, left + width, top))


def test_bars_of_employment_begin_at_nought_so_that_a_small_change_looks_small():
    drawn = levels(Moment("2024", 100, "100"), Moment("2034", 98, "98"), text=TEXT)
    assert (drawn.start_width, drawn.end_width) == ("100", "98")
    nothing = levels(Moment("a", 0, "0"), Moment("b", 0, "0"), text=TEXT)
    assert (nothing.start_width, nothing.end_width) == ("0", "0")


def test_openings_are_split_into_those_of_leavers_and_new_jobs_or_less_those_not_filled():
    moments = Moment("2024", 100, "100"), Moment("2034", 150, "150")
    growing = levels(*moments, text=TEXT, parts=[Part(15, "leave"), Part(5, "new")])
    assert growing.parts == [("0", "75", "leave"), ("75", "25", "new")]
    shrinking = levels(*moments, text=TEXT, parts=[Part(20, "leave"), Part(-5, "gone")])
    assert shrinking.parts == [("0", "100", "leave"), ("75", "25", "gone")]


def test_a_ruler_pins_the_rank_and_names_each_study_without_collisions():
    studies = [Mark(59.2, "Felten", "59th"), Mark(62.1, "Eloundou", "62nd"), Mark(19.0, "Microsoft", "19th")]
    drawn = ruler(description="d", pin=Mark(46.4, "", "46th"), studies=studies, others=[Mark(65, "ILO 3521", "65th")])
    assert (drawn.pin, drawn.spread_x, drawn.spread_width) == ("46.4", "19", "43.1")
    # Those that lie close are named outwards, so that no line crosses a name.
    assert [(tick.name, tick.anchor) for tick in drawn.ticks] == [
        ("Microsoft", "middle"),
        ("Felten", "end"),
        ("Eloundou", "start"),
    ]
    assert len({tick.y for tick in drawn.ticks}) == 1
    html = drawn_html("charts/ruler.svg.html", {"ruler": drawn, "wording": {"least": "least", "most": "most"}})
    assert "band--" not in html  # a rank is no band
    assert 'role="img" aria-label="d"' in html


@given(values=st.lists(st.floats(0, 100), min_size=1, max_size=3))
def test_names_on_a_ruler_neither_touch_nor_are_crossed_nor_leave_it(values):
    names = ("Felten", "Eloundou", "Microsoft")
    drawn = ruler(description="d", pin=None, studies=[Mark(v, n, "100th†") for v, n in zip(values, names, strict=False)])
    boxes = []
    for tick in drawn.ticks:
        at, width = float(tick.x) / 100 * 328, (len(tick.name) + 7) * 6.4
        left = at - width * {"start": 0, "middle": 0.5, "end": 1}[tick.anchor]
        assert left > -4
        assert left + width < 332
        boxes.append((left, left + width, float(tick.y), at))
    for place, (left, right, y, _) in enumerate(boxes):
        for other, (start, end, height, at) in enumerate(boxes):
            if other != place and height == y:
                assert end <= left + 0.1 or right <= start + 0.1
            elif other != place and height < y:
                assert not left + 2 < at < right - 2


def test_of_many_ranks_on_another_scale_only_the_ends_are_named():
    groups = [Mark(value, f"ILO {value}", f"{value}th") for value in (50, 11, 96, 52, 53, 54)]
    drawn = ruler(description="d", pin=None, others=groups)
    assert [mark.text for mark in drawn.below if mark.text] == ["11th", "96th"]
    assert drawn.beneath == "24"
    html = drawn_html("charts/ruler.svg.html", {"ruler": drawn, "wording": {"least": "", "most": ""}})
    assert (html.count("<circle"), html.count("ILO ")) == (6, 2)


def test_without_a_rank_there_is_no_pin_and_without_anything_no_ruler():
    alone = ruler(description="d", pin=None, studies=[Mark(100, "Felten", "100th")])
    assert (alone.pin, alone.spread_x, alone.ticks[0].anchor) == ("", "", "end")
    html = drawn_html("charts/ruler.svg.html", {"ruler": alone, "wording": {"least": "", "most": ""}})
    assert "ruler__pin" not in html
    with pytest.raises(ValueError, match="say in words"):
        ruler(description="d", pin=None)


def test_a_ruler_in_a_row_has_the_spread_where_it_is_known_and_words_where_none_stand_beside_it():
    assert 'x="0%"' in mini_ruler(0.0, "", 0.0, 40.0)
    assert 'width="40%"' in mini_ruler(0.0, "", 0.0, 40.0)
    assert "spread" not in mini_ruler(5.0, "")
    assert 'role="img" aria-label="5th &amp; low"' in mini_ruler(5.0, "5th & low")
    assert 'aria-hidden="true"' in mini_ruler(5.0, "")


@pytest.mark.parametrize("template", ["scatter", "gradient", "pay_range", "levels"])
def test_every_drawing_has_a_title_and_a_description_that_name_it(template):
    chart = {
        "scatter": lambda: square([people(1, 20, 20, 5)]),
        "gradient": lambda: gradient(given=points(6)),
        "pay_range": lambda: pay(None, None, 50_000, None, None),
        "levels": lambda: levels(Moment("2024", 1, "1"), Moment("2034", 2, "2"), text=TEXT),
    }[template]()
    html = drawn_html(f"charts/{template}.svg.html", {"chart": chart})
    assert 'aria-labelledby="c-title c-desc"' in html
    assert re.search(r'<title id="c-title">A title</title>\s*<desc id="c-desc">A description</desc>', html)
    assert " style=" not in html


def test_a_score_in_a_row_is_a_dot_at_its_place_in_the_colour_of_its_band():
    assert score_dot(0.525, "gradient-2") == (
        '<svg class="score-dot band--gradient-2" aria-hidden="true"><circle cx="52.5%"/></svg>'
    )
