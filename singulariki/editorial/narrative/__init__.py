"""Narrative: text with figure tokens, printed for one subject at a time.

Rich text stores a token as `<figure-token key="mean-exposure">Mean task exposure</figure-token>`; plain text fields, and
anyone who prefers typing, write `{mean-exposure}`. Figures go through the ledger. A sentence whose figure the subject
lacks is left out whole.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from django.template.loader import get_template
from django.utils.safestring import SafeString
from wagtail.rich_text import expand_db_html

from citations.figures import Figure, ReleaseReference
from citations.ledger import Ledger
from citations.printing import print_figure
from singulariki.editorial.narrative.compiling import compile_html, compile_text, fixed_html
from singulariki.editorial.narrative.reading import Block, Markup, Sentence, Token, Words
from singulariki.editorial.registry import FigureToken, Section

log = logging.getLogger(__name__)
# What a sentence ends with, before which words of our own are put.
_END = re.compile(r"[.!?…]*\s*$")


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
        return SafeString("".join(self._block(block) for block in compile_html(source)))

    def text(self, source: str) -> SafeString:
        """Plain text with typed tokens as inline HTML; empty where no sentence is left."""
        fixed = fixed_html(source)
        return self._sentences(compile_text(source)) if fixed is None else fixed

    def plain(self, source: str, *, is_address: bool = False) -> PlainSentence | None:
        """Plain text with typed tokens as plain text, or None where no sentence is left. Its figures are noted as printed. An
        address does not say whom its figures are published for."""
        kept = [sentence for sentence in compile_text(source).sentences if self._is_whole(sentence)]
        if not kept:
            return None
        releases: dict[str, ReleaseReference] = {}
        for sentence in kept:
            for part in sentence:
                if isinstance(part, Token):
                    self._note_plain(part.key, releases)
        printed = (self._joined(sentence) if is_address else self._plain_sentence(sentence) for sentence in kept)
        return PlainSentence(" ".join(printed), tuple(releases.values()))

    def peek(self, source: str, *, rich: bool = False) -> str:
        """The words of a source as plain text without noting its figures, because they are printed elsewhere on the page."""
        return " ".join(filter(None, map(self.sentence, sentences_of(source, rich=rich))))

    def sentence(self, sentence: Sentence) -> str:
        """A sentence as plain text, empty where it is left out here. Notes nothing."""
        return self._plain_sentence(sentence) if self._is_whole(sentence) else ""

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

    def _told(self, key: str) -> Figure | None:
        """The figure that the words of a token say."""
        tells_of = self.tokens[key].tells_of
        return tells_of(self.profile) if tells_of and isinstance(self.value(key), str) else None

    def _is_whole(self, sentence: Sentence) -> bool:
        return all(self.value(part.key) is not None for part in sentence if isinstance(part, Token))

    def _block(self, block: Block) -> str:
        own = self._sentences(block)
        inner = "".join(self._block(child) for child in block.children)
        # An item whose own words are gone takes what hangs below it along.
        if not own and (block.sentences or not inner):
            return ""
        return f"<{block.tag}>{own}{inner}</{block.tag}>"

    def _sentences(self, block: Block) -> SafeString:
        named: set[str] = set()
        printed = [self._sentence(sentence, named) for sentence in block.sentences if self._is_whole(sentence)]
        return SafeString(" ".join(text for text in printed if text))

    def _sentence(self, sentence: Sentence, named: set[str]) -> str:
        parts = self._once_stopped(self._naming_groups(sentence, named=named))
        return "".join(self._part(part) for part in parts).strip()

    def _part(self, part: Words | Token | Markup) -> str:
        if isinstance(part, Words):
            return escape(part.text)
        if isinstance(part, Markup):
            return part.html
        value = self.value(part.key)
        self.ledger.cite(self.tokens[part.key].datasets)
        if told := self._told(part.key):
            self.ledger.note(told, with_note=False)
        return print_figure(value, self.ledger, is_said=True) if isinstance(value, Figure) else escape(str(value))

    def _naming_groups(
        self, sentence: Sentence, subject: str = "this", named: set[str] | None = None
    ) -> Sequence[Words | Token | Markup]:
        """The sentence; where it has figures that are published for a wider group, which neither its own words nor the section
        name, with words at its end that do. `named` are the codes of groups that earlier sentences of its paragraph name; those
        that this one names are put into it."""
        named = set() if named is None else named
        keys = [part.key for part in sentence if isinstance(part, Token)]
        values = (self._told(key) or self.value(key) for key in keys)
        figures = [value for value in values if isinstance(value, Figure) and self.ledger.leaves_unsaid(value)]
        groups = {one.group.code: one.group for one in figures if one.group is not None and one.group.code not in named}
        named.update(groups)
        if not groups or any(self.tokens[key].names_group for key in keys):
            return sentence
        said = "; ".join(group.words(subject) for group in groups.values())
        parts = list(sentence)
        last = next(place for place in reversed(range(len(parts))) if not _is_empty(parts[place]))
        end = parts[last]
        if isinstance(end, Words) and (mark := _END.search(end.text)):
            return [*parts[:last], Words(f"{end.text[: mark.start()]} ({said}){mark[0]}"), *parts[last + 1 :]]
        return [*parts[: last + 1], Words(f" ({said})"), *parts[last + 1 :]]

    def _once_stopped(self, sentence: Sequence[Words | Token | Markup]) -> Iterator[Words | Token | Markup]:
        """The sentence; a full stop after a value that ends with a mark of its own (a task, say) is left out."""
        before: Words | Token | Markup | None = None
        for part in sentence:
            told = self.value(before.key) if isinstance(before, Token) else None
            if isinstance(part, Words) and part.text.startswith(".") and isinstance(told, str) and told.endswith((".", "!", "?")):
                yield Words(part.text[1:])
            else:
                yield part
            before = part

    def _note_plain(self, key: str, releases: dict[str, ReleaseReference]) -> None:
        value = self._told(key) or self.value(key)
        if isinstance(value, Figure):
            self.ledger.note(value, with_note=False)
            releases.update((release.dataset, release) for release in value.releases)
        self.ledger.cite(self.tokens[key].datasets)
        releases.update((slug, self.ledger.releases[slug]) for slug in self.tokens[key].datasets)

    def _plain_sentence(self, sentence: Sentence) -> str:
        return self._joined(self._naming_groups(sentence, getattr(self.profile, "title", "this")))

    def _joined(self, sentence: Sequence[Words | Token | Markup]) -> str:
        words = []
        for part in self._once_stopped(sentence):
            if isinstance(part, Words):
                words.append(part.text)
            elif isinstance(part, Token):
                value = self.value(part.key)
                words.append(value.text if isinstance(value, Figure) else str(value))
        return "".join(words).strip()


def _is_empty(part: Words | Token | Markup) -> bool:
    return isinstance(part, Markup) or (isinstance(part, Words) and not part.text.strip())


def sentences_of(source: str, *, rich: bool = False) -> list[Sentence]:
    """Every sentence of a source, in order."""
    return list(_in_order(compile_html(source) if rich else (compile_text(source),)))


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
    }
    return SafeString(get_template(section.template).render(everything))
