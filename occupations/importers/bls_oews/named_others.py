"""Tables of BLS that are taken for those of OEWS that the site reads, and are others."""

import re
from collections.abc import Callable, Mapping, Sequence

from citations.importing.cells import Cell, as_text
from citations.importing.importer import NamedOther
from citations.importing.tables import folded_header
from occupations.importers.bls_oews.tables import READ_HERE

Rows = Sequence[Sequence[Cell]]


def _first_line(rows: Rows) -> Mapping[str, str]:
    """Below the headings of estimates the first line, by folded heading; nothing of another file."""
    for at, row in enumerate(rows[:-1]):
        headings = list(map(folded_header, row))
        if "occ code" in headings:
            return dict(zip(headings, map(as_text, rows[at + 1]), strict=False))
    return {}


def _of_area_type(*types: str) -> Callable[[str, Rows], bool]:
    return lambda name, rows: _first_line(rows).get("area type") in types


def _by_ownership(name: str, rows: Rows) -> bool:
    line = _first_line(rows)
    return "ownership" in line.get("i group", "").casefold() or line.get("ownership", "")[:1].isalpha()


def _is_stem(name: str, rows: Rows) -> bool:
    """“STEM” in the name or in what stands above, and employment or wages in what follows. Workbooks of the projections number
    their sheets (“Table 1.11 Employment in STEM occupations”); these are read for other tables."""
    words = [as_text(cell) for row in rows for cell in row]
    if any(text.startswith("Table ") for text in words):
        return False
    figures = re.compile(r"TOT_EMP|Employment\b|.*\b(annual|hourly) wage", re.IGNORECASE)
    called = re.search(r"(?<![A-Za-z])stem(?![A-Za-z])", name, re.IGNORECASE) or any(
        re.search(r"\bSTEM\b", text) for text in words
    )
    return bool(called) and any(map(figures.match, words))


NAMED_OTHERS = (
    NamedOther("all data of OEWS in one file, states and areas included", READ_HERE, names=r"all_data_[MN]_"),
    NamedOther("a file of OEWS's research estimates, by state and industry", READ_HERE, names=r"oes_research_"),
    NamedOther("OEWS's table of states", READ_HERE, accepts=_of_area_type("2", "3")),
    NamedOther("OEWS's table of states", READ_HERE, headings=("AREA", "ST", "STATE", "OCC_CODE")),
    NamedOther("OEWS's table of metropolitan areas", READ_HERE, accepts=_of_area_type("4")),
    NamedOther("OEWS's table of metropolitan or other areas", READ_HERE, headings=("AREA", "AREA_NAME", "OCC_CODE")),
    NamedOther("OEWS's table of nonmetropolitan areas", READ_HERE, accepts=_of_area_type("6")),
    NamedOther("OEWS's table by ownership (private and government employers apart)", READ_HERE, accepts=_by_ownership),
    NamedOther("BLS's table of STEM occupations", READ_HERE, accepts=_is_stem),
)
