"""Markdown of the HTML that the project's own templates write, not of HTML from elsewhere: paragraphs, headings, lists, tables,
pairs and quotations. Rows by the dozen come as Markdown already (see `singulariki.delivery.rows`).
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import unescape
from urllib.parse import urljoin

from citations.printing import NOTES

# What has no meaning away from the screen. A template leaves out more with the attribute `data-brief="leave-out"`.
_LEFT_OUT = frozenset({"svg", "button", "form", "nav", "iframe", "script", "style", "caption", "summary"})
_VOID = frozenset({"br", "hr", "img", "input", "wbr", "meta", "link"})
_BLOCKS = frozenset({"p", "div", "section", "figure", "figcaption", "ul", "ol", "dl", "details", "header", "article"})
_HEADINGS = {"h2": "###", "h3": "###", "h4": "####"}
_MARKUP = re.compile(r"([\\`*_\[\]<>])")
_ROWS = "brief-rows"
# Rows that are Markdown, a tag (slash, name, attributes), a comment, or text.
_PIECES = re.compile(
    rf"""<{_ROWS}>(.*?)</{_ROWS}>|<(/?)([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|<!--.*?-->|([^<]+|<)""", re.DOTALL
)
_ATTRIBUTE = re.compile(r"""([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}


def markdown_of(html: str, base: str) -> str:
    """The Markdown of a section's HTML; addresses become absolute below `base`. Ends without a line break."""
    reader = _Reader(base)
    for rows, slash, tag, attributes, text in _PIECES.findall(html):
        if text:
            reader.read_text(text)
        elif slash:
            reader.end(tag)
        elif tag:
            reader.start(tag, attributes)
            if attributes.endswith("/"):
                reader.end(tag)
        elif rows:
            reader.read_rows(rows)
    return reader.markdown()


def escaped(text: str) -> str:
    """Text that Markdown would take for markup, taken literally."""
    return _MARKUP.sub(r"\\\1", text) if _MARKUP.search(text) else text


def absolute(address: str, base: str) -> str:
    """The full address of what a link of the page at `base` leads to."""
    if address.startswith("/") and not address.startswith("//") and "/." not in address:
        return f"{_site(base)}{address}"
    return urljoin(base, address)


@lru_cache(maxsize=64)
def _site(base: str) -> str:
    return urljoin(base, "/").rstrip("/")


def rows_as_they_are(rows: Iterable[Iterable[str]]) -> str:
    """Rows of Markdown to stand in the HTML of a section: rows of a table inside one, items of a list elsewhere."""
    lines = "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
    return f"<{_ROWS}>{lines}</{_ROWS}>"


class _Reader:
    def __init__(self, base: str) -> None:
        self.base = base
        self.blocks: list[list[str]] = []
        self.text: list[str] = []
        self.prefix = ""
        self.skipped = 0
        self.links: list[tuple[str, int]] = []
        self.rows: list[list[str]] | None = None
        self.term = ""
        self.item: list[str] | None = None
        self.fence = ""

    def markdown(self) -> str:
        self._end_block()
        lines: list[str] = []
        for block in self.blocks:
            # Items of a list follow each other without an empty line; everything else is separated by one.
            if lines and not (block[0].startswith("- ") and lines[-1].startswith("- ")):
                lines.append("")
            lines.extend(block)
        return "\n".join(lines)

    def start(self, tag: str, attributes: str) -> None:
        if self.skipped or tag in _LEFT_OUT or _is_for_the_screen(attributes):
            self.skipped += tag not in _VOID
        elif tag == "table":
            self._end_block()
            self.rows = []
        elif self.rows is not None:
            self._start_in_table(tag)
        elif tag == "blockquote":
            self._end_block()
            self.prefix = "> "
        elif tag in _HEADINGS:
            self._end_block()
            self.prefix = f"{_HEADINGS[tag]} "
        elif tag == "li":
            self._end_item()
            self.prefix, self.item = "- ", []
        elif tag == "pre":
            self._end_block(keep_prefix=True)
            self.fence = f"```{_attributes(attributes).get('data-brief', '')}"
        elif tag in ("dt", "dd"):
            self._start_pair(tag)
        elif tag == "br":
            self.text.append(" ")
        elif tag in _MARKS:
            self.text.append(_MARKS[tag])
        elif tag in _BLOCKS:
            self._end_block(keep_prefix=True)
        if tag == "a" and not self.skipped and (address := _attributes(attributes).get("href")):
            # A brief has no notes on its figures to lead to.
            leads = "" if address.startswith(NOTES) else absolute(unescape(address), self.base)
            self.links.append((leads, len(self.text)))

    def end(self, tag: str) -> None:
        if self.skipped:
            self.skipped -= tag not in _VOID
        elif tag == "a" and self.links:
            address, start = self.links.pop()
            words = " ".join("".join(self.text[start:]).split())
            self.text[start:] = [f"[{words}]({address})" if address else words] if words else []
        elif tag == "table" and self.rows is not None:
            self.blocks.extend([lines] if (lines := table_lines(self.rows)) else [])
            self.rows, self.text = None, []
        elif self.rows is not None:
            if tag in ("td", "th") and self.rows:
                self.rows[-1].append("".join(self.text).strip())
                self.text = []
        elif tag in _MARKS:
            self.text.append(_MARKS[tag])
        elif tag == "dt":
            self.term, self.text = " ".join("".join(self.text).split()), []
        elif tag == "pre":
            self.blocks.append([self.fence, *"".join(self.text).strip().splitlines(), "```"])
            self.fence, self.text = "", []
        elif tag in _BLOCKS:
            self._end_block(keep_prefix=True)
        elif tag == "li":
            self._end_item()
        elif tag in _HEADINGS or tag in ("dd", "blockquote"):
            self._end_block()
            self.prefix = ""

    def read_text(self, text: str) -> None:
        if not self.skipped:
            self.text.append(unescape(text) if self.fence else escaped(unescape(text)))

    def read_rows(self, rows: str) -> None:
        if self.skipped:
            return
        cells = [row.split("\t") for row in rows.split("\n")]
        if self.rows is not None:
            self.rows.extend(cells)
            return
        self._end_block()
        self.blocks.extend([f"- {' '.join(row)}"] for row in cells)

    def _start_in_table(self, tag: str) -> None:
        if tag == "tr" and self.rows is not None:
            self.rows.append([])
        if tag in ("td", "th"):
            self.text = []
        elif tag in _BLOCKS or tag in ("li", "br"):
            self.text.append(" ")

    def _start_pair(self, tag: str) -> None:
        self._end_block()
        if tag == "dd" and self.term:
            self.prefix = f"- **{self.term}:** "

    def _end_block(self, *, keep_prefix: bool = False) -> None:
        """Closes what was read. A prefix waits for the first words after it; that of a quotation holds to its end."""
        words = " ".join("".join(self.text).split())
        self.text = []
        if words and self.item is not None:
            self.item.append(words)
            return
        if words:
            self.blocks.append([f"{self.prefix}{words}"])
        if self.prefix != "> " and (words or not keep_prefix):
            self.prefix = ""

    def _end_item(self) -> None:
        """Closes an item of a list: what its paragraphs say, on one line."""
        self._end_block()
        if self.item:
            self.blocks.append([f"- {' · '.join(self.item)}"])
        self.prefix, self.item = "", None


def _attributes(written: str) -> dict[str, str]:
    return {name: double or single or bare for name, double, single, bare in _ATTRIBUTE.findall(written)}


def _is_for_the_screen(attributes: str) -> bool:
    return "leave-out" in attributes and _attributes(attributes).get("data-brief") == "leave-out"


def cell_text(text: str) -> str:
    """Text for the inside of a cell, on one line."""
    return " ".join(text.split()).replace("|", "\\|")


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """A pipe table whose first row is the heading. Rows are filled up to the longest; none for no rows."""
    filled = [row for row in rows if any(row)]
    if not filled:
        return []
    width = max(map(len, filled))
    lines = ["| " + " | ".join([*map(cell_text, row), *[""] * (width - len(row))]) + " |" for row in filled]
    return [lines[0], "|" + " --- |" * width, *lines[1:]]
