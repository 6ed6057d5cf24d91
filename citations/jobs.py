"""Long jobs: their progress, for staff screens and commands; the lease that says they are running; and how they end other than by
success: cancelled, failed, or abandoned for another process to resume."""

import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, OperationalError, connections, models
from django.utils import timezone
from django.utils.text import Truncator

from citations.models import Progress

logger = logging.getLogger(__name__)

# A running job renews its lease this often, even in the middle of one big step.
HEARTBEAT_INTERVAL = timedelta(seconds=10)
# A job whose lease was not renewed for this long is taken for dead, whether or not its process is still there: a worker outlives
# a job that lost its database.
LEASE_TIMEOUT = timedelta(seconds=90)
# A job whose process died this often is not started again automatically.
MAX_ATTEMPTS = 2
# Progress is written to the database at most this often.
INTERVAL = timedelta(milliseconds=500)
# After so many seconds the pace of a step is good enough to estimate its end.
ESTIMATE_AFTER = 5

Listener = Callable[[str, int, int | None], None]

# Subjects that this process is working on. A dead process may have had our process id.
_OWN_SUBJECTS: set[str] = set()


def ignore_progress(phase: str, done: int, total: int | None) -> None:
    return None


PHASE_LENGTH = Progress._meta.get_field("phase").max_length or 80
NAME_LENGTH = Progress._meta.get_field("cancelled_by").max_length or 200


class Stopped(BaseException):
    """The work has to stop here. Not an Exception, so that no handler on the way swallows it."""


class Cancelled(Stopped):
    """A person asked for the work to stop. The message says who and when."""


class TakenOver(Stopped):
    """The lease of this process ran out and another one has resumed the work. This one leaves everything to it."""


class Job:
    """One long job on a subject ("release:12"). Call it with (phase, done, total); close it when the job has ended.

    A thread of its own renews the lease. Calling raises `Cancelled` where a person asked for the job to stop, and `TakenOver`
    where another process has resumed it.
    """

    def __init__(self, subject: str, *, unit: str = "rows", listener: Listener = ignore_progress) -> None:
        self.subject, self.unit, self.listener = subject, unit, listener
        now = timezone.now()
        self._phase, self._written = "", now - INTERVAL
        self._counted: tuple[int, int | None] = (0, None)
        _OWN_SUBJECTS.add(subject)
        left_behind = Progress.objects.filter(subject=subject).values_list("attempts", flat=True).first() or 0
        host, pid = socket.gethostname(), os.getpid()
        Progress.objects.update_or_create(
            subject=subject,
            defaults={
                "phase": "Starting",
                "done": 0,
                "total": None,
                "unit": unit,
                "host": host,
                "pid": pid,
                "attempts": left_behind + 1,
                "cancelled_by": "",
                "started_at": now,
                "phase_started_at": now,
                "updated_at": now,
            },
        )
        self._ours = Progress.objects.filter(subject=subject, host=host, pid=pid, started_at=now)
        self._ended = threading.Event()
        threading.Thread(target=self._keep_lease, name=f"lease of {subject}", daemon=True).start()

    def __call__(self, phase: str, done: int, total: int | None = None) -> None:
        self.listener(phase, done, total)
        counted, self._counted = self._counted, (done, total)
        if phase == self._phase:
            self._update(**_position(phase, done, total))
            return
        self._phase = phase
        self._written = timezone.now() - INTERVAL
        # Tables that are counted together are one stretch of work: the pace is that of all of them.
        is_same_count = counted[1] is not None and counted[1] == total and counted[0] <= done
        self._update(**({} if is_same_count else {"phase_started_at": timezone.now()}), **_position(phase, done, total))

    def check_in(self) -> None:
        """To be called now and then where there is no progress to report. Raises as a call does."""
        self._update()

    def is_ours(self) -> bool:
        """Whether no other process has resumed the work."""
        return self._ours.exists()

    def confirm(self) -> None:
        """To be called in the transaction that ends the work: nobody can take it over or cancel it from here on. Raises as a
        call does."""
        self._refuse_unless_ours(self._ours.select_for_update())

    def close(self) -> None:
        """The work has ended, one way or another; its row is deleted."""
        self._stop_heartbeat()
        # Where that fails its lease runs out anyway, and nobody looks at it where the work has an outcome.
        with suppress(DatabaseError):
            self._ours.delete()

    def abandon(self) -> None:
        """The work broke off in the middle. Its row stays, for the process that resumes the work."""
        self._stop_heartbeat()
        # Where that fails its lease runs out anyway.
        with suppress(DatabaseError):
            self._ours.update(updated_at=timezone.now() - LEASE_TIMEOUT)

    def _update(self, **changed: object) -> None:
        now = timezone.now()
        if now - self._written < INTERVAL:
            return
        self._written = now
        if not self._ours.filter(cancelled_by="").update(**changed, updated_at=now):
            self._refuse_unless_ours(self._ours)

    def _refuse_unless_ours(self, ours: models.QuerySet[Progress]) -> None:
        row = ours.first()
        if row is None:
            raise TakenOver(f"The work on {self.subject} was taken up by another process.")
        if row.cancelled_by:
            raise Cancelled(cancelled_words(row.cancelled_by))

    def _stop_heartbeat(self) -> None:
        self._ended.set()
        _OWN_SUBJECTS.discard(self.subject)

    def _keep_lease(self) -> None:
        """Runs in a thread, with a connection of its own. While the database cannot be reached the lease is not renewed."""
        while not self._ended.wait(HEARTBEAT_INTERVAL.total_seconds()):
            try:
                self._ours.update(updated_at=timezone.now())
            except Exception:  # noqa: S112 -- the lease runs out then
                continue
            finally:
                connections.close_all()


def _position(phase: str, done: int, total: int | None) -> dict[str, object]:
    # A phase may name a table at length; PostgreSQL refuses what the column cannot hold.
    return {"phase": Truncator(phase).chars(PHASE_LENGTH), "done": done, "total": total}


def ask_to_stop(subject: str, user) -> bool:
    """Have the process that works on the subject, if one does, stop at its next step; whoever asked first is named. Returns
    whether one works on it."""
    if not is_running(subject):
        return False
    Progress.objects.filter(subject=subject, cancelled_by="").update(cancelled_by=display_name(user)[:NAME_LENGTH])
    return True


def cancelled_words(name: str) -> str:
    return f"Cancelled by {name} on {timezone.now():%-d %B %Y, %H:%M} UTC."


def is_running(subject: str) -> bool:
    """Whether some process is still working on the subject."""
    progress = Progress.objects.filter(subject=subject).first()
    return progress is not None and is_active(progress)


def is_active(progress: Progress) -> bool:
    """Whether the job is running: its lease was renewed lately, and its process is not known to be gone."""
    if timezone.now() - progress.updated_at >= LEASE_TIMEOUT:
        return False
    if progress.host != socket.gethostname():
        return True
    if progress.pid == os.getpid():
        return progress.subject in _OWN_SUBJECTS
    try:
        os.kill(progress.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        # It runs under another account.
        return True
    return True


def seconds_left(progress: Progress) -> int | None:
    """Time left of the step at its pace so far, or None where it cannot be told: at its very beginning, and once all is counted.

    Steps of one count, such as loading one table after the other, are one.
    """
    if not progress.total or not 0 < progress.done < progress.total:
        return None
    passed = (progress.updated_at - progress.phase_started_at).total_seconds()
    if passed < ESTIMATE_AFTER:
        return None
    return max(0, round(passed / progress.done * (progress.total - progress.done)))


# Records the end of work on a release or edition: (state, the sentence that says why).
End = Callable[[str, str], None]

TIMES = {2: "twice"}.get(MAX_ATTEMPTS, f"{MAX_ATTEMPTS} times")
GIVEN_UP = (
    f"The work broke off {TIMES}: each time the process at it died, or lost its database. It is not begun again by itself. "
    "Nothing readers see has changed. {look} Then start it again, or leave it."
)


class AlreadyUnderWay(RuntimeError):
    """Another process is at work on this release or edition."""


@contextmanager
def recording_outcome(job: Job, end: End) -> Iterator[None]:
    """Have `end` record that the work within was cancelled or failed, and remove what is half done; failures are raised again.

    Where the process is told to stop, or loses its database, nothing can or should be written: the job is abandoned as it is, to
    be resumed later. Raises `AlreadyUnderWay` where another process has resumed it meanwhile.
    """
    try:
        yield
    except TakenOver as error:
        job.close()
        raise AlreadyUnderWay(str(error)) from error
    except Cancelled as error:
        _end(job, end, "cancelled", str(error))
    except (OperationalError, InterfaceError) as error:
        connection = connections[DEFAULT_DB_ALIAS]
        if connection.is_usable():
            _end(job, end, "failed", f"{type(error).__name__}: {error}")
        else:
            connection.close_if_unusable_or_obsolete()
            job.abandon()
        raise
    except Exception as error:
        _end(job, end, "failed", f"{type(error).__name__}: {error}")
        raise
    except BaseException:
        job.abandon()
        raise
    else:
        job.close()


def _end(job: Job, end: End, state: str, why: str) -> None:
    try:
        if job.is_ours():
            end(state, why)
    except DatabaseError as error:
        logger.warning("%s could not be marked %s, and is left to be resumed: %s", job.subject, state, error)
        job.abandon()
    else:
        job.close()


def reason_to_give_up(subject: str, look: str) -> tuple[str, str] | None:
    """The final state of abandoned work that must not be restarted automatically, and the sentence that says why: somebody had
    asked for it to stop, or it broke off as often as it may. `look` says where to look first."""
    left = Progress.objects.filter(subject=subject).first()
    if left is None:
        return None
    if left.cancelled_by:
        return "cancelled", cancelled_words(left.cancelled_by)
    if left.attempts >= MAX_ATTEMPTS:
        return "failed", GIVEN_UP.format(look=look)
    return None


def reset_attempts(subject: str) -> None:
    """A person starts the work: earlier attempts do not count."""
    Progress.objects.filter(subject=subject).delete()


def display_name(user) -> str:
    """A person's name for sentences."""
    return (user.get_full_name() or user.get_username()) if user else "the command line"
