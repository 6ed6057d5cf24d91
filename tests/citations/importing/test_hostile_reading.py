"""Files that mean harm are read in little memory and time, or refused with the place; honest ones that look alike are read.

Each is read by a small process of its own, which tells how much memory it and the child that it reads with came to take.
"""

import io
import json
import os
import re
import signal
import struct
import subprocess
import sys
import time
import zipfile
from functools import cache
from pathlib import Path

import pytest

from citations.importing.checking import rows as checking_rows
from citations.importing.reading import child_reader, read_parts
from citations.importing.tables import LONGEST_HEADING, folded_header
from citations.models import Release
from citations.sample_files import stata
from tests.citations.importing.hostile import (
    MAIN,
    SHEET,
    STRINGS,
    corners,
    old_workbook,
    row_of,
    sheet_of,
    strings_of,
    table_of,
    with_stray,
    workbook_of,
)
from tests.citations.official import attempt, original_files

ROOT = Path(__file__).resolve().parents[3]
MB = 1024**2
READ = """
import json, resource, sys
from pathlib import Path
from django.conf import settings
settings.configure(READING_MEMORY_BYTES=int(sys.argv[3]), READING_TIMEOUT=int(sys.argv[4]))
from citations.importing.reading import UnreadableFile, read_parts
result = {"rows": 0, "cells": 0, "refusal": "", "row": None, "sheet": ""}
try:
    parts = read_parts(sys.argv[1], Path(sys.argv[2])).parts
    for part in parts:
        result["sheet"] = part.sheet
        for row in part.rows():
            result["rows"] += 1
            result["cells"] += sum(cell not in (None, "") for cell in row.cells)
except UnreadableFile as error:
    result["refusal"], result["row"] = str(error), error.row
for whose, who in (("own", resource.RUSAGE_SELF), ("child", resource.RUSAGE_CHILDREN)):
    result[whose] = resource.getrusage(who).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps(result))
"""


def reading(path: Path, name: str, memory: int = 1024 * MB, seconds: int = 60) -> list[str]:
    return [sys.executable, "-c", READ, name, str(path), str(memory), str(seconds)]


@pytest.fixture
def read(tmp_path):
    """read(content, name): what was read of a file or why not, and the memory that took, in bytes."""

    def run(content: bytes, name: str = "book.xlsx", **limits: int) -> dict:
        path = tmp_path / "upload"
        path.write_bytes(content)
        # By way of a shell: a process counts among its own what the one that started it had taken by then.
        command = ["/bin/sh", "-c", '"$@"; exit $?', "sh", *reading(path, name, **limits)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    return run


def archive(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def stata_claiming(layout: str, at: int, number: int) -> bytes:
    """A Stata file with two rows of two columns, whose header claims another number."""
    content = bytearray(stata(["soc10", "isco08"], [(111011, 1112), (111021, 1120)]))
    struct.pack_into(layout, content, at, number)
    return bytes(content)


FAR = row_of(1, ("A", "one")) + row_of(1_048_576, ("XFD", "two"))
UNREFERRED = '<row r="1"><c><v>1</v></c></row><row r="1048576">' + "<c><v>1</v></c>" * 16_000 + "</row>"
HOSTILE = {
    "two cells in far corners": (corners, "book.xlsx", "Cell XFD1048576 of sheet Sheet stands far away"),
    "the same written otherwise": (
        lambda: workbook_of({SHEET: sheet_of(re.sub(r'r="(\w+)"', r"r = '\1'", FAR))}),
        "book.xlsx",
        "Cell XFD1048576 of sheet Sheet stands far away",
    ),
    "a word far from a table": (
        lambda: with_stray(workbook_of({SHEET: sheet_of(table_of(2_000))}), 900_000, "ABC", "x"),
        "book.xlsx",
        "Cell ABC900000 of sheet Sheet stands far away",
    ),
    "cells without reference": (lambda: workbook_of({SHEET: sheet_of(UNREFERRED)}), "book.xlsx", "Sheet Sheet could not be read"),
    "a cell beyond the last": (
        lambda: workbook_of({SHEET: sheet_of(row_of(1, ("A", "x")) + row_of(99_999_999, ("ZZZ", "x")))}),
        "book.xlsx",
        "A cell calls itself ZZZ99999999",
    ),
    "more columns than a sheet has": (
        lambda: workbook_of({SHEET: sheet_of('<row r="1">' + "<c><v>1</v></c>" * 20_000 + "</row>")}),
        "book.xlsx",
        "Row 1 has 20,000 columns",
    ),
    "a false count of strings": (
        lambda: workbook_of({STRINGS: strings_of("<si><t>a</t></si>", 4_294_967_295)}),
        "book.xlsx",
        "could not be read",
    ),
    "100,000 sheets": (
        lambda: workbook_of({"xl/workbook.xml": _book_of_sheets(100_000)}),
        "book.xlsx",
        "100,000 sheets, more than 255",
    ),
    "an old workbook's far corners": (lambda: old_workbook((0, 0), (65_535, 65_535)), "book.xls", "could not be read"),
    "a million columns": (lambda: (b"a,b" + b"," * 1_000_000 + b"\n") * 20, "table.csv", "Row 1 has 1,000,002 columns"),
    "a record without end": (lambda: b"a,b\n" + b'"\n",' * 5_000_000, "table.csv", "longer than 2,000,000 characters"),
    "a line of 50 MB": (lambda: b"x" * 50_000_000, "table.csv", "longer than 2,000,000 characters"),
    "a directory of two megabytes": (
        lambda: archive({f"{number}{'x' * 60_000}": b"" for number in range(40)}),
        "all.zip",
        "its directory takes",
    ),
    "a bomb that Python unpacks at once": (
        lambda: archive({"a.csv": b"0" * 5_000_000}, zipfile.ZIP_BZIP2),
        "all.zip",
        "packed by method 12",
    ),
    "a far corner in an archive": (lambda: archive({"book.xlsx": corners()}), "all.zip", "Cell XFD1048576"),
    "a Stata file of two billion rows": (lambda: stata_claiming("<i", 6, 2**31 - 1), "a.dta", "cannot be read"),
    "a Stata file of 32,000 columns": (lambda: stata_claiming("<h", 4, 32_000), "a.dta", "cannot be read"),
}  # fmt: skip


def _book_of_sheets(number: int) -> str:
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheets = "".join(f'<sheet name="s{index}" sheetId="{index}" r:id="rId1"/>' for index in range(1, number + 1))
    return f'<workbook xmlns="{MAIN}" xmlns:r="{relations}"><sheets>{sheets}</sheets></workbook>'


@pytest.mark.parametrize(("content", "name", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_in_little_memory(content, name, reason, read):
    result = read(content(), name)

    assert reason in result["refusal"], result
    assert result["own"] < 150 * MB
    assert result["child"] < 200 * MB


STRAYS = {
    "row 1, last column": [(1, "XFD")],
    "last row, first column": [(1_048_576, "A")],
    "last cell": [(1_048_576, "XFD")],
    "several": [(70_000, "ZZ"), (900_000, "B"), (1_048_576, "XFD")],
}


@pytest.mark.parametrize("cells", STRAYS.values(), ids=STRAYS)
def test_a_space_typed_far_away_is_ignored(cells, read):
    honest = workbook_of({SHEET: sheet_of(table_of(5_000))})
    plain, content = read(honest), honest
    for row, column in cells:
        content = with_stray(content, row, column)
    result = read(content)

    assert not result["refusal"]
    assert (result["rows"], result["cells"]) == (plain["rows"], plain["cells"]) == (5_000, 20_000)
    assert result["child"] < 150 * MB


def test_a_blank_string_of_the_workbooks_own_list_is_ignored_too(read):
    strings = strings_of('<si><t>word</t></si><si><t xml:space="preserve">  </t></si><si><r><t> </t></r></si>', 3)
    cells = '<c r="XFD1048576" t="s"><v>1</v></c><c r="XFC1048576" t="s"><v>2</v></c>'
    result = read(workbook_of({
        SHEET: sheet_of(f'<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="1048576">{cells}</row>'), STRINGS: strings,
    }))  # fmt: skip

    assert (result["refusal"], result["rows"], result["cells"]) == ("", 1, 1)


def test_a_false_dimension_changes_nothing(read):
    result = read(workbook_of({SHEET: sheet_of(table_of(3), '<dimension ref="A1:XFD1048576"/>')}))

    assert (result["refusal"], result["rows"], result["cells"]) == ("", 3, 12)


def test_a_file_that_comes_to_more_memory_than_allowed_is_refused_by_its_sheet(read):
    cells = '<c t="s"><v>0</v></c>' * 6
    rows = "".join(f'<row r="{number}">{cells}</row>' for number in range(1, 4_000))
    strings = strings_of(f"<si><t>{'a' * 60_000}</t></si>")
    result = read(workbook_of({SHEET: sheet_of(rows), STRINGS: strings}), memory=200 * MB)

    assert result["refusal"].startswith(
        "Sheet Sheet could not be read: its reader broke off, or wanted more than 200 MB of memory"
    )
    assert "READING_MEMORY_MB" in result["refusal"]
    assert result["child"] < 350 * MB


@cache
def heavy(rows: int) -> bytes:
    """A workbook that keeps its reader busy for a while."""
    return with_stray(workbook_of({SHEET: sheet_of(table_of(rows))}), 1_048_576, "XFD")


def test_a_file_that_takes_longer_than_allowed_is_refused(read):
    begun = time.monotonic()
    result = read(heavy(100_000), seconds=1)

    assert "reading took longer than 1 seconds" in result["refusal"]
    assert "READING_SECONDS" in result["refusal"]
    assert time.monotonic() - begun < 30


def running(path: Path) -> list[int]:
    """Processes that have the path among their arguments."""
    found = subprocess.run(["ps", "-A", "-ww", "-o", "pid=,args="], capture_output=True, text=True, check=True).stdout
    return [int(line.split()[0]) for line in found.splitlines() if str(path) in line and "reading.workbooks" in line]


def is_limited(pid: int) -> bool:
    """Whether the child has got so far that it takes no notice of SIGTERM."""
    status = Path(f"/proc/{pid}/status")
    if not status.parent.parent.joinpath("self").exists():
        time.sleep(1)
        return True
    ignored = next((line for line in status.read_text().splitlines() if line.startswith("SigIgn")), "SigIgn: 0")
    return bool(int(ignored.split()[1], 16) >> (signal.SIGTERM - 1) & 1)


@pytest.fixture
def begun(tmp_path):
    """A process that has begun to read a heavy workbook, its child, and the folder for its temporary files."""
    path, folder = tmp_path / "heavy", tmp_path / "temporary"
    folder.mkdir()
    path.write_bytes(heavy(40_000))
    parent = subprocess.Popen(
        reading(path, "book.xlsx"), cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "TMPDIR": str(folder)}
    )
    deadline = time.monotonic() + 20
    while not any(map(is_limited, running(path))):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    yield parent, path, folder
    parent.kill()
    parent.communicate()


def test_the_child_and_its_files_go_with_the_parent(begun):
    parent, path, folder = begun
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    deadline = time.monotonic() + 10
    while running(path) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert not running(path)
    assert list(folder.iterdir()) == []


def test_a_child_that_is_killed_leaves_a_refusal_and_nothing_else(begun):
    parent, path, folder = begun
    [child] = running(path)
    os.kill(child, signal.SIGKILL)
    result = json.loads(parent.communicate(timeout=30)[0])

    assert "its reader broke off" in result["refusal"]
    assert list(folder.iterdir()) == []


def test_a_worker_that_is_asked_to_stop_still_gets_its_rows(begun):
    parent, path, _ = begun
    for child in running(path):
        os.kill(child, signal.SIGTERM)
    result = json.loads(parent.communicate(timeout=60)[0])

    assert (result["refusal"], result["rows"]) == ("", 40_000)


def test_a_child_that_breaks_by_our_own_fault_is_no_fault_of_the_file(tmp_path):
    with pytest.raises(child_reader.ReaderStopped):
        child_reader.RowStore().read("no_such_reader", "book.xlsx", "book.xlsx", tmp_path)


def test_where_the_system_does_not_limit_memory_it_is_watched(tmp_path, monkeypatch, settings):
    monkeypatch.setattr(child_reader, "WATCHES_MEMORY", True)
    assert child_reader.resident(os.getpid()) > 10 * MB
    # As if the child took more than that at its first glance.
    monkeypatch.setattr(child_reader, "resident", lambda pid: settings.READING_MEMORY_BYTES + 1)
    path = tmp_path / "book"
    path.write_bytes(heavy(40_000))

    with pytest.raises(child_reader.UnreadableFile, match="wanted more than 1,024 MB"):
        read_parts("book.xlsx", path)
    assert not running(path)


def test_long_rows_are_gathered_by_their_length(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes((b"x" * 999_998 + b",\n") * 12)
    [part] = read_parts("table.csv", path).parts
    chunks = list(checking_rows._chunks(part.rows()))

    assert sum(map(len, chunks)) == 12
    assert all(sum(row.size for row in chunk) <= checking_rows.CHUNK_SIZE + 1_000_000 for chunk in chunks)


def test_what_is_longer_than_a_heading_is_not_remembered_as_one():
    assert len(folded_header("x" * 1_000_000)) == LONGEST_HEADING


@pytest.mark.django_db
def test_a_check_that_comes_to_remember_too_much_is_broken_off_with_a_finding(settings):
    files = original_files("soc-structure")
    settings.READING_MEMORY_BYTES = -1
    release = attempt({name: content for name, content in files.items() if name.endswith(".csv")})

    assert release.state == Release.State.REJECTED
    assert "READING_MEMORY_MB" in " ".join(release.issues.values_list("message", flat=True))


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_blank_lines_without_end_are_not_gone_through(end, tmp_path):
    path = tmp_path / "blank.csv"
    path.write_bytes(b"SOC,Score" + end + end * 1_200_000 + b"11-1011,1" + end)
    [part] = read_parts(path.name, path).parts
    with pytest.raises(child_reader.UnreadableFile, match="blank lines follow one another"):
        list(part.rows())
