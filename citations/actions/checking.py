"""The two halves of processing a release: the check of its files, with a report, and the load of its facts, which are judged
before the release is ready."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict

from django.db import IntegrityError, transaction

from citations.actions.held_releases import inherits_reason, make_ready
from citations.actions.issues import Overlap, Settled, recognise_layers, settle_issue, take_over_files
from citations.actions.uploading import LONGEST_VERSION, fingerprint_of, local_copies
from citations.audit import audit
from citations.importing.checking import TableReport, check
from citations.importing.importer import IMPORTERS, Importer, MixedReleases
from citations.importing.issues import STOP, Findings, legible
from citations.importing.loading import bulk_load, refresh_statistics
from citations.importing.plausibility.judging import judge
from citations.importing.publication import check_period, closer, in_words, known_publication, read_date
from citations.importing.recognition import Recognition
from citations.importing.spooling import Spool
from citations.importing.tables import Table
from citations.jobs import Job
from citations.models import VERSION_NEEDED, Dataset, Release, ValidationIssue
from citations.selectors import fact_kinds

State = Release.State
HOW_TO_NAME = "Give the version on the release's screen; nothing has to be uploaded again."
# What is stored of a finding in a row of its own; where else it is so stands in the report.
KEPT = ("severity", "kind", "message", "file", "sheet", "row", "column", "value")


def check_release(release: Release, spool: Spool, job: Job) -> Settled | None:
    """Check, and write the report. Returns what is to be loaded from what `spool` then holds, or None after a rejection and
    where a person has to decide first, see `citations.actions.issues`."""
    Release.objects.filter(pk=release.pk).update(state=State.CHECKING, failure="")
    release.issues.all().delete()
    findings = Findings(release.asked_version, is_sample=release.is_sample)
    with ExitStack() as opened:
        own = opened.enter_context(local_copies(release))
        job("Looking into the files", 0, None)
        recognition = recognise_layers(own, findings, release.asked_dataset)
        importer = recognition.importer
        settled, reports, version = Settled(recognition), {}, ""
        if importer:
            version = findings.version = settle_version(release, recognition, importer, findings)
        if importer and version:
            settled = settle_issue(release, recognition, importer, version, own, findings, opened)
        # Two releases at once contradict each other in every row; one finding names them. One that is here is not read again.
        if not (settled.waits_for_another or findings.has("releases-mixed") or findings.has("here-already")):
            reports = check(settled.recognition, findings, job, spool)
        try:
            _record(release, recognition, settled, reports, version, findings)
        except IntegrityError:
            # Another upload of the same version was checked at the same moment.
            if importer is None or findings.error_count:
                raise
            settled = Settled(recognition, Overlap(), undecided=True)
            _record(release, recognition, settled, reports, version, findings)
    return None if settled.undecided or findings.error_count else settled


def _record(
    release: Release,
    own: Recognition,
    settled: Settled,
    reports: Mapping[str, TableReport],
    version: str,
    findings: Findings,
) -> None:
    """`own` is what was recognised in the release's own files, without those of one that it may complete."""
    recognition, importer = settled.recognition, settled.recognition.importer
    published, told_by = settle_publication(release, recognition, version, findings) if version else ("", "")
    rejected = findings.error_count > 0
    report = _report(own, settled, reports, findings, is_loaded_next=not (rejected or settled.undecided))
    report |= {"published_from": told_by, "version_in_files": bool(version) and own.version == version}
    if settled.overlap:
        report["again"] = settled.overlap.document()
    with transaction.atomic():
        _keep(release, findings)
        Release.objects.filter(pk=release.pk).update(
            state=State.REJECTED if rejected else State.UNDECIDED if settled.undecided else State.CHECKED,
            dataset=Dataset.objects.get(slug=importer.dataset.slug) if importer else None,
            version=version[:LONGEST_VERSION],
            # Without a version nothing is known of it but what the uploader said.
            published_on=in_words(published) if version else release.published_on,
            importer_version=importer.version if importer else None,
            report=report,
        )
        release.refresh_from_db()
        if rejected:
            audit("release.rejected", release.uploaded_by, release, errors=findings.error_count)
        elif settled.undecided:
            audit("release.undecided", release.uploaded_by, release)


def _keep(release: Release, findings: Findings) -> None:
    ValidationIssue.objects.bulk_create(
        ValidationIssue(release=release, **{name: getattr(finding, name) for name in KEPT}) for finding in findings.kept
    )


def _report(
    own: Recognition, settled: Settled, reports: Mapping[str, TableReport], findings: Findings, *, is_loaded_next: bool
) -> dict:
    """Of a table `files` are all that it is in, and `theirs` those that are of the release that it may complete."""
    importer = settled.recognition.importer
    others = settled.recognition.others if is_loaded_next else own.others
    ignored = [f"{part.file}{f', sheet {part.sheet}' if part.sheet else ''}" for part in others]
    here = {recognised.table.key for recognised in settled.recognition.parts}
    ours = {(recognised.table.key, recognised.part.file) for recognised in (*own.parts, *own.near)}
    return {
        "tables": [
            {
                "key": key,
                **asdict(table),
                "files": [legible(file, 300) for file in table.files],
                "theirs": [legible(file, 300) for file in table.files if settled.joined and (key, file) not in ours],
            }
            for key, table in reports.items()
        ],
        "absent": [table.label for table in importer.missed(here)] if importer and reports else [],
        "ignored": [legible(place, 400) for place in ignored],
        "totals": findings.totals_document(),
        "places": findings.places_document(),
    }


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
    title, asked, unlike = importer.dataset.title, release.asked_version, ""
    # What was loaded once keeps its name, whatever a later importer makes of it.
    if release.renewal != Release.Renewal.READ_AGAIN:
        try:
            asked = importer.versions.read(asked, title)
        except ValueError as refusal:
            unlike = f"{refusal} "
    if unlike and not named:
        findings.error(VERSION_NEEDED, unlike + HOW_TO_NAME)
        return ""
    version = named or asked or importer.default_version or recognition.hinted_version
    if named and asked and named != asked:
        findings.error(
            "version-differs",
            f"The files call themselves {named}, but version {release.asked_version} was given. Leave the version out, or upload "
            "the right files.",
        )
    if not version:
        findings.error(
            VERSION_NEEDED,
            f"The files do not say which release of {title} they are, such as {importer.versions.example}. {HOW_TO_NAME}",
        )
        return ""
    if not named and not release.asked_version:
        findings.note(
            "version-assumed",
            f"The files do not name their release; {version} is the only one its publisher has issued."
            if version == importer.default_version
            else f"The files do not name their release; {version} is taken from the name of a file or folder. If that is wrong, "
            "correct the version on the release's screen.",
        )
    try:
        if release.renewal != Release.Renewal.READ_AGAIN:
            importer.versions.refuse_future(version, title)
    except ValueError as refusal:
        findings.error("version-in-future", f"{refusal} The files or their names say so: download them from the publisher again.")
    if len(version) > LONGEST_VERSION:
        findings.error("version-too-long", f"The name of the release is longer than {LONGEST_VERSION} characters: {version}.")
    return version


def load_release(release: Release, settled: Settled, spool: Spool, job: Job, user) -> None:
    """Write the facts in batches of their own and judge them, then mark the release ready, or held back where something is not
    plausible, in one last transaction: nothing reads it before.

    `spool` holds the rows that the check parsed.
    """
    importer = IMPORTERS[release.dataset.slug]  # type: ignore[union-attr]  # a checked release has one
    Release.objects.filter(pk=release.pk).update(state=State.LOADING)
    counts = write_facts(release, importer, spool, job)
    holds = sorted(fact_kinds(release, importer))
    findings = Findings()
    compared_with = judge(release, importer, counts, findings, job, spool.rows)
    with transaction.atomic():
        job.confirm()
        release.refresh_from_db()
        _keep(release, findings)
        if settled.joined:
            take_over_files(release, settled)
            release.fingerprint = fingerprint_of(release.files.all())
        totals = release.report["totals"] + findings.totals_document()
        release.report |= {"facts": counts, "holds": holds, "totals": totals, "compared_with": compared_with}
        stops = {total["kind"] for total in totals if total["severity"] == STOP}
        release.state = State.HELD if stops else State.LOADING
        release.save(update_fields=["fingerprint", "report", "state"])
        if stops and not inherits_reason(release, stops):
            audit("release.held", user, release, facts=counts, stops=sorted(stops))
        else:
            make_ready(release, user)
            audit("release.ready", user, release, facts=counts)


def write_facts(release: Release, importer: Importer, spool: Spool, job: Job) -> dict[str, int]:
    """Write the facts of the rows that `spool` holds, in batches of their own. Returns how many, by the label of their table."""
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
    return counts
