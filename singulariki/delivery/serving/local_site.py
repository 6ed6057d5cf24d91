"""The whole site on one machine: broker, worker, clock and web server, started and stopped together."""

import fcntl
import logging
import time
from collections import defaultdict, deque
from pathlib import Path
from typing import IO

from django.conf import settings

from singulariki.delivery.serving import processes
from singulariki.delivery.serving.processes import Broker, Child
from singulariki.settings.environment import ADMIN_URL

POLL_SECONDS = 0.5
# A process that exits by itself is restarted, at most so often in so many seconds: beyond that a restart does not help.
RESTARTS, WITHIN_SECONDS = 5, 60.0
LONGEST_PAUSE_SECONDS = 4.0
log = logging.getLogger(__name__)


class SiteStopped(Exception):
    """A process of the site exited by itself, or a step before serving failed. The message says which and what to do."""


class LocalSite:
    """Starts what the site needs, in order, and stops it in the opposite order.

    `var` holds everything that is written. `broker_url` is a Redis or Valkey to use; where it is empty an embedded one
    is started. `address` is where it is served, which mails lead to, unless ADMIN_URL says otherwise.
    """

    def __init__(self, var: Path, *, broker_url: str = "") -> None:
        self.var = var
        self.logs = var / "log"
        self.broker_url = broker_url
        self.address = ""
        self._lock: IO[str] | None = None
        self._broker: Broker | None = None
        self._children: list[Child] = []
        self._restarts: defaultdict[str, deque[float]] = defaultdict(deque)

    def claim(self) -> None:
        """Keep a second site from writing below the same `var`. SiteStopped where one is running there."""
        self.var.mkdir(parents=True, exist_ok=True)
        self._lock = (self.var / "serving.lock").open("a")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise SiteStopped(
                f"A site is being served from {self.var} already. Stop it first (Ctrl-C where it runs), "
                "or give this one a folder of its own: SINGULARIKI_VAR=folder make run"
            ) from error

    def start_broker(self) -> str:
        """The address of the broker, which is started where none was given."""
        if not self.broker_url:
            self._broker = Broker(self.var / "broker", log=self.logs / "broker.log")
            self.broker_url = self._broker.start()
        return self.broker_url

    def run_step(self, *arguments: str) -> None:
        """Run a management command to its end, beside the broker. SiteStopped where it fails."""
        # Steps print their progress themselves; log lines would be mixed into it.
        quiet = {**self._environment(), "LOG_LEVEL": "WARNING"}
        step = Child(arguments[0], processes.manage_command(*arguments), environment=quiet)
        self._children.append(step)
        if code := step.start().wait():
            raise SiteStopped(f"`manage.py {' '.join(arguments)}` failed (exit code {code}); the lines above say why.")
        self._children.remove(step)

    def start_worker(self) -> Child:
        return self._start("worker", processes.worker_command(settings.WORK_QUEUE), log=self.logs / "worker.log")

    def start_later_worker(self) -> Child:
        """Of what nobody waits for: see `LATER_QUEUE`."""
        return self._start("worker for later", processes.later_command(), log=self.logs / "later.log")

    def start_clock(self) -> Child:
        return self._start("clock", processes.clock_command(), log=self.logs / "clock.log")

    def start_web(self, host: str, port: int, *, reload: bool = False) -> Child:
        return self._start("web server", processes.web_command(host, port, reload=reload))

    def check(self) -> None:
        """SiteStopped where a process has exited by itself."""
        for child in self._processes():
            if child.exit_code is not None:
                raise SiteStopped(_exit_message(child))

    def watch(self) -> None:
        """Run until stopped, restarting processes that exit. SiteStopped where one exits more than RESTARTS times in
        WITHIN_SECONDS."""
        while True:
            for child in self._processes():
                if child.exit_code is not None:
                    self._restart(child)
            time.sleep(POLL_SECONDS)

    def stop(self) -> None:
        """Stop everything that was started, last first. Nothing is left running."""
        while self._children:
            self._children.pop().stop()
        if self._broker is not None:
            self._broker.stop()
        if self._lock is not None:
            self._lock.close()

    def _restart(self, child: Child) -> None:
        lately, now = self._restarts[child.name], time.monotonic()
        while lately and now - lately[0] > WITHIN_SECONDS:
            lately.popleft()
        if len(lately) == RESTARTS:
            raise SiteStopped(
                f"{_exit_message(child)}\nIt was started {RESTARTS} times within {WITHIN_SECONDS:.0f} seconds before that."
            )
        lately.append(now)
        log.warning(
            "The %s stopped by itself (exit code %s) and is started again (start %s of at most %s in %.0f seconds)%s",
            child.name, child.exit_code, len(lately), RESTARTS, WITHIN_SECONDS, f". Its log is {child.log}" if child.log else "",
        )  # fmt: skip
        # At once where it is the first time, later and later where it goes on.
        time.sleep(min((2 ** (len(lately) - 1) - 1) * 0.5, LONGEST_PAUSE_SECONDS))
        if self._broker is not None and child is self._broker.child:
            self._broker.restart()
        else:
            child.start()

    def _processes(self) -> list[Child]:
        """The broker first: the others need it."""
        return [*([self._broker.child] if self._broker and self._broker.child else []), *self._children]

    def _start(self, name: str, command: list[str], *, log: Path | None = None) -> Child:
        child = Child(name, command, environment=self._environment(), log=log)
        self._children.append(child)
        return child.start()

    def _environment(self) -> dict[str, str]:
        return {"REDIS_URL": self.broker_url, "ADMIN_URL": ADMIN_URL.value or self.address, "PYTHONUNBUFFERED": "1"}


def _exit_message(child: Child) -> str:
    log_tail = f"\n{child.log_tail()}\nThe whole log is {child.log}." if child.log else ""
    return f"The {child.name} stopped by itself (exit code {child.exit_code}).{log_tail}"
