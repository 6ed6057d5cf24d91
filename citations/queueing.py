"""Handing work to a worker, by the name of its task: for actions, which tasks themselves call."""

import logging

from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

# A person waits for the answer: one more try, then say that the worker cannot be reached.
RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2, "interval_max": 0.2}


class QueueUnreachable(RuntimeError):
    """The broker does not answer, so nothing could be handed to a worker."""


def send(task: str, *arguments: object, later: bool = False) -> None:
    """Queue the task of this name; where nobody waits for it (`later`), for the worker that keeps nobody waiting. Raises
    `QueueUnreachable`; nothing is lost then, it can be tried again."""
    where = {"queue": settings.LATER_QUEUE} if later else {}
    try:
        current_app.send_task(task, arguments, retry=True, retry_policy=RETRY_POLICY, **where)
    except OperationalError as error:
        logger.error("The broker cannot be reached: %s", error)
        raise QueueUnreachable("The worker's queue cannot be reached.") from error
