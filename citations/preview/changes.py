"""What a preview shows: releases, subjects, figures and sentences that differ."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from citations.jobs import Listener as Progress
from citations.measures import signed
from citations.models import Edition
from citations.preview.losses import Loss
from citations.preview.names import names_of


@dataclass(frozen=True)
class NamedPage:
    """A page by its title and address ('' where it has none)."""

    title: str
    path: str = ""


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
    dropped      on how many of these pages it stands now and is left out with the candidate; `dropped_page` is the first of them
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
    dropped: int = 0
    dropped_page: NamedPage | None = None
    dropped_words: str = ""


@dataclass(frozen=True)
class ReleaseChange:
    """A dataset whose release differs. An empty version: the edition holds none.

    title  of the dataset, in full; `short` is what figures cite it by
    facts  where both editions hold one: what differs between the two, see `citations.diffing.release_diff_document`
    lacks  kinds of facts that the release before has and the one after has not
    """

    title: str
    before: str
    after: str
    facts: dict | None = None
    slug: str = ""
    short: str = ""
    lacks: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return "added" if not self.before else "removed" if not self.after else "changed"


@dataclass
class PartChange:
    """A part of pages (wages, industries, …) that holds something now and nothing with the candidate: what pages call it, on how
    many, and some."""

    label: str
    pages: int = 0
    examples: list[NamedPage] = field(default_factory=list)


@dataclass
class KindChange:
    """Profiles of one kind, whether readers see pages of it or not. `gained` and `lost` name the first few; `emptied` are the
    parts that go from pages that stay."""

    kind: str
    added: int = 0
    removed: int = 0
    changed: int = 0
    same: int = 0
    gained: list[NamedPage] = field(default_factory=list)
    lost: list[NamedPage] = field(default_factory=list)
    emptied: list[PartChange] = field(default_factory=list)

    @property
    def label(self) -> str:
        """What readers call these pages; '' where they see none of this kind."""
        return names_of(self.kind).title

    @property
    def differs(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    @property
    def held(self) -> int:
        """How many there are now."""
        return self.same + self.changed + self.removed


@dataclass
class FigureChange:
    """One figure, as it is printed now and as it would be.

    subject   title of the page it is on, with its address in `path`
    about     what on that page it is about, where that is not the subject itself: a task, a linked occupation
    share     change as a share of the present value; None where that is 0 or missing, and of places in an order
    relative  change as a share of the larger of the two values, from 0 to 2; of places, of all; ranks changes, also those from 0
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
class RankChange:
    """How the order of the pages of one kind by one measure differs, among those that have a value of their own in both editions.

    correlation  Spearman's rank correlation, from 1 (the same order) to −1 (the reverse)
    moved        how many move by more than `places` places
    movers       those that move most; `before` and `after` are their places, the highest value first
    """

    kind: str
    subjects: int
    correlation: float
    moved: int
    places: int
    movers: list[FigureChange] = field(default_factory=list)


@dataclass
class MeasureChange:
    """All that changes in one measure: how many values, the largest changes, and coverage.

    median_ratio  of the changed values (then / now), where both are above or below 0; None where that is nowhere so
    tenfold       how many values become about ten times as large or as small, or more
    lost_own      how many of the lost are of what the page is about, and not of the members of a list on it
    """

    key: str
    label: str
    unit: str
    changed: int = 0
    largest: list[FigureChange] = field(default_factory=list)
    gained: int = 0
    lost: int = 0
    gained_examples: list[FigureChange] = field(default_factory=list)
    lost_examples: list[FigureChange] = field(default_factory=list)
    median_ratio: float | None = None
    tenfold: int = 0
    tenfold_examples: list[FigureChange] = field(default_factory=list)
    lost_own: int = 0
    ranks: list[RankChange] = field(default_factory=list)


@dataclass(frozen=True)
class EditionPreview:
    """The difference between the live edition and a candidate. Of the first edition of all, everything is added.

    kinds   of all profiles; see `pages` for those that readers see
    losses  what readers lose in large: the sample as a whole, datasets left out, kinds of pages of which many go; to be confirmed
    """

    releases: list[ReleaseChange]
    same_releases: int
    kinds: list[KindChange]
    measures: list[MeasureChange]
    words: list[WordsChange]
    losses: list[Loss] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """True where no reader would see any difference."""
        return not self.releases and not any(kind.differs for kind in self.kinds)

    @property
    def pages(self) -> list[KindChange]:
        """The kinds that readers see pages of, by what they call them."""
        return sorted((kind for kind in self.kinds if kind.label), key=lambda kind: kind.label)

    @property
    def moved(self) -> list[MeasureChange]:
        return [measure for measure in self.measures if measure.changed]

    @property
    def covered(self) -> list[MeasureChange]:
        return [measure for measure in self.measures if measure.gained or measure.lost]


# Sentences that people wrote with figures in them: rooms that print such text register how to find them.
FindWords = Callable[[Edition, Edition, Progress], list[WordsChange]]
_FINDERS: list[FindWords] = []
_STAMPS: list[Callable[[], str]] = []


def register_words(*, stamp: Callable[[], str]) -> Callable[[FindWords], FindWords]:
    """Call the decorated `find(live, candidate, progress)` in every preview. `stamp()` changes whenever the sentences do, or how
    they are printed, and only then: a preview made under another one is out of date."""

    def register(find: FindWords) -> FindWords:
        _FINDERS.append(find)
        _STAMPS.append(stamp)
        return find

    return register


def words_stamp() -> str:
    """Of the sentences as they are now."""
    return hashlib.sha256(" ".join(stamp() for stamp in _STAMPS).encode()).hexdigest()


def words_changes(live: Edition, candidate: Edition, progress: Progress) -> list[WordsChange]:
    """Headlines first, then by how many pages a sentence changes on."""
    changes = [change for find in _FINDERS for change in find(live, candidate, progress)]
    return sorted(changes, key=lambda change: (not change.is_headline, -change.pages / change.of_pages, change.where))
