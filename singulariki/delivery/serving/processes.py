"""Child processes that never outlive their parent, and the command lines of the site's own."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.conf import settings

GRACE_SECONDS = 10.0
LAST_LINES = 15
_ASK_TO_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _die_with_parent() -> None:
    """Have the kernel end the child should the parent be killed outright. Linux only; elsewhere `stop` has to do."""
    if _libc is not None:
        _libc.prctl(_ASK_TO_DIE_WITH_PARENT, signal.SIGTERM)


class Child:
    """A process in a session of its own, so that Ctrl-C reaches the parent alone, which then stops children in order.

    `log` receives what it prints; None lets it print where the parent does.
    """

    def __init__(
        self, name: str, command: Sequence[str], *, environment: Mapping[str, str] | None = None, log: Path | None = None
    ) -> None:
        self.name = name
        self.command = list(command)
        self.environment = {**os.environ, **(environment or {})}
        self.log = log
        self._process: subprocess.Popen | None = None

    def start(self) -> "Child":
        """Start the process, or one in place of it once it has ended, and return at once. OSError where the program cannot be
        run."""
        self.stop()  # what it started may outlive it
        with contextlib.ExitStack() as stack:
            output = None
            if self.log is not None:
                self.log.parent.mkdir(parents=True, exist_ok=True)
                output = stack.enter_context(self.log.open("ab"))
            self._process = subprocess.Popen(  # noqa: S603 - our own commands, no shell
                self.command,
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output else None,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )
        return self

    @property
    def pid(self) -> int:
        if self._process is None:
            raise RuntimeError(f"The {self.name} has not been started.")
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """How it ended; None while it runs or where it was never started."""
        return self._process.poll() if self._process else None

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def wait(self, timeout: float | None = None) -> int:
        """Wait for it to end and return its exit code. subprocess.TimeoutExpired after `timeout` seconds."""
        if self._process is None:
            raise RuntimeError(f"The {self.name} has not been started.")
        return self._process.wait(timeout)

    def stop(self, grace: float = GRACE_SECONDS) -> None:
        """Ask it to end; after `grace` seconds end it and everything it started."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(grace)
        # The session may hold grandchildren even where the child itself has gone.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def log_tail(self) -> str:
        """The end of its log, to be shown when it stopped by itself."""
        if self.log is None or not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-LAST_LINES:])


def manage_command(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]


def worker_command(*, pool: str = "prefork", concurrency: int = 1, name: str = "worker") -> list[str]:
    """A Celery worker: one task at a time, because a load fills a core and SQLite takes one writer."""
    return [
        sys.executable, "-m", "celery", "--app", "singulariki", "worker",
        "--pool", pool, "--concurrency", str(concurrency), "--hostname", f"{name}@localhost",
        "--loglevel", "INFO", "--without-gossip", "--without-mingle",
    ]  # fmt: skip


def clock_command() -> list[str]:
    """The clock of scheduled work, and the worker that does it: `celery beat` inside a worker with a queue of its own, which a
    load that takes minutes does not hold up."""
    return [
        sys.executable, "-m", "celery", "--app", "singulariki", "worker", "--beat", "--queues", settings.CLOCK_QUEUE,
        "--pool", "solo", "--hostname", "clock@localhost", "--loglevel", "WARNING", "--without-gossip", "--without-mingle",
    ]  # fmt: skip


def web_command(host: str, port: int, *, reload: bool = False) -> list[str]:
    """Granian, as in production; or Django's own server, which starts again when code or templates change."""
    if reload:
        return manage_command("runserver", f"{host}:{port}")
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", "1", "--blocking-threads", str(max(2, os.cpu_count() or 2)), "--no-ws", "--log-level", "warning",
        "--respawn-failed-workers", "--workers-kill-timeout", "5", "singulariki.wsgi:application",
    ]  # fmt: skip
