"""Observed exposure by job, and penetration by task."""

from citations.importing.cells import decimal, text
from citations.importing.tables import Column, Table
from occupations.importers.codes import SOC_CODE
from occupations.importers.task_texts import task_text

SHARE = decimal(0, 1)

JOBS = Table(
    key="job_exposure",
    label="Observed exposure by job (job_exposure)",
    columns=(
        Column("code", "occ_code", SOC_CODE),
        Column("title", "title", text(200)),
        Column("exposure", "observed_exposure", SHARE),
    ),
    unique=("code",),
)

TASKS = Table(
    key="task_penetration",
    label="Penetration by task (task_penetration)",
    columns=(Column("task", "task", task_text), Column("penetration", "penetration", SHARE)),
    required=False,
    unique=("task",),
    identical_repeats=True,
)
