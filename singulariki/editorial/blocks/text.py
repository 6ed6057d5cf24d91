"""Text blocks, and the figure tokens that a text may hold. Bound to a page kind they refuse tokens that the
kind does not have."""

from typing import Any

from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.rich_text import RichText

from singulariki.editorial.narrative import pick_typed_tokens, tokens_in_html, tokens_in_text
from singulariki.editorial.prose import ProseArea, ProseFormField, is_link, not_a_link, refuse_long_text
from singulariki.editorial.registry import PageKind
from singulariki.editorial.tokens import labels_of, refuse_unknown_tokens

NARRATIVE_FEATURES = ["bold", "italic", "h3", "ol", "ul", "link", "figure-token"]


class ProseBlock(blocks.RichTextBlock):
    """Rich text of limited length with links that can be followed. Migrations see the Wagtail block it stands for."""

    def deconstruct(self) -> tuple[str, list, dict]:
        _, args, kwargs = super().deconstruct()
        return "wagtail.blocks.RichTextBlock", list(args), kwargs

    @cached_property
    def field(self) -> ProseFormField:
        return ProseFormField(widget=ProseArea(features=self.features), **self.field_options)


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
            # One at the beginning gives a whole address, which is looked at where it is printed.
            for token in tokens:
                rest = cleaned.removeprefix(f"{{{token}}}")
                if rest != cleaned and (not rest or (rest[0] in "/?#" and is_link(f"/{rest[1:]}"))):
                    return cleaned
        if cleaned and not is_link(cleaned):
            raise not_a_link(cleaned)
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
