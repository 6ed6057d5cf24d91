"""Text blocks: how long a text may be, and the figure tokens that it may hold. Bound to a page kind they refuse tokens that the
kind does not have."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.rich_text import RichText

from singulariki.editorial.links import WHAT_IT_MAY_BE, is_link
from singulariki.editorial.narrative import pick_typed_tokens, tokens_in_html, tokens_in_text
from singulariki.editorial.registry import PageKind
from singulariki.editorial.tokens import labels_of, refuse_unknown_tokens

# Characters of one text, its formatting included: some twelve printed pages.
LONGEST_TEXT = 40_000
# What is longer than this as the editor sends it, or more involved, is not converted to be measured: Wagtail's converter takes
# seconds for some thousand line breaks or changes of format, and minutes for more.
LONGEST_SENT = 5 * LONGEST_TEXT
MOST_BREAKS = MOST_CHANGES = 1_000
NARRATIVE_FEATURES = ["bold", "italic", "h3", "ol", "ul", "link", "figure-token"]


def refuse_long_text(length: int) -> None:
    """Raise ValidationError for a text of more than `LONGEST_TEXT` characters."""
    if length > LONGEST_TEXT:
        raise ValidationError(
            f"This text is too long: it has {length:,} characters, formatting included, and one text may have up to "
            f"{LONGEST_TEXT:,}. Shorten it, or spread it over several blocks. Nothing of it was saved yet.",
            code="too_long",
        )


class UnconvertedText(RichText):
    """Rich text as the editor sent it, too long or too involved to convert. Goes back to the form as it came."""

    def __init__(self, sent: str, problem: str) -> None:
        super().__init__("")
        self.sent, self.problem = sent, problem


class ProseBlock(blocks.RichTextBlock):
    """Rich text of limited length. Migrations see the Wagtail block it stands for."""

    def deconstruct(self) -> tuple[str, list, dict]:
        _, args, kwargs = super().deconstruct()
        return "wagtail.blocks.RichTextBlock", list(args), kwargs

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> RichText:
        sent = data.get(prefix) or ""
        if len(sent) > LONGEST_SENT:
            return UnconvertedText(sent, f"it takes {len(sent):,} characters with its formatting")
        if (breaks := sent.count("\\n")) > MOST_BREAKS:
            return UnconvertedText(sent, f"it has {breaks:,} line breaks inside its paragraphs")
        if (changes := sent.count('"offset":')) > MOST_CHANGES:
            return UnconvertedText(sent, f"it has {changes:,} figures, links and changes of format")
        try:
            return super().value_from_datadict(data, files, prefix)
        except RecursionError:
            return UnconvertedText(sent, "its formatting lies too deep inside other formatting")

    def get_form_state(self, value: Any) -> Any:
        return value.sent if isinstance(value, UnconvertedText) else super().get_form_state(value)

    def clean(self, value: Any) -> Any:
        if isinstance(value, UnconvertedText):
            raise ValidationError(
                f"This text cannot be saved: {value.problem}. One text may have up to {LONGEST_TEXT:,} characters, formatting "
                "included. Shorten it, or spread it over several blocks. Nothing of it was saved yet.",
                code="too_long",
            )
        cleaned = super().clean(value)
        refuse_long_text(len(cleaned.source) if cleaned else 0)
        return cleaned


class OfKind:
    """A field block that knows the page kind it is edited for. Migrations see the Wagtail block it stands for."""

    plain_path = ""

    def __init__(self, *args: Any, kind: PageKind | None = None, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, list, dict]:
        _, args, kwargs = super().deconstruct()  # type: ignore[misc]
        return self.plain_path, list(args), {name: value for name, value in kwargs.items() if name != "kind"}


class SentenceBlock(OfKind, blocks.TextBlock):
    """Plain text of one or a few sentences; tokens are typed as {mean-exposure}."""

    plain_path = "wagtail.blocks.TextBlock"

    def __init__(self, *args: Any, rows: int = 2, **kwargs: Any) -> None:
        super().__init__(*args, rows=rows, **kwargs)

    def clean(self, value: str) -> str:
        cleaned = super().clean(value)
        refuse_long_text(len(cleaned or ""))
        refuse_unknown_tokens(tokens_in_text(cleaned or ""), self.kind)
        return cleaned


class AddressBlock(OfKind, blocks.CharBlock):
    """Where a link leads: on this site, http, https or mailto. Of a page kind it may hold tokens, or begin with one."""

    plain_path = "wagtail.blocks.CharBlock"

    def clean(self, value: str) -> str:
        cleaned = super().clean(value)
        if self.kind is not None:
            tokens = tokens_in_text(cleaned)
            refuse_unknown_tokens(tokens, self.kind)
            # One at the beginning stands for a whole address, which is looked at where it is printed.
            if any(cleaned.startswith(f"{{{token}}}") for token in tokens):
                return cleaned
        if cleaned and not is_link(cleaned):
            raise ValidationError(f"“{cleaned}” is not an address that readers can follow. {WHAT_IT_MAY_BE}", code="not_a_link")
        return cleaned


class NarrativeTextBlock(OfKind, ProseBlock):
    """Rich text; tokens are picked from the list of figures or typed, and stored as picked."""

    plain_path = "wagtail.blocks.RichTextBlock"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"features": NARRATIVE_FEATURES, **kwargs})

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.kind is None or not cleaned:
            return cleaned
        refuse_unknown_tokens(tokens_in_html(cleaned.source), self.kind)
        return RichText(pick_typed_tokens(cleaned.source, labels_of(self.kind)))
