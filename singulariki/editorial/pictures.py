"""What the big pictures of pages share: finding one row by what a reader typed, a code, a title, or words of one
(`?show=27-4014`); and what stands below a picture: its sources, and where it is to be had as a file."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar
from urllib.parse import urlencode

from citations.figures import Figure, ReleaseReference
from singulariki.delivery.query import Query
from singulariki.delivery.search.words import as_typed, fold, words
from singulariki.delivery.share import embed_path

SHOW = "show"
"""The parameter of an address that names what is to be shown."""
MOST_OTHERS = 5
FIND_WORDS = {
    "find": "Find in chart",
    "find_submit": "Find",
    "find_reset": "Clear",
    "others": "It may also mean:",
    "source": "Source:",
    "csv": "Data (CSV)",
    "svg": "Picture (SVG)",
    "png": "Picture (PNG)",
    "alone": "Embed",
}
"""Words of sections with such a picture; `unknown` and `found` each has of its own."""


class Named(Protocol):
    """A row with a code and a title."""

    @property
    def code(self) -> str: ...

    @property
    def title(self) -> str: ...


Row = TypeVar("Row", bound=Named)


@dataclass(frozen=True)
class Found(Generic[Row]):
    """What was typed ('' for nothing), the row that it means, if any, and some others that it may mean."""

    typed: str = ""
    row: Row | None = None
    others: Sequence[Row] = field(default_factory=tuple)

    @property
    def code(self) -> str:
        """Code of the row; '' where there is none."""
        return self.row.code if self.row else ""

    @property
    def is_unknown(self) -> bool:
        return bool(self.typed) and self.row is None


def find_row(rows: Sequence[Row], parameters: Query, called: Container[str] = ()) -> Found[Row]:
    """The row that an address asks to be shown. `called` holds codes of rows that go by another name like what was typed.

    A whole code or title counts most, then the beginning of a code, then titles with every word, then other names; of several the
    shortest title is taken. The address is told that its words were understood, whatever they mean.
    """
    typed = as_typed(parameters.get(SHOW, ""))
    if not typed:
        return Found()
    parameters.understood({SHOW: typed})
    fitting = _fitting(rows, typed, called)
    return Found(typed, fitting[0], fitting[1 : 1 + MOST_OTHERS]) if fitting else Found(typed)


def show_url(path: str, code: str, anchor: str, chosen: Mapping[str, str] = MappingProxyType({})) -> str:
    """The address of a picture in which the row of this code is shown, narrowed as it is `chosen`."""
    return f"{path}?{urlencode({**chosen, SHOW: code})}#{anchor}"


def sources_of(figures: Iterable[Figure]) -> list[ReleaseReference]:
    """Releases behind figures, by title."""
    releases = {str(release): release for figure in figures for release in figure.releases}
    return sorted(releases.values(), key=lambda release: (release.short_title.casefold(), release.version))


def foot_of(figures: Iterable[Figure], *, csv: str, embed: tuple[str, str, str], is_live: bool) -> Mapping[str, object]:
    """What templates/charts/foot.html shows: sources, the address of the rows as CSV, and those of the picture alone, which there
    is of the live edition only. `embed` is kind, key and name of the chart."""
    alone = embed_path(*embed) if is_live else ""
    return {"sources": sources_of(figures), "csv": csv, "svg": f"{alone}.svg", "png": f"{alone}.png", "alone": alone}


def _fitting(rows: Sequence[Row], typed: str, called: Container[str]) -> list[Row]:
    folded, wanted, digits = fold(typed), words(typed), re.sub(r"[^0-9]", "", typed)
    if exact := [row for row in rows if folded in (row.code.casefold(), fold(row.title))]:
        return exact
    if re.fullmatch(r"[0-9.\-\s]+", typed) and len(digits) > 2:
        begun = [row for row in rows if re.sub(r"[^0-9]", "", row.code).startswith(digits)]
        return sorted(begun, key=lambda row: row.code)
    held = [row for row in rows if wanted and all(any(own.startswith(word) for own in words(row.title)) for word in wanted)]
    fitting = held or [row for row in rows if row.code in called]
    return sorted(fitting, key=lambda row: (len(row.title), row.code))
