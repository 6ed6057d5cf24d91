"""Ending the compile of an edition before it is done: by a person, or because its process died; and having it begun again."""

from django.db import transaction

from citations.actions.job_outcomes import AlreadyUnderWay, display_name, reset_attempts
from citations.audit import audit
from citations.jobs import cancelled_words, is_running
from citations.models import Edition, Profile, Progress


def start_edition_again(*, edition: Edition, user=None) -> Edition:
    """A person has an edition compiled that failed, was cancelled, waits or was left behind: as if nothing had been tried.

    Only makes it fit to be compiled. Raises ValueError for a compiled edition, `AlreadyUnderWay` for one at work.
    """
    subject = f"edition:{edition.pk}"
    with transaction.atomic():
        edition = Edition.objects.select_for_update().get(pk=edition.pk)
        if edition.state == Edition.State.READY:
            raise ValueError(f"There is nothing to start: edition {edition} is compiled.")
        if is_running(subject):
            raise AlreadyUnderWay(f"Edition {edition} is being compiled. Wait until it has finished, or cancel it.")
        reset_attempts(subject)
        Edition.objects.filter(pk=edition.pk).update(state=Edition.State.COMPILING, failure="")
        audit("edition.restarted", user, edition)
    edition.refresh_from_db()
    return edition


def cancel_edition(*, edition: Edition, user=None) -> Edition:
    """End the compile of an edition, or its wait for one. Where a process is at work, it stops at its next step.

    Raises ValueError for a compiled edition.
    """
    subject = f"edition:{edition.pk}"
    with transaction.atomic():
        edition = Edition.objects.select_for_update().get(pk=edition.pk)
        if edition.state in Edition.ABORTED:
            return edition
        if edition.state == Edition.State.READY:
            raise ValueError(f"There is nothing to cancel: edition {edition} is compiled.")
        audit("edition.cancelled", user, edition)
        if is_running(subject):
            Progress.objects.filter(subject=subject, cancelled_by="").update(cancelled_by=display_name(user)[:200])
        else:
            end_edition(edition, user, Edition.State.CANCELLED, cancelled_words(display_name(user)))
    return edition


def end_edition(edition: Edition, user, state: str, why: str) -> None:
    """Mark an edition failed or cancelled and remove its profiles. A compiled one stays as it is."""
    with transaction.atomic():
        unready = Edition.objects.filter(pk=edition.pk).exclude(state=Edition.State.READY)
        Progress.objects.filter(subject=f"edition:{edition.pk}").delete()
        if unready.update(state=state, failure=why):
            Profile.objects.filter(edition=edition)._raw_delete("default")
            if state == Edition.State.FAILED:
                audit("edition.failed", user, edition, error=why)
    edition.refresh_from_db()


def sweep_editions() -> int:
    """Mark editions whose compile died as failed and remove their profiles. Returns how many. Those that wait for a worker wait
    on."""
    swept = 0
    for edition in Edition.objects.filter(state=Edition.State.COMPILING):
        with transaction.atomic():
            edition = Edition.objects.select_for_update().get(pk=edition.pk)
            subject = f"edition:{edition.pk}"
            left_behind = Progress.objects.filter(subject=subject).exists() and not is_running(subject)
            if edition.state == Edition.State.COMPILING and left_behind:
                end_edition(edition, None, Edition.State.FAILED, "The process that compiled it ended before it was done.")
                swept += 1
    return swept
