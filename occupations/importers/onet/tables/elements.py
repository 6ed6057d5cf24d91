"""Branches of the content model. Tables of ratings have the same columns whatever they rate: the ids of their elements tell
abilities from skills, not the names of files, which change from release to release."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from citations.importing.cells import Cell, CellError
from citations.importing.tables import folded_header
from occupations.importers.onet.tables.columns import ELEMENT_ID


@dataclass(frozen=True)
class Branches:
    """The parts of the content model that a table is about."""

    prefixes: tuple[str, ...]

    @property
    def parse(self) -> Callable[[Cell], object]:
        """A parser of element ids that lie within these branches."""
        pattern = re.compile(rf"({'|'.join(map(re.escape, self.prefixes))})(\..+)?")
        expected = f"an element id within {' or '.join(self.prefixes)}"

        def parse(cell: Cell) -> object:
            value = ELEMENT_ID(cell)
            if not pattern.fullmatch(str(value)):
                raise CellError(f"{expected}, as on the table's other rows")
            return value

        return parse

    def accepts(self, *words: str) -> Callable[[str, object], bool]:
        """Takes a part for the table where its first rows are about these branches. Of a part with no sound row among them the
        name has to tell: it holds one of `words`."""

        def accept(name: str, row: object) -> bool:
            return row is not None or any(folded_header(word) in folded_header(name) for word in words)

        return accept


def within(*prefixes: str) -> Branches:
    return Branches(prefixes)
