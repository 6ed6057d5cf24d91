"""Whatever is asked of a public address, it is answered, and cheaply: nobody can hold up the site."""

import pytest
from django.test import Client

from citations.models import Edition
from singulariki.delivery.middleware import LARGEST_BODY
from tests.delivery.public_addresses import STRANGE_PARTS, routes, strange_addresses, strange_queries
from tests.fixtures_sample import *  # noqa: F403

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def edition(module_sample_edition: Edition) -> Edition:
    return module_sample_edition


def test_the_resolver_is_walked_whole() -> None:
    assert len(routes()) > 50
    assert {"/roles/<name><rest>", "/share/<kind>/<key>.png", "/api/v1/tasks/<code>/", "/search"} <= set(routes())


def test_no_strange_address_is_a_fault_of_ours(client: Client, edition: Edition) -> None:
    addresses = list(strange_addresses(edition.name))
    assert len(addresses) > 25 * len(STRANGE_PARTS)
    answers = {address: client.get(address).status_code for address in addresses}
    assert {address[:80]: code for address, code in answers.items() if code >= 500} == {}


def test_no_strange_query_is_a_fault_of_ours(client: Client, edition: Edition) -> None:
    answers = {address: client.get(address).status_code for address in strange_queries(edition.name)}
    assert {address[:80]: code for address, code in answers.items() if code >= 500} == {}


def test_headers_without_end_change_nothing(client: Client) -> None:
    endless = ", ".join(f'"{number}"' for number in range(4000))
    for header in ("if-none-match", "accept", "accept-language", "cookie", "range"):
        assert client.get("/roles/", headers={header: endless}).status_code == 200


@pytest.mark.parametrize("address", ["/share/unit-group/%00.png", "/roles/%00", "/embed/role/%00/pay", f"/roles/{'x-' * 4000}"])
def test_an_address_that_cannot_be_is_the_sites_own_404(address: str, client: Client) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "There is no page at this address" in answer.content.decode()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_such_an_address_of_the_api_is_answered_by_the_api(client: Client) -> None:
    answer = client.get("/api/v1/tasks/%00/")
    assert (answer.status_code, set(answer.json()["error"])) == (404, {"what", "where", "next"})
    answer = client.get(f"/api/v1/tasks/?{'&'.join(f'k{number}=1' for number in range(1500))}")
    assert (answer.status_code, set(answer.json()["error"])) == (400, {"what", "where", "next"})


class Unread:
    """A body that fails whoever reads it."""

    def read(self, *size: int) -> bytes:
        raise AssertionError("The body was read.")

    readline = read


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("address", ["/search", "/", "/roles/", "/about/", "/api/v1/tasks/", "/nowhere/"])
def test_what_is_sent_to_a_page_is_refused_unread(address: str, method: str, client: Client) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    sent = {"CONTENT_LENGTH": str(400 * 1024**2), "CONTENT_TYPE": "multipart/form-data; boundary=x", "wsgi.input": Unread()}
    answer = client.generic(method, address, **sent)
    assert answer.status_code in {404, 405, 413}


@pytest.mark.parametrize("address", ["/admin/login/", "/_util/authenticate_with_password/1/1/"])
def test_nobody_sends_files_before_logging_in(address: str, client: Client) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    kind = "multipart/form-data; boundary=x"
    sent = {"CONTENT_LENGTH": str(LARGEST_BODY + 1), "CONTENT_TYPE": kind, "wsgi.input": Unread()}
    answer = client.generic("POST", address, **sent)
    assert answer.status_code == 413
    assert "Log in" in answer.content.decode()
