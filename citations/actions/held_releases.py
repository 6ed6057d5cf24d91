"""How a checked and loaded release becomes ready: at once, or where something in it is implausible after a steward has overruled
that with a reason. Until then it is held back: its facts are there, and no edition can take it. It can also be withdrawn."""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils import timezone

from citations.actions.loaded_releases import AnotherIsReady, retire_release, rival, sweep
from citations.audit import audit
from citations.jobs import display_name
from citations.models import Release
from citations.reasons import read_reason

State = Release.State
OVERRULED = ("overruled_reason", "overruled_at", "overruled_by", "acknowledged_at", "acknowledged_by")


def make_ready(release: Release, user) -> None:
    """Mark a loaded release ready, and retire the one that it takes the place of. To be called in a transaction.

    Raises IntegrityError where another of its version or files is ready; ValueError where the one that it replaces is set aside.
    """
    replaced = release.replaces
    if replaced and replaced.state == State.SET_ASIDE and release.renewal == Release.Renewal.READ_AGAIN:
        raise ValueError(
            f"{replaced.set_aside_words} This is a later reading of the same files: bring that release back first, or "
            "withdraw this one."
        )
    if replaced and replaced.state not in (State.SET_ASIDE, State.ARCHIVED):
        # First, so that at no moment two releases of one version are ready.
        retire_release(release=replaced, user=user, replaced_by=release.pk, renewal=release.renewal)
    release.state = State.READY
    release.ready_at = timezone.now()
    release.save(update_fields=["state", "ready_at", *OVERRULED])


def inherits_reason(release: Release, stops: Collection[str]) -> bool:
    """Whether a steward has overruled these kinds of findings of the same files before, as an earlier importer read them; then
    that reason holds on."""
    replaced = release.replaces
    if replaced is None or release.renewal != Release.Renewal.READ_AGAIN or replaced.overruled_at is None:
        return False
    if not {stop.kind for stop in replaced.stops}.issuperset(stops):
        return False
    release.overruled_reason, release.overruled_at = replaced.overruled_reason, replaced.overruled_at
    release.overruled_by = replaced.overruled_by
    return True


def overrule_release(*, release: Release, reason: str, user=None) -> Release:
    """Let editions take a release that was held back as implausible: a steward has looked, and says why it is right.

    The reason, who gave it and when are kept with the release and shown wherever it is used, to readers too; aggregates that
    differ are acknowledged by it. Raises ValueError without a reason (see `read_reason`) and for a release that is not held
    back; `AnotherIsReady` beside another of that version or of these files.
    """
    reason = read_reason(reason, "overrule")
    with transaction.atomic():
        release = _held(release, "overrule")
        stops = release.stops.count()
        release.overruled_reason, release.overruled_at, release.overruled_by = reason, timezone.now(), user
        if release.awaits_acknowledgement:
            release.acknowledged_at, release.acknowledged_by = release.overruled_at, user
        try:
            with transaction.atomic():
                make_ready(release, user)
        except IntegrityError:
            if (other := rival(release)) is None:
                raise
            raise AnotherIsReady(release, other, "held back") from None
        audit("release.overruled", user, release, reason=reason, stops=stops)
    release.refresh_from_db()
    return release


def withdraw_release(*, release: Release, user=None) -> Release:
    """Reject a release that was held back: what was found is wrong indeed. Its facts are removed; its files and findings stay as
    a record. Raises ValueError for a release that is not held back."""
    with transaction.atomic():
        release = _held(release, "withdraw")
        withdrawn = {"by": display_name(user), "at": f"{timezone.now():%-d %B %Y, %H:%M} UTC"}
        Release.objects.filter(pk=release.pk).update(state=State.REJECTED, report=release.report | {"withdrawn": withdrawn})
        sweep(release)
        audit("release.withdrawn", user, release, stops=release.stops.count())
    release.refresh_from_db()
    return release


def _held(release: Release, what: str) -> Release:
    release = Release.objects.select_for_update().get(pk=release.pk)
    if release.state != State.HELD:
        raise ValueError(f"There is nothing to {what}: {release} is {release.get_state_display().lower()}, not held back.")
    return release
