"""Blocks of text, with the figure tokens that it may hold, and local notes on data sections. Bound to a page kind they know its
sections and refuse tokens that it does not have."""

from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.rich_text import RichText

from singulariki.editorial.blocks.examples import ByExample
from singulariki.editorial.checking import check_condition, check_text
from singulariki.editorial.comparing import ChangedFieldsComparison, ChoiceComparison, ProseComparison, WordsComparison
from singulariki.editorial.expressions import Condition, read_expression
from singulariki.editorial.narrative.compiling import pick_typed_tokens, tokens_in_text
from singulariki.editorial.prose import ProseArea, ProseFormField, is_link, not_a_link, refuse_long_text
from singulariki.editorial.registry import PAGE_KINDS, PageKind, labels_of, refuse_unknown_tokens

NARRATIVE_FEATURES = ["bold", "italic", "h3", "ol", "ul", "link", "figure-token"]


class OfKind:
    """A field block that may know the page kind it is edited for. Migrations see the Wagtail block it stands for."""

    plain_path = ""

    def __init__(self, *args: Any, kind: PageKind | None = None, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, list, dict]:
        _, args, kwargs = super().deconstruct()  # type: ignore[misc]
        return self.plain_path, list(args), {name: value for name, value in kwargs.items() if name != "kind"}


class ProseBlock(ByExample, OfKind, blocks.RichTextBlock):
    """Rich text of limited length with links that can be followed."""

    plain_path = "wagtail.blocks.RichTextBlock"

    @cached_property
    def field(self) -> ProseFormField:
        return ProseFormField(widget=ProseArea(features=self.features), **self.field_options)

    def get_comparison_class(self) -> type:
        return ProseComparison


class SentenceBlock(OfKind, blocks.TextBlock):
    """Plain text of one or a few sentences; tokens are typed as {mean-exposure}."""

    plain_path = "wagtail.blocks.TextBlock"

    def __init__(self, *args: Any, rows: int = 2, **kwargs: Any) -> None:
        super().__init__(*args, rows=rows, **kwargs)

    def get_comparison_class(self) -> type:
        return WordsComparison

    @cached_property
    def field(self) -> forms.CharField:
        """With a mark for the scripts that help writing it."""
        field = super().field
        field.widget.attrs["data-sentence"] = ""
        return field

    def clean(self, value: str) -> str:
        cleaned = super().clean(value)
        refuse_long_text(len(cleaned or ""))
        check_text(cleaned or "", self.kind)
        return cleaned


class AddressBlock(OfKind, blocks.CharBlock):
    """Where a link leads: on this site, http, https or mailto. Of a page kind it may hold tokens, or begin with one."""

    plain_path = "wagtail.blocks.CharBlock"

    def clean(self, value: str) -> str:
        cleaned = super().clean(value)
        if self.kind is not None:
            tokens = tokens_in_text(cleaned)
            refuse_unknown_tokens(tokens, self.kind)
            # One at the beginning gives a whole address, which is looked at where it is printed.
            for token in tokens:
                rest = cleaned.removeprefix(f"{{{token}}}")
                if rest != cleaned and (not rest or (rest[0] in "/?#" and is_link(f"/{rest[1:]}"))):
                    return cleaned
        if cleaned and not is_link(cleaned):
            raise not_a_link(cleaned)
        return cleaned


class ConditionBlock(OfKind, blocks.CharBlock):
    """On which pages a block is printed: a figure and what is asked of it, "median-pay is known"; empty: on all."""

    plain_path = "wagtail.blocks.CharBlock"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.field.widget.attrs |= {"data-condition": "", "data-controller": "figure-field"}

    def clean(self, value: str) -> str:
        cleaned = " ".join((super().clean(value) or "").split()).removeprefix("if ")
        if cleaned:
            source = f"if {cleaned}"
            read = read_expression(source)
            check_condition(read.source if isinstance(read, Condition) else source, self.kind)
        return cleaned


class NarrativeTextBlock(ProseBlock):
    """Rich text; tokens are picked from the list of figures or typed, and stored as picked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"features": NARRATIVE_FEATURES, **kwargs})

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.kind is None or not cleaned:
            return cleaned
        check_text(cleaned.source, self.kind, is_rich=True)
        return RichText(pick_typed_tokens(cleaned.source, labels_of(self.kind)))


Choices = list[tuple[str, str]]


def every_section() -> Choices:
    """Sections of all page kinds, for blocks that are not bound to one."""
    return sorted({(section.key, section.label) for kind in PAGE_KINDS.values() for section in kind.sections.values()})


def _sections_of(kind: PageKind) -> Choices:
    return [(section.key, section.label) for section in kind.sections.values()]


class NamedChoiceBlock(blocks.ChoiceBlock):
    """A choice that is compared by what it is called."""

    def get_comparison_class(self) -> type:
        return ChoiceComparison


def section_choice(kind: PageKind | None) -> blocks.ChoiceBlock:
    return NamedChoiceBlock(choices=partial(_sections_of, kind) if kind else every_section, help_text="")


POSITIONS = [("before", "Before the section"), ("after", "After the section")]


class ComparedStructBlock(blocks.StructBlock):
    """A struct of which comparisons show what changed."""

    def get_comparison_class(self) -> type:
        return ChangedFieldsComparison


class LocalNoteBlock(ByExample, ComparedStructBlock):
    """A note that only this page shows."""

    class Meta:
        description = "Your own words beside a section of this page alone, signed and dated."

    def __init__(self, kind: PageKind | None = None, **kwargs: Any) -> None:
        self.kind = kind
        fields = [
            ("section", section_choice(kind)),
            ("position", blocks.ChoiceBlock(choices=POSITIONS, default="after")),
            ("text", NarrativeTextBlock(kind=kind)),
            ("by", blocks.CharBlock(required=False, max_length=120, label="Signed", help_text="Empty: your name.")),
            ("on", blocks.DateBlock(required=False, label="Dated", help_text="Empty: today.")),
        ]
        super().__init__(fields, **{"icon": "comment", "label": "Note", "label_format": "{section}: {text}", **kwargs})


class HiddenSectionBlock(ByExample, ComparedStructBlock):
    """A section that only this page leaves out, and why."""

    class Meta:
        description = "Leaves a section of this page out, and says why."

    def __init__(self, kind: PageKind | None = None, **kwargs: Any) -> None:
        self.kind = kind
        fields = [
            ("section", section_choice(kind)),
            ("reason", SentenceBlock(kind=kind, help_text="Readers see this sentence instead of the section.")),
        ]
        super().__init__(
            fields,
            **{
                "icon": "no-view",
                "label": "Hide a section",
                "label_format": "{section}: {reason}",
                **kwargs,
            },
        )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        section = self.kind.sections.get(cleaned["section"]) if self.kind else None
        if section is not None and section.required:
            why = f"“{section.label}” cannot be hidden. {section.required}"
            raise StructBlockValidationError(block_errors={"section": ValidationError(why, code="required")})
        return cleaned


class LocalNotesBody(blocks.StreamBlock):
    """Notes beside, and hiding of, the sections of a page. With a page kind: only its sections and tokens."""

    def __init__(self, kind: PageKind | None = None, **kwargs: Any) -> None:
        super().__init__([("note", LocalNoteBlock(kind)), ("hidden", HiddenSectionBlock(kind))], **kwargs)
