"""The quadrant names its subject and neighbours without letting names run into each other."""

from itertools import combinations

from django.template.loader import render_to_string

from singulariki.charts.quadrant import Box, QuadrantPoint, QuadrantWords, place, quadrant, wrapped
from singulariki.charts.scales import ChartText
from tests.charts.samples import sample_quadrant

TEXT = ChartText("q", "A title", "A description")
WORDS = QuadrantWords("Across", "Up", ("a", "b", "c", "d"))


def point(number: int, x: float, y: float, title: str = "An occupation") -> QuadrantPoint:
    return QuadrantPoint(number, title, x, y, f"{x:g}th", f"{y:g}th", f"/roles/{number}")


def test_the_subject_lies_above_its_neighbours_at_its_percentiles() -> None:
    chart = quadrant(point(0, 50, 50), [point(1, 0, 100)], words=WORDS, text=TEXT)
    assert [mark.point.number for mark in chart.marks] == [1, 0]
    assert chart.marks[-1].x == "50"
    assert chart.marks[-1].y == chart.middle
    assert float(chart.marks[0].y) < float(chart.middle)


def test_neighbours_are_numbered_on_a_phone_and_named_where_there_is_room() -> None:
    chart = quadrant(point(0, 50, 50), [point(7, 90, 90, "Broadcast Technicians")], words=WORDS, text=TEXT)
    neighbour = chart.marks[0]
    assert [line for _, line in neighbour.narrow.lines] == ["7"]
    assert [line for _, line in neighbour.wide.lines] == ["Broadcast Technicians"]


def test_no_label_touches_another_in_a_crowd() -> None:
    for labels in ([mark.narrow for mark in sample_quadrant().marks], [mark.wide for mark in sample_quadrant().marks]):
        lines = [(label.x, label.dx, label.anchor, y) for label in labels if label for y, _ in label.lines]
        assert len(lines) >= len(labels)
        assert len(set(lines)) == len(lines)


def test_labels_keep_clear_of_what_stands_there_already() -> None:
    taken = [Box(100, 90, 60, 20)]
    placed = place((95, 100), (40, 15), taken, (300, 300))
    assert placed is not None
    assert not any(placed.box.touches(box) for box in taken)
    assert place((95, 100), (40, 15), [Box(0, 0, 300, 300)], (300, 300)) is None


def test_labels_placed_one_after_the_other_never_overlap() -> None:
    taken: list[Box] = []
    for number in range(12):
        placed = place((150 + number, 150 + number), (60, 15), taken, (400, 400))
        if placed:
            taken.append(placed.box)
    assert len(taken) >= 8
    assert not any(one.touches(other, gap=0) for one, other in combinations(taken, 2))


def test_long_names_are_broken_at_spaces_and_too_long_ones_give_way_to_the_number() -> None:
    assert wrapped("Film and Video Editors", 14) == ("Film and Video", "Editors")
    assert wrapped("Telecommunications", 10) is None
    chart = quadrant(point(0, 50, 50), [point(3, 10, 10, "x" * 40)], words=WORDS, text=TEXT)
    assert [line for _, line in chart.marks[0].wide.lines] == ["3"]


def test_the_picture_tells_what_it_shows_and_links_to_each_neighbour() -> None:
    svg = render_to_string("charts/quadrant.svg.html", {"chart": sample_quadrant()})
    assert "Sample quadrant" in svg
    assert "A made-up subject among ten made-up neighbours." in svg
    assert svg.count('tabindex="-1"') == 10
