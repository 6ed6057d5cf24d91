"""Intermediate and detailed work activities, and the tasks that are instances of them."""

from citations.importing.cells import text
from citations.importing.tables import Column, Reference, Table
from occupations.importers.onet.tables.columns import (
    CODE,
    DATED,
    DETAILED_ID,
    DOMAIN_SOURCE,
    ELEMENT,
    INTERMEDIATE_ID,
    OF_A_TASK,
    OF_AN_ELEMENT,
    OF_AN_OCCUPATION,
    TASK_ID,
)

INTERMEDIATE_ACTIVITIES = Table(
    key="intermediate_activities",
    label="IWA Reference",
    columns=(Column("activity_id", "IWA ID", INTERMEDIATE_ID), ELEMENT, Column("title", "IWA Title", text(150))),
    required=False,
    unique=("activity_id",),
    references=(OF_AN_ELEMENT,),
)

DETAILED_ACTIVITIES = Table(
    key="detailed_activities",
    label="DWA Reference",
    columns=(
        Column("activity_id", "DWA ID", DETAILED_ID),
        Column("intermediate_id", "IWA ID", INTERMEDIATE_ID),
        ELEMENT,
        Column("title", "DWA Title", text(150)),
    ),
    required=False,
    unique=("activity_id",),
    references=(OF_AN_ELEMENT, Reference(("intermediate_id",), "intermediate_activities", ("activity_id",))),
)

TASK_ACTIVITIES = Table(
    key="task_activities",
    label="Tasks to DWAs",
    columns=(CODE, TASK_ID, Column("activity_id", "DWA ID", DETAILED_ID), DATED, DOMAIN_SOURCE),
    required=False,
    unique=("task_id", "activity_id"),
    references=(OF_AN_OCCUPATION, OF_A_TASK, Reference(("activity_id",), "detailed_activities", ("activity_id",))),
)
