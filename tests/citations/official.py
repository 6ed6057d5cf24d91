"""Official files taken apart, changed and put together again: workbooks, delimited text, Stata files, archives of these.

The files are those of the built-in sample, which stands in the publishers' own layouts,
and small ones of the studies and surveys.
"""

import csv
import io
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import pyreadstat
from python_calamine import CalamineWorkbook

from citations.actions.releases import import_release
from citations.actions.uploading import Original
from citations.importing.importer import IMPORTERS
from citations.importing.tables import RowErrors, Table, folded_headers
from citations.models import Release
from citations.sample_files import archive_of, stata, workbook
from gradient.sample import SAMPLE_FILES
from tests.citations.official_studies import STUDIES, Content

Files = dict[str, bytes]
Rows = list[list]
# What a sheet, text or Stata file holds, by its place in the upload: (file, member, sheet).
Place = tuple[str, str, str]

# A dataset that is published in two layouts stands here twice: its slug, then what tells the second one.
DATASETS = (*(dataset for dataset in SAMPLE_FILES if dataset not in STUDIES), *STUDIES)


@dataclass(frozen=True)
class Found:
    """A table of a dataset in its official files: where it is, and on which row (counted from 0) its heading stands."""

    place: Place
    table: Table
    header: int

    @property
    def file(self) -> str:
        """The place as reports name it."""
        name, member, _ = self.place
        return f"{name} › {member}" if member else name


# Tables that tell which release it is; nothing of their rows is read.
UNREAD = {"field_descriptions"}


def slug_of(dataset: str) -> str:
    return dataset.partition(" ")[0]


def original_files(dataset: str) -> Files:
    return dict(_original_files(dataset))


@cache
def _original_files(dataset: str) -> Files:
    if dataset in STUDIES:
        return {name: _official_file(name, content) for name, content in STUDIES[dataset].items()}
    return SAMPLE_FILES[dataset]()


def _official_file(name: str, content: Content) -> bytes:
    if isinstance(content, list):
        return delimited(content, "\t" if name.endswith(".tsv") else ",")
    if name.endswith(".zip"):
        return archive_of({member: _official_file(member, rows) for member, rows in content.items()})
    return workbook(content)


def attempt(
    files: Mapping[str, bytes], *, dataset: str = "", version: str = "", published: str = "", is_sample: bool = False
) -> Release:
    """Import files with the project's own action; whatever comes of it."""
    originals = [Original(name, io.BytesIO(content)) for name, content in files.items()]
    return import_release(files=originals, dataset=dataset, version=version, published=published, is_sample=is_sample)[0]


def edited(files: Files, change: Callable[[Place, Rows], Iterable[list] | None]) -> Files:
    """The files with the rows of each sheet, text or Stata file as `change` returns them (None: as they are)."""
    return {name: _edited_file(name, "", content, change) for name, content in files.items()}


def _edited_file(name: str, member: str, content: bytes, change) -> bytes:
    path = member or name
    if path.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive_of({info.filename: _edited_file(name, info.filename, archive.read(info), change)
                               for info in archive.infolist() if not info.is_dir()})  # fmt: skip
    if path.endswith((".xlsx", ".xls")):
        sheets = sheets_of(content)
        changed = {sheet: _changed((name, member, sheet), rows, change) for sheet, rows in sheets.items()}
        return content if changed == sheets else workbook(changed)
    if path.endswith(".dta"):
        return stata_of(_changed((name, member, ""), stata_rows(content), change))
    delimiter = "," if path.endswith(".csv") else "\t"
    return delimited(_changed((name, member, ""), delimited_rows(content, delimiter), change), delimiter)


@cache
def sheets_of(content: bytes) -> dict[str, Rows]:
    """Rows of each sheet of a workbook. Not to be changed."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {sheet: [[None if cell == "" else cell for cell in row] for row in book.get_sheet_by_name(sheet).iter_rows()]
            for sheet in book.sheet_names}  # fmt: skip


def _changed(place: Place, rows: Rows, change) -> Rows:
    result = change(place, [list(row) for row in rows])
    return rows if result is None else [list(row) for row in result]


def delimited_rows(content: bytes, delimiter: str) -> Rows:
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    return list(csv.reader(text, delimiter=delimiter, quoting=quoting))


def delimited(rows: Rows, delimiter: str = ",") -> bytes:
    if delimiter == "\t":
        return "".join("\t".join("" if cell is None else str(cell) for cell in row) + "\r\n" for row in rows).encode()
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def stata_rows(content: bytes) -> Rows:
    with tempfile.NamedTemporaryFile(suffix=".dta") as copy:
        copy.write(content)
        copy.flush()
        columns, metadata = pyreadstat.read_dta(copy.name, output_format="dict")
    values = zip(*(columns[name] for name in metadata.column_names), strict=True)
    return [list(metadata.column_names), *([int(cell) for cell in row] for row in values)]


def stata_of(rows: Rows) -> bytes:
    return stata([str(cell) for cell in rows[0]], rows[1:])


def tables_of(dataset: str) -> list[Found]:
    """Every table that the importer reads from the dataset's official files."""
    found: list[Found] = []

    def look(place: Place, rows: Rows) -> None:
        for table in IMPORTERS[slug_of(dataset)].tables:
            header = next((i for i, row in enumerate(rows[:26]) if table.match(folded_headers(row)).complete), None)
            if header is not None and table.key not in UNREAD and _accepted(table, place, rows[header : header + 2]):
                found.append(Found(place, table, header))

    edited(original_files(dataset), look)
    return found


def _accepted(table: Table, place: Place, rows: Rows) -> bool:
    """Whether the table is this one, of those with the same heading; `rows` are the heading and the row below."""
    if table.accepts is None:
        return True
    try:
        first = table.match(folded_headers(rows[0])).row_parser()(rows[1])
    except RowErrors:
        first = None
    return table.accepts(place[1] or place[0], first)


def facts_of(release: Release) -> dict[str, list[tuple]]:
    """Every fact of a release, without the keys that differ from release to release, in an order of their own."""
    facts = {}
    for model in IMPORTERS[release.dataset.slug].fact_models():
        names = [f.attname for f in model._meta.concrete_fields if f.name not in ("id", "release")]
        rows = model._default_manager.filter(release=release).values_list(*names)
        facts[model._meta.label] = sorted(rows, key=repr)
    return facts


def fact_count(release: Release) -> int:
    models = {model for importer in IMPORTERS.values() for model in importer.fact_models()}
    return sum(model._default_manager.filter(release=release).count() for model in models)
