"""Charts place what they are given, where it belongs, and never draw what is missing."""

import gzip
import re

import pytest

from singulariki.charts.amounts import Amount, Moment, pay_range, slope
from singulariki.charts.dots import TaskScore, strip
from singulariki.charts.gradient import GradientPoint, gradient_dots
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


def test_every_unit_group_is_a_dot_in_the_row_of_its_band():
    given = points()
    chart = gradient(given=given)
    assert [row.band for row in chart.rows] == BANDS
    drawn = {dot.url: row.band.key for row in chart.rows for dot in row.dots}
    assert drawn == {point.url: point.band for point in given}


def test_dots_lie_at_their_score_and_inside_their_row():
    chart = gradient(given=[GradientPoint("1111", "Legislators", 0.4, "0.40", "minimal", "/x")], domain=(0, 0.8))
    row = chart.rows[1]
    assert row.dots[0].x == "50"
    assert float(row.rule_y) < float(row.dots[0].y) < float(chart.rows[2].rule_y)


def test_a_band_without_unit_groups_keeps_its_row_and_says_zero():
    assert [row.count for row in gradient(given=[]).rows] == ["0"] * 6


def test_a_point_in_an_unknown_band_is_refused_by_name():
    with pytest.raises(ValueError, match="warm"):
        gradient(given=[GradientPoint("1", "A", 0.1, "0.10", "warm", "/")])


def test_the_whole_gradient_stays_light():
    html = drawn_html("charts/gradient.svg.html", {"chart": gradient()})
    assert html.count("<circle") == 427
    assert len(gzip.compress(html.encode())) <= 18_000


def test_dots_of_the_gradient_are_left_to_the_table_for_the_keyboard():
    html = drawn_html("charts/gradient.svg.html", {"chart": gradient(given=points(12))})
    assert html.count('tabindex="-1"') == html.count("<a ") == 12
    assert 'role="img"' not in html


def test_a_strip_draws_each_task_now_and_before_and_marks_the_mean():
    tasks = [TaskScore("first", 0.5, "0.50", 0.25), TaskScore("second", 0.2, "0.20", None)]
    drawn = strip(tasks, mean=0.35, mean_label="mean 0.35", text=TEXT)
    assert [(dot.x, dot.before_x, dot.label) for dot in drawn.dots] == [("50", "25", "0.50"), ("20", None, "0.20")]
    assert drawn.mean_x == "35"
    html = drawn_html("charts/strip.svg.html", {"chart": drawn})
    assert html.count('class="chart__dot"') == 2
    assert html.count('class="chart__before"') == 1
    assert "mean 0.35" in html


def test_tasks_with_the_same_score_do_not_hide_each_other():
    drawn = strip([TaskScore(str(n), 0.4, "0.40", 0.4) for n in range(5)], mean=0.4, mean_label="mean", text=TEXT)
    assert len({dot.y for dot in drawn.dots}) == 5


def test_a_label_stands_beside_its_dot_and_never_beside_the_earlier_score():
    falling = TaskScore("falling", 0.52, "0.52", 0.6)
    rising = TaskScore("rising", 0.3, "0.30", 0.2)
    top, bottom = strip([falling, rising], mean=0.4, mean_label="mean", text=TEXT).dots
    assert (top.label_side, top.label_x) == ("start", top.x)
    assert (bottom.label_side, bottom.label_x) == ("end", bottom.x)


def test_a_label_that_would_leave_the_picture_stands_on_the_other_side():
    (dot,) = strip([TaskScore("only", 0.02, "0.02", 0.1)], mean=0.02, mean_label="mean", text=TEXT).dots
    assert (dot.label_side, dot.label_x) == ("end", dot.before_x)


def test_a_score_of_zero_before_is_drawn_and_not_taken_for_missing():
    drawn = strip([TaskScore("only", 0.4, "0.40", 0.0)], mean=0.4, mean_label="mean", text=TEXT)
    assert 'class="chart__before" cx="0%"' in drawn_html("charts/strip.svg.html", {"chart": drawn})


def test_a_strip_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        strip([], mean=0, mean_label="", text=TEXT)


def amount(value: int) -> Amount:
    return Amount(value, f"${value:,}")


def test_pay_runs_from_the_tenth_to_the_ninetieth_percentile():
    drawn = pay_range(
        text=TEXT,
        domain=(0, 100_000),
        tenth=amount(20_000),
        quarter=amount(40_000),
        median=amount(50_000),
        three_quarters=amount(60_000),
        ninetieth=amount(90_000),
    )
    assert (drawn.whisker_start, drawn.half_start, drawn.half_width, drawn.median_x, drawn.whisker_end) == (
        "20",
        "40",
        "20",
        "50",
        "90",
    )
    assert {"$20,000", "$90,000"} <= {label.text for label in drawn.labels}


def test_unpublished_pay_is_left_out():
    drawn = pay_range(text=TEXT, domain=(0, 100_000), tenth=amount(20_000), median=None, ninetieth=None)
    html = drawn_html("charts/pay_range.svg.html", {"chart": drawn})
    assert "chart__half" not in html
    assert "chart__median" not in html
    with pytest.raises(ValueError, match="say in words"):
        pay_range(text=TEXT, domain=(0, 1), median=None)


def test_labels_of_close_amounts_never_overlap():
    drawn = pay_range(
        text=TEXT,
        domain=(0, 240_000),
        **dict(
            zip(
                ("tenth", "quarter", "median", "three_quarters", "ninetieth"),
                map(amount, range(30_000, 35_000, 1_000)),
                strict=True,
            )
        ),
    )
    assert [label.text for label in drawn.labels] == ["$30,000"]


def test_a_slope_goes_up_when_the_value_does_and_a_small_change_looks_small():
    rise = slope(Moment("2024", 100, "100"), Moment("2034", 102, "102"), text=TEXT)
    leap = slope(Moment("2024", 100, "100"), Moment("2034", 200, "200"), text=TEXT)
    assert 0 < float(rise.start_y) - float(rise.end_y) < 10
    assert float(leap.start_y) - float(leap.end_y) == 70
    assert slope(Moment("a", 0, "0"), Moment("b", 0, "0"), text=TEXT).start_y == "57"


@pytest.mark.parametrize("template", ["strip", "gradient", "pay_range", "slope"])
def test_every_drawing_has_a_title_and_a_description_that_name_it(template):
    chart = {
        "strip": lambda: strip([TaskScore("a", 0.4, "0.40")], mean=0.4, mean_label="mean", text=TEXT),
        "gradient": lambda: gradient(given=points(6)),
        "pay_range": lambda: pay_range(text=TEXT, domain=(0, 100_000), median=amount(50_000)),
        "slope": lambda: slope(Moment("2024", 1, "1"), Moment("2034", 2, "2"), text=TEXT),
    }[template]()
    html = drawn_html(f"charts/{template}.svg.html", {"chart": chart})
    assert 'aria-labelledby="c-title c-desc"' in html
    assert re.search(r'<title id="c-title">A title</title>\s*<desc id="c-desc">A description</desc>', html)
    assert " style=" not in html
