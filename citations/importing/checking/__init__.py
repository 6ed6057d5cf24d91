"""Checking a recognised upload: whole tables, every row of each, then uniqueness, references and the importer's own rules."""

from collections.abc import Mapping, Sequence

from citations.importing.cells import AS_PUBLISHED
from citations.importing.checking.faults import put_tables_together
from citations.importing.checking.table import Progress, TableCheck, TableReport, as_tuple
from citations.importing.importer import IMPORTERS, Importer, RecognisedPart
from citations.importing.issues import ANOTHER_FILE, OF_CODES, Findings, Place
from citations.importing.reading import Part, UnreadableFile
from citations.importing.recognition import Recognition, header_words, is_blank, is_called
from citations.importing.spooling import MemoryLimit, Spool
from citations.importing.tables import Reference, RowErrors, Table


def check(recognition: Recognition, findings: Findings, progress: Progress, spool: Spool) -> dict[str, TableReport]:
    """Check everything that was recognised; findings say what is wrong. Returns a report per table key.

    Bad content never raises: whatever is wrong with a file becomes a finding with its place. Where nothing is wrong, `spool`
    holds the parsed rows of every table afterwards.
    """
    importer = recognition.importer
    report_set_aside(recognition, findings)
    if importer is None:
        report_named_wrongly(recognition, findings)
        report_unrecognised(recognition, findings)
        return {}
    try:
        is_taken = importer.takes(recognition.parts, recognition.version, findings)
    except UnreadableFile:
        is_taken = True  # where its rows are checked, the place is told
    if not is_taken:
        return {}
    report_incomplete_tables(recognition, findings)
    report_unrelated_files(recognition, importer, findings)
    parts_of: dict[str, list[RecognisedPart]] = {}
    for recognised in recognition.parts:
        parts_of.setdefault(recognised.table.key, []).append(recognised)

    memory = MemoryLimit()
    checks: dict[str, TableCheck] = {}
    read = 0
    for table in importer.tables:
        parts = parts_of.get(table.key, [])
        if not parts:
            report_missing(table, recognition, findings)
        elif any(recognised.part.spoilt_by for recognised in parts):
            report_spoilt(parts, findings)
        elif len(parts) > 1 and not table.part_of_many:
            findings.error(
                "table-twice",
                f"{table.label} was found {len(parts)} times: {', '.join(p.part.file for p in parts)}. Upload each table once.",
                at=parts[1].part.at(),
            )
        else:
            report_duplicate_columns(parts, findings)
            report_rows_above(parts, findings)
            report_absent_columns(parts, findings)
            sound = not any(earlier.faults.found.error_count for earlier in checks.values())
            table_check = TableCheck(table, importer.tables, findings, progress, read, spool.begin(table), memory, keep=sound)
            checks[table.key] = table_check
            if table.within and table.within.of_table in checks:
                table_check.held_to = checks[table.within.of_table].bounds
            read = table_check.run(parts)
    report_absent(importer.missed(parts_of), recognition, findings)
    findings.take(put_tables_together(table_check.faults for table_check in checks.values()))
    check_references(checks, findings)
    if not findings.error_count:
        findings.tables.update(checks)
        findings.version = recognition.version or findings.version or importer.default_version or recognition.hinted_version
        importer.check(spool.rows, findings)
        findings.stop_gross_differences()
    return {key: table_check.report for key, table_check in checks.items()}


# From this share of what is referred to, codes that are missing say that a table is cut off.
CUT, MANY_UNKNOWN = 0.1, 5


def check_references(checks: Mapping[str, TableCheck], findings: Findings) -> None:
    """Every referring value must occur in the table it refers to, where the release has that table. What a table lacks for one
    cause is one finding, however many others refer to it; what could not be read of it, nobody can look for."""
    referring: dict[tuple[str, tuple[str, ...]], list[tuple[TableCheck, Reference]]] = {}
    for own in checks.values():
        for reference in own.table.references:
            if reference.to_table in checks:
                referring.setdefault((reference.to_table, reference.to_columns), []).append((own, reference))
    for (to_table, to_columns), members in referring.items():
        other = checks[to_table]
        known = other.remembered[to_columns]
        asked: set[object] = set()
        missing: list[tuple[TableCheck, str, dict[object, int]]] = []
        for own, reference in members:
            remembered = own.remembered[reference.columns]
            unknown = {key: n for key, n in remembered.items() if key not in known and None not in as_tuple(key)}
            asked |= remembered.keys()
            if unknown:
                missing.append((own, reference.columns[0], unknown))
        if missing and not other.is_whole:
            report_unchecked(other, missing, findings)
        elif missing:
            report_unknown(other, missing, len(asked), findings)


Missing = Sequence[tuple[TableCheck, str, dict[object, int]]]


def report_unchecked(other: TableCheck, missing: Missing, findings: Findings) -> None:
    """What refers to rows that could not be read: a note, as the finding that tells of these rows comes first."""
    count = len(set().union(*(unknown for _, _, unknown in missing)))
    tables = "; ".join(dict.fromkeys(own.table.label for own, *_ in missing))
    findings.note(
        "references-unchecked",
        f"{other.table.label} could not be read whole, so {count:,} codes or numbers that refer to it were not checked (in "
        f"{tables}).",
        at=Place(other.report.files[0]),
    )


def report_unknown(other: TableCheck, missing: Missing, asked: int, findings: Findings) -> None:
    """Values that do not occur in the table that they refer to: one finding, with each place."""
    gone = set().union(*(unknown for _, _, unknown in missing))
    label, target = other.table.label, other.table.key.replace("_", "-")
    advice = "Compare both tables with the publisher's own files, and upload those as they are."
    kind = f"{missing[0][0].table.key}-unknown-{target}".replace("_", "-")
    tables = ""
    if len(missing) > 1:
        kind = f"tables-unknown-{target}"
        listed: dict[str, set[object]] = {}
        for own, _, unknown in missing:
            listed.setdefault(own.table.label, set()).update(unknown)
        counts = "; ".join(f"{name}: {len(unknown):,}" for name, unknown in listed.items())
        tables = f" It lacks {len(gone):,} that other tables refer to ({counts})."
    if len(gone) >= max(MANY_UNKNOWN, CUT * asked):
        advice = (
            f"{label} lacks {len(gone):,} of the {asked:,} that are referred to: it is cut off, or its files are of another "
            f"release. {AS_PUBLISHED}"
        )
    first = " ".join(map(str, as_tuple(next(iter(missing[0][2])))))
    for own, column, unknown in missing:
        for key, number in unknown.items():
            findings.error(
                kind,
                f"{first} does not occur in {label}.{tables}",
                at=own.place(number),
                column=own.heading(column, number),
                value=" ".join(map(str, as_tuple(key))),
                advice=advice,
                of=other.table.key,
                counted=OF_CODES,
            )


BLANK = "It is blank: nothing stands where a table would begin. Upload the publisher's original file."


def report_missing(table: Table, recognition: Recognition, findings: Findings) -> None:
    """A required table that is missing is an error. A damaged one was reported before, and so was a file called like it that
    cannot be read."""
    damaged = any(near.table is table for near in recognition.near)
    unreadable = any(is_called(name, table) for name in recognition.unreadable)
    if table.required and not damaged and not unreadable:
        findings.error(
            "table-missing",
            f"{table.label} is missing. Its columns: {', '.join(c.words for c in table.columns if c.required)}. "
            "Upload it together with the other files of the release.",
        )


def report_absent(missed: Sequence[Table], recognition: Recognition, findings: Findings) -> None:
    """Tables that a release can do without: one note. Those that are there and damaged were reported before."""
    near = {recognised.table.key for recognised in recognition.near}
    absent = [table.label for table in missed if not table.required and table.key not in near]
    if absent:
        is_one = len(absent) == 1
        findings.note(
            "table-absent",
            f"{'; '.join(absent)} {'is' if is_one else 'are'} not in this release; pages leave out what depends on "
            f"{'it' if is_one else 'them'}.",
        )


def report_spoilt(parts: Sequence[RecognisedPart], findings: Findings) -> None:
    """Files that another program changed throughout: their rows are not looked at."""
    for recognised in parts:
        if cause := recognised.part.spoilt_by:
            findings.caused(
                cause, at=recognised.part.at(recognised.header_row), column=recognised.heading(recognised.table.columns[0].name)
            )


def report_duplicate_columns(parts: Sequence[RecognisedPart], findings: Findings) -> None:
    """Two columns under one heading: nobody can say which of them is meant."""
    for recognised in parts:
        for column in recognised.match.doubled:
            heading = recognised.heading(column.name)
            findings.error(
                "column-twice",
                f"The heading {heading} stands over more than one column, so it is not clear which to read. "
                "Upload the publisher's original file.",
                at=recognised.part.at(recognised.header_row),
                column=heading,
            )


def report_rows_above(parts: Sequence[RecognisedPart], findings: Findings) -> None:
    """Rows of data above the heading: somebody moved it, or sorted it among them. They would be left out in silence."""
    for recognised in parts:
        parse = recognised.match.row_parser(is_text=recognised.part.delimited)
        above, heading = [], False
        for row in recognised.part.rows():
            try:
                parse(row.cells)
            except RowErrors:
                pass
            else:
                above.append(row.number)
                heading = heading or row.number == recognised.header_row
            # Not a row further: the part may break off there, which is told with its rows.
            if row.number == recognised.header_row:
                break
        # Where the heading itself passes for data, as in a table of words, nothing can be told.
        if above and not heading:
            findings.error(
                "rows-above-heading",
                f"{len(above):,} rows of data stand above the heading, which is row {recognised.header_row:,}. The rows were "
                "sorted, or the heading was moved. Upload the publisher's original file.",
                at=recognised.part.at(above[0]),
            )


def report_absent_columns(parts: Sequence[RecognisedPart], findings: Findings) -> None:
    """Columns that a table can do without, each with what readers miss: one note a file."""
    for recognised in parts:
        positions = recognised.match.positions
        absent = [column for column in recognised.table.columns if column.missed and column.name not in positions]
        if absent:
            findings.note(
                "column-absent",
                f"{recognised.table.label} is read without {'columns' if len(absent) > 1 else 'a column'} that it has in other "
                f"releases: {'; '.join(f'{column.words} ({column.missed})' for column in absent)}.",
                at=recognised.part.at(recognised.header_row),
                column=absent[0].words,
            )


def report_incomplete_tables(recognition: Recognition, findings: Findings) -> None:
    """Tables with missing columns, and tables of other datasets."""
    report_spoilt(recognition.near, findings)
    for near in (near for near in recognition.near if not near.part.spoilt_by):
        findings.error(
            "column-missing",
            f"This looks like {near.table.label}, but required columns are missing: "
            f"{', '.join(column.words for column in near.match.missing)}. "
            "Columns may stand in any order; their names must be kept. Upload the publisher's original file; if this is it, tell "
            "a developer.",
            at=near.part.at(near.header_row),
            column=near.match.missing[0].words,
        )
    for slug, parts in recognition.foreign.items():
        findings.error(
            "other-dataset",
            f"This belongs to another dataset ({IMPORTERS[slug].dataset.title}). Upload the files of one dataset at a time.",
            at=parts[0].part.at(),
        )


def report_set_aside(recognition: Recognition, findings: Findings) -> None:
    """Files that are known to be something else: one finding for each thing they are, which holds nobody up where there are
    tables beside them."""
    found: dict[str, dict[str, Place]] = {}
    for other in recognition.set_aside:
        found.setdefault(other.words, {}).setdefault(other.at.file, other.at)
    for words, places in found.items():
        first = next(iter(places.values()))
        more = f" {len(places):,} files of this upload are such; the first is {first.file}." if len(places) > 1 else ""
        left_out = " It is set aside; the other files are read." if recognition.parts else ""
        add = findings.note if recognition.parts else findings.error
        add(ANOTHER_FILE, words + more + left_out, at=first)


def report_unrelated_files(recognition: Recognition, importer: Importer, findings: Findings) -> None:
    """Uploaded files in which nothing belongs to the dataset. Other members of its archives are ignored."""
    known = {_uploaded_file(r.part) for r in (*recognition.parts, *recognition.near)}
    known |= {_uploaded_file(r.part) for parts in recognition.foreign.values() for r in parts}
    known |= {_uploaded_file(other.at) for other in recognition.set_aside}
    here = {r.table.key for r in (*recognition.parts, *recognition.near)}
    absent = [
        f"{table.label} (columns {', '.join(column.words for column in table.columns if column.required)})"
        for table in importer.tables
        if table.key not in here
    ]
    unrelated = {_uploaded_file(part): part for part in reversed(recognition.others) if _uploaded_file(part) not in known}
    for file, part in unrelated.items():
        message = (
            f"Nothing in this file belongs to {importer.dataset.title}{_start_of(part)}. "
            "Leave it out, or upload the publisher's original file."
            + (f" Not in this upload: {'; '.join(absent)}." if absent else "")
        )
        findings.error("not-of-dataset", BLANK if is_blank(part) else message, at=Place(file, part.sheet))


def _uploaded_file(part: Part | Place) -> str:
    return part.file.split(" › ", 1)[0]


def report_named_wrongly(recognition: Recognition, findings: Findings) -> None:
    """Files of other datasets than the one that the uploader named: one finding for each of these."""
    for slug, parts in recognition.foreign.items():
        tables = "; ".join(dict.fromkeys(recognised.table.label for recognised in parts))
        findings.error(
            "other-dataset",
            f"These files are of another dataset than was named: of {IMPORTERS[slug].dataset.title} ({slug}). They hold: "
            f"{tables}. Upload them again without naming a dataset; it is recognised from the files. Or upload the files of the "
            "dataset that was named.",
            at=parts[0].part.at(),
        )


def report_unrecognised(recognition: Recognition, findings: Findings) -> None:
    """Files in which no dataset's table was found, with what they start with."""
    named = {_uploaded_file(other.at) for other in recognition.set_aside}
    named |= {_uploaded_file(recognised.part) for parts in recognition.foreign.values() for recognised in parts}
    if not recognition.others and not findings.error_count:
        findings.error("not-recognised", "The upload holds no table. Upload the publisher's original files.")
    known = ", ".join(sorted(importer.dataset.short_title for importer in IMPORTERS.values()))
    for part in (part for part in recognition.others if _uploaded_file(part) not in named):
        message = (
            f"No dataset known here has a table with these columns{_start_of(part)}. Known datasets: {known}. "
            "Upload the publisher's original file."
        )
        findings.error("not-recognised", BLANK if is_blank(part) else message, at=part.at())


def _start_of(part: Part) -> str:
    words = header_words(part)
    return f" (it starts: {words})" if words else ""
