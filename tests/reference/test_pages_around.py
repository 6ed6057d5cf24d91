"""The pages around the occupations: five hundred at random, lists, comparisons, addresses and search."""

import json
from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from citations.models import Edition, Profile
from occupations.subjects.kinds import SUBJECTS
from occupations.subjects.task.document import SIBLINGS_SHOWN
from singulariki.delivery import page_cache
from tests.chance import seeded
from tests.reading.agreement import Answers, agreement
from tests.reading.documents import at, document, values
from tests.reading.faults import faults
from tests.reading.siblings import siblings_in_facts
from tests.reference import OCCUPATIONS, on_the_reference
from tests.reference.fetching import FetchedPage, fetch_page

pytestmark = on_the_reference

# Kinds of subjects with a page; the API answers about some of them.
AROUND = ("task", "element", "industry", "technology", "study", "family", "cluster")
LISTS = ["/roles/", "/quadrant", "/compare/", *(about.path for about in SUBJECTS.values())]
MOST_QUERIES = 10
ALONE = "No other occupation has a task in this activity."


@pytest.fixture(scope="module")
def around(published: str, django_db_blocker) -> list[tuple[str, str, str]]:
    """(kind, key, path) of 470 subjects and 30 comparisons."""
    chance = seeded("500 pages around occupations")
    with django_db_blocker.unblock():
        profiles = Profile.objects.filter(edition__name=published).order_by("kind", "key")
        subjects = list(profiles.filter(kind__in=AROUND).values_list("kind", "key", "path"))
        codes = chance.sample(list(profiles.filter(kind="occupation").values_list("path", flat=True)), 60)
    names = sorted(path.rpartition("/")[2] for path in codes)
    pairs = [f"/compare/{one}/{other}" for one, other in zip(names[::2], names[1::2], strict=True)]
    # Every family and cluster, whatever chance says: there are few of them, and theirs are the longest lists.
    few = [row for row in subjects if row[0] in ("family", "cluster")]
    many = [row for row in subjects if row not in few]
    return [*few, *chance.sample(many, 470 - len(few)), *(("comparison", "", path) for path in pairs)]


@pytest.fixture(scope="module")
def pages(published: str, reader: Client, around, listed: Answers, django_db_blocker) -> list[FetchedPage]:
    with django_db_blocker.unblock():
        edition = Edition.objects.get(name=published)
        fetched = []
        for kind, key, path in around:
            source = Profile.objects.get(edition=edition, kind=kind, key=key).document if key else ""
            # What a family's page says of its occupations is in the API's list of them; a comparison tells all about two.
            fetched.append(fetch_page(reader, path, listed if key else Answers(reader), source))
        return fetched


def test_500_of_them_answer(pages: list[FetchedPage]) -> None:
    assert len({page.path for page in pages}) == 500
    assert Counter(page.status for page in pages) == {200: 500}


def test_nothing_on_them_is_empty_unrounded_or_said_twice(pages: list[FetchedPage]) -> None:
    assert [(page.path, page.faults) for page in pages if page.faults] == []


def test_every_figure_on_them_is_what_the_api_answers_at_its_pointer(pages: list[FetchedPage]) -> None:
    assert [(page.path, page.agreement.problems) for page in pages if page.agreement.problems] == []
    assert sum(page.agreement.compared for page in pages) > 10_000


def test_figures_that_no_answer_has_are_those_of_their_documents(pages: list[FetchedPage], around, edition: Edition) -> None:
    checked = 0
    for (kind, key, _), page in zip(around, pages, strict=True):
        for figure in page.agreement.elsewhere:
            if kind == "comparison":
                # A rating that is too low for the occupation's own page is in a document beside it.
                codes = [f"{part[5:12]}.{part[13:]}" for part in page.path.split("/")[2:]]
                lower = {value for code in codes for value in document(edition, "lower-ratings", code)["values"].values()}
                assert figure.measure.key == "importance", (page.path, figure)
                assert figure.value in lower, (page.path, figure)
                continue
            assert kind in ("technology", "study", "family", "cluster"), (page.path, figure)
            assert at(values(document(edition, kind, key)), figure.pointer) == figure.value, (page.path, figure)
            checked += 1
    assert checked > 200


def test_none_takes_more_than_ten_queries(pages: list[FetchedPage]) -> None:
    assert 0 < max(page.queries for page in pages) <= MOST_QUERIES


@pytest.mark.either_database
def test_a_browser_paints_them_without_a_script_or_a_font(pages: list[FetchedPage]) -> None:
    assert [(page.path, page.held_up_by) for page in pages if page.held_up_by] == []


@pytest.mark.parametrize(("kind", "parameter", "name"), [("family", "family", "code"), ("cluster", "cluster", "title")])
def test_families_and_clusters_count_what_the_api_lists(kind, parameter, name, client: Client, edition: Edition) -> None:
    surveyed_as = {code: stored["code"] for code, stored in _published_for(edition) if stored}
    keys = list(Profile.objects.filter(edition=edition, kind=kind).values_list("key", flat=True))
    assert len(keys) > 10
    for key in keys:
        stored = values(document(edition, kind, key))
        members = client.get(OCCUPATIONS, {parameter: stored[name], "page_size": 1500}).json()["results"]
        assert stored["occupation_count"] == len(members), key
        if kind == "cluster":
            # Occupations of one SOC code, or of several that BLS publishes together, share its employment.
            employed = {surveyed_as.get(row["code"], row["code"][:7]): row["wages"]["employment"] or 0 for row in members}
            assert stored["total_employment"] == (sum(employed.values()) or None), key


def _published_for(edition: Edition) -> Iterator[tuple[str, dict | None]]:
    """Each occupation, and the wider SOC occupation that its wages are published for, where they are."""
    profiles = Profile.objects.filter(edition=edition, kind="occupation").values_list("key", "document")
    for code, text in profiles.iterator(chunk_size=100):
        wages = json.loads(text)["wages"]
        yield code, wages and wages["published_for"]


@pytest.mark.parametrize(
    "path", [*LISTS, "/roles/?q=engineer&overlap=high&pay=highest&sort=median&order=desc", "/elements/?q=vision"]
)
def test_a_list_is_whole_and_says_what_the_api_lists(path: str, client: Client, listed: Answers) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert faults(page.content.decode()) == []
    assert agreement(page, listed).problems == []


def test_every_kind_of_page_takes_few_queries_however_much_it_shows(client: Client, edition: Edition) -> None:
    for kind in AROUND:
        documents = Profile.objects.filter(edition=edition, kind=kind).values_list("path", "document")
        # A task without activities has no siblings to ask for.
        documents = documents.exclude(document__contains='"activities":[]')
        by_size = sorted(documents, key=lambda row: len(row[1]))
        counts = {_queries(client, path) for path, _ in (by_size[0], by_size[-1])}
        assert len(counts) == 1, kind
        assert max(counts) <= MOST_QUERIES, kind
    for path in (*LISTS, "/roles/?overlap=high", "/compare/role-27-4011-00/role-27-4014-00"):
        assert _queries(client, path) <= MOST_QUERIES, path


def test_tasks_list_their_most_important_siblings_and_are_alone_only_where_they_are(client: Client, edition: Edition) -> None:
    facts = siblings_in_facts(edition)
    assert sum(any(activities.values()) for activities in facts.values()) > 18_000
    chance = seeded("200 tasks and their siblings")
    most = max(facts, key=lambda task: max(map(len, facts[task].values()), default=0))
    fewest = [task for task, activities in facts.items() if activities and not any(activities.values())][:10]
    assert fewest
    paths = dict(Profile.objects.filter(edition=edition, kind="task").values_list("key", "path"))
    for task in (most, *fewest, *chance.sample(sorted(facts), 200)):
        answered = {one["id"]: one for one in client.get(f"/api/v1/tasks/{task}/").json()["activities"]}
        assert answered.keys() == facts[task].keys(), task
        for activity, others in facts[task].items():
            siblings = [one["id"] for one in answered[activity]["siblings"]]
            assert (answered[activity]["sibling_count"], len(siblings)) == (len(others), min(len(others), SIBLINGS_SHOWN)), task
            assert set(siblings) <= others, task
    for task in (most, *fewest):
        html = client.get(paths[str(task)]).content.decode()
        assert html.count(ALONE) == sum(not others for others in facts[task].values()), task


def _queries(client: Client, path: str) -> int:
    page_cache.clear()
    client.get(path)
    page_cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)
