"""The tables of every dataset, and how to alter one of them inside its official files."""

import io
import zipfile

import pytest

from citations.importing.tables import Column, folded_headers
from tests.citations.official import DATASETS, Found, original_files, tables_of

# Releases that the official file names tell and the content does not.
VERSIONS = {
    "anthropic-economic-index": "2025-03-27",
    "bls-oews": "May 2024",
    "microsoft-working-with-ai": "2025-10",
    "onet": "30.2",
}
TABLES = [(dataset, found) for dataset in DATASETS for found in tables_of(dataset)]
every_dataset = pytest.mark.parametrize("dataset", DATASETS)
every_table = pytest.mark.parametrize(
    ("dataset", "found"), TABLES, ids=[f"{dataset}-{found.table.key}" for dataset, found in TABLES]
)


def in_table(found: Found, change):
    """A change to the rows of one table; `change(heading row, data rows)` alters them in place or returns new data rows."""

    def apply(place, rows):
        if place != found.place:
            return None
        data = rows[found.header + 1 :]
        result = change(rows[found.header], data)
        return [*rows[: found.header], rows[found.header], *(data if result is None else result)]

    return apply


def position(found: Found, heading: list, column: Column) -> int:
    return found.table.match(folded_headers(heading)).positions[column.name]


def excel_row(found: Found, index: int) -> int:
    """The row of a data row as a spreadsheet program counts."""
    return found.header + 2 + index


def unpacked_stata() -> bytes:
    """The Stata file of the IBS archive by itself."""
    with zipfile.ZipFile(io.BytesIO(original_files("ibs-crosswalk")["onetsoc_to_isco_cws_ibs.zip"])) as archive:
        return archive.read(archive.namelist()[0])
