"""Reading compiled documents and answers: values without figures, figures with their places, and what must be contained."""

import json
from collections.abc import Iterator
from typing import Any

from citations.documents import Document
from citations.models import Edition, Profile
from citations.reading import reader_of
from occupations.subjects.occupation.document import occupation_document


def document(edition: Edition, kind: str, key: str) -> dict:
    return json.loads(Profile.objects.get(edition=edition, kind=kind, key=key).document)


def occupations(edition: Edition) -> Iterator[dict]:
    """Documents of all U.S. occupations, by code."""
    found = Profile.objects.filter(edition=edition, kind="occupation").order_by("key").values_list("document", flat=True)
    yield from map(json.loads, found.iterator(chunk_size=100))


def typed(edition: Edition, kind: str, key: str) -> Document:
    """The document as pages read it, in its class."""
    classes = {cls.kind: cls for cls in _classes(Document) if hasattr(cls, "kind") and "sources" not in cls.__struct_fields__} | {
        "occupation": occupation_document()
    }
    document = reader_of(edition).document(classes[kind], key, "/api/v1/it/")
    assert document is not None, (kind, key)
    return document


def _classes(cls: type) -> Iterator[type]:
    for below in cls.__subclasses__():
        yield below
        yield from _classes(below)


def is_figure(part: object) -> bool:
    return isinstance(part, dict) and "m" in part and "v" in part


def values(part: Any) -> Any:
    """The part as the API gives it: figures as their values."""
    if is_figure(part):
        return part["v"]
    if isinstance(part, dict):
        return {name: values(value) for name, value in part.items()}
    return [values(value) for value in part] if isinstance(part, list) else part


def figures(part: Any) -> Iterator[dict]:
    """Every figure of a document."""
    if is_figure(part):
        yield part
    elif isinstance(part, dict):
        for value in part.values():
            yield from figures(value)
    elif isinstance(part, list):
        for value in part:
            yield from figures(value)


def steps(pointer: str) -> list[str]:
    """The keys and places that a JSON pointer leads along."""
    return [name.replace("~1", "/").replace("~0", "~") for name in pointer.split("/")[1:]]


def at(answer: Any, pointer: str) -> Any:
    """What a JSON pointer leads to. Raises KeyError, IndexError or TypeError where it leads nowhere."""
    for name in steps(pointer):
        answer = answer[int(name)] if isinstance(answer, list) else answer[name]
    return answer


def contains(answer: object, part: object, where: str = "") -> list[str]:
    """Places where the answer lacks what it must contain: numbers within a thousandth, lists from their start."""
    if isinstance(part, dict):
        if not isinstance(answer, dict):
            return [f"{where}: {answer!r} is no object"]
        return [
            problem
            for key, value in part.items()
            for problem in (contains(answer[key], value, f"{where}/{key}") if key in answer else [f"{where}/{key} is absent"])
        ]
    if isinstance(part, list):
        if not isinstance(answer, list) or len(answer) < len(part):
            return [f"{where}: {answer!r} is too short"]
        return [problem for place, value in enumerate(part) for problem in contains(answer[place], value, f"{where}/{place}")]
    if isinstance(part, bool) or not isinstance(part, int | float):
        return [] if answer == part else [f"{where}: {answer!r} instead of {part!r}"]
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        return [f"{where}: {answer!r} instead of {part!r}"]
    return [] if abs(answer - part) <= abs(part) * 1e-3 else [f"{where}: {answer!r} instead of {part!r}"]
