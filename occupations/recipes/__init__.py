"""Recipes of U.S. occupations: pure functions from facts to derived figures, each explained where /methodology prints it."""

from occupations.recipes.bridging import Carried, carried
from occupations.recipes.concentration import (
    NATIONAL_INDUSTRY,
    SECTOR,
    IndustryEmployment,
    industries_by_employment,
    location_quotient,
    most_concentrated,
)
from occupations.recipes.descriptions import (
    IMPORTANT_ABOVE,
    INTEREST_FROM,
    also_called,
    education_levels,
    element_order,
    highest_first,
    short_level,
    tasks_by_importance,
)
from occupations.recipes.distribution import Bin, Distribution, distribution, rank_correlation
from occupations.recipes.outlook import OUTLOOK_CATEGORIES, OutlookCategory, outlook_category
from occupations.recipes.overlap import Overlap, ai_overlap
from occupations.recipes.related import RELATED_SHOWN, Placed, related_placed
from occupations.recipes.standing import LEVELS, level, percentiles
from occupations.recipes.usage import (
    HANDED_OVER,
    PATTERNS,
    WORKED_TOGETHER,
    Collaboration,
    ObservedTask,
    WorkMap,
    collaboration_of_task,
    usage_divided,
    usage_mean,
    weighted_patterns,
    work_map,
)

__all__ = [
    "HANDED_OVER",
    "IMPORTANT_ABOVE",
    "INTEREST_FROM",
    "LEVELS",
    "NATIONAL_INDUSTRY",
    "OUTLOOK_CATEGORIES",
    "PATTERNS",
    "RELATED_SHOWN",
    "SECTOR",
    "WORKED_TOGETHER",
    "Bin",
    "Carried",
    "Collaboration",
    "Distribution",
    "IndustryEmployment",
    "ObservedTask",
    "OutlookCategory",
    "Overlap",
    "Placed",
    "WorkMap",
    "ai_overlap",
    "also_called",
    "carried",
    "collaboration_of_task",
    "distribution",
    "education_levels",
    "element_order",
    "highest_first",
    "industries_by_employment",
    "level",
    "location_quotient",
    "most_concentrated",
    "outlook_category",
    "percentiles",
    "rank_correlation",
    "related_placed",
    "short_level",
    "tasks_by_importance",
    "usage_divided",
    "usage_mean",
    "weighted_patterns",
    "work_map",
]
