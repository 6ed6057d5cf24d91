"""The sentences of the sample, with where each stands, and how two texts are compared."""

import re
from collections.abc import Iterator
from pathlib import Path

from gradient.sample import unit_groups
from occupations.sample.files import text as us

# So many words in a row in common would be copying.
RUN = 8
# Tables of O*NET that hold sentences, and the columns in which they stand.
ONET_SENTENCES = {
    "Occupation Data": (2,),
    "Task Statements": (2,),
    "Emerging Tasks": (1,),
    "Content Model Reference": (2,),
    "Level Scale Anchors": (4,),
    "Education, Training, and Experience Categories": (4,),
    "Job Zone Reference": (2, 3, 4, 5),
    "IWA Reference": (2,),
    "DWA Reference": (3,),
}


def sample_sentences() -> Iterator[tuple[str, str]]:
    """(place, text) of every sentence of the sample. Titles and codes are facts and not among them."""
    for group in unit_groups():
        for number, task in enumerate(group["tasks"], start=1):
            place = f"unit group {group['code']}, task {number}"
            yield place, task["statement"]
            for model in ("gpt4o", "gemini"):
                if model in task:
                    yield f"{place}, {model}", task[model]["rationale"]
    for name, columns in ONET_SENTENCES.items():
        for line in _lines(us.FOLDER / "onet" / f"{name}.txt"):
            cells = line.split("\t")
            for column in columns:
                yield f"{name}, {cells[0]}, column {column + 1}", cells[column]
    for code, number, statement in us.rows_of("conversations", "earlier-tasks.csv"):
        yield f"earlier tasks, {code}, {number}", statement
    for line in (us.FOLDER / "oews" / "field-descriptions.csv").read_text(encoding="utf-8").splitlines():
        yield "OEWS field descriptions", line


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()[1:]


def runs(text: str, length: int = RUN) -> set[tuple[str, ...]]:
    """Every run of so many words, in lower case and without punctuation; a number is one word."""
    words = re.findall(r"\d[\d.,]*|[a-z]+", text.lower().replace("'", "").replace("’", ""))
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}
