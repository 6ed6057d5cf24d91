"""What becomes of long work that does not come to its end: cancelled, failed, or left for somebody to take up."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, OperationalError, connections

from citations.jobs import MAX_ATTEMPTS, Cancelled, Job, TakenOver, cancelled_words
from citations.models import Progress

logger = logging.getLogger(__name__)

# What ends work on a release or edition: (state, the sentence that says why).
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
    """Work that is cancelled or fails is ended by `end`, which also removes what is half done; failures are raised.

    Where the process is told to stop, or loses its database, nothing can or should be written: the job is left as it is, to be
    taken up later. Raises `AlreadyUnderWay` where another process has taken it up meanwhile.
    """
    try:
        yield
    except TakenOver as news:
        job.close()
        raise AlreadyUnderWay(str(news)) from news
    except Cancelled as news:
        _end(job, end, "cancelled", str(news))
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
        logger.warning("%s could not be marked %s, and is left to be taken up: %s", job.subject, state, error)
        job.abandon()
    else:
        job.close()


def reason_to_give_up(subject: str, look: str) -> tuple[str, str] | None:
    """The state and the sentence to end work with that was left behind, where it is not to be begun again by itself: somebody had
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
    """A person starts the work: what came of it before does not count."""
    Progress.objects.filter(subject=subject).delete()


def display_name(user) -> str:
    """A person as sentences name them."""
    return (user.get_full_name() or user.get_username()) if user else "the command line"
