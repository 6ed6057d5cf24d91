"""A publisher's site on this machine that behaves as a test says: well, slowly, in parts, or not at all."""

import gzip
import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Page:
    """What is at an address.

    breaks     how many bytes of an answer are sent before the connection breaks, one entry for each answer; 0 is all
    statuses   statuses that the next answers have in place of 200
    heads      the status that questions for the headers alone have in place of 200
    behaviour  called before each answer, to change what is here
    """

    content: bytes = b""
    content_type: str = "application/octet-stream"
    etag: str | None = None  # by content, where nothing else is said; "" is none
    modified: str = ""
    location: str = ""
    breaks: list[int] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    heads: int = 0
    pause: float = 0.0
    piece: int = 64 * 1024
    ranges: bool = True
    zipped: bool = False
    chunked: bool = False
    blind: bool = False  # goes on with a range though the file has changed
    behaviour: Callable[["Page"], None] | None = None

    @property
    def tag(self) -> str:
        return f'"{hashlib.sha256(self.content).hexdigest()[:16]}"' if self.etag is None else self.etag


@dataclass(frozen=True)
class Asked:
    """A request that came."""

    method: str
    path: str
    headers: dict[str, str]
    status: int


class PublisherSite:
    """Serves `pages` by path; `asked` are the requests, in order."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[Asked] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_HEAD(self) -> None:
                site.answer(self)

            def do_GET(self) -> None:
                site.answer(self)

            def log_message(self, *args: object) -> None:
                return None

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def put(self, path: str, content: bytes = b"", **how: object) -> str:
        """Put a page at a path; returns its address."""
        self.pages[path.partition("?")[0]] = Page(content, **how)  # type: ignore[arg-type]
        return self.address + path

    def got(self, path: str, method: str = "GET") -> list[Asked]:
        return [asked for asked in self.asked if (asked.method, asked.path.partition("?")[0]) == (method, path)]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        page = self.pages.get(handler.path.partition("?")[0])
        if page and page.behaviour:
            page.behaviour(page)
        status, headers, body = self._answer(page, handler.headers)
        if handler.command == "GET" and page and page.statuses and status in {200, 206, 416}:
            status, headers, body = page.statuses.pop(0), {"Content-Type": "text/html", "Content-Length": "6"}, b"<html>"
        if handler.command == "HEAD" and page and page.heads:
            status, headers = page.heads, {"Content-Type": "text/html", "Content-Length": "6"}
        self.asked.append(Asked(handler.command, handler.path, dict(handler.headers.items()), status))
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        if handler.command == "GET":
            self._send(handler, page, body, "Transfer-Encoding" in headers)

    def _answer(self, page: Page | None, asked) -> tuple[int, dict[str, str], bytes]:
        if page is None:
            return 404, {"Content-Type": "text/html", "Content-Length": "9"}, b"not found"
        if page.location:
            return 302, {"Location": page.location, "Content-Length": "0"}, b""
        headers = {"Content-Type": page.content_type}
        if page.tag:
            headers["ETag"] = page.tag
        if page.modified:
            headers["Last-Modified"] = page.modified
        body, status = page.content, 200
        if page.zipped:
            body = gzip.compress(body)
            headers["Content-Encoding"] = "gzip"
        wanted = asked.get("Range", "")
        same = page.blind or asked.get("If-Range") in {page.tag, page.modified}
        if page.ranges and wanted and same:
            begin = int(wanted.removeprefix("bytes=").rstrip("-"))
            if begin >= len(body):
                return 416, {"Content-Range": f"bytes */{len(body)}", "Content-Length": "0"}, b""
            headers["Content-Range"] = f"bytes {begin}-{len(body) - 1}/{len(body)}"
            body, status = body[begin:], 206
        headers |= {"Transfer-Encoding": "chunked"} if page.chunked else {"Content-Length": str(len(body))}
        return status, headers, body

    def _send(self, handler: BaseHTTPRequestHandler, page: Page | None, body: bytes, chunked: bool) -> None:
        limit = page.breaks.pop(0) if page and page.breaks else 0
        sent = body[:limit] if limit else body
        piece = page.piece if page else len(body) or 1
        try:
            for begin in range(0, len(sent), piece):
                part = sent[begin : begin + piece]
                handler.wfile.write(b"%x\r\n%s\r\n" % (len(part), part) if chunked else part)
                handler.wfile.flush()
                time.sleep(page.pause if page else 0)
            if chunked and not limit:
                handler.wfile.write(b"0\r\n\r\n")
        except OSError:
            limit = 1  # Whoever asked has gone.
        if limit:
            handler.close_connection = True
