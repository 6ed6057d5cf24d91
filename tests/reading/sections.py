"""Reading a public page section by section: the figures that each prints, missing ones too, and its words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import zip_longest
from math import isclose
from typing import NamedTuple

BEFORE_SECTIONS = "head"


class Missing(str):
    """Why there is no number, in the keys of the API."""


class AtLeast(float):
    """A number that the publisher gives as a lower bound."""


class LowPrecision(float):
    """A number that the publisher advises against relying on."""


class Link(str):
    """What an address begins with that the section has to lead to."""


WORDS = {
    "not covered by this release": "not-covered",
    "not available: the publisher gives no estimate": "not-available",
    "not released by the publisher": "not-released",
    "left out: the publisher advises against relying on its value": "suppressed",
    "not applicable": "not-applicable",
    "paid by the hour: no annual wage is published": "no-annual-wage",
    "paid by the year: no hourly wage is published": "no-hourly-wage",
    "not ranked: not all of the studies score it": "not-ranked",
}


class Shown(NamedTuple):
    """A figure on a page: key of its measure, and its number or why there is none. `pointer` says where an answer has it."""

    measure: str
    value: object
    pointer: str = ""


@dataclass
class Section:
    figures: list[Shown] = field(default_factory=list)
    text: str = ""
    addresses: list[str] = field(default_factory=list)


class _Sections(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sections: dict[str, Section] = {}
        self._open: list[str] = []
        self._figure: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "main":
            self._open = [BEFORE_SECTIONS]
        elif tag == "section":
            # What stands between and after the sections belongs to none of them.
            self._open = ["", *self._open[1:], given.get("id", "")]
        if tag == "a":
            self._here().addresses.append(given.get("href", ""))
        if tag in ("data", "span") and "data-measure" in given:
            self._figure = [tag, given["data-measure"], given.get("value", ""), ""]

    def handle_data(self, data: str) -> None:
        self._here().text += data
        if self._figure:
            self._figure[3] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "section" and len(self._open) > 1:
            self._open.pop()
        if self._figure and tag == self._figure[0]:
            self._here().figures.append(Shown(self._figure[1], _value(*self._figure)))
            self._figure = None

    def _here(self) -> Section:
        return self.sections.setdefault(self._open[-1] if self._open else "", Section())


def _value(tag: str, measure: str, value: str, text: str) -> object:
    if tag == "span":
        return Missing(WORDS.get(text.strip(), text.strip()))
    marked = AtLeast if text.endswith("or more") else LowPrecision if text.endswith("(low precision)") else float
    return marked(value)


def sections(html: str) -> dict[str, Section]:
    """Sections of a page by identifier; `head` is what the page begins with."""
    reader = _Sections()
    reader.feed(html)
    for section in reader.sections.values():
        section.text = " ".join(section.text.split())
    return reader.sections


# Pages give programs seven significant digits.
PAGE = 1e-6


def same(one: object, other: object, precision: float = 1e-9) -> bool:
    """Whether both say the same: numbers but for the last digits of a float, a lower bound only of a lower bound, what is of low
    precision only of what is."""
    if isinstance(one, float | int) and isinstance(other, float | int) and not isinstance(one, bool):
        marked_alike = all(isinstance(one, mark) == isinstance(other, mark) for mark in (AtLeast, LowPrecision))
        return marked_alike and isclose(one, other, rel_tol=precision, abs_tol=1e-12)
    return type(one) is type(other) and one == other


def differences(section: Section, expected: Sequence[Shown | str]) -> list[str]:
    """Where a section differs from what it should print: exactly these figures, in this order, and these words one after
    the other."""
    wanted = [part for part in expected if isinstance(part, Shown) and part.measure]
    found = [
        f"figure {place}: {seen and tuple(seen[:2])}, not {due and tuple(due[:2])}"
        for place, (seen, due) in enumerate(zip_longest(section.figures, wanted))
        if not (seen and due and seen.measure == due.measure and same(seen.value, due.value, PAGE))
    ]
    after = 0
    links = [part for part in expected if isinstance(part, Link)]
    found += [f"no link to {link}…" for link in links if not any(one.startswith(link) for one in section.addresses)]
    for words in (" ".join(part.split()) for part in expected if isinstance(part, str) and not isinstance(part, Link)):
        at = section.text.find(words, after)
        if at < 0:
            found.append(f"{words!r} is absent after {section.text[max(0, after - 40) : after]!r}")
        after = max(after, at + len(words))
    return found


def answered_otherwise(answer: dict, expected: Sequence[Shown | str]) -> list[str]:
    """Where an answer of the API differs from what it should hold at the pointers of these figures."""
    found = []
    for figure in expected:
        if isinstance(figure, Shown) and figure.pointer:
            answered = _at(answer, figure.pointer)
            if not same(figure.value, answered):
                found.append(f"{figure.pointer}: {answered!r}, not {figure.value!r}")
    return found


def _at(answer: dict, pointer: str) -> object:
    """What an answer says at a pointer, read together with its lists of lower bounds, of figures of low precision and of reasons
    for missing ones."""
    part: object = answer
    for name in (step.replace("~1", "/") for step in pointer.split("/")[1:]):
        try:
            part = part[int(name) if isinstance(part, list) else name]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return Missing("absent")
    if part is None and pointer in answer.get("missing", {}):
        return Missing(answer["missing"][pointer])
    if pointer in answer.get("low_precision", ()):
        return LowPrecision(part)  # type: ignore[arg-type]
    return AtLeast(part) if pointer in answer.get("at_least", ()) else part  # type: ignore[arg-type]
