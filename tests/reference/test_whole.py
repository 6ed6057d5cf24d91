"""All that an edition says of all its subjects, against the publishers' files: every value of every document, and every answer.

What a document must hold is reckoned from the files by code that shares nothing with the project, and nothing may stand in it
of which nothing was reckoned. Answers of the API are then held against the documents.
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import chain
from pathlib import Path

import pytest
from django.test import Client

from citations.models import Edition, Profile
from singulariki.editorial.models import Caveat
from tests.chance import seeded
from tests.reading.leaves import Compared, Leaves, answered_leaves, grouped, leaves, pattern
from tests.reading.sections import Missing, Shown
from tests.reference import on_the_reference
from tests.reference.landing import all_landed
from tests.reference.reckoning import Reckoning
from tests.reference.recomputed_audiences import audience, owners
from tests.reference.recomputed_documents import DIRECTORIES, DOCUMENTS, IGNORED, OURS, SUBJECTS
from tests.reference.recomputed_gradient import gradient_list
from tests.reference.recomputed_index import occupation_list
from tests.reference.recomputed_subjects import siblings
from tests.reference.test_recomputed import LATER

# The same on either database: what each stores is compared elsewhere.
pytestmark = [*on_the_reference, pytest.mark.either_database]

API = "/api/v1/"
DOCS = Path(__file__).parents[2] / "docs" / "known-differences.md"
# Of kinds of subjects that came later, their own tests say what their documents hold.
WHOLE = dict(DOCUMENTS)
for _module in LATER:
    WHOLE |= getattr(_module, "WHOLE", {})
# Documents without a figure of their own: indexes, which the API answers lists from, and names to search for.
INDEXES = {"occupation-index", "search"}
# Kinds with answers, where those stand, and how many of them are asked for; the others are all alike.
ANSWERS = {
    "occupation": "occupations",
    "unit-group": "gradient",
    "element": "elements",
    "industry": "industries",
    "task": "tasks",
}
ASKED = 500
# What documents of unit groups hold for their pages alone.
OF_PAGES_ALONE = {"change_size", "share_less_exposed", "direction", "end", "previous", "next"}


@pytest.fixture(scope="module")
def raw(releases_folder: Path, pins: dict[str, str]) -> Reckoning:
    return Reckoning(releases_folder, pins)


def documents(edition: Edition, kind: str) -> Iterator[tuple[str, Leaves]]:
    """Documents of a kind by key, families of fields of study by code instead of title, which the crosswalk does not give."""
    found = Profile.objects.filter(edition=edition, kind=kind).order_by("key").values_list("key", "document")
    for key, stored in found.iterator(chunk_size=200):
        document = json.loads(stored)
        if kind == "occupation":
            document["study"].sort(key=lambda family: family["code"])
        del document["shape"]
        yield key, leaves(document)


@pytest.mark.parametrize("kind", WHOLE)
def test_documents_hold_what_the_files_say_and_nothing_else(kind: str, raw: Reckoning, edition: Edition) -> None:
    compared, keys = Compared(), []
    for key, document in documents(edition, kind):
        expected = chain.from_iterable(reckon(raw, key) for reckon in WHOLE[kind])
        compared.compare(key, document, expected, OURS | IGNORED.get(kind, frozenset()))
        keys.append(key)
    if kind in SUBJECTS:
        assert sorted(keys) == sorted(SUBJECTS[kind](raw)), "not the subjects that the files have"
    assert grouped(compared.differences) == {}
    assert grouped(compared.unreckoned) == {}, "values that nothing was reckoned of"
    assert compared.values >= 5 * len(keys)


def test_no_kind_of_document_is_left_out(edition: Edition) -> None:
    kinds = set(Profile.objects.filter(edition=edition).values_list("kind", flat=True).distinct())
    assert kinds == {*WHOLE, *INDEXES}


@pytest.mark.parametrize(("kind", "key"), [("occupation", "27-4014.00"), ("occupation", "29-1214.00"), ("unit-group", "3521")])
def test_no_value_of_a_document_could_be_another_one(kind: str, key: str, raw: Reckoning, edition: Edition) -> None:
    document = dict(documents(edition, kind))[key]
    expected = list(chain.from_iterable(reckon(raw, key) for reckon in WHOLE[kind]))
    ignored = OURS | IGNORED.get(kind, frozenset())
    held = [
        pointer for pointer in document.values if pointer.rpartition("/")[2] not in ignored and pattern(pointer) not in ignored
    ]
    for pointer in seeded(f"values of {key}").sample(held, 60):
        seen = document.values[pointer]
        by_a_hair = seen * 1.001 + 0.001 if isinstance(seen, float | int) and not isinstance(seen, bool) else "another"
        compared = Compared()
        compared.compare(key, Leaves({**document.values, pointer: by_a_hair}, document.measures), expected, ignored)
        assert compared.differences, (pointer, seen)


def test_figures_name_whom_they_are_published_for(raw: Reckoning, edition: Edition) -> None:
    problems, shared = [], 0
    for kind in ("occupation", "family", "cluster", "study", "technology", "unit-group"):
        for key, document in documents(edition, kind):
            for pointer, code in owners(document, key):
                # One figure of a page is of everybody.
                due = "" if pointer == "/wages/all_occupations" else audience(raw, code, document.measures[pointer])
                seen = document.groups.get(pointer, "")
                shared += bool(due)
                if due != seen:
                    problems.append(f"{key} {pointer}: {seen!r}, not {due!r}")
    assert grouped(problems) == {}
    assert shared > 60_000


@pytest.mark.parametrize("kind", ANSWERS)
def test_answers_say_what_documents_hold(kind: str, raw: Reckoning, edition: Edition, reader: Client) -> None:
    held = dict(documents(edition, kind))
    keys = seeded(f"answers about {kind}").sample(list(held), min(len(held), ASKED)) if kind == "task" else list(held)
    compared = Compared()
    rows = Caveat.objects.filter(live=True).values_list("key", "text")
    words_of_editors = {key: " ".join(unescape(re.sub(r"<[^>]+>", "", text.replace("</p>", " "))).split()) for key, text in rows}
    for key in keys:
        answer = reader.get(f"{API}{ANSWERS[kind]}/{key}/").json()
        # The editors' own words, tried in tests.editorial.test_scoped_caveats.
        for caveat in answer.pop("caveats", ()):
            assert caveat["text"] == words_of_editors[caveat["key"]]
        if kind == "occupation":
            answer["study"].sort(key=lambda family: family["code"])
        compared.compare(
            key, answered_leaves(answer), chain(_held(held[key], "missing" in answer), _read_beside(kind, raw, key)), OURS
        )
    assert grouped(compared.differences) == {}
    assert grouped(compared.unreckoned) == {}, "answered, and in no document"


def _held(document: Leaves, has_reasons: bool) -> Iterator[Shown]:
    """What an answer must say by its document; null for what is missing where it gives no reasons."""
    for pointer, value in document.values.items():
        if pointer.split("/")[1] not in OF_PAGES_ALONE and not pointer.endswith("/siblings"):
            is_missing = isinstance(value, Missing) and not has_reasons
            yield Shown("", None if is_missing else value, pointer)


def _read_beside(kind: str, raw: Reckoning, key: str) -> Iterator[Shown | str]:
    """What an answer has of other documents."""
    yield from siblings(raw, key) if kind == "task" else ()


@pytest.mark.parametrize(
    ("path", "reckon"), [("occupations", occupation_list), ("gradient", gradient_list)], ids=("occupations", "gradient")
)
def test_lists_of_the_api_say_what_the_files_say(path: str, reckon, raw: Reckoning, reader: Client) -> None:
    answer = reader.get(f"{API}{path}/", {"page_size": 1500}).json()
    # The editors' own words, tried in tests.editorial.test_scoped_caveats.
    assert answer.pop("caveats")
    compared = Compared()
    compared.compare("all", answered_leaves(answer), reckon(raw, ""), OURS | {"next", "previous"})
    assert grouped(compared.differences) == {}
    assert grouped(compared.unreckoned) == {}


@pytest.mark.parametrize("path", DIRECTORIES)
def test_directories_of_the_api_name_all_there_are(path: str, raw: Reckoning, reader: Client) -> None:
    address, seen = f"{API}{path}/?page_size=1500", {}
    while address:
        answer = reader.get(address).json()
        address = answer["next"]
        seen |= {row["code"]: row["title"] for row in answer["results"]}
    assert seen == DIRECTORIES[path](raw)


def test_all_that_the_files_have_lands_or_is_accounted_for(raw: Reckoning) -> None:
    found = list(all_landed(raw))
    assert [one for rows in found for one in rows.unexplained] == []
    assert len(found) > 30
    listed = re.findall(r"^\| .* \| [\d,]+ \| [\d,]+ \| .* \|$", DOCS.read_text(), re.MULTILINE)
    assert listed == [rows.line for rows in found if rows.left], "docs/known-differences.md lists what does not land"


def test_employment_and_families_add_up(raw: Reckoning, rows: list[dict]) -> None:
    """Each published group once, all occupations together have the employees that the survey has."""
    by_group: dict[str, int] = {}
    for row in rows:
        if row["wages"]["employment"] is not None:
            by_group[(row["wages"]["published_for"] or row)["code"][:7]] = row["wages"]["employment"]
    total = raw.cell("", "00-0000", "TOT_EMP")
    assert abs(sum(by_group.values()) / total - 1) < 0.001
