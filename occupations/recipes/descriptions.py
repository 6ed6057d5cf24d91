"""Which titles, tasks and ratings of an occupation are shown, in which order."""

import re
from collections.abc import Iterable, Mapping

from citations.recipes import recipe
from occupations.recipes.exact import exact_product

TITLES_SHOWN = 12
IMPORTANT_ABOVE = 3.0
INTEREST_FROM = 2.0


@recipe(
    key="also-called",
    title="Also called",
    version=1,
    formula="reported titles shown in My Next Move, other reported titles, alternate titles; by alphabet in each; the first 12",
    unit="job titles",
    range="none to twelve",
    datasets=("onet",),
    does_not_mean="That every job with the title belongs to the occupation.",
)
def also_called(
    in_my_next_move: Iterable[str], reported: Iterable[str], alternate: Iterable[str], shown: int = TITLES_SHOWN
) -> list[str]:
    """Job titles that workers report or O*NET collected, those of My Next Move first, without repeats."""
    found: dict[str, str] = {}
    for titles in (in_my_next_move, reported, alternate):
        for title in sorted(titles, key=lambda title: (title.casefold(), title)):
            found.setdefault(title.casefold(), title)
            if len(found) == shown:
                return list(found.values())
    return list(found.values())


@recipe(
    key="tasks-by-importance",
    title="Tasks by importance",
    version=2,
    formula="tasks with a rating of importance to rely on, highest first, then the others, by number",
    unit="tasks",
    range="none to many",
    datasets=("onet",),
    does_not_mean="That the others are unimportant: workers were not asked about them, or O*NET advises against relying on "
    "their rating.",
)
def tasks_by_importance(importance: Mapping[int, float | None]) -> list[int]:
    """Numbers of an occupation's tasks in the order in which pages list them: the most important first, equally important ones by
    number, and last those without a rating to rely on."""
    return sorted(importance, key=lambda task: (importance[task] is None, -(importance[task] or 0.0), task))


@recipe(
    key="ratings-shown",
    title="Ratings shown",
    version=2,
    formula="importance above 3.0; interests from 2.0; work styles with a distinctiveness rank above 0; all work contexts; "
    "highest first, those that O*NET advises against relying on last",
    unit="elements of O*NET's content model",
    range="none to all of a kind",
    datasets=("onet",),
    does_not_mean="That elements left out play no part in the work.",
)
def highest_first(values: Iterable[tuple[str, float]], *, above: float | None = None, at_least: float | None = None):
    """Abilities, skills, knowledge and work activities are listed where their importance lies strictly above the middle of the
    scale, interests from the lower third up, and conditions of work all of them. The highest stand first, equal ones in the
    order of O*NET's content model."""
    kept = [
        (element, value)
        for element, value in values
        if (above is None or value > above) and (at_least is None or value >= at_least)
    ]
    return sorted(kept, key=lambda pair: (-pair[1], element_order(pair[0])))


def element_order(element_id: str) -> tuple:
    """Orders ids of the content model part by part: 4.A.1.a.2 before 4.A.1.a.10."""
    return tuple((part.isdigit(), int(part) if part.isdigit() else 0, part) for part in re.split(r"\.", element_id))


@recipe(
    key="education-shown",
    title="Level of education that is required",
    version=3,
    formula="levels of required education with a share above 0, highest share first, those included that O*NET advises against "
    "relying on",
    unit="share of those asked",
    range="0 to 1",
    datasets=("onet",),
    does_not_mean="What those who work in it have learned, or a requirement of employers or of the law.",
)
def education_levels(shares: Mapping[int, float]) -> list[tuple[int, float]]:
    """O*NET asks workers and experts which level of education the occupation requires, and publishes percents of the answers.
    Levels that somebody named are shown as shares, the most common first; equal shares by level, the lowest first."""
    kept = [(category, exact_product(share, 0.01)) for category, share in shares.items() if share > 0]
    return sorted(kept, key=lambda pair: (-pair[1], pair[0]))


def short_level(description: str) -> str:
    """'High School Diploma - or the equivalent (for example, GED)' → 'High School Diploma'."""
    return re.split(r" - | \(", description, maxsplit=1)[0].strip()
