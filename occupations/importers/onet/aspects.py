"""What one table of facts is about, where it is about several things: differences between releases are told apart by it."""

from django.db import models

from citations.importing.importer import Aspects
from occupations.importers.onet.tables.ratings import RATING_BRANCHES
from occupations.models import JobTitle, Rating, ScaleCategory


def _rated(element_id: object) -> str:
    branch = str(element_id)
    return next(
        (label for label, prefixes in RATING_BRANCHES.items() if any(f"{branch}.".startswith(f"{p}.") for p in prefixes)),
        "Ratings of other elements",
    )


def _scaled(scale: object) -> str:
    if scale == "FT":
        return "Task Categories"
    return "Work Context Categories" if str(scale).startswith("C") else "Education, Training, and Experience Categories"


ASPECTS: dict[type[models.Model], Aspects] = {
    ScaleCategory: Aspects("scale", _scaled),
    Rating: Aspects("element_id", _rated),
    JobTitle: Aspects("kind", lambda kind: "Sample of Reported Titles" if kind == JobTitle.Kind.REPORTED else "Alternate Titles"),
}
