"""The tables of the O*NET database that are read so far, in the text and in the CSV generation of the files.

Both generations name these columns alike; the CSV files repeat the occupation's title, which is read from
Occupation Data alone.
"""

from citations.importing.cells import choice, integer, matching, text
from citations.importing.tables import Column, Reference, Table
from occupations.importers.codes import ONET_SOC_CODE

CODE = Column("code", "O*NET-SOC Code", ONET_SOC_CODE)
OF_AN_OCCUPATION = (Reference(("code",), "occupation_data", ("code",)),)
MONTH = matching(r"(0[1-9]|1[0-2])/\d{4}", "a month like 08/2023")

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
        Column("in_my_next_move", "Shown in My Next Move", choice({"Y": True, "N": False})),
    ),
    required=False,
    unique=("code", "title"),
    references=OF_AN_OCCUPATION,
)

ALTERNATE_TITLES = Table(
    key="alternate_titles",
    label="Alternate Titles",
    columns=(
        CODE,
        Column("title", "Alternate Title", text(250)),
        Column("short_title", "Short Title", text(150), required=False, nullable=True),
        Column("sources", "Source(s)", text(80), required=False, nullable=True),
    ),
    required=False,
    unique=("code", "title"),
    references=OF_AN_OCCUPATION,
)

TASK_STATEMENTS = Table(
    key="task_statements",
    label="Task Statements",
    columns=(
        CODE,
        Column("task_id", "Task ID", integer(1)),
        Column("statement", "Task", text()),
        Column("task_type", "Task Type", choice({"Core": "Core", "Supplemental": "Supplemental"}), nullable=True),
        Column("incumbents_responding", "Incumbents Responding", integer(0), nullable=True),
        Column("dated", "Date", MONTH),
        Column("domain_source", "Domain Source", text(60)),
    ),
    unique=("task_id",),
    references=OF_AN_OCCUPATION,
)
