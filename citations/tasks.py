"""Long work that a Celery worker does: fetching a release, sorting files into releases, checking and loading one, compiling an
edition, comparing it with what is live.

A task can be delivered twice, again after a worker died, or never. These actions can be run again, so a second delivery finds
the work done, finds it running, or resumes it where no process works on it any more; such work is looked for periodically
(`requeue_interrupted`, in `CELERY_BEAT_SCHEDULE`). What failed, was cancelled, or broke off twice is left to a person.
"""

import logging

from celery import Task, shared_task
from celery.signals import worker_ready
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import DatabaseError

from citations import notices
from citations.actions import delivering, editions, fetching, following, previewing, releases
from citations.jobs import AlreadyUnderWay
from citations.models import Delivery, Edition, FollowUp, Progress, PublisherOffer, Release, WorkSubject
from citations.queueing import QueueUnreachable, send
from citations.selectors import ended_jobs, interrupted

logger = logging.getLogger(__name__)


@shared_task(name="citations.sort_delivery")
def sort_delivery(delivery_id: int, user_id: int | None = None) -> None:
    """Sort files into releases, and have each of these checked. Failures are recorded on the delivery, then raised for the
    worker's log."""
    delivery = Delivery.objects.filter(pk=delivery_id).first()
    if delivery is None:
        logger.warning("Delivery %s is gone; nothing to sort.", delivery_id)
        return
    user = _user(user_id)
    try:
        delivery = delivering.sort_delivery(delivery=delivery, user=user, unattended=True)
    except AlreadyUnderWay as error:
        logger.info("%s", error)
        return
    # Where the queue fails in between, `requeue_interrupted` finds them.
    for release in Release.objects.filter(pk__in=delivery.release_ids, state=Release.State.UPLOADED).order_by("pk"):
        queue(process_release, release, user)


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


@shared_task(name="citations.fetch_release")
def fetch_release(offer_id: int, user_id: int | None = None) -> None:
    """Fetch what was asked for by `request_fetch`, and have it checked. What kept it from being fetched is recorded."""
    offer = PublisherOffer.objects.filter(pk=offer_id, state__in=PublisherOffer.UNDER_WAY).first()
    if offer is None:
        logger.info("Nothing is to be fetched for offer %s any more.", offer_id)
        return
    try:
        offer = fetching.run_fetch(offer=offer, user=_user(user_id))
    except AlreadyUnderWay as error:
        logger.info("%s", error)
        return
    release = offer.release if offer.state == PublisherOffer.State.FETCHED else None
    if release and release.state in Release.ABORTED:
        release = releases.start_release_again(release=release, user=_user(user_id))
    if release and release.state == Release.State.UPLOADED:
        queue(process_release, release, _user(user_id))


@shared_task(name="citations.look_for_new_releases")
def look_for_new_releases() -> None:
    """Look at publishers for what is new, where the site is set up to do so."""
    if settings.LOOK_DAILY:
        fetching.look_everywhere()


def queue(task: Task, subject: WorkSubject | FollowUp, user=None, *, later: bool = False) -> None:
    """Hand work on something to a worker; `later` where nobody waits for it. Raises `QueueUnreachable`: then it can be tried
    again, and nothing is lost."""
    send(task.name, subject.pk, user.pk if user else None, later=later)


@shared_task(name="citations.take_up_what_was_interrupted")
def requeue_interrupted() -> None:
    """Queue again what a dead process left half done, and what was lost on its way to a worker; forget jobs that have ended."""
    models: tuple[type[WorkSubject], ...] = (Release, Delivery, Edition, PublisherOffer)
    for model in models:
        for ended in ended_jobs(model):
            # Unless a process has taken up something else of the same subject meanwhile.
            Progress.objects.filter(pk=ended.pk, updated_at=ended.updated_at).delete()
    for release in interrupted(Release):
        queue(process_release, release, release.uploaded_by)
    for delivery in interrupted(Delivery):
        queue(sort_delivery, delivery, delivery.uploaded_by)
    for edition in interrupted(Edition):
        queue(compile_edition, edition, edition.created_by)
    for offer in interrupted(PublisherOffer):
        queue(fetch_release, offer, offer.asked_by)
    for row in following.follow_ups_wanted():
        queue(follow_up, row)
    for edition in previewing.previews_wanted():
        queue(make_preview, edition, later=True)


@shared_task(name="citations.send_notices")
def send_notices() -> None:
    """Tell stewards by mail what has happened since they were last told."""
    notices.send_notices()


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
