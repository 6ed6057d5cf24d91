"""What people and programs do to a publisher's table before somebody uploads it: whole files, as bytes or as rows."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from openpyxl import load_workbook

from citations.sample_files import workbook
from tests.citations.official import Rows, delimited, delimited_rows, sheets_of, stata_of, stata_rows


@dataclass(frozen=True)
class Target:
    """One table of one file that is to be damaged.

    dataset  whose it is
    file     the file's name, or that of a member of its archive
    code     the heading of the column of codes
    figure   that of a column of figures, or of something else where `numeric` is False
    header   the row of the heading, counted from 0
    sheet    of a workbook
    """

    dataset: str
    file: str
    code: str
    figure: str
    header: int = 0
    sheet: str = ""
    numeric: bool = True

    @property
    def is_text(self) -> bool:
        return self.file.endswith((".txt", ".csv", ".tsv"))

    @property
    def delimiter(self) -> str:
        return "," if self.file.endswith(".csv") else "\t"

    def rows(self, content: bytes) -> Rows:
        if self.is_text:
            return delimited_rows(content, self.delimiter)
        if self.file.endswith(".dta"):
            return stata_rows(content)
        return [list(row) for row in sheets_of(content)[self.sheet]]

    def bytes_of(self, rows: Rows, content: bytes) -> bytes:
        if self.is_text:
            return delimited(rows, self.delimiter)
        if self.file.endswith(".dta"):
            return stata_of([rows[0], *([int(cell or 0) for cell in row] for row in rows[1:])])
        return workbook({**sheets_of(content), self.sheet: rows})


def _data(change: Callable[[list, Rows, int, int], Rows]) -> Callable[[Target, Rows], Rows]:
    """A change to the rows below the heading, which gets it, them, and the places of the code and of the figure."""

    def apply(target: Target, rows: Rows) -> Rows:
        heading = rows[target.header]
        names = [str(cell).strip().replace("\n", " ") for cell in heading]
        data = [row + [None] * (len(heading) - len(row)) for row in rows[target.header + 1 :]]
        changed = change(heading, data, names.index(target.code), names.index(target.figure))
        return [*rows[: target.header], heading, *changed]

    return apply


def _cells(place: int, change: Callable[[object, int], object]) -> Callable[[Target, Rows], Rows]:
    """A change to the cells of the column of codes (0) or of figures (1)."""

    def apply(heading: list, data: Rows, *places: int) -> Rows:
        at = places[place]
        return [[*row[:at], change(row[at], index), *row[at + 1 :]] for index, row in enumerate(data)]

    return _data(apply)


def _times(factor: int) -> Callable[[Target, Rows], Rows]:
    def scaled(cell: object, _: int) -> object:
        try:
            return round(float(str(cell)) * factor, 4)
        except ValueError:
            return cell

    return _cells(1, scaled)


def _dropped(heading: list, data: Rows, code: int, figure: int) -> Rows:
    del heading[figure]
    return [[*row[:figure], *row[figure + 1 :]] for row in data]


def _renamed(heading: list, data: Rows, code: int, figure: int) -> Rows:
    heading[code] = "My own word"
    return data


def _shifted(heading: list, data: Rows, code: int, figure: int) -> Rows:
    return [[row[-1], *row[:-1]] for row in data]


def _moved(target: Target, rows: Rows) -> Rows:
    at = target.header
    return [*rows[:at], *rows[at + 1 : at + 5], rows[at], *rows[at + 5 :]]


def _commas(cell: object, _: int) -> object:
    text = str(cell)
    return text.replace(".", ",") if text.replace(".", "", 1).isdigit() else cell


def _note(words: str) -> Callable[[list, Rows, int, int], Rows]:
    return lambda heading, data, *_: [*data, [words, *[None] * (len(heading) - 1)]]


def _sum(heading: list, data: Rows, code: int, figure: int) -> Rows:
    total: list = [None] * len(heading)
    total[code], total[figure] = "Total", 12345
    return [*data, total]


OF_ROWS: Mapping[str, Callable[[Target, Rows], Rows]] = {
    "a column dropped": _data(_dropped),
    "a heading renamed": _data(_renamed),
    "the heading moved": _moved,
    "cells shifted": _data(_shifted),
    "figures times 10": _times(10),
    "figures times 100": _times(100),
    "figures times 1,000": _times(1_000),
    "blanks in the key": _cells(0, lambda cell, index: None if index % 2 else cell),
    "rows twice": _data(lambda heading, data, *_: [*data, *data]),
    "dates for codes": _cells(0, lambda cell, index: date(2011, 1 + index % 12, 1)),
    "decimal commas": _cells(1, _commas),
    "a second heading": _data(lambda heading, data, *_: [list(heading), *data]),
    "a line of units": _data(lambda heading, data, *_: [["(unit)" for _ in heading], *data]),
    "a note below": _data(_note("Source: the publisher.")),
    "a total below": _data(_sum),
}


OF_FIGURES = {"figures times 10", "figures times 100", "figures times 1,000", "decimal commas"}
# A Stata file's heading is no row of it, and its columns hold numbers alone.
UNLIKE_STATA = {
    "the heading moved", "dates for codes", "decimal commas", "a second heading", "a line of units", "a note below",
    "a total below",
}  # fmt: skip


def _bad_byte(content: bytes) -> bytes:
    middle = content.index(b"\n", len(content) // 2) + 2
    return content[:middle] + b"\x92" + content[middle:]


def _semicolons(target: Target, content: bytes) -> bytes:
    rows = [[_commas(cell, 0) for cell in row] for row in target.rows(content)]
    return "".join(";".join(map(str, row)) + "\r\n" for row in rows).encode()


def _merged(target: Target, content: bytes, *, formulas: bool) -> bytes:
    """The workbook with the first codes merged into one cell, or with figures as formulas that nothing has calculated."""
    book = load_workbook(io.BytesIO(content))
    sheet = book[target.sheet]
    names = [str(cell.value).strip().replace("\n", " ") for cell in sheet[target.header + 1]]
    first = target.header + 2
    if formulas:
        column = names.index(target.figure) + 1
        for row in range(first, sheet.max_row + 1):
            sheet.cell(row, column).value = f"=1*{row}"
    else:
        column = names.index(target.code) + 1
        sheet.merge_cells(start_row=first, end_row=first + 3, start_column=column, end_column=column)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def corruptions(target: Target) -> Iterator[tuple[str, Callable[[bytes], bytes]]]:
    """What is done to the target's file, each by name: bytes to bytes."""
    stata = target.file.endswith(".dta")
    left_out = UNLIKE_STATA if stata else set() if target.numeric else OF_FIGURES
    for name, change in OF_ROWS.items():
        if name in left_out:
            continue
        yield name, lambda content, change=change: target.bytes_of(change(target, target.rows(content)), content)
    yield "cut in the middle", lambda content: content[: len(content) // 2]
    if target.is_text:
        yield "cut at a line", lambda content: content[: content.index(b"\n", len(content) // 2) + 1]
        yield "a bad byte", _bad_byte
        yield "semicolons", lambda content: _semicolons(target, content)
        yield "in UTF-16", lambda content: content.decode().encode("utf-16")
        yield "NUL characters", lambda content: content.decode().encode("utf-16-le")
        yield "in Latin-1", lambda content: content.decode().replace("e", "é").encode("latin-1")
    elif not stata:
        yield "formulas without values", lambda content: _merged(target, content, formulas=True)
        yield "merged cells", lambda content: _merged(target, content, formulas=False)
