"""Uploading, checking and loading releases. The only code that writes them."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from citations.audit import audit
from citations.importing.checking import check, parsed_rows
from citations.importing.importer import IMPORTERS, Importer, MixedReleases
from citations.importing.issues import Findings
from citations.importing.loading import bulk_load
from citations.importing.recognition import Recognition, recognise
from citations.models import Dataset, Release, ReleaseFile, ValidationIssue
from citations.progress import Job, Listener, _silent, alive

State = Release.State


@dataclass(frozen=True)
class Original:
    """A file as it came: its name and an open binary stream from its start."""

    name: str
    stream: BinaryIO


class AlreadyUnderWay(RuntimeError):
    """Another process is at work on this release or edition."""


def upload_release(
    *, files: Sequence[Original], dataset: str = "", version: str = "", user=None, is_sample: bool = False
) -> tuple[Release, bool]:
    """Keep files byte for byte as a release to be checked. Returns (release, created).

    The same bytes again give the release that has them, not a second one. `dataset` and `version` are what the uploader
    says they are; the check decides. Raises ValueError without files or for a dataset that is not known.
    """
    if not files:
        raise ValueError("No file was given. Choose the release's files and try again.")
    if dataset and dataset not in IMPORTERS:
        raise ValueError(f"No dataset is called {dataset!r}. Known: {', '.join(sorted(IMPORTERS))}.")
    with tempfile.TemporaryDirectory(prefix="singulariki-upload-") as folder:
        kept: dict[str, tuple[str, Path, int]] = {}
        for index, original in enumerate(files):
            path = Path(folder) / str(index)
            digest, size = _spool(original.stream, path)
            kept.setdefault(digest, (PurePosixPath(original.name.replace("\\", "/")).name[:200], path, size))
        fingerprint = hashlib.sha256("\n".join(sorted(kept)).encode()).hexdigest()
        existing = Release.objects.exclude(state__in=[State.REJECTED, State.FAILED]).filter(fingerprint=fingerprint).first()
        if existing:
            return existing, False
        with transaction.atomic():
            release = Release.objects.create(
                fingerprint=fingerprint,
                asked_dataset=dataset,
                asked_version=version,
                is_sample=is_sample,
                retrieved_at=timezone.now(),
                uploaded_by=user,
            )
            for digest, (name, path, size) in kept.items():
                file = ReleaseFile(release=release, name=name, sha256=digest, size=size)
                stored = f"{digest[:2]}/{digest}"
                if file.content.storage.exists(stored):
                    file.content.name = stored
                else:
                    with path.open("rb") as stream:
                        file.content.name = file.content.storage.save(stored, File(stream))
                file.save()
            audit("release.uploaded", user, release, files=[name for name, *_ in kept.values()])
    return release, True


def _spool(stream: BinaryIO, path: Path) -> tuple[str, int]:
    digest = hashlib.sha256()
    size = 0
    with path.open("wb") as out:
        while block := stream.read(1024 * 1024):
            digest.update(block)
            out.write(block)
            size += len(block)
    return digest.hexdigest(), size


@contextmanager
def _local_files(release: Release) -> Iterator[list[tuple[str, Path]]]:
    """The release's originals as local files, whatever the storage."""
    with tempfile.TemporaryDirectory(prefix="singulariki-release-") as folder:
        files = []
        for index, file in enumerate(release.files.all()):
            path = Path(folder) / str(index)
            with file.content.storage.open(file.content.name) as stream, path.open("wb") as out:
                shutil.copyfileobj(stream, out, 1024 * 1024)
            files.append((file.name, path))
        yield files


def process_release(*, release: Release, user=None, listener: Listener = _silent) -> Release:
    """Check a release and, where nothing is wrong, load it. Returns it ready, rejected or failed.

    Can be run again on a release that a dead process left behind: leftovers are swept first. Raises `AlreadyUnderWay`
    while another process is at work on it.
    """
    subject = f"release:{release.pk}"
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        if release.state in Release.SETTLED or release.state == State.REJECTED:
            return release
        if alive(subject):
            raise AlreadyUnderWay(f"{release} is being worked on by another process. Wait until it has finished.")
        job = Job(subject, listener=listener)
    try:
        sweep(release)
        with _local_files(release) as files:
            recognition = _check(release, files, job)
            if recognition is not None:
                _load(release, recognition, job, user)
    except Exception as error:
        sweep(release)
        Release.objects.filter(pk=release.pk).update(state=State.FAILED, failure=f"{type(error).__name__}: {error}")
        audit("release.failed", user, release, error=str(error))
        raise
    finally:
        job.close()
    release.refresh_from_db()
    return release


def _check(release: Release, files: list[tuple[str, Path]], job: Job) -> Recognition | None:
    """Check; returns what to load, or None after a rejection."""
    Release.objects.filter(pk=release.pk).update(state=State.CHECKING, failure="")
    release.issues.all().delete()
    findings = Findings()
    job("Looking into the files", 0, None)
    recognition = recognise(files, findings, release.asked_dataset)
    reports = check(recognition, findings, job)
    importer = recognition.importer
    version = _settle_version(release, recognition, importer, findings) if importer else ""
    report = {
        "tables": [{"key": key, **asdict(table)} for key, table in reports.items()],
        "absent": [table.label for table in importer.tables if table.key not in reports] if importer else [],
        "ignored": [f"{part.file}{f', sheet {part.sheet}' if part.sheet else ''}" for part in recognition.others],
        "totals": findings.totals_document(),
    }
    rejected = findings.error_count > 0
    with transaction.atomic():
        ValidationIssue.objects.bulk_create(ValidationIssue(release=release, **asdict(finding)) for finding in findings.kept)
        Release.objects.filter(pk=release.pk).update(
            state=State.REJECTED if rejected else State.CHECKED,
            dataset=Dataset.objects.get(slug=importer.dataset.slug) if importer else None,
            version=version,
            published_on=importer.published_on(version) if importer and version else "",
            importer_version=importer.version if importer else None,
            report=report,
        )
        release.refresh_from_db()
        if rejected:
            audit("release.rejected", release.uploaded_by, release, errors=findings.error_count)
    return None if rejected else recognition


def _settle_version(release: Release, recognition: Recognition, importer: Importer, findings: Findings) -> str:
    """The release's name: from the file, else from the uploader, else the only one ever issued. Findings say what is off."""
    try:
        found = recognition.version
    except MixedReleases as mixed:
        findings.error("releases-mixed", str(mixed), value=", ".join(mixed.versions))
        return ""
    version = found or release.asked_version or importer.default_version
    if found and release.asked_version and found != release.asked_version:
        findings.error(
            "version-differs",
            f"The files call themselves {found}, but version {release.asked_version} was given. Leave the version out, or upload "
            "the right files.",
        )
    if not version:
        findings.error(
            "version-needed",
            f"The files do not say which release of {importer.dataset.title} they are. Upload them again and give the version.",
        )
    elif not found and not release.asked_version:
        findings.note(
            "version-assumed",
            f"The files do not name their release; {version} is the only one its publisher has issued.",
        )
    elsewhere = Release.objects.filter(
        dataset__slug=importer.dataset.slug,
        version=version,
        is_sample=release.is_sample,
        state__in=[State.CHECKED, State.LOADING, *Release.SETTLED],
    ).exclude(pk=release.pk)
    if version and (other := elsewhere.first()):
        findings.error(
            "version-exists",
            f"{importer.dataset.title} {version} is here already, from other files (release {other.pk}). If the publisher has "
            "corrected it, upload the files with a version of their own, such as "
            f"“{version} (corrected)”."
            if not found
            else f"{importer.dataset.title} {version} is here already, from other files (release {other.pk}), and a ready release never "
            "changes.",
        )
    return version


def _load(release: Release, recognition: Recognition, job: Job, user) -> None:
    importer = recognition.importer
    assert importer is not None
    Release.objects.filter(pk=release.pk).update(state=State.LOADING)
    total = sum(table["rows"] for table in release.report.get("tables", []))
    counts: dict[str, int] = {}
    by_table: dict[str, list] = {}
    for recognised in recognition.parts:
        by_table.setdefault(recognised.table.key, []).append(recognised)
    read = 0
    for table in importer.tables:
        if table.key not in by_table:
            continue

        def rows(parts=by_table[table.key], label=table.label):
            nonlocal read
            for recognised in parts:
                for _, parsed in parsed_rows(recognised):
                    read += 1
                    if read % 5_000 == 0:
                        job(f"Loading {label}", read, total)
                    yield parsed

        for facts in importer.facts(table.key, rows()):
            name = facts.model._meta.label
            counts[name] = counts.get(name, 0) + bulk_load(
                facts.model, facts.fields, facts.rows, constants={"release_id": release.pk}
            )
    job("Finishing", total, total)
    with transaction.atomic():
        release.refresh_from_db()
        release.report["facts"] = counts
        release.state = State.READY
        release.ready_at = timezone.now()
        release.save(update_fields=["report", "state", "ready_at"])
        audit("release.ready", user, release, facts=counts)


def sweep(release: Release) -> int:
    """Remove facts that a broken load of this release left behind. Returns how many. Ready releases are never touched."""
    release.refresh_from_db()
    if release.state in Release.SETTLED:
        return 0
    removed = 0
    for importer in IMPORTERS.values():
        for model in importer.fact_models():
            removed += (
                model.objects.filter(release_id=release.pk)._raw_delete("default")
                if model.objects.filter(release_id=release.pk).exists()
                else 0
            )
    return removed


def import_release(
    *,
    files: Sequence[Original],
    dataset: str = "",
    version: str = "",
    user=None,
    is_sample: bool = False,
    listener: Listener = _silent,
) -> tuple[Release, bool]:
    """Upload, check and load in one go. Returns (release, created); see `upload_release` and `process_release`."""
    release, created = upload_release(files=files, dataset=dataset, version=version, user=user, is_sample=is_sample)
    return process_release(release=release, user=user, listener=listener), created
