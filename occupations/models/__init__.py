"""Facts about U.S. occupations. Every row belongs to one release and never changes once that release is ready."""

from occupations.models.clusters import CareerCluster
from occupations.models.crosswalks import CodeSystem, CrosswalkEdge, SocGroup
from occupations.models.descriptions import JobTitle, Occupation, TaskStatement
from occupations.models.exposure import ActivityScore, ExposureScore, TaskLabel
from occupations.models.projections import EducationShare, Projection, WorkerCharacteristics
from occupations.models.study_fields import StudyField, StudyFieldOccupation
from occupations.models.usage import TaskPenetration, UsageFigure
from occupations.models.wages import WageEstimate, WageStatus

__all__ = [
    "ActivityScore",
    "CareerCluster",
    "CodeSystem",
    "CrosswalkEdge",
    "EducationShare",
    "ExposureScore",
    "JobTitle",
    "Occupation",
    "Projection",
    "SocGroup",
    "StudyField",
    "StudyFieldOccupation",
    "TaskLabel",
    "TaskPenetration",
    "TaskStatement",
    "UsageFigure",
    "WageEstimate",
    "WageStatus",
    "WorkerCharacteristics",
]
