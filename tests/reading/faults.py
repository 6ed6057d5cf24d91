"""What no page may have: empty headings and cells, holes of a template, numbers as a machine writes them, doubled words."""

import re
from collections import Counter
from collections.abc import Collection

from tests.reading.page import PageReader

# Elements that mean nothing without content. A row's heading may be a picture; a table's corner is `<td>`.
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LISTS = {"dl", "dt", "dd", "ol", "ul", "li", "option"}
NEVER_EMPTY = HEADINGS | LISTS | {"a", "button", "caption", "figcaption", "label", "legend", "p", "summary", "th", "title"}
CONTENT = {"iframe", "img", "input", "select", "svg", "textarea"}
# What text runs on through; anything else begins a new line of text.
INLINE = {"a", "abbr", "b", "bdi", "cite", "code", "data", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup"}
INLINE |= {"time", "tspan", "wbr"}
QUOTED = {"pre", "script", "style", "textarea"}
WHOLE_HOLES = {"None", "nan", "NaN", "inf", "undefined", "null", "[]", "{}"}
HOLES = re.compile(r"\b(nan|NaN|NoneType|undefined)\b|\{[{%]|[}%]\}|\{[\w-]+\}")
# Two decimals are the most that a measure has; four after two digits are a field of study (10.0203), and small percentages and
# scores are printed to two significant digits (0.0034%, 0.072).
UNROUNDED = re.compile(r"(?<![\w.])(?!\d\d\.\d{4}(?!\d)|0\.0+[1-9]\d(?!\d))\d[\d,]*\.\d{3,}|\d\.?\d*e[+-]\d\d")
DOUBLED = re.compile(r"(?<![\w-])([A-Za-z]{2,}) \1(?![\w-])", re.IGNORECASE)


class _Text(PageReader):
    """A page's text line by line, and its elements that hold nothing."""

    def __init__(self) -> None:
        self.lines: list[str] = [""]
        self.empty: list[str] = []
        self.headings = 0
        self._open: list[tuple[str, str, bool]] = []
        self._quoted = 0
        self._figures = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._quoted += tag in QUOTED
        # A figure's own digits are compared with its measure; here only the words around it count.
        self._figures += tag == "data"
        if tag not in INLINE:
            self.lines.append("")
        if tag in NEVER_EMPTY:
            self.headings += tag in HEADINGS
            self._open.append((tag, f"{tag} {given.get('class') or given.get('id') or ''}".strip(), False))
        if tag in CONTENT:
            self._fill()
        elif given.get("aria-label") or given.get("aria-labelledby"):
            # Said of a control; a heading is not made of the control beside its words.
            self._fill(but=HEADINGS)

    def handle_endtag(self, tag: str) -> None:
        self._quoted -= tag in QUOTED
        self._figures -= tag == "data"
        if tag not in INLINE:
            self.lines.append("")
        if tag in NEVER_EMPTY and self._open:
            name, told, filled = self._open.pop()
            if name != tag:
                self.empty.append(f"{told} is closed as {tag}")
            elif not filled:
                self.empty.append(f"an empty {told}")

    def handle_data(self, data: str) -> None:
        # The mark that links to a heading is no content of it.
        if data.replace("#", "").strip():
            self._fill()
        if not self._quoted:
            self.lines[-1] += "0" if self._figures else data

    def _fill(self, but: Collection[str] = ()) -> None:
        self._open = [(tag, told, filled or tag not in but) for tag, told, filled in self._open]


def faults(html: str, source: str = "") -> list[str]:
    """What is wrong with a page, in words. `source` is publishers' text: what is doubled or long there is theirs."""
    text = _Text()
    text.feed(html)
    found = list(text.empty)
    lines = [line for raw in text.lines if (line := " ".join(raw.split()))]
    for line in lines:
        # A citation in BibTeX is made of braces.
        if line in WHOLE_HOLES or (HOLES.search(line) and not line.startswith("@misc{")):
            found.append(f"a hole: {line[:100]!r}")
        for told, pattern in (("unrounded", UNROUNDED), ("doubled word", DOUBLED)):
            found += [
                f"{told}: {line[max(0, fault.start() - 40) : fault.end() + 40]!r}"
                for fault in pattern.finditer(line)
                if fault[0].casefold() not in source.casefold()
            ]
    if not text.headings:
        found.append("no heading")
    ids = Counter(re.findall(r'\sid="([^"]*)"', html))
    found += [f"the identifier {name!r} stands twice" for name, count in sorted(ids.items()) if count > 1]
    return found
