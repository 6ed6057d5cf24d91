"""One document per U.S. occupation: everything its page, its answer in the API, its brief and its report kit show."""

from collections.abc import Iterator, Sequence

from citations.compiling import EditionFacts, ProfileDraft, compiler
from occupations.compiling.context import Context
from occupations.compiling.documents import with_pointers
from occupations.compiling.occupation.economy import economy
from occupations.compiling.occupation.exposure import exposure
from occupations.compiling.occupation.head import head
from occupations.compiling.occupation.neighbours import neighbours
from occupations.compiling.occupation.preparation import preparation
from occupations.compiling.occupation.usage import usage
from occupations.compiling.occupation.work import work
from occupations.compiling.parts import PARTS, PartOfOccupation
from occupations.selectors.descriptions import OccupationFacts

KIND = "occupation"
_REPORT_EVERY = 25


@compiler("occupations.occupations", label="occupations", order=40)
def compile_occupations(edition: EditionFacts) -> Iterator[ProfileDraft]:
    """A profile for each O*NET-SOC occupation of the edition's O*NET release, one at a time: all at once fill the memory."""
    context = Context.of(edition)
    parts = [factory(edition) for _, factory in sorted(PARTS.items())]
    total = len(context.facts.occupations)
    for done, occupation in enumerate(context.facts.occupations, 1):
        document = occupation_document(context, occupation, parts)
        yield ProfileDraft(KIND, occupation.code, occupation.title, document["path"], document)
        if done % _REPORT_EVERY == 0 or done == total:
            edition.progress("Deriving occupations", done, total)


def occupation_document(context: Context, occupation: OccupationFacts, parts: Sequence[PartOfOccupation]) -> dict:
    """All that is known about one occupation, in the order in which its answer in the API gives it."""
    code = occupation.code
    document = {
        **head(context, occupation),
        **usage(context, code),
        **exposure(context, code),
        **economy(context, code),
        **work(context, code),
        **preparation(context, code),
        **neighbours(context, code),
    }
    for part in parts:
        document.update(part(code))
    return with_pointers(document)
