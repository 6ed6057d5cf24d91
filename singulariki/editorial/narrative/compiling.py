"""From stored rich text or plain text to blocks of sentences. The only tags and attributes let through are those named here."""

import re
from collections import deque
from collections.abc import Iterator, Mapping
from functools import lru_cache

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from singulariki.editorial.expressions import Condition, Expression, Otherwise, Token, label_of, read_expression
from singulariki.editorial.narrative.reading import TOKEN_TAG, Block, Markup, NarrativeReader, Node, Part, Sentence, Words

# Stands for a token while sentence ends are looked for: its value can be anything. One whose value is a sentence ends there.
PLACE = "￼"
CLOSED_PLACE = f"{PLACE}."
NO_KEYS = frozenset[str]()

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
# These can be the last word of a sentence, which a reader tells by the one that follows: "in the U.S. It is …".
_MAY_END = frozenset(
    {"u.s", "u.k", "u.n", "e.u", "d.c", "a.m", "p.m", "ph.d", "etc", "al", "inc", "ltd", "co", "corp", "jr", "sr"}
)
_STARTER = re.compile(
    r"\s++[\"'“‘«(\[]*+(?:A|About|After|All|An|And|As|At|Before|Both|But|By|Each|Every|Few|For|From|He|Here|However|If|In|It|Its|"
    r"Many|More|Most|No|None|Nor|Not|Of|On|One|Only|Or|Other|Others|She|So|Some|Such|Than|That|The|Their|Then|There|These|They|"
    r"This|Those|Three|To|Two|Under|What|When|Where|Which|While|Who|With|Yet)\b(?!\.)"
)
# Neither gives back what it has taken: a row of stops, or of white space, is gone over once, not once from each of them.
_END = re.compile(r"(?<![.!?…])([.!?…]++)[\"'”’»)\]]*+(?=\s)")
_NEXT = re.compile(rf"\s++[\"'“‘«(\[]*+[A-Z0-9À-ÞΑ-ΩА-Я{PLACE}*$]")
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘«—–-]+\Z")
# No abbreviation is longer, so no more is looked at of what stands before a stop.
LONGEST_ABBREVIATION = 40


def is_abbreviation(before: str, after: str = "") -> bool:
    """Whether the last word of a text, which a full stop and `after` follow, is an abbreviation or an initial that ends no
    sentence."""
    match = _LAST_WORD.search(before)
    if not match:
        return False
    word = match.group()
    if word.casefold() in _MAY_END and _STARTER.match(after):
        return False
    return (
        word.casefold() in ABBREVIATIONS
        or (len(word) == 1 and word.isalpha() and word != "I")
        or bool(re.fullmatch(r"(?:\w\.)+\w", word))
    )


def sentence_ends(text: str) -> list[int]:
    """Offsets just after each sentence but the last, before the white space that follows it.

    A stop ends a sentence where white space and then a capital, a digit, an opening quotation mark or a token follow, and
    the word before it is neither a known abbreviation nor an initial: "U.S. workers", "e.g. O*NET", "0.35" stay whole. One that
    may end a sentence does so before a word that begins one: "in the U.S. It pays".
    """
    ends = []
    for match in _END.finditer(text):
        if not _NEXT.match(text, match.end()):
            continue
        start = match.start()
        before, after = text[max(0, start - LONGEST_ABBREVIATION) : start], text[match.end() : match.end() + LONGEST_ABBREVIATION]
        if set(match.group(1)) == {"."} and is_abbreviation(before, after):
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
        yield read_expression(match.group(1))
        position = match.end()
    if position < len(text):
        yield Words(text[position:])


def _with_typed_tokens(parts: list[Part]) -> list[Part]:
    return [new for part in parts for new in (_typed_tokens(part.text) if isinstance(part, Words) else (part,))]


def _as_text(part: Part, closing: frozenset[str]) -> str:
    """What stands for a part while sentence ends are looked for."""
    if isinstance(part, Words):
        return part.text
    if isinstance(part, Token):
        return CLOSED_PLACE if part.form is None and part.key in closing else PLACE
    return ""


def _split(parts: list[Part], closing: frozenset[str]) -> tuple[Sentence, ...]:
    """Cut a run of parts in the white space between sentences, after line breaks and before what is printed otherwise, but
    nowhere inside an inline tag."""
    texts = [_as_text(part, closing) for part in parts]
    ends = deque(sentence_ends("".join(texts)))
    sentences: list[list[Part]] = [[]]
    start = depth = 0
    for part, text in zip(parts, texts, strict=True):
        length = len(text)
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
                sentences.append(_begun_early(sentences[-1]))
                kept = _SPACE.match(part.text, cut).end()  # type: ignore[union-attr]
            start += length
            rest = part.text[kept:]
            sentences[-1].append(Words(rest.lstrip() if _is_begun(sentences[-1]) else rest))
            continue
        start += length
        begins = isinstance(part, Otherwise) or (isinstance(part, Condition) and _is_ended(sentences[-1]))
        if begins and depth == 0 and _says_something(sentences[-1]):
            sentences.append(_begun_early(sentences[-1]))
        sentences[-1].append(part)
        if part == LINE_BREAK and depth == 0:
            sentences.append([])
    return tuple(tuple(sentence) for sentence in sentences if _says_something(sentence))


def _is_ended(sentence: list[Part]) -> bool:
    """Whether a stop and white space end it, be the stop an abbreviation's: what a condition follows is a sentence."""
    last = sentence[-1] if sentence else None
    return isinstance(last, Words) and bool(re.search(r"[.!?…][\"'”’»)\]]*\s+$", last.text))


def _begun_early(sentence: list[Part]) -> list[Part]:
    """Conditions at the end of a sentence, before the white space, belong to the next one: taken off, they begin it."""
    words = len(sentence)
    while words and (sentence[words - 1] == Words("") or isinstance(sentence[words - 1], Condition | Otherwise)):
        words -= 1
    begun: list[Part] = [part for part in sentence[words:] if not isinstance(part, Words)]
    del sentence[words:]
    return begun


def _is_begun(sentence: list[Part]) -> bool:
    """Whether white space that follows stands after nothing but conditions, or after one that has a space before it."""
    if not sentence or not isinstance(sentence[-1], Condition | Otherwise):
        return False
    before = next((part for part in reversed(sentence) if not isinstance(part, Condition | Otherwise)), None)
    return before is None or (isinstance(before, Words) and (not before.text or before.text[-1].isspace()))


LINE_BREAK = Markup("<br>")


def _says_something(sentence: list[Part]) -> bool:
    return any(isinstance(part, Token) or (isinstance(part, Words) and part.text.strip()) for part in sentence)


def _block(node: Node, closing: frozenset[str]) -> Block:
    return Block(
        node.tag, _split(_with_typed_tokens(node.parts), closing), tuple(_block(child, closing) for child in node.children)
    )


# A tag that is never closed, or no tag at all. The parser goes over the rest of the text for each of them.
_UNFINISHED = re.compile(r"<(?!/?[a-zA-Z][^<>]*>)")


@lru_cache(maxsize=2048)
def compile_html(source: str, closing: frozenset[str] = NO_KEYS) -> tuple[Block, ...]:
    """Paragraphs, headings and lists of rich text. Unknown tags lose their tags, scripts and styles their content too. `closing`
    are the keys of tokens whose values are whole sentences."""
    reader = NarrativeReader()
    reader.feed(_UNFINISHED.sub("&lt;", source))
    reader.close()
    return tuple(_block(node, closing) for node in reader.root.children)


@lru_cache(maxsize=2048)
def compile_text(source: str, closing: frozenset[str] = NO_KEYS) -> Block:
    """The sentences of plain text with typed tokens. Nothing in it is markup."""
    return Block("", _split(list(_typed_tokens(source.strip())), closing))


@lru_cache(maxsize=2048)
def fixed_html(source: str) -> SafeString | None:
    """The HTML of plain text that reads the same for every subject; None where it has typed tokens."""
    sentences = compile_text(source).sentences
    if not all(isinstance(part, Words) for sentence in sentences for part in sentence):
        return None
    texts = ("".join(part.text for part in sentence if isinstance(part, Words)) for sentence in sentences)
    return mark_safe(" ".join(escape(text.strip()) for text in texts))


def pick_typed_tokens(source: str, labels: Mapping[str, str]) -> str:
    """Rich text in which the typed expressions of figures named in `labels` are stored as picked ones, showing their label to the
    editor."""

    def picked(match: re.Match) -> str:
        expression = " ".join((match.group(1) or "").split())
        label = label_of(expression, labels) if expression else None
        if label is None:
            return match.group(0)
        return format_html('<{tag} key="{}">{}</{tag}>', expression, label, tag=TOKEN_TAG)

    return _TAG_OR_TYPED.sub(picked, source)


def _expressions(blocks: tuple[Block, ...]) -> Iterator[Expression]:
    for block in blocks:
        for sentence in block.sentences:
            yield from (part for part in sentence if isinstance(part, Token | Condition | Otherwise))
        yield from _expressions(block.children)


def tokens_in_html(source: str) -> list[str]:
    """The expressions of rich text as they are typed, in order of first use."""
    return list(dict.fromkeys(part.source for part in _expressions(compile_html(source))))


def tokens_in_text(source: str) -> list[str]:
    """The expressions of plain text as they are typed, in order of first use."""
    return list(dict.fromkeys(part.source for part in _expressions((compile_text(source),))))


def keys_of(sentence: Sentence) -> frozenset[str]:
    """Keys of the figures that a sentence prints or asks of."""
    keys = set[str]()
    for part in sentence:
        if isinstance(part, Token):
            keys.add(part.key)
        elif isinstance(part, Condition):
            keys.update(part.keys)
    return frozenset(keys)
