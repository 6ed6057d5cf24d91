"""Whom figures are published for, where that is more than the occupation that they stand beside."""

from collections.abc import Iterator
from re import fullmatch

from tests.reading.leaves import Leaves
from tests.reference.reckoning import Reckoning
from tests.reference.recomputed_occupations import scored_for

PAY = ("wage-", "hourly-wage-", "employment", "median-pay-", "industry-", "location-quotient", "us-employment")
STUDIES = {
    "felten-aioe": "felten-aioe",
    "felten-lm-aioe": "felten-lm-aioe",
    "microsoft-applicability": "microsoft-applicability",
    "frey-osborne-probability": "frey-osborne",
    "frey-osborne": "frey-osborne",
    "anthropic-observed-exposure": "observed",
}


def audience(raw: Reckoning, code: str, measure: str) -> str:
    """The code that a figure beside an occupation is published under, where others share it; empty where it is its own."""
    if measure.startswith(PAY):
        under = raw.paid_as(code)
    elif measure.startswith("projection-"):
        under = raw.published_under(code, raw.projections)
    elif measure == "attainment-share":
        under = raw.published_under(code, raw.attained)
    else:
        score = raw.scores(study).get(code) if (study := STUDIES.get(measure.removesuffix("-percentile"))) else None
        group = scored_for(raw, code, score) if score else None
        return str(group["code"]) if group else ""
    return under if under and raw.sharing(code, under) else ""


def owners(document: Leaves, key: str) -> Iterator[tuple[str, str]]:
    """Pointer of every figure, and the occupation that it stands beside: that of its row, else the document's."""
    for pointer in document.measures:
        row = pointer
        while row:
            row = row.rpartition("/")[0]
            code = document.values.get(f"{row}/code", "")
            if _is_occupation(code):
                yield pointer, str(code)
                break
        else:
            if _is_occupation(key):
                yield pointer, key


def _is_occupation(code: object) -> bool:
    return isinstance(code, str) and fullmatch(r"\d\d-\d{4}\.\d\d", code) is not None
