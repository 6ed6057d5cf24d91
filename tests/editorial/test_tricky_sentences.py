"""Twenty sentences that are hard to get right, on ten occupations that are hard to say anything of: each as it should read by the
numbers of the API alone, worked out here with nothing of the site's own."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from citations.models import Edition
from singulariki.editorial.narrative import Narrator
from singulariki.editorial.registry import PAGE_KINDS, tokens_of

pytestmark = [pytest.mark.usefixtures("module_sample_edition"), pytest.mark.either_database]

OCCUPATIONS = 10


class Answer:
    """An occupation as the API answers it."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content
        self.title: str = content["title"]
        wages, outlook, overlap = (content.get(part) or {} for part in ("wages", "outlook", "overlap"))
        self.median, self.hourly = wages.get("median"), (wages.get("hourly") or {}).get("median")
        self.is_top_coded = "/wages/median" in content.get("at_least", ())
        self.people = wages.get("employment")
        self.openings, self.change = outlook.get("annual_openings"), outlook.get("change_percent")
        self.first, self.last = outlook.get("employment_base"), outlook.get("employment_projected")
        self.rank, self.level, self.studies = overlap.get("percentile"), overlap.get("level"), overlap.get("part_count")
        self.tasks = content.get("task_count")
        self.self_employed = outlook.get("self_employed")
        self.zone = content.get("job_zone")
        self.is_shared = bool(wages.get("published_for") and wages["published_for"]["occupations"] > 1)


def nth(number: float) -> str:
    whole = min(int(number + 0.5), 99)
    ending = {1: "st", 2: "nd", 3: "rd"}.get(whole % 10, "th") if whole not in (11, 12, 13) else "th"
    return f"{whole}{ending}"


def an(number: float) -> str:
    said = nth(number)
    return f"an {said}" if said[0] == "8" or said in ("11th", "18th") else f"a {said}"


def thousands(dollars: float, *, top: bool = False) -> str:
    return f"${int(dollars / 1000 + 0.5)}k{' or more' if top else ''}"


def sized(change: float) -> str:
    return f"{abs(change):.1f}%"


WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PARTS = {
    "a tenth": 0.1,
    "a fifth": 0.2,
    "a quarter": 0.25,
    "a third": 1 / 3,
    "two fifths": 0.4,
    "half": 0.5,
    "three fifths": 0.6,
    "two thirds": 2 / 3,
    "three quarters": 0.75,
    "four fifths": 0.8,
    "nine tenths": 0.9,
}


def part(percent: float) -> str:
    share = percent / 100
    if share in (0, 1):
        return "None" if not share else "All"
    if not 0.05 <= share <= 0.95:
        return "Almost none" if share < 0.05 else "Nearly all"
    name, value = min(PARTS.items(), key=lambda known: abs(known[1] - share))
    return name.capitalize() if abs(value - share) < 0.005 else f"About {name}"


def tasks(a: Answer) -> str:
    if a.tasks is None:
        return ""
    return f"{WORDS[a.tasks].capitalize() if a.tasks < 11 else a.tasks} {'task is' if a.tasks == 1 else 'tasks are'} listed."


def moves(a: Answer) -> str:
    if a.change is None:
        return ""
    still = round(abs(a.change), 1) == 0
    return "Nothing moves." if still else f"Jobs {'rise' if a.change > 0 else 'fall'} by {sized(a.change)}."


def signed(a: Answer) -> str:
    if a.change is None:
        return ""
    return f"The change is {'+' if a.change > 0.049 else '−' if a.change < -0.049 else ''}{sized(a.change)}."


def from_to(a: Answer) -> str:
    if a.first is None:
        return ""
    return "As many." if a.first == a.last else f"From {a.first:,} to {a.last:,}."


def studies(a: Answer) -> str:
    if a.studies is None:
        return "No study has it."
    return f"It has {WORDS[a.studies]} {'study' if a.studies == 1 else 'studies'}."


Case = tuple[str, Callable[[Answer], str | None]]
SENTENCES: tuple[Case, ...] = (
    ("{title} earn {median-pay:short}.", lambda a: a.median and f"{a.title} earn {thousands(a.median, top=a.is_top_coded)}."),
    (
        "{if median-pay is known}Pay is. {otherwise}{if median-hourly-pay is known}Pay by the hour is. {otherwise}No pay is.",
        lambda a: "Pay is." if a.median else "Pay by the hour is." if a.hourly else "No pay is.",
    ),
    ("{if median-pay is top-coded}At least.", lambda a: "At least." if a.median and a.is_top_coded else ""),
    ("{if median-pay is not top-coded}Just that.", lambda a: "Just that." if a.median and not a.is_top_coded else ""),
    (
        "{if overlap is not known}No rank. {otherwise}It has {overlap:a} percentile.",
        lambda a: "No rank." if a.rank is None else f"It has {an(a.rank)} percentile.",
    ),
    ("{overlap:percent} is below.", lambda a: "" if a.rank is None else f"{nth(a.rank)[:-2]}% is below."),
    ("{if overlap-level is high}High.", lambda a: "High." if a.level == "high" else ""),
    ("It is {overlap-level:a} overlap.", lambda a: a.level and f"It is a {a.level} overlap."),
    ("{task-count:words} {task-count:task/tasks} {task-count:is/are} listed.", tasks),
    ("{if change is zero}Nothing moves. {otherwise}Jobs {change:rise/fall/} by {change:absolute}.", moves),
    ("The change is {change:signed}.", signed),
    (
        "{if openings is zero}Hardly any. {otherwise}Some {openings}.",
        lambda a: "" if a.openings is None else f"Some {a.openings:,}." if a.openings else "Hardly any.",
    ),
    (
        "{if employment-base is the same as employment-projected}As many. {otherwise}From {employment-base} to "
        "{employment-projected}.",
        from_to,
    ),
    ("{if employment is above 1,000,000}A million.", lambda a: "A million." if (a.people or 0) > 1_000_000 else ""),
    ("{if employment is below 20,000}A small one.", lambda a: "A small one." if a.people and a.people < 20_000 else ""),
    ("{self-employed:share} are.", lambda a: "" if a.self_employed is None else f"{part(a.self_employed)} are."),
    ("{if employment is shared with other occupations}Not alone.", lambda a: "Not alone." if a.people and a.is_shared else ""),
    ("{if employment is its own}Theirs.", lambda a: "Theirs." if a.people and not a.is_shared else ""),
    ("It has {overlap-studies:words} {overlap-studies:study/studies}. {otherwise}No study has it.", studies),
    (
        "The {job-zone:ordinal} zone in the U.S. It is one of 5.",
        lambda a: f"The {nth(a.zone)} zone in the U.S. It is one of 5." if a.zone else "It is one of 5.",
    ),
)


ODD: tuple[Callable[[Answer], bool], ...] = (
    lambda a: a.is_shared,
    lambda a: bool(a.median) and a.is_top_coded,
    lambda a: not a.median and bool(a.hourly),
    lambda a: not a.median and not a.hourly,
    lambda a: a.rank is None,
    lambda a: (a.change or 0) > 0,
    lambda a: (a.change or 0) < 0,
    lambda a: a.change is None,
    lambda a: a.openings == 0,
    lambda a: a.level == "high",
)


def odd_ones(answers: dict[str, Answer]) -> list[str]:
    """An occupation of each odd sort, where there is one."""
    found = (next((key for key, answer in answers.items() if is_so(answer)), None) for is_so in ODD)
    return list(dict.fromkeys(key for key in found if key))


def answers_of(edition: Edition) -> dict[str, Answer]:
    client = Client()
    keys = [key for key, _ in PAGE_KINDS["occupation"].subjects(edition)]
    return {key: Answer(client.get(f"/api/v1/occupations/{key}/").json()) for key in keys}


def said(edition: Edition, key: str, source: str) -> str:
    kind = PAGE_KINDS["occupation"]
    subject: Any = kind.profile(edition, key)
    text = str(Narrator(tokens_of(kind), subject, subject.ledger(as_text=True)).html(f"<p>{source}</p>"))
    # Whom a figure is published for is said besides, and tried elsewhere.
    return re.sub(r" \(for [^()]*\)", "", re.sub(r"<[^>]+>", "", text)).replace("&#x27;", "'").replace("&amp;", "&")


def misread(edition: Edition, answers: dict[str, Answer]) -> dict[tuple[str, str], tuple[str, str]]:
    """Sentences that read otherwise than by the numbers: as printed, and as they should."""
    wrong = {}
    for source, expected in SENTENCES:
        for key, answer in answers.items():
            printed, right = said(edition, key, source), expected(answer) or ""
            if printed != right:
                wrong[source, key] = (printed, right)
    return wrong


def varied(answers: dict[str, Answer]) -> set[str]:
    """Sentences that do not read the same everywhere."""
    return {source for source, expected in SENTENCES if len({expected(answer) or "" for answer in answers.values()}) > 1}


def test_twenty_tricky_sentences_read_right_on_ten_occupations(module_sample_edition) -> None:
    every = answers_of(module_sample_edition)
    chosen = list(dict.fromkeys([*odd_ones(every), *every]))[:OCCUPATIONS]
    answers = {key: every[key] for key in chosen}
    assert (len(SENTENCES), len(answers)) == (20, OCCUPATIONS)
    assert len(varied(answers)) >= 17
    assert misread(module_sample_edition, answers) == {}
