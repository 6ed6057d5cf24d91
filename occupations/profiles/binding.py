"""From a stored document to what templates read: the same shape, its figures bound to the releases of an edition."""

from collections.abc import Mapping
from typing import Any

from citations.figures import ReleaseReference, figure_from_document


def bound(part: Any, releases: Mapping[str, ReleaseReference], api: str) -> Any:
    """The part with each figure's document replaced by the `Figure`; `api` is where the API answers for the subject."""
    if isinstance(part, dict):
        if "m" in part and "v" in part:
            return figure_from_document(part, releases, api)
        return {name: bound(value, releases, api) for name, value in part.items()}
    if isinstance(part, list):
        return [bound(value, releases, api) for value in part]
    return part
