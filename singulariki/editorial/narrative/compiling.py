"""From stored rich text or plain text to blocks of sentences. The only tags and attributes let through are those named here."""

import re
from collections import deque
from collections.abc import Iterator, Mapping
from functools import lru_cache

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from singulariki.editorial.narrative.reading import TOKEN_TAG, Block, Markup, NarrativeReader, Node, Part, Sentence, Token, Words

# Stands for a token while sentence ends are looked for: its value can be anything.
PLACE = "￼"

ABBREVIATIONS = frozenset(
    {
        *("e.g", "i.e", "cf", "vs", "etc", "viz", "ca", "al", "ibid"),
        *("approx", "resp", "incl", "excl", "est", "avg", "max", "min"),
        *("ed", "eds", "vol", "no", "nos", "fig", "figs", "p", "pp", "sec", "ch", "dept", "gov", "inc", "ltd", "co", "corp"),
        *("mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
        *("u.s", "u.k", "u.n", "e.u", "d.c", "a.m", "p.m", "ph.d"),
    }
)
# Neither gives back what it has taken: a row of stops, or of white space, is gone over once, not once from each of them.
_END = re.compile(r"(?<![.!?…])([.!?…]++)[\"'”’»)\]]*+(?=\s)")
_NEXT = re.compile(rf"\s++[\"'“‘«(\[]*+[A-Z0-9À-ÞΑ-ΩА-Я{PLACE}*$]")
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘«—–-]+\Z")
# No abbreviation is longer, so no more is looked at of what stands before a stop.
LONGEST_ABBREVIATION = 40


def _is_abbreviation(before: str) -> bool:
    """Whether the last word of a text, which a full stop follows, is an abbreviation or an initial."""
    match = _LAST_WORD.search(before)
    if not match:
        return False
    word = match.group()
    return (
        word.casefold() in ABBREVIATIONS
        or (len(word) == 1 and word.isalpha() and word != "I")
        or bool(re.fullmatch(r"(?:\w\.)+\w", word))
    )


def sentence_ends(text: str) -> list[int]:
    """Offsets just after each sentence but the last, before the white space that follows it.

    A stop ends a sentence where white space and then a capital, a digit, an opening quotation mark or a token follow, and
    the word before it is neither a known abbreviation nor an initial: "U.S. workers", "e.g. O*NET", "0.35" stay whole.
    """
    ends = []
    for match in _END.finditer(text):
        if not _NEXT.match(text, match.end()):
            continue
        start = match.start()
        if set(match.group(1)) == {"."} and _is_abbreviation(text[max(0, start - LONGEST_ABBREVIATION) : start]):
            continue
        ends.append(match.end())
    return ends


_SPACE = re.compile(r"\s*")
_TYPED = re.compile(r"\{([^{}]*)\}")
_TAG_OR_TYPED = re.compile(rf"<{TOKEN_TAG}\b.*?</{TOKEN_TAG}>|<[^<>]*>|{_TYPED.pattern}", re.DOTALL)


def _typed_tokens(text: str) -> Iterator[Part]:
    position = 0
    for match in _TYPED.finditer(text):
        if match.start() > position:
            yield Words(text[position : match.start()])
        yield Token(match.group(1).strip())
        position = match.end()
    if position < len(text):
        yield Words(text[position:])


def _with_typed_tokens(parts: list[Part]) -> list[Part]:
    return [new for part in parts for new in (_typed_tokens(part.text) if isinstance(part, Words) else (part,))]


def _length(part: Part) -> int:
    return len(part.text) if isinstance(part, Words) else len(PLACE) if isinstance(part, Token) else 0


def _split(parts: list[Part]) -> tuple[Sentence, ...]:
    """Cut a run of parts in the white space between sentences, never where that white space is inside an inline tag."""
    ends = deque(sentence_ends("".join(part.text if isinstance(part, Words) else PLACE * _length(part) for part in parts)))
    sentences: list[list[Part]] = [[]]
    start = depth = 0
    for part in parts:
        length = _length(part)
        # Ends inside a tag are passed by.
        while ends and ends[0] < start:
            ends.popleft()
        if isinstance(part, Markup):
            depth += part.step
        elif isinstance(part, Words) and depth == 0:
            kept = 0
            while ends and ends[0] < start + length:
                cut = ends.popleft() - start
                sentences[-1].append(Words(part.text[kept:cut]))
                sentences.append([])
                kept = _SPACE.match(part.text, cut).end()  # type: ignore[union-attr]
            start += length
            sentences[-1].append(Words(part.text[kept:]))
            continue
        start += length
        sentences[-1].append(part)
    return tuple(tuple(sentence) for sentence in sentences if _says_something(sentence))


def _says_something(sentence: list[Part]) -> bool:
    return any(isinstance(part, Token) or (isinstance(part, Words) and part.text.strip()) for part in sentence)


def _block(node: Node) -> Block:
    return Block(node.tag, _split(_with_typed_tokens(node.parts)), tuple(_block(child) for child in node.children))


# A tag that is never closed, or no tag at all. The parser goes over the rest of the text for each of them.
_UNFINISHED = re.compile(r"<(?!/?[a-zA-Z][^<>]*>)")


@lru_cache(maxsize=2048)
def compile_html(source: str) -> tuple[Block, ...]:
    """Paragraphs, headings and lists of rich text. Unknown tags lose their tags, scripts and styles their content too."""
    reader = NarrativeReader()
    reader.feed(_UNFINISHED.sub("&lt;", source))
    reader.close()
    return tuple(_block(node) for node in reader.root.children)


@lru_cache(maxsize=2048)
def compile_text(source: str) -> Block:
    """The sentences of plain text with typed tokens. Nothing in it is markup."""
    return Block("", _split(list(_typed_tokens(source.strip()))))


@lru_cache(maxsize=2048)
def fixed_html(source: str) -> SafeString | None:
    """The HTML of plain text that reads the same for every subject; None where it has typed tokens."""
    sentences = compile_text(source).sentences
    if not all(isinstance(part, Words) for sentence in sentences for part in sentence):
        return None
    texts = ("".join(part.text for part in sentence if isinstance(part, Words)) for sentence in sentences)
    return mark_safe(" ".join(escape(text.strip()) for text in texts))


def pick_typed_tokens(source: str, labels: Mapping[str, str]) -> str:
    """Rich text in which the typed tokens named in `labels` are stored as picked ones, showing their label to the editor."""

    def picked(match: re.Match) -> str:
        key = (match.group(1) or "").strip()
        if key not in labels:
            return match.group(0)
        return format_html('<{tag} key="{}">{}</{tag}>', key, labels[key], tag=TOKEN_TAG)

    return _TAG_OR_TYPED.sub(picked, source)


def _tokens(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        for sentence in block.sentences:
            yield from (part.key for part in sentence if isinstance(part, Token))
        yield from _tokens(block.children)


def tokens_in_html(source: str) -> list[str]:
    """Keys of the tokens of rich text, in order of first use."""
    return list(dict.fromkeys(_tokens(compile_html(source))))


def tokens_in_text(source: str) -> list[str]:
    """Keys of the tokens of plain text, in order of first use."""
    return list(dict.fromkeys(_tokens((compile_text(source),))))
