"""Uploads that mean harm, or look as if they did: refused before they are unpacked, whatever they call themselves."""

import io
import struct
import zipfile

import pytest

from citations.actions.uploading import Original, upload_release
from citations.models import Release
from tests.citations.official import attempt, original_files

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]

SCORES = "Final_Scores_ISCO08_Gmyrek_et_al_2025.xlsx"


def archive(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def with_part(workbook: bytes, name: str, change) -> bytes:
    """The workbook with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        return archive({n: change(book.read(n)) if n == name else book.read(n) for n in book.namelist()})


def flagged_as_encrypted(content: bytes) -> bytes:
    """The archive with the encryption bit of every member set, in its directory and before each member."""
    data = bytearray(content)
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(signature)
        while at >= 0:
            (bits,) = struct.unpack_from("<H", data, at + offset)
            struct.pack_into("<H", data, at + offset, bits | 1)
            at = data.find(signature, at + 4)
    return bytes(data)


def packed_by_method(content: bytes, method: int) -> bytes:
    data = bytearray(content)
    for signature, offset in ((b"PK\x01\x02", 10), (b"PK\x03\x04", 8)):
        struct.pack_into("<H", data, data.find(signature) + offset, method)
    return bytes(data)


EDGES = b"soc10,isco08\n111011,1112\n"
HOSTILE = {
    "bomb": (archive({"soc10_isco08.csv": b"0" * 30_000_000}), "200 times"),
    "many members": (archive({f"{number}.csv": EDGES for number in range(10_000)}), "10,000 members"),
    "climbing name": (archive({"../../soc10_isco08.csv": EDGES}), "leads outside"),
    "climbing name of Windows": (archive({"..\\..\\soc10_isco08.csv": EDGES}), "leads outside"),
    "absolute name": (archive({"/etc/soc10_isco08.csv": EDGES}), "leads outside"),
    "drive name": (archive({"C:soc10_isco08.csv": EDGES}), "leads outside"),
    "encrypted": (flagged_as_encrypted(archive({"soc10_isco08.csv": EDGES})), "encrypted"),
    "unknown method": (packed_by_method(archive({"soc10_isco08.csv": EDGES}), 9), "method 9"),
    "archive in an archive": (archive({"inner.zip": archive({"soc10_isco08.csv": EDGES})}), "upload the inner archive"),
    "archive without a file": (archive({}), "an archive that is empty"),
    "archive of pictures": (archive({"a.png": b"x"}), "holds no table"),
}


@pytest.mark.parametrize(("content", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_archive_is_refused_by_name_with_the_reason(content, reason, refused):
    files = {"onetsoc_to_isco_cws_ibs.zip": content}
    errors = refused(attempt(files), files)

    assert [error.file for error in errors] == list(files)
    assert reason in errors[0].message


def test_a_member_damaged_inside_a_sound_archive_is_named(refused):
    content = bytearray(archive({"readme.txt": b"About", "soc10_isco08.csv": EDGES * 5_000}))
    start = content.find(b"soc10_isco08.csv") + len("soc10_isco08.csv")
    content[start + 30 : start + 60] = bytes(30)
    files = {"crosswalk.zip": bytes(content)}
    errors = refused(attempt(files), files)

    assert {error.file for error in errors} == {"crosswalk.zip › soc10_isco08.csv"}


def test_entities_in_a_workbook_are_refused_before_anything_expands(refused):
    entities = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 9))
    declared = b'<!DOCTYPE worksheet [<!ENTITY e0 "ha">' + entities + b"]>"

    def declare(xml: bytes) -> bytes:
        head, sep, body = xml.partition(b"<worksheet")
        return head + declared + sep + body

    content = with_part(original_files("ilo-genai-gradient")[SCORES], "xl/worksheets/sheet1.xml", declare)
    assert b"<!ENTITY" in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    files = {SCORES: content}
    errors = refused(attempt(files), files)

    assert [error.file for error in errors] == [SCORES]
    assert "document type" in errors[0].message


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("damage", [lambda xml: b"", lambda xml: xml[: len(xml) // 2], lambda xml: xml.replace(b"<", b"&"),
                                    lambda xml: b"\x00" * len(xml)], ids=["empty", "cut", "garbled", "nul"])  # fmt: skip
def test_a_workbook_with_a_damaged_part_is_refused_by_name(part, damage, refused):
    files = {SCORES: with_part(original_files("ilo-genai-gradient")[SCORES], part, damage)}
    errors = refused(attempt(files), files)

    assert SCORES in {error.file for error in errors}


def test_a_cell_without_end_is_refused_with_its_row(refused):
    files = {"edges.csv": b'soc10,isco08\n111011,1112\n111021,"' + b"1" * 2_000_000 + b"\n"}
    errors = refused(attempt(files), files)

    assert [(error.file, error.row) for error in errors] == [("edges.csv", 3)]


def test_a_line_without_end_is_refused_with_its_row(refused):
    files = {"edges.csv": b"soc10,isco08\n" + b"111011,1112," * 1_000_000}
    errors = refused(attempt(files), files)

    assert [(error.file, error.row) for error in errors] == [("edges.csv", 2)]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "C:\\temp\\edges.csv", "a\x00b.csv", "\x1b[31medges.csv", "e" * 500 + ".csv", ""]
)
def test_a_file_keeps_no_part_of_its_name_that_could_do_harm(name):
    release, _ = upload_release(files=[Original(name, io.BytesIO(EDGES))])

    kept = release.files.get()
    assert kept.name
    assert len(kept.name) <= 200
    assert kept.name.isprintable()
    assert "/" not in kept.name
    assert "\\" not in kept.name
    assert kept.sha256 in kept.content.name


def test_values_that_no_database_can_hold_are_shown_in_a_form_that_it_can(refused):
    files = {"edges.csv": b"soc10,isco08\n" + b"11\x07\x1b1011" + "\u202e".encode() + b"x" * 300 + b",1112\n"}
    errors = refused(attempt(files), files)

    assert errors[0].row == 2
    assert errors[0].value.isprintable()
    assert len(errors[0].value) == 200
    assert Release.objects.get().state == Release.State.REJECTED
