"""Loading the facts of a checked release."""

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from citations.actions.releases.retiring import retire_release
from citations.audit import audit
from citations.holdings import kinds_of_facts
from citations.importing.importer import Importer
from citations.importing.loading import bulk_load, tell_planner
from citations.importing.spooling import Spool
from citations.importing.tables import Table
from citations.models import Release
from citations.progress import Job

State = Release.State


class Reading:
    """Rows handed to the importer, counted over all tables."""

    def __init__(self, job: Job, spool: Spool, total: int) -> None:
        self.job, self.spool, self.total, self.read = job, spool, total, 0

    def rows(self, table: Table) -> Iterator[tuple]:
        for chunk in self.spool.chunks(table.key):
            yield from chunk
            self.read += len(chunk)
            self.job(f"Loading {table.label}", self.read, self.total)


def load_release(release: Release, importer: Importer, spool: Spool, job: Job, user) -> None:
    """Write the facts in batches of their own, then mark the release ready in one last transaction: nothing reads it before.

    `spool` holds the rows that the check parsed.
    """
    Release.objects.filter(pk=release.pk).update(state=State.LOADING)
    reading = Reading(job, spool, sum(table["rows"] for table in release.report.get("tables", [])))
    counts: dict[str, int] = {}
    for table in importer.tables:
        if table.key not in spool:
            continue
        for facts in importer.facts(table.key, reading.rows(table)):
            name = facts.model._meta.label
            counts[name] = counts.get(name, 0) + bulk_load(
                facts.model, facts.fields, facts.rows, constants={"release_id": release.pk}
            )
    job("Finishing", reading.total, reading.total)
    tell_planner(importer.fact_models())
    holds = sorted(kinds_of_facts(release, importer))
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
