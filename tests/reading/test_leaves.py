"""That comparing a document with what was reckoned finds what is wrong, too much, too little or marked otherwise."""

from tests.reading.leaves import Compared, answered_leaves, grouped, leaves
from tests.reading.sections import AtLeast, LowPrecision, Missing, Shown

DOCUMENT = {
    "shape": 2,
    "title": "Dancers",
    "rows": [
        {"pay": {"m": "wage-median", "v": 239200, "t": "$239,200 or more", "a": True}, "codes": []},
        {"pay": {"m": "wage-median", "v": None, "x": "not-released", "g": ["27-2030", "Dancers", 2, True]}, "codes": ["a", "b"]},
        {"pay": {"m": "wage-median", "v": 4.5, "t": "$4.5", "l": True, "e": 0.5}, "codes": None},
    ],
}
RIGHT = [
    Shown("", "Dancers", "/title"),
    Shown("wage-median", AtLeast(239200), "/rows/0/pay"),
    Shown("", {"pay": Missing("not-released"), "codes": ["a", "b"]}, "/rows/1"),
    Shown("", {"pay": LowPrecision(4.5), "codes": None}, "/rows/2"),
    Shown("", [], "/rows/0/codes"),
    Shown("", 0.5, "/standard_errors/~1rows~12~1pay"),
    "words without a place",
]


def compared(*expected: Shown | str) -> Compared:
    found = Compared()
    found.compare("27-2031.00", leaves(DOCUMENT), expected, {"shape"})
    return found


def test_all_that_is_said_of_a_document_is_compared() -> None:
    found = compared(*RIGHT)
    assert (found.differences, found.unreckoned, found.values) == ([], [], 9)
    assert leaves(DOCUMENT).groups == {"/rows/1/pay": "27-2030"}


def test_what_is_otherwise_is_found() -> None:
    for value, pointer in (
        (239200.0, "/rows/0/pay"),
        (AtLeast(239201), "/rows/0/pay"),
        (None, "/rows/1/pay"),
        (Missing("not-available"), "/rows/1/pay"),
        (4.5, "/rows/2/pay"),
        (["a"], "/rows/2/codes"),
        (["b", "a"], "/rows/1/codes"),
        (None, "/rows/3/pay"),
        (0.6, "/standard_errors/~1rows~12~1pay"),
    ):
        assert compared(Shown("", value, pointer)).differences, (value, pointer)
    assert compared(Shown("wage-mean", AtLeast(239200), "/rows/0/pay")).differences


def test_what_nothing_was_said_of_is_found() -> None:
    assert compared(*RIGHT[1:]).unreckoned == ["27-2031.00 /title: 'Dancers'"]
    rows = grouped(compared(RIGHT[0]).unreckoned)
    assert list(rows) == ["/rows/*/codes", "/rows/*/codes/*", "/rows/*/pay", "/standard_errors/~1rows~1*~1pay"]
    assert rows["/rows/*/pay"][0] == "3 times"


def test_an_answer_is_read_with_its_marks() -> None:
    answer = {
        "title": "Dancers",
        "rows": [{"pay": 239200, "codes": []}, {"pay": None, "codes": ["a", "b"]}, {"pay": 4.5, "codes": None}],
        "missing": {"/rows/1/pay": "not-released"},
        "at_least": ["/rows/0/pay"],
        "low_precision": ["/rows/2/pay"],
        "standard_errors": {"/rows/2/pay": 0.5},
        "sources": [],
        "edition": {},
    }
    held = {pointer: value for pointer, value in leaves(DOCUMENT).values.items() if pointer != "/shape"}
    answered = answered_leaves(answer).values
    assert answered == held
    assert {pointer: type(value) for pointer, value in answered.items()} == {p: type(value) for p, value in held.items()}
