"""The body of a layout: data sections, narrative, caveats and the report kit, in the order of the page.

A layout stores what editors changed and nothing else. Its form has one block for each section of the page kind, and in it one
field for each word of the section: `to_form` turns stored blocks into those of the form, `to_store` back.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import escape, strip_tags
from wagtail import blocks
from wagtail.blocks import StreamBlockValidationError, StreamValue
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from singulariki.editorial.blocks.examples import ByExample
from singulariki.editorial.blocks.on_demand import OnDemandBlock
from singulariki.editorial.blocks.sections import (
    AddressBlock,
    ComparedStructBlock,
    ConditionBlock,
    NamedChoiceBlock,
    NarrativeTextBlock,
    OfKind,
    SentenceBlock,
    section_choice,
)
from singulariki.editorial.comparing import NameComparison
from singulariki.editorial.registry import PageKind, Section
from singulariki.editorial.stored_blocks import changed_words, words_of

CHAPTER = "chapter"
PLACEMENTS = [
    ("section", "Among the sections"),
    ("opening", "Opening paragraph, below the title"),
    (CHAPTER, "Opens a chapter: its heading and first sentence; the sections that follow are its"),
]
CAVEAT_POSITIONS = [
    ("standing", "Across the page, below the opening paragraph"),
    ("margin", "In the margin of the section above"),
]


class CaveatChooserBlock(OfKind, SnippetChooserBlock):
    """A caveat."""

    plain_path = "wagtail.snippets.blocks.SnippetChooserBlock"

    def clean(self, value: Any) -> Any:
        if value is None and self.required:
            raise ValidationError(
                "No caveat is chosen here, or the one that was has been deleted. Choose one, or remove this place.",
                code="required",
            )
        return super().clean(value)


def only_if(kind: PageKind | None = None) -> ConditionBlock:
    """Which pages print a block."""
    return ConditionBlock(
        kind=kind,
        required=False,
        max_length=200,
        label="Only if",
        help_text="Empty: on every page. A figure and what is asked of it, such as: median-pay is known.",
    )


def caveats_beside() -> blocks.ListBlock:
    """Caveats in the margin of a section."""
    return blocks.ListBlock(
        CaveatChooserBlock("editorial.Caveat"),
        default=[],
        required=False,
        help_text="Stand in the margin beside the section.",
    )


class WordNameBlock(blocks.CharBlock):
    """The name of a section's word."""

    def deconstruct(self) -> tuple[str, list, dict]:
        _, args, kwargs = super().deconstruct()
        return "wagtail.blocks.CharBlock", list(args), kwargs

    def get_comparison_class(self) -> type:
        return NameComparison


class DataSectionBlock(ComparedStructBlock):
    """A section drawn from data, as it is stored: which one, the text around it, and those words in it that editors changed."""

    def __init__(self, **kwargs: Any) -> None:
        word = ComparedStructBlock(
            [("key", WordNameBlock(max_length=60)), ("text", SentenceBlock(required=False))], label_format="{key}: {text}"
        )
        fields = [
            ("section", section_choice(None)),
            ("heading", SentenceBlock(required=False, rows=1)),
            ("intro", NarrativeTextBlock(required=False)),
            ("wording", blocks.ListBlock(word, default=[], required=False)),
            ("caveats", caveats_beside()),
            ("outro", NarrativeTextBlock(required=False)),
            ("only_if", only_if()),
        ]
        super().__init__(fields, **{"icon": "table", "label": "Data section", "label_format": "{section}", **kwargs})


class NarrativeBlock(ByExample, OnDemandBlock):
    """Text of the editors' own: the opening paragraph, or a section without data."""

    class Meta:
        description = "Your own words, with figures of the page: the opening paragraph, or a section without data."

    def __init__(self, kind: PageKind | None = None, **kwargs: Any) -> None:
        self.kind = kind
        fields = [
            ("heading", SentenceBlock(kind=kind, required=False, rows=1)),
            ("placement", NamedChoiceBlock(choices=PLACEMENTS, default="section")),
            ("text", NarrativeTextBlock(kind=kind)),
            ("only_if", only_if(kind)),
            ("otherwise", NarrativeTextBlock(kind=kind, required=False, help_text="Printed in its place on the other pages.")),
        ]
        super().__init__(
            fields,
            **{"icon": "pilcrow", "label": "Narrative", "label_format": "{heading} {text}", **kwargs},
        )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned.get("placement") == CHAPTER and not (cleaned.get("heading") or "").strip():
            why = (
                "A chapter needs a heading: it stands in the list of what is on the page. Write one, or place the text elsewhere."
            )
            raise StructBlockValidationError(block_errors={"heading": ValidationError(why, code="required")})
        return cleaned


class CaveatBlock(ByExample, OnDemandBlock):
    """A caveat on its own."""

    class Meta:
        description = "What figures do not say, written once under Caveats: across the page, or in the margin."

    def __init__(self, kind: PageKind | None = None, **kwargs: Any) -> None:
        fields = [
            ("caveat", CaveatChooserBlock("editorial.Caveat")),
            ("position", NamedChoiceBlock(choices=CAVEAT_POSITIONS, default="standing")),
            ("only_if", only_if(kind)),
        ]
        super().__init__(fields, **{"icon": "warning", "label": "Caveat", **kwargs})


class ReportKitBlock(ByExample, OnDemandBlock):
    """Lines ready to quote. Each carries a source, computed from the figures it uses."""

    class Meta:
        description = "Lines for people who write about a page. Each carries its source, which comes from its figures."

    def __init__(self, kind: PageKind | None = None, **kwargs: Any) -> None:
        self.kind = kind
        address = AddressBlock(kind=kind, max_length=300)
        link = blocks.StructBlock([("title", blocks.CharBlock(max_length=80)), ("url", address)])
        fields = [
            ("heading", SentenceBlock(kind=kind, rows=1, default="Write a report on this")),
            ("headline", SentenceBlock(kind=kind)),
            ("factoids", blocks.ListBlock(SentenceBlock(kind=kind, label="Factoid"), min_num=1)),
            (
                "closing",
                SentenceBlock(
                    kind=kind, required=False, help_text="Ends the copied text: where it is from and what it does not say."
                ),
            ),
            ("links", blocks.ListBlock(link, default=[], required=False)),
            ("note", SentenceBlock(kind=kind, required=False)),
            ("only_if", only_if(kind)),
        ]
        super().__init__(fields, **{"icon": "openquote", "label": "Report kit", "label_format": "{headline}", **kwargs})


class LayoutBody(blocks.StreamBlock):
    """The body of a layout as it is stored. It is edited as a `LayoutFormBody`, unless no app draws its kind of page any more."""

    def __init__(self, **kwargs: Any) -> None:
        fields = [
            ("section", DataSectionBlock()),
            ("narrative", NarrativeBlock()),
            ("caveat", CaveatBlock()),
            ("report_kit", ReportKitBlock()),
        ]
        super().__init__(fields, **{"collapsed": True, **kwargs})


SECTION = "section-"
# What a layout stores only where there is some.
UNLESS_EMPTY = frozenset({"only_if", "otherwise"})
# What is typed for a word that is to be left out: nothing typed means the word that the section comes with.
LEFT_OUT = "-"


def _words(section: Section, kind: PageKind) -> blocks.StructBlock:
    fields = [
        (
            key,
            SentenceBlock(kind=kind, required=False, rows=1, label=re.sub("[-_]", " ", key).capitalize(), help_text=escape(text)),
        )
        for key, text in section.wording.items()
    ]
    return blocks.StructBlock(
        fields,
        label="Words",
        collapsed=True,
        required=False,
        help_text=f"While a field is empty, pages print what stands above it. A single {LEFT_OUT} leaves the words out.",
    )


def shown_by(section: Section) -> str:
    """What a section shows, in a line."""
    return f"Shows {section.needs}." if section.needs else next(iter(section.wording.values()), section.label)


class SectionFormBlock(ByExample, OnDemandBlock):
    """A data section as the form of a layout has it."""

    def __init__(self, parts: list[tuple[str, blocks.Block]], *, page_kind: PageKind, section: Section, **kwargs: Any) -> None:
        self.page_kind, self.section = page_kind, section
        super().__init__(parts, icon="table", label_format="{heading}", description=shown_by(section), **kwargs)


class LayoutFormBody(blocks.StreamBlock):
    """The body of a layout as it is edited. Each section can be used once; unknown tokens are refused."""

    def __init__(self, kind: PageKind, **kwargs: Any) -> None:
        self.kind = kind
        text = {"group": "Text"}
        fields: list[tuple[str, blocks.Block]] = [
            ("narrative", NarrativeBlock(kind, **text)),
            ("caveat", CaveatBlock(kind, **text)),
            ("report_kit", ReportKitBlock(kind, **text)),
        ]
        # The same for all sections, so that the page describes them once.
        heading = SentenceBlock(kind=kind, required=False, rows=1, help_text="Empty: the section's own name.")
        intro, outro = (NarrativeTextBlock(kind=kind, required=False) for _ in range(2))
        caveats, condition = caveats_beside(), only_if(kind)
        for section in kind.sections.values():
            wording = [("wording", _words(section, kind))] if section.wording else []
            parts = [
                ("heading", heading),
                ("intro", intro),
                *wording,
                ("caveats", caveats),
                ("outro", outro),
                ("only_if", condition),
            ]
            block = SectionFormBlock(parts, page_kind=kind, section=section, label=section.label, group="Sections")
            fields.append((f"{SECTION}{section.key}", block))
        once = {f"{SECTION}{key}": {"max_num": 1} for key in kind.sections}
        super().__init__(fields, **{"collapsed": True, "block_counts": once, **kwargs})

    def value_from_datadict(self, data: Mapping[str, Any], files: Mapping[str, Any], prefix: str) -> StreamValue:
        value = super().value_from_datadict(data, files, prefix)
        kept = (index for index in range(int(data[f"{prefix}-count"])) if not data.get(f"{prefix}-{index}-deleted"))
        value.is_outdated = any(data.get(f"{prefix}-{index}-type") not in self.child_blocks for index in kept)
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
        try:
            cleaned = super().clean(value)
        except StreamBlockValidationError as error:
            raise _naming_blocks(error, value) from error
        if problems := list(self._left_out(cleaned)):
            raise StreamBlockValidationError(non_block_errors=[ValidationError(text, code="required") for text in problems])
        return cleaned

    def _left_out(self, value: StreamValue) -> Iterator[str]:
        """What every layout of the kind has and this one lacks, and why."""
        blocks_by_type: dict[str, Any] = {child.block_type: child.value for child in value}
        for section in self.kind.sections.values():
            there = blocks_by_type.get(f"{SECTION}{section.key}")
            if section.required and there is None:
                yield f"“{section.label}” cannot be left out. {section.required} Add it under “Sections”."
            elif section.required and there is not None and there.get("only_if"):
                yield f"“{section.label}” stands on every page, without a condition. {section.required}"
        caveats = (child.value for child in value if child.block_type == "caveat")
        standing = [one["caveat"] for one in caveats if one["position"] == "standing" and not one["only_if"]]
        if self.kind.has_standing_caveat and not any(caveat and caveat.live for caveat in standing):
            yield (
                "These pages need a caveat across the page, published and without a condition: what a figure does not say stands "
                "where readers see it first. Add a “Caveat” block."
            )


def _naming_blocks(error: StreamBlockValidationError, value: StreamValue) -> StreamBlockValidationError:
    """The error with, above the blocks, which of them are meant: on a long form one does not see."""
    names = [f"“{value[place].block.label}” (number {place + 1})" for place in sorted(error.block_errors)]
    told = [ValidationError(f"To be mended in: {', '.join(names)}. These blocks are open below.", code="blocks")] if names else []
    return StreamBlockValidationError(block_errors=error.block_errors, non_block_errors=[*error.non_block_errors.data, *told])


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
        # The editor makes an empty paragraph of no text.
        kept = {key: part for key, part in block["value"].items() if key not in UNLESS_EMPTY or strip_tags(part or "").strip()}
        block = {**block, "value": kept}
        if not block["type"].startswith(SECTION):
            yield block
            continue
        section = kind.sections[block["type"].removeprefix(SECTION)]
        typed = {key: "" if text == LEFT_OUT else text for key, text in block["value"].get("wording", {}).items() if text}
        value = {**block["value"], "section": section.key, "wording": changed_words(section, typed)}
        yield {**block, "type": "section", "value": value}
