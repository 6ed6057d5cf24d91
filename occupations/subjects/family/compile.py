"""One document per job family: its occupations, and where they stand."""

from collections.abc import Iterable, Iterator
from typing import Any

from citations.compiling import EditionFacts, ProfileDraft, compiler
from citations.figures import figure
from occupations.addresses import family_path
from occupations.measures import EMPLOYMENT, counts
from occupations.subjects.context import Context
from occupations.subjects.family.document import FamilyDocument


@compiler("occupations.families", label="occupation groups", order=50)
def compile_families(edition: EditionFacts) -> Iterator[ProfileDraft]:
    """A profile for each major group of the classification that has occupations."""
    context = Context.of(edition)
    members: dict[tuple[str, str], list[str]] = {}
    for code in context.facts.codes:
        family, title = context.facts.family_of(code)
        if title:
            members.setdefault((family, title), []).append(code)
    for (family, title), codes in sorted(members.items()):
        document = FamilyDocument(
            code=family,
            title=title,
            path=family_path(family, title),
            **group_figures(context, codes),
            occupations=[context.row(code) for code in codes],
        )
        yield ProfileDraft(family, title, document.path, document)


def group_figures(context: Context, codes: list[str]) -> dict[str, Any]:
    """How many occupations a group holds and how many people they employ."""
    return {
        "occupation_count": figure(counts.OCCUPATION_COUNT, len(codes)),
        "total_employment": figure(EMPLOYMENT, _employment(context, codes)),
    }


def _employment(context: Context, codes: Iterable[str]) -> int | None:
    """Employees of the SOC codes behind the occupations, each once: O*NET-SOC occupations of one SOC share its figure."""
    wages = context.standings.wages
    published = {wages[code].soc_code: context.employment_of(code) for code in codes if code in wages}
    numbers = [people for people in published.values() if people is not None]
    return sum(numbers) if numbers else None
