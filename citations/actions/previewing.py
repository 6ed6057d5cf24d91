"""Comparing a candidate with what is live, by a worker: as the last step of its compile, and again when the live edition moves or
editors reword sentences. The only code that writes stored previews."""

import logging

from django.db import InterfaceError, OperationalError, connection, transaction

from citations.jobs import (
    AlreadyUnderWay,
    Job,
    Listener,
    ignore_progress,
    is_running,
    reason_to_give_up,
    recording_outcome,
    reset_attempts,
)
from citations.models import Activation, Edition, Progress, StoredPreview
from citations.preview.stored import VERSION, failed_preview, make_stored_preview, stored_preview
from citations.selectors import live_edition

logger = logging.getLogger(__name__)

# Candidates that are compared anew, unasked, when the live edition moves: the newest, of those that were never published.
KEPT_READY = 3
SUBJECT = "preview:"


def subject_of(candidate: Edition) -> str:
    """What a job that compares it is called."""
    return f"{SUBJECT}{candidate.pk}"


def preview_while_compiling(edition: Edition, job: Job) -> None:
    """Compare an edition whose profiles are written with what is live. Where that fails it is recorded, and the compile goes on:
    a person can have it tried again. Raises where the job was stopped, or the database is gone."""
    live = live_edition()
    try:
        make_stored_preview(edition, live, job).save()
    except Exception as error:
        if isinstance(error, OperationalError | InterfaceError) and not connection.is_usable():
            raise
        logger.exception("Edition %s could not be compared with %s.", edition, live)
        failed_preview(edition, live, f"{type(error).__name__}: {error}").save()


def make_preview(*, candidate: Edition, listener: Listener = ignore_progress, unattended: bool = False) -> None:
    """Compare a compiled edition with what is live now, unless that is done already. A failure is recorded with it, then raised.

    Raises `AlreadyUnderWay`. `unattended` says that no person asked for this very run: what broke off twice is not begun again.
    """
    subject = subject_of(candidate)
    with transaction.atomic():
        # Of two workers that got the message one waits here, and then finds the other at it, or done.
        candidate = Edition.objects.select_for_update().get(pk=candidate.pk)
        live = live_edition()
        if candidate.state != Edition.State.READY or candidate == live or not stored_preview(candidate, live).is_wanted:
            return
        if is_running(subject):
            raise AlreadyUnderWay(f"Edition {candidate} is being compared with {live} by another process.")
        if not unattended:
            reset_attempts(subject)
        if ended := reason_to_give_up(subject, "An administrator finds in the worker's log what it died of."):
            reset_attempts(subject)
            failed_preview(candidate, live, ended[1]).save()
            return
        job = Job(subject, unit="pages", listener=listener)
    with recording_outcome(job, lambda state, why: failed_preview(candidate, live, why).save()):
        row = make_stored_preview(candidate, live, job)
        job.check_in()
        row.save()


def forget_failure(*, candidate: Edition) -> None:
    """A person has a comparison that failed tried again, as if nothing had been tried."""
    reset_attempts(subject_of(candidate))
    failed = StoredPreview.objects.filter(candidate=candidate).exclude(failure="")
    failed.filter(document="").delete()
    failed.update(failure="")


def previews_wanted() -> list[Edition]:
    """Editions that a worker should compare with what is live without being asked: of the newest candidates, and of those whose
    comparison broke off, the ones that nothing is stored of yet, a failure neither. Sentences that editors have changed since are
    read again once somebody opens the preview. Forgets what broke off and was done all the same."""
    live = live_edition()
    left = [row.subject for row in Progress.objects.filter(subject__startswith=SUBJECT) if not is_running(row.subject)]
    broken_off = [int(subject.removeprefix(SUBJECT)) for subject in left]
    ready = Edition.objects.filter(state=Edition.State.READY)
    never_live = ready.exclude(pk__in=Activation.objects.values("to_edition"))
    newest = list(never_live.order_by("-compiled_at", "-pk").values_list("pk", flat=True)[:KEPT_READY])
    compared = StoredPreview.objects.filter(live=live, version=VERSION).values("candidate")
    wanted = list(ready.filter(pk__in=[*newest, *broken_off]).exclude(pk__in=compared).order_by("-pk"))
    done = set(left) - {subject_of(edition) for edition in wanted}
    Progress.objects.filter(subject__in=done).delete()
    return wanted
