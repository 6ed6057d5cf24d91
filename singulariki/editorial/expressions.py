"""What stands between braces, or in a chip of the editor: a figure, how it is to be put, or on which pages a sentence is printed.

{median-pay}, {median-pay:short}       a figure, as its measure is printed or in a form (see `formats`)
{task-count:task/tasks}                words chosen by a figure
{if median-pay is known}               the sentence is printed only there
{otherwise}                            the sentence is printed where the one before it is left out

Nothing nests and nothing is closed: what is said of a sentence stands in it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from citations.figures import Figure
from singulariki.editorial.formats import FORMATS, Form, as_printed, form_of, is_nought


@dataclass(frozen=True, slots=True)
class Token:
    """A place for a figure or a phrase that depends on the subject, and the form in which it is put."""

    key: str
    form: Form | None = None

    @property
    def source(self) -> str:
        return f"{self.key}:{self.form.source}" if self.form else self.key


@dataclass(frozen=True, slots=True)
class Condition:
    """Where a sentence is printed: `test` (one of TESTS) holds of the figure, against `against` where the test needs that."""

    key: str
    test: str
    against: str = ""

    @property
    def source(self) -> str:
        return f"if {self.key} {self.words}"

    @property
    def words(self) -> str:
        return f"{self.test} {self.against}" if self.against else self.test

    @property
    def keys(self) -> tuple[str, ...]:
        """The figures that it asks of."""
        return (self.key, self.against) if TESTS[self.test].needs == "figure" else (self.key,)

    @property
    def says_something(self) -> bool:
        """Whether the sentence says something of the figure by it, if only that there is none: that comes from a release, too."""
        return self.test != KNOWN


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The sentence is printed where the one before it is left out."""

    source: str = "otherwise"


Expression = Token | Condition | Otherwise
Found = Figure | str | None


@dataclass(frozen=True)
class Test:
    """What can be asked of a figure. `holds` gets what it stands for (never None) and what it is held against; `needs` says what
    that is: nothing, a number, words or another figure."""

    holds: Callable[[Figure | str, Found], bool]
    needs: str = ""


def _of_figure(holds: Callable[[Figure], bool]) -> Callable[[Figure | str, Found], bool]:
    return lambda value, against: isinstance(value, Figure) and holds(value)


def _beside(holds: Callable[[float, float], bool]) -> Callable[[Figure | str, Found], bool]:
    def compared(value: Figure | str, against: Found) -> bool:
        return isinstance(value, Figure) and isinstance(against, str) and holds(as_printed(value), float(against))

    return compared


def _text(value: Found) -> str:
    return value.text if isinstance(value, Figure) else value or ""


def _is_one(figure: Figure) -> bool:
    return figure.text == "1"


def _is_shared(figure: Figure) -> bool:
    return figure.group is not None


KNOWN, UNKNOWN, IS = "is known", "is not known", "is"
# In the order in which they are offered. Figures are compared as they are printed, which is what readers compare.
TESTS: dict[str, Test] = {
    KNOWN: Test(lambda value, against: True),
    UNKNOWN: Test(lambda value, against: False),
    "is zero": Test(_of_figure(is_nought)),
    "is not zero": Test(_of_figure(lambda figure: not is_nought(figure))),
    "is above zero": Test(_of_figure(lambda figure: not is_nought(figure) and (figure.value or 0) > 0)),
    "is below zero": Test(_of_figure(lambda figure: not is_nought(figure) and (figure.value or 0) < 0)),
    "is one": Test(_of_figure(_is_one)),
    "is more than one": Test(_of_figure(lambda figure: not _is_one(figure) and (figure.value or 0) > 1)),
    "is shared with other occupations": Test(_of_figure(_is_shared)),
    "is its own": Test(_of_figure(lambda figure: not _is_shared(figure))),
    "is top-coded": Test(_of_figure(lambda figure: figure.at_least)),
    "is not top-coded": Test(_of_figure(lambda figure: not figure.at_least)),
    "is above": Test(_beside(lambda value, limit: value > limit), "number"),
    "is at least": Test(_beside(lambda value, limit: value >= limit), "number"),
    "is below": Test(_beside(lambda value, limit: value < limit), "number"),
    "is the same as": Test(lambda value, against: against is not None and _text(value) == _text(against), "figure"),
    "differs from": Test(lambda value, against: against is not None and _text(value) != _text(against), "figure"),
    IS: Test(lambda value, against: _text(value).casefold() == _text(against).casefold(), "words"),
}
# The longest first, so that "is" is what no other is.
_TEST = re.compile(rf"({'|'.join(sorted(map(re.escape, TESTS), key=len, reverse=True))})(?:\s+(.+))?")
_IF = re.compile(r"if\s+(\S+)\s+(.+)", re.DOTALL)
_NUMBER = re.compile(r"[$+]?([−-]?\d[\d,]*(?:\.\d+)?)%?")
OTHERWISE = Otherwise()


def condition_of(key: str, words: str) -> Condition | None:
    """The condition that the words say of the figure; None where they are none."""
    match = _TEST.fullmatch(" ".join(words.split()))
    if not match:
        return None
    test, against = match[1], (match[2] or "").strip()
    needs = TESTS[test].needs
    if needs == "number":
        number = _NUMBER.fullmatch(against)
        return Condition(key, test, number[1].replace(",", "").replace("−", "-")) if number else None
    if test == IS and against.startswith("not "):
        return None
    return Condition(key, test, against) if bool(needs) == bool(against) else None


@lru_cache(maxsize=4096)
def read_expression(source: str) -> Expression:
    """What stands between braces. What cannot be read is a token whose key no kind of page has: nothing is printed for it."""
    source = source.strip()
    if source == OTHERWISE.source:
        return OTHERWISE
    if match := _IF.fullmatch(source):
        return condition_of(match[1], match[2]) or Token(source)
    key, colon, form = source.partition(":")
    if colon:
        read = form_of(form.strip())
        return Token(key.strip(), read) if read else Token(source)
    return Token(source)


def label_of(source: str, labels: Mapping[str, str]) -> str | None:
    """What the editor shows for an expression; None where it names no known figure, or cannot be read."""
    read = read_expression(source)
    if isinstance(read, Otherwise):
        return "Otherwise:"
    if read.key not in labels:
        return None
    if isinstance(read, Condition):
        against = labels.get(read.against, read.against) if TESTS[read.test].needs == "figure" else read.against
        return f"Only if {labels[read.key]} {read.test}{f' {against}' if against else ''}:"
    if read.form is None:
        return labels[read.key]
    how = " / ".join(read.form.texts) or ", ".join(FORMATS[name].label.lower() for name in read.form.formats)
    return f"{labels[read.key]} ({how})"
