"""What a preview shows: releases, subjects, figures and sentences that differ."""

from collections.abc import Callable
from dataclasses import dataclass, field

from citations.measures import signed
from citations.models import Edition


@dataclass(frozen=True)
class WordsChange:
    """A sentence that would print other figures, as it reads now and then on one page.

    where        the kind of page, and the part of it that the sentence is in
    edit_url     where the sentence is edited
    title, path  of the page of the example
    before       the sentence there now; empty where it is left out for want of a figure
    after        the same with the candidate
    pages        on how many pages it reads differently
    of_pages     on how many it is: all pages of the kind that both editions have
    is_headline  whether it is the line that pages of this kind are quoted with
    """

    where: str
    edit_url: str
    title: str
    path: str
    before: str
    after: str
    pages: int
    of_pages: int
    is_headline: bool = False


@dataclass(frozen=True)
class ReleaseChange:
    """A dataset whose release differs. An empty version: the edition holds none.

    facts  where both editions hold one: what differs between the two, see `citations.diffing.release_diff_document`
    """

    title: str
    before: str
    after: str
    facts: dict | None = None

    @property
    def kind(self) -> str:
        return "added" if not self.before else "removed" if not self.after else "changed"


@dataclass
class KindChange:
    """Profiles of one kind. `gained` and `lost` name the first few."""

    kind: str
    added: int = 0
    removed: int = 0
    changed: int = 0
    same: int = 0
    gained: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        return self.kind.replace("-", " ").capitalize()


@dataclass
class FigureChange:
    """One figure, as it is printed now and as it would be.

    subject   title of the page it is on, with its address in `path`
    about     what on that page it is about, where that is not the subject itself: a task, a linked occupation
    share     change as a share of the present value, None where that is 0 or missing
    relative  change as a share of the larger of the two values, from 0 to 2; ranks changes, also those from 0
    also      how many other pages print the same change
    """

    subject: str
    path: str
    about: str
    before: str
    after: str
    share: float | None = None
    relative: float = 0.0
    size: float = 0.0
    also: int = 0

    @property
    def shift(self) -> str:
        """The change in per cent of the present value, with its sign."""
        return f"{signed(self.share * 100, 0)}%" if self.share is not None else ""


@dataclass
class MeasureChange:
    """All that changes in one measure: how many values, the largest changes, and coverage."""

    key: str
    label: str
    unit: str
    changed: int = 0
    largest: list[FigureChange] = field(default_factory=list)
    gained: int = 0
    lost: int = 0
    gained_examples: list[FigureChange] = field(default_factory=list)
    lost_examples: list[FigureChange] = field(default_factory=list)


@dataclass(frozen=True)
class EditionPreview:
    """The difference between the live edition (None: nothing was published yet) and a candidate."""

    live: Edition | None
    candidate: Edition
    releases: list[ReleaseChange]
    same_releases: int
    kinds: list[KindChange]
    measures: list[MeasureChange]
    words: list[WordsChange]

    @property
    def is_empty(self) -> bool:
        """True where no reader would see any difference."""
        return not self.releases and not any(kind.added or kind.removed or kind.changed for kind in self.kinds)

    @property
    def moved(self) -> list[MeasureChange]:
        return [measure for measure in self.measures if measure.changed]

    @property
    def covered(self) -> list[MeasureChange]:
        return [measure for measure in self.measures if measure.gained or measure.lost]


# Sentences that people wrote with figures in them: rooms that print such text register it.
FindWords = Callable[[Edition, Edition], list[WordsChange]]
_FINDERS: list[FindWords] = []


def register_words(find: FindWords) -> FindWords:
    """Call `find(live, candidate)` in every preview. Usable as a decorator."""
    _FINDERS.append(find)
    return find


def words_changes(live: Edition, candidate: Edition) -> list[WordsChange]:
    """Headlines first, then by how many pages a sentence changes on."""
    changes = [change for find in _FINDERS for change in find(live, candidate)]
    return sorted(changes, key=lambda change: (not change.is_headline, -change.pages / change.of_pages, change.where))
