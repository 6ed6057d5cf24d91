"""Loading the facts of a checked release."""

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils import timezone

from citations.audit import audit
from citations.importing.checking import parsed_rows
from citations.importing.importer import RecognisedPart
from citations.importing.loading import bulk_load
from citations.importing.recognition import Recognition
from citations.models import Release
from citations.progress import Job

State = Release.State
# Progress is told this often.
ROWS_A_STEP = 5_000


class Reading:
    """Rows handed to the importer, counted over all tables."""

    def __init__(self, job: Job, total: int) -> None:
        self.job, self.total, self.read = job, total, 0

    def rows(self, parts: Sequence[RecognisedPart], label: str) -> Iterator[tuple]:
        for recognised in parts:
            for _, parsed in parsed_rows(recognised):
                self.read += 1
                if self.read % ROWS_A_STEP == 0:
                    self.job(f"Loading {label}", self.read, self.total)
                yield parsed


def load_release(release: Release, recognition: Recognition, job: Job, user) -> None:
    """Write the facts in batches of their own, then mark the release ready in one last transaction: nothing reads it before."""
    importer = recognition.importer
    if importer is None:
        raise ValueError(f"{release} was not recognised, so there is nothing to load.")
    Release.objects.filter(pk=release.pk).update(state=State.LOADING)
    reading = Reading(job, sum(table["rows"] for table in release.report.get("tables", [])))
    counts: dict[str, int] = {}
    by_table: dict[str, list[RecognisedPart]] = {}
    for recognised in recognition.parts:
        by_table.setdefault(recognised.table.key, []).append(recognised)
    for table in importer.tables:
        if table.key not in by_table:
            continue
        for facts in importer.facts(table.key, reading.rows(by_table[table.key], table.label)):
            name = facts.model._meta.label
            counts[name] = counts.get(name, 0) + bulk_load(
                facts.model, facts.fields, facts.rows, constants={"release_id": release.pk}
            )
    job("Finishing", reading.total, reading.total)
    with transaction.atomic():
        release.refresh_from_db()
        release.report["facts"] = counts
        release.state = State.READY
        release.ready_at = timezone.now()
        release.save(update_fields=["report", "state", "ready_at"])
        audit("release.ready", user, release, facts=counts)
