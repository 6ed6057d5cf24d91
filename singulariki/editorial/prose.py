"""Rich text that editors write, in blocks and in fields of their own: how long it may be, where its links may lead, and how it is
shown. The one way to all of it.
"""

import json
import re
from collections.abc import Callable
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea
from wagtail.fields import RichTextField
from wagtail.rich_text import expand_db_html

from singulariki.delivery.sections import leads_somewhere, linked_edition

WHAT_IT_MAY_BE = (
    "Give an address on this site that begins with one slash, such as /newsroom/, a place on the same page, such as #contact, or "
    "a full one: https://example.org/page, mailto:press@example.org or tel:+41-22-000-00-00."
)
# Browsers skip control characters and take a backslash for a slash, so what is checked would not be what is opened.
_NEVER = re.compile(r"[\s\\\x00-\x1f\x7f]")
_PLACE = re.compile(r"#[^\\\x00-\x1f\x7f]+")
# With an extension as the standard writes it, or as people do.
_NUMBER = re.compile(r"tel:\+?[0-9()./-]+(?:;?ext[.=]?[0-9]+)?", re.IGNORECASE)
_LINK = re.compile(r"<a\b([^>]*)>|</a\s*>", re.IGNORECASE)
_ATTRIBUTES = re.compile(r'(?:\s+[\w-]+="[^"]*")*\s*')
_HREF = re.compile(r'\shref="([^"]*)"', re.IGNORECASE)


def is_link(address: str) -> bool:
    """Whether the address is a path on this site, a place on the page, http or https, or a mail or telephone address."""
    if address.startswith("#"):
        return bool(_PLACE.fullmatch(address))
    if _NEVER.search(address):
        return False
    if address.startswith("/"):
        return not address.startswith("//")
    try:
        parts = urlsplit(address)
        _ = parts.port  # a number beyond 65,535 is an error of its own
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path.strip("@")
    return bool(_NUMBER.fullmatch(address)) or (parts.scheme in {"http", "https"} and bool(parts.hostname))


def not_a_link(address: str, may_be: str = WHAT_IT_MAY_BE) -> ValidationError:
    shown = address if len(address) <= 200 else f"{address[:200]}…"
    return ValidationError(f"“{shown}” is not an address that readers can follow. {may_be}", code="not_a_link")


@lru_cache(maxsize=512)
def presentable(html: str) -> SafeString:
    """Rich text as it is shown: the words of links that nobody should follow, or that lead nowhere, as plain words, and no traces
    of deleted pictures."""
    return mark_safe(_linked(html, is_link).replace('<img alt="">', ""))


def prose_in_edition(prose: object, request: HttpRequest | None) -> SafeString:
    """Rich text, as the filter `richtext` gives it, as the page of a request shows it: words of links to sections that the
    edition lacks are plain words."""
    edition = linked_edition(request)
    return mark_safe(_linked(str(prose), lambda address: leads_somewhere(address, edition)))


def _linked(html: str, may_lead: Callable[[str], bool]) -> str:
    """The text with those of its links whose address may be followed."""
    kept: list[bool] = []

    def link(match: re.Match) -> str:
        if match[1] is None:
            return match[0] if not kept or kept.pop() else ""
        href = _HREF.search(match[1]) if _ATTRIBUTES.fullmatch(match[1]) else None
        kept.append(href is not None and may_lead(unescape(href[1])))
        return match[0] if kept[-1] else ""

    return _LINK.sub(link, html)


# Characters of one text, its formatting included: some twelve printed pages.
LONGEST_TEXT = 40_000
# What is longer than this as the editor sends it, or more involved, is not converted to be measured: Wagtail's converter takes
# seconds for some thousand line breaks or changes of format, and minutes for more.
LONGEST_SENT = 5 * LONGEST_TEXT
MOST_BREAKS = MOST_CHANGES = 1_000
DEEPEST_LIST = 50


def draw_prose(source: str) -> SafeString:
    """Stored rich text as readers see it."""
    return presentable(expand_db_html(source))


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
    # Links to pages and documents of this site have no address of their own.
    for tag in _LINK.finditer(source):
        if (href := _HREF.search(tag[1] or "")) and not is_link(address := unescape(href[1])):
            raise not_a_link(address)


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
    """Wagtail's editor of rich text. What cannot or must not be converted comes out as UnconvertedText. Pasted headings stay
    headings, of the levels that the text may have, and rows of pasted tables lines."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [name for name in ("h2", "h3", "h4") if name in (self.features or ())]
        self.options["plugins"] = [*self.options.get("plugins", []), {"type": "PASTE", "levels": levels}]

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["js/admin/pasting.js"])

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


TEMPLATE_FUNCTIONS = (prose_in_edition,)
