"""Findings about whole tables: what is missing, damaged, doubled, of another dataset, or not known at all."""

from collections.abc import Sequence

from citations.importing.importer import IMPORTERS, RecognisedPart
from citations.importing.issues import Findings
from citations.importing.reading import Part
from citations.importing.recognition import Recognition, header_words, is_blank
from citations.importing.tables import Table

BLANK = "It is blank: nothing stands where a table would begin. Upload the publisher's original file."


def report_absent(table: Table, recognition: Recognition, findings: Findings) -> None:
    """A required table that is missing is an error, an optional one a note. One found damaged was reported already."""
    if any(near.table is table for near in recognition.near):
        return
    if table.required:
        findings.error(
            "table-missing",
            f"{table.label} is missing. Its columns: {', '.join(c.words for c in table.columns if c.required)}. "
            "Upload it together with the other files of the release.",
        )
    else:
        findings.note("table-absent", f"{table.label} is not in this release; pages leave out what depends on it.")


def report_doubled_columns(parts: Sequence[RecognisedPart], findings: Findings) -> None:
    """Two columns under one heading: nobody can say which of them is meant."""
    for recognised in parts:
        for column in recognised.match.doubled:
            findings.error(
                "column-twice",
                f"The heading {column.header} stands over more than one column, so it is not clear which to read. "
                "Upload the publisher's original file.",
                file=recognised.part.file,
                sheet=recognised.part.sheet,
                row=recognised.header_row,
                column=column.header,
            )


def report_leftovers(recognition: Recognition, findings: Findings) -> None:
    """Tables with missing columns, and tables of other datasets."""
    for near in recognition.near:
        findings.error(
            "column-missing",
            f"This looks like {near.table.label}, but required columns are missing: "
            f"{', '.join(column.words for column in near.match.missing)}. "
            "Columns may stand in any order; their names must be kept.",
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


def report_strangers(recognition: Recognition, findings: Findings) -> None:
    """Uploaded files in which nothing belongs to the dataset. Members of an archive beside the dataset's own are let be."""
    if recognition.importer is None:
        return
    known = {_uploaded_file(r.part) for r in (*recognition.parts, *recognition.near)}
    known |= {_uploaded_file(r.part) for parts in recognition.foreign.values() for r in parts}
    here = {r.table.key for r in (*recognition.parts, *recognition.near)}
    absent = [
        f"{table.label} (columns {', '.join(column.words for column in table.columns if column.required)})"
        for table in recognition.importer.tables
        if table.key not in here
    ]
    strangers = {_uploaded_file(part): part for part in reversed(recognition.others) if _uploaded_file(part) not in known}
    for file, part in strangers.items():
        words = header_words(part)
        if is_blank(part):
            findings.error("not-of-dataset", BLANK, file=file, sheet=part.sheet)
            continue
        findings.error(
            "not-of-dataset",
            f"Nothing in this file belongs to {recognition.importer.dataset.title}{f' (it starts: {words})' if words else ''}. "
            "Leave it out, or upload the publisher's original file."
            + (f" Not in this upload: {'; '.join(absent)}." if absent else ""),
            file=file,
            sheet=part.sheet,
        )


def _uploaded_file(part: Part) -> str:
    return part.file.split(" › ", 1)[0]


def report_unrecognised(recognition: Recognition, findings: Findings) -> None:
    """Files in which no dataset's table was found, with what they start with."""
    if not recognition.others and not findings.error_count:
        findings.error("not-recognised", "The upload holds no table. Upload the publisher's original files.")
    known = ", ".join(sorted(importer.dataset.short_title for importer in IMPORTERS.values()))
    for part in recognition.others:
        words = header_words(part)
        if is_blank(part):
            findings.error("not-recognised", BLANK, file=part.file, sheet=part.sheet)
            continue
        findings.error(
            "not-recognised",
            "No dataset known here has a table with these columns"
            + (f" (it starts: {words})" if words else "")
            + f". Known datasets: {known}. Upload the publisher's original file.",
            file=part.file,
            sheet=part.sheet,
        )
