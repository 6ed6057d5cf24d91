"""Facts about U.S. occupations. Every row belongs to one release and never changes once that release is ready."""

from occupations.models.crosswalks import CodeSystem, CrosswalkEdge, SocGroup
from occupations.models.descriptions import JobTitle, Occupation, TaskStatement
from occupations.models.wages import WageEstimate, WageStatus

__all__ = [
    "CodeSystem",
    "CrosswalkEdge",
    "JobTitle",
    "Occupation",
    "SocGroup",
    "TaskStatement",
    "WageEstimate",
    "WageStatus",
]
