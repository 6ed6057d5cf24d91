"""From a stored document to what templates read: the same shape, its figures bound to the releases of an edition."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from citations.figures import Figure, ReleaseReference, figure_from_document
from occupations.addresses import occupation_api

# What lists say of an occupation, and where the occupation's own answer has it.
OF_AN_OCCUPATION = {"overlap": "/overlap/percentile", "median": "/wages/median", "employment": "/wages/employment"}


def bound(part: Any, releases: Mapping[str, ReleaseReference], api: str) -> Any:
    """The part with each figure's document replaced by the `Figure`; `api` is where the API answers for the subject."""
    if isinstance(part, dict):
        if "m" in part and "v" in part:
            return figure_from_document(part, releases, api)
        return {name: bound(value, releases, api) for name, value in part.items()}
    if isinstance(part, list):
        return [bound(value, releases, api) for value in part]
    return part


def bound_subject(document: Mapping, releases: Mapping[str, ReleaseReference]) -> dict[str, Any]:
    """The document of a subject. Where the API has no answer about it, what it says of occupations leads to theirs."""
    api = document.get("api", "")
    parts = bound(document, releases, api)
    if not api:
        parts["occupations"] = [_pointing_home(row) for row in parts["occupations"]]
    return parts


def _pointing_home(row: Mapping[str, Any]) -> dict[str, Any]:
    home = occupation_api(row["code"])

    def placed(name: str, value: Any) -> Any:
        return replace(value, api=home, pointer=OF_AN_OCCUPATION[name]) if isinstance(value, Figure) else value

    return {name: placed(name, value) for name, value in row.items()}
