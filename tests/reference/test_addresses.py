"""Addresses around the occupations: variants, wrong ones, what is searched for, and every link of three hundred pages."""

from collections.abc import Iterator

import pytest
from django.test import Client

from citations.models import Edition, Profile
from tests.chance import drawn_here, seeded
from tests.reading.page import read
from tests.reference import on_the_reference
from tests.reference.test_pages_around import AROUND, LISTS

pytestmark = on_the_reference


@pytest.mark.parametrize(
    ("asked", "final"),
    [
        ("/roles", "/roles/"),
        ("/Roles//", "/roles/"),
        ("/quadrant/", "/quadrant"),
        ("/families", "/families/"),
        ("/families/27/", "/families/27-arts-design-entertainment-sports-and-media-occupations"),
        ("/Elements/2.a.1.A-reading", "/elements/2.A.1.a-reading-comprehension"),
        ("/industries/31-33", "/industries/31-manufacturing"),
        ("/study/10", "/study/10-communications-technologies-technicians-and-support-services"),
        ("/compare/role-27-4014-00/role-27-4011-00", "/compare/role-27-4011-00/role-27-4014-00"),
        ("/compare/27-4014.00/27-4011.00/", "/compare/role-27-4011-00/role-27-4014-00"),
        ("/compare/role-27-4014-00/role-27-4014-00", "/roles/role-27-4014-00"),
    ],
)
def test_a_variant_is_redirected_once_and_for_good(asked: str, final: str, client: Client) -> None:
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, final)
    assert client.get(final).status_code == 200


@pytest.mark.parametrize("asked", ["/tasks/999999999", "/elements/9.Z.9", "/compare/x/y", "/clusters/none", "/families/99"])
def test_what_is_not_there_is_a_404(asked: str, client: Client) -> None:
    assert client.get(asked).status_code == 404


def test_a_wrong_address_suggests_what_is_near(client: Client) -> None:
    html = client.get("/compare/sound-engineering-technicians").content.decode()
    assert "/roles/role-27-4014-00" in html


def test_occupations_are_named_to_be_compared(client: Client) -> None:
    answer = client.get("/compare/", {"a": "Sound Engineering Technicians", "b": "27-4011.00"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/compare/role-27-4011-00/role-27-4014-00")
    assert "zzqq" in client.get("/compare/", {"a": "zzqq", "b": "27-4011.00"}).content.decode()


def test_search_finds_tasks_elements_and_other_job_titles(client: Client, edition: Edition) -> None:
    assert "/roles/role-27-4014-00" in client.get("/search", {"q": "sound mixer"}).content.decode()
    assert "/elements/2.A.1.a-reading-comprehension" in client.get("/search", {"q": "reading comprehension"}).content.decode()
    task = Profile.objects.filter(edition=edition, kind="task").order_by("key").values_list("title", "path")[5]
    assert task[1] in client.get("/search", {"q": " ".join(task[0].split()[:7])}).content.decode()


def _links(client: Client, path: str) -> Iterator[str]:
    """Internal links of a page; those into the page itself have to lead to a place on it."""
    reading = read(client.get(path).content)
    for link in reading.links:
        address, _, place = link.partition("#")
        if not address:
            assert place in reading.ids, (path, link)
        elif address.startswith("/") and not address.startswith(("//", "/admin")):
            yield address


@pytest.mark.either_database
def test_no_internal_link_of_300_pages_is_broken_or_redirected(client: Client, edition: Edition) -> None:
    chance = seeded("300 pages whose links are followed")
    profiles = Profile.objects.filter(edition=edition).order_by("kind", "key")

    def some(count: int, *kinds: str) -> list[str]:
        return chance.sample(list(profiles.filter(kind__in=kinds).values_list("path", flat=True)), count)

    pages = [*LISTS, "/", "/gradient/", "/methodology", *some(40, "occupation"), *some(40, "unit-group"), *some(210, *AROUND)]
    assert len(pages) >= 300
    found: dict[str, str] = {}
    drawn = drawn_here(pages, "pages whose links are followed here")
    for page in drawn:
        for link in _links(client, page):
            found.setdefault(link, page)
    # Pages of the edition are where its profiles say, and answer (tests of their own); some of them are asked all the same.
    of_the_edition = set(profiles.values_list("path", flat=True))
    print(len(found), "links,", len(of_the_edition & set(found)), "to pages of the edition")
    others = [link for link in found if link not in of_the_edition]
    assert len(found) - len(others) > 6 * len(drawn)
    followed = [*others, *chance.sample(sorted(of_the_edition & set(found)), 200)]
    broken = [(link, found[link], status) for link in followed if (status := client.get(link).status_code) != 200]
    assert broken == []
