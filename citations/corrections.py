"""Typing errors in titles that publishers issued, corrected where titles are shown. The list is `corrections.csv`; facts keep
what the release has, and an entry applies to that very title only: once the publisher mends it, or words it anew, it is the
publisher's own again."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from citations.compiling import data_of_compilers

LIST = data_of_compilers(Path(__file__).with_name("corrections.csv"))


@dataclass(frozen=True)
class Correction:
    """A title as a dataset publishes it for a code, and as it is shown; why, and who looked at it when."""

    dataset: str
    field: str
    code: str
    published: str
    corrected: str
    reason: str
    reviewed_by: str
    reviewed_on: str


@cache
def corrections() -> dict[tuple[str, str, str], Correction]:
    """Every correction by dataset, field and code."""
    with LIST.open(encoding="utf-8", newline="") as file:
        listed = [Correction(**row) for row in csv.DictReader(file)]
    return {(one.dataset, one.field, one.code): one for one in listed}


def corrected_title(dataset: str, code: str, published: str) -> str:
    """The title as it is shown: `published`, unless that has a typing error which is in the list."""
    known = corrections().get((dataset, "title", code))
    return known.corrected if known is not None and known.published == published else published
