"""Facts about U.S. occupations. Every row belongs to one release and never changes once that release is ready."""

# ruff: noqa: F401 -- others import them from here
from occupations.models.crosswalks import CodeSystem, CrosswalkEdge, SocGroup
from occupations.models.descriptions import (
    Commodity,
    DetailedActivity,
    EmergingTask,
    IntermediateActivity,
    JobTitle,
    Occupation,
    TaskActivity,
    TaskStatement,
    TechnologySkill,
    ToolUsed,
)
from occupations.models.exposure import ActivityScore, EarlierTask, ExposureScore, TaskLabel, TaskPenetration, UsageFigure
from occupations.models.market import EducationShare, Projection, WageEstimate, WageStatus, WorkerCharacteristics
from occupations.models.pages import OccupationPage, RolesPage
from occupations.models.preparation import (
    CareerCluster,
    JobZone,
    OccupationJobZone,
    RelatedOccupation,
    StudyField,
    StudyFieldOccupation,
)
from occupations.models.ratings import Element, ElementLink, LevelAnchor, Rating, Scale, ScaleCategory, TaskRating
