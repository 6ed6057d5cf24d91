"""How long jobs end other than by success: cancelled, failed, or abandoned for another process to resume."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, OperationalError, connections

from citations.jobs import MAX_ATTEMPTS, Cancelled, Job, TakenOver, cancelled_words
from citations.models import Progress

logger = logging.getLogger(__name__)

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
