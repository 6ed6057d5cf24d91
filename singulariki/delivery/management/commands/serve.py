"""`make run`: the whole site on one machine."""

import contextlib
import secrets
import signal
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from citations.selectors import live_edition
from singulariki.delivery.serving.local_site import LocalSite, SiteStopped
from singulariki.delivery.serving.processes import BrokerFailed, next_free_port
from singulariki.settings.environment import REDIS_URL, VAR_DIR

ADMIN = "admin"


@dataclass(frozen=True)
class FirstLogin:
    """The administrator made by the run command. `password` is empty once somebody has changed it."""

    name: str
    password: str
    password_file: Path


def ensure_login(password_file: Path) -> FirstLogin | None:
    """Create the administrator `admin` with a random password, kept in a file of mode 0600; None where there is another one.

    Where an earlier run created `admin`, the password is that of the file, as long as it is still valid.
    """
    users = get_user_model()
    existing = users.objects.filter(is_superuser=True, is_active=True)
    if existing.exists():
        ours = existing.filter(username=ADMIN).first()
        if ours is None or not password_file.exists():
            return None
        password = password_file.read_text().strip()
        return FirstLogin(ADMIN, password if ours.check_password(password) else "", password_file)
    password = secrets.token_urlsafe(12)
    password_file.parent.mkdir(parents=True, exist_ok=True)
    password_file.touch(mode=0o600)
    password_file.chmod(0o600)
    password_file.write_text(password + "\n")
    user, _ = users.objects.get_or_create(username=ADMIN)
    user.is_staff = user.is_superuser = user.is_active = True
    user.set_password(password)
    user.save()
    return FirstLogin(ADMIN, password, password_file)


START_SECONDS = 60


class StopRequested(BaseException):
    """Ctrl-C or a signal to stop. Not an Exception, so that no handler on the way swallows it."""


class Command(BaseCommand):
    help = "Serve the whole site on this machine: broker, workers, clock, web server, and sample data where there is none."
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
            except StopRequested:
                self._print("\nStopping the web server, the clock, the workers and the broker.")
            finally:
                _ignore_signals()
                site.stop()

    def _serve(self, site: LocalSite, *, data: Path | None, port: int, host: str, reload: bool) -> None:
        site.claim()
        self._print("Preparing the database")
        site.start_broker()
        site.run_step("migrate", "--verbosity", "0")
        login = ensure_login(site.var / "admin-password")
        if data is not None:
            self._print(f"Loading the releases below {data}")
            # This site is for looking around: failures are printed, and the rest is shown.
            site.run_step("load_releases", str(data), "--publish", "--allow-failures")
        elif live_edition() is None:
            self._print("Loading the sample")
            site.run_step("load_sample")
        free = next_free_port(port, host)
        if free != port:
            self._print(f"Port {port} is taken; the site is served on {free}.")
        port = free
        site.address = f"http://{'localhost' if host == '127.0.0.1' else host}:{port}"
        site.start_worker()
        site.start_later_worker()
        site.start_clock()
        site.start_web(host, port, reload=reload)
        _wait_for(host, port, site)
        self._print_summary(site, site.address, login)
        site.watch()

    def _print(self, text: str) -> None:
        """Print at once: steps that follow print themselves, and a log file is read while we run."""
        self.stdout.write(text)
        self.stdout.flush()

    def _print_summary(self, site: LocalSite, address: str, login: FirstLogin | None) -> None:
        edition = live_edition()
        lines = [("Site", f"{address}/"), ("Admin", f"{address}/admin/")]
        if login is not None:
            password = f"password {login.password}" if login.password else "password as you set it"
            lines.append(("Login", f"{login.name}, {password} (first one kept in {_short(login.password_file)})"))
        if edition is not None:
            what = "the built-in sample; for real releases: make run DATA=folder" if edition.is_sample else edition.name
            lines.append(("Edition", what))
        lines += [
            ("Files", f"{_short(site.var)} (make clean-var throws them away)"),
            ("Logs", f"{_short(site.logs)}"),
            ("Stop", "Ctrl-C"),
        ]
        connection.close()  # serving takes hours; the children hold connections of their own
        self._print("\n" + "\n".join(f"  {name:<8} {text}" for name, text in lines) + "\n")


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
    """Turn SIGINT (Ctrl-C), SIGTERM and SIGHUP into StopRequested."""

    def request_stop(signum: int, frame: object) -> None:
        raise StopRequested

    before = {each: signal.signal(each, request_stop) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _ignore_signals() -> None:
    """While children are being stopped a second Ctrl-C must not leave some of them behind."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
