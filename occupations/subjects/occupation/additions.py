"""What rooms above this one add to an occupation's document: the gradient adds its place on the global gradient."""

from collections.abc import Callable, Mapping
from typing import Any

from citations.compiling import EditionFacts

# From an occupation's code to what is added to its document, by key. Figures need no pointers: the compiler writes them.
PartOfOccupation = Callable[[str], Mapping[str, Any]]
# Called once a compile, with the edition's facts; what compilers of lower order left in `facts.shared` is there.
PartFactory = Callable[[EditionFacts], PartOfOccupation]

PARTS: dict[str, PartFactory] = {}


def occupation_part(name: str) -> Callable[[PartFactory], PartFactory]:
    """Register a part of the occupation's document. Parts are added in the order of their names."""

    def register(factory: PartFactory) -> PartFactory:
        if name in PARTS:
            raise ValueError(f"Part {name!r} of the occupation's document is registered twice.")
        PARTS[name] = factory
        return factory

    return register
