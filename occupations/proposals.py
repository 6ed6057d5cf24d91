"""Proposals for reviewed pairs of wordings: tasks of an edition that wordings of the Economic Index may be today, where neither
words nor numbers lead to one. People decide; what they decide is kept in `occupations/data/task_pairs.csv`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from citations.compiling import EditionFacts
from citations.models import Edition
from citations.selectors import edition_references
from occupations.facts import OccupationsFacts
from occupations.measures import datasets
from occupations.models import CodeSystem
from occupations.models.exposure import statement_digest
from occupations.selectors import crosswalks, exposure

CANDIDATES_SHOWN = 3


@dataclass(frozen=True)
class Candidate:
    """A task that a wording may be today. `likeness` from 0 to 1: the share of words that both have in the same order."""

    likeness: float
    task_id: int
    code: str
    statement: str


@dataclass(frozen=True)
class Proposal:
    """A wording that is not placed, with its percent of all conversations, the O*NET-SOC 2010 codes of its occupations, and the
    tasks that are most like it in the occupations that these became."""

    wording: str
    digest: str
    share: float
    codes: tuple[str, ...]
    candidates: tuple[Candidate, ...]


def facts_of(edition: Edition) -> OccupationsFacts:
    """The facts of an edition, as its compilers read them."""
    releases = {member.dataset.slug: member.release for member in edition.members.select_related("release", "dataset")}
    return OccupationsFacts.of(EditionFacts(releases, edition_references(edition), lambda phase, done, total: None))


def proposals(facts: OccupationsFacts, at_least: float) -> Iterator[Proposal]:
    """Wordings that are not placed, most conversations first. Candidates come from the occupations alone that the crosswalk of
    O*NET-SOC leads to from the wording's own, and have a likeness of `at_least`; a wording without any is among them, too."""
    codes_of = facts.read(datasets.TASK_STATEMENTS, exposure.earlier_codes)
    newer = facts.read(datasets.SOC, crosswalks.edges, CodeSystem.ONET_SOC_2010, CodeSystem.ONET_SOC_2019)
    unplaced = [wording for wording in facts.observed if wording not in facts.placements]
    for wording in sorted(unplaced, key=lambda wording: (-facts.observed[wording].share, wording)):
        digest = statement_digest(wording)
        codes = codes_of.get(digest, [])
        occupations = sorted({code for old in codes for code in newer.get(old, ())})
        tasks = [(code, task) for code in occupations for task in facts.tasks.get(code, ())]
        likely = [Candidate(likeness(wording, task.statement), task.task_id, code, task.statement) for code, task in tasks]
        found = sorted((one for one in likely if one.likeness >= at_least), key=lambda one: (-one.likeness, one.task_id))
        yield Proposal(wording, digest, facts.observed[wording].share, tuple(codes), tuple(found[:CANDIDATES_SHOWN]))


def likeness(one: str, other: str) -> float:
    """How many of the words of both are the same in the same order: 0 none, 1 all."""
    return SequenceMatcher(a=_words(one), b=_words(other), autojunk=False).ratio()


def _words(statement: str) -> list[str]:
    return re.findall(r"[\w']+", statement.lower())
