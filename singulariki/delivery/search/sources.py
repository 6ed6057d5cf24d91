"""What rooms find beyond the catalogue: too much to keep in memory, so it is asked of the database, one query a source."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from citations.models import Edition
from singulariki.delivery.search.words import telling_words


@dataclass(frozen=True)
class Found:
    """A page that a source found: what it is called, its address, and a line on what led to it (may be empty)."""

    title: str
    path: str
    meta: str = ""


@dataclass(frozen=True)
class FoundGroup:
    """What one source found under one heading, best first."""

    label: str
    results: Sequence[Found]


# From an edition and the words asked for (see `telling_words`), to groups. Two queries at most.
SearchSource = Callable[[Edition, tuple[str, ...]], Sequence[FoundGroup]]
_SOURCES: dict[str, SearchSource] = {}


def register_search_source(name: str, source: SearchSource) -> SearchSource:
    """Add a source; they are asked in the order of their names."""
    if name in _SOURCES:
        raise ValueError(f"Search source {name!r} is registered twice.")
    _SOURCES[name] = source
    return source


def found_elsewhere(edition: Edition, query: str, besides: Collection[str] = ()) -> list[FoundGroup]:
    """What all sources find of a query, but for the addresses `besides`; nothing where all words are too short to mean one
    thing."""
    wanted = telling_words(query)
    if not wanted:
        return []
    groups = [group for _, source in sorted(_SOURCES.items()) for group in source(edition, wanted)]
    others = [FoundGroup(group.label, [one for one in group.results if one.path not in besides]) for group in groups]
    return [group for group in others if group.results]
