"""One document per U.S. occupation: everything its page, its answer in the API, its brief and its report kit show."""

from collections.abc import Iterator, Mapping

from citations.compiling import EditionFacts, ProfileDraft, compiler
from occupations.selectors.descriptions import OccupationFacts
from occupations.subjects.context import Context
from occupations.subjects.occupation.additions import ADDITIONS, Find
from occupations.subjects.occupation.compile.economy import economy
from occupations.subjects.occupation.compile.exposure import exposure
from occupations.subjects.occupation.compile.head import head
from occupations.subjects.occupation.compile.preparation import neighbours, preparation
from occupations.subjects.occupation.compile.usage import usage
from occupations.subjects.occupation.compile.work import work
from occupations.subjects.occupation.document import OccupationDocument, occupation_document

_REPORT_EVERY = 25


@compiler("occupations.occupations", label="occupations", order=40)
def compile_occupations(edition: EditionFacts) -> Iterator[ProfileDraft]:
    """A profile for each O*NET-SOC occupation of the edition's O*NET release, one at a time: all at once fill the memory."""
    context = Context.of(edition)
    additions = {name: one.values(edition) for name, one in ADDITIONS.items()}
    total = len(context.facts.occupations)
    for done, occupation in enumerate(context.facts.occupations, 1):
        document = compile_occupation(context, occupation, additions)
        yield ProfileDraft(occupation.code, occupation.title, document.path, document)
        if done % _REPORT_EVERY == 0 or done == total:
            edition.progress("Deriving occupations", done, total)


def compile_occupation(context: Context, occupation: OccupationFacts, additions: Mapping[str, Find]) -> OccupationDocument:
    """All that is known about one occupation."""
    code = occupation.code
    return occupation_document()(
        **head(context, occupation),
        **usage(context, code),
        **exposure(context, code),
        **economy(context, code),
        **work(context, code),
        **preparation(context, code),
        **neighbours(context, code),
        **{name: find(code) for name, find in additions.items()},
    )
