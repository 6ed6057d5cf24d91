"""Pages of unit groups (a part of the 427, see `drawn_here`), each drawn once from nothing and compared with the API's answer."""

import pytest
from django.test import Client

from citations.models import Profile
from gradient.models import UnitGroupPage
from occupations.studies import STUDIES
from tests.chance import drawn_here
from tests.reading.agreement import Answers, agreement
from tests.reading.faults import faults
from tests.reference import on_the_reference
from tests.reference.fetching import FetchedPage, fetch_page

pytestmark = on_the_reference

GRADIENT = "/api/v1/gradient/"
MOST_BYTES, MOST_QUERIES = 30_000, 8
LISTS = ("/", "/gradient/", *(f"/gradient/major-{digit}.html" for digit in range(1, 10)))


@pytest.fixture(scope="module")
def gradient_rows(reader: Client, django_db_blocker) -> list[dict]:
    with django_db_blocker.unblock():
        return reader.get(GRADIENT, {"page_size": 1500}).json()["results"]


@pytest.fixture(scope="module")
def pages(published: str, reader: Client, gradient_rows: list[dict], django_db_blocker) -> list[FetchedPage]:
    with django_db_blocker.unblock():
        documents = Profile.objects.filter(edition__name=published, kind="unit-group").values_list("path", "document")
        sources = dict(documents)
        addresses = [row["url"] for row in gradient_rows]
        return [fetch_page(reader, path, Answers(reader), sources[path]) for path in drawn_here(addresses, "unit-group pages")]


def test_all_answer(pages: list[FetchedPage]) -> None:
    assert {page.status for page in pages} == {200}


def test_nothing_on_them_is_empty_unrounded_or_said_twice(pages: list[FetchedPage]) -> None:
    assert [(page.path, page.faults) for page in pages if page.faults] == []


def test_none_says_what_no_page_may_say(pages: list[FetchedPage]) -> None:
    assert [(page.path, page.overclaims) for page in pages if page.overclaims] == []


def test_every_figure_on_them_is_what_the_api_answers_at_its_pointer(pages: list[FetchedPage]) -> None:
    assert [(page.path, page.agreement.problems) for page in pages if page.agreement.problems] == []
    assert [(page.path, page.agreement.elsewhere) for page in pages if page.agreement.elsewhere] == []
    assert min(page.agreement.compared for page in pages) > 20


def test_none_takes_more_than_eight_queries(pages: list[FetchedPage]) -> None:
    assert 0 < max(page.queries for page in pages) <= MOST_QUERIES


def test_none_is_heavier_than_30_kilobytes_on_the_way(pages: list[FetchedPage]) -> None:
    assert [(page.path, page.size) for page in pages if page.size > MOST_BYTES] == []


@pytest.mark.either_database
def test_a_browser_paints_them_without_a_script_or_a_font(pages: list[FetchedPage]) -> None:
    assert [(page.path, page.held_up_by) for page in pages if page.held_up_by] == []


@pytest.mark.parametrize("path", LISTS)
def test_a_list_of_unit_groups_is_whole_and_says_what_the_api_lists(path: str, client: Client, gradient_rows: list[dict]) -> None:
    answers = Answers(client)
    for row in gradient_rows:
        answers.know(f"{GRADIENT}{row['code']}/", row)
    # The list counts its rows; the tasks behind them are counted by nothing else than the rows themselves.
    answers.know(GRADIENT, {"count": len(gradient_rows)})
    page = client.get(path)
    found = agreement(page, answers)
    assert faults(page.content.decode()) == []
    assert found.problems == []
    assert found.compared > 10
    tasks = sum(row["task_count"] for row in gradient_rows)
    # The home page opens with an occupation's ranks by each study, which its own page is compared with the files for.
    ranks = {study.percentile.key for study in STUDIES}
    others = {figure.measure.key: figure.value for figure in found.elsewhere if figure.measure.key not in ranks}
    assert others.keys() <= {"scored-tasks", "fallen-share"}
    assert others.get("scored-tasks", tasks) == tasks


def test_links_between_unit_groups_all_lead_somewhere(pages: list[FetchedPage], client: Client) -> None:
    addresses = set(UnitGroupPage.objects.values_list("address", flat=True))
    found = {link.split("#")[0] for page in pages for link in page.links if link.startswith("/gradient/")}
    linked = {link for link in found if link[10:14].isdigit()}
    assert linked <= addresses
    assert linked == addresses or len(pages) < len(addresses)
    assert [link for link in found - addresses if client.get(link).status_code != 200] == []
