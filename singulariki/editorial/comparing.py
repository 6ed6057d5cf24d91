"""How two versions of what editors wrote are told apart: word by word, with what is bold, where links lead and which figures
stand in the text; sections and words by their names; of a block only what changed."""

import re
from difflib import SequenceMatcher
from html.parser import HTMLParser
from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.compare import BlockComparison, StructBlockComparison, get_comparison_class_for_block
from wagtail.models import Page

from singulariki.editorial.narrative.reading import TOKEN_TAG

_MARKS = {"b": "**", "strong": "**", "i": "_", "em": "_"}
_LINES = {
    **dict.fromkeys(("p", "blockquote", "br", "hr"), "\n"),
    "li": "\n• ",
    "h2": "\n## ",
    "h3": "\n### ",
    "h4": "\n#### ",
}
_WORD = re.compile(r"\n|\s+|[\w’'.,%$−+-]*\w|[^\w\s]")


class _Readable(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _MARKS:
            self.parts.append(_MARKS[tag])
        elif tag == TOKEN_TAG:
            self.parts.append("[")
        elif tag == "a":
            self.parts.append("[")
            self.links.append(_address(given))
        elif tag in _LINES:
            self.parts.append(_LINES[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in _MARKS:
            self.parts.append(_MARKS[tag])
        elif tag == TOKEN_TAG:
            self.parts.append("]")
        elif tag == "a" and self.links:
            self.parts.append(f"]({self.links.pop()})")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _address(given: dict[str, str | None]) -> str:
    if given.get("linktype") == "page":
        page = Page.objects.filter(pk=given.get("id") or 0).first()
        return f"page “{page.title}”" if page else "a page that is gone"
    return f"{given['linktype']} {given.get('id')}" if given.get("linktype") else given.get("href") or ""


def readable(html: str) -> str:
    """Rich text in lines, with marks for what is bold or slanted, where links lead, and figures in brackets."""
    reader = _Readable()
    reader.feed(html)
    return "".join(reader.parts).strip()


def marked(before: str, after: str) -> SafeString:
    """Both texts in one, word by word, with what went and what came marked."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    parts = []
    for change, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change == "equal":
            parts.append(_shown(old[a:b]))
            continue
        for words, name in ((old[a:b], "deletion"), (new[c:d], "addition")):
            if words:
                parts.append(format_html('<span class="{}">{}</span>', name, _shown(words)))
    return mark_safe("".join(parts))


def _shown(words: list[str]) -> SafeString:
    return mark_safe(escape("".join(words)).replace("\n", "<br>"))


class WordsComparison(BlockComparison):
    """Of plain text."""

    def words(self, value: Any) -> str:
        return str(value or "")

    def htmlvalue(self, val: Any) -> SafeString:
        return _shown([self.words(val)])

    def htmldiff(self) -> SafeString:
        return marked(self.words(self.val_a), self.words(self.val_b))


class ProseComparison(WordsComparison):
    """Of rich text."""

    def words(self, value: Any) -> str:
        return readable(getattr(value, "source", "") or "")

    def has_changed(self) -> bool:
        return self.words(self.val_a) != self.words(self.val_b)


class ChoiceComparison(WordsComparison):
    """Of a choice, by what it is called."""

    def words(self, value: Any) -> str:
        return dict(self.block.field.choices).get(value, str(value or ""))


class NameComparison(WordsComparison):
    """Of the name of a section's word."""

    def words(self, value: Any) -> str:
        return re.sub("[-_]", " ", str(value or "")).capitalize()


class ChangedFieldsComparison(StructBlockComparison):
    """Of a block with fields: those that changed, below what tells which block it is."""

    def _fields(self, val_a: Any, val_b: Any, *, is_change: bool) -> SafeString:
        rows = []
        for place, (name, block) in enumerate(self.block.child_blocks.items()):
            compared = get_comparison_class_for_block(block)(block, True, True, val_a[name], val_b[name])
            is_name = place == 0 and name in ("section", "key")
            shown = compared.htmldiff() if is_change and compared.has_changed() else compared.htmlvalue(val_b[name])
            if is_name or (compared.has_changed() if is_change else shown.strip()):
                rows.append((block.label, shown))
        return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows))

    def htmlvalue(self, val: Any) -> SafeString:
        return self._fields(val, val, is_change=False)

    def htmldiff(self) -> SafeString:
        return self._fields(self.val_a, self.val_b, is_change=True)
