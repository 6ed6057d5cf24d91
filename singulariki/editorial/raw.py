"""Reading StreamField values as stored. Public pages draw from these: no block objects are made and no row is chosen singly."""

from collections.abc import Iterable, Mapping
from typing import Any

from singulariki.editorial.registry import Section


def items(value: Iterable | None) -> list:
    """The values of a stored ListBlock, with or without Wagtail's wrapping of each item."""
    return [item["value"] if isinstance(item, Mapping) and item.get("type") == "item" else item for item in value or ()]


def words_of(value: Iterable | None) -> dict[str, str]:
    """The wording of a section as key → text."""
    return {entry["key"]: entry["text"] for entry in items(value)}


def wording_of(section: Section, value: Mapping[str, Any]) -> dict[str, str]:
    """The words of a section as a layout has them, and its own where the layout says nothing."""
    return {**section.wording, **words_of(value.get("wording"))}


def caveat_ids(blocks: Iterable[Mapping[str, Any]]) -> set[int]:
    """Primary keys of all caveats that the blocks of a layout name."""
    found: set[int] = set()
    for block in blocks:
        value = block["value"]
        if block["type"] == "section":
            found.update(key for key in items(value.get("caveats")) if isinstance(key, int))
        elif block["type"] == "caveat" and isinstance(value.get("caveat"), int):
            found.add(value["caveat"])
    return found
