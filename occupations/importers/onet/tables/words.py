"""Occupations in words: definitions, titles, tasks."""

from citations.importing.cells import choice, integer, text
from citations.importing.tables import Column, Table
from occupations.importers.onet.tables.columns import (
    CODE,
    DATED,
    DOMAIN_SOURCE,
    MONTH,
    OF_AN_OCCUPATION,
    TASK_ID,
    YES_OR_NO,
)

OCCUPATION_DATA = Table(
    key="occupation_data",
    label="Occupation Data",
    columns=(CODE, Column("title", "Title", text(150)), Column("description", "Description", text())),
    unique=("code",),
)

REPORTED_TITLES = Table(
    key="reported_titles",
    label="Sample of Reported Titles",
    columns=(
        CODE,
        Column("title", "Reported Job Title", text(250)),
        Column("in_my_next_move", "Shown in My Next Move", YES_OR_NO),
    ),
    required=False,
    unique=("code", "title"),
    references=(OF_AN_OCCUPATION,),
)

ALTERNATE_TITLES = Table(
    key="alternate_titles",
    label="Alternate Titles",
    columns=(
        CODE,
        Column("title", "Alternate Title", text(250)),
        Column("short_title", "Short Title", text(150), required=False, nullable=True, blank=""),
        Column("sources", "Source(s)", text(80), required=False, nullable=True, blank=""),
    ),
    required=False,
    unique=("code", "title"),
    references=(OF_AN_OCCUPATION,),
)

TASK_STATEMENTS = Table(
    key="task_statements",
    label="Task Statements",
    columns=(
        CODE,
        TASK_ID,
        Column("statement", "Task", text()),
        Column(
            "task_type",
            "Task Type",
            choice({"Core": "Core", "Supplemental": "Supplemental"}),
            nullable=True,
            blank="",
        ),
        Column("incumbents_responding", "Incumbents Responding", integer(0), nullable=True),
        Column("dated", "Date", MONTH),
        Column("domain_source", "Domain Source", text(60)),
    ),
    unique=("task_id",),
    references=(OF_AN_OCCUPATION,),
)

EMERGING_TASKS = Table(
    key="emerging_tasks",
    label="Emerging Tasks",
    columns=(
        CODE,
        Column("statement", "Task", text()),
        Column("kind", "Category", choice({"New": "new", "Revision": "revision"})),
        Column("original_task_id", "Original Task ID", integer(1), nullable=True),
        Column("original_statement", "Original Task", text(), nullable=True, blank=""),
        DATED,
        DOMAIN_SOURCE,
    ),
    required=False,
    unique=("code", "statement"),
    references=(OF_AN_OCCUPATION,),
)
