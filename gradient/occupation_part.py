"""What the gradient adds to an occupation's document: the unit groups it corresponds to, and where they stand."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from occupations.compiling import PartOfOccupation, occupation_part

from citations.compiling import EditionFacts
from citations.figures import figure_document
from citations.measures import MEASURES
from gradient.compiling import DOCUMENTS
from gradient.measures import BRIDGE, CROSSWALK, ILO

# The figures of a unit group that an occupation's page shows, by their names in both documents.
FIGURES = (
    ("mean_score", "mean"),
    ("mean_score_previous", "mean_previous"),
    ("change", "change"),
    ("percentile", "percentile"),
    ("occupation_count", "occupation_count"),
)
SOURCES = (ILO, CROSSWALK, BRIDGE)


@occupation_part("gradient")
def place_on_the_gradient(edition: EditionFacts) -> PartOfOccupation:
    """Adds `gradient`: the unit groups that the crosswalk connects with an occupation, by code. None where the edition holds no
    gradient or no crosswalk; empty where the crosswalk connects none."""
    documents = edition.shared.get(DOCUMENTS)
    if not documents or not edition.holds(*SOURCES):
        return lambda code: {"gradient": None}
    of_occupation: dict[str, list[Mapping]] = defaultdict(list)
    for document in documents:
        for row in document["us_occupations"] or ():
            of_occupation[row["code"]].append(document)
    return lambda code: {"gradient": [_unit_group(document) for document in of_occupation.get(code, ())]}


def _unit_group(document: Mapping) -> dict[str, Any]:
    """Figures are copied without their pointers: in this document they stand elsewhere."""
    figures = {name: document["figures"][theirs] for name, theirs in FIGURES}
    return {
        "code": document["code"],
        "title": document["title"],
        "path": document["path"],
        "band": document["band"],
        **{name: _over_the_crosswalk(figure) for name, figure in figures.items()},
    }


def _over_the_crosswalk(figure: Mapping) -> dict:
    """The unit group's figure, with the crosswalk among its sources: without it the occupation would have none."""
    measure = MEASURES[figure["m"]]
    if figure["v"] is None:
        return {name: part for name, part in figure.items() if name != "p"}
    return figure_document(measure, figure["v"], rank=figure.get("r", ""), datasets=SOURCES)
