"""Facts about U.S. occupations. Every row belongs to one release and never changes once that release is ready."""

from occupations.models.clusters import CareerCluster
from occupations.models.crosswalks import CodeSystem, CrosswalkEdge, SocGroup
from occupations.models.descriptions import JobTitle, Occupation, TaskStatement
from occupations.models.exposure import ActivityScore, ExposureScore, TaskLabel
from occupations.models.onet_activities import DetailedActivity, EmergingTask, IntermediateActivity, TaskActivity
from occupations.models.onet_content import Element, ElementLink, LevelAnchor, Scale, ScaleCategory
from occupations.models.onet_preparation import JobZone, OccupationJobZone, RelatedOccupation
from occupations.models.onet_ratings import Rating, TaskRating
from occupations.models.onet_technology import Commodity, TechnologySkill, ToolUsed
from occupations.models.pages import OccupationPage, RolesPage
from occupations.models.projections import EducationShare, Projection, WorkerCharacteristics
from occupations.models.study_fields import StudyField, StudyFieldOccupation
from occupations.models.usage import TaskPenetration, UsageFigure
from occupations.models.wages import WageEstimate, WageStatus

__all__ = [
    "ActivityScore",
    "CareerCluster",
    "CodeSystem",
    "Commodity",
    "CrosswalkEdge",
    "DetailedActivity",
    "EducationShare",
    "Element",
    "ElementLink",
    "EmergingTask",
    "ExposureScore",
    "IntermediateActivity",
    "JobTitle",
    "JobZone",
    "LevelAnchor",
    "Occupation",
    "OccupationJobZone",
    "OccupationPage",
    "Projection",
    "Rating",
    "RelatedOccupation",
    "RolesPage",
    "Scale",
    "ScaleCategory",
    "SocGroup",
    "StudyField",
    "StudyFieldOccupation",
    "TaskActivity",
    "TaskLabel",
    "TaskPenetration",
    "TaskRating",
    "TaskStatement",
    "TechnologySkill",
    "ToolUsed",
    "UsageFigure",
    "WageEstimate",
    "WageStatus",
    "WorkerCharacteristics",
]
