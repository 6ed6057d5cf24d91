"""The systemd units of docs/operations.md: their programs take the options, and nothing that dies stays dead."""

import configparser
import re
import shlex
import shutil
import subprocess

import click
import pytest
from celery.bin.worker import worker
from granian.cli import cli as granian

from singulariki.settings.services import CLOCK_QUEUE, LATER_QUEUE, WORK_QUEUE
from tests.project.tracked import ROOT

UNITS = re.findall(r"`(singulariki-\w+\.service)`.*?```ini\n(.*?)```", (ROOT / "docs" / "operations.md").read_text(), re.DOTALL)


def service(text: str) -> configparser.SectionProxy:
    units = configparser.ConfigParser(interpolation=None, delimiters=("=",), strict=False)
    units.optionxform = str
    units.read_string(text.replace("\\\n", " "))
    return units["Service"]


@pytest.mark.parametrize(("name", "text"), UNITS, ids=[name for name, _ in UNITS])
def test_what_dies_is_started_again_and_what_is_under_way_may_end(name: str, text: str) -> None:
    unit = service(text)

    assert unit["Restart"] == "always"
    assert unit["KillMode"] == "mixed"
    # Longer than granian's own patience, and than a load of all releases takes.
    patience = {"web": 35, "worker": 1800, "later": 300, "clock": 30}
    assert int(unit["TimeoutStopSec"]) >= patience[name.removeprefix("singulariki-").removesuffix(".service")]


def test_the_commands_are_ones_that_their_programs_take() -> None:
    commands = {name: shlex.split(service(text)["ExecStart"])[1:] for name, text in UNITS}
    web = granian.make_context("granian", list(commands["singulariki-web.service"]))
    assert web.params["respawn_failed_workers"] is True
    assert web.params["app"] == "singulariki.wsgi:application"
    app, name, word, *options = commands["singulariki-worker.service"]
    assert (app, name, word) == ("--app", "singulariki", "worker")
    of_people = worker.make_context("worker", options, parent=click.Context(worker, obj=CeleryContext()))
    assert of_people.params["concurrency"] == 1
    assert of_people.params["queues"] == [WORK_QUEUE]
    for service_name, queue in (("later", LATER_QUEUE), ("clock", CLOCK_QUEUE)):
        options = commands[f"singulariki-{service_name}.service"][3:]
        other = worker.make_context("worker", options, parent=click.Context(worker, obj=CeleryContext()))
        assert bool(other.params["beat"]) is (service_name == "clock")
        assert other.params["queues"] == [queue]


class CeleryContext:
    """What celery's options ask of the application, which is not needed to read them."""

    class app:
        IS_WINDOWS = False
        conf = type("conf", (), {"__getattr__": lambda self, name: None})()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
@pytest.mark.parametrize(("name", "text"), UNITS, ids=[name for name, _ in UNITS])
def test_systemd_understands_every_line(name: str, text: str, tmp_path) -> None:
    here = text.replace("/srv/singulariki/current", str(ROOT)).replace("User=singulariki", "User=root")
    (tmp_path / name).write_text(here)
    check = subprocess.run(["systemd-analyze", "verify", "--man=no", tmp_path / name], capture_output=True, text=True)

    assert [line for line in check.stderr.splitlines() if name in line] == []
