"""Reading StreamField values as stored: public pages need no block objects, and no query for each row that a block names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from singulariki.editorial.expressions import Condition, read_expression
from singulariki.editorial.registry import Section


def items(value: Iterable | None) -> list:
    """The values of a stored ListBlock, with or without Wagtail's wrapping of each item."""
    return [item["value"] if isinstance(item, Mapping) and item.get("type") == "item" else item for item in value or ()]


def words_of(value: Iterable | None) -> dict[str, str]:
    """The wording of a section as key → text."""
    return {entry["key"]: entry["text"] for entry in items(value)}


def wording_of(section: Section, value: Mapping[str, Any]) -> dict[str, str]:
    """The words of a section: those that a layout stores for it, its own otherwise. Words that the section lost are ignored."""
    stored = words_of(value.get("wording"))
    return {key: stored.get(key, text) for key, text in section.wording.items()}


def changed_words(section: Section, words: Mapping[str, str]) -> list[dict[str, str]]:
    """Those of the words that read otherwise than the section's own, in stored form. Words that it does not have are left out."""
    return [{"key": key, "text": words[key]} for key, text in section.wording.items() if words.get(key, text) != text]


def block_condition(value: Mapping[str, Any]) -> Condition | None:
    """Where a block of a layout is printed; None where that is everywhere. One that cannot be read any more counts as none."""
    condition = value.get("only_if")
    read = read_expression(f"if {condition}") if condition else None
    return read if isinstance(read, Condition) else None


def caveat_ids(blocks: Iterable[Mapping[str, Any]]) -> set[int]:
    """Primary keys of all caveats that the blocks of a layout name."""
    ids: set[int] = set()
    for block in blocks:
        value = block["value"]
        if block["type"] == "section":
            ids.update(key for key in items(value.get("caveats")) if isinstance(key, int))
        elif block["type"] == "caveat" and isinstance(value.get("caveat"), int):
            ids.add(value["caveat"])
    return ids


@dataclass(frozen=True)
class LocalNote:
    """Rich text, who wrote it and when; the last two are empty for notes of before they were asked for."""

    text: str
    by: str = ""
    on: str = ""


@dataclass
class LocalNotes:
    """Notes to print before and after sections, and sections hidden with a reason; each by section key."""

    before: dict[str, list[LocalNote]] = field(default_factory=dict)
    after: dict[str, list[LocalNote]] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)


def read_local_notes(blocks: Iterable[Mapping[str, Any]]) -> LocalNotes:
    notes = LocalNotes()
    for block in blocks:
        value = block["value"]
        if block["type"] == "hidden":
            notes.hidden[value["section"]] = value["reason"]
        elif block["type"] == "note":
            side = notes.before if value["position"] == "before" else notes.after
            note = LocalNote(value["text"], value.get("by") or "", str(value.get("on") or ""))
            side.setdefault(value["section"], []).append(note)
    return notes
