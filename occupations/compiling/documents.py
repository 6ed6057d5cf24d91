"""Small pieces of documents that all compilers use."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from citations.figures import Missing, figure_document
from citations.measures import Measure
from occupations.models import WageStatus
from occupations.selectors.wages import Published

WHY_MISSING = {
    WageStatus.NOT_AVAILABLE: Missing.NOT_AVAILABLE,
    WageStatus.NOT_RELEASED: Missing.NOT_RELEASED,
    WageStatus.BELOW_HALF_PERCENT: Missing.SUPPRESSED,
    WageStatus.BLANK: Missing.NOT_COVERED,
    WageStatus.GIVEN: Missing.NOT_AVAILABLE,
}


@lru_cache(maxsize=200_000)
def _frozen(measure: Measure, value: float | int, datasets: tuple[str, ...]) -> tuple[tuple[str, Any], ...]:
    return tuple(figure_document(measure, value, datasets=datasets).items())


def figure(
    measure: Measure,
    value: float | int | None,
    *,
    missing: Missing = Missing.NOT_COVERED,
    rank: str = "",
    datasets: tuple[str, ...] = (),
) -> dict:
    """A figure's document, its pointer still to be written (see `with_pointers`). Values repeat often; each is
    formatted once.

    `missing` says why there is no value, where there is none.
    """
    if value is None:
        return figure_document(measure, None, missing=missing, datasets=datasets)
    if rank:
        return figure_document(measure, value, rank=rank, datasets=datasets)
    # 5 and 5.0 are equal as keys but not the same bytes.
    document = dict(_frozen(measure, value, datasets))
    document["v"] = value
    return document


def published(measure: Measure, cell: Published | None, *, inapplicable: bool = False) -> dict:
    """A figure of a cell of OEWS: top-coded values say “or more”, missing ones why."""
    if cell is None:
        return figure_document(measure, None, missing=Missing.NOT_COVERED)
    if cell.value is None:
        missing = Missing.NOT_APPLICABLE if inapplicable else WHY_MISSING[cell.status]
        return figure_document(measure, None, missing=missing)
    if cell.status == WageStatus.TOP_CODED:
        return figure_document(measure, cell.value, at_least=True)
    return figure(measure, cell.value)


def with_pointers(document: dict) -> dict:
    """Writes into every figure of a document where its value stands in the API's answer, which has the document's own shape.
    Returns the document."""
    for name, value in document.items():
        _point(value, f"/{_escaped(name)}")
    return document


def _point(part: object, pointer: str) -> None:
    if isinstance(part, dict):
        if "m" in part and "v" in part:
            part.setdefault("p", pointer)
        else:
            for name, value in part.items():
                _point(value, f"{pointer}/{_escaped(name)}")
    elif isinstance(part, list):
        for index, value in enumerate(part):
            _point(value, f"{pointer}/{index}")


def _escaped(name: str) -> str:
    """As JSON pointers write a key (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")


def value_of(part: Mapping | None) -> float | int | None:
    """The value of a figure's document."""
    return part["v"] if part else None
