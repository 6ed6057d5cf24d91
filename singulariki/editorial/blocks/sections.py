"""Choosing a data section among those that apps registered for a page kind, and the local notes that are about one."""

from collections.abc import Callable
from functools import partial
from typing import Any

from wagtail import blocks

from singulariki.editorial.blocks.text import NarrativeTextBlock, SentenceBlock
from singulariki.editorial.registry import PAGE_KINDS, PageKind

Choices = list[tuple[str, str]]


def every_section() -> Choices:
    """Sections of all page kinds, for blocks that are not bound to one."""
    return sorted({(section.key, section.label) for kind in PAGE_KINDS.values() for section in kind.sections.values()})


def sections_of(kind: PageKind) -> Choices:
    return [(section.key, section.label) for section in kind.sections.values()]


def section_choices(kind: PageKind | None) -> Callable[[], Choices]:
    return partial(sections_of, kind) if kind else every_section


def section_choice(kind: PageKind | None, help_text: str = "") -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(choices=section_choices(kind), help_text=help_text)


POSITIONS = [("before", "Before the section"), ("after", "After the section")]


class LocalNoteBlock(blocks.StructBlock):
    """A note that only this page shows."""

    def __init__(self, kind: PageKind | None = None, **kwargs: Any) -> None:
        fields = [
            ("section", section_choice(kind)),
            ("position", blocks.ChoiceBlock(choices=POSITIONS, default="after")),
            ("text", NarrativeTextBlock(kind=kind)),
        ]
        super().__init__(fields, **{"icon": "comment", "label": "Note", "label_format": "{section}: {text}", **kwargs})


class HiddenSectionBlock(blocks.StructBlock):
    """A section that only this page leaves out, and why."""

    def __init__(self, kind: PageKind | None = None, **kwargs: Any) -> None:
        fields = [
            ("section", section_choice(kind)),
            ("reason", SentenceBlock(kind=kind, help_text="Readers see this sentence instead of the section.")),
        ]
        super().__init__(
            fields, **{"icon": "no-view", "label": "Hide a section", "label_format": "{section}: {reason}", **kwargs}
        )


class LocalNotesBody(blocks.StreamBlock):
    """Notes beside, and hiding of, the sections of a page. With a page kind: only its sections and tokens."""

    def __init__(self, kind: PageKind | None = None, **kwargs: Any) -> None:
        super().__init__([("note", LocalNoteBlock(kind)), ("hidden", HiddenSectionBlock(kind))], **kwargs)
