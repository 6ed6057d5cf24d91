"""What is looked at when editors save a text with figures: names and forms that there are, braces that belong together, sentences
that can be printed."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from citations.figures import Figure
from singulariki.editorial.expressions import TESTS, Condition, Otherwise, Token, read_expression
from singulariki.editorial.formats import forms_for, put
from singulariki.editorial.narrative import closing_of, is_otherwise, sentences_of
from singulariki.editorial.narrative.compiling import keys_of, tokens_in_html, tokens_in_text
from singulariki.editorial.narrative.reading import Sentence, Words
from singulariki.editorial.previewing import sample_values
from singulariki.editorial.registry import PageKind, refuse_unknown_tokens, tokens_of

SHOWN = 60


def check_text(source: str, kind: PageKind | None, *, is_rich: bool = False) -> None:
    """ValidationError, with what to write instead, where a text holds what no page of the kind could print as it is meant.
    Nothing to check without a kind."""
    if kind is None or not source:
        return
    expressions = tokens_in_html(source) if is_rich else tokens_in_text(source)
    refuse_unknown_tokens(expressions, kind)
    sentences = sentences_of(source, rich=is_rich, closing=closing_of(tokens_of(kind)))
    problems = [*_lone_braces(sentences), *_misplaced(sentences), *_misfits(expressions, kind)]
    if problems:
        raise ValidationError([ValidationError(text, code="narrative") for text in problems])


def check_condition(source: str, kind: PageKind | None) -> None:
    """The same of the condition of a block."""
    if kind is not None:
        refuse_unknown_tokens([source], kind)
        if problems := list(_misfits([source], kind)):
            raise ValidationError(problems[0], code="narrative")


def _excerpt(sentence: Sentence) -> str:
    text = "".join(part.text if isinstance(part, Words) else "…" for part in sentence).strip()
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _lone_braces(sentences: Sequence[Sentence]) -> list[str]:
    alone = [one for one in sentences if any(isinstance(part, Words) and set(part.text) & set("{}") for part in one)]
    return [
        f"A brace stands alone in “{_excerpt(one)}” and would be printed. Close it, as in {{median-pay}}, or leave it out."
        for one in alone[:1]
    ]


def _begins_otherwise(sentence: Sentence) -> bool:
    """Whether nothing that is printed stands before the word."""
    for part in sentence:
        if isinstance(part, Otherwise):
            return True
        if isinstance(part, Token) or (isinstance(part, Words) and part.text.strip()):
            return False
    return False


def _misplaced(sentences: Sequence[Sentence]) -> list[str]:
    problems = []
    for place, sentence in enumerate(sentences):
        if not is_otherwise(sentence):
            continue
        excerpt = _excerpt(sentence)
        if not _begins_otherwise(sentence):
            problems.append(f"“Otherwise” stands inside “{excerpt}”. Put it where a sentence begins, outside of bold.")
        elif place == 0:
            problems.append(f"“{excerpt}” begins with “Otherwise”, and no sentence stands before it. Put one there.")
        elif not keys_of(sentences[place - 1]):
            always = _excerpt(sentences[place - 1])
            problems.append(
                f"“{excerpt}” would never be printed: the sentence before it, “{always}”, has no figure and is printed "
                f"everywhere."
            )
    return problems


def _misfits(expressions: Sequence[str], kind: PageKind) -> list[str]:
    """Forms and tests that do not fit a figure, by the example of the usual sample: what that lacks is not looked at."""
    read = [one for one in map(read_expression, expressions) if isinstance(one, Token | Condition)]
    asked = {one.key for one in read if isinstance(one, Condition) or one.form}
    values = sample_values(kind, asked) if asked else {}
    problems = []
    for one in read:
        value = values.get(one.key)
        if value is None:
            continue
        if isinstance(one, Condition):
            needs = TESTS[one.test].needs
            if not isinstance(value, Figure) and (needs == "number" or _is_of_figures(one.test)):
                problems.append(f"{{{one.source}}} never holds: “{tokens_of(kind)[one.key].label}” is words, not a number.")
            elif isinstance(value, Figure) and needs == "words":
                problems.append(
                    f"{{{one.source}}} never holds: “{tokens_of(kind)[one.key].label}” is a number. Ask "
                    "whether it is known, or compare it with a number."
                )
            elif needs == "figure" and one.against == one.key:
                problems.append(f"{{{one.source}}} holds a figure against itself. Name another one.")
        elif one.form is not None and put(value, one.form) is None:
            fitting = ", ".join(f"{{{one.key}:{name}}}" for name, _, _ in forms_for(value)) or f"{{{one.key}}}"
            problems.append(f"{{{one.source}}} does not fit “{tokens_of(kind)[one.key].label}”. There is {fitting}.")
    return problems


def _is_of_figures(test: str) -> bool:
    """Whether the test can hold of a figure alone."""
    return not TESTS[test].needs and test not in ("is known", "is not known")
