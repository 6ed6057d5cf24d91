"""What reads sections of pages in other tests sees what it is there to see."""

import pytest

from tests.reading.sections import AtLeast, Link, Missing, Shown, answered_otherwise, differences, sections

PAGE = """<main><h1>Sound</h1><p>Of <data value="3" data-measure="count">3</data></p>
<section id="pay"><h2>Pay</h2><a href="/roles/a">Actors</a> <data value="239200" data-measure="wage">$239,200 or more</data>
Boatmen <span data-measure="wage">not released by the publisher</span></section>
<p><data value="9" data-measure="count">9</data></p></main>"""
PAY = ["Actors", Shown("wage", AtLeast(239_200)), Link("/roles/"), "Boatmen", Shown("wage", Missing("not-released"))]
ANSWER = {
    "pay": {"median": 239_200, "mean": None, "p10": 5},
    "missing": {"/pay/mean": "not-released"},
    "at_least": ["/pay/median"],
}


def test_figures_are_read_in_their_section_with_bounds_and_reasons() -> None:
    found = sections(PAGE)
    assert found["head"].figures == [("count", 3.0, "")]
    assert differences(found["pay"], PAY) == []


@pytest.mark.parametrize(
    "otherwise",
    [
        PAY[:-1],
        [*PAY, Shown("wage", 1)],
        [*PAY[:1], Shown("wage", 239_200), *PAY[2:]],
        [*PAY[:1], Shown("employment", AtLeast(239_200)), *PAY[2:]],
        [*PAY[:-1], Shown("wage", Missing("not-available"))],
        [*PAY, "Actors"],
        [*PAY, Link("/families/")],
    ],
)
def test_a_section_that_prints_something_else_is_told(otherwise: list) -> None:
    assert len(differences(sections(PAGE)["pay"], otherwise)) == 1


@pytest.mark.parametrize(
    ("pointer", "value", "agrees"),
    [
        ("/pay/p10", 5, True),
        ("/pay/p10", 5.01, False),
        ("/pay/p10", AtLeast(5), False),
        ("/pay/median", AtLeast(239_200), True),
        ("/pay/median", 239_200, False),
        ("/pay/mean", Missing("not-released"), True),
        ("/pay/mean", Missing("not-available"), False),
        ("/pay/mean", 0, False),
        ("/jobs/0", 5, False),
    ],
)
def test_an_answer_that_holds_something_else_is_told(pointer: str, value: object, agrees: bool) -> None:
    assert (answered_otherwise(ANSWER, [Shown("wage", value, pointer)]) == []) is agrees
