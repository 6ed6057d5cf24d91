"""What a narrative is made of once read: blocks of sentences of parts. Independent of any subject, so kept between pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Text as the editor wrote it, unescaped."""

    text: str


@dataclass(frozen=True, slots=True)
class Token:
    """A place for a figure or a phrase that depends on the subject."""

    key: str


@dataclass(frozen=True, slots=True)
class Markup:
    """An inline tag that was let through, rebuilt from its name and safe attributes. `step` is +1 opening, −1 closing."""

    html: str
    step: int = 0


Part = Words | Token | Markup
Sentence = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item with its sentences, or a list with its items. `tag` is empty for plain text."""

    tag: str
    sentences: tuple[Sentence, ...] = ()
    children: tuple["Block", ...] = ()
