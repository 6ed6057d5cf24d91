"""What the run command does when a part of the site keeps ending: later and later again, and then no more."""

import sys
from pathlib import Path

import pytest

from singulariki.delivery.serving import local_site
from singulariki.delivery.serving.local_site import LocalSite, SiteStopped
from singulariki.delivery.serving.processes import Child


class Clock:
    """Counts the pauses instead of waiting them."""

    def __init__(self) -> None:
        self.now, self.pauses = 0.0, []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.pauses.append(seconds)


@pytest.fixture
def clock(monkeypatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(local_site, "time", clock)
    return clock


@pytest.fixture
def site(tmp_path, monkeypatch):
    site = LocalSite(tmp_path)
    command = [sys.executable, "-c", "print('what went wrong'); raise SystemExit(3)"]
    monkeypatch.setattr(local_site.processes, "worker_command", lambda *queues: command)
    yield site
    site.stop()


def ended(child: Child) -> Child:
    child.wait(20)
    return child


def test_a_part_that_ends_at_once_each_time_is_given_up_with_the_reason(
    site: LocalSite, clock: Clock, caplog, monkeypatch
) -> None:
    child = ended(site.start_worker())
    start = child.start
    monkeypatch.setattr(child, "start", lambda: ended(start()))

    with pytest.raises(
        SiteStopped, match=r"worker stopped by itself \(exit code 3\)[\s\S]*what went wrong[\s\S]*started 5 times"
    ):
        site.watch()

    assert caplog.text.count("is started again") == 5
    assert [pause for pause in clock.pauses if pause != local_site.POLL_SECONDS] == [0.0, 1.5, 3.5, 4.0]
    assert (site.logs / "worker.log").read_text().count("what went wrong") == 6


def test_a_part_that_ends_now_and_then_is_started_each_time(site: LocalSite, clock: Clock, monkeypatch) -> None:
    child = ended(site.start_worker())
    start, starts = child.start, []

    def start_later() -> Child:
        starts.append(clock.now)
        clock.now += local_site.WITHIN_SECONDS / 4
        if len(starts) > 12:
            raise KeyboardInterrupt
        return ended(start())

    monkeypatch.setattr(child, "start", start_later)
    with pytest.raises(KeyboardInterrupt):
        site.watch()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_what_a_dead_part_left_running_is_ended_before_it_is_started_again(tmp_path) -> None:
    leave_behind = "import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid)"
    child = Child("parent", [sys.executable, "-c", leave_behind], log=tmp_path / "log")
    ended(child.start())
    left = int((tmp_path / "log").read_text())
    ended(child.start())

    status = Path(f"/proc/{left}/status")
    assert not status.exists() or "State:\tZ" in status.read_text()
    child.stop()
