"""Sample inputs for every chart. All values of the style page are made up and say so."""

from singulariki.charts.amounts import Amount, Moment, pay_range, slope
from singulariki.charts.bars import Rating, rating_bars
from singulariki.charts.dots import TaskScore, strip
from singulariki.charts.gradient import GradientPoint, gradient_dots
from singulariki.charts.quadrant import Quadrant, QuadrantPoint, QuadrantWords, quadrant
from singulariki.charts.scales import Band, ChartText

BANDS = [
    Band("not-exposed", "Not exposed"),
    Band("minimal", "Minimal"),
    Band("gradient-1", "Gradient 1"),
    Band("gradient-2", "Gradient 2"),
    Band("gradient-3", "Gradient 3"),
    Band("gradient-4", "Gradient 4"),
]
# Shaped like the published gradient, so that the picture is judged at its real density: count, lowest, highest score.
SHAPE = {
    "not-exposed": (231, 0.09, 0.36),
    "minimal": (84, 0.22, 0.45),
    "gradient-1": (17, 0.28, 0.39),
    "gradient-2": (44, 0.40, 0.49),
    "gradient-3": (38, 0.50, 0.59),
    "gradient-4": (13, 0.60, 0.70),
}


def sample_points() -> list[GradientPoint]:
    """Made-up unit groups, spread within each band by a bell-shaped, repeatable rule."""
    points: list[GradientPoint] = []
    for band, (count, low, high) in SHAPE.items():
        for index in range(count):
            # The mean of three golden-ratio sequences: thick in the middle, never random.
            share = sum((index * step + 0.5) % 1 for step in (0.618034, 0.754878, 0.569840)) / 3
            score = low + (high - low) * share
            number = len(points) + 1
            points.append(
                GradientPoint(f"S{number:03}", f"Sample unit group {number}", score, f"{score:.2f}", band, f"#sample-{number}")
            )
    return points


def sample_charts() -> dict:
    """One of each chart, by the names the style page uses."""
    scores = [(0.52, 0.55), (0.41, 0.44), (0.44, 0.34), (0.28, 0.27), (0.30, 0.36), (0.27, 0.30), (0.24, 0.29)]
    return {
        "gradient_chart": gradient_dots(
            sample_points(),
            BANDS,
            text=ChartText("sample-gradient", "Sample gradient", "Made-up unit groups by score in six bands."),
            axis_label="Sample mean score, 0 to 1",
            highlight={"S285"},
        ),
        "strip_chart": strip(
            [
                TaskScore(f"Sample task {n}: {now:.2f}, {was:.2f} before", now, f"{now:.2f}", was)
                for n, (now, was) in enumerate(scores, 1)
            ],
            mean=0.35,
            mean_label="mean 0.35",
            band="minimal",
            text=ChartText("sample-strip", "Sample task scores", "Seven made-up task scores from 0.24 to 0.52, mean 0.35."),
        ),
        "pay_chart": pay_range(
            text=ChartText("sample-pay", "Sample pay", "Made-up pay from $32,000 to $98,000, median $56,000."),
            domain=(0, 120_000),
            tenth=Amount(32_000, "$32,000"),
            quarter=Amount(43_000, "$43,000"),
            median=Amount(56_000, "$56,000"),
            three_quarters=Amount(74_000, "$74,000"),
            ninetieth=Amount(98_000, "$98,000"),
        ),
        "quadrant_chart": sample_quadrant(),
        "slope_chart": slope(
            Moment("2024 sample", 70_100, "70,100"),
            Moment("2034 sample", 73_600, "73,600"),
            text=ChartText("sample-slope", "Sample employment", "Made-up employment, 70,100 rising to 73,600."),
        ),
        "rating_list": rating_bars(
            [
                Rating("Sample element", 4.2, "4.2", "#sample-element"),
                Rating("A sample element with a longer name", 3.4, "3.4"),
                Rating("A suppressed sample element", None, "not published: the sample is too small"),
            ],
            domain=(1, 5),
        ),
    }


def sample_quadrant() -> Quadrant:
    """A crowded neighbourhood, so that the setting of names is judged at its worst."""
    places = [(48, 44), (52, 50), (30, 56), (50, 60), (35, 42), (33, 58), (70, 90), (5, 25), (47, 57), (44, 55)]
    return quadrant(
        QuadrantPoint(0, "The sample subject", 46, 56, "46th", "56th"),
        [
            QuadrantPoint(n, f"Sample neighbour with a rather long name, number {n}", x, y, f"{x}th", f"{y}th", f"#neighbour-{n}")
            for n, (x, y) in enumerate(places, 1)
        ],
        words=QuadrantWords("Percentile across", "Percentile up", ("Less · more", "More · more", "Less · less", "More · less")),
        text=ChartText("sample-quadrant", "Sample quadrant", "A made-up subject among ten made-up neighbours."),
    )
