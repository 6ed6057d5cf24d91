"""Pages of occupations (a part of the 1,016, see `drawn_here`), drawn once from nothing and compared with the API's answer."""

import re

import pytest
from django.test import Client

from citations.models import Edition, Profile
from tests.chance import drawn_here
from tests.reading.agreement import Answers
from tests.reading.page import read
from tests.reference import OCCUPATIONS, on_the_reference_alone
from tests.reference.fetching import FetchedPage, fetch_page

pytestmark = on_the_reference_alone

PAGE = "/roles/role-27-4014-00"
MOST_BYTES, MOST_QUERIES = 60_000, 10
BLOCKS = (
    "How much of it can AI attempt?",
    "What does it pay?",
    "Where is it headed?",
    "How is AI used in it?",
    "AI and this work",
    "How people use AI for it",
    "What the studies say",
    "Where this work sits on the global GenAI gradient",
    "The work",
    "Tasks",
    "Work activities",
    "Knowledge, skills &amp; abilities",
    "Tools &amp; technology",
    "Work context",
    "Pay and outlook",
    "Wages &amp; employment",
    "Job outlook",
    "Industries that employ this occupation",
    "Getting in",
    "How to get in",
    "Education of current workers",
    "Interests &amp; work styles",
    "Near it",
    "Exposure quadrant",
    "Career cluster",
    "What you can do with this",
    "Take it with you",
    "Write a report on this",
    "Sources for this page",
    "Cite this page",
    "Embed a chart",
    "Take this to your AI",
)
# Places that sections of before had, and links lead to.
FORMER = (
    "ai-work-map", "working-with-ai", "delegated-tasks", "human-able-tasks", "example-prompts", "exposure-history",
    "skills-in-demand", "concentration", "comparisons",
)  # fmt: skip
PRINTED = {
    ("ai-overlap-percentile", "46th"),
    ("felten-aioe-percentile", "59th"),
    ("eloundou-gamma-percentile", "62nd"),
    ("microsoft-applicability-percentile", "19th"),
    # The reference prints one decimal: 0.5, 0.8, 0.1.
    ("felten-aioe", "+0.47"),
    ("eloundou-gamma", "0.78"),
    ("microsoft-applicability", "0.072"),
    ("projection-openings", "1,200"),
    ("projection-change-percent", "−1.7%"),
    ("wage-median", "$66,430"),
    ("wage-p90", "$134,980"),
    ("employment", "13,050"),
    ("onet-task-count", "14"),
    ("industry-employment", "6,750"),
    ("required-education-share", "32.0%"),
}


def test_the_page_of_the_reference_holds_its_blocks_and_numbers(client: Client) -> None:
    html = client.get(PAGE).content.decode()
    headings = [
        re.sub(r"<[^>]+>", "", words).strip(" #\n") for words in re.findall(r"<h[23][^>]*>(.*?)</h[23]>", html, re.DOTALL)
    ]
    assert [block for block in BLOCKS if block not in headings] == []
    assert [place for place in FORMER if f'id="{place}"' not in html] == []
    assert PRINTED - {(number.measure, number.text) for number in read(html).numbers} == set()
    words = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert "Audio Engineer · Mixing Engineer · Recording Engineer" in words
    assert "Postsecondary nondegree award" in words
    assert "Arts, Entertainment, &amp; Design" in words


@pytest.fixture(scope="module")
def contradictions() -> list[tuple]:
    """Where the list of the API and the answer about an occupation differ; filled while pages are drawn."""
    return []


@pytest.fixture(scope="module")
def pages(published: str, reader: Client, rows: list[dict], contradictions: list, django_db_blocker) -> list[FetchedPage]:
    with django_db_blocker.unblock():
        profiles = Profile.objects.filter(edition__name=published, kind="occupation").order_by("key")
        codes = list(profiles.values_list("key", flat=True))
        assert len(codes) == 1016
        listed = {row["code"]: row for row in rows}
        fetched = []
        looked_at = profiles.filter(key__in=drawn_here(codes, "occupation pages"))
        for code, path, document in looked_at.values_list("key", "path", "document").iterator(chunk_size=100):
            answers = Answers(reader)
            fetched.append(fetch_page(reader, path, answers, document))
            contradictions += differences(listed[code], answers.get(f"{OCCUPATIONS}{code}/"))
        return fetched


def differences(row: dict, own: dict) -> list[tuple]:
    """What the API's list says of an occupation otherwise than its own answer."""
    found = [(row["code"], name) for name in ("title", "path", "job_zone", "task_count") if row[name] != own[name]]
    for part, names in (
        ("overlap", ("percentile", "level", "mean", "part_count", "spread", "lowest", "highest")),
        ("wages", ("median", "median_percentile", "employment")),
        ("outlook", ("change_percent", "annual_openings", "category")),
    ):
        listed, answered = row[part] or {}, own[part] or {}
        found += [(row["code"], part, name) for name in names if listed.get(name) != answered.get(name)]
    scores = [[(one["measure"], one["score"], one["percentile"]) for one in each["exposure"]] for each in (row, own)]
    return found if scores[0] == scores[1] else [*found, (row["code"], "exposure")]


def test_all_answer(pages: list[FetchedPage]) -> None:
    assert {page.status for page in pages} == {200}


def test_nothing_on_them_is_empty_unrounded_or_said_twice(pages: list[FetchedPage]) -> None:
    assert [(page.path, page.faults) for page in pages if page.faults] == []


def test_none_says_what_no_page_may_say(pages: list[FetchedPage]) -> None:
    assert [(page.path, page.overclaims) for page in pages if page.overclaims] == []


def test_every_figure_on_them_is_what_the_api_answers_at_its_pointer(pages: list[FetchedPage]) -> None:
    assert [(page.path, page.agreement.problems) for page in pages if page.agreement.problems] == []
    assert [(page.path, page.agreement.elsewhere) for page in pages if page.agreement.elsewhere] == []
    assert sum(page.agreement.compared for page in pages) > 147 * len(pages)
    # Only of military occupations does no source publish a figure.
    assert {page.path[:14] for page in pages if page.agreement.compared < 10} <= {"/roles/role-55"}


def test_the_list_of_the_api_says_the_same_as_each_occupations_own_answer(pages: list[FetchedPage], contradictions: list) -> None:
    assert len(pages) >= 57
    assert contradictions == []


def test_none_takes_more_than_ten_queries_however_much_there_is_to_say(pages: list[FetchedPage]) -> None:
    assert 0 < max(page.queries for page in pages) <= MOST_QUERIES


def test_none_is_heavier_than_60_kilobytes_on_the_way(pages: list[FetchedPage]) -> None:
    assert [(page.path, page.size) for page in pages if page.size > MOST_BYTES] == []


@pytest.mark.either_database
def test_a_browser_paints_them_without_a_script_or_a_font(pages: list[FetchedPage], client: Client) -> None:
    assert [(page.path, page.held_up_by) for page in pages if page.held_up_by] == []
    [stylesheet] = {address for page in pages for address in page.stylesheets}
    answer = client.get(stylesheet)
    assert answer.status_code == 200
    css = b"".join(answer) if answer.streaming else answer.content
    assert b"font-family" in css
    assert [word for word in (b"@font-face", b"@import", b"url(") if word in css] == []


def test_occupations_that_onet_does_not_rate_are_among_them(edition: Edition) -> None:
    documents = Profile.objects.filter(edition=edition, kind="occupation").values_list("document", flat=True)
    assert sum('"is_rated":true' in text.replace(" ", "") for text in documents.iterator()) == 894
