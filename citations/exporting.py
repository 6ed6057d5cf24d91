"""Tables as CSV for people who open them in a spreadsheet program, and text that a feed can hold."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What makes a spreadsheet program take a cell for a formula.
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value: object) -> object:
    """The value as a cell that no spreadsheet program runs: text that would start a formula gets an apostrophe before it.

    Numbers stay numbers, also those written as text ("-0.5"); None is an empty cell.
    """
    if value is None:
        return ""
    if not isinstance(value, str) or not value.lstrip(" ").startswith(_STARTS_FORMULA):
        return value
    try:
        float(value)
    except ValueError:
        return f"'{value}"
    return value


def in_xml(text: str) -> str:
    """The text without characters that no XML file may hold, for a feed."""
    return _NOT_IN_XML.sub("", text)


class _Echo:
    def write(self, line: str) -> str:
        return line


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The table line by line, header first, every cell safe."""
    writer = csv.writer(_Echo())
    # Spreadsheet programs take a file without this mark for one in the machine's own old encoding.
    yield "\ufeff" + writer.writerow([safe_cell(cell) for cell in header])
    for row in rows:
        yield writer.writerow([safe_cell(cell) for cell in row])


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """A download called `name`, sent as it is read."""
    response = StreamingHttpResponse(csv_lines(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
