"""Documents: all that is known of one subject in one edition, as a typed, frozen class.

Compilers build them, `stored` writes them as canonical JSON with the number of their shape, pages and briefs read their
attributes, and the API answers with them: its description is derived from the same classes (see `citations.api.answers`).

A document of an earlier shape stays readable for ever. A field added later has a default; where a field was renamed or is made of
others, the class raises its `shape` and says in `upgrades` how to get there from the shape before.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar, get_args, get_type_hints

import msgspec
from msgspec import Meta, Struct

from citations.figures import Figure, place, stored_figure

# Types of fields that hold figures, by what the API answers in their place: a value at full precision, or null.
Number = Annotated[Figure, Meta(extra_json_schema={"type": ["number", "null"]})]
Whole = Annotated[Figure, Meta(extra_json_schema={"type": ["integer", "null"]})]
Percentile = Annotated[Figure, Meta(extra_json_schema={"type": ["number", "null"], "minimum": 0, "maximum": 100})]
Share = Annotated[Figure, Meta(extra_json_schema={"type": ["number", "null"], "minimum": 0, "maximum": 1})]

FIRST_SHAPE = 1
_SHAPE = '{"shape":'
D = TypeVar("D", bound="Document")


class Record(Struct, frozen=True, kw_only=True):
    """A part of a document: named fields, which may be records again."""

    # Where figures of this record are answered for, if the document they stand in has no answer of its own: by field the JSON
    # pointer in the answer at `answered_at`.
    pointers: ClassVar[Mapping[str, str]] = {}
    # Figures that the answer does not have at their own path: by field the pointer of the value that they say in other words (a
    # change without its sign), '' where it has none.
    pointed_at: ClassVar[Mapping[str, str]] = {}

    @property
    def answered_at(self) -> str:
        """Address of the answer that `pointers` lead into."""
        return ""


class Document(Record, frozen=True, kw_only=True):
    """A whole document.

    kind      of the profiles that hold it
    shape     number of its present shape; what was stored before shapes had numbers is the first
    upgrades  from a shape to the next: plain JSON in, plain JSON out
    """

    kind: ClassVar[str]
    shape: ClassVar[int] = FIRST_SHAPE
    upgrades: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {}


def stored(document: Document) -> str:
    """The document as profiles keep it. One spelling per document: fields in the order of the class, no spare white space."""
    text = msgspec.json.encode(document, enc_hook=stored_figure).decode()
    return f"{_SHAPE}{document.shape}{',' if text != '{}' else ''}{text[1:]}"


def shape_of(text: str) -> int:
    """Number of the shape that a stored document has."""
    return int(text[len(_SHAPE) : text.index(",")]) if text.startswith(_SHAPE) else FIRST_SHAPE


def read_document(cls: type[D], text: str, read_figure: Callable[[Mapping[str, Any]], Figure], api: str = "") -> D:
    """The document stored as `text`, upgraded to its present shape; figures read by `read_figure` (see `figures.figure_reader`)
    and placed below `api`, the address of the answer about the subject ('' where there is none)."""

    def figure(_: type, stored_as: Any) -> Figure:
        return read_figure(stored_as)

    shape = shape_of(text)
    if shape >= cls.shape:
        document = msgspec.json.decode(text, type=cls, dec_hook=figure)
    else:
        plain = msgspec.json.decode(text)
        for number in range(shape, cls.shape):
            plain = cls.upgrades[number](plain) if number in cls.upgrades else plain
        document = msgspec.convert(plain, cls, dec_hook=figure)
    _place(document, api, "")
    return document


def values_of(record: Struct) -> dict[str, Any]:
    """The record as plain JSON with the value of each figure in its place, null where there is none."""
    return msgspec.to_builtins(record, enc_hook=value_of)


def value_of(field: object) -> float | int | None:
    """What an answer says where a document holds a figure. TypeError for anything else."""
    if isinstance(field, Figure):
        return field.value
    raise TypeError(f"Answers hold figures, numbers, words and records made of these, not {type(field).__name__}.")


def figures_in(value: Any) -> Iterator[Figure]:
    """Every figure of a document, a record or a list of these, in order."""
    if isinstance(value, Figure):
        yield value
    elif isinstance(value, Record):
        for name, _ in _fields_with_figures(type(value)):
            yield from figures_in(getattr(value, name))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from figures_in(each)


def _place(value: Any, api: str, pointer: str) -> None:
    """Tells every figure in the value where it stands: its path in the document, which has the shape of its answer."""
    if isinstance(value, Figure):
        place(value, api, pointer)
    elif isinstance(value, Record):
        elsewhere = value.pointers if not api else {}
        for name, escaped in _fields_with_figures(type(value)):
            inner = getattr(value, name)
            if inner is None:
                continue
            if name in value.pointed_at:
                place(inner, api, value.pointed_at[name])
            elif name in elsewhere:
                place(inner, value.answered_at, elsewhere[name])
            else:
                _place(inner, api, f"{pointer}/{escaped}")
    elif isinstance(value, list | tuple):
        for index, each in enumerate(value):
            _place(each, api, f"{pointer}/{index}")


@cache
def _fields_with_figures(cls: type[Record]) -> tuple[tuple[str, str], ...]:
    """Fields of a record that are figures or hold some: attribute, and name as JSON pointers write it (RFC 6901)."""
    hints = get_type_hints(cls)
    return tuple(
        (name, written.replace("~", "~0").replace("/", "~1"))
        for name, written in zip(cls.__struct_fields__, cls.__struct_encode_fields__, strict=True)
        if _holds_figures(hints[name])
    )


def _holds_figures(hint: Any) -> bool:
    if hint is Figure:
        return True
    if isinstance(hint, type) and issubclass(hint, Record):
        return bool(_fields_with_figures(hint))
    return any(_holds_figures(inner) for inner in get_args(hint))
