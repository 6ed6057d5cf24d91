"""All 1,016 occupation pages on the real releases, with the pins of the reference."""

import gzip
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from citations.actions.editions import publish_edition
from citations.models import Edition, Profile
from singulariki.delivery import page_cache
from tests.gradient.pages import read, values_of
from tests.occupations.compiling.test_real_releases import compiled, expected  # noqa: F401 -- fixtures

pytestmark = pytest.mark.releases

PAGE = "/roles/role-27-4014-00"
MOST_BYTES, MOST_QUERIES = 60_000, 10
EMPTY = re.compile(r"<(h[1-6]|th|dt|dd|figcaption|summary|p|ul|dl)[^>]*>\s*</\1>")
DOUBLED = re.compile(r"\b(the|of|a|an|and|to|in|is|for|are|with|by|on) \1\b")


@pytest.fixture(scope="module")
def published(compiled: str, django_db_blocker) -> None:  # noqa: F811 -- the imported fixture
    with django_db_blocker.unblock():
        publish_edition(edition=Edition.objects.get(name=compiled))


@pytest.fixture(autouse=True)
def edition(published: None, compiled: str, db) -> Edition:  # noqa: F811 -- the imported fixture
    page_cache.clear()
    return Edition.objects.get(name=compiled)


def test_the_page_of_the_reference_holds_its_blocks_and_numbers(client: Client) -> None:
    html = client.get(PAGE).content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    for block in (
        *(
            "AI work map",
            "Exposure to current AI",
            "Historical automation estimate (2013)",
            "How AI is actually used in this job",
        ),
        *("Job outlook", "Where this work sits on the global GenAI gradient", "Working with AI in this job"),
        *("What people delegate to AI", "Where a human is still needed", "What people most often hand AI here", "Tasks"),
        *("Work activities", "Knowledge, skills &amp; abilities", "Skills in demand", "Tools &amp; technology", "Work context"),
        *("How to get in", "Education of current workers", "Interests &amp; work styles", "Wages &amp; employment"),
        *("Industries that employ this occupation", "Where this work is most concentrated", "Career cluster"),
        *("Exposure quadrant", "Comparisons", "What you can do with this", "Write a report on this", "Sources for this page"),
        *("Cite this page", "Embed a chart", "Take this to your AI"),
    ):
        assert re.search(rf"<h2[^>]*><span>{re.escape(block)}</span>", html), block
    printed = {(measure, text) for measure, _, text in read(html).numbers}
    for number in (
        ("ai-overlap-percentile", "46th"),
        ("felten-aioe-percentile", "59th"),
        ("eloundou-gamma-percentile", "62nd"),
        ("microsoft-applicability-percentile", "19th"),
        ("projection-openings", "1,200"),
        ("projection-change-percent", "−1.7%"),
        ("wage-median", "$66,430"),
        ("wage-p90", "$134,980"),
        ("employment", "13,050"),
        ("onet-task-count", "14"),
        ("industry-employment", "6,750"),
        ("required-education-share", "32.0%"),
    ):
        assert number in printed, number
    assert "Audio Engineer · Mixing Engineer · Recording Engineer" in words
    assert "Postsecondary nondegree award" in words
    assert "Arts, Entertainment, &amp; Design" in words


def test_every_number_of_it_is_in_the_api_answer(client: Client) -> None:
    printed = read(client.get(PAGE).content).numbers
    answered = values_of(client.get("/api/v1/occupations/27-4014.00/").json())
    assert len(printed) > 150
    assert [number for number in printed if float(number[1]) not in answered] == []


def test_all_of_them_answer_small_and_whole(edition: Edition, client: Client) -> None:
    paths = list(Profile.objects.filter(edition=edition, kind="occupation").values_list("path", flat=True))
    problems = []
    for number, path in enumerate(paths):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        html = answer.content.decode()
        main = html[html.index("<main") : html.index("</main>")]
        words = re.sub(r"<[^>]+>", "\n", main)
        problems += [
            (path, what)
            for what, is_so in (
                ("status", answer.status_code != 200),
                ("queries", len(queries) > MOST_QUERIES),
                ("size", number % 10 == 0 and len(gzip.compress(answer.content)) > MOST_BYTES),
                ("empty", EMPTY.search(main)),
                ("none", re.search(r"(?m)^\s*None\s*$|\bnan\b|\{%", words)),
                ("doubled", DOUBLED.search(words)),
            )
            if is_so
        ]
    assert len(paths) == 1016
    assert problems == []
