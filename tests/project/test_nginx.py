"""The nginx example of docs/operations.md, run by a real nginx: pictures with safe headers, and everything else from the site."""

import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.conf import settings

from singulariki.delivery.media import FOLDERS, PICTURES, POLICY
from tests.project.tracked import ROOT

pytestmark = pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not on this machine")


class Site(BaseHTTPRequestHandler):
    """Stands in for the site, and tells which forwarded headers reached it."""

    def do_GET(self) -> None:
        body = f"the site: {self.path} {self.headers['X-Forwarded-For']} {self.headers['X-Forwarded-Proto']}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def nginx(tmp_path_factory) -> Iterator[int]:
    """The port of an nginx with the example's locations, over a var folder with files in every place."""
    var = tmp_path_factory.mktemp("nginx")
    for folder in [*FOLDERS, "documents"]:
        (var / "media" / folder).mkdir(parents=True)
        for name in ("a.png", "a.svg", "a.html"):
            (var / "media" / folder / name).write_bytes(b"<svg/>")
    (var / "secret-key").write_text("secret")
    example = re.search(r"```\n(location / \{.*?)```", (ROOT / "docs" / "operations.md").read_text(), re.DOTALL)[1]
    site = HTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    port = free_port()
    example = example.replace("127.0.0.1:8000", f"127.0.0.1:{site.server_port}").replace("/srv/singulariki/var", str(var))
    temporary = "".join(f"{kind}_temp_path {var}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    configuration = var / "nginx.conf"
    configuration.write_text(
        f"daemon off; pid {var}/pid; error_log {var}/error.log; {'user root;' if var.owner() == 'root' else ''}\n"
        f"events {{}}\nhttp {{ access_log off; {temporary}\nserver {{ listen 127.0.0.1:{port};\n{example}\n}} }}\n"
    )
    tested = subprocess.run(
        ["nginx", "-t", "-c", str(configuration), "-e", str(var / "error.log")], capture_output=True, text=True
    )
    assert tested.returncode == 0, tested.stderr
    server = subprocess.Popen(["nginx", "-c", str(configuration), "-e", str(var / "error.log")])
    try:
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait(10)
        site.shutdown()


def get(port: int, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer, answer.read()


@pytest.mark.parametrize("folder", sorted(FOLDERS))
def test_pictures_come_with_safe_headers(nginx, folder):
    for name, kind in (("a.png", "image/png"), ("a.svg", "application/octet-stream"), ("a.html", "application/octet-stream")):
        answer, _ = get(nginx, f"/media/{folder}/{name}")

        assert answer.status == 200
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["Content-Security-Policy"] == POLICY
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-cache"
        again, _ = get(nginx, f"/media/{folder}/{name}", If_None_Match=answer.headers["ETag"])
        assert again.status == 304


def test_the_example_knows_every_kind_of_picture(nginx):
    page = (ROOT / "docs" / "operations.md").read_text()

    assert all(re.search(rf"{re.escape(kind)}[\w ]* {suffix[1:]}\b", page) for suffix, kind in PICTURES.items())


@pytest.mark.parametrize(
    "path", ["/", "/documents/1/a.png", "/media/documents/a.png", "/media/secret-key", "/media/images/../../secret-key"]
)
def test_everything_else_comes_from_the_site(nginx, path):
    answer, body = get(nginx, path, X_Forwarded_For="203.0.113.5", X_Forwarded_Proto="https")

    assert answer.status == 200
    assert body.startswith(b"the site: ")
    assert body.endswith(b" 127.0.0.1 http")


def test_the_example_takes_what_the_site_takes():
    """A file of the largest size, with what a form adds to it."""
    example = (ROOT / "docs" / "operations.md").read_text()
    admin = re.search(r"location /admin/ \{.*?\}", example, re.DOTALL)[0]
    number, unit = re.search(r"client_max_body_size (\d+)([mg]);", admin).groups()

    assert settings.UPLOAD_LIMIT_BYTES >= 1024**3
    assert int(number) * 1024 ** {"m": 2, "g": 3}[unit] > settings.UPLOAD_LIMIT_BYTES
