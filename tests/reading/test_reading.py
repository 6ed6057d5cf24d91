"""What reads pages in other tests sees what it is there to see."""

from types import SimpleNamespace

import pytest

from citations.figures import Figure, Missing
from citations.ledger import Ledger
from citations.measures import Measure
from tests.reading.agreement import Answers, agreement
from tests.reading.faults import faults
from tests.reading.page import read

HEADING = "<h1>Sound</h1>"
API = "/api/v1/things/1/"
PAY = Measure("pay", "Pay", "U.S. dollars", 0, ("wages",), "What is paid.", "What it is worth.", format="dollars")


def test_a_whole_page_has_no_faults() -> None:
    assert (
        faults(f'{HEADING}<p>None of the 0.25 is <b>the</b> <a href="/x"><svg></svg></a> 10.0203.</p><pre>{{a}} nan</pre>') == []
    )


@pytest.mark.parametrize(
    ("html", "told"),
    [
        (f"{HEADING}<h2> <a aria-label='Link'>#</a></h2>", "an empty h2"),
        (f"{HEADING}<ul class='rows'></ul>", "an empty ul rows"),
        (f"{HEADING}<table><tr><td>None</td></tr></table>", "a hole"),
        (f"{HEADING}<p>It is nan.</p>", "a hole"),
        (f"{HEADING}<p>Pay of {{median}}.</p>", "a hole"),
        (f"{HEADING}<p>A share of 0.3333333.</p>", "unrounded"),
        (f"{HEADING}<p>A share of 3e-05.</p>", "unrounded"),
        (f"{HEADING}<p>Part of <b>the</b> the work.</p>", "doubled word"),
        (f'{HEADING}<p id="a">One</p><p id="a">Two</p>', "the identifier 'a' stands twice"),
        ("<p>Words.</p>", "no heading"),
    ],
)
def test_a_fault_is_told(html: str, told: str) -> None:
    found = faults(html)
    assert found
    assert any(fault.startswith(told) for fault in found), found


def test_what_is_doubled_or_long_in_the_source_is_the_publishers() -> None:
    html = f"{HEADING}<p>They had had 0.2655 of it.</p>"
    assert len(faults(html)) == 2
    assert faults(html, "They had had 0.2655 of it.") == []


def test_scripts_that_hold_up_the_page_are_seen() -> None:
    reading = read(
        '<script src="/a.js"></script><script src="/b.js" defer></script><link rel="preload" href="/f.woff2"><style></style>'
    )
    assert (reading.blocking, reading.preloads, reading.inline) == (["/a.js"], ["/f.woff2"], ["style"])


def _agreement(figure: Figure, answer: dict, html: str = ""):
    ledger = Ledger({})
    ledger.note(figure)
    answers = Answers(None)  # type: ignore[arg-type]
    answers.know(API, answer)
    return agreement(SimpleNamespace(context={"ledger": ledger}, content=html.encode()), answers)  # type: ignore[arg-type]


def _pay(value: int | None = 5, text: str = "$5", pointer: str = "/pay", missing: Missing | None = None) -> Figure:
    return Figure(measure=PAY, value=value, text=text, releases=(), missing=missing, pointer=pointer, api=API)


def test_a_figure_is_compared_at_its_own_pointer() -> None:
    same = _agreement(_pay(), {"pay": 5}, '<data value="5" data-measure="pay">$5</data>')
    assert (same.compared, same.problems) == (1, [])


@pytest.mark.parametrize(
    ("figure", "answer", "html"),
    [
        (_pay(), {"pay": 6, "other": 5}, ""),
        (_pay(), {"other": 5}, ""),
        (_pay(), {"pay": None}, ""),
        (_pay(text="$5.00"), {"pay": 5}, ""),
        (_pay(None, "not released", missing=Missing.NOT_RELEASED), {"pay": 5}, ""),
        (_pay(None, "not released", missing=Missing.NOT_RELEASED), {"pay": None, "missing": {"/pay": "not-available"}}, ""),
        (_pay(), {"pay": 5, "at_least": ["/pay"]}, ""),
        (_pay(), {"pay": 5}, '<data value="7" data-measure="pay">$7</data>'),
    ],
)
def test_a_page_that_says_something_else_than_the_api_is_told(figure: Figure, answer: dict, html: str) -> None:
    assert len(_agreement(figure, answer, html).problems) == 1


def test_a_figure_without_a_place_in_an_answer_is_left_to_be_proven_elsewhere() -> None:
    found = _agreement(_pay(pointer=""), {"pay": 5})
    assert (found.compared, len(found.elsewhere)) == (0, 1)
