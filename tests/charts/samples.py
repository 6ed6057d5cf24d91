"""Made-up inputs for charts."""

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
