"""Blocks of a layout: data sections, narrative, caveats and the report kit, in the order of the page."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks import ListBlockValidationError, StreamBlockValidationError, StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from singulariki.editorial.blocks.sections import section_choice
from singulariki.editorial.blocks.text import AddressBlock, NarrativeTextBlock, SentenceBlock
from singulariki.editorial.registry import PageKind

PLACEMENTS = [("section", "Among the sections"), ("opening", "Opening paragraph, below the title")]
CAVEAT_POSITIONS = [
    ("standing", "Across the page, below the opening paragraph"),
    ("margin", "In the margin of the section above"),
]


class CaveatChooserBlock(SnippetChooserBlock):
    """A caveat. Migrations see the Wagtail block it stands for."""

    def deconstruct(self) -> tuple[str, list, dict]:
        _, args, kwargs = super().deconstruct()
        return "wagtail.snippets.blocks.SnippetChooserBlock", list(args), kwargs

    def clean(self, value: Any) -> Any:
        if value is None and self.required:
            raise ValidationError(
                "No caveat is chosen here, or the one that was has been deleted. Choose one, or remove this place.",
                code="required",
            )
        return super().clean(value)


def _caveats() -> blocks.ListBlock:
    return blocks.ListBlock(
        CaveatChooserBlock("editorial.Caveat"),
        default=[],
        required=False,
        help_text="Stand in the margin beside the section.",
    )


class DataSectionBlock(blocks.StructBlock):
    """A section drawn from data, with the words around and in it."""

    def __init__(self, kind: PageKind | None = None, **kwargs: Any) -> None:
        self.kind = kind
        wording = blocks.StructBlock(
            [("key", blocks.CharBlock(max_length=60)), ("text", SentenceBlock(kind=kind, required=False))],
            label="Words",
            label_format="{key}: {text}",
        )
        fields = [
            ("section", section_choice(kind)),
            ("heading", SentenceBlock(kind=kind, required=False, rows=1, help_text="Empty: the section's own name.")),
            ("intro", NarrativeTextBlock(kind=kind, required=False)),
            (
                "wording",
                blocks.ListBlock(
                    wording,
                    default=[],
                    required=False,
                    collapsed=True,
                    help_text="The words inside the section. Saving adds those that are not listed yet, as they read now.",
                ),
            ),
            ("caveats", _caveats()),
            ("outro", NarrativeTextBlock(kind=kind, required=False)),
        ]
        super().__init__(fields, **{"icon": "table", "label": "Data section", "label_format": "{section}", **kwargs})

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        section = self.kind.sections.get(cleaned["section"]) if self.kind else None
        if section is None:
            return cleaned
        known = section.wording
        errors: dict[int, Exception] = {}
        seen: set[str] = set()
        for index, entry in enumerate(cleaned["wording"]):
            key = entry["key"]
            if key not in known:
                names = f"It has: {', '.join(known)}." if known else "It has none that can be changed."
                error = ValidationError(
                    f"The section “{section.label}” has no words called “{key}”. {names}", code="unknown_wording"
                )
            elif key in seen:
                error = ValidationError(f"“{key}” is listed twice. Remove one of the two.", code="repeated_wording")
            else:
                seen.add(key)
                continue
            errors[index] = StructBlockValidationError(block_errors={"key": error})
        if errors:
            raise StructBlockValidationError(block_errors={"wording": ListBlockValidationError(block_errors=errors)})
        for key, text in known.items():
            if key not in seen:
                cleaned["wording"].append({"key": key, "text": text})
        return cleaned


class NarrativeBlock(blocks.StructBlock):
    """Text of the editors' own: the opening paragraph, or a section without data."""

    def __init__(self, kind: PageKind | None = None, **kwargs: Any) -> None:
        fields = [
            ("heading", SentenceBlock(kind=kind, required=False, rows=1)),
            ("placement", blocks.ChoiceBlock(choices=PLACEMENTS, default="section")),
            ("text", NarrativeTextBlock(kind=kind)),
        ]
        super().__init__(fields, **{"icon": "pilcrow", "label": "Narrative", "label_format": "{heading} {text}", **kwargs})


class CaveatBlock(blocks.StructBlock):
    """A caveat on its own."""

    def __init__(self, **kwargs: Any) -> None:
        fields = [
            ("caveat", CaveatChooserBlock("editorial.Caveat")),
            ("position", blocks.ChoiceBlock(choices=CAVEAT_POSITIONS, default="standing")),
        ]
        super().__init__(fields, **{"icon": "warning", "label": "Caveat", **kwargs})


class ReportKitBlock(blocks.StructBlock):
    """Lines ready to quote. Each carries a source, computed from the figures it uses."""

    def __init__(self, kind: PageKind | None = None, **kwargs: Any) -> None:
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
        ]
        super().__init__(fields, **{"icon": "openquote", "label": "Report kit", "label_format": "{headline}", **kwargs})


class LayoutBody(blocks.StreamBlock):
    """The body of a layout. With a page kind: only its sections can be chosen, and unknown tokens and words are refused."""

    def __init__(self, kind: PageKind | None = None, **kwargs: Any) -> None:
        self.kind = kind
        fields = [
            ("section", DataSectionBlock(kind)),
            ("narrative", NarrativeBlock(kind)),
            ("caveat", CaveatBlock()),
            ("report_kit", ReportKitBlock(kind)),
        ]
        super().__init__(fields, **{"collapsed": True, **kwargs})

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        seen: set[str] = set()
        errors = {}
        for index, child in enumerate(cleaned):
            if child.block_type != "section":
                continue
            if child.value["section"] in seen:
                repeated = ValidationError("This section is already on the page. Remove one of the two.", code="repeated_section")
                errors[index] = StructBlockValidationError(block_errors={"section": repeated})
            seen.add(child.value["section"])
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned
