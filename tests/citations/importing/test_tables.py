"""Headings decide where a column stands, not their order, case or spacing."""

from hypothesis import given
from hypothesis import strategies as st

from citations.importing.cells import integer, text
from citations.importing.tables import Column, Table, folded_headers

TABLE = Table(
    key="tasks",
    label="Tasks",
    columns=(
        Column("code", "O*NET-SOC Code"),
        Column("task_id", "Task ID", integer(1)),
        Column("statement", "Task", text(), aliases=("Task Statement",)),
        Column("note", "Note", required=False, nullable=True),
    ),
)
VALUES = {"code": "27-4014.00", "task_id": 7, "statement": "Mix sound.", "note": "New"}
HEADINGS = {column.name: column.header for column in TABLE.columns}


@st.composite
def spelling(draw, heading: str) -> str:
    """The heading in some case, with spaces that may be doubled, tabs or underscores, and space around it."""
    letters = [draw(st.sampled_from([letter.lower(), letter.upper()])) for letter in heading]
    space = draw(st.sampled_from([" ", "  ", "\t", "_", "\n"]))
    around = draw(st.sampled_from(["", " ", "\t"]))
    return around + "".join(letters).replace(" ", space) + around


@given(st.data(), st.permutations(list(HEADINGS)), st.lists(st.text(alphabet="xyz", min_size=5, max_size=9), max_size=3))
def test_a_row_means_the_same_in_any_order_and_spelling(data, order, strangers):
    header = [data.draw(spelling(HEADINGS[name])) for name in order] + strangers
    cells = [VALUES[name] for name in order] + ["?"] * len(strangers)

    match = TABLE.match(folded_headers(header))

    assert match.complete
    assert not match.doubled
    assert match.row_parser()(cells)._asdict() == VALUES


@given(st.sets(st.sampled_from(["code", "task_id", "statement"]), min_size=1))
def test_each_missing_required_column_is_told(gone):
    match = TABLE.match(folded_headers([heading for name, heading in HEADINGS.items() if name not in gone]))

    assert {column.name for column in match.missing} == gone
    assert match.likeness == (3 - len(gone)) / 3


def test_the_official_heading_goes_before_an_alias():
    match = TABLE.match(folded_headers(["Task Statement", "Task", "Task ID", "O*NET-SOC Code"]))

    assert match.positions["statement"] == 1
    assert not match.doubled


def test_a_missing_optional_column_is_empty():
    match = TABLE.match(folded_headers(["O*NET-SOC Code", "Task ID", "Task"]))

    assert match.row_parser()(["27-4014.00", "7", "Mix sound."]).note is None
