"""Whether a page says what the API says: each figure that it prints, at the pointer in the answer that the figure names."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client

from citations.figures import Figure
from citations.ledger import Ledger
from tests.reading.documents import steps
from tests.reading.page import read

# Measures that word the value of another one anew, and how theirs follows from the answer's.
READINGS: dict[str, Callable[[Any], Any]] = {
    "exposure-change-size": abs,
    "share-less-exposed": lambda percentile: percentile / 100,
}
ABSENT = object()


class Answers:
    """Answers of the API, each asked for once."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._kept: dict[str, Any] = {}

    def get(self, address: str) -> Any:
        if address not in self._kept:
            answer = self.client.get(address)
            assert answer.status_code == 200, address
            self._kept[address] = answer.json()
        return self._kept[address]

    def know(self, address: str, answer: Any) -> None:
        """Take this for the answer at an address: a row of a list, say, for what it is a row of."""
        self._kept[address] = answer


@dataclass
class Agreement:
    """What came of comparing a page with the API.

    compared  how many figures stand in an answer and were compared with it
    elsewhere  figures that no answer has, to be proven in another way
    problems  where page and answer differ
    """

    compared: int = 0
    elsewhere: list[Figure] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def agreement(page: HttpResponse, answers: Answers) -> Agreement:
    """Compare every figure of a page, as the test client drew it, with the API.

    A number that was printed past the figure functions is a problem.
    """
    ledger: Ledger = page.context["ledger"]
    found = Agreement()
    printed = Counter((number.measure, number.value, number.text) for number in read(page.content).numbers)
    noted = Counter((figure.measure.key, figure.for_programs, figure.text) for figure in ledger.printed)
    found.problems += [f"{number} is printed without being noted" for number in printed - noted]
    for figure in ledger.printed:
        _compare(figure, answers, found)
    return found


def _compare(figure: Figure, answers: Answers, found: Agreement) -> None:
    where = f"{figure.measure.key} {figure.text!r} at {figure.api}#{figure.pointer}"
    if figure.value is not None:
        rounded = figure.measure.text(figure.value)
        marked = f"{rounded} or more" if figure.at_least else f"{rounded} (low precision)" if figure.low_precision else rounded
        if figure.text != marked:
            found.problems.append(f"{where}: not as its measure is printed, {rounded}")
    elif figure.missing is None:
        # The question mark of a column's heading: about a measure, no value.
        return
    if not (figure.api and figure.pointer):
        found.elsewhere.append(figure)
        return
    answer = answers.get(figure.api)
    answered = _told(answer, figure)
    read_as = READINGS.get(figure.measure.key, lambda value: value)
    if figure.value is None:
        if answered is not None:
            found.problems.append(f"{where}: the answer has {answered!r}")
        elif figure.missing != answer.get("missing", {}).get(figure.pointer, figure.missing):
            found.problems.append(f"{where}: the answer gives another reason")
    elif answered is ABSENT or answered is None or read_as(answered) != figure.value:
        found.problems.append(f"{where}: {figure.value!r}, the answer has {answered!r}")
    elif "at_least" in answer and figure.at_least != (figure.pointer in answer["at_least"]):
        found.problems.append(f"{where}: a lower bound in one of them only")
    elif "low_precision" in answer and figure.low_precision != (figure.pointer in answer["low_precision"]):
        found.problems.append(f"{where}: of low precision in one of them only")
    elif "standard_errors" in answer and figure.error != answer["standard_errors"].get(figure.pointer):
        found.problems.append(f"{where}: the answer gives another standard error")
    found.compared += 1


def _told(answer: Any, figure: Figure) -> Any:
    """The answer's value for the figure; None also where the part that would hold it is null."""
    for name in steps(figure.pointer):
        if answer is None:
            return None
        try:
            answer = answer[int(name)] if isinstance(answer, list) else answer[name]
        except (KeyError, IndexError, TypeError, ValueError):
            return ABSENT
    return answer
