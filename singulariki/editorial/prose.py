"""Rich text that editors write, in blocks and in fields of their own: how long it may be, where its links may lead, and how it is
shown. The one way to all of it."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea
from wagtail.fields import RichTextField
from wagtail.rich_text import expand_db_html

from singulariki.editorial.links import is_link, links_of, not_a_link, presentable, refuse_bad_links

# Characters of one text, its formatting included: some twelve printed pages.
LONGEST_TEXT = 40_000
# What is longer than this as the editor sends it, or more involved, is not converted to be measured: Wagtail's converter takes
# seconds for some thousand line breaks or changes of format, and minutes for more.
LONGEST_SENT = 5 * LONGEST_TEXT
MOST_BREAKS = MOST_CHANGES = 1_000
DEEPEST_LIST = 50


def draw_prose(source: str) -> SafeString:
    """Stored rich text as readers see it."""
    return mark_safe(presentable(expand_db_html(source)))


def refuse_long_text(length: int) -> None:
    """Raise ValidationError for a text of more than `LONGEST_TEXT` characters."""
    if length > LONGEST_TEXT:
        raise ValidationError(
            f"This text is too long: it has {length:,} characters, formatting included, and one text may have up to "
            f"{LONGEST_TEXT:,}. Shorten it, or put part of it elsewhere; until then it is not saved as it stands here.",
            code="too_long",
        )


def check_prose(source: str) -> None:
    """ValidationError, with what to do, where stored rich text is too long or has a link that nobody should follow."""
    refuse_long_text(len(source))
    refuse_bad_links(links_of(source))


def _too_much(problem: str) -> ValidationError:
    return ValidationError(
        f"This text cannot be saved: {problem}. One text may have up to {LONGEST_TEXT:,} characters, formatting included, "
        f"{MOST_BREAKS:,} line breaks inside paragraphs and {MOST_CHANGES:,} figures, links and changes of format. Shorten it, "
        "or put part of it elsewhere; until then it is not saved as it stands here.",
        code="too_long",
    )


class UnconvertedText(str):
    """What the editor sent, refused before it was converted. Goes back to the form as it came."""

    refusal: ValidationError

    def __new__(cls, sent: str, refusal: ValidationError) -> "UnconvertedText":
        text = super().__new__(cls, sent)
        text.refusal = refusal
        return text


def _check_sent(content: dict[str, Any]) -> None:
    """ValidationError for what would take too long to convert, and for links that converting would quietly take away."""
    blocks = content["blocks"]
    if (breaks := sum(block["text"].count("\n") for block in blocks)) > MOST_BREAKS:
        raise _too_much(f"it has {breaks:,} line breaks inside its paragraphs")
    changes = sum(len(block.get(ranges) or ()) for block in blocks for ranges in ("inlineStyleRanges", "entityRanges"))
    if changes > MOST_CHANGES:
        raise _too_much(f"it has {changes:,} figures, links and changes of format")
    if any((block.get("depth") or 0) > DEEPEST_LIST for block in blocks):
        raise _too_much("its lists lie too deep inside other lists")
    for entity in content["entityMap"].values():
        data = entity.get("data") or {}
        if entity["type"] == "LINK" and data.get("id") is None and not is_link(str(data.get("url") or "")):
            raise not_a_link(str(data.get("url") or ""))


class ProseArea(DraftailRichTextArea):
    """Wagtail's editor of rich text. What cannot or must not be converted comes out as UnconvertedText."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        sent = forms.HiddenInput.value_from_datadict(self, data, files, name)
        if not sent:
            return sent
        if len(sent) > LONGEST_SENT:
            return UnconvertedText(sent, _too_much(f"it takes {len(sent):,} characters with its formatting"))
        try:
            if content := json.loads(sent):
                _check_sent(content)
            stored = self.converter.to_database_format(sent)
        except ValidationError as refusal:
            return UnconvertedText(sent, refusal)
        except RecursionError:
            return UnconvertedText(sent, _too_much("its formatting lies too deep inside other formatting"))
        except (ValueError, LookupError, TypeError, AttributeError):
            return UnconvertedText(sent, ValidationError("This text did not arrive as the editor sends it. Open the form anew."))
        # Half a character, such as one half of an emoji, cannot be stored; readers would see the same sign in its place.
        return stored.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def format_value(self, value: Any) -> str:
        return str(value) if isinstance(value, UnconvertedText) else super().format_value(value)


class ProseFormField(forms.CharField):
    """A form field of rich text, to be used with a ProseArea."""

    def clean(self, value: Any) -> str:
        if isinstance(value, UnconvertedText):
            raise value.refusal
        cleaned = super().clean(value)
        check_prose(cleaned)
        return cleaned


class ProseField(RichTextField):
    """Rich text in a field of its own. Migrations see the Wagtail field it stands for."""

    def deconstruct(self) -> tuple[str, str, list, dict]:
        name, _, args, kwargs = super().deconstruct()
        return name, "wagtail.fields.RichTextField", list(args), kwargs

    def formfield(self, **kwargs: Any) -> forms.Field:
        return super().formfield(**{"form_class": ProseFormField, "widget": ProseArea(features=self.features), **kwargs})
