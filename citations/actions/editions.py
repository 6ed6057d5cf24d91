"""Compiling, publishing and rolling back editions. The only code that writes them."""

import hashlib
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from citations.actions.releases import AlreadyUnderWay
from citations.audit import audit
from citations.compiling import AFTER_COMPILE, COMPILERS, SCHEMA_VERSION, EditionFacts, ProfileDraft, digest
from citations.importing.importer import IMPORTERS
from citations.importing.loading import bulk_load
from citations.models import Activation, Edition, EditionRelease, Profile, Release
from citations.progress import Job, Listener, _silent, alive
from citations.recipes import RECIPES
from citations.selectors import edition_references, live_edition, newest_releases, previous_live_edition

PROFILE_FIELDS = ("kind", "key", "title", "path", "document", "digest")


class UnknownPin(ValueError):
    """A pin names a dataset or version that has no ready release."""


class LiveEditionMoved(RuntimeError):
    """The live edition is no longer the one whose preview was seen."""


def choose_releases(pins: Mapping[str, str] | None = None, *, is_sample: bool = False) -> dict[str, Release]:
    """The newest ready release of each dataset, or the pinned one. Raises `UnknownPin`, ValueError where there is none."""
    chosen = newest_releases(is_sample=is_sample)
    for slug, version in (pins or {}).items():
        if slug not in IMPORTERS:
            raise UnknownPin(f"No dataset is called {slug!r}. Known: {', '.join(sorted(IMPORTERS))}.")
        release = (
            Release.objects.filter(dataset__slug=slug, version=version, state=Release.State.READY, is_sample=is_sample)
            .select_related("dataset")
            .first()
        )
        if release is None:
            ready = Release.objects.filter(dataset__slug=slug, state=Release.State.READY, is_sample=is_sample)
            versions = ", ".join(ready.order_by("version").values_list("version", flat=True)) or "none"
            raise UnknownPin(f"{slug} has no ready release called {version!r}. Ready: {versions}.")
        chosen[slug] = release
    if not chosen:
        raise ValueError("There is no ready release to compile from. Import releases first (import_release or load_releases).")
    return dict(sorted(chosen.items()))


def input_fingerprint(releases: Mapping[str, Release]) -> str:
    """SHA-256 over what determines an edition: release checksums, importer, recipe and schema versions, compilers."""
    lines = [f"schema {SCHEMA_VERSION}"]
    lines += [f"release {slug} {r.version} {r.fingerprint} {r.importer_version}" for slug, r in sorted(releases.items())]
    lines += [f"recipe {key} {recipe.version}" for key, recipe in sorted(RECIPES.items())]
    lines += [f"compiler {name}" for name in sorted(COMPILERS)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def free_edition_name(wanted: str = "", *, is_sample: bool = False) -> str:
    """`wanted`, or today's date ("2026-11-21", "2026-11-21-2", …; "sample-…" for the sample) where nothing is wanted."""
    if wanted:
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
    listener: Listener = _silent,
) -> Edition:
    """Derive a new edition from the newest (or pinned) releases. Nothing readers see changes until it is published.

    Raises `UnknownPin`, ValueError; any error of a compiler leaves the edition marked failed, without profiles.
    """
    sweep_editions()
    return run_compile(edition=start_edition(name=name, pins=pins, user=user, is_sample=is_sample), user=user, listener=listener)


def start_edition(*, name: str = "", pins: Mapping[str, str] | None = None, user=None, is_sample: bool = False) -> Edition:
    """Create an edition with its releases, to be compiled by `run_compile`."""
    releases = choose_releases(pins, is_sample=is_sample)
    with transaction.atomic():
        edition = Edition.objects.create(
            name=free_edition_name(name, is_sample=is_sample),
            fingerprint=input_fingerprint(releases),
            created_by=user,
            is_sample=is_sample,
        )
        EditionRelease.objects.bulk_create(
            EditionRelease(edition=edition, dataset=release.dataset, release=release) for release in releases.values()
        )
        audit("edition.started", user, edition, releases={slug: r.version for slug, r in releases.items()})
    return edition


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
        existing = (
            Edition.objects.filter(fingerprint=input_fingerprint(releases), is_sample=is_sample)
            .exclude(state=Edition.State.FAILED)
            .first()
        )
        if existing:
            return existing, False
        return start_edition(name=name, pins=pins, user=user, is_sample=is_sample), True


def run_compile(*, edition: Edition, user=None, listener: Listener = _silent) -> Edition:
    """Run every compiler for an edition made by `start_edition`. Returns it ready. Can be run again after a crash."""
    subject = f"edition:{edition.pk}"
    with transaction.atomic():
        edition = Edition.objects.select_for_update().get(pk=edition.pk)
        if edition.state == Edition.State.READY:
            return edition
        if alive(subject):
            raise AlreadyUnderWay(f"Edition {edition} is being compiled by another process. Wait until it has finished.")
        job = Job(subject, unit="profiles", listener=listener)
        Edition.objects.filter(pk=edition.pk).update(state=Edition.State.COMPILING, failure="")
        edition.refresh_from_db()
    try:
        Profile.objects.filter(edition=edition)._raw_delete("default")
        members = edition.members.select_related("release", "dataset")
        facts = EditionFacts(
            releases={member.dataset.slug: member.release for member in members},
            references=edition_references(edition),
            progress=job,
        )
        content = hashlib.sha256()
        count = 0
        for registered in sorted(COMPILERS.values(), key=lambda c: (c.order, c.name)):
            drafts = sorted(registered.run(facts), key=lambda draft: (draft.kind, draft.key))
            for draft in drafts:
                content.update(f"{draft.kind} {draft.key} {digest(draft.text)}\n".encode())
            count += bulk_load(
                Profile,
                PROFILE_FIELDS,
                (_profile_row(draft) for draft in drafts),
                constants={"edition_id": edition.pk},
                batch=500,
                on_batch=lambda done, total=len(drafts), name=registered.name: job(f"Writing {name}", done, total),
            )
        with transaction.atomic():
            edition.state = Edition.State.READY
            edition.content_digest = content.hexdigest()
            edition.profile_count = count
            edition.compiled_at = timezone.now()
            edition.failure = ""
            edition.save()
            audit("edition.compiled", user, edition, profiles=count)
        for follow in AFTER_COMPILE:
            follow(edition, job)
    except Exception as error:
        if (
            Edition.objects.filter(pk=edition.pk)
            .exclude(state=Edition.State.READY)
            .update(state=Edition.State.FAILED, failure=f"{type(error).__name__}: {error}")
        ):
            Profile.objects.filter(edition=edition)._raw_delete("default")
            audit("edition.failed", user, edition, error=str(error))
        raise
    finally:
        job.close()
    return edition


def _profile_row(draft: ProfileDraft) -> tuple:
    text = draft.text
    return (draft.kind, draft.key, draft.title, draft.path, text, digest(text))


def sweep_editions() -> int:
    """Mark editions whose compile died as failed and remove their profiles. Returns how many."""
    swept = 0
    for edition in Edition.objects.filter(state=Edition.State.COMPILING):
        if alive(f"edition:{edition.pk}"):
            continue
        Profile.objects.filter(edition=edition)._raw_delete("default")
        edition.state = Edition.State.FAILED
        edition.failure = "The process that compiled it ended before it was done. Compile again."
        edition.save(update_fields=["state", "failure"])
        swept += 1
    return swept


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
    previous = previous_live_edition()
    if previous is None:
        raise ValueError("There is no earlier edition to go back to.")
    return _activate(edition=previous, kind=Activation.Kind.ROLLBACK, user=user, reason=reason, seen_live=seen_live)


def _activate(*, edition: Edition, kind: str, user, reason: str, seen_live: int | None) -> Activation:
    with transaction.atomic():
        # Two publishers at once queue up here, so that each sees what the other did.
        list(Edition.objects.select_for_update().filter(state=Edition.State.READY).order_by("pk").values_list("pk", flat=True))
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
