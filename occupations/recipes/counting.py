"""How many of something there are."""

from collections.abc import Iterable

from citations.recipes import recipe


@recipe(
    key="counted",
    title="Counts",
    version=1,
    formula="how many there are, each once",
    unit="what is counted",
    range="0 and up",
    datasets=("onet", "bls-oews", "ilo-genai-gradient"),
    does_not_mean="People or jobs: lines of the publishers' files are counted.",
)
def counted(things: Iterable[object]) -> int:
    """How many different occupations, tasks, unit groups or uses of something the releases of the edition name."""
    return len(set(things))
