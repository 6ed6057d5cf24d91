"""Downloading a publisher's file: from the hosts declared for it and from no private address, resumed where it broke off, within
the limit of uploads, and with a reason in plain words where it cannot be had."""

import hashlib
import json
import re
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import urllib3
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from citations.connections import Absent, NotFetched, Refused, Unreachable, Validators, checked_pools, is_public
from citations.importing.offers import Offer, OfferedFile

BLOCK = 256 * 1024
MOST_REDIRECTS = 5
# A list of files, not data.
LONGEST_LISTING = 5 * 1024 * 1024
REFUSALS = {401, 403, 451}
ABSENT = {404, 410}
PASSING = {408, 425, 429, 500, 502, 503, 504}
REDIRECTS = {301, 302, 303, 307, 308}
# Who asks for a longer wait is asked again another day.
LONGEST_WAIT = 60
# Seconds that a site has for each answer to a look.
LOOK_TIMEOUT = 20
# A partial file that nobody has asked for again in so many days goes.
DAYS_KEPT = 7

Report = Callable[[int, int | None], None]


class _Again(Exception):
    """This attempt came to nothing, another may not; holds why, and how long the site asks to wait."""

    def __init__(self, why: str, wait: float = 0) -> None:
        super().__init__(why)
        self.wait = wait


@dataclass(frozen=True)
class Download:
    """A file that was fetched, with the checksum of what came and what told its state."""

    file: OfferedFile
    path: Path
    sha256: str
    size: int
    validators: Validators

    def forget(self) -> None:
        """Remove it: what came has been taken."""
        _Partial(self.path.parent, self.file.address).discard()


class _Partial:
    """A file as far as it came, and beside it what is needed to go on."""

    def __init__(self, folder: Path, address: str) -> None:
        name = hashlib.sha256(address.encode()).hexdigest()[:32]
        folder.mkdir(parents=True, exist_ok=True)
        self.path, self._notes = folder / f"{name}.part", folder / f"{name}.json"
        try:
            notes = json.loads(self._notes.read_text())
            self.validators, self.total = Validators(**notes["validators"]), notes["total"]
        except (OSError, ValueError, TypeError, KeyError):
            self.discard()

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    def begin(self, validators: Validators, total: int | None) -> None:
        self.discard()
        self.validators, self.total = validators, total
        self._notes.write_text(json.dumps({"validators": asdict(validators), "total": total}))

    def discard(self) -> None:
        self.validators, self.total = Validators(), None
        for path in (self.path, self._notes):
            path.unlink(missing_ok=True)


class Site:
    """The hosts of one dataset's offer. What is asked of them stays on these hosts, and leads to no private address."""

    schemes = frozenset({"https"})
    may_connect = staticmethod(is_public)
    pause = staticmethod(time.sleep)
    pauses: tuple[float, ...] = (2, 10, 30)
    connect_timeout: float = 10
    read_timeout: float = 60
    longest: float = 2 * 3600

    def __init__(self, offer: Offer, *, patient: bool = True) -> None:
        """`patient` says that what fails for now is tried again."""
        self.offer = offer
        self._pauses = self.pauses if patient else ()
        read_timeout = self.read_timeout if patient else min(self.read_timeout, LOOK_TIMEOUT)
        self._pool = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=self.connect_timeout, read=read_timeout),
            headers={"User-Agent": settings.FETCH_USER_AGENT, "Accept": "*/*", "Accept-Encoding": "identity"},
        )
        self._pool.pool_classes_by_scheme = checked_pools(self.may_connect)

    def look(self, address: str) -> Validators:
        """What tells the present state of a file, without fetching it. Raises `NotFetched`."""
        return self._patiently(address, lambda: self._head(address))

    def exists(self, address: str) -> bool:
        """Whether there is a file at the address; a web page in its place is none. Raises `NotFetched` where none can tell."""
        try:
            self.look(address)
        except Absent:
            return False
        except Refused as refusal:
            # The address was a guess: there may be nothing at it.
            raise Refused(
                f"{_host(address)} refuses automatic downloads, so it cannot be told which release is the newest. Open "
                f"{self.offer.page} in a browser, save its files, and upload them here. {self.offer.instruction}".strip()
            ) from refusal
        return True

    def read(self, address: str) -> Any:
        """A short document in JSON. Raises `NotFetched`."""

        def get() -> Any:
            with closing(self._open("GET", address, {})) as response:
                body = response.read(LONGEST_LISTING + 1)
            try:
                if len(body) > LONGEST_LISTING:
                    raise ValueError
                return json.loads(body)
            except ValueError as error:
                raise NotFetched(
                    f"The list of files at {address} cannot be read. Open {self.offer.page} in a browser, save the files of the "
                    "release, and upload them here."
                ) from error

        return self._patiently(address, get)

    def fetch(self, file: OfferedFile, folder: Path, report: Report = lambda done, total: None) -> Download:
        """Fetch a file into `folder`, or the rest of one that is there in part. Raises `NotFetched`; what came is kept then, for
        the next time, unless it is wrong. `report` is told the bytes so far, and of how many."""
        _remove_old(folder)
        partial = _Partial(folder, file.address)
        deadline = time.monotonic() + self.longest
        self._patiently(file.address, lambda: self._receive(file, partial, report, deadline), progress=lambda: partial.size)
        with partial.path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        stated = (file.sha256.lower() or sha256, partial.size if file.size is None else file.size)
        if (sha256, partial.size) != stated:
            size = partial.size
            partial.discard()
            raise NotFetched(
                f"What came from {file.address} is not what its publisher states: {size:,} bytes with the checksum {sha256}, "
                f"stated are {stated[1]:,} bytes with {stated[0]}. It was thrown away. Fetch it again; if that does not help, "
                f"look at {self.offer.page}."
            )
        return Download(file, partial.path, sha256, partial.size, partial.validators)

    def _patiently(self, address: str, attempt: Callable[[], Any], progress: Callable[[], int] = lambda: 0) -> Any:
        """Try again after a pause what may be better then, as often as there are pauses without any progress between."""
        failures, reached = 0, progress()
        while True:
            wait = 0.0
            try:
                return attempt()
            except _Again as failed:
                why, wait, kind = str(failed), failed.wait, NotFetched
            except urllib3.exceptions.HTTPError as failed:
                why, kind = _in_words(failed), Unreachable
            if progress() > reached:
                failures, reached = 0, progress()
            if failures >= len(self._pauses) or wait > LONGEST_WAIT:
                times = f" {failures + 1} times" if failures else ""
                kept = (
                    f" The {filesizeformat(reached)} that came are kept, and the rest is asked for next time." if reached else ""
                )
                raise kind(
                    f"{_host(address)} was asked{times} for {address} and did not give it: {why}.{kept} Try again later, or open "
                    "the address in a browser, save the file, and upload it here."
                )
            self.pause(max(wait, self._pauses[failures]))
            failures += 1

    def _head(self, address: str) -> Validators:
        with closing(self._open("HEAD", address, {})) as response:
            if _is_html(response.headers):
                raise Absent(self._web_page(address))
            return Validators.of(response.headers)

    def _receive(self, file: OfferedFile, partial: _Partial, report: Report, deadline: float) -> None:
        begun = partial.size
        headers = {}
        if begun and partial.validators.strong:
            headers = {"Range": f"bytes={begun}-", "If-Range": partial.validators.strong}
        with closing(self._open("GET", file.address, headers, passed={416})) as response:
            if response.status == 416 and partial.total == begun:
                return  # All of it is here already, and it has not changed.
            validators = Validators.of(response.headers)
            encoded = response.headers.get("Content-Encoding", "identity") not in {"", "identity"}
            if response.status == 206:
                if not _continues(response.headers, partial, begun) or encoded:
                    partial.discard()
                    raise _Again("the file changed while it was being fetched, so it is begun anew")
            elif response.status == 200:
                # Decoded bytes cannot be counted in the encoded file: such a file is begun anew where it breaks off.
                partial.begin(Validators() if encoded else validators, validators.size)
            else:
                partial.discard()
                raise _Again(f"it answered with status {response.status}")
            self._check_size(partial.total or 0, file)
            with partial.path.open("ab") as out:
                size = out.tell()
                report(size, partial.total)
                while block := response.read1(BLOCK, decode_content=True):
                    if not size and (_is_html(response.headers) or _looks_like_html(block)):
                        partial.discard()
                        raise Refused(self._web_page(file.address))
                    out.write(block)
                    size += len(block)
                    self._check_size(size, file, partial)
                    report(size, partial.total)
                    if time.monotonic() > deadline:
                        raise NotFetched(
                            f"{file.address} comes too slowly: {filesizeformat(size)} in {self.longest / 3600:.1f} hours. What "
                            "came is kept; fetch it again to go on, or save the file with a browser and upload it here."
                        )
        if not partial.size and _is_html(response.headers):
            raise Refused(self._web_page(file.address))

    def _check_size(self, size: int, file: OfferedFile, partial: _Partial | None = None) -> None:
        limit = settings.UPLOAD_LIMIT_BYTES
        if max(size, file.size or 0) > limit:
            if partial:
                partial.discard()
            raise NotFetched(
                f"{file.address} is larger than {filesizeformat(limit)}, the most this site takes for a file. Ask an "
                "administrator to raise UPLOAD_LIMIT_MB, then fetch it again."
            )

    def _open(
        self, method: str, address: str, headers: Mapping[str, str], passed: frozenset[int] | set[int] = frozenset()
    ) -> urllib3.BaseHTTPResponse:
        """The answer to a request, after redirects to hosts of the offer. Raises `NotFetched` and `_Again`."""
        asked = address
        for _ in range(MOST_REDIRECTS + 1):
            self._check(address, asked)
            response = self._pool.request(
                method,
                address,
                headers={**self._pool.headers, **headers},
                preload_content=False,
                redirect=False,
                retries=False,
            )
            if response.status in REDIRECTS and (where := response.headers.get("Location")):
                response.close()
                address = _joined(address, where)
                continue
            if response.status in {200, 206, *passed}:
                return response
            response.close()
            raise self._failure(asked, response)
        raise NotFetched(f"{asked} leads from one address to the next without end. Look at {self.offer.page}.")

    def _check(self, address: str, asked: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in self.schemes or not self.offer.is_host(parts.hostname or "") or parts.username:
            raise NotFetched(
                f"{asked} leads on to {_shortened(address) or 'nowhere'}, which is no secure address of a host that is known to "
                f"offer these files, so it was not followed. Open {self.offer.page} in a browser, save the files, and upload "
                "them here."
            )

    def _failure(self, address: str, response: urllib3.BaseHTTPResponse) -> Exception:
        if response.status in REFUSALS:
            return Refused(
                f"{_host(address)} refuses automatic downloads (status {response.status}). Open {address} in a browser, save the "
                "file, and upload it here."
            )
        if response.status in ABSENT:
            return Absent(
                f"There is nothing at {address} (status {response.status}). Look at {self.offer.page} for where it is now, save "
                "the file, and upload it here."
            )
        if response.status in PASSING:
            after = response.headers.get("Retry-After", "")
            return _Again(f"it answered with status {response.status}", float(after) if after.isdecimal() else 0)
        return NotFetched(
            f"{_host(address)} answered {address} with status {response.status}, which is no answer to a request for a file. "
            f"Open {self.offer.page} in a browser, save the file, and upload it here."
        )

    def _web_page(self, address: str) -> str:
        return (
            f"{_host(address)} answered with a web page in place of the file: it may refuse automatic downloads, or have moved "
            f"the file. Open {address} in a browser, or look at {self.offer.page}, save the file, and upload it here."
        )


def _continues(headers: Mapping[str, str], partial: _Partial, begun: int) -> bool:
    """Whether a part of a file is what comes after the part that is here."""
    place = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", headers.get("Content-Range", "").strip())
    if place is None or int(place[1]) != begun:
        return False
    same_total = partial.total is None or place[2] in {"*", str(partial.total)}
    here = Validators.of(headers)
    # Its length is that of the part.
    return same_total and not Validators(here.etag, here.modified).differs(
        Validators(partial.validators.etag, partial.validators.modified)
    )


def _is_html(headers: Mapping[str, str]) -> bool:
    return headers.get("Content-Type", "").partition(";")[0].strip().lower() in {"text/html", "application/xhtml+xml"}


def _looks_like_html(block: bytes) -> bool:
    begin = block[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return begin.startswith((b"<!doctype html", b"<html"))


def _host(address: str) -> str:
    return (urlsplit(address).hostname or address).removeprefix("www.")


def _joined(address: str, where: str) -> str:
    """Where a redirect leads; what is no address leads nowhere."""
    try:
        return urljoin(address, where)
    except ValueError:
        return ""


def _shortened(address: str) -> str:
    """An address as messages show it: what comes after a question mark may be a key."""
    return address.partition("?")[0][:200]


def _in_words(failure: urllib3.exceptions.HTTPError) -> str:
    # A failure may be of several kinds: the narrowest come first.
    names = {
        urllib3.exceptions.NameResolutionError: "its name is not known",
        urllib3.exceptions.NewConnectionError: "it could not be reached",
        urllib3.exceptions.ConnectTimeoutError: "it does not answer",
        urllib3.exceptions.ReadTimeoutError: "it stopped answering",
        urllib3.exceptions.SSLError: "no secure connection could be made",
        urllib3.exceptions.ProtocolError: "the connection broke off",
    }
    return next((words for kind, words in names.items() if isinstance(failure, kind)), "the connection failed")


def _remove_old(folder: Path) -> None:
    oldest = time.time() - DAYS_KEPT * 24 * 3600
    for path in folder.glob("*") if folder.is_dir() else ():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
