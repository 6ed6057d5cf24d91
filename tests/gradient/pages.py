"""Reading a public page as a test needs it: its numbers, links and addresses of other hosts."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Reading:
    """What a page holds: printed numbers as (measure, value, text), links, and every address that a browser would load."""

    numbers: list[tuple[str, str, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.reading = Reading()
        self._number: tuple[str, str] | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.reading.ids.append(found["id"] or "")
        if tag == "a" and found.get("href"):
            self.reading.links.append(found["href"] or "")
        if tag == "link" and found.get("rel") in {"stylesheet", "icon", "preload"}:
            self.reading.loads.append(found["href"] or "")
        if tag in {"script", "img", "iframe", "source"} and found.get("src"):
            self.reading.loads.append(found["src"] or "")
        if "style" in found or tag == "style" or (tag == "script" and not found.get("src")):
            self.reading.inline.append(tag)
        if tag == "data" and found.get("data-measure"):
            self._number, self._text = (found["data-measure"] or "", found["value"] or ""), []

    def handle_data(self, data: str) -> None:
        if self._number:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "data" and self._number:
            self.reading.numbers.append((*self._number, "".join(self._text)))
            self._number = None


def read(html: bytes | str) -> Reading:
    """A page's numbers, links, loads and identifiers."""
    reader = _Reader()
    reader.feed(html.decode() if isinstance(html, bytes) else html)
    reader.close()
    return reader.reading


def values_of(answer: object) -> set[float]:
    """Every number in an API answer, and what a page may derive from one by its wording alone: a size without its sign,
    a percentile read as a share."""
    found: set[float] = set()
    if isinstance(answer, dict):
        for name, value in answer.items():
            found |= values_of(value)
            if name == "change" and value is not None:
                found.add(abs(value))
            if name == "percentile":
                found.add(value / 100)
    elif isinstance(answer, list):
        for value in answer:
            found |= values_of(value)
    elif isinstance(answer, int | float) and not isinstance(answer, bool):
        found.add(float(answer))
    return found


def outside(loads: list[str]) -> list[str]:
    """Addresses among those that lead to another host."""
    return [address for address in loads if re.match(r"^(?:[a-z]+:)?//", address)]
