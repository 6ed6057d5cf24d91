"""Finding occupations by what else they are called, and tasks by their words."""

import pytest
from django.test import Client

from citations.models import Edition, Profile
from occupations.models import JobTitle
from tests.reading.page import read

pytestmark = pytest.mark.django_db
SOUND = "/roles/role-27-4014-00"


def listed(client: Client, address: str, below: str) -> list[str]:
    html = client.get(address).content.decode()
    table = html[html.index("<tbody>") : html.index("</tbody>")] if "<tbody>" in html else ""
    return [link for link in read(table).links if link.startswith(below)]


def test_an_occupation_is_found_by_a_job_title_that_its_name_does_not_hold(edition: Edition, client: Client) -> None:
    title = JobTitle.objects.filter(code="27-4014.00").exclude(title__icontains="technician").order_by("title").first()
    assert title is not None
    html = client.get("/roles/", {"q": title.title}).content.decode()
    assert SOUND in listed(client, f"/roles/?q={title.title}", "/roles/")
    assert title.title in html[html.index("<tbody>") :]


def test_an_occupation_is_found_by_its_own_name_without_another(edition: Edition, client: Client) -> None:
    assert listed(client, "/roles/?q=27-4014", "/roles/") == [SOUND]
    assert "Also called" not in client.get("/roles/?q=27-4014").content.decode()


def test_no_name_finds_nothing_and_says_so(edition: Edition, client: Client) -> None:
    assert "No occupation fits" in client.get("/roles/?q=zzzz").content.decode()


def test_the_list_of_tasks_names_their_occupations_and_narrows_by_words(edition: Edition, client: Client) -> None:
    statements = dict(Profile.objects.filter(edition=edition, kind="task").values_list("path", "title"))
    assert len(statements) > 2
    assert set(listed(client, "/tasks/", "/tasks/")) == set(statements)
    assert "Sound Engineering Technicians" in client.get("/tasks/").content.decode()
    word = next(iter(statements.values())).split()[-1].strip(".")
    fitting = {path for path, title in statements.items() if word.casefold() in title.casefold()}
    assert set(listed(client, f"/tasks/?q={word}", "/tasks/")) == fitting


@pytest.mark.parametrize("query", ["sound " * 1500, "%", "'\"<", "x\0y", "é" * 300])
@pytest.mark.parametrize("path", ["/roles/", "/tasks/", "/compare/", "/search"])
def test_whatever_is_typed_gets_a_page(path: str, query: str, edition: Edition, client: Client) -> None:
    assert client.get(path, {"q": query, "a": query}).status_code == 200


def test_words_too_short_to_tell_titles_apart_look_through_none(edition: Edition, client: Client) -> None:
    assert JobTitle.objects.filter(title__icontains="i").exists()
    assert "Also called" not in client.get("/roles/?q=i").content.decode()
