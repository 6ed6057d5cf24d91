"""Columns and parsers that O*NET's tables share.

Tables of ratings have the same columns whatever they rate: the ids of their elements, which lie in branches of the content model,
tell abilities from skills, not the names of files, which change from release to release.
"""

import re
from collections.abc import Callable
from datetime import date

from citations.importing.cells import Cell, CellError, Parser, choice, integer, matching, text
from citations.importing.tables import Column, Reference, folded_header
from occupations.importers.codes import ONET_SOC_CODE

ELEMENT_ID = matching(r"[1-9](\.([A-Z]|[1-9]\d?|[a-z]{1,2}))*", "an element id like 2.A.1.a")
SCALE_ID = matching(r"[A-Z]{2,3}", "the id of a scale like IM")
YES_OR_NO = choice({"Y": True, "N": False})

_month = matching(r"(0[1-9]|1[0-2])/\d{4}", "a month like 08/2023")


def month(cell: Cell) -> object:
    """A month as O*NET writes it. A spreadsheet program makes a day of it."""
    return f"{cell:%m/%Y}" if isinstance(cell, date) else _month(cell)


# What the report says of a column that is kept, and nothing else is done with.
NO_PAGE = "no page prints it"

CODE = Column("code", "O*NET-SOC Code", ONET_SOC_CODE)
TASK_ID = Column("task_id", "Task ID", integer(1))
ELEMENT = Column("element_id", "Element ID", ELEMENT_ID)
SCALE = Column("scale", "Scale ID", SCALE_ID)
CATEGORY = Column("category", "Category", integer(1, 99))
DATED = Column("dated", "Date", month, required=False, nullable=True, blank="", missed=NO_PAGE)
DOMAIN_SOURCE = Column("domain_source", "Domain Source", text(60), required=False, nullable=True, blank="", missed=NO_PAGE)

OF_AN_OCCUPATION = Reference(("code",), "occupation_data", ("code",))
OF_AN_ELEMENT = Reference(("element_id",), "content_model", ("element_id",))
ON_A_SCALE = Reference(("scale",), "scales", ("scale",))
OF_A_TASK = Reference(("task_id",), "task_statements", ("task_id",))


def within(*prefixes: str) -> Parser:
    """A parser of element ids that lie within these branches of the content model."""
    pattern = re.compile(rf"({'|'.join(map(re.escape, prefixes))})(\..+)?")
    expected = f"an element id within {' or '.join(prefixes)}, as on the table's other rows"

    def parse(cell: Cell) -> object:
        value = ELEMENT_ID(cell)
        if not pattern.fullmatch(str(value)):
            raise CellError(expected)
        return value

    return parse


def sound_or_called(*words: str) -> Callable[[str, object], bool]:
    """Takes a part for a table of some branches where its first rows are about these. Of a part with no sound row among them the
    name has to tell: it holds one of `words`."""

    def accept(name: str, row: object) -> bool:
        return row is not None or any(folded_header(word) in folded_header(name) for word in words)

    return accept
