"""What the API answers: all that the reference expects, and the same in lists as in the answer about each occupation."""

import math

import pytest
from django.test import Client

from citations.models import Edition, Profile
from tests.chance import seeded
from tests.reading.documents import contains, document, figures, values
from tests.reference import OCCUPATIONS, SOUND, on_the_reference

pytestmark = on_the_reference
ANSWERS = ("/api/v1/gradient/3521/", "/api/v1/gradient/3211/", SOUND)


def test_the_edition_is_made_of_the_releases_that_the_reference_pins(edition: Edition, pins: dict[str, str]) -> None:
    held = {member.dataset.slug: member.release.version for member in edition.members.select_related("dataset", "release")}
    assert len(pins) > 10
    assert pins.items() <= held.items()


@pytest.mark.parametrize("address", ANSWERS)
def test_an_answer_of_the_reference_holds_in_full(client: Client, expected: dict, address: str) -> None:
    part = {name: value for name, value in expected[address].items() if name != "releases"}
    assert len(part) > 10
    assert contains(client.get(address).json(), part, address) == []


def test_no_other_answer_is_expected(expected: dict) -> None:
    assert {address for address in expected if address.startswith("/")} == set(ANSWERS)


@pytest.mark.parametrize("address", ANSWERS)
def test_answers_name_their_edition_and_their_sources(client: Client, address: str) -> None:
    answer = client.get(address).json()
    assert answer["edition"]["name"] == "reference"
    assert {"onet", "bls-oews", "ilo-genai-gradient", "ibs-crosswalk"} <= {source["dataset"] for source in answer["sources"]}


def test_the_reference_page_agrees_where_the_expected_answer_says_nothing(edition: Edition) -> None:
    found = document(edition, "occupation", "27-4014.00")
    assert found["frey_osborne"]["percentile"]["t"] == "30th"
    assert [row["name"] for row in found["knowledge"]][:3] == [
        "Computers and Electronics",
        "Customer and Personal Service",
        "Fine Arts",
    ]
    assert len(found["knowledge"]) == 7
    assert len(found["essential_skills"]) == 7
    assert len(found["transferable_skills"]) == 8
    assert [row["title"] for row in found["study"]] == [
        "Communications Technologies/Technicians and Support Services",
        "Engineering/Engineering-Related Technologies/Technicians",
        "Visual and Performing Arts",
    ]
    assert [row["title"] for row in found["clusters"]] == ["Arts, Entertainment, & Design"]
    assert found["preparation"]["svp"] == "(6.0 to < 7.0)"
    assert len(found["related"]) == 12
    assert found["work_context"] == []


def test_lists_of_the_api_are_narrowed_and_ordered(client: Client) -> None:
    query = {"overlap": "high", "job_zone": "4", "ordering": "-wages.median", "page_size": 1500}
    rows = client.get(OCCUPATIONS, query).json()["results"]
    assert len(rows) > 20
    assert {(row["overlap"]["level"], row["job_zone"]) for row in rows} == {("high", 4)}
    medians = [row["wages"]["median"] for row in rows if row["wages"]["median"] is not None]
    assert medians == sorted(medians, reverse=True)
    family = client.get(OCCUPATIONS, {"family": "27-0000", "page_size": 1500}).json()["results"]
    assert family
    assert {row["code"][:2] for row in family} == {"27"}


def test_crosswalks_are_walked_both_ways(client: Client) -> None:
    there = client.get("/api/v1/crosswalk/", {"from_system": "soc-2010", "code": "27-4014"}).json()
    back = client.get("/api/v1/crosswalk/", {"from_system": "isco-08", "code": "3521"}).json()
    assert ("isco-08", "3521", False) in {(row["to_system"], row["to_code"], row["reversed"]) for row in there["results"]}
    assert ("soc-2010", "27-4014", True) in {(row["to_system"], row["to_code"], row["reversed"]) for row in back["results"]}
    assert {"from_system": "soc-2010", "to_system": "isco-08"} in there["systems"]


@pytest.mark.parametrize(
    "path", [OCCUPATIONS, *ANSWERS, "/api/v1/gradient/", "/api/v1/tasks/", "/api/v1/elements/2.A.1.a/", "/api/v1/crosswalk/"]
)
def test_who_has_an_answer_need_not_be_sent_it_again(path: str, client: Client) -> None:
    first = client.get(path)
    assert first.status_code == 200
    assert client.get(path, headers={"if-none-match": first.headers["ETag"]}).status_code == 304


def test_figures_of_an_occupation_are_finite_or_say_why_they_are_missing(edition: Edition) -> None:
    found = list(figures(document(edition, "occupation", "27-4014.00")))
    assert len(found) > 200
    for figure in found:
        assert (figure["v"] is None) == ("x" in figure)
        assert figure["v"] is None or math.isfinite(figure["v"])
    assert '"None"' not in str(values(found))


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/api/v1/occupations/", "occupation"),
        ("/api/v1/gradient/", "unit-group"),
        ("/api/v1/tasks/", "task"),
        ("/api/v1/elements/", "element"),
        ("/api/v1/industries/", "industry"),
    ],
)
def test_answers_about_every_kind_are_as_described(address: str, kind: str, client: Client, edition: Edition) -> None:
    """The client of every test holds what it gets against the description; here are all lists, and many of what they list."""
    keys = list(Profile.objects.filter(edition=edition, kind=kind).order_by("key").values_list("key", flat=True))
    for key in seeded(f"answers about {kind}").sample(keys, min(60, len(keys))):
        assert client.get(f"{address}{key}/").status_code == 200, key
    next_page = f"{address}?page_size=1500"
    listed = 0
    while next_page:
        answer = client.get(next_page).json()
        listed, next_page = listed + len(answer["results"]), answer["next"]
    assert listed == len(keys)


def test_answers_about_where_figures_come_from_are_as_described(client: Client, edition: Edition) -> None:
    for address in ("", "crosswalk/?page_size=1500", "editions/", "editions/current/", f"editions/{edition.name}/", "datasets/"):
        assert client.get(f"/api/v1/{address}").status_code == 200
    for dataset in client.get("/api/v1/datasets/").json()["results"]:
        assert client.get(f"/api/v1/datasets/{dataset['slug']}/").status_code == 200
