"""The form of a layout: one block for each section of the page kind, and in it one field for each word of the section.

A layout stores what editors changed and nothing else. `to_form` turns its stored blocks into those of the form, `to_store` back.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import escape
from wagtail import blocks
from wagtail.blocks import StreamBlockValidationError, StreamValue

from singulariki.editorial.blocks.layout import CaveatBlock, NarrativeBlock, ReportKitBlock, caveats_beside
from singulariki.editorial.blocks.text import NarrativeTextBlock, SentenceBlock
from singulariki.editorial.registry import PageKind, Section
from singulariki.editorial.stored_blocks import changed_words, words_of

SECTION = "section-"
# What is typed for a word that is to be left out: nothing typed means the word that the section comes with.
LEFT_OUT = "-"


def _words(section: Section, kind: PageKind) -> blocks.StructBlock:
    fields = [
        (key, SentenceBlock(kind=kind, required=False, rows=1, label=_name(key), help_text=escape(text)))
        for key, text in section.wording.items()
    ]
    return blocks.StructBlock(
        fields,
        label="Words",
        collapsed=True,
        required=False,
        help_text=f"While a field is empty, pages print what stands above it. A single {LEFT_OUT} leaves the words out.",
    )


def _name(key: str) -> str:
    return key.replace("-", " ").replace("_", " ").capitalize()


class LayoutFormBody(blocks.StreamBlock):
    """The body of a layout as it is edited. Each section can be used once; unknown tokens are refused."""

    def __init__(self, kind: PageKind, **kwargs: Any) -> None:
        text = {"group": "Text"}
        fields: list[tuple[str, blocks.Block]] = [
            ("narrative", NarrativeBlock(kind, **text)),
            ("caveat", CaveatBlock(**text)),
            ("report_kit", ReportKitBlock(kind, **text)),
        ]
        # The same for all sections, so that the page describes them once.
        heading = SentenceBlock(kind=kind, required=False, rows=1, help_text="Empty: the section's own name.")
        intro, outro = (NarrativeTextBlock(kind=kind, required=False) for _ in range(2))
        caveats = caveats_beside()
        for section in kind.sections.values():
            wording = [("wording", _words(section, kind))] if section.wording else []
            parts = [("heading", heading), ("intro", intro), *wording, ("caveats", caveats), ("outro", outro)]
            block = blocks.StructBlock(parts, icon="table", label=section.label, label_format="{heading}", group="Sections")
            fields.append((f"{SECTION}{section.key}", block))
        once = {f"{SECTION}{key}": {"max_num": 1} for key in kind.sections}
        super().__init__(fields, **{"collapsed": True, "block_counts": once, **kwargs})

    def value_from_datadict(self, data: Mapping[str, Any], files: Mapping[str, Any], prefix: str) -> StreamValue:
        value = super().value_from_datadict(data, files, prefix)
        kept = (index for index in range(int(data[f"{prefix}-count"])) if not data[f"{prefix}-{index}-deleted"])
        value.is_outdated = any(data[f"{prefix}-{index}-type"] not in self.child_blocks for index in kept)
        return value

    def clean(self, value: StreamValue) -> StreamValue:
        if getattr(value, "is_outdated", False):
            raise StreamBlockValidationError(
                non_block_errors=[
                    ValidationError(
                        "This form was opened before the software was updated and would lose sections. Open the layout again.",
                        code="outdated",
                    )
                ]
            )
        return super().clean(value)


def to_form(stored: Iterable[Mapping], kind: PageKind) -> Iterator[dict]:
    """The stored blocks of a layout as its form has them. Sections that the kind does not have are left out, and so are words
    that a section does not have."""
    for block in stored:
        if block["type"] != "section":
            yield dict(block)
        elif section := kind.sections.get(block["value"]["section"]):
            changed = changed_words(section, words_of(block["value"].get("wording")))
            words = {entry["key"]: entry["text"] or LEFT_OUT for entry in changed}
            yield {**block, "type": f"{SECTION}{section.key}", "value": {**block["value"], "wording": words}}


def to_store(edited: Iterable[Mapping], kind: PageKind) -> Iterator[dict]:
    """The blocks of the form as a layout stores them: of the words of a section only those that read otherwise than its own."""
    for block in edited:
        if not block["type"].startswith(SECTION):
            yield dict(block)
            continue
        section = kind.sections[block["type"].removeprefix(SECTION)]
        typed = {key: "" if text == LEFT_OUT else text for key, text in block["value"].get("wording", {}).items() if text}
        value = {**block["value"], "section": section.key, "wording": changed_words(section, typed)}
        yield {**block, "type": "section", "value": value}
