"""Cells that hold an error (#N/A, #REF!): the workbook library reads them as empty, which would pass for a missing value."""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path, PurePosixPath

CELL = re.compile(
    rb'<c\b(?=[^>]*\bt="e")(?=[^>]*\br="([A-Z]{1,3})(\d{1,7})")[^>]*>(?:<f\b[^>]*?(?:/>|>[^<]*</f>))?<v>([^<]{1,40})</v>'
)
BLOCK = 1024**2
# Longer than any cell that is worth telling about.
OVERLAP = 4_096


@dataclass(frozen=True)
class ErrorCell:
    """Where the first error of a sheet stands, and what it says."""

    reference: str
    row: int
    value: str


def error_cells(path: Path) -> Mapping[str, ErrorCell]:
    """The first cell with an error of each sheet of an XLSX file, by the sheet's name."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        for sheet, part in _sheet_parts(archive).items():
            if part in names and (cell := _first_error(archive, part)):
                found[sheet] = cell
    return found


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    try:
        relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    except KeyError:
        return {}
    targets = {}
    for element in re.findall(r"<Relationship\b[^>]*>", relations):
        attributes = _attributes(element)
        target = attributes.get("Target", "")
        targets[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
    sheets = [_attributes(element) for element in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", book)]
    return {unescape(sheet.get("name", "")): targets.get(sheet.get("r:id", ""), "") for sheet in sheets}


def _attributes(element: str) -> dict[str, str]:
    return dict(re.findall(r'([\w:]+)="([^"]*)"', element))


def _first_error(archive: zipfile.ZipFile, part: str) -> ErrorCell | None:
    kept = b""
    with archive.open(part) as stream:
        while block := stream.read(BLOCK):
            if match := CELL.search(kept + block):
                column, row, value = (piece.decode("utf-8", "replace") for piece in match.groups())
                return ErrorCell(f"{column}{row}", int(row), value)
            kept = block[-OVERLAP:]
    return None
