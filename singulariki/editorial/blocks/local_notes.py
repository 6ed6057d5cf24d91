"""Blocks of what one page adds to its layout."""

from typing import Any

from wagtail import blocks

from singulariki.editorial.blocks.sections import section_choice
from singulariki.editorial.blocks.text import NarrativeTextBlock, SentenceBlock
from singulariki.editorial.registry import PageKind

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
