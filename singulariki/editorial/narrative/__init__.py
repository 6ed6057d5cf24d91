"""Narrative: text with figure tokens, printed for one subject at a time.

Rich text stores a token as `<figure-token key="mean-exposure">Mean task exposure</figure-token>`; plain text fields, and
anyone who prefers typing, write `{mean-exposure}`. What else may stand there, forms and conditions, is in
`singulariki.editorial.expressions`. Figures go through the ledger. A sentence whose figure the subject lacks is left out whole.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import takewhile

from django.template.loader import get_template
from django.utils.safestring import SafeString
from wagtail.rich_text import expand_db_html

from citations.figures import Figure, ReleaseReference
from citations.ledger import Ledger
from citations.printing import asks_for_whole, print_figure
from singulariki.editorial.expressions import KNOWN, TESTS, UNKNOWN, Condition, Otherwise, Token
from singulariki.editorial.formats import capital, put
from singulariki.editorial.narrative.compiling import LINE_BREAK, compile_html, compile_text, fixed_html, is_abbreviation
from singulariki.editorial.narrative.reading import LISTS, Block, Markup, Part, Sentence, Words
from singulariki.editorial.registry import FigureToken, Section

log = logging.getLogger(__name__)
# What a sentence ends with, before which words of our own are put: its stop, and what is closed with it.
_END = re.compile(r"[.!?…]*[\"'”’»)\]]*[.!?…]*\s*$")


@dataclass(frozen=True)
class PlainSentence:
    """A sentence as plain text, and the releases that its figures and phrases come from."""

    text: str
    releases: tuple[ReleaseReference, ...]


class Narrator:
    """Prints narrative about one subject (`profile`) with the tokens of its page kind, noting figures in `ledger`."""

    def __init__(self, tokens: Mapping[str, FigureToken], profile: object, ledger: Ledger) -> None:
        self.tokens = tokens
        self.profile = profile
        self.ledger = ledger
        self.closing = closing_of(tokens)
        self._values: dict[str, Figure | str | None] = {}

    def value(self, key: str) -> Figure | str | None:
        """What a token stands for here, or None where this subject or this edition lacks it."""
        if key not in self._values:
            self._values[key] = self._resolve(key)
        return self._values[key]

    def html(self, source: str) -> SafeString:
        """Rich text as HTML: paragraphs, headings and lists, without those in which nothing is left to say."""
        if 'linktype="' in source:
            source = expand_db_html(source)
        kept = _Kept(self)
        blocks = compile_html(source, self.closing)
        return SafeString("".join(_without_empty_heads(blocks, [self._block(block, kept) for block in blocks])))

    def text(self, source: str) -> SafeString:
        """Plain text with typed tokens as inline HTML; empty where no sentence is left."""
        fixed = fixed_html(source)
        return self._sentences(compile_text(source, self.closing), _Kept(self)) if fixed is None else fixed

    def plain(self, source: str, *, is_address: bool = False) -> PlainSentence | None:
        """Plain text with typed tokens as plain text, or None where no sentence is left. Its figures are noted as printed. An
        address does not say whom its figures are published for."""
        kept = _Kept(self).of(compile_text(source, self.closing).sentences)
        if not kept:
            return None
        releases: dict[str, ReleaseReference] = {}
        for sentence in kept:
            for key in _said_keys(sentence):
                self._note_plain(key, releases)
        printed = (self._joined(sentence) if is_address else self._plain_sentence(sentence) for sentence in kept)
        return PlainSentence(" ".join(printed), tuple(releases.values()))

    def peek(self, source: str, *, rich: bool = False) -> str:
        """The words of a source as plain text without noting its figures, because they are printed elsewhere on the page."""
        kept = _Kept(self).of(sentences_of(source, rich=rich, closing=self.closing))
        return " ".join(filter(None, map(self._plain_sentence, kept)))

    def sentence(self, sentence: Sentence, before: Sequence[Sentence] = ()) -> str:
        """A sentence as plain text, empty where it is left out here. `before` are the sentences in whose place it is printed (see
        `in_place_of`). Notes nothing."""
        if any(map(self.is_whole, before)):
            return ""
        return self._plain_sentence(sentence) if self.is_whole(sentence) else ""

    def is_whole(self, sentence: Sentence) -> bool:
        """Whether its figures are there and its conditions hold."""
        return all(self._has(part) for part in sentence)

    def shown(self, token: Token) -> str | None:
        """What a token prints here, as plain text; None where there is nothing."""
        value = self.value(token.key)
        if value is None:
            return None
        if token.form is None:
            return value.text if isinstance(value, Figure) else str(value)
        said = put(value, token.form)
        # A form that does not fit this value is passed over: figures can change their kind with an edition.
        return (value.text if isinstance(value, Figure) else str(value)) if said is None else said or None

    def _resolve(self, key: str) -> Figure | str | None:
        token = self.tokens.get(key)
        if token is None:
            log.warning("A layout uses the figure token %r, which no app registers any more; its sentence is left out.", key)
            return None
        if any(dataset not in self.ledger.releases for dataset in token.datasets):
            return None
        value = token.resolve(self.profile)
        if isinstance(value, Figure):
            return None if value.is_missing else value
        return value or None

    def _has(self, part: Part) -> bool:
        if isinstance(part, Token):
            return self.shown(part) is not None
        return self.holds(part) if isinstance(part, Condition) else True

    def holds(self, condition: Condition) -> bool:
        """Whether what is asked of a figure is so here."""
        value = self.value(condition.key)
        if condition.test == UNKNOWN:
            return value is None
        if condition.test == KNOWN or value is None:
            return value is not None
        test = TESTS[condition.test]
        return test.holds(value, self.value(condition.against) if test.needs == "figure" else condition.against)

    def _block(self, block: Block, kept: "_Kept") -> str:
        own = self._sentences(block, kept)
        inner = "".join(self._block(child, kept) for child in block.children)
        # An item whose own words are gone takes what hangs below it along.
        if not own and (block.sentences or not inner):
            return ""
        return f"<{block.tag}>{own}{inner}</{block.tag}>"

    def _sentences(self, block: Block, kept: "_Kept") -> SafeString:
        named: set[str] = set()
        printed = [self._sentence(sentence, named) for sentence in kept.of(block.sentences)]
        return SafeString(" ".join(text for text in printed if text))

    def _sentence(self, sentence: Sentence, named: set[str]) -> str:
        parts = self._once_stopped(self._naming_groups(sentence, named=named))
        for part in sentence:
            if isinstance(part, Condition) and part.says_something:
                self._note_condition(part)
        is_first = True
        printed = []
        for part in parts:
            text = self._part(part, is_first)
            is_first = is_first and (isinstance(part, Markup) or not text.strip(" “‘\"'(["))
            printed.append(text)
        return "".join(printed).strip()

    def _part(self, part: Part, is_first: bool) -> str:
        if isinstance(part, Words):
            return escape(part.text)
        if isinstance(part, Markup):
            return part.html
        if not isinstance(part, Token):
            return ""
        value = self.value(part.key)
        self._cite(part.key)
        if not isinstance(value, Figure):
            return escape(self._said(part, is_first))
        if part.form is None:
            return print_figure(value, self.ledger, is_said=True)
        if part.form.texts:
            self.ledger.note(value, with_note=False)
            return escape(self._said(part, is_first))
        return print_figure(value, self.ledger, is_said=True, words=self._said(part, is_first))

    def _said(self, token: Token, is_first: bool) -> str:
        """The words of a token, which are there; those of a form with a capital where the sentence begins."""
        words = self.shown(token) or ""
        return capital(words) if is_first and token.form else words

    def _cite(self, key: str) -> list[str]:
        """Cites the datasets that a token's words come from; one that a condition finds to be unknown may lack them."""
        token = self.tokens.get(key)
        datasets = [slug for slug in token.datasets if slug in self.ledger.releases] if token else []
        self.ledger.cite(datasets)
        return datasets

    def _note_condition(self, condition: Condition) -> None:
        """What is said of a figure without printing it comes from its releases."""
        for key in condition.keys:
            self._cite(key)
            value = self.value(key)
            if isinstance(value, Figure):
                self.ledger.note(value, with_note=False)

    def _naming_groups(self, sentence: Sentence, subject: str = "this", named: set[str] | None = None) -> Sequence[Part]:
        """The sentence; where it has figures that are published for a wider group, which neither its own words nor the section
        name, with words at its end that do. `named` are the codes of groups that earlier sentences of its paragraph name; those
        that this one names are put into it."""
        named = set() if named is None else named
        keys = _said_keys(sentence)
        values = map(self.value, keys)
        figures = [value for value in values if isinstance(value, Figure) and self.ledger.leaves_unsaid(value)]
        groups = {one.group.code: one.group for one in figures if one.group is not None and one.group.code not in named}
        named.update(groups)
        if not groups or any(self.tokens[key].names_group for key in keys if key in self.tokens):
            return sentence
        said = "; ".join(group.words(subject) for group in groups.values())
        parts = list(sentence)
        last = next(place for place in reversed(range(len(parts))) if not _is_empty(parts[place]))
        end = parts[last]
        if not isinstance(end, Words) or not (mark := _END.search(end.text)):
            return [*parts[: last + 1], Words(f" ({said})"), *parts[last + 1 :]]
        text, stop = end.text[: mark.start()], mark[0]
        if stop.startswith(".") and is_abbreviation(text):
            # The stop is the abbreviation's, and the sentence's too.
            text, stop = f"{text}.", stop
        said = f", {said}" if ")" in stop else f" ({said})"
        return [*parts[:last], Words(f"{text}{said}{stop}"), *parts[last + 1 :]]

    def _once_stopped(self, sentence: Sequence[Part]) -> Iterator[Part]:
        """The sentence; a full stop after a value that ends with a mark of its own (a task, say) is left out."""
        before: Part | None = None
        for part in sentence:
            told = self.value(before.key) if isinstance(before, Token) else None
            if isinstance(part, Words) and part.text.startswith(".") and isinstance(told, str) and told.endswith((".", "!", "?")):
                yield Words(part.text[1:])
            else:
                yield part
            before = part

    def _note_plain(self, key: str, releases: dict[str, ReleaseReference]) -> None:
        value = self.value(key)
        if isinstance(value, Figure):
            self.ledger.note(value, with_note=False)
            releases.update((release.dataset, release) for release in value.releases)
        releases.update((slug, self.ledger.releases[slug]) for slug in self._cite(key))

    def _plain_sentence(self, sentence: Sentence) -> str:
        return self._joined(self._naming_groups(sentence, getattr(self.profile, "title", "this")))

    def _joined(self, sentence: Sequence[Part]) -> str:
        words: list[str] = []
        for part in self._once_stopped(sentence):
            if isinstance(part, Words):
                words.append(part.text)
            elif isinstance(part, Token):
                words.append(self._said(part, not "".join(words).strip(" “‘\"'([")))
            elif part == LINE_BREAK:
                words.append(" ")
        return "".join(words).strip()


_HEADINGS = ("h2", "h3", "h4")


def _without_empty_heads(blocks: Sequence[Block], printed: Sequence[str]) -> list[str]:
    """The blocks without headings under which nothing is left, and without the words before a list that is gone."""
    kept = list(printed)
    for place in reversed(range(len(blocks))):
        tag, following = blocks[place].tag, range(place + 1, len(blocks))
        if tag in _HEADINGS:
            below = list(takewhile(lambda n: blocks[n].tag not in _HEADINGS or blocks[n].tag > tag, following))  # noqa: B023
            if below and not any(kept[n] for n in below):
                kept[place] = ""
        elif (
            place + 1 < len(blocks)
            and blocks[place + 1].tag in LISTS
            and not kept[place + 1]
            and kept[place].endswith(f":</{tag}>")
        ):
            kept[place] = ""
    return kept


class _Kept:
    """Which sentences of a source are printed, asked for in their order: one that is to stand in another's place is printed where
    that one is left out."""

    def __init__(self, narrator: Narrator) -> None:
        self.narrator = narrator
        self.is_printed = False

    def of(self, sentences: Iterable[Sentence]) -> list[Sentence]:
        kept = []
        for sentence in sentences:
            in_place = is_otherwise(sentence)
            if in_place and self.is_printed:
                continue
            self.is_printed = self.narrator.is_whole(sentence)
            if self.is_printed:
                kept.append(sentence)
        return kept


def closing_of(tokens: Mapping[str, FigureToken]) -> frozenset[str]:
    """Keys of the tokens whose values are whole sentences."""
    return frozenset(key for key, token in tokens.items() if token.is_sentence)


def is_otherwise(sentence: Sentence) -> bool:
    """Whether it stands in the place of the one before it."""
    return any(isinstance(part, Otherwise) for part in sentence)


def in_place_of(sentences: Sequence[Sentence], number: int) -> Sequence[Sentence]:
    """The sentences right before the one with this number that all have to be left out for it to be printed."""
    first = number
    while first and is_otherwise(sentences[first]):
        first -= 1
    return sentences[first:number]


def _said_keys(sentence: Sentence) -> list[str]:
    """Keys of the figures that a sentence prints, or says something of."""
    keys: list[str] = []
    for part in sentence:
        if isinstance(part, Token):
            keys.append(part.key)
        elif isinstance(part, Condition) and part.says_something:
            keys.extend(part.keys)
    return keys


def _is_empty(part: Part) -> bool:
    return isinstance(part, Markup | Condition | Otherwise) or (isinstance(part, Words) and not part.text.strip())


def sentences_of(source: str, *, rich: bool = False, closing: frozenset[str] = frozenset()) -> list[Sentence]:
    """Every sentence of a source, in order."""
    return list(_in_order(compile_html(source, closing) if rich else (compile_text(source, closing),)))


def _in_order(blocks: Iterable[Block]) -> Iterator[Sentence]:
    for block in blocks:
        yield from block.sentences
        yield from _in_order(block.children)


class Wording(Mapping[str, SafeString]):
    """The words of a section, printed when the template asks for them, so that figures it does not show are not noted.

    `{{ wording.share }}` in a template; a key with hyphens is asked for with underscores. Empty where the words hold a
    figure that this subject lacks.
    """

    def __init__(self, texts: Mapping[str, str], narrator: Narrator) -> None:
        self._texts = texts
        self._narrator = narrator

    def __getitem__(self, key: str) -> SafeString:
        text = self._texts[key] if key in self._texts else self._texts[key.replace("_", "-")]
        return self._narrator.text(text)

    def __getattr__(self, name: str) -> SafeString:
        try:
            return self[name]
        except KeyError as error:
            raise AttributeError(name) from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def draw_section(
    section: Section, context: Mapping, texts: Mapping[str, str], narrator: Narrator, page_context: Mapping[str, object]
) -> SafeString:
    """The section's HTML. Context processors are not run again: the page's template has run them."""
    narrator.ledger.begin_section()
    everything = {
        **page_context,
        **context,
        "wording": Wording(texts, narrator),
        "narrator": narrator,
        "profile": narrator.profile,
        "ledger": narrator.ledger,
        "section": section,
        # What is folded away otherwise is drawn on the whole page, and in a brief.
        "whole": narrator.ledger.as_text or asks_for_whole(page_context.get("request")),
    }
    return SafeString(get_template(section.template).render(everything))
