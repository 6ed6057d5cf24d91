"""The two halves of processing a release: the check of its files, with a report, and the load of its facts."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils import timezone

from citations.actions.loaded_releases import retire_release
from citations.actions.uploading import LONGEST_VERSION
from citations.audit import audit
from citations.importing.checking import TableReport, check
from citations.importing.importer import Importer, MixedReleases
from citations.importing.issues import Findings, legible
from citations.importing.loading import bulk_load, refresh_statistics
from citations.importing.publication import check_period, closer, in_words, known_publication, read_date
from citations.importing.recognition import Recognition, recognise
from citations.importing.spooling import Spool
from citations.importing.tables import Table
from citations.jobs import Job
from citations.models import VERSION_NEEDED, Dataset, Release, ValidationIssue
from citations.selectors import fact_kinds

State = Release.State


def check_release(release: Release, files: list[tuple[str, Path]], spool: Spool, job: Job) -> Importer | None:
    """Check, and write the report. Returns the importer that is to load what `spool` then holds, or None after a rejection."""
    Release.objects.filter(pk=release.pk).update(state=State.CHECKING, failure="")
    release.issues.all().delete()
    findings = Findings()
    job("Looking into the files", 0, None)
    recognition = recognise(files, findings, release.asked_dataset)
    # Two releases at once contradict each other in every row; one finding names them.
    reports = {} if _is_mixed(recognition) else check(recognition, findings, job, spool)
    importer = recognition.importer
    version = settle_version(release, recognition, importer, findings) if importer else ""
    try:
        _record(release, recognition, reports, version, findings)
    except IntegrityError:
        # Another upload of the same version was checked at the same moment; a second look finds it.
        if importer is None or findings.error_count:
            raise
        settle_version(release, recognition, importer, findings)
        _record(release, recognition, reports, version, findings)
    return None if findings.error_count else importer


def _record(
    release: Release, recognition: Recognition, reports: Mapping[str, TableReport], version: str, findings: Findings
) -> None:
    importer = recognition.importer
    published, told_by = settle_publication(release, recognition, version, findings) if version else ("", "")
    rejected = findings.error_count > 0
    with transaction.atomic():
        ValidationIssue.objects.bulk_create(ValidationIssue(release=release, **asdict(finding)) for finding in findings.kept)
        Release.objects.filter(pk=release.pk).update(
            state=State.REJECTED if rejected else State.CHECKED,
            dataset=Dataset.objects.get(slug=importer.dataset.slug) if importer else None,
            version=version[:LONGEST_VERSION],
            published_on=in_words(published),
            importer_version=importer.version if importer else None,
            report=_report(recognition, reports, findings) | {"published_from": told_by},
        )
        release.refresh_from_db()
        if rejected:
            audit("release.rejected", release.uploaded_by, release, errors=findings.error_count)


def _report(recognition: Recognition, reports: Mapping[str, TableReport], findings: Findings) -> dict:
    importer = recognition.importer
    ignored = [f"{part.file}{f', sheet {part.sheet}' if part.sheet else ''}" for part in recognition.others]
    return {
        "tables": [
            {"key": key, **asdict(table), "files": [legible(file, 300) for file in table.files]} for key, table in reports.items()
        ],
        "absent": [table.label for table in importer.tables if table.usual and table.key not in reports]
        if importer and reports
        else [],
        "ignored": [legible(place, 400) for place in ignored],
        "totals": findings.totals_document(),
    }


def _is_mixed(recognition: Recognition) -> bool:
    try:
        recognition.version  # noqa: B018 -- it raises where the files contradict each other
    except MixedReleases:
        return True
    return False


def settle_publication(release: Release, recognition: Recognition, version: str, findings: Findings) -> tuple[str, str]:
    """When the release was published, and who says so ("files", "steward", "known"): its files, which the uploader may make more
    precise, else the uploader, else what is known of it. ("", "") where nobody does."""
    given = read_date(release.published_on)
    of_files = recognition.published(version)
    if of_files:
        if given and not closer(of_files, given):
            findings.note(
                "publication-differs",
                f"The files say that they were published in {in_words(of_files)}; {in_words(given)}, which was given, is left "
                "out.",
            )
        return closer(of_files, given) or of_files, "files"
    try:
        check_period(given, version)
    except ValueError as problem:
        findings.note("publication-too-early", f"{problem} The date that was given is left out.")
        given = ""
    known = known_publication(recognition.importer.dataset.slug, version) if recognition.importer else ""
    return (given, "steward") if given else (known, "known") if known else ("", "")


def settle_version(release: Release, recognition: Recognition, importer: Importer, findings: Findings) -> str:
    """The release's name: from the file, else from the uploader, else the only one ever issued, else as names of files and
    folders suggest. Findings say what is off."""
    try:
        named = recognition.version
    except MixedReleases as mixed:
        findings.error("releases-mixed", str(mixed), value=", ".join(mixed.versions))
        return ""
    version = named or release.asked_version or importer.default_version or recognition.hinted_version
    title = importer.dataset.title
    if named and release.asked_version and named != release.asked_version:
        findings.error(
            "version-differs",
            f"The files call themselves {named}, but version {release.asked_version} was given. Leave the version out, or upload "
            "the right files.",
        )
    if not version:
        findings.error(
            VERSION_NEEDED,
            f"The files do not say which release of {title} they are. Give the version on the release's screen; nothing has to "
            "be uploaded again. In a command say --version.",
        )
        return ""
    if not named and not release.asked_version:
        findings.note(
            "version-assumed",
            f"The files do not name their release; {version} is the only one its publisher has issued."
            if version == importer.default_version
            else f"The files do not name their release; {version} is taken from the name of a file or folder. If that is wrong, "
            "upload them again and give the version.",
        )
    elsewhere = Release.objects.filter(
        dataset__slug=importer.dataset.slug,
        version=version,
        is_sample=release.is_sample,
        state__in=[State.CHECKED, State.LOADING, State.READY],
    ).exclude(pk__in=[release.pk, release.replaces_id or release.pk])
    if other := elsewhere.first():
        here = f"{title} {version} is here already, from other files (release {other.pk})"
        findings.error(
            "version-exists",
            f"{here}, and a ready release never changes. To replace it, set that one aside, then upload all files of the release "
            "together."
            if named
            else f"{here}. If the publisher has corrected it, give the upload a version of its own, such as "
            f"“{version} (corrected)”.",
        )
    if len(version) > LONGEST_VERSION:
        findings.error("version-too-long", f"The name of the release is longer than {LONGEST_VERSION} characters: {version}.")
    return version


def load_release(release: Release, importer: Importer, spool: Spool, job: Job, user) -> None:
    """Write the facts in batches of their own, then mark the release ready in one last transaction: nothing reads it before.

    `spool` holds the rows that the check parsed.
    """
    Release.objects.filter(pk=release.pk).update(state=State.LOADING)
    total, read = sum(table["rows"] for table in release.report.get("tables", [])), 0

    def rows(table: Table) -> Iterator[tuple]:
        nonlocal read
        for chunk in spool.chunks(table.key):
            yield from chunk
            read += len(chunk)
            job(f"Loading {table.label}", read, total)

    counts: dict[str, int] = {}
    for table in importer.tables:
        if table.key not in spool:
            continue
        for facts in importer.facts_beside(table.key, rows(table), spool.rows):
            name = facts.model._meta.label
            counts[name] = counts.get(name, 0) + bulk_load(
                facts.model, facts.fields, facts.rows, constants={"release_id": release.pk}
            )
    job("Finishing", total, total)
    refresh_statistics(importer.fact_models())
    holds = sorted(fact_kinds(release, importer))
    with transaction.atomic():
        job.confirm()
        release.refresh_from_db()
        if release.replaces:
            # First, so that at no moment two releases of one version are ready.
            retire_release(release=release.replaces, user=user, replaced_by=release.pk)
        release.report |= {"facts": counts, "holds": holds}
        release.state = State.READY
        release.ready_at = timezone.now()
        release.save(update_fields=["report", "state", "ready_at"])
        audit("release.ready", user, release, facts=counts)
