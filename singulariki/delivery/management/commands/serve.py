"""`make run`: the whole site on one machine."""

import contextlib
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from citations.selectors import live_edition
from singulariki.delivery.serving.broker import BrokerFailed
from singulariki.delivery.serving.first_login import FirstLogin, ensure_login
from singulariki.delivery.serving.local_site import LocalSite, SiteStopped
from singulariki.delivery.serving.ports import next_free_port
from singulariki.settings.environment import REDIS_URL, VAR_DIR

START_SECONDS = 60


class StopAsked(BaseException):
    """Somebody pressed Ctrl-C or sent a signal to stop. Not an Exception: nothing on the way may swallow it."""


class Command(BaseCommand):
    help = "Serve the whole site on this machine: broker, worker, clock, web server, and sample data where there is none."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data", type=Path, help="Folder of dataset releases to load and publish first.")
        parser.add_argument("--port", type=int, default=8000, help="Port to serve on; the next free one where it is taken.")
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on.")
        parser.add_argument("--reload", action="store_true", help="Use Django's own server, which restarts on changes.")

    def handle(self, *, data: Path | None, port: int, host: str, reload: bool, **options) -> None:
        if data is not None and not data.is_dir():
            raise CommandError(f"{data} is not a folder. Give the folder that holds the release files: make run DATA=folder")
        site = LocalSite(Path(VAR_DIR.value).resolve(), broker_url=REDIS_URL.value)
        with _stop_signals():
            try:
                self._serve(site, data=data, port=port, host=host, reload=reload)
            except (SiteStopped, BrokerFailed, OSError) as error:
                raise CommandError(str(error)) from error
            except StopAsked:
                self._say("\nStopping the web server, the clock, the worker and the broker.")
            finally:
                _deaf_to_signals()
                site.stop()

    def _serve(self, site: LocalSite, *, data: Path | None, port: int, host: str, reload: bool) -> None:
        site.claim()
        self._say("Preparing the database")
        site.start_broker()
        site.run_step("migrate", "--verbosity", "0")
        login = ensure_login(site.var / "admin-password")
        if data is not None:
            self._say(f"Loading the releases below {data}")
            # A site to look at: what is broken is told, and the rest is shown.
            site.run_step("load_releases", str(data), "--publish", "--allow-failures")
        elif live_edition() is None:
            self._say("Loading the sample")
            site.run_step("load_sample")
        site.start_worker()
        site.start_clock()
        free = next_free_port(port, host)
        if free != port:
            self._say(f"Port {port} is taken; the site is served on {free}.")
        port = free
        site.start_web(host, port, reload=reload)
        _wait_for(host, port, site)
        self._tell(site, f"http://{'localhost' if host == '127.0.0.1' else host}:{port}", login)
        site.watch()

    def _say(self, text: str) -> None:
        """Print at once: steps that follow print themselves, and a log file is read while we run."""
        self.stdout.write(text)
        self.stdout.flush()

    def _tell(self, site: LocalSite, address: str, login: FirstLogin | None) -> None:
        edition = live_edition()
        lines = [("Site", f"{address}/"), ("Admin", f"{address}/admin/")]
        if login is not None:
            password = f"password {login.password}" if login.password else "password as you set it"
            lines.append(("Login", f"{login.name}, {password} (first one kept in {_short(login.kept_in)})"))
        if edition is not None:
            what = "the built-in sample; for real releases: make run DATA=folder" if edition.is_sample else edition.name
            lines.append(("Edition", what))
        lines += [
            ("Files", f"{_short(site.var)} (make clean-var throws them away)"),
            ("Logs", f"{_short(site.logs)}"),
            ("Stop", "Ctrl-C"),
        ]
        connection.close()  # serving takes hours; the children hold connections of their own
        self._say("\n" + "\n".join(f"  {name:<8} {text}" for name, text in lines) + "\n")


def _short(path: Path) -> str:
    """The path as a person in the checkout would type it."""
    with contextlib.suppress(ValueError):
        return str(path.relative_to(settings.BASE_DIR))
    return str(path)


def _wait_for(host: str, port: int, site: LocalSite) -> None:
    """Wait until the web server takes connections; SiteStopped where it ends instead."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        site.check()
        with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
            return
        time.sleep(0.1)
    raise SiteStopped(f"The web server did not answer on port {port} within {START_SECONDS} seconds.")


@contextlib.contextmanager
def _stop_signals() -> Iterator[None]:
    """Turn Ctrl-C, a polite kill and a closed terminal into StopAsked."""

    def ask(signum: int, frame: object) -> None:
        raise StopAsked

    before = {each: signal.signal(each, ask) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _deaf_to_signals() -> None:
    """While children are being stopped a second Ctrl-C must not leave some of them behind."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
