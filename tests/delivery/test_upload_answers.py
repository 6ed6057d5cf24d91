"""What somebody is shown who sends files without being let in: on a real server, whose connections break where bodies are left
unread."""

import http.client
import os
import re
import signal
import sys
import urllib.parse
from collections.abc import Iterator

import pytest

from tests.served import Served

SIZE = 30 * 1024**2
UPLOAD = "/admin/data/releases/upload/"
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc"),
    pytest.mark.either_database,
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    site = Served(tmp_path_factory.mktemp("served"))
    site.wait_until_it_serves()
    yield site
    site.process.send_signal(signal.SIGTERM)
    site.process.wait(30)
    for pid in site.processes():
        os.kill(pid, signal.SIGKILL)


class Visitor:
    """A browser as far as cookies go."""

    def __init__(self, served: Served) -> None:
        self.host = urllib.parse.urlsplit(served.address).netloc
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> tuple[int, str, str]:
        """Status, address to go to, and the text of the answer."""
        connection = http.client.HTTPConnection(self.host, timeout=120)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        connection.request(method, path, body or None, {**headers, **({"Content-Type": kind} if kind else {})})
        answer = connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                pair = value.partition(";")[0].partition("=")
                self.cookies[pair[0]] = pair[2]
        return answer.status, answer.headers.get("Location", ""), answer.read().decode(errors="replace")

    def log_in(self, password: str) -> None:
        _, _, page = self.ask("GET", "/admin/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        form = urllib.parse.urlencode({"username": "admin", "password": password, "csrfmiddlewaretoken": token})
        assert self.ask("POST", "/admin/login/", form.encode(), "application/x-www-form-urlencoded")[0] == 302

    def send_files(self, *sizes: int, token: str = "") -> tuple[int, str, str]:
        parts = (
            [f'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'.encode()] if token else []
        )
        for number, size in enumerate(sizes):
            head = f'--x\r\nContent-Disposition: form-data; name="files"; filename="{number}.csv"\r\n\r\n'.encode()
            parts.append(head + b"station,rain\n" + b"x" * size + b"\r\n")
        return self.ask("POST", UPLOAD, b"".join(parts) + b"--x--\r\n", "multipart/form-data; boundary=x")


def test_an_upload_of_somebody_signed_out_ends_at_the_sign_in_page_which_says_why(served: Served) -> None:
    visitor = Visitor(served)
    for size in (100, SIZE):
        status, address, _ = visitor.send_files(size)
        assert (status, address) == (302, f"/admin/login/?next={UPLOAD}")
        assert "You were signed out before the files arrived" in visitor.ask("GET", address)[2]


def test_files_without_the_forms_token_are_refused_readably_and_with_it_they_are_taken(served: Served) -> None:
    visitor = Visitor(served)
    visitor.log_in((served.var / "admin-password").read_text().strip())
    status, _, page = visitor.send_files(SIZE)
    assert status == 403
    assert "<h1" in page

    status, _, page = visitor.ask("GET", "/admin/data/releases/upload/token/")
    token = re.search(r'"token": "(\w+)"', page)[1]
    status, address, _ = visitor.send_files(SIZE, 1000, token=token)
    assert (status, address) == (302, "/admin/data/uploads/1/")
    served.wait_until(lambda: "No file is part of a release" in visitor.ask("GET", address)[2], seconds=60)
