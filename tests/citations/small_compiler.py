"""A small compiler over real facts, for tests of the mechanism rather than of what the pages show."""

from citations.compiling import EditionFacts, RegisteredCompiler
from gradient.models import UnitGroup
from tests.loose_documents import draft


def titles_of_unit_groups(facts: EditionFacts):
    """One profile a unit group."""
    for group in UnitGroup.objects.filter(release_id=facts.release_id("ilo-genai-gradient")):
        yield draft("title", group.code, group.title, "", {"code": group.code, "title": group.title})


def only(run=titles_of_unit_groups, name: str = "titles") -> dict[str, RegisteredCompiler]:
    """What stands in for the registered compilers."""
    return {name: RegisteredCompiler(name, 0, run)}
