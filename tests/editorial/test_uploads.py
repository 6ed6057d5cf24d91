"""Pictures and documents: taken in by every form of the admin, shown on pages and in lists, and refused with a sentence."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction
from wagtail.users.models import UserProfile

from singulariki.editorial.models import StandardPage

# What an uploaded file may be is told from its bytes.
pytestmark = [pytest.mark.django_db, pytest.mark.either_database]


def png(width: int, height: int, *, cut: bool = False) -> bytes:
    """A black picture of one bit a pixel: 900 million of them fit into 109 kB."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    whole = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    return whole[: len(whole) // 2] if cut else whole


def gif(frames: int) -> bytes:
    head = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return head + frame * frames + b";"


def picture(kind: str, size: tuple[int, int] = (40, 30)) -> bytes:
    file = io.BytesIO()
    Pillow.new("RGB", size, "teal").save(file, kind)
    return file.getvalue()


def bomb(kind: str, size: tuple[int, int]) -> bytes:
    file = io.BytesIO()
    Pillow.new("L", size).save(file, kind, quality=0, method=0, lossless=True)
    return file.getvalue()


def workbook(*more: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("[Content_Types].xml", "xl/workbook.xml", *more):
            archive.writestr(name, "<xml/>")
    return file.getvalue()


@pytest.fixture(scope="module")
def enormous() -> bytes:
    content = png(30_000, 30_000)
    assert len(content) < 110_000
    return content


@pytest.fixture
def client(editor) -> Client:
    client = Client()
    client.force_login(editor)
    return client


def stored_picture(name: str = "chart.png") -> Image:
    return Image.objects.create(title="A chart", file=ContentFile(picture("PNG"), name=name))


def stored_document(content: bytes = b"a,b\n1,2\n", name: str = "table.csv") -> Document:
    return Document.objects.create(title="A table", file=ContentFile(content, name=name))


def upload(client: Client, where: str, kind: str, name: str, content: bytes) -> str:
    """Send a file the way this form does, and return the words of the answer."""
    file = SimpleUploadedFile(name, content)
    images = kind == "image"
    room = "wagtailimages" if images else "wagtaildocs"
    if where == "many":
        answer = client.post(reverse(f"{room}:add_multiple"), {"title": name, "files[]": file})
    elif where == "chooser":
        prefix = "image" if images else "document"
        address = reverse(f"{room}_chooser:create")
        answer = client.post(address, {f"{prefix}-chooser-upload-title": "T", f"{prefix}-chooser-upload-file": file})
    elif where == "replace":
        stored = stored_picture() if images else stored_document()
        answer = client.post(reverse(f"{room}:edit", args=[stored.pk]), {"title": "T", "file": file, "tags": ""})
        model, content_before = (Image, picture("PNG")) if images else (Document, b"a,b\n1,2\n")
        refused = answer.status_code == 200
        if refused:
            with model.objects.get(pk=stored.pk).file.open() as kept:
                assert kept.read() == content_before
            stored.delete()
    elif where == "account":
        form = {"name_email-first_name": "E", "name_email-last_name": "F", "name_email-email": "e@encyclopedia.example"}
        form |= {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default", "avatar-avatar": file}
        answer = client.post(reverse("wagtailadmin_account"), form)
    else:
        answer = client.post(reverse(f"{room}:add"), {"title": "T", "file": file, "tags": ""})
    assert answer.status_code in {200, 302}
    return answer.content.decode().encode().decode("unicode_escape") if where in {"many", "chooser"} else answer.content.decode()


PICTURE_FORMS = ["one", "many", "chooser", "replace"]


def taken(where: str) -> int:
    return UserProfile.objects.exclude(avatar="").count() if where == "account" else Image.objects.count()


@pytest.mark.parametrize("where", [*PICTURE_FORMS, "account"])
def test_900_million_pixels_get_a_sentence(client, where, enormous):
    assert "at most 50 million pixels" in upload(client, where, "image", "huge.png", enormous)
    assert taken(where) == 0


REFUSED_PICTURES = {
    "a webp bomb": ("huge.webp", lambda: bomb("WEBP", (7_100, 7_100)), "at most 50 million pixels"),
    "a jpeg bomb": ("huge.jpg", lambda: bomb("JPEG", (7_100, 7_100)), "at most 50 million pixels"),
    "a gif bomb": ("huge.gif", lambda: bomb("GIF", (7_100, 7_100)), "at most 50 million pixels"),
    "10,000 frames": ("film.gif", lambda: gif(10_000), "has 10,000 frames"),
    "half a picture": ("half.png", lambda: png(2_000, 2_000, cut=True), "cannot be read as a picture"),
    "a page": ("page.png", lambda: b"<html><script>alert(1)</script></html>", "cannot be read as a picture"),
    "an svg": ("drawing.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', "is not allowed"),
    "an svg named png": ("drawing.png", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', "cannot be read as a picture"),
    "an xml bomb": ("bomb.svg", lambda: b'<!DOCTYPE s [<!ENTITY a "aa">]><svg>&a;</svg>', "is not allowed"),
    "postscript": ("drawing.png", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", "cannot be read as a picture"),
    "another kind": ("drawing.png", lambda: picture("JPEG"), "extension does not match"),
}


@pytest.mark.parametrize(("name", "content", "sentence"), REFUSED_PICTURES.values(), ids=REFUSED_PICTURES.keys())
def test_what_is_no_picture_gets_a_sentence(client, name, content, sentence):
    for where in ("one", "account"):
        assert sentence in upload(client, where, "image", name, content())
        assert taken(where) == 0


@pytest.mark.parametrize("where", [*PICTURE_FORMS, "account"])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_pictures_are_taken_and_served(client, where, kind):
    upload(client, where, "image", f"chart.{kind.lower()}", picture(kind, (500, 450)))

    assert taken(where) == 1
    address = (UserProfile.objects.get().avatar if where == "account" else Image.objects.get().file).url
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == f"image/{kind.lower()}"
    Pillow.open(io.BytesIO(b"".join(answer.streaming_content))).load()


DISGUISED = {
    "a page": (b"<!doctype html><title>x</title><script>alert(1)</script>", ["pdf", "csv", "txt", "xlsx"]),
    "a page after blanks": (b"\xef\xbb\xbf \n\t<HTML><body onload=alert(1)>", ["csv", "txt"]),
    "a page in UTF-16": ("<html><script>alert(1)</script>".encode("utf-16"), ["csv", "txt"]),
    "a comment before a page": (b"<!-- --><script>alert(1)</script>\n", ["csv", "txt"]),
    "a picture that runs": (b"<img src=x onerror=alert(1)>", ["csv", "txt"]),
    "a drawing with a slash": (b"<svg/onload=alert(1)>", ["csv", "txt"]),
    "a drawing": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', ["pdf", "csv", "txt"]),
    "xml": (b'<?xml version="1.0"?><a/>', ["pdf", "csv", "txt", "xlsx"]),
    "a script": (b"alert(document.cookie)", ["pdf", "xlsx"]),
    "a program": (b"\x7fELF\x02\x01\x01\0\0\0", ["pdf", "csv", "txt", "xlsx"]),
    "a picture": (picture("PNG"), ["pdf", "csv", "txt", "xlsx"]),
    "any zip": (workbook()[:40] + b"PK", ["xlsx", "csv", "pdf"]),
    "a workbook with macros": (workbook("xl/vbaProject.bin"), ["xlsx"]),
}
DISGUISES = [(content, extension) for content, extensions in DISGUISED.values() for extension in extensions]


@pytest.mark.parametrize("where", PICTURE_FORMS)
def test_active_content_under_a_harmless_name_is_refused(client, where):
    for content, extension in DISGUISES:
        words = upload(client, where, "document", f"table.{extension}", content)
        assert "is not what its name" in words, (content[:40], extension)
        assert "is not allowed" not in words
        assert not Document.objects.exists()


@pytest.mark.parametrize(
    "name", ["page.html", "drawing.svg", "script.js", "table.csv.html", "none", "setup.exe", "words.docx", "macros.xlsm"]
)
def test_other_extensions_are_refused(client, name):
    words = upload(client, "one", "document", name, b"a,b\n")

    ending = name.rpartition(".")[2]
    assert (
        f"Files of the kind .{ending} are not taken here" if "." in name else "This file has no ending that tells its"
    ) in words
    assert "PDF documents (.pdf), Excel workbooks without macros (.xlsx) and plain text" in words
    assert "is not what its name" not in words
    assert not Document.objects.exists()


DOCUMENTS = {
    "report.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "table.csv": "année,“part”\r\n2025,<5\r\n".encode(),
    "below.csv": b"<5,3\r\n<LOD,4\r\n<p,5\r\n",
    "advice.csv": b"advice\r\nuse <style> tags\r\n<script>alert(1)</script>\r\n",
    "naming.txt": b"A page begins with <!doctype html> or <html>, a drawing with <svg>.\n",
    "latin.csv": "année;part\n".encode("latin-1"),
    "excel.txt": "a\tb\r\nü\t2\r\n".encode("utf-16"),
    "table.xlsx": workbook(),
}


@pytest.mark.parametrize("where", PICTURE_FORMS)
def test_documents_are_taken_and_served_as_downloads(client, where):
    for name, content in DOCUMENTS.items():
        upload(client, where, "document", name, content)
        document = Document.objects.get()
        answer = Client().get(document.url)

        assert answer.status_code == 200
        assert b"".join(answer.streaming_content) == content
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Content-Encoding" not in answer.headers
        document.delete()


def test_lists_and_choosers_of_the_admin_show_them(client):
    image, document = stored_picture(), stored_document()
    for name in ("wagtailimages:index", "wagtaildocs:index", "wagtailimages_chooser:choose", "wagtaildocs_chooser:choose"):
        answer = client.get(reverse(name))
        assert answer.status_code == 200, name
        assert "A chart" in answer.content.decode() or "A table" in answer.content.decode(), name
    for address in (
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtaildocs:edit", args=[document.pk]),
        reverse("wagtailimages_chooser:chosen", args=[image.pk]),
        reverse("wagtaildocs_chooser:chosen", args=[document.pk]),
        reverse("wagtailimages_chooser:select_format", args=[image.pk]),
    ):
        assert client.get(address).status_code == 200, address
    assert Client().get(image.get_rendition("max-165x165").url).status_code == 200


def test_a_page_shows_a_picture_and_links_a_document():
    image, document = stored_picture(), stored_document()
    page = StandardPage.objects.get(slug="newsroom")
    text = f'<p><a linktype="document" id="{document.pk}">The table</a></p>'
    text += f'<embed embedtype="image" id="{image.pk}" format="fullwidth" alt="Overlap by zone"/>'
    page.body = [("text", text)]
    page.save_revision().publish()

    answer = Client().get("/newsroom/")

    assert answer.status_code == 200
    words = answer.content.decode()
    shown = image.renditions.get().url
    assert f'src="{shown}"' in words
    assert 'alt="Overlap by zone"' in words
    assert f'href="{document.url}"' in words
    assert Client().get(shown).status_code == 200
    assert Client().get(document.url).status_code == 200


def test_a_very_high_picture_is_drawn_at_most_1600_pixels_high_and_a_deleted_one_not_at_all():
    cache.clear()  # of renditions of another test's picture of the same number
    high = Image.objects.create(title="High", file=ContentFile(picture("PNG", (10, 4_000)), name="high.png"))
    page = StandardPage.objects.get(slug="newsroom")
    shown = [f'<embed embedtype="image" id="{high.pk}" format="{name}" alt="High"/>' for name in ("fullwidth", "left", "right")]
    page.body = [("text", "<p>Before.</p>" + "".join(shown))]
    page.save_revision().publish()

    words = Client().get("/newsroom/").content.decode()

    assert words.count('alt="High"') == 3
    assert sorted(rendition.height for rendition in high.renditions.all()) == [1_000, 1_600]
    high.delete()
    words = Client().get("/newsroom/").content.decode()
    assert "Before." in words
    assert '<img alt="">' not in words


def test_the_form_says_that_a_moving_picture_stands_still(client):
    for form in ("wagtailimages:add", "wagtailimages:add_multiple"):
        assert "Of a moving GIF readers see a still." in client.get(reverse(form)).content.decode()


def test_another_file_at_the_same_address_is_fetched_again(client):
    image, document = stored_picture(), stored_document()
    before = Client().get(image.file.url)
    again = Client().get(image.file.url, headers={"If-None-Match": before.headers["ETag"]})
    first = Client().get(document.url)
    assert again.status_code == 304
    assert "no-cache" in before.headers["Cache-Control"]
    assert "no-cache" in first.headers["Cache-Control"]

    file = SimpleUploadedFile("chart.png", picture("PNG", (80, 60)))
    client.post(reverse("wagtailimages:edit", args=[image.pk]), {"title": "T", "file": file, "tags": ""})
    file = SimpleUploadedFile("table.csv", b"a,b\n3,4\n")
    client.post(reverse("wagtaildocs:edit", args=[document.pk]), {"title": "T", "file": file, "tags": ""})

    address = Image.objects.get().file.url
    changed = Client().get(address, headers={"If-None-Match": before.headers["ETag"]})
    assert changed.status_code == 200
    assert Pillow.open(io.BytesIO(b"".join(changed.streaming_content))).size == (80, 60)
    newer = Client().get(Document.objects.get().url, headers={"If-None-Match": first.headers.get("ETag", '"-"')})
    assert b"".join(newer.streaming_content) == b"a,b\n3,4\n"


def test_a_private_collection_stays_private(editor, client):
    private = Collection.get_first_root_node().add_child(name="Drafts")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    document = stored_document()
    document.collection = private
    document.save()

    assert Client().get(document.url).status_code == 302
    assert client.get(document.url).status_code == 200
    assert Client().get(f"/media/{document.file.name}").status_code == 404


def test_nobody_sets_a_password_that_a_group_shares(administrator):
    client = Client()
    client.force_login(administrator)
    page, collection = StandardPage.objects.get(slug="newsroom"), Collection.get_first_root_node().add_child(name="Drafts")
    for address in (
        reverse("wagtailadmin_pages:set_privacy", args=[page.pk]),
        reverse("wagtailadmin_collections:set_privacy", args=[collection.pk]),
    ):
        choices = client.get(address)
        client.post(address, {"restriction_type": "password", "password": "guess me"})

        assert choices.status_code == 200
        assert "shared password" not in choices.json()["html"]
    assert not CollectionViewRestriction.objects.exists()
    assert not PageViewRestriction.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "/media/",
        "/media/images/none.png",
        "/media/images/",
        "/media/images",
        "/media/documents/table.csv",
        "/media/../secret-key",
        "/media/images/../../secret-key",
        "/media/images/%2e%2e/%2e%2e/secret-key",
        "/media//etc/passwd",
        "/media/.",
        "/media/./",
        "/media/%2e",
        "/media/images/a%00.png",
        pytest.param("/media/images/" + "a" * 5000 + ".png", id="a name of 5,000 letters"),
        "/documents/1/none.csv",
        "/documents/999999999999999999/x.csv",
        "/documents/99999999999999999999/x.csv",
        "/documents/",
        "/images/",
    ],
)
def test_nothing_else_is_handed_out(address):
    assert Client().get(address).status_code == 404
