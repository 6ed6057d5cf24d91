"""The parent's side of reading untrusted files with third-party libraries: a child process, within limits of memory and time.

Whatever such a file makes of its reader (gigabytes, an endless loop, a crash), the child ends and the file is refused. The child
starts in a fraction of a second: its modules do without Django.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings

from citations.importing.reading.child_process import OUT_OF_MEMORY, unpacked
from citations.importing.reading.parts import Part, Row, UnreadableFile

ROOT = Path(__file__).resolve().parents[3]
BLOCK = 256 * 1024
# Where the system does not enforce a limit of memory, the parent checks it.
WATCHES_MEMORY = sys.platform != "linux"
POLL_SECONDS = 0.2
STOPPED_FROM_OUTSIDE = {-signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP}


class ReaderStopped(RuntimeError):
    """The child was stopped from outside or broke by our own fault. That says nothing about the file."""


class RowStore:
    """Rows that children have read, in a temporary file. It has no name, so nothing is left of it whatever happens."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="singulariki-rows-")  # noqa: SIM115 -- closed when no part holds it any more

    def read(self, reader: str, label: str, name: str, path: Path, keep: tuple[int, ...] = ()) -> list[Part]:
        """The parts that a module beside this one (`workbooks`, `stata`) reads from a file. `keep` are descriptors that its path
        needs. Raises `UnreadableFile`."""
        report = _run(reader, label, path, self._file.fileno(), keep)
        if refusal := report["refusal"]:
            raise UnreadableFile(str(refusal["message"]), part=label, row=refusal["row"])
        return [Part(label, name, str(part["sheet"]), partial(self._rows, label, part)) for part in report["parts"]]

    def _rows(self, label: str, part: dict[str, Any]) -> Iterator[Row]:
        yield from map(unpacked, self._lines(part["start"], part["end"]))
        if refusal := part["refusal"]:
            raise UnreadableFile(str(refusal["message"]), part=label, row=refusal["row"])

    def _lines(self, at: int, end: int) -> Iterator[bytes]:
        kept: list[bytes] = []
        while block := os.pread(self._file.fileno(), min(BLOCK, end - at), at):
            at += len(block)
            first, *others = block.split(b"\n")
            kept.append(first)
            if others:
                yield b"".join(kept)
                yield from others[:-1]
                kept = others[-1:]


def _run(reader: str, label: str, path: Path, descriptor: int, keep: tuple[int, ...]) -> dict[str, Any]:
    memory, seconds = settings.READING_MEMORY_BYTES, settings.READING_TIMEOUT
    arguments = (path, descriptor, memory, seconds, os.getpid())
    with tempfile.TemporaryFile(prefix="singulariki-report-") as report:
        child = subprocess.Popen(  # noqa: S603 -- ourselves
            [sys.executable, "-m", f"citations.importing.reading.{reader}", *map(str, arguments)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=report,
            pass_fds=(descriptor, *keep),
            # What is typed at the worker's terminal is not meant for it.
            start_new_session=True,
        )
        try:
            problem = _await(child, memory, seconds)
        finally:
            child.kill()
            child.wait()
        report.seek(0)
        lines = report.read().splitlines()
    code = child.returncode
    if code == 0:
        return json.loads(lines[-1])
    if not problem and (code in STOPPED_FROM_OUTSIDE or (code > 0 and code != OUT_OF_MEMORY)):
        raise ReaderStopped(f"The process that read {label} ended with code {code}.")
    if not problem:
        problem = _too_long(seconds) if code in {-signal.SIGXCPU, -signal.SIGALRM} else _too_big(memory)
    sheet = json.loads(lines[-1]) if lines else ""
    raise UnreadableFile(f"{f'Sheet {sheet}' if sheet else 'The file'} could not be read: {problem}", part=label)


def _await(child: subprocess.Popen, memory: int, seconds: int) -> str:
    """Wait until the child ends, or end it where it takes more than it may. Returns what was too much, or ''."""
    ends = time.monotonic() + seconds
    while True:
        left = ends - time.monotonic()
        try:
            child.wait(max(0.0, min(left, POLL_SECONDS) if WATCHES_MEMORY else left))
        except subprocess.TimeoutExpired:
            too_long, too_big = left <= POLL_SECONDS, WATCHES_MEMORY and resident(child.pid) > memory
            if too_long or too_big:
                return _too_long(seconds) if too_long else _too_big(memory)
        else:
            return ""


def resident(pid: int) -> int:
    """Bytes of memory that a process takes at the moment, on any Unix; 0 where it is gone."""
    ps = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return int(ps.stdout.strip() or 0) * 1024


def _too_big(memory: int) -> str:
    return (
        f"its reader broke off, or wanted more than {memory // 1024**2:,} MB of memory. Cells far away from the table do that, "
        "or a damaged file. Upload the publisher's original file; if this is it, ask an administrator to raise READING_MEMORY_MB."
    )


def _too_long(seconds: int) -> str:
    return (
        f"reading took longer than {seconds:,} seconds. Upload the publisher's original file; if this is it, ask "
        "an administrator to raise READING_SECONDS."
    )
