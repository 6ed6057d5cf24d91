"""What anybody can ask of the site costs little: no request holds up those of others. CPU time of our own alone, so that a busy
machine changes nothing; the least of three tries, each with nothing drawn before."""

from resource import RUSAGE_THREAD, getrusage

import pytest
from django.test import Client

from citations.models import Edition
from singulariki.delivery import page_cache
from tests.delivery.public_addresses import STRANGE_PARTS, STRANGE_VALUES, routes, strange_addresses, strange_queries
from tests.reference import on_the_reference

pytestmark = [*on_the_reference, pytest.mark.either_database]
MOST_SECONDS = 0.2
# The dearest that make sense: long lists, broad words, all of a page of the API.
LAWFUL = (
    "/quadrant",
    "/gradient/?sort=title",
    "/roles/role-27-4014-00",
    "/roles/?q=ing&sort=median",
    "/tasks/?q=a+e+i+n&sort=occupation&page=90",
    "/technology/?q=e",
    "/industries/31-manufacturing?sort=employment",
    "/search?q=ing",
    "/search?q=manager+of+the+engneer+and+sound+tecnician+managrs+ov+brodcasting+opratrs",
    "/compare/?a=a+e+i&b=technician&c=manager&d=operator",
    "/share/role/27-4014-00.png",
    "/api/v1/occupations/?page_size=1500&ordering=title",
    "/api/v1/tasks/?page_size=1500&page=3",
    "/api/v1/crosswalk/?page_size=1500",
    "/api/v1/gradient/?page_size=1500",
)


def _cost(reader: Client, address: str) -> float:
    """CPU seconds of this thread for an answer that nobody has drawn yet, which may not be a fault of ours.

    The kernel's part is left out: where the interpreter's memory happens to be full to the brim, it is given a page and takes it
    back for every object that a loop makes and drops, which costs ten times as much as the loop.
    """
    least = float("inf")
    for _ in range(3):
        page_cache.clear()
        begun = getrusage(RUSAGE_THREAD).ru_utime
        assert reader.get(address).status_code < 500, address[:200]
        least = min(least, getrusage(RUSAGE_THREAD).ru_utime - begun)
        if least < MOST_SECONDS / 2:
            break
    return least


@pytest.fixture(scope="module")
def warm(reader: Client, published: str, django_db_blocker) -> Client:
    """Someone who asks a process that has answered before: what it keeps of an edition is made once, not for every request."""
    with django_db_blocker.unblock():
        for address in ("/", "/roles/nobody", "/tasks/", "/search?q=a", "/api/v1/docs/", "/api/v1/schema/"):
            reader.get(address)
    return reader


def _dear(reader: Client, addresses: list[str]) -> dict[str, float]:
    costs = {address: _cost(reader, address) for address in addresses}
    return {address[:100]: cost for address, cost in costs.items() if cost > MOST_SECONDS}


def test_long_and_strange_addresses_cost_little(warm: Client, edition: Edition) -> None:
    addresses = list(strange_addresses(edition.name, STRANGE_PARTS[:5]))
    assert len(addresses) > 150
    assert _dear(warm, addresses) == {}


def test_long_and_strange_queries_cost_little(warm: Client, edition: Edition) -> None:
    addresses = list(strange_queries(edition.name, STRANGE_VALUES[1:5]))
    assert len(addresses) > 250
    assert _dear(warm, addresses) == {}


def test_what_makes_sense_costs_little(warm: Client) -> None:
    assert _dear(warm, [*LAWFUL, *(route for route in routes() if "<" not in route)]) == {}


def test_editions_of_the_past_are_no_dearer(warm: Client, edition: Edition) -> None:
    addresses = [f"/editions/{edition.name}{address}" for address in LAWFUL[:7]]
    assert _dear(warm, addresses) == {}
