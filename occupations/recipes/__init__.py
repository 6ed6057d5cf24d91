"""Recipes of U.S. occupations: pure functions from facts to derived figures, each explained where /methodology prints it."""

# ruff: noqa: F401 -- others import them from here
from occupations.recipes.choices import Effect, choice_effect, one_vote_each
from occupations.recipes.concentration import (
    NATIONAL_INDUSTRY,
    SECTOR,
    IndustryEmployment,
    employment_of_groups,
    industries_by_employment,
    location_quotient,
    most_concentrated,
)
from occupations.recipes.counting import counted
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
from occupations.recipes.earlier_codes import in_soc_2018, unmoved_groups
from occupations.recipes.outlook import OUTLOOK_CATEGORIES, OutlookCategory, outlook_category, replacement_openings
from occupations.recipes.overlap import Overlap, ai_overlap, overlap_spread
from occupations.recipes.placing import How, Placement, TaskUse, place_wording, placed_shares, use_by_task
from occupations.recipes.precision import label_agreement, standard_error
from occupations.recipes.standing import LEVELS, RELATED_SHOWN, Carried, Placed, carried, level, percentiles, related_placed
from occupations.recipes.usage import (
    FEWEST_TASKS,
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
