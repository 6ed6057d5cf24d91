"""Rows are numbered as a spreadsheet program numbers them, in every kind of file."""

import io
import struct

import pytest
from openpyxl import Workbook

from citations.importing.reading import UnreadableFile, read_parts
from citations.sample_files import stata


@pytest.fixture
def rows_of(tmp_path):
    """rows_of(content): the rows of the only part of a file, as (number, cells)."""

    def read(content: bytes, name: str = "table.csv"):
        path = tmp_path / "upload"
        path.write_bytes(content)
        [part] = read_parts(name, path).parts
        return [(row.number, row.cells) for row in part.rows()]

    return read


def test_a_quoted_cell_over_several_lines_is_one_row(rows_of):
    assert rows_of(b'a,b\n"one\ntwo\nthree",2\nx,y\n') == [(1, ["a", "b"]), (2, ["one\ntwo\nthree", "2"]), (3, ["x", "y"])]


def test_blank_lines_count_as_rows(rows_of):
    assert rows_of(b"a,b\n\n\nx,y\n") == [(1, ["a", "b"]), (4, ["x", "y"])]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_every_line_end_is_understood(rows_of, end):
    assert rows_of(end.join([b"a,b", b"1,2", b""])) == [(1, ["a", "b"]), (2, ["1", "2"])]


def test_a_byte_order_mark_is_no_part_of_the_first_heading(rows_of):
    assert rows_of(b"\xef\xbb\xbfa,b\n")[0] == (1, ["a", "b"])


def test_quotes_in_tab_separated_text_are_letters(rows_of):
    assert rows_of(b'a\tb\n"one\t5" pipe\n')[1] == (2, ['"one', '5" pipe'])


def test_leading_blank_rows_of_a_sheet_count(rows_of):
    book = Workbook()
    book.active["B4"] = "heading"
    out = io.BytesIO()
    book.save(out)

    assert [(n, c) for n, c in rows_of(out.getvalue(), "book.xlsx") if any(c)] == [(4, ["heading"])]


def test_the_row_of_a_byte_that_is_no_utf8_is_found_exactly(rows_of):
    text = b"a,b\n" + b'"two\nlines",x\n' * 3_000 + b"caf\xe9,x\n" + b"y,z\n" * 3_000

    with pytest.raises(UnreadableFile) as caught:
        rows_of(text)

    assert caught.value.row == 3_002
    assert "0xe9" in str(caught.value)


def test_a_part_can_be_read_again(tmp_path):
    path = tmp_path / "upload"
    path.write_bytes(b"a\tb\n1\t2\n")
    [part] = read_parts("x.txt", path).parts

    assert list(part.rows()) == list(part.rows())


NOTE = "godziny i złoty".encode("cp1250") + b"\x81\x8d"


def in_label(content: bytes) -> bytes:
    """The file with a label in an encoding that its format does not have (bytes 10 to 90 of format 115)."""
    return content[:10] + NOTE + content[10 + len(NOTE) :]


def in_notes(content: bytes) -> bytes:
    """The same with a note of the kind that Stata keeps before the values (an expansion field)."""
    at = len(content) - 5 - 2 * 4 * 2
    field = b"_dta".ljust(33, b"\0") + b"note1".ljust(33, b"\0") + NOTE + b"\0"
    return content[:at] + struct.pack("<Bi", 1, len(field)) + field + content[at:]


@pytest.mark.parametrize("damaged", [in_label, in_notes])
def test_a_stata_file_whose_notes_are_in_another_encoding_is_read(tmp_path, damaged) -> None:
    content = damaged(stata(["soc10", "isco08"], [(111011, 1112), (111021, 1120)]))
    path = tmp_path / "a.dta"
    path.write_bytes(content)
    [part] = read_parts("a.dta", path).parts

    assert [row.cells for row in part.rows()] == [["soc10", "isco08"], [111011, 1112], [111021, 1120]]


def test_a_stata_file_with_such_notes_that_is_cut_off_is_said_to_be(tmp_path) -> None:
    path = tmp_path / "a.dta"
    path.write_bytes(in_label(stata(["soc10", "isco08"], [(111011, 1112), (111021, 1120)]))[:-10])
    [part] = read_parts("a.dta", path).parts

    with pytest.raises(UnreadableFile, match="may be cut off"):
        list(part.rows())
