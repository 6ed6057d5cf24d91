"""A site started by `make run`'s own command, as a process."""

import contextlib
import http.client
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import Message
from pathlib import Path

from django.conf import settings

from singulariki.delivery.serving.processes import any_free_port

START_SECONDS = 180
STOP_SECONDS = 20


class Served:
    """A site started as a person starts it, in a var folder of its own."""

    def __init__(self, var: Path, **environment: str) -> None:
        self.var = var
        kept = {"PATH", "HOME", "LANG", "TMPDIR"}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(any_free_port())],
            cwd=settings.BASE_DIR,
            env={**{name: os.environ[name] for name in kept & set(os.environ)}, "SINGULARIKI_VAR": str(var), **environment},
            stdout=(var / "printed").open("ab"),
            stderr=subprocess.STDOUT,
        )

    @property
    def printed(self) -> str:
        return (self.var / "printed").read_text()

    @property
    def address(self) -> str:
        return re.search(r"^  Site +(\S+)/$", self.printed, re.MULTILINE).group(1)

    def wait_until_it_serves(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while "Ctrl-C" not in self.printed:
            assert self.process.poll() is None, self.printed
            assert time.monotonic() < deadline, self.printed
            time.sleep(0.1)

    def get(self, path: str) -> int:
        with urllib.request.urlopen(self.address + path, timeout=30) as answer:  # noqa: S310 - our own address
            return answer.status

    def ask(self, path: str) -> tuple[int, Message, bytes]:
        """Status, headers and content, whatever they are. OSError where nobody takes the connection."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=30) as answer:  # noqa: S310 - our own address
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers, answer.read()

    def wait_until(self, holds: Callable[[], bool], seconds: float = 30) -> float:
        """How long it took until something held; AssertionError, with all that was printed, after `seconds`."""
        begun = time.monotonic()
        while True:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if holds():
                    return time.monotonic() - begun
            assert time.monotonic() - begun < seconds, self.printed
            time.sleep(0.1)

    def find(self, *words: str) -> list[int]:
        """Ids of the processes whose command line has all of the words, oldest first."""
        return sorted(pid for pid, command in self.processes().items() if all(word in command for word in words))

    def processes(self) -> dict[int, str]:
        """Everything that runs with this var folder in its environment or its command line, or in the folder.

        Valkey writes its title over the first two, and works in its data folder.
        """
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                known = (folder / "environ").read_bytes() + (folder / "cmdline").read_bytes()
                known += str((folder / "cwd").readlink()).encode()
                if str(self.var).encode() in known and "State:\tZ" not in (folder / "status").read_text():
                    found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
            except (OSError, ProcessLookupError):
                continue
        return found

    def wait_until_nothing_runs(self) -> None:
        self.process.wait(STOP_SECONDS)
        deadline = time.monotonic() + STOP_SECONDS
        while left := self.processes():
            assert time.monotonic() < deadline, f"still running: {left}"
            time.sleep(0.1)
