"""Retention: the facts of releases that no edition needs are archived, and restored from the originals, exactly; uploads that
were never loaded are removed, and compiled editions that were never published discarded.

Row, files, findings and report of a release that was loaded stay for ever.
"""

from collections.abc import Iterable

from django.db import IntegrityError, models, transaction
from django.db.models import Max, Min, QuerySet

from citations.actions.checking import write_facts
from citations.actions.issues import recognise_layers
from citations.actions.loaded_releases import sweep
from citations.actions.uploading import local_copies
from citations.audit import audit
from citations.compiling import UnorderedDigest
from citations.importing.checking import check
from citations.importing.importer import IMPORTERS
from citations.importing.issues import Findings
from citations.importing.spooling import Spool
from citations.jobs import Job, display_name
from citations.models import Edition, Profile, Progress, Proposal, Release, ReleaseFile, StoredPreview, originals_storage

State = Release.State
# Never loaded, and nobody is at work on them.
REMOVABLE = (State.REJECTED, *Release.ABORTED)
# Facts are removed so many at once, so that no other writer waits long.
BATCH = 20_000


class NotRestored(RuntimeError):
    """What is read from the originals now is not what was archived."""


def needed_by(release: Release) -> QuerySet[Edition]:
    """The editions that need the release's facts: those that hold it and are compiled, or being compiled."""
    return Edition.objects.filter(members__release=release, state__in=Edition.KEPT)


def archivable(*, is_sample: bool = False) -> list[Release]:
    """Loaded releases that no edition needs, by dataset, the oldest first."""
    kept = Edition.objects.filter(state__in=Edition.KEPT).values("members__release")
    loaded = Release.objects.filter(state__in=Release.LOADED, is_sample=is_sample).select_related("dataset")
    return list(loaded.exclude(pk__in=kept.exclude(members__release=None)).order_by("dataset__slug", "pk"))


def fact_total(release: Release) -> int:
    """How many facts the release holds, or held."""
    return sum(release.report.get("facts", {}).values())


def start_archiving(*, release: Release, user=None) -> Release:
    """Mark a loaded release as one whose facts are to be removed, by `process_release`. No edition can take it from here on.

    Raises ValueError where an edition needs it, where it is not loaded, and while another release is being made from its files.
    """
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if release.state not in Release.LOADED:
            raise ValueError(f"{release} is {release.get_state_display().lower()}; only facts that are loaded can be archived.")
        if editions := list(needed_by(release)):
            raise ValueError(
                f"The facts of {release} stay: {'edition' if len(editions) == 1 else 'editions'} "
                f"{', '.join(map(str, editions))} {'holds' if len(editions) == 1 else 'hold'} it."
            )
        _refuse_beside_a_replacement(release)
        Release.objects.filter(pk=release.pk).update(state=State.ARCHIVING, archive={}, failure="")
        Progress.objects.filter(subject=release.subject).delete()
        audit("release.archiving", user, release, facts=fact_total(release))
    release.refresh_from_db()
    return release


def _refuse_beside_a_replacement(release: Release) -> None:
    if other := release.replacements.filter(state__in=[*Release.UNDER_WAY, State.HELD]).first():
        raise ValueError(f"Release {other.pk} is about to take the place of {release}. {other.way_out}")


def archive_facts(release: Release, job: Job, user) -> None:
    """Note how many facts there are and a digest of them, then remove them. Can be run again where it broke off."""
    tables = IMPORTERS[release.dataset.slug].fact_models()  # type: ignore[union-attr]  # a loaded release has one
    if not release.archive:
        release.archive = digests(release, tables, job)
        Release.objects.filter(pk=release.pk, state=State.ARCHIVING).update(archive=release.archive)
    total, done = sum(rows for rows, _ in release.archive.values()), 0
    for model in tables:
        facts = model._default_manager.filter(release_id=release.pk).order_by()
        ends = facts.aggregate(first=Min("pk"), last=Max("pk"))
        for start in range(ends["first"] or 0, (ends["last"] or 0) + 1, BATCH):
            done += facts.filter(pk__range=(start, start + BATCH - 1))._raw_delete(facts.db)
            job(f"Removing {model._meta.verbose_name_plural}", min(done, total), total)
    with transaction.atomic():
        job.confirm()
        Release.objects.filter(pk=release.pk, state=State.ARCHIVING).update(state=State.ARCHIVED, failure="")
        audit("release.archived", user, release, facts=total)


def start_restoring(*, release: Release, user=None) -> Release:
    """Mark an archived release as one whose facts are to be read from its originals again, by `process_release`.

    Raises ValueError for one that is not archived, and while another release is being made from its files.
    """
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if release.state != State.ARCHIVED:
            raise ValueError(f"There is nothing to restore: {release} is {release.get_state_display().lower()}.")
        _refuse_beside_a_replacement(release)
        Release.objects.filter(pk=release.pk).update(state=State.RESTORING, failure="")
        Progress.objects.filter(subject=release.subject).delete()
        audit("release.restoring", user, release)
    release.refresh_from_db()
    return release


def restore_facts(release: Release, job: Job, user) -> None:
    """Check the originals anew and load them, prove that every table holds what was archived, and make the release what it was.

    Raises `NotRestored` where it does not, as after a change of the importer; then nothing is restored.
    """
    sweep(release)
    importer = IMPORTERS[release.dataset.slug]  # type: ignore[union-attr]  # a loaded release has one
    findings = Findings(release.version, is_sample=release.is_sample)
    with Spool() as spool:
        with local_copies(release) as files:
            recognition = recognise_layers(files, findings, release.asked_dataset)
            check(recognition, findings, job, spool)
        if findings.error_count:
            error = next(finding for finding in findings.kept if finding.severity == "error")
            raise NotRestored(_otherwise(release, f"They are refused now: {error.message}"))
        write_facts(release, importer, spool, job)
    now = digests(release, importer.fact_models(), job)
    held, empty = release.archive, [0, UnorderedDigest().hexdigest]
    if differing := sorted(name for name in {*held, *now} if now.get(name, empty) != held.get(name, empty)):
        raise NotRestored(_otherwise(release, f"{', '.join(differing)} would not be what was archived."))
    with transaction.atomic():
        job.confirm()
        state = settled_state(release)
        try:
            with transaction.atomic():
                Release.objects.filter(pk=release.pk).update(state=state, archive={}, failure="")
        except IntegrityError:
            # Another of its version or files is ready.
            state = State.RETIRED
            Release.objects.filter(pk=release.pk).update(state=state, archive={}, failure="")
        audit("release.restored", user, release, facts=fact_total(release), state=state)


def _otherwise(release: Release, what: str) -> str:
    present = IMPORTERS[release.dataset.slug].version  # type: ignore[union-attr]
    if present == release.importer_version:
        advice = "Pass this on to an administrator."
    else:
        advice = (
            f"Version {release.importer_version} of their importer had read them, version {present} does now. Load them again "
            "with the present importer instead: that makes a release of its own."
        )
    return f"The originals are not read any more as they were before the archiving. {what} Nothing was restored. {advice}"


def settled_state(release: Release) -> str:
    """What a release is once its facts are there again: set aside as before, retired where another has its place, else ready."""
    if release.set_aside_at:
        return State.SET_ASIDE
    return State.RETIRED if release.successor else State.READY


def end_archival(release: Release, state: str, why: str, user) -> None:
    """Note why archiving or restoring broke off: it failed, or somebody cancelled it, which is audited already. What was to be
    restored stays archived; what was to be archived goes on being so once somebody starts it again."""
    ended = Release.objects.filter(pk=release.pk, state=State.RESTORING).update(state=State.ARCHIVED, failure=why)
    ended += Release.objects.filter(pk=release.pk, state=State.ARCHIVING).update(failure=why)
    Progress.objects.filter(subject=release.subject).delete()
    if ended and state == State.FAILED:
        audit("release.failed", user, release, error=why)


def digests(release: Release, tables: Iterable[type[models.Model]], job: Job) -> dict[str, list]:
    """For each table of facts how many rows the release has there, and one SHA-256 sum over them, in whatever order."""
    found = {}
    for model in tables:
        columns = [field.attname for field in model._meta.concrete_fields if not field.primary_key and field.name != "release"]
        rows, content = 0, UnorderedDigest()
        for row in model._default_manager.filter(release_id=release.pk).order_by().values_list(*columns).iterator():
            content.add(repr(row))
            rows += 1
            if rows % 5_000 == 0:
                job(f"Reading {model._meta.verbose_name_plural}", rows, None)
        found[model._meta.label] = [rows, content.hexdigest]
    return found


def remove_release(*, release: Release, user=None) -> None:
    """Remove an upload that was never loaded, with its findings and files. Originals that another release has stay in storage.

    Raises ValueError for any other release.
    """
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if release.state not in REMOVABLE:
            raise ValueError(
                f"{release} is {release.get_state_display().lower()}. Only what was never loaded, and is rejected, failed or "
                "cancelled, can be removed."
            )
        sweep(release)
        names = list(release.files.values_list("name", flat=True))
        # An upload of the same bytes waits here, and finds that they are gone.
        stored = set(release.files.select_for_update().values_list("content", flat=True))
        audit("release.removed", user, release, files=names, state=release.state)
        Progress.objects.filter(subject=release.subject).delete()
        release.delete()
        kept = set(ReleaseFile.objects.filter(content__in=stored).values_list("content", flat=True))
        for name in sorted(stored - kept):
            originals_storage().delete(name)


def discard_edition(*, edition: Edition, user=None) -> Edition:
    """Give up an edition that was never published: its pages are removed, and releases that only it holds are needed no more.

    Raises ValueError for an edition that was ever published, or is not compiled.
    """
    with transaction.atomic():
        edition = Edition.objects.select_for_update().get(pk=edition.pk)
        if edition.state != Edition.State.READY:
            raise ValueError(f"Edition {edition} is {edition.get_state_display().lower()}; only a compiled one is discarded.")
        if edition.activations.exists():
            raise ValueError(f"Edition {edition} was published: readers may cite it, so it stays.")
        Edition.objects.filter(pk=edition.pk).update(state=Edition.State.DISCARDED)
        Profile.objects.filter(edition=edition)._raw_delete("default")
        StoredPreview.objects.filter(candidate=edition).delete()
        open_proposals = Proposal.objects.filter(edition=edition, activation=None, withdrawn_by_name="")
        open_proposals.update(withdrawn_by_name=display_name(user))
        audit("edition.discarded", user, edition)
    edition.refresh_from_db()
    return edition
