"""What rooms above this one add to an occupation's document: the gradient adds the unit groups it corresponds to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from msgspec import Meta

from citations.compiling import EditionFacts

# From an occupation's code to the value of the field.
Find = Callable[[str], Any]


@dataclass(frozen=True)
class Addition:
    """A field of the document.

    name    in the document and the API
    type    of its values, with its description; None must be one of them: earlier documents lack it
    values  called once a compile; what compilers of lower order left in `facts.shared` is there
    """

    name: str
    type: Any
    values: Callable[[EditionFacts], Find]


ADDITIONS: dict[str, Addition] = {}


def addition(name: str, type_: Any, description: str) -> Callable[[Callable[[EditionFacts], Find]], Callable]:
    """Register a field; fields stand at the end of the document in the order of their names."""

    def register(values: Callable[[EditionFacts], Find]) -> Callable[[EditionFacts], Find]:
        if name in ADDITIONS:
            raise ValueError(f"Field {name!r} of the occupation's document is added twice.")
        ADDITIONS[name] = Addition(name, Annotated[type_, Meta(description=description)], values)
        return values

    return register
