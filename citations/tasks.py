"""Long work that a Celery worker does: checking and loading a release, compiling an edition, comparing it with what is live.

A task can be delivered twice, again after a worker died, or never. Both actions can be run again, so a second delivery finds
the work done, finds it running, or resumes it where no process works on it any more; such work is looked for periodically
(`requeue_interrupted`, in `CELERY_BEAT_SCHEDULE`). What failed, was cancelled, or broke off twice is left to a person.
"""

import logging

from celery import Task, shared_task
from celery.signals import worker_ready
from django.contrib.auth import get_user_model
from django.db import DatabaseError

from citations.actions import editions, following, previewing, releases
from citations.jobs import AlreadyUnderWay
from citations.models import Edition, Release
from citations.publication_models import FollowUp
from citations.queueing import QueueUnreachable, send
from citations.selectors import interrupted

logger = logging.getLogger(__name__)


@shared_task(name="citations.process_release")
def process_release(release_id: int, user_id: int | None = None) -> None:
    """Check and load a release. Failures are recorded on the release, then raised for the worker's log."""
    release = Release.objects.filter(pk=release_id).first()
    if release is None:
        logger.warning("Release %s is gone; nothing to check.", release_id)
        return
    try:
        releases.process_release(release=release, user=_user(user_id), unattended=True)
    except AlreadyUnderWay as error:
        logger.info("%s", error)


@shared_task(name="citations.compile_edition")
def compile_edition(edition_id: int, user_id: int | None = None) -> None:
    """Compile an edition made by `start_edition`. Failures are recorded on the edition, then raised for the worker's log."""
    edition = Edition.objects.filter(pk=edition_id).first()
    if edition is None:
        logger.warning("Edition %s is gone; nothing to compile.", edition_id)
        return
    try:
        editions.run_compile(edition=edition, user=_user(user_id), unattended=True)
    except AlreadyUnderWay as error:
        logger.info("%s", error)


@shared_task(name="citations.make_preview")
def make_preview(edition_id: int, user_id: int | None = None) -> None:
    """Compare a compiled edition with what is live. Failures are recorded with it, then raised for the worker's log."""
    edition = Edition.objects.filter(pk=edition_id).first()
    if edition is None:
        logger.warning("Edition %s is gone; nothing to compare.", edition_id)
        return
    try:
        previewing.make_preview(candidate=edition, unattended=True)
    except AlreadyUnderWay as error:
        logger.info("%s", error)


@shared_task(name="citations.follow_up")
def follow_up(follow_up_id: int, user_id: int | None = None) -> None:
    """Do a job that follows a publication. Failures are recorded with it, then raised for the worker's log."""
    row = FollowUp.objects.filter(pk=follow_up_id).select_related("activation").first()
    if row is None:
        logger.warning("Follow-up %s is gone; nothing to do.", follow_up_id)
        return
    try:
        following.run_follow_up(follow_up=row, unattended=True)
    except AlreadyUnderWay as error:
        logger.info("%s", error)


def queue(task: Task, subject: Release | Edition | FollowUp, user=None) -> None:
    """Hand work on a release, an edition or what follows a publication to a worker. Raises `QueueUnreachable`; nothing is lost
    then, it can be tried again."""
    send(task.name, subject.pk, user.pk if user else None)


@shared_task(name="citations.take_up_what_was_interrupted")
def requeue_interrupted() -> None:
    """Queue again what a dead process left half done, and what was lost on its way to a worker."""
    for release in interrupted(Release):
        queue(process_release, release, release.uploaded_by)
    for edition in interrupted(Edition):
        queue(compile_edition, edition, edition.created_by)
    for row in following.follow_ups_wanted():
        queue(follow_up, row)
    for edition in previewing.previews_wanted():
        queue(make_preview, edition)


@worker_ready.connect
def requeue_at_start(**kwargs: object) -> None:
    """A worker that starts need not wait for the schedule."""
    try:
        requeue_interrupted()
    except (DatabaseError, QueueUnreachable) as error:
        # A worker that starts before the first migrate, say.
        logger.warning("Could not look for interrupted work: %s", error)


def _user(user_id: int | None):
    return get_user_model().objects.filter(pk=user_id).first() if user_id else None
