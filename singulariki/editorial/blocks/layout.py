"""Blocks of a layout: data sections, narrative, caveats and the report kit, in the order of the page."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
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


def caveats_beside() -> blocks.ListBlock:
    """Caveats in the margin of a section."""
    return blocks.ListBlock(
        CaveatChooserBlock("editorial.Caveat"),
        default=[],
        required=False,
        help_text="Stand in the margin beside the section.",
    )


class DataSectionBlock(blocks.StructBlock):
    """A section drawn from data, as it is stored: which one, the text around it, and those words in it that editors changed."""

    def __init__(self, **kwargs: Any) -> None:
        word = blocks.StructBlock(
            [("key", blocks.CharBlock(max_length=60)), ("text", SentenceBlock(required=False))], label_format="{key}: {text}"
        )
        fields = [
            ("section", section_choice(None)),
            ("heading", SentenceBlock(required=False, rows=1)),
            ("intro", NarrativeTextBlock(required=False)),
            ("wording", blocks.ListBlock(word, default=[], required=False)),
            ("caveats", caveats_beside()),
            ("outro", NarrativeTextBlock(required=False)),
        ]
        super().__init__(fields, **{"icon": "table", "label": "Data section", "label_format": "{section}", **kwargs})


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
    """The body of a layout as it is stored. It is edited as a `LayoutFormBody`, unless no app draws its kind of page any more."""

    def __init__(self, **kwargs: Any) -> None:
        fields = [
            ("section", DataSectionBlock()),
            ("narrative", NarrativeBlock()),
            ("caveat", CaveatBlock()),
            ("report_kit", ReportKitBlock()),
        ]
        super().__init__(fields, **{"collapsed": True, **kwargs})
