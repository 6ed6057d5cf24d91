"""What can be found in an edition. Apps compile it: a profile of kind "search" each, with label, classification, entries."""

import json
from collections import OrderedDict
from dataclasses import dataclass

from citations.models import Edition, Profile
from singulariki.delivery.search.words import fold, words

KIND = "search"
_KEPT = 2


@dataclass(frozen=True)
class Name:
    """A name that leads to a page: its text, code, folded text and its words."""

    text: str
    code: str
    folded: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """A page that can be found. `also` are names of things it lists, such as U.S. occupations."""

    label: str
    classification: str
    path: str
    name: Name
    also: tuple[Name, ...]


Catalogue = tuple[Entry, ...]
_catalogues: OrderedDict[tuple[int, str], Catalogue] = OrderedDict()


def catalogue_of(edition: Edition) -> Catalogue:
    """Everything that can be found in an edition, kept in memory since an edition never changes."""
    key = (edition.pk, edition.content_digest)
    if key not in _catalogues:
        documents = Profile.objects.filter(edition=edition, kind=KIND).order_by("key").values_list("document", flat=True)
        _catalogues[key] = tuple(entry for text in documents for entry in _entries(json.loads(text)))
        while len(_catalogues) > _KEPT:
            _catalogues.popitem(last=False)
    return _catalogues[key]


def _entries(document: dict) -> list[Entry]:
    return [
        Entry(
            label=document["label"],
            classification=document["classification"],
            path=entry["path"],
            name=_name(entry["title"], entry["code"]),
            also=tuple(_name(title, code) for code, title in entry["also"]),
        )
        for entry in document["entries"]
    ]


def _name(text: str, code: str) -> Name:
    return Name(text, code, fold(text), words(text))
