"""Publishing and rolling back: the same action, one line in the log. The only code that writes activations."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from citations.audit import audit
from citations.models import Activation, Edition
from citations.selectors import live_edition, previous_live_edition


class LiveEditionMoved(RuntimeError):
    """The live edition is no longer the one whose preview was seen."""


def publish_edition(*, edition: Edition, user=None, reason: str = "", seen_live: int | None = -1) -> Activation:
    """Make an edition what readers see. `seen_live` is the primary key of the live edition that the publisher's preview
    was made against (None: there was none); where given and no longer true, raises `LiveEditionMoved`. Raises ValueError
    for an edition that is not ready or is live already."""
    return _activate(edition=edition, kind=Activation.Kind.PUBLISH, user=user, reason=reason, seen_live=seen_live)


def rollback_edition(*, user=None, reason: str, seen_live: int | None = -1) -> Activation:
    """Put back the edition that was live before the present one was published. Raises ValueError without a reason or
    where there is nothing to go back to."""
    if not reason.strip():
        raise ValueError("Say why the edition is rolled back; the reason is kept in the log.")
    with _one_at_a_time():
        previous = previous_live_edition()
        if previous is None:
            raise ValueError("There is no earlier edition to go back to.")
        return _activate(edition=previous, kind=Activation.Kind.ROLLBACK, user=user, reason=reason, seen_live=seen_live)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """A transaction in which two publishers queue up, so that each sees what the other did.

    PostgreSQL makes the second wait for the rows of all ready editions; SQLite lets only one transaction write.
    """
    with transaction.atomic():
        list(Edition.objects.select_for_update().filter(state=Edition.State.READY).order_by("pk").values_list("pk", flat=True))
        yield


def _activate(*, edition: Edition, kind: str, user, reason: str, seen_live: int | None) -> Activation:
    with _one_at_a_time():
        edition.refresh_from_db()
        if edition.state != Edition.State.READY:
            raise ValueError(
                f"Edition {edition} is {edition.get_state_display().lower()}; only a compiled edition can be published."
            )
        live = live_edition()
        if seen_live != -1 and (live.pk if live else None) != seen_live:
            raise LiveEditionMoved(
                f"The live edition is now {live}, not the one your preview was made against. Look at the preview again."
            )
        if live == edition:
            raise ValueError(f"Edition {edition} is live already.")
        activation = Activation.objects.create(
            kind=kind,
            from_edition=live,
            to_edition=edition,
            reason=reason.strip(),
            actor=user,
            actor_name=(user.get_full_name() or user.get_username()) if user else "command line",
        )
        audit(f"edition.{kind}", user, edition, reason=reason, before=live.name if live else None)
    return activation
