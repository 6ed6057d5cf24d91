"""What can still happen to a loaded release: it is dated, its origin is noted, it is retired for another, set aside as wrong, or
brought back; and a steward acknowledges the aggregates in its files that differ from ours. Facts of any other are swept.

No new edition takes up what is retired or set aside, and the editions that hold it stay as they are.
"""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from citations.actions.uploading import read_origin
from citations.audit import audit
from citations.importing.importer import IMPORTERS
from citations.importing.publication import check_period, closer, in_words, read_date
from citations.models import Release
from citations.reasons import read_reason


def says_when_published(release: Release) -> bool:
    """Whether the date of publication is the files' own, which a person may only make more precise."""
    return release.report.get("published_from") == "files"


def date_release(*, release: Release, published: str, user=None) -> Release:
    """Record when the publisher released it, as precisely as known (see `read_date`); '' where nobody knows it.

    Raises ValueError for what is no date of the past, for one that contradicts the files or lies before the release's own period,
    and for a release that is not loaded.
    """
    given = read_date(published)
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if release.state not in Release.LOADED:
            raise ValueError(f"{release} is {release.get_state_display().lower()}; its date can be given once it is loaded.")
        if says_when_published(release) and not closer(read_date(release.published_on), given):
            raise ValueError(f"The files say themselves that they were published in {release.published_on}.")
        check_period(given, release.version)
        if in_words(given) == release.published_on:
            return release
        before = release.published_on
        Release.objects.filter(pk=release.pk).update(published_on=in_words(given))
        audit("release.dated", user, release, before=before, published=in_words(given))
    release.refresh_from_db()
    return release


def note_origin(*, release: Release, source_url: str, licence_note: str, user=None) -> Release:
    """Record where its files came from, and a note on the licence; see `read_origin`. Of a release in any state. Raises
    ValueError."""
    origin = read_origin(source_url, licence_note)
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        before = {name: getattr(release, name) for name in origin}
        if origin == before:
            return release
        Release.objects.filter(pk=release.pk).update(**origin)
        audit("release.origin_noted", user, release, before=before, **origin)
    release.refresh_from_db()
    return release


def acknowledge_differences(*, release: Release, user=None) -> Release:
    """Record that a steward took note of the aggregates that its files state and that differ from ours, so that editions with it
    can be published. A second time changes nothing. Raises ValueError where nothing differs, or it is not loaded."""
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if release.state not in Release.LOADED:
            state = release.get_state_display().lower()
            raise ValueError(f"{release} is {state}; what differs in it can be acknowledged once it is loaded.")
        if not release.difference_count:
            raise ValueError(f"There is nothing to acknowledge: what the files of {release} state agrees with what they hold.")
        if release.awaits_acknowledgement:
            Release.objects.filter(pk=release.pk).update(acknowledged_at=timezone.now(), acknowledged_by=user)
            audit("release.acknowledged", user, release, differences=release.difference_count)
    release.refresh_from_db()
    return release


class AnotherIsReady(ValueError):
    """A release that is set aside or held back cannot become ready beside `other`, of the same version or of the same files."""

    def __init__(self, release: Release, other: Release, stays: str = "set aside") -> None:
        alike = "version" if other.version == release.version else "files"
        is_ready = other.state == Release.State.READY
        super().__init__(
            f"{release} (release {release.pk}) stays {stays}: release {other.pk}, of the same {alike}, is "
            f"{other.get_state_display().lower()}, and there can be only one. "
            f"{'Set that one aside first.' if is_ready else other.way_out}"
        )
        self.other = other


def rival(release: Release) -> Release | None:
    """Another release of the same version or files that is ready or on its way, which there can be only one of."""
    alike = Q(dataset=release.dataset, version=release.version) | Q(fingerprint=release.fingerprint)
    others = Release.objects.filter(alike, is_sample=release.is_sample).exclude(pk=release.pk)
    return others.filter(state__in=[Release.State.READY, Release.State.HELD, *Release.UNDER_WAY]).order_by("state").first()


def retire_release(*, release: Release, user=None, **details: object) -> None:
    """Retire a ready release; its facts stay. One that is retired already stays so. Raises ValueError for any other."""
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if release.state == Release.State.RETIRED:
            return
        if release.state != Release.State.READY:
            raise ValueError(f"{release} is {release.get_state_display().lower()}; only a ready release can be retired.")
        Release.objects.filter(pk=release.pk).update(state=Release.State.RETIRED)
        audit("release.retired", user, release, **details)


def sweep(release: Release) -> int:
    """Remove facts that a broken load of this release left behind, or that it had before it was withdrawn. Returns how many.
    Those of a release that is loaded, held back or being archived are never touched."""
    release.refresh_from_db()
    # A check names the dataset before anything is loaded.
    kept = (*Release.LOADED, Release.State.HELD, Release.State.ARCHIVING)
    if release.state in kept or release.dataset is None or release.dataset.slug not in IMPORTERS:
        return 0
    removed = 0
    for model in IMPORTERS[release.dataset.slug].fact_models():
        leftovers = model._default_manager.filter(release_id=release.pk)
        if leftovers.exists():
            removed += leftovers._raw_delete(leftovers.db)
    return removed


def set_aside_release(*, release: Release, reason: str, user=None) -> Release:
    """Take a loaded release out for a reason that readers see. Its facts stay, and the editions that hold it say so.

    Raises ValueError without a reason (see `read_reason`), for a release that is not loaded or set aside already, and
    while its files are being loaded again.
    """
    reason = read_reason(reason, "set aside")
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if release.state == Release.State.SET_ASIDE:
            raise ValueError(f"{release.set_aside_words} There is nothing left to do.")
        if release.state not in (Release.State.READY, Release.State.RETIRED):
            raise ValueError(f"{release} is {release.get_state_display().lower()}; only a loaded release can be set aside.")
        if release.replacements.filter(state__in=Release.UNDER_WAY).exists():
            raise ValueError(f"{release} is being loaded again. Wait until that has finished, or cancel it; then set aside.")
        Release.objects.filter(pk=release.pk).update(
            state=Release.State.SET_ASIDE, set_aside_reason=reason, set_aside_at=timezone.now(), set_aside_by=user
        )
        audit("release.set_aside", user, release, reason=reason)
    release.refresh_from_db()
    return release


def bring_back_release(*, release: Release, user=None) -> Release:
    """Let editions take up a release again that was set aside, or that was retired for another which was set aside since. One
    whose place another has is retired, as it was.

    Raises ValueError for any other release, `AnotherIsReady` beside another of that version or of these files.
    """
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if release.state not in (Release.State.SET_ASIDE, Release.State.RETIRED):
            raise ValueError(f"{release} is {release.get_state_display().lower()}, not set aside.")
        replaced = release.successor
        if release.state == Release.State.RETIRED and replaced:
            raise ValueError(f"{release} stays retired: release {replaced.pk} has its place. Set that one aside first.")
        state = Release.State.RETIRED if replaced else Release.State.READY
        try:
            with transaction.atomic():
                Release.objects.filter(pk=release.pk).update(
                    state=state, set_aside_reason="", set_aside_at=None, set_aside_by=None
                )
        except IntegrityError:
            if (other := rival(release)) is None:
                raise
            raise AnotherIsReady(release, other) from None
        audit("release.brought_back", user, release, reason=release.set_aside_reason)
    release.refresh_from_db()
    return release
