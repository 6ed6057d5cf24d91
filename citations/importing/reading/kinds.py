"""Files of kinds that hold no tables, called what they are: saved from a browser, packed another way, or by a wrong name."""

import re
from typing import NamedTuple

# So many bytes of a file tell what it is.
START = 4_096


class Kind(NamedTuple):
    """What a file is, to complete "This is …", and what to do, in sentences."""

    label: str
    advice: str


TABLES = "Upload the publisher's table: csv, tsv, txt, xlsx, xls, dta or a zip of these."
NO_TABLE = f"No table can be read from it, whatever its name says. {TABLES}"
UNPACK = "Unpack it, and upload what is in it."

WEB_PAGE = Kind(
    "a web page (HTML), not the file itself",
    "The publisher's site may have answered with a page for people. Open the address in a browser, download the file and "
    "upload that.",
)
JSON = Kind("a JSON file", NO_TABLE)
SQL = Kind("an SQL script", NO_TABLE)
XML = Kind("an XML document", NO_TABLE)
_MARKS = {
    b"%PDF": Kind("a PDF document", NO_TABLE),
    b"\x89PNG": Kind("a picture (PNG)", NO_TABLE),
    b"\xff\xd8\xff": Kind("a picture (JPEG)", NO_TABLE),
    b"GIF8": Kind("a picture (GIF)", NO_TABLE),
    b"{\\rtf": Kind("a text document (RTF)", NO_TABLE),
    b"PAR1": Kind("a Parquet file", NO_TABLE),
    b"$FL2": Kind("an SPSS file", NO_TABLE),
    b"SQLite format 3\x00": Kind("an SQLite database", NO_TABLE),
    b"\x00\x01\x00\x00Standard": Kind("an Access database", NO_TABLE),
    b"\x1f\x8b": Kind("a file packed by gzip (.gz)", UNPACK),
    b"BZh": Kind("a file packed by bzip2 (.bz2)", UNPACK),
    b"\xfd7zXZ\x00": Kind("a file packed by xz (.xz)", UNPACK),
    b"\x28\xb5\x2f\xfd": Kind("a file packed by Zstandard (.zst)", UNPACK),
    b"7z\xbc\xaf": Kind("a 7z archive", UNPACK),
    b"Rar!": Kind("a RAR archive", UNPACK),
}
_HTML = re.compile(rb"<(!doctype html|html|head|body|meta|table)\b")
_JSON = re.compile(rb"[\[{]\s*[\"\[{\]}]")
_SQL = re.compile(rb"(--|/\*|create |drop |insert |set |use |begin\b).*?\b(create table|drop table|insert into)\b", re.DOTALL)


def kind_of(start: bytes) -> Kind | None:
    """What a file is that begins so, where it is of a kind that holds no table."""
    for mark, kind in _MARKS.items():
        if start.startswith(mark):
            return kind
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(b"<"):
        declared = text.startswith((b"<?xml", b"<!--"))
        if _HTML.match(text) or (declared and _HTML.search(text)):
            return WEB_PAGE
        return XML if declared else None
    if _JSON.match(text):
        return JSON
    return SQL if _SQL.match(text) else None


def archive_without_table(names: list[str]) -> Kind:
    """What an archive is in which no member holds a table; `names` are theirs."""
    if not names:
        return Kind("an archive that is empty", "It holds no file. Download it again, or upload the publisher's original file.")
    if inner := next((name for name in names if name.lower().endswith(".zip")), ""):
        return Kind(
            "an archive that holds no table",
            f"It holds another archive, {inner[:120]}, which is not opened. Unpack it, and upload the inner archive.",
        )
    return Kind(
        "an archive that holds no table",
        f"No .txt, .csv, .tsv, .xlsx, .xls or .dta file was found in it, but {names[0][:120]}. Upload the publisher's original "
        "file.",
    )
