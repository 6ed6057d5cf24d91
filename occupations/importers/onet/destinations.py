"""Which facts each table becomes. Columns bear the names of the facts' fields, so rows are stored as they are parsed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models

from citations.importing.tables import Table
from occupations.importers.onet.tables.activities import DETAILED_ACTIVITIES, INTERMEDIATE_ACTIVITIES, TASK_ACTIVITIES
from occupations.importers.onet.tables.content import (
    CONTENT_MODEL,
    CONTEXT_CATEGORIES,
    EDUCATION_CATEGORIES,
    LEVEL_ANCHORS,
    LINKS,
    SCALES,
    TASK_CATEGORIES,
)
from occupations.importers.onet.tables.preparation import JOB_ZONE_REFERENCE, JOB_ZONES, RELATED_OCCUPATIONS
from occupations.importers.onet.tables.ratings import RATINGS, TASK_RATINGS
from occupations.importers.onet.tables.technology import COMMODITIES, TECHNOLOGY_SKILLS, TOOLS_USED
from occupations.importers.onet.tables.words import (
    ALTERNATE_TITLES,
    EMERGING_TASKS,
    OCCUPATION_DATA,
    REPORTED_TITLES,
    TASK_STATEMENTS,
)
from occupations.models import (
    Commodity,
    DetailedActivity,
    Element,
    ElementLink,
    EmergingTask,
    IntermediateActivity,
    JobTitle,
    JobZone,
    LevelAnchor,
    Occupation,
    OccupationJobZone,
    Rating,
    RelatedOccupation,
    Scale,
    ScaleCategory,
    TaskActivity,
    TaskRating,
    TaskStatement,
    TechnologySkill,
    ToolUsed,
)


@dataclass(frozen=True)
class Destination:
    """A table, the facts its rows become, and what every one of them holds besides."""

    table: Table
    model: type[models.Model]
    constants: Mapping[str, object] = field(default_factory=dict)


REPORTED = {"kind": JobTitle.Kind.REPORTED.value, "short_title": "", "sources": ""}
ALTERNATE = {"kind": JobTitle.Kind.ALTERNATE.value, "in_my_next_move": False}

# Scales come first: ratings are held to their bounds as they are read.
DESTINATIONS = (
    Destination(SCALES, Scale),
    Destination(CONTENT_MODEL, Element),
    Destination(OCCUPATION_DATA, Occupation),
    Destination(REPORTED_TITLES, JobTitle, REPORTED),
    Destination(ALTERNATE_TITLES, JobTitle, ALTERNATE),
    Destination(TASK_STATEMENTS, TaskStatement),
    Destination(TASK_RATINGS, TaskRating),
    Destination(EMERGING_TASKS, EmergingTask),
    *(Destination(table, Rating) for table in RATINGS),
    Destination(LEVEL_ANCHORS, LevelAnchor),
    Destination(EDUCATION_CATEGORIES, ScaleCategory),
    Destination(CONTEXT_CATEGORIES, ScaleCategory),
    Destination(TASK_CATEGORIES, ScaleCategory, {"element_id": ""}),
    *(Destination(table, ElementLink) for table in LINKS),
    Destination(INTERMEDIATE_ACTIVITIES, IntermediateActivity),
    Destination(DETAILED_ACTIVITIES, DetailedActivity),
    Destination(TASK_ACTIVITIES, TaskActivity),
    Destination(TECHNOLOGY_SKILLS, TechnologySkill),
    Destination(TOOLS_USED, ToolUsed),
    Destination(COMMODITIES, Commodity),
    Destination(JOB_ZONE_REFERENCE, JobZone),
    Destination(JOB_ZONES, OccupationJobZone),
    Destination(RELATED_OCCUPATIONS, RelatedOccupation),
)
