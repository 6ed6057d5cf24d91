"""Progress of long jobs: rows in the database for the staff screens, a callback for commands, and the job's lease."""

import os
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.utils import timezone
from django.utils.text import Truncator

from citations.models import Progress

# A job of another host that has said nothing for this long is taken for dead.
SILENCE = timedelta(minutes=10)
# A process that is known to run may say nothing for this long, in the middle of one big step.
QUIET_WORK = timedelta(hours=1)
# Clocks are set now and then.
CLOCKS_DIFFER = timedelta(minutes=1)
# The database is told at most this often.
INTERVAL = timedelta(milliseconds=500)

Listener = Callable[[str, int, int | None], None]

# Subjects that this very process is at work on. A dead process may have had our number.
_OWN: set[str] = set()


def _silent(phase: str, done: int, total: int | None) -> None:
    return None


PHASE_LENGTH = Progress._meta.get_field("phase").max_length or 80


class Job:
    """One long job on a subject ("release:12"). Call it with (phase, done, total); close it when the job has ended."""

    def __init__(self, subject: str, *, unit: str = "rows", listener: Listener = _silent) -> None:
        self.subject, self.unit, self.listener = subject, unit, listener
        now = timezone.now()
        self._phase, self._written = "", now - INTERVAL
        _OWN.add(subject)
        Progress.objects.update_or_create(
            subject=subject,
            defaults={
                "phase": "Starting",
                "done": 0,
                "total": None,
                "unit": unit,
                "host": socket.gethostname(),
                "pid": os.getpid(),
                "started_at": now,
                "phase_started_at": now,
                "updated_at": now,
            },
        )

    def __call__(self, phase: str, done: int, total: int | None = None) -> None:
        self.listener(phase, done, total)
        now = timezone.now()
        # A phase may name a table at length; PostgreSQL refuses what the column cannot hold.
        changed = {"phase": Truncator(phase).chars(PHASE_LENGTH), "done": done, "total": total, "updated_at": now}
        if phase != self._phase:
            self._phase = phase
            changed["phase_started_at"] = now
        elif now - self._written < INTERVAL:
            return
        self._written = now
        Progress.objects.filter(subject=self.subject).update(**changed)

    def close(self) -> None:
        _OWN.discard(self.subject)
        Progress.objects.filter(subject=self.subject).delete()


def alive(subject: str) -> bool:
    """Whether some process is still at work on the subject."""
    progress = Progress.objects.filter(subject=subject).first()
    if progress is None:
        return False
    if progress.host != socket.gethostname():
        return timezone.now() - progress.updated_at < SILENCE
    if progress.pid == os.getpid():
        return subject in _OWN
    silence = timezone.now() - progress.updated_at
    try:
        os.kill(progress.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        # It runs under another account: it is there, and that is all we can tell.
        return silence < QUIET_WORK
    began = _process_start(progress.pid)
    if began is None:
        return silence < SILENCE
    # A later process may have been given the same number: it began after the job did.
    if began > progress.started_at + CLOCKS_DIFFER:
        return False
    return silence < (QUIET_WORK if began <= progress.started_at else SILENCE)


def _process_start(pid: int) -> datetime | None:
    """When a process of this machine began; the present for one that is dead but not yet buried; None where the system
    does not tell (it has no /proc)."""
    try:
        state, *fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        boot = next(int(line.split()[1]) for line in Path("/proc/stat").read_text().splitlines() if line.startswith("btime"))
    except (OSError, ValueError, IndexError, StopIteration):
        return None
    if state == "Z":
        return timezone.now()
    return datetime.fromtimestamp(boot + int(fields[18]) / os.sysconf("SC_CLK_TCK"), tz=UTC)


def seconds_left(progress: Progress) -> int | None:
    """Time left of the phase at its pace so far, or None where it cannot be told."""
    if not progress.total or not progress.done:
        return None
    passed = (progress.updated_at - progress.phase_started_at).total_seconds()
    return max(0, round(passed / progress.done * (progress.total - progress.done)))
