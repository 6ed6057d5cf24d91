"""Text blocks whose words may hold figure tokens. Bound to a page kind they refuse tokens that the kind does not have."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.rich_text import RichText

from singulariki.editorial.links import WHAT_IT_MAY_BE, is_link
from singulariki.editorial.narrative import pick_typed_tokens, tokens_in_html, tokens_in_text
from singulariki.editorial.registry import PageKind
from singulariki.editorial.tokens import labels_of, refuse_unknown_tokens

NARRATIVE_FEATURES = ["bold", "italic", "h3", "ol", "ul", "link", "figure-token"]


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


class NarrativeTextBlock(OfKind, blocks.RichTextBlock):
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
