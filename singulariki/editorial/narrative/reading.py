"""Reads stored rich text into a tree of blocks, letting through only the tags named here."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.utils.html import format_html

from singulariki.editorial.expressions import Condition, Otherwise, Token, read_expression
from singulariki.editorial.prose import is_link


@dataclass(frozen=True, slots=True)
class Words:
    """Text as the editor wrote it, unescaped."""

    text: str


@dataclass(frozen=True, slots=True)
class Markup:
    """An inline tag that was let through, rebuilt from its name and safe attributes. `step` is +1 opening, −1 closing."""

    html: str
    step: int = 0


Part = Words | Token | Condition | Otherwise | Markup
Sentence = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item with its sentences, or a list with its items. `tag` is empty for plain text."""

    tag: str
    sentences: tuple[Sentence, ...] = ()
    children: tuple["Block", ...] = ()


TOKEN_TAG = "figure-token"  # noqa: S105 -- the name of a tag
BLOCKS = frozenset({"p", "h2", "h3", "h4", "blockquote"})
LISTS = frozenset({"ul", "ol"})
INLINE = frozenset({"b", "strong", "i", "em", "code", "sub", "sup"})
UNREAD = frozenset({"script", "style", "template", "iframe", "object", "svg", "math"})
# Lists in lists: what lies deeper is read as lying here.
DEEPEST = 20


@dataclass
class Node:
    tag: str
    parts: list[Part] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)


class NarrativeReader(HTMLParser):
    """Feed it rich text, close it, and read `root.children`: paragraphs, headings, lists with their items."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self._open: list[Node] = []
        self._inline: list[str] = []
        self._unread = 0
        self._in_token = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in UNREAD:
            self._unread += 1
        elif self._unread:
            return
        elif tag == TOKEN_TAG:
            self._text_node().parts.append(read_expression(values.get("key") or ""))
            self._in_token += 1
        elif tag == "br":
            self._text_node().parts.append(Markup("<br>"))
        elif tag in LISTS or tag == "li" or tag in BLOCKS:
            self._start_block(tag)
        elif tag == "a":
            address = values.get("href") or ""
            if is_link(address):
                self._start_inline("a", format_html('<a href="{}">', address))
        elif tag in INLINE:
            self._start_inline(tag, f"<{tag}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag != "br":
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in UNREAD:
            self._unread = max(0, self._unread - 1)
        elif self._unread:
            return
        elif tag == TOKEN_TAG:
            self._in_token = max(0, self._in_token - 1)
        elif tag in self._inline:
            self._end_inlines_down_to(tag)
        elif tag in LISTS or tag == "li" or tag in BLOCKS:
            self._end_block(tag)

    def handle_data(self, data: str) -> None:
        # Inside a token stands its label, for the editor; the page prints the value instead.
        if self._unread or self._in_token:
            return
        if data.strip() or (self._open and self._open[-1].parts):
            self._text_node().parts.append(Words(data))

    def close(self) -> None:
        super().close()
        self._end_inlines_down_to()
        self._open.clear()

    def _text_node(self) -> Node:
        """Where text goes: the innermost open block, or a paragraph where the source has none."""
        if not self._open:
            self._add(Node("p"))
        elif self._open[-1].tag in LISTS:
            self._add(Node("li"))
        return self._open[-1]

    def _add(self, node: Node) -> None:
        (self._open[-1] if self._open else self.root).children.append(node)
        self._open.append(node)

    def _start_block(self, tag: str) -> None:
        self._end_inlines_down_to()
        self._in_token = 0
        inside = self._open[-1].tag if self._open else ""
        if (tag in BLOCKS and inside == "li") or (len(self._open) > DEEPEST and tag in LISTS):
            return
        if tag in BLOCKS or (tag in LISTS and inside not in {"li", ""}):
            self._open.clear()
        elif tag == "li" and inside == "li":
            self._open.pop()
        if tag == "li" and not (self._open and self._open[-1].tag in LISTS):
            self._open.clear()
            self._add(Node("ul"))
        self._add(Node(tag))

    def _end_block(self, tag: str) -> None:
        self._end_inlines_down_to()
        if any(node.tag == tag for node in self._open):
            while self._open and self._open.pop().tag != tag:
                pass

    def _start_inline(self, tag: str, html: str) -> None:
        parts = self._text_node().parts
        if not self._in_token:
            parts.append(Markup(html, 1))
        elif parts and isinstance(parts[-1], Token | Condition | Otherwise):
            # The editor stores a bold figure with its label in bold; here the figure itself is.
            parts.insert(-1, Markup(html, 1))
        else:
            return
        self._inline.append(tag)

    def _end_inlines_down_to(self, tag: str = "") -> None:
        while self._inline:
            ended = self._inline.pop()
            self._open[-1].parts.append(Markup(f"</{ended}>", -1))
            if ended == tag:
                return
