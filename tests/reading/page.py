"""Reading a public page as a test needs it: its numbers, links and addresses of other hosts."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any, NamedTuple

from django.template.loader import render_to_string


def drawn_html(template: str, context: dict[str, Any] | None = None) -> str:
    """A template as drawn, with single spaces for white space: where its lines break says nothing."""
    return " ".join(render_to_string(template, context).split())


class _Tokens(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(("handle_starttag", tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("handle_endtag", tag))

    def handle_data(self, data: str) -> None:
        self.found.append(("handle_data", data))


@lru_cache(maxsize=1)
def _tokens(html: str) -> list[tuple]:
    parser = _Tokens()
    parser.feed(html)
    parser.close()
    return parser.found


class PageReader:
    """An HTMLParser for pages that several readers look at one after the other: each page is parsed once."""

    def feed(self, html: str) -> None:
        for name, *given in _tokens(html):
            getattr(self, name)(*given)


class Number(NamedTuple):
    """A printed number: key of its measure, exact value, text: as its measure prints it, where a sentence says it in words."""

    measure: str
    value: str
    text: str


@dataclass
class Reading:
    """What a page holds: numbers, links, every address that a browser would load, identifiers, and what stands inline.

    blocking  scripts that a browser runs before it has drawn the page
    """

    numbers: list[Number] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    stylesheets: list[str] = field(default_factory=list)
    preloads: list[str] = field(default_factory=list)
    blocking: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)


class _Reader(PageReader):
    def __init__(self) -> None:
        self.reading = Reading()
        self._number: tuple[str, str, str] | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        page = self.reading
        if found.get("id"):
            page.ids.append(found["id"])
        if tag == "a" and found.get("href"):
            page.links.append(found["href"])
        if tag == "link" and found.get("rel") in {"stylesheet", "icon", "preload"}:
            page.loads.append(found.get("href", ""))
        if tag == "link" and found.get("rel") == "stylesheet":
            page.stylesheets.append(found.get("href", ""))
        if tag == "link" and found.get("rel") in {"preload", "prefetch", "preconnect"}:
            page.preloads.append(found.get("href", ""))
        if tag in {"script", "img", "iframe", "source"} and found.get("src"):
            page.loads.append(found["src"])
        if tag == "script" and not {"defer", "async"} & found.keys():
            page.blocking.append(found.get("src", ""))
        if "style" in found or tag == "style" or (tag == "script" and not found.get("src")):
            page.inline.append(tag)
        if tag == "data" and found.get("data-measure"):
            self._number = (found["data-measure"], found.get("value", ""), found.get("data-as-printed", ""))
            self._text = []

    def handle_data(self, data: str) -> None:
        if self._number:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "data" and self._number:
            measure, value, as_printed = self._number
            self.reading.numbers.append(Number(measure, value, as_printed or "".join(self._text)))
            self._number = None


def read(html: bytes | str) -> Reading:
    """A page's numbers, links, loads and identifiers."""
    reader = _Reader()
    reader.feed(html.decode() if isinstance(html, bytes) else html)
    return reader.reading


def outside(loads: list[str]) -> list[str]:
    """Addresses among those that lead to another host."""
    return [address for address in loads if re.match(r"^(?:[a-z]+:)?//", address)]
