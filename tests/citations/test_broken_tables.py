"""Tables of each dataset with columns, cells and rows that are wrong: each is refused with its place, and nothing changes.

What only looks different (order of columns, case of headings, the file's name) is read as if it did not.
"""

import random

import pytest

from citations.importing.cells import CellError, as_text
from citations.importing.tables import Column, folded_headers
from tests.citations.damaging import TABLES, VERSIONS, every_dataset, every_table, excel_row, in_table, position
from tests.citations.official import Found, attempt, edited, original_files, slug_of, tables_of

# What files hold is read alike on every database; how what was found is stored is tried elsewhere.
pytestmark = [pytest.mark.django_db, pytest.mark.either_database, pytest.mark.drawn(4)]


# What only looks different


@every_dataset
def test_column_order_and_case_of_headings_do_not_matter(dataset, accepted_alike):
    order = random.Random(7)
    moved = set()

    def shuffle(place, rows):
        for found in tables_of(dataset):
            if found.place != place:
                continue
            width = len(rows[found.header])
            columns = list(reversed(range(width))) if width < 4 else order.sample(range(width), width)
            assert columns != sorted(columns)
            moved.add(found.table.key)
            rows = [*rows[: found.header], *([(row + [None] * width)[c] for c in columns] for row in rows[found.header :])]
            rows[found.header] = [None if cell is None else as_text(cell).swapcase() for cell in rows[found.header]]
        return rows

    accepted_alike(dataset, edited(original_files(dataset), shuffle))

    assert moved == {found.table.key for found in tables_of(dataset)}


@every_dataset
@pytest.mark.parametrize("name", ["{stem}", "{stem}.bin", "{stem}.csv", "{stem}.xlsx", "{stem}.dta", "{stem}.zip"])
def test_a_file_is_known_by_its_content_whatever_it_is_called(dataset, name, accepted_alike):
    files = {name.format(stem=f"file {number}"): content for number, content in enumerate(original_files(dataset).values())}
    # The name may hold what the content does not say: the release.
    accepted_alike(dataset, files, version=VERSIONS.get(dataset, ""))


@every_dataset
def test_blank_rows_and_extra_columns_do_not_matter(dataset, accepted_alike):
    def loosen(heading, data):
        heading.append("A remark")
        return [*([*row, "seen"] for row in data[:1]), [None] * len(heading), *([*row, ""] for row in data[1:])]

    files = original_files(dataset)
    for found in tables_of(dataset):
        if not found.place[1].endswith(".dta"):
            files = edited(files, in_table(found, loosen))
    accepted_alike(dataset, files)


# Columns


def has_a_likeness(dataset: str, found: Found) -> bool:
    """Whether one column alone tells the table from one of another dataset: without it the uploader has to say which it is."""
    mine = {column.name for column in found.table.columns}
    return any(
        slug_of(other) != slug_of(dataset)
        and {column.name for column in one.table.columns} == mine
        and sum(mine.header != its.header for mine, its in zip(found.table.columns, one.table.columns, strict=True)) == 1
        for other, one in TABLES
    )


@every_table
def test_a_missing_required_column_is_named(dataset, found, refused):
    original = original_files(dataset)
    required = [column for column in found.table.columns if column.required]
    # Of files of one and the same layout, one shows it for every column.
    alike = [other for other in tables_of(dataset) if other.table.key == found.table.key]
    for column in required if alike[0].place == found.place else required[:1]:

        def without(place, rows, column=column):
            if place != found.place:
                return None
            gone = position(found, rows[found.header], column)
            return [[cell for i, cell in enumerate(row) if i != gone] for row in rows]

        files = edited(original, without)
        errors = refused(attempt(files, dataset=slug_of(dataset) if has_a_likeness(dataset, found) else ""), files)

        named = [error for error in errors if error.file == found.file or found.table.label in error.message]
        assert any(column.words in error.message for error in named), (column.words, [str(e) for e in errors])


@every_table
def test_a_heading_that_stands_twice_is_named(dataset, found, refused):
    column = next(column for column in found.table.columns if column.required)
    if found.place[1].endswith(".dta"):
        pytest.skip("Stata keeps the names of its columns unique")

    named = {}

    def double(heading, data):
        place = position(found, heading, column)
        named["column"] = heading_of(heading, place)
        heading.append(heading[place])
        return [[*row, row[place]] for row in data]

    files = edited(original_files(dataset), in_table(found, double))
    errors = refused(attempt(files), files)

    # In the file's own words: of a heading that names a year, in those of this year.
    assert [(e.kind, e.file, e.row, e.column) for e in errors] == [
        ("column-twice", found.file, found.header + 1, named["column"])
    ]


# Cells and rows


def heading_of(heading: list, place: int) -> str:
    """A column's heading as a report has it: the file's own, on one line."""
    return " ".join(as_text(heading[place]).split())


def wrong_cell(found: Found, column: Column) -> object:
    """A cell that the column cannot hold; None where an empty cell is the only such thing, "" where there is none."""
    candidates = (999_999_999,) if found.place[1].endswith(".dta") else ("?!", "x" * 20_000)
    for candidate in candidates:
        try:
            column.parse(candidate)
        except CellError:
            return candidate
    return "" if column.nullable else None


@every_table
def test_every_bad_cell_is_found_with_its_place_and_value(dataset, found, refused):
    expected = {}

    def spoil(heading, data):
        # Each wrong cell in a row of its own, and in none that is a note: several in one row are one finding.
        rows = [row for row in data if sum(cell not in (None, "") for cell in row) > 1]
        data[:] = [list(row) for row in rows * (1 + len(found.table.columns) // len(rows))]
        for index, column in enumerate(found.table.columns):
            wrong = wrong_cell(found, column)
            if column.name in found.table.match(folded_headers(heading)).positions and wrong != "":
                place = position(found, heading, column)
                data[index][place] = wrong
                expected[excel_row(found, index), heading_of(heading, place)] = as_text(wrong)
        return [list(row) for row in data]

    files = edited(original_files(dataset), in_table(found, lambda heading, data: spoil(heading, [list(r) for r in data])))
    errors = refused(attempt(files), files)

    reported = {(e.row, e.column): e.value for e in errors if e.file == found.file and e.sheet == found.place[2]}
    assert expected
    for place, value in expected.items():
        assert place in reported
        assert reported[place].rstrip("…") == value[: len(reported[place].rstrip("…"))]


@every_table
def test_a_row_that_repeats_a_key_is_refused_and_both_rows_are_named(dataset, found, refused):
    if not found.table.unique:
        pytest.skip("the publisher's table has no key")
    place = {}

    def repeat(heading, data):
        again = list(data[0])
        if found.table.identical_repeats:
            told = next(column for column in found.table.columns if column.name in ("employment", "penetration"))
            again[position(found, heading, told)] = 1
        place["row"] = excel_row(found, len(data))
        return [*data, again]

    files = edited(original_files(dataset), in_table(found, repeat))
    errors = refused(attempt(files), files)

    doubles = [error for error in errors if error.kind.endswith("-duplicate")]
    assert [(error.file, error.row) for error in doubles] == [(found.file, place["row"])]
    assert f"row {excel_row(found, 0)} has the same" in doubles[0].message


REFERENCES = [(d, f, reference) for d, f in TABLES for reference in f.table.references]


@pytest.mark.parametrize(("dataset", "found", "reference"), REFERENCES, ids=[f"{d}-{f.table.key}" for d, f, _ in REFERENCES])
def test_a_reference_to_nothing_is_refused_with_its_row(dataset, found, reference, refused):
    target = next(other for d, other in TABLES if d == dataset and other.table.key == reference.to_table)
    referred = _cells(dataset, found, reference.columns[0])
    gone = next(cell for cell in reversed(_cells(dataset, target, reference.to_columns[0])) if cell in referred)

    def remove(heading, data):
        place = position(target, heading, _column(target, reference.to_columns[0]))
        return [row for row in data if len(row) <= place or as_text(row[place]) != gone]

    files = edited(original_files(dataset), in_table(target, remove))
    errors = [error for error in refused(attempt(files), files) if "-unknown-" in error.kind]

    # One finding, though several tables may refer to what is gone.
    (error,) = [error for error in errors if f"does not occur in {target.table.label}" in error.message]
    assert error.value == gone
    assert error.row
    assert error.file == found.file or found.table.label in error.message


def _column(found: Found, name: str) -> Column:
    return next(column for column in found.table.columns if column.name == name)


def _cells(dataset: str, found: Found, name: str) -> list[str]:
    """What a table of the official files holds in a column, as text."""
    cells: list[str] = []

    def look(heading, data):
        place = position(found, heading, _column(found, name))
        cells.extend(as_text(row[place]) for row in data if len(row) > place)

    edited(original_files(dataset), in_table(found, look))
    return cells
