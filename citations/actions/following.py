"""The jobs that follow a publication or a rollback: written down with it, so that none is lost; done by workers; tried again by a
person where one failed."""

import logging

from django.db import transaction
from django.utils import timezone

from citations.actions.previewing import make_preview, previews_wanted
from citations.audit import audit
from citations.follow_ups import FOLLOW_UPS, follow_up, label_of
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
from citations.models import Activation, ActivationChanges, FollowUp
from citations.preview import compare
from citations.preview.public import public_changes, stored_text
from citations.preview.stored import stored_preview
from citations.queueing import QueueUnreachable, send
from citations.selectors import WAIT

logger = logging.getLogger(__name__)
State = FollowUp.State


def start_follow_ups(activation: Activation) -> None:
    """Write down what is to follow, in the transaction of the activation itself, and hand it to a worker after that. Where none
    can be reached, it is found when one runs. Of what changed for readers as much as a preview knows is written at once."""
    jobs = sorted(FOLLOW_UPS.values(), key=lambda job: (job.order, job.key))
    FollowUp.objects.bulk_create(FollowUp(activation=activation, key=job.key) for job in jobs)
    try:
        with transaction.atomic():
            _record_seen_changes(activation)
    except Exception:
        # Nothing that is only told keeps an edition from being published; a worker writes it.
        logger.exception("What %s changed could not be written at once.", activation)

    def hand_over() -> None:
        try:
            for row in FollowUp.objects.filter(activation=activation).order_by("pk"):
                send("citations.follow_up", row.pk)
        except QueueUnreachable:
            logger.warning("What follows %s waits for a worker.", activation)

    transaction.on_commit(hand_over)


def _record_seen_changes(activation: Activation) -> None:
    found = stored_preview(activation.to_edition, activation.from_edition)
    if found.preview:
        changes = public_changes(found.preview, activation.to_edition)
        ActivationChanges.objects.create(activation=activation, document=stored_text(changes))


@follow_up("changes", label="Tell readers on /editions/ what changed", while_live=False, order=0)
def record_changes(activation: Activation, progress: Listener) -> str:
    if ActivationChanges.objects.filter(activation=activation).exists():
        return "Written when it was published, from the preview that was seen."
    preview = compare(activation.to_edition, activation.from_edition, progress)
    document = stored_text(public_changes(preview, activation.to_edition))
    ActivationChanges.objects.get_or_create(activation=activation, defaults={"document": document})
    return "Compared with the edition before, and written."


@follow_up("previews", label="Compare waiting candidates with what is live now", order=10)
def compare_candidates(activation: Activation, progress: Listener) -> str:
    candidates = previews_wanted()
    for candidate in candidates:
        try:
            make_preview(candidate=candidate, listener=progress, unattended=True)
        except AlreadyUnderWay:
            continue
    names = ", ".join(str(candidate) for candidate in candidates)
    return f"Compared: {names}." if names else "No candidate waits."


def run_follow_up(*, follow_up: FollowUp, listener: Listener = ignore_progress, unattended: bool = False) -> FollowUp:
    """Do it, unless it is done. A failure is recorded with it, then raised. Can be run again after a crash.

    Raises `AlreadyUnderWay`. `unattended` says that no person asked for this very run: what broke off twice is not begun again.
    """
    with transaction.atomic():
        # Of two workers that got the message one waits here, and then finds the other at it.
        FollowUp.objects.select_for_update().get(pk=follow_up.pk)
        follow_up.refresh_from_db()
        registered = FOLLOW_UPS.get(follow_up.key)
        if follow_up.state not in FollowUp.UNDER_WAY:
            return follow_up
        if is_running(follow_up.subject):
            raise AlreadyUnderWay(f"{follow_up} is being done by another process.")
        newest = Activation.objects.order_by("-pk").first()
        if registered is None or (registered.while_live and follow_up.activation != newest):
            why = "Another edition is live by now." if registered else "No part of the site does this any more."
            _end(follow_up, State.NOT_NEEDED, note=why)
            return follow_up
        if not unattended:
            reset_attempts(follow_up.subject)
        if ended := reason_to_give_up(follow_up.subject, "An administrator finds in the worker's log what it died of."):
            reset_attempts(follow_up.subject)
            _end(follow_up, State.FAILED, failure=ended[1])
            return follow_up
        job = Job(follow_up.subject, unit="pages", listener=listener)
        FollowUp.objects.filter(pk=follow_up.pk).update(state=State.RUNNING)
    with recording_outcome(job, lambda state, why: _end(follow_up, State.FAILED, failure=why)):
        note = registered.run(follow_up.activation, job)
        job.check_in()
        _end(follow_up, State.DONE, note=note)
    return follow_up


def _end(follow_up: FollowUp, state: str, *, note: str = "", failure: str = "") -> None:
    FollowUp.objects.filter(pk=follow_up.pk).update(state=state, note=note, failure=failure, ended_at=timezone.now())
    follow_up.refresh_from_db()


def retry_follow_up(*, follow_up: FollowUp, user=None) -> FollowUp:
    """A person has it done again, as if nothing had been tried. Only makes it fit to be run.

    Raises ValueError for what is done or not needed, `AlreadyUnderWay` for what is being done.
    """
    with transaction.atomic():
        follow_up = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
        if is_running(follow_up.subject):
            raise AlreadyUnderWay("It is being done. Wait until it has finished.")
        if follow_up.state in (State.DONE, State.NOT_NEEDED):
            raise ValueError(f"There is nothing to try again: this is {follow_up.get_state_display().lower()}.")
        reset_attempts(follow_up.subject)
        FollowUp.objects.filter(pk=follow_up.pk).update(state=State.WAITING, failure="")
        audit("edition.followed_up", user, follow_up.activation.to_edition, what=label_of(follow_up.key))
    follow_up.refresh_from_db()
    return follow_up


def follow_ups_wanted() -> list[FollowUp]:
    """What broke off, and what no worker got the message to begin."""
    latest = timezone.now() - WAIT
    rows = FollowUp.objects.filter(state__in=FollowUp.UNDER_WAY, created_at__lt=latest).order_by("pk")
    return [row for row in rows if not is_running(row.subject)]
