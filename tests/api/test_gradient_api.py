"""The gradient's answers: the list, one unit group, and what happens to questions that make no sense."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from citations.models import Edition

pytestmark = pytest.mark.django_db
LIST = "/api/v1/gradient/"
FIELDS = [
    "code",
    "title",
    "major_group",
    "mean_score",
    "mean_score_previous",
    "change",
    "percentile",
    "band",
    "task_count",
    "url",
]


@pytest.fixture(autouse=True)
def edition(module_sample_edition: Edition) -> Edition:
    return module_sample_edition


def test_the_list_holds_every_unit_group_once(client: Client) -> None:
    answer = client.get(LIST, {"page_size": 1500}).json()
    codes = [row["code"] for row in answer["results"]]
    assert answer["count"] == len(codes) == len(set(codes)) == 24
    assert codes == sorted(codes)
    assert list(answer["results"][0]) == FIELDS


def test_pages_of_the_list_lead_to_each_other(client: Client) -> None:
    first = client.get(LIST, {"page_size": 10}).json()
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()
    assert (first["previous"], third["next"]) == (None, None)
    assert sum(len(page["results"]) for page in (first, second, third)) == 24
    assert client.get(second["previous"]).json() == first


def test_filters_and_orderings_hold(client: Client) -> None:
    rows = client.get(LIST, {"band": "gradient-4", "ordering": "-mean_score"}).json()["results"]
    assert len(rows) >= 2
    assert {row["band"] for row in rows} == {"gradient-4"}
    assert [row["mean_score"] for row in rows] == sorted((row["mean_score"] for row in rows), reverse=True)
    assert {row["major_group"]["code"] for row in client.get(LIST, {"major_group": "3"}).json()["results"]} == {"3"}


def test_a_row_says_the_same_as_the_unit_groups_own_answer(client: Client) -> None:
    for row in client.get(LIST, {"page_size": 1500}).json()["results"]:
        own = client.get(f"{LIST}{row['code']}/").json()
        assert {name: own[name] for name in FIELDS} == row


def test_the_answer_names_edition_sources_and_tasks(client: Client, edition: Edition) -> None:
    answer = client.get(f"{LIST}3521/").json()
    assert answer["edition"]["name"] == edition.name
    assert len(answer["tasks"]) == answer["task_count"]
    assert all(source["is_sample"] for source in answer["sources"])
    assert sum(band["tasks"] for band in answer["bands"]) == answer["task_count"]


def test_employment_that_is_not_released_is_null_with_its_reason(client: Client) -> None:
    rows = client.get(f"{LIST}6340/").json()["us_occupations"]
    withheld = [row for row in rows if row["employment"] is None]
    assert withheld
    assert {row["employment_missing"] for row in withheld} <= {"not-released", "not-covered", "not-available"}


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("page_size=0", "page_size"),
        ("page_size=1501", "page_size"),
        ("page_size=ten", "page_size"),
        ("page=-1", "page"),
        ("band=hot", "band"),
        ("major_group=x", "major_group"),
        ("ordering=pay", "ordering"),
        ("bnad=minimal", "bnad"),
    ],
)
def test_a_parameter_that_makes_no_sense_is_named(query: str, where: str, client: Client) -> None:
    answer = client.get(f"{LIST}?{query}")
    error = answer.json()["error"]
    assert (answer.status_code, error["where"]) == (400, where)
    assert error["what"]
    assert error["next"]


@pytest.mark.parametrize(
    "path", [f"{LIST}9999/", "/api/v1/datasets/none/", "/api/v1/editions/none/", "/api/v1/nowhere/", "/api/none/"]
)
def test_what_is_not_there_says_where_to_look(path: str, client: Client) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert set(answer.json()["error"]) == {"what", "where", "next"}
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "path", [LIST, f"{LIST}3521/", "/api/v1/", "/api/v1/editions/", "/api/v1/editions/current/", "/api/v1/datasets/"]
)
def test_answers_can_be_read_from_anywhere_and_asked_again_cheaply(path: str, client: Client) -> None:
    first = client.get(path)
    assert first.status_code == 200
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get(path, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content, again.headers["Access-Control-Allow-Origin"]) == (304, b"", "*")


def test_an_answer_takes_few_queries(client: Client) -> None:
    for path, most in ((f"{LIST}3521/", 3), (f"{LIST}?page_size=1500", 3)):
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        assert len(queries) <= most, path


def test_the_current_edition_lists_its_releases(client: Client, edition: Edition) -> None:
    answer = client.get("/api/v1/editions/current/").json()
    assert (answer["name"], answer["is_live"], answer["is_sample"]) == (edition.name, True, True)
    assert len(answer["releases"]) == edition.members.count() > 3
    assert (
        answer == client.get(f"/api/v1/editions/{edition.name}/").json() == client.get("/api/v1/editions/").json()["results"][0]
    )


def test_nothing_can_be_written(client: Client) -> None:
    assert client.post(LIST).status_code == client.delete(f"{LIST}3521/").status_code == 405
