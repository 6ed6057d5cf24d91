"""One document per rated occupation: the ratings that comparisons need and its page does not list."""

from collections.abc import Iterator

from citations.compiling import EditionFacts, ProfileDraft, compiler
from occupations.recipes import IMPORTANT_ABOVE
from occupations.subjects.comparison.document import LowerRatings
from occupations.subjects.context import Context
from occupations.subjects.occupation.compile.work import IMPORTANT

# Parts of the content model that are compared.
COMPARED = tuple(within for name, within in IMPORTANT if name != "work_activities")


@compiler("occupations.lower-ratings", label="ratings to compare", order=55)
def compile_lower_ratings(edition: EditionFacts) -> Iterator[ProfileDraft]:
    """A profile for each occupation that O*NET rates."""
    context = Context.of(edition)
    for code, ratings in context.facts.ratings("IM").items():
        if code not in context.facts.titles:
            continue
        values = {
            rating.element_id: rating.value
            for rating in ratings
            if rating.element_id.startswith(COMPARED) and rating.value <= IMPORTANT_ABOVE and not rating.low_precision
        }
        yield ProfileDraft(code, context.facts.titles[code], "", LowerRatings(code=code, values=values))
