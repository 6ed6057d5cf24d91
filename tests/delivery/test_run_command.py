"""`make run`: one command brings up site, worker and broker with the sample, and takes all of it down again."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

from singulariki.delivery.serving.ports import any_free_port

START_SECONDS = 180
STOP_SECONDS = 20


class Served:
    """A site started as a person starts it, in a var folder of its own."""

    def __init__(self, var: Path) -> None:
        self.var = var
        kept = {"PATH", "HOME", "LANG", "TMPDIR"}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(any_free_port())],
            cwd=settings.BASE_DIR,
            env={**{name: value for name, value in os.environ.items() if name in kept}, "SINGULARIKI_VAR": str(var)},
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


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


@pytest.fixture
def served(var):
    site = Served(var)
    yield site
    for pid in site.processes():
        os.kill(pid, signal.SIGKILL)
    site.process.wait()
    (var / "printed").unlink()


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


def test_a_first_run_serves_the_sample_with_a_login_and_stops_without_leaving_anything(served, var):
    served.wait_until_it_serves()

    assert served.get("/") == 200
    assert served.get("/gradient/") == 200
    assert served.get("/admin/login/") == 200
    password = var / "admin-password"
    assert f"password {password.read_text().strip()} " in served.printed
    assert password.stat().st_mode & 0o777 == 0o600
    running = " ".join(served.processes().values())
    assert "granian" in running
    assert "celery" in running
    assert "--beat" in running
    assert "valkey-server" in running

    served.process.send_signal(signal.SIGTERM)
    served.wait_until_nothing_runs()

    assert served.process.returncode == 0
    assert "Stopping" in served.printed


def test_a_later_run_keeps_what_is_there_and_no_second_site_uses_the_same_folder(served, var):
    served.wait_until_it_serves()
    assert "Loading the sample" not in served.printed
    assert "password as you set it" in served.printed

    second = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "SINGULARIKI_VAR": str(var), "DJANGO_SETTINGS_MODULE": "singulariki.settings.development"},
        capture_output=True,
        text=True,
    )
    assert second.returncode != 0
    assert "is being served" in second.stderr

    # Even where nothing of ours gets to run any more.
    served.process.kill()
    served.wait_until_nothing_runs()


def test_a_folder_that_is_not_there_is_said_plainly(tmp_path):
    result = subprocess.run(
        [sys.executable, "manage.py", "serve", "--data", str(tmp_path / "absent")],
        cwd=settings.BASE_DIR,
        env={**os.environ, "SINGULARIKI_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "singulariki.settings.development"},
        capture_output=True,
        text=True,
    )

    assert result.returncode != 0
    assert "is not a folder" in result.stderr
