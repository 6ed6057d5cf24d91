"""One document per job family: its occupations, and where they stand."""

from collections.abc import Iterator

from citations.compiling import EditionFacts, ProfileDraft, compiler
from citations.figures import figure
from occupations.addresses import family_path
from occupations.measures import counts
from occupations.measures.wages import FAMILY_EMPLOYMENT
from occupations.recipes import counted
from occupations.subjects.context import Context, published
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
            occupation_count=figure(counts.OCCUPATION_COUNT, counted(codes)),
            total_employment=published(FAMILY_EMPLOYMENT, context.facts.family_employment.get(family)),
            occupations=[context.row(code) for code in codes],
        )
        yield ProfileDraft(family, title, document.path, document)
