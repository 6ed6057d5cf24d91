"""Checking a recognised upload: every row of every table, then uniqueness, references and the importer's own rules."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from citations.importing.cells import as_text
from citations.importing.importer import IMPORTERS, RecognisedPart
from citations.importing.issues import Findings
from citations.importing.reading import Row, UnreadableFile
from citations.importing.recognition import Recognition, header_words
from citations.importing.tables import RowErrors, Table, folded_header

Progress = Callable[[str, int, int | None], None]


@dataclass
class TableReport:
    """Rows read of one table, and from where."""

    label: str
    rows: int = 0
    skipped: int = 0
    files: list[str] = field(default_factory=list)


def parsed_rows(
    recognised: RecognisedPart,
    on_error: Callable[[Row, RowErrors], None] | None = None,
    on_skip: Callable[[Row, str], None] | None = None,
) -> Iterator[tuple[Row, tuple]]:
    """The rows below the header, parsed. Blank rows are passed over. Bad rows go to `on_error`, or raise without one."""
    parse = recognised.match.row_parser()
    skip = recognised.table.skip
    header: list[str] = []
    for row in recognised.part.rows():
        if row.number <= recognised.header_row:
            if row.number == recognised.header_row:
                header = [folded_header(cell) for cell in row.cells]
            continue
        cells = row.cells
        if not any(cell is not None and cell != "" for cell in cells):
            continue
        if skip is not None and (reason := skip(dict(zip(header, cells, strict=False)))):
            if on_skip:
                on_skip(row, reason)
            continue
        if len(cells) != len(header):
            if recognised.part.delimited:
                errors = RowErrors([], f"{len(header)} cells, as in the heading, but the row has {len(cells)}; it may be cut off")
                if on_error is None:
                    raise errors
                on_error(row, errors)
                continue
            # Spreadsheets leave out trailing empty cells.
            cells = [*cells, *([None] * (len(header) - len(cells)))]
        try:
            yield row, parse(cells)
        except RowErrors as errors:
            if on_error is None:
                raise
            on_error(row, errors)


def check(
    recognition: Recognition, findings: Findings, progress: Progress = lambda phase, done, total: None
) -> dict[str, TableReport]:
    """Check everything that was recognised; findings say what is wrong. Returns a report per table key."""
    importer = recognition.importer
    if importer is None:
        _report_unrecognised(recognition, findings)
        return {}
    _report_leftovers(recognition, findings)
    reports: dict[str, TableReport] = {}
    keys = _wanted_keys(importer.tables)
    values: dict[tuple[str, tuple[str, ...]], dict] = {}
    parts_of: dict[str, list[RecognisedPart]] = {}
    for recognised in recognition.parts:
        parts_of.setdefault(recognised.table.key, []).append(recognised)

    read = 0
    for table in importer.tables:
        parts = parts_of.get(table.key, [])
        if not parts:
            _report_absent(table, recognition, findings)
            continue
        if len(parts) > 1 and not table.part_of_many:
            findings.error(
                "table-twice",
                f"{table.label} was found {len(parts)} times: {', '.join(p.part.file for p in parts)}. Upload each table once.",
                file=parts[1].part.file,
                sheet=parts[1].part.sheet,
            )
            continue
        report = reports[table.key] = TableReport(table.label)
        seen: dict[tuple, int] = {}
        for recognised in parts:
            report.files.append(recognised.part.file)
            read = _check_part(table, recognised, findings, report, seen, keys.get(table.key, ()), values, progress, read)
        if report.rows < table.minimum_rows:
            findings.error(
                "too-few-rows",
                f"{table.label} has {report.rows:,} usable rows; at least {table.minimum_rows:,} are expected. "
                "The file may be cut off: download it again.",
                file=parts[0].part.file,
                sheet=parts[0].part.sheet,
            )
    _check_references(importer.tables, parts_of, values, findings)
    if not findings.error_count:
        importer.check(lambda key: _rows_of(parts_of.get(key, [])), findings)
    return reports


def _rows_of(parts: list[RecognisedPart]) -> Iterator[tuple]:
    for recognised in parts:
        for _, parsed in parsed_rows(recognised):
            yield parsed


def _wanted_keys(tables) -> dict[str, list[tuple[str, ...]]]:
    """Which column combinations of which table have to be remembered for references."""
    wanted: dict[str, list[tuple[str, ...]]] = {}
    for table in tables:
        for reference in table.references:
            wanted.setdefault(table.key, []).append(reference.columns)
            wanted.setdefault(reference.to_table, []).append(reference.to_columns)
    return wanted


def _check_part(
    table: Table,
    recognised: RecognisedPart,
    findings: Findings,
    report: TableReport,
    seen: dict,
    wanted,
    values,
    progress: Progress,
    read: int,
) -> int:
    place = {"file": recognised.part.file, "sheet": recognised.part.sheet}
    row_type = table.row_type
    unique = tuple(row_type._fields.index(name) for name in table.unique)
    remembered = [
        (values.setdefault((table.key, columns), {}), tuple(row_type._fields.index(c) for c in columns)) for columns in wanted
    ]
    headers = {column.name: column.header for column in table.columns}

    def bad(row: Row, errors: RowErrors) -> None:
        if errors.whole_row:
            findings.error(
                f"{table.key}-width".replace("_", "-"),
                f"Expected {errors.whole_row}.",
                row=row.number,
                value=" | ".join(as_text(cell) for cell in row.cells),
                **place,
            )
        for column, cell, expected in errors.errors:
            findings.error(
                f"{table.key}-{column.name}".replace("_", "-"),
                f"Expected {expected}.",
                row=row.number,
                column=column.header,
                value=as_text(cell),
                **place,
            )

    def skipped(row: Row, reason: str) -> None:
        report.skipped += 1
        findings.note(f"{table.key}-skipped", reason, row=row.number, **place)

    try:
        for row, parsed in parsed_rows(recognised, bad, skipped):
            report.rows += 1
            read += 1
            if unique:
                key = tuple([parsed[i] for i in unique])
                if key in seen:
                    findings.error(
                        f"{table.key}-duplicate",
                        f"{', '.join(headers[name] for name in table.unique)} must be unique; row {seen[key]:,} has the same.",
                        row=row.number,
                        column=headers[table.unique[0]],
                        value=" ".join(map(str, key)),
                        **place,
                    )
                else:
                    seen[key] = row.number
            for store, positions in remembered:
                store.setdefault(tuple([parsed[i] for i in positions]), row.number)
            if table.cross_check and (problem := table.cross_check(parsed)):
                name, expected = problem
                findings.error(
                    f"{table.key}-{name}-rule".replace("_", "-"),
                    f"Expected {expected}.",
                    row=row.number,
                    column=headers[name],
                    value=getattr(parsed, name),
                    **place,
                )
            if read % 5_000 == 0:
                progress(f"Checking {table.label}", read, None)
    except UnreadableFile as error:
        findings.error("unreadable-file", str(error), file=error.part or place["file"], sheet=place["sheet"], row=error.row)
    return read


def _check_references(tables, parts_of, values, findings: Findings) -> None:
    for table in tables:
        for reference in table.references:
            own = values.get((table.key, reference.columns))
            if own is None or reference.to_table not in parts_of:
                continue
            target = values.get((reference.to_table, reference.to_columns), {})
            part = parts_of[table.key][0].part
            headers = {column.name: column.header for column in table.columns}
            other = next(t for t in tables if t.key == reference.to_table)
            for key, row in own.items():
                if key not in target and all(piece is not None for piece in key):
                    findings.error(
                        f"{table.key}-unknown-{reference.to_table}".replace("_", "-"),
                        f"{' '.join(map(str, key))} does not occur in {other.label}.",
                        file=part.file,
                        sheet=part.sheet,
                        row=row,
                        column=headers[reference.columns[0]],
                        value=" ".join(map(str, key)),
                    )


def _report_absent(table: Table, recognition: Recognition, findings: Findings) -> None:
    if any(near.table is table for near in recognition.near):
        return
    if table.required:
        findings.error(
            "table-missing",
            f"{table.label} is missing. Its columns: {', '.join(c.header for c in table.columns if c.required)}. "
            "Upload it together with the other files of the release.",
        )
    else:
        findings.note("table-absent", f"{table.label} is not in this release; pages leave out what depends on it.")


def _report_leftovers(recognition: Recognition, findings: Findings) -> None:
    for near in recognition.near:
        findings.error(
            "column-missing",
            f"This looks like {near.table.label}, but required columns are missing: "
            f"{', '.join(column.header for column in near.match.missing)}. Columns may stand in any order; their names must be kept.",
            file=near.part.file,
            sheet=near.part.sheet,
            row=near.header_row,
            column=near.match.missing[0].header,
        )
    for slug, parts in recognition.foreign.items():
        findings.error(
            "other-dataset",
            f"This belongs to another dataset ({IMPORTERS[slug].dataset.title}). Upload the files of one dataset at a time.",
            file=parts[0].part.file,
            sheet=parts[0].part.sheet,
        )


def _report_unrecognised(recognition: Recognition, findings: Findings) -> None:
    known = ", ".join(sorted(importer.dataset.short_title for importer in IMPORTERS.values()))
    for part in recognition.others:
        words = header_words(part)
        findings.error(
            "not-recognised",
            "No dataset known here has a table with these columns"
            + (f" (it starts: {words})" if words else "")
            + f". Known datasets: {known}. Upload the publisher's original file.",
            file=part.file,
            sheet=part.sheet,
        )
