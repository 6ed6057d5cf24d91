"""What readers call the pages that profiles are drawn as, and the parts of them. Rooms say so beside their pages; what readers
never see as such is said to be so, and no preview or feed speaks of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class PageNames:
    """Of one kind of profile.

    title      of the kind, as headings have it: "U.S. occupations"; '' for what readers never see as such
    one, many  what a page of it is called where it is counted: "occupation page", "occupation pages"
    parts      field of its documents → what pages call what is in it; '' for what says nothing by itself
    """

    title: str
    one: str = "page"
    many: str = "pages"
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def is_counted_by_name(self) -> bool:
        """Whether readers are told of its pages by their own name, and not among other pages."""
        return self.many != PageNames.many

    def counted(self, count: int) -> str:
        """ "1 page", "1,016 occupation pages" """
        return f"{count:,} {self.one if count == 1 else self.many}"

    def part(self, name: str) -> str:
        """What pages call a field of the documents."""
        return self.parts.get(name, plain_name(name))


# The first is drawn by this room itself.
NAMES: dict[str, PageNames] = {"dataset-coverage": PageNames("How much of each dataset is used")}


def name_pages(kind: str, title: str, *, one: str = "", many: str = "", parts: Mapping[str, str] | None = None) -> None:
    """Say what readers call pages of a kind; ValueError where that was said before."""
    _note(kind, PageNames(title, one or PageNames.one, many or PageNames.many, dict(parts or {})))


def name_part(kind: str, name: str, label: str) -> None:
    """Say what pages of a kind call a field that another room adds to its documents."""
    NAMES[kind].parts[name] = label


def never_seen(kind: str) -> None:
    """Say that readers see no page of this kind: it is part of others."""
    _note(kind, PageNames(""))


def _note(kind: str, names: PageNames) -> None:
    if kind in NAMES:
        raise ValueError(f"Pages of the kind {kind!r} are named twice.")
    NAMES[kind] = names


def names_of(kind: str) -> PageNames:
    """The names of a kind; made of its key where no room has named it, so that nothing is passed over in silence."""
    return NAMES.get(kind) or PageNames(plain_name(kind))


def plain_name(key: str) -> str:
    """A kind or a field as words, for want of a name."""
    return key.replace("-", " ").replace("_", " ").capitalize()
