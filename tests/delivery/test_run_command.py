"""`make run`: one command brings up site, worker and broker with the sample, and takes all of it down again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.served import Served


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


pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc"),
    pytest.mark.either_database,
]


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
    assert f"password {(var / 'admin-password').read_text().strip()} " in served.printed

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
