"""Pictures and documents kept in a bucket reach readers from addresses of the site, which do not expire."""

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image as Pillow
from wagtail.documents.models import Document
from wagtail.images.models import Image

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]


class Bucket(BaseHTTPRequestHandler):
    """As much of an S3-compatible store as keeping and handing out files needs."""

    kept: dict[str, bytes]

    def _answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", "Wed, 25 Nov 2026 12:00:00 GMT")
        self.send_header("ETag", f'"{len(body)}"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_GET(self) -> None:
        body = self.kept.get(self.path.partition("?")[0])
        self._answer(404) if body is None else self._answer(200, body)

    do_HEAD = do_GET

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if "aws-chunked" in self.headers.get("Content-Encoding", ""):
            raw, body = io.BytesIO(body), b""
            while size := int(raw.readline().split(b";")[0], 16):
                body += raw.read(size)
                raw.readline()
        self.kept[self.path.partition("?")[0]] = body
        self._answer(200)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def bucket(settings, monkeypatch) -> Iterator[dict[str, bytes]]:
    Bucket.kept = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bucket)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    options = {"bucket_name": "files", "endpoint_url": f"http://127.0.0.1:{server.server_port}", "location": "media"}
    options |= {"querystring_auth": True, "file_overwrite": False, "access_key": "a", "secret_key": "b", "region_name": "x"}
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "singulariki.delivery.media.MediaBucket", "OPTIONS": options},
    }
    yield Bucket.kept
    server.shutdown()
    server.server_close()


def test_a_picture_comes_through_the_site(bucket):
    png = io.BytesIO()
    Pillow.new("RGB", (40, 30)).save(png, "PNG")
    image = Image.objects.create(title="A chart", file=ContentFile(png.getvalue(), name="a chart.png"))
    rendition = image.get_rendition("max-20x20")

    assert image.file.url == "/media/original_images/a_chart.png"
    assert set(bucket) == {f"/files/media/{name}" for name in (image.file.name, rendition.file.name)}
    for address in (image.file.url, rendition.url):
        answer = Client().get(address)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "image/png"
        Pillow.open(io.BytesIO(b"".join(answer.streaming_content))).load()
        assert Client().get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert Client().get("/media/images/none.png").status_code == 404


def test_a_document_comes_through_the_site(bucket):
    document = Document.objects.create(title="A table", file=ContentFile(b"a,b\n", name="table.csv"))

    answer = Client().get(document.url)

    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == b"a,b\n"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert Client().get(f"/media/{document.file.name}").status_code == 404


def test_one_file_does_not_replace_another_of_its_name(bucket):
    first, second = (default_storage.save("images/a.png", ContentFile(content)) for content in (b"1", b"2"))

    assert first != second
    assert [default_storage.open(name).read() for name in (first, second)] == [b"1", b"2"]
