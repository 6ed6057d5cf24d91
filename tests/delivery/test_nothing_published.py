"""A site that nobody has published anything on yet."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/roles/",
        "/roles/role-27-4014-00",
        "/gradient/",
        "/gradient/3521-broadcasting-and-audio-visual-technicians.html",
        "/compare/",
        "/families/",
        "/tasks/",
        "/share/unit-group/3521.png",
        "/api/v1/editions/current/",
        "/api/v1/occupations/",
        "/api/v1/gradient/3521/",
    ],
)
def test_what_stands_on_an_edition_is_not_there_yet_and_when_to_come_back_is_said(client: Client, address: str) -> None:
    answer = client.get(address, follow=True)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "300")
    assert "published" in answer.content.decode()


@pytest.mark.parametrize("address", ["/", "/search?q=x", "/datasets/", "/editions/", "/methodology"])
def test_the_rest_of_the_site_is(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200
