import io
from collections.abc import Callable, Iterator

import pytest
from django.core.management import call_command

from citations.compiling import AFTER_COMPILE, COMPILERS, compiler
from occupations.selectors.descriptions import occupation_titles
from occupations.selectors.market import national_wages
from tests.loose_documents import draft

Run = Callable[..., str]


@pytest.fixture
def run(db) -> Run:
    """Run a command as from a shell without a terminal; returns what it printed, errors included."""

    def call(name: str, *arguments: object) -> str:
        out = io.StringIO()
        call_command(name, *map(str, arguments), stdout=out, stderr=out)
        return out.getvalue()

    return call


@pytest.fixture(autouse=True)
def roster_alone() -> Iterator[None]:
    """Editions hold one small profile an occupation, so that these tests are about commands and not about pages."""
    saved, followers = dict(COMPILERS), list(AFTER_COMPILE)
    COMPILERS.clear()
    AFTER_COMPILE.clear()

    @compiler("roster", label="the roster")
    def roster(facts):
        employed = national_wages(facts.release_id("bls-oews")) if facts.holds("bls-oews") else {}
        for code, title in occupation_titles(facts.release_id("onet") or 0).items():
            people = employed[code[:7]].values["employment"].value if code[:7] in employed else None
            yield draft("roster", code, title, "", {"title": title, "employment": people})

    yield
    COMPILERS.clear()
    COMPILERS.update(saved)
    AFTER_COMPILE[:] = followers
