"""What one page adds to its layout, read from its stored local notes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass
class LocalNotes:
    """Rich text to print before and after sections, and sections hidden with a reason; each by section key."""

    before: dict[str, list[str]] = field(default_factory=dict)
    after: dict[str, list[str]] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)


def read_local_notes(blocks: Iterable[Mapping[str, Any]]) -> LocalNotes:
    notes = LocalNotes()
    for block in blocks:
        value = block["value"]
        if block["type"] == "hidden":
            notes.hidden[value["section"]] = value["reason"]
        elif block["type"] == "note":
            side = notes.before if value["position"] == "before" else notes.after
            side.setdefault(value["section"], []).append(value["text"])
    return notes
