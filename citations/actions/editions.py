"""Compiling editions, to the end or until somebody cancels it or its process dies; publishing them is in `publishing`."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from citations.actions.choosing import choose_releases
from citations.actions.previewing import preview_while_compiling
from citations.audit import audit
from citations.compiling import (
    AFTER_COMPILE,
    CALLED_BY_COMPILERS,
    COMPILERS,
    DATA_OF_COMPILERS,
    EditionFacts,
    ProfileDraft,
    UnorderedDigest,
    code_digest,
    digest,
)
from citations.importing.loading import bulk_load, refresh_statistics
from citations.jobs import (
    AlreadyUnderWay,
    Job,
    Listener,
    ask_to_stop,
    cancelled_words,
    display_name,
    ignore_progress,
    is_running,
    reason_to_give_up,
    recording_outcome,
    reset_attempts,
)
from citations.measures import MEASURES
from citations.methodology import record_methodology
from citations.models import Edition, EditionRelease, Profile, Progress, Release, StoredPreview
from citations.recipes import RECIPES
from citations.selectors import edition_references

LONGEST_NAME = 60
_FIT_NAME = re.compile(rf"(?=.*[A-Za-z0-9])[-_A-Za-z0-9]{{1,{LONGEST_NAME}}}")
# Parts of addresses of their own.
NOT_NAMES = ("log", "compile", "roll-back")
PROFILE_FIELDS = ("kind", "key", "title", "path", "document", "digest")

# Profiles written at once: a dozen megabytes of the largest.
BATCH = 200


def input_fingerprint(releases: Mapping[str, Release]) -> str:
    """SHA-256 over what determines an edition: release checksums; importer and recipe versions; compilers, their code and the
    data beside it, the shapes of documents with it; and how measures are written."""
    lines = [f"release {slug} {r.version} {r.fingerprint} {r.importer_version}" for slug, r in sorted(releases.items())]
    lines += [f"recipe {key} {recipe.version}" for key, recipe in sorted(RECIPES.items())]
    lines += [f"compiler {name} {code_digest(compiler.run)}" for name, compiler in sorted(COMPILERS.items())]
    lines += sorted(f"called {function.__qualname__} {code_digest(function)}" for function in CALLED_BY_COMPILERS)
    lines += sorted(f"data {path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in DATA_OF_COMPILERS)
    lines += sorted(f"measure {m.key} {m.format} {m.decimals} {' '.join(m.datasets)}" for m in MEASURES)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def refuse_unfit_name(wanted: str) -> None:
    """Raises ValueError for a name that cannot stand in an address."""
    if not _FIT_NAME.fullmatch(wanted) or wanted.casefold() in NOT_NAMES:
        raise ValueError(
            f"An edition cannot be called {wanted!r}: its name is part of addresses. Use at most {LONGEST_NAME} characters: "
            "letters from A to Z, digits, hyphens and underscores, with a letter or digit among them, such as 2026-spring; and "
            f"not {' or '.join(NOT_NAMES)}."
        )


def free_edition_name(wanted: str = "", *, is_sample: bool = False) -> str:
    """`wanted`, or today's date ("2026-11-21", "2026-11-21-2", …; "sample-…" for the sample) where nothing is wanted.

    Raises ValueError for a name that is taken or cannot stand in an address.
    """
    if wanted:
        refuse_unfit_name(wanted)
        if Edition.objects.filter(name=wanted).exists():
            raise ValueError(f"An edition is called {wanted!r} already. Choose another name.")
        return wanted
    base = f"{'sample-' if is_sample else ''}{timezone.now():%Y-%m-%d}"
    taken = set(Edition.objects.filter(name__startswith=base).values_list("name", flat=True))
    number = 1
    while (name := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return name


def compile_edition(
    *,
    name: str = "",
    pins: Mapping[str, str] | None = None,
    user=None,
    is_sample: bool = False,
    listener: Listener = ignore_progress,
) -> Edition:
    """Derive a new edition from the releases that `choose_releases` gives. Nothing readers see changes until it is published.

    Raises `UnknownPin`, ValueError; any error of a compiler leaves the edition marked failed, without profiles.
    """
    sweep_editions()
    return run_compile(edition=start_edition(name=name, pins=pins, user=user, is_sample=is_sample), user=user, listener=listener)


def start_edition(*, name: str = "", pins: Mapping[str, str] | None = None, user=None, is_sample: bool = False) -> Edition:
    """Create an edition with its releases, to be compiled by `run_compile`."""
    releases = choose_releases(pins, is_sample=is_sample)
    while True:
        free = free_edition_name(name, is_sample=is_sample)
        try:
            with transaction.atomic():
                _lock_ready(releases)
                edition = Edition.objects.create(
                    name=free, fingerprint=input_fingerprint(releases), created_by=user, is_sample=is_sample
                )
                EditionRelease.objects.bulk_create(
                    EditionRelease(edition=edition, dataset=release.dataset, release=release) for release in releases.values()
                )
                audit("edition.started", user, edition, releases={slug: r.version for slug, r in releases.items()})
            return edition
        except IntegrityError:
            # Someone took the name at the same moment; the next look finds it taken.
            if not Edition.objects.filter(name=free).exists():
                raise


def _lock_ready(releases: Mapping[str, Release]) -> None:
    """Keep releases as they are until the transaction has ended. Raises ValueError where one is not ready any more."""
    keys = [release.pk for release in releases.values()]
    for release in Release.objects.select_for_update(of=("self",)).select_related("dataset").filter(pk__in=keys).order_by("pk"):
        if release.state != Release.State.READY:
            raise ValueError(f"{release} is {release.get_state_display().lower()} since a moment ago. Choose again.")


def _refuse_archived(edition: Edition) -> None:
    """Raises ValueError where facts that an edition is to be compiled from are archived, or are about to be."""
    members = Release.objects.select_for_update(of=("self",)).select_related("dataset").filter(memberships__edition=edition)
    if gone := [release for release in members.order_by("pk") if release.state not in Release.LOADED]:
        raise ValueError(
            f"Edition {edition} cannot be compiled: the facts of {', '.join(map(str, gone))} are archived. Restore them first, "
            "or compile a new edition."
        )


def request_edition(
    *, name: str = "", pins: Mapping[str, str] | None = None, user=None, is_sample: bool = False
) -> tuple[Edition, bool]:
    """As `start_edition`, unless an edition of these very releases is being compiled or ready. Returns (edition, created).

    So a form sent twice makes one edition.
    """
    releases = choose_releases(pins, is_sample=is_sample)
    with transaction.atomic():
        # Two requests for the same releases queue up here.
        list(Release.objects.select_for_update().filter(pk__in=[r.pk for r in releases.values()]).order_by("pk"))
        same = Edition.objects.filter(fingerprint=input_fingerprint(releases), is_sample=is_sample)
        if existing := same.filter(state__in=Edition.KEPT).first():
            return existing, False
        return start_edition(name=name, pins=pins, user=user, is_sample=is_sample), True


def run_compile(*, edition: Edition, user=None, listener: Listener = ignore_progress, unattended: bool = False) -> Edition:
    """Run every compiler for an edition made by `start_edition`. Returns it ready, or cancelled where somebody asked. Can be run
    again after a crash.

    Profiles are written in batches of their own; what follows a compile (pages for new subjects) is done next, and the edition is
    compared with what is live; one last transaction makes it ready. So a ready edition is whole, and any other can be compiled
    again from the start.
    `unattended` says that no person asked for this very run; see `process_release`.
    """
    with transaction.atomic():
        edition = Edition.objects.select_for_update().get(pk=edition.pk)
        if edition.state in (Edition.State.READY, Edition.State.DISCARDED) or (unattended and edition.state in Edition.ABORTED):
            return edition
        if is_running(edition.subject):
            raise AlreadyUnderWay(f"Edition {edition} is being compiled by another process. Wait until it has finished.")
        _refuse_archived(edition)
        if not unattended:
            reset_attempts(edition.subject)
        if ended := reason_to_give_up(edition.subject, "An administrator finds in the worker's log what it died of."):
            end_edition(edition, user, *ended)
            return edition
        job = Job(edition.subject, unit="profiles", listener=listener)
        Edition.objects.filter(pk=edition.pk).update(state=Edition.State.COMPILING, failure="")
        edition.refresh_from_db()
    with recording_outcome(job, lambda state, why: end_edition(edition, user, state, why)):
        Profile.objects.filter(edition=edition)._raw_delete("default")
        StoredPreview.objects.filter(candidate=edition).delete()
        members = edition.members.select_related("release", "dataset")
        facts = EditionFacts(
            releases={member.dataset.slug: member.release for member in members},
            references=edition_references(edition),
            progress=job,
        )
        content, count = UnorderedDigest(), 0
        for registered in sorted(COMPILERS.values(), key=lambda c: (c.order, c.name)):
            job(f"Writing {registered.label}", 0)
            rows = _profile_rows(registered.run(facts), content, job)
            count += bulk_load(Profile, PROFILE_FIELDS, rows, constants={"edition_id": edition.pk}, batch=BATCH)
        record_methodology(edition)
        refresh_statistics([Profile])
        for follow in AFTER_COMPILE:
            follow(edition, job)
        edition.content_digest = content.hexdigest
        preview_while_compiling(edition, job)
        with transaction.atomic():
            job.confirm()
            edition.state = Edition.State.READY
            edition.profile_count = count
            edition.compiled_at = timezone.now()
            edition.failure = ""
            edition.save()
            audit("edition.compiled", user, edition, profiles=count)
    edition.refresh_from_db()
    return edition


def _profile_rows(drafts: Iterable[ProfileDraft], content: UnorderedDigest, job: Job) -> Iterator[tuple]:
    """Each draft as it comes, so that memory holds a batch of them and not all that a compiler yields."""
    for draft in drafts:
        text = draft.text
        fingerprint = digest(text)
        content.add(f"{draft.kind} {draft.key} {fingerprint}")
        yield (draft.kind, draft.key, draft.title, draft.path, text, fingerprint)
        job.check_in()


def start_edition_again(*, edition: Edition, user=None) -> Edition:
    """A person has an edition compiled that failed, was cancelled, waits or was left behind: as if nothing had been tried.

    Only makes it fit to be compiled. Raises ValueError for a compiled edition, `AlreadyUnderWay` for one at work.
    """
    with transaction.atomic():
        edition = Edition.objects.select_for_update().get(pk=edition.pk)
        if edition.state in (Edition.State.READY, Edition.State.DISCARDED):
            raise ValueError(f"There is nothing to start: edition {edition} is {edition.get_state_display().lower()}.")
        if is_running(edition.subject):
            raise AlreadyUnderWay(f"Edition {edition} is being compiled. Wait until it has finished, or cancel it.")
        _refuse_archived(edition)
        reset_attempts(edition.subject)
        Edition.objects.filter(pk=edition.pk).update(state=Edition.State.COMPILING, failure="")
        audit("edition.restarted", user, edition)
    edition.refresh_from_db()
    return edition


def cancel_edition(*, edition: Edition, user=None) -> Edition:
    """End the compile of an edition, or its wait for one. Where a process is at work, it stops at its next step.

    Raises ValueError for a compiled edition.
    """
    with transaction.atomic():
        edition = Edition.objects.select_for_update().get(pk=edition.pk)
        if edition.state in Edition.ABORTED:
            return edition
        if edition.state in (Edition.State.READY, Edition.State.DISCARDED):
            raise ValueError(f"There is nothing to cancel: edition {edition} is {edition.get_state_display().lower()}.")
        audit("edition.cancelled", user, edition)
        if not ask_to_stop(edition.subject, user):
            end_edition(edition, user, Edition.State.CANCELLED, cancelled_words(display_name(user)))
    return edition


def end_edition(edition: Edition, user, state: str, why: str) -> None:
    """Mark an edition failed or cancelled and remove its profiles. A compiled one stays as it is."""
    with transaction.atomic():
        unready = Edition.objects.filter(pk=edition.pk).exclude(state__in=[Edition.State.READY, Edition.State.DISCARDED])
        Progress.objects.filter(subject=edition.subject).delete()
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
            left_behind = Progress.objects.filter(subject=edition.subject).exists() and not is_running(edition.subject)
            if edition.state == Edition.State.COMPILING and left_behind:
                end_edition(edition, None, Edition.State.FAILED, "The process that compiled it ended before it was done.")
                swept += 1
    return swept
