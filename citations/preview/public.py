"""What readers are told of a publication on /editions/: made from the preview, stored with the activation, never changed."""

from dataclasses import dataclass, field, replace

import msgspec

from citations.models import Edition
from citations.preview.changelog import draft_changelog, listed
from citations.preview.changes import EditionPreview, FigureChange
from citations.preview.names import NAMES, plain_name
from citations.preview.worries import worries_of
from citations.selectors import set_aside_in

MOVERS = 5
# Measures whose biggest movers readers are told, in this order; rooms name them.
_HEADLINES: list[str] = []


def headline_measures(*keys: str) -> None:
    """Name measures that pages are headed by."""
    _HEADLINES.extend(key for key in keys if key not in _HEADLINES)


@dataclass(frozen=True)
class ChangedRelease:
    """A dataset by its short title and slug; versions, '' for none."""

    title: str
    slug: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedPages:
    """Pages of a kind, by what readers call them; `held` are those of before."""

    label: str
    added: int
    removed: int
    changed: int
    held: int


@dataclass(frozen=True)
class Mover:
    """A figure that changes much: the page it is on, what on that, and how it reads before and after."""

    title: str
    path: str
    about: str
    before: str
    after: str

    @classmethod
    def of(cls, change: FigureChange) -> "Mover":
        return cls(change.subject, change.path, change.about, change.before, change.after)


@dataclass(frozen=True)
class ChangedMeasure:
    label: str
    unit: str
    changed: int
    movers: list[Mover] = field(default_factory=list)


@dataclass(frozen=True)
class PublicChanges:
    """All of it.

    sentence   a draft of the changelog, for where nobody wrote one
    figures    how many values change, appear and disappear on pages that stay
    headlines  measures that pages are headed by, with their biggest movers
    lost       coverage lost, a line each
    set_aside  releases of the edition that were set aside when it was published, with the reason
    """

    sentence: str
    releases: list[ChangedRelease]
    pages: list[ChangedPages]
    figures_changed: int
    figures_gained: int
    figures_lost: int
    headlines: list[ChangedMeasure]
    lost: list[str]
    set_aside: list[str] = field(default_factory=list)

    @property
    def figures(self) -> str:
        """ "3,004 figures change, 12 appear and 1 goes on pages that stay." Only what happens; '' where nothing does."""
        counted = (
            (self.figures_changed, "changes", "change"),
            (self.figures_gained, "appears", "appear"),
            (self.figures_lost, "goes", "go"),
        )
        said = [(count, one if count == 1 else many) for count, one, many in counted if count]
        nouns = ["" if place else " figure" if count == 1 else " figures" for place, (count, _) in enumerate(said)]
        words = listed([f"{count:,}{noun} {verb}" for noun, (count, verb) in zip(nouns, said, strict=True)])
        return f"{words} on pages that stay." if words else ""


def public_changes(preview: EditionPreview, edition: Edition) -> PublicChanges:
    """What of a preview readers are told."""
    by_key = {measure.key: measure for measure in preview.measures}
    moved = [by_key[key] for key in _HEADLINES if key in by_key and by_key[key].changed]
    return PublicChanges(
        sentence=draft_changelog(preview),
        releases=[ChangedRelease(one.short or one.title, one.slug, one.before, one.after) for one in preview.releases],
        pages=[
            ChangedPages(kind.label, kind.added, kind.removed, kind.changed, kind.held) for kind in preview.pages if kind.differs
        ],
        figures_changed=sum(measure.changed for measure in preview.measures),
        figures_gained=sum(measure.gained for measure in preview.measures),
        figures_lost=sum(measure.lost for measure in preview.measures),
        headlines=[
            ChangedMeasure(one.label, one.unit, one.changed, [Mover.of(each) for each in _own(one.largest)[:MOVERS]])
            for one in moved
        ],
        lost=[worry.line for worry in worries_of(preview) if worry.kind == "coverage"],
        set_aside=[f"{release} was set aside: {release.set_aside_because}" for release in set_aside_in(edition)],
    )


def _own(changes: list[FigureChange]) -> list[FigureChange]:
    """Those of a page's own subject; those of what pages list, where there are no others."""
    return [change for change in changes if not change.about] or changes


def stored_text(changes: PublicChanges) -> str:
    return msgspec.json.encode(changes).decode()


def read_changes(text: str) -> PublicChanges:
    """What was stored; fields added later have defaults. Kinds of pages that were stored by their keys get their names."""
    changes = msgspec.json.decode(text, type=PublicChanges)
    named = {plain_name(kind): names.title for kind, names in NAMES.items()}
    pages = [replace(one, label=named.get(one.label, one.label)) for one in changes.pages]
    return replace(changes, pages=[one for one in pages if one.label])
