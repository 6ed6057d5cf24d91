"""What no sentence of a page may say: patterns, each with why, and reading pages and briefs with them.

Publishers' own words (titles, tasks, definitions, justifications) may: a match that stands in what they wrote is theirs.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import unescape

from tests.reading.faults import INLINE, QUOTED


@dataclass(frozen=True)
class Fault:
    """A pattern that must not occur, and why."""

    pattern: str
    why: str

    @cached_property
    def compiled(self) -> re.Pattern:
        return re.compile(self.pattern)


# Between a number and its unit nothing but a space: what figures print.
_ONE = r"(?<![\d.,–−+#$'’/-])1 "
_PLURALS = (
    "activities|conversations|datasets|employees|examples|fields|industries|jobs|occupations|openings|people|percentiles|points|"
    "releases|results|studies|tasks|unit groups|workers"
)
NEVER = (
    Fault(r"\bfrom ([\d,]+) to \1 (jobs|people)\b", "What stays the same is not told as a way from one number to another."),
    Fault(r"\b(about|roughly|some|nearly) (0|none)\b(?![.,]\d)", "Nothing is not about nothing."),
    Fault(r"\b(?i:roughly|about|more than|fewer than) (0|100) ?%", "Rounded to none or all, a share claims what is not known."),
    Fault(r"\b(?i:covers) 0(\.0+)? ?%", "A zero under a table of what is covered contradicts it."),
    Fault(
        r"\b(chang\w+|grow\w*|shrink\w*|f[ae]ll\w*|r[io]se\w*|declin\w+|increas\w+|decreas\w+) by "
        r"[+−]?\$?0(\.0+)?( ?%| points?)?(?![\d.,])",
        "What does not change neither rises nor falls nor changes by nothing.",
    ),
    Fault(r"\b(f[ae]ll\w*|shrink\w*|declin\w+|decreas\w+|lower) by −", "A fall by a negative number is a rise."),
    Fault(r"(?<![\d.,])0(\.0+)?% (works?|working|looks?|hands?|handed)\b", "Of what was withheld, a zero claims to know."),
    Fault(r"\b(0|100)th[ -]percentile", "Rounded to the end, a percentile claims that none, or every one, is below."),
    Fault(r"\brank in the \d+(st|nd|rd|th) percentile", "A percentile is a place between two parts, nothing to rank in."),
    Fault(r"\bor more percentile", "“98th or more” is followed by nothing."),
    Fault(r"\b(is|are) (at least )?\$[\d,.]+ or more\b", "A bound is no value: at least half earn it, or more."),
    Fault(rf"{_ONE}({_PLURALS})\b", "One of a thing is singular."),
    Fault(rf"{_ONE}of [\d,]+ ({_PLURALS}) are\b", "One of several takes the singular."),
    Fault(r"(?i)\bone of one\b|\b1 of 1\b|\ball 1\b(?!,)", "Of one there is no part."),
    Fault(
        r"\bmean of (its|their) percentiles\b[^.]*\b(one|1) of \d+ studies|\b(one|1) of \d+ studies\b[^.]*\bmean\b",
        "One has no mean.",
    ),
    Fault(r"\bbetween the (\d+(?:st|nd|rd|th)) and the \1\b", "Between a number and itself lies nothing."),
    Fault(r"(?<![\d.,])0 (points|tasks|openings|occupations|studies|conversations|jobs)\b", "None is said in words."),
    Fault(r"\bis known of 0\b", "None is said in words."),
    Fault(r"\b[Aa] (?:8\d*|11|18)(?:,\d{3})*(?:st|nd|rd|th|%)", "It is said with a vowel: an 8th, an 11th, an 81%."),
    Fault(r"\b[Aa]n \$?(?!8|1[18](?:[,.%t]|\b))\d", "It is said without a vowel: a 65th, a 110th."),
    Fault(r"\ba (?!one\b|once\b|uni|us[aei]|eu|ut)[aeiou]\w+", "A vowel takes an."),
    Fault(r"\b[Aa]n (?!hour|hono|heir)[b-df-hj-np-tv-z]\w+", "A consonant takes a."),
    Fault(r"(?i)\bnational industr", "National industries have six digits of NAICS; the survey's have five."),
    Fault(r"where BLS publishes no such figure", "It is the file at hand that lacks it."),
    Fault(r"\bof which (?!this\b|it\b)[^.;()]* is one of\b", "Titles are plural: what is said of them is said otherwise."),
    Fault(r"s (?:\([^()]*\) )?is (at|in) the \d+(st|nd|rd|th)\b", "Titles are plural."),
    Fault(
        r"\bredistributable\b|=(True|False|None)\b|\bNone (where|if|when)\b|`|\bself\.|\bArgs:|\bReturns\b",
        "Code is no prose.",
    ),
    Fault(r"\(\s*\)|\[\s*\]|“\s*”", "Brackets hold something."),
    Fault(r"\)\s?\)(?!\s*[.;,)]|$)", "Brackets in brackets are hard to read."),
    Fault(r"(?<!\(sample)\) \((?!Edition )", "What stands in two brackets, one after the other, stands in one."),
    Fault(r"(?<!\.)\.\.(?!\.)|\.\.\.\.|[,;:]\.|(?<=[a-z]{3})\.[,;]|,,|;;|\?\.|\.\?", "One mark ends a sentence."),
    Fault(r"(?<=\w) [.,;:!?](?=\s|$)", "No space stands before a mark."),
    Fault(r"\bof of\b|\bthe the\b|\bto to\b", "A word too many."),
    Fault(r"(?i)\bmost tasks can be done remotely|\bwith simple added tooling", "The study says less."),
    Fault(r"(?i)\bmodel capability filling in\b", "The method of scoring changed; the change does not tell what models learned."),
)


# What stands in a line of text, a button too; what is there to be copied as code; what runs no longer than a tag.
_RUNNING = re.compile(rf"</?(?:{'|'.join(sorted(INLINE | {'button'}))})\b[^>]*>")
_CODE = re.compile(rf"<({'|'.join(sorted(QUOTED))})\b.*?</\1>|<head\b.*?</head>", re.DOTALL)
# The mark that opens the note on a column's figures.
_ASK = re.compile(r">\?</(?:button|a)>")
_TAG = re.compile(r"<[^>]*>")
_NOTES = '<section class="notes'


def lines_of(html: str, *, notes: bool = True) -> list[str]:
    """The lines of a page's text, figures as printed, without those of a single word; with the notes behind its figures or not:
    all that they say of a measure is on /methodology, too."""
    if not notes:
        html = html.partition(_NOTES)[0]
    html = _RUNNING.sub("", _ASK.sub("></a>", _CODE.sub("<p>", html)))
    return [line for raw in _TAG.split(html) if " " in (line := " ".join(unescape(raw).split()))]


def lines_of_brief(text: str) -> list[str]:
    """The lines of a brief in Markdown, without its front matter and its code."""
    _, _, body = text.split("---\n", 2)
    return [" ".join(line.split()) for part in body.split("```")[::2] for line in part.splitlines() if " " in line]


@lru_cache(maxsize=200_000)
def _faults_in(line: str) -> tuple[tuple[str, str], ...]:
    """What is found in a line, with as much before it as tells whose words it is; and the same for people, and why it may not be.
    Many lines stand on many pages, and are read once."""
    return tuple(
        (line[max(0, match.start() - 12) : match.end()], f"{line[max(0, match.start() - 60) : match.end() + 40]!r}: {fault.why}")
        for fault in NEVER
        for match in [fault.compiled.search(line)]
        if match
    )


def overclaims(lines: Iterable[str], source: str = "") -> list[str]:
    """What lines say that none may, in words. `source` is publishers' text: what is there is theirs."""
    return [told for line in lines for part, told in _faults_in(line) if part.strip() not in source]
