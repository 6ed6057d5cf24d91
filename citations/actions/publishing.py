"""Publishing and rolling back: the same action, one line in the log. The only code that writes activations."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction

from citations.actions.following import start_follow_ups
from citations.audit import audit
from citations.models import Activation, Edition, Proposal, Release
from citations.preview.losses import reader_losses
from citations.reasons import read_reason
from citations.selectors import live_edition, previous_live_edition, set_aside_in, unacknowledged_in


class LiveEditionMoved(RuntimeError):
    """The live edition is no longer the one whose preview was seen."""


class HoldsSetAside(ValueError):
    """The edition holds a release that was set aside, and nobody said that this is known."""


class HoldsUnacknowledged(ValueError):
    """Files of its releases state aggregates that differ from ours, and no steward has acknowledged that."""


class NeedsSecondPerson(ValueError):
    """One person alone publishes where the site asks for two."""


class LosesTooMuch(ValueError):
    """Readers would lose a dataset, many pages or the sample as a whole, and nobody said that this is meant."""


def publish_edition(
    *,
    edition: Edition,
    user=None,
    reason: str = "",
    changelog: str = "",
    seen_live: int | None = -1,
    although_set_aside: bool = False,
    although_smaller: bool = True,
    proposal: Proposal | None = None,
) -> Activation:
    """Make an edition what readers see. `changelog` tells them what changed; `reason` is for the log alone.

    `seen_live` is the primary key of the live edition that the publisher's preview was made against (None: there was none); where
    given and no longer true, raises `LiveEditionMoved`. Raises `HoldsSetAside` for an edition that holds a release set aside,
    unless `although_set_aside` says that this is known; `HoldsUnacknowledged` for one with aggregates that differ from ours and
    that nobody acknowledged; `LosesTooMuch` where readers would no longer see a dataset, many pages or the sample (see
    `reader_losses`) and `although_smaller` is False; `NeedsSecondPerson` where the site asks for two people and one publishes
    without another's `proposal` (commands, which have no person, may); ValueError for one that is not ready or is live already,
    and for a changelog or reason that says nothing (see `read_reason`), though both may be left out.
    """
    if settings.PUBLISH_NEEDS_SECOND_PERSON and user is not None and proposal is None:
        raise NeedsSecondPerson("This site publishes by two people: propose the edition, and have another person confirm it.")
    reason, changelog = (read_reason(text, "publish") if text.strip() else "" for text in (reason, changelog))
    with _publishing_lock():
        refuse_to_publish(edition, seen_live, although_set_aside=although_set_aside, although_smaller=although_smaller)
        return _activate(edition, Activation.Kind.PUBLISH, user, reason, changelog)


def refuse_to_publish(edition: Edition, seen_live: int | None, *, although_set_aside: bool, although_smaller: bool) -> None:
    """Raise as `publish_edition` does where the edition cannot be published, or not without a word more."""
    if not although_smaller and (lost := reader_losses(edition, live_edition())):
        _refuse_unless_ready(edition)
        _refuse_moved(seen_live)
        raise LosesTooMuch(f"By edition {edition} readers lose what they see now. {'. '.join(loss.words for loss in lost)}.")
    if waiting := unacknowledged_in(edition):
        _refuse_unless_ready(edition)
        raise HoldsUnacknowledged(differences_in_words(edition, waiting))
    _refuse(edition, seen_live, although_set_aside)


def rollback_edition(*, user=None, reason: str, seen_live: int | None = -1, although_set_aside: bool = False) -> Activation:
    """Put back the edition that was live before the present one was published. Raises `HoldsSetAside` and `LiveEditionMoved` as
    `publish_edition` does; ValueError without a reason (see `read_reason`) or where there is nothing to go back to."""
    reason = read_reason(reason, "roll back")
    with _publishing_lock():
        # First: after somebody else's rollback, what would be put back now is another edition, or none.
        _refuse_moved(seen_live)
        previous = previous_live_edition()
        if previous is None:
            raise ValueError("There is no earlier edition to go back to.")
        _refuse(previous, seen_live, although_set_aside)
        return _activate(previous, Activation.Kind.ROLLBACK, user, reason)


def differences_in_words(edition: Edition, waiting: Iterable[Release]) -> str:
    """Why an edition is not published whose releases wait to be acknowledged, and what to do."""
    held = ", ".join(f"{release} ({release.difference_count:,})" for release in waiting)
    return (
        f"Edition {edition} holds files that state aggregates which differ from what we make of the same files: {held}. Look at "
        "them on the release's screen and acknowledge them there; then publish."
    )


@contextmanager
def _publishing_lock() -> Iterator[None]:
    """A transaction in which two publishers queue up, so that each sees what the other did.

    PostgreSQL makes the second wait for the rows of all ready editions; SQLite lets only one transaction write.
    """
    with transaction.atomic():
        list(Edition.objects.select_for_update().filter(state=Edition.State.READY).order_by("pk").values_list("pk", flat=True))
        yield


def _refuse_unless_ready(edition: Edition) -> None:
    edition.refresh_from_db()
    if edition.state != Edition.State.READY:
        raise ValueError(f"Edition {edition} is {edition.get_state_display().lower()}; only a compiled edition can be published.")


def _refuse_moved(seen_live: int | None) -> None:
    live = live_edition()
    if seen_live != -1 and (live.pk if live else None) != seen_live:
        raise LiveEditionMoved(f"The live edition changed since you opened this page. It is now {live or 'none'}.")


def _refuse(edition: Edition, seen_live: int | None, although_set_aside: bool) -> None:
    _refuse_unless_ready(edition)
    if live_edition() == edition:
        raise ValueError(f"Edition {edition} is live already.")
    _refuse_moved(seen_live)
    aside = set_aside_in(edition)
    if aside and not although_set_aside:
        held = " ".join(release.set_aside_words for release in aside)
        raise HoldsSetAside(
            f"Edition {edition} holds what was set aside. {held} Compile an edition without it, or say that you mean it."
        )


def _activate(edition: Edition, kind: str, user, reason: str, changelog: str = "") -> Activation:
    live, aside = live_edition(), set_aside_in(edition)
    activation = Activation.objects.create(
        kind=kind,
        from_edition=live,
        to_edition=edition,
        reason=reason,
        changelog=changelog,
        actor=user,
        actor_name=(user.get_full_name() or user.get_username()) if user else "command line",
    )
    audit(
        f"edition.{kind}",
        user,
        edition,
        reason=reason or changelog,
        before=live.name if live else None,
        **({"although_set_aside": [str(release) for release in aside]} if aside else {}),
    )
    start_follow_ups(activation)
    return activation
