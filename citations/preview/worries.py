"""What of a preview should worry a person: coverage lost, values moved by a power of ten, orders reshuffled, sentences dropped.
Each is one line with a count and examples; a wrong file shows here first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from citations.preview.changes import (
    EditionPreview,
    FigureChange,
    KindChange,
    MeasureChange,
    NamedPage,
    ReleaseChange,
    WordsChange,
)
from citations.preview.losses import DATASET, PAGES, REPLACED, pages_go
from citations.preview.names import names_of

EXAMPLES = 5
# A correlation of two orders below this is no usual revision: a revised study of today's releases keeps 0.9 and more.
RESHUFFLED = 0.9
# Where the middle one of a measure's changed values moves by more than this, all of them may be in another unit.
ANOTHER_UNIT = 5.0
# Where no more than so many times as many figures of a measure go as appear, ranked lists have other members: nothing is lost.
EXCHANGED = 2
# Of fewer values nothing is said as a whole.
WHOLE = 10


@dataclass(frozen=True)
class Example:
    """One case: a page with its address ('' for none), what on it ('' for the page itself), and how it reads now and then; `lead`
    says what it is an example of, where the line speaks of several things."""

    title: str
    path: str = ""
    about: str = ""
    before: str = ""
    after: str = ""
    lead: str = ""

    @classmethod
    def of_page(cls, page: NamedPage) -> "Example":
        return cls(page.title, page.path)

    @classmethod
    def of_figure(cls, change: FigureChange) -> "Example":
        return cls(change.subject, change.path, change.about, change.before, change.after)


@dataclass(frozen=True)
class Worry:
    """One line in plain words.

    kind   what sort of worry: replaced, coverage, tenfold, ranks or sentences
    count  of what the line is about, of which some are examples
    """

    kind: str
    line: str
    count: int
    examples: list[Example] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many there are besides the examples."""
        return max(0, self.count - len(self.examples))


def worries_of(preview: EditionPreview) -> list[Worry]:
    """In the order in which a person should look at them: whether all is replaced, what goes, what may be in another unit, what
    stands beside other codes, what is no longer said. Where releases take the place of the sample, or it theirs, what is lost in
    large says it all."""
    replaced = any(loss.sort == REPLACED for loss in preview.losses)
    kinds_of_worries = {REPLACED: "replaced", DATASET: "coverage", PAGES: "coverage"}
    # Otherwise pages that go follow, few of them too.
    told = [loss for loss in preview.losses if replaced or loss.sort != PAGES]
    worries = [Worry(kinds_of_worries[loss.sort], f"{loss.words}.", 1) for loss in told]
    if replaced:
        return worries
    worries += [worry for release in preview.releases for worry in _lacking(release)]
    for of in (_pages, _parts):
        worries += _by_count(worry for kind in preview.pages for worry in of(kind))
    worries += _figures(preview.measures)
    worries += _by_count(worry for measure in preview.measures for worry in _tenfold(measure))
    worries += [worry for measure in preview.measures for worry in _ranks(measure)]
    return worries + list(_sentences(preview.words))


def _by_count(worries: Iterator[Worry]) -> list[Worry]:
    return sorted(worries, key=lambda worry: (-worry.count, worry.line))


def _lacking(release: ReleaseChange) -> Iterator[Worry]:
    """What the publisher dropped, or is missing from an upload; what that empties follows."""
    if release.lacks:
        names = ", ".join(f"“{kind}”" for kind in release.lacks)
        line = f"{release.title}: {release.after} has no {names}, which {release.before} has."
        yield Worry("coverage", line, len(release.lacks))


def _pages(kind: KindChange) -> Iterator[Worry]:
    if kind.removed:
        line = f"{pages_go(kind.kind, kind.removed, kind.held)}."
        yield Worry("coverage", line, kind.removed, [Example.of_page(page) for page in kind.lost[:EXAMPLES]])


def _parts(kind: KindChange) -> Iterator[Worry]:
    for part in kind.emptied:
        pages = f"{part.pages:,} {_of('page', part.pages)} that {'stays' if part.pages == 1 else 'stay'}"
        line = f"{kind.label}: “{part.label}” holds nothing any more on {pages}."
        yield Worry("coverage", line, part.pages, [Example.of_page(page) for page in part.examples[:EXAMPLES]])


def _lost(measure: MeasureChange) -> int:
    """How many figures are gone. Where as many appear, members of ranked lists have changed places; figures of the pages' own
    are gone all the same."""
    return measure.lost if measure.lost > EXCHANGED * measure.gained else measure.lost_own


def _figures(measures: Sequence[MeasureChange]) -> Iterator[Worry]:
    """One line for all measures, each with its count in an example; the preview lists them one by one."""
    losing = sorted(((_lost(one), one) for one in measures if _lost(one)), key=lambda each: (-each[0], each[1].label))
    if losing:
        count = sum(lost for lost, _ in losing)
        names = f"of {len(losing):,} {_of('measure', len(losing))}"
        line = f"{count:,} {_of('figure', count)} {names} {_go(count)} from pages that stay."
        examples = [
            replace(Example.of_figure(measure.lost_examples[0]), lead=f"{measure.label} ({lost:,})")
            for lost, measure in losing[:EXAMPLES]
        ]
        yield Worry("coverage", line, len(losing), examples)


def _tenfold(measure: MeasureChange) -> Iterator[Worry]:
    ratio = measure.median_ratio
    examples = [Example.of_figure(each) for each in measure.tenfold_examples[:EXAMPLES]]
    is_whole = measure.changed >= WHOLE and measure.tenfold
    if ratio and is_whole and not 1 / ANOTHER_UNIT < ratio < ANOTHER_UNIT:
        times = f"{ratio:,.0f} times as large" if ratio > 1 else f"{1 / ratio:,.0f} times as small"
        line = f"{measure.label}: the values as a whole become about {times}. Are they in another unit?"
        yield Worry("tenfold", line, measure.changed, examples)
    elif measure.tenfold:
        line = (
            f"{measure.label}: {measure.tenfold:,} of {measure.changed:,} changed {_of('value', measure.changed)} "
            f"{'moves' if measure.tenfold == 1 else 'move'} by about a power of ten or more."
        )
        yield Worry("tenfold", line, measure.tenfold, examples)


def _ranks(measure: MeasureChange) -> Iterator[Worry]:
    for change in measure.ranks:
        # Where nothing moves far, the same values stand close together in another order.
        if change.correlation < RESHUFFLED and change.moved:
            order = f"{measure.label}: {names_of(change.kind).title} come in another order by it."
            by_more = f"{'moves' if change.moved == 1 else 'move'} by more than {change.places} {_of('place', change.places)}"
            moved = f"{change.moved:,} of {change.subjects:,} {by_more}"
            line = f"{order} {moved} (rank correlation {change.correlation:.2f}; the same order has 1)."
            yield Worry("ranks", line, change.moved, [Example.of_figure(each) for each in change.movers[:EXAMPLES]])


def _sentences(words: Sequence[WordsChange]) -> Iterator[Worry]:
    """One line for all sentences, each with its count in an example."""
    dropped = sorted((change for change in words if change.dropped), key=lambda change: -change.dropped)
    if dropped:
        count = len(dropped)
        line = f"{count:,} {_of('sentence', count)} {'is' if count == 1 else 'are'} dropped on pages that stay."
        examples = [
            Example(page.title, page.path, "", change.dropped_words, "left out", lead=f"{change.where} ({change.dropped:,})")
            for change in dropped[:EXAMPLES]
            if (page := change.dropped_page)
        ]
        yield Worry("sentences", line, count, examples)


def _of(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"


def _go(count: int) -> str:
    return "goes" if count == 1 else "go"
