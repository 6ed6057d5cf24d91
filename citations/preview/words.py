"""Sentences that people wrote with figures in them, where those would change. Rooms that print such text register it."""

from collections.abc import Callable
from dataclasses import dataclass

from citations.models import Edition


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


FindWords = Callable[[Edition, Edition], list[WordsChange]]
_FINDERS: list[FindWords] = []


def register_words(find: FindWords) -> FindWords:
    """Call `find(live, candidate)` in every preview. Usable as a decorator."""
    _FINDERS.append(find)
    return find


def words_changes(live: Edition, candidate: Edition) -> list[WordsChange]:
    """Headlines first, then by how many pages a sentence changes on."""
    changes = [change for find in _FINDERS for change in find(live, candidate)]
    return sorted(changes, key=lambda change: (not change.is_headline, -change.pages / change.of_pages, change.where))
