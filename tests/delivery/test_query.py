"""A parameter that means nothing is neither shown nor kept: its address leads to the page's own."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client

from citations.models import Edition, Profile
from occupations.subjects.kinds import SUBJECTS
from singulariki.delivery import page_cache
from singulariki.delivery.query import Query
from tests.chance import drawn_here
from tests.fixtures_sample import *  # noqa: F403

pytestmark = pytest.mark.django_db
EVERY_PARAMETER = ("sort", "order", "page", "family", "cluster", "zone", "overlap", "pay", "growth", "group", "major", "band")
MEANINGLESS = ("zzz", "9999", "-1", "99", "²", "１", "desc\0", "<b>", "None")
LISTS = ("/roles/", "/gradient/", "/gradient/major-3.html", "/quadrant")
LISTS += tuple(about.path for about in SUBJECTS.values())


@pytest.fixture(autouse=True)
def edition(module_sample_edition: Edition) -> Edition:
    page_cache.clear()
    return module_sample_edition


def subjects(edition: Edition) -> list[str]:
    """A page of each kind of subject, the one with the longest document."""
    found = {}
    for kind, path, document in Profile.objects.filter(
        edition=edition, kind__in=[about.key for about in SUBJECTS.values()]
    ).values_list("kind", "path", "document"):
        if len(document) > found.get(kind, (0, ""))[0]:
            found[kind] = (len(document), path)
    return [path for _, path in found.values()]


def kept() -> int:
    return len(caches["pages"]._cache) + len(page_cache.TYPED_STORE._pages)


def test_meaningless_values_lead_to_the_plain_page_and_leave_nothing_behind(client: Client, edition: Edition) -> None:
    pages = [
        path for path in drawn_here((*LISTS, *subjects(edition)), "pages with queries") if client.get(path).status_code == 200
    ]
    assert len(pages) >= (16 if connection.vendor == "sqlite" else 2)
    plain = {path: client.get(path).headers["ETag"] for path in pages}
    before = kept()
    strange = []
    for path in pages:
        for name in EVERY_PARAMETER:
            # All values for one page, one of them for the others: they are read by the same few functions.
            for value in MEANINGLESS if path in {"/roles/", "/gradient/"} else ("zzz",):
                answer = client.get(path, {name: value})
                unread = answer.status_code == 200 and answer.headers["ETag"] == plain[path]
                if not unread and (answer.status_code, answer.headers.get("Location", "")) != (302, path):
                    strange.append((path, name, value, answer.status_code, answer.headers.get("Location")))
    # The last page of a list stands for all that would follow.
    assert [each for each in strange if not (each[1] == "page" and each[4] and each[4].startswith(f"{each[0]}?page="))] == []
    assert kept() == before


def test_what_means_something_stays_beside_what_does_not(client: Client) -> None:
    answer = client.get("/roles/?utm_source=mail&zone=99&overlap=high&sort=zzz&q=+the++sound+")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/roles/?q=the+sound&overlap=high")
    assert client.get(answer.headers["Location"]).status_code == 200


def test_the_usual_order_said_aloud_is_no_address_of_its_own(client: Client) -> None:
    assert client.get("/roles/?sort=title&order=asc").headers["Location"] == "/roles/"
    assert client.get("/roles/?sort=overlap&order=zzz").headers["Location"] == "/roles/?sort=overlap&order=desc"
    assert client.get("/gradient/?order=zzz").headers["Location"] == "/gradient/"
    assert client.get("/roles/?cluster=1+").headers["Location"] == "/roles/?cluster=1"
    assert client.get("/roles/?page=0").headers["Location"] == client.get("/roles/?page=9999").headers["Location"] == "/roles/"
    assert client.get("/gradient/?major=77").headers["Location"] == "/gradient/"


def test_empty_fields_of_a_form_are_as_good_as_absent(client: Client) -> None:
    etag = client.get("/roles/").headers["ETag"]

    assert client.get("/roles/?q=&family=&cluster=&zone=&overlap=&pay=&growth=").headers["ETag"] == etag


def test_words_are_kept_in_this_process_alone_and_for_one_spelling_of_white_space(client: Client) -> None:
    for path, name in (("/search", "q"), ("/roles/", "q"), ("/tasks/", "q"), ("/compare/", "a")):
        page_cache.clear()
        first = client.get(path, {name: "sound  engineering"})
        second = client.get(path, {name: " sound engineering "})
        assert first.status_code == second.status_code == 200
        assert first.headers["ETag"] == second.headers["ETag"]
        assert (len(caches["pages"]._cache), len(page_cache.TYPED_STORE._pages)) == (0, 1), path


def test_a_page_drawn_for_a_tracking_link_is_the_page_that_search_engines_get(client: Client) -> None:
    client.get("/roles/?utm_source=mail")

    assert b"noindex" not in client.get("/roles/").content


def test_no_value_passes_for_another_parameter(client: Client) -> None:
    assert client.get("/roles/?q=a").headers["ETag"] != client.get("/roles/", {"q": "a\0sort=median"}).headers.get("ETag")
    one, other = Query({"q": 'a","sort'}), Query({"q": "a", "sort": "b"})
    assert page_cache.address_key("/", one) != page_cache.address_key("/", other)


def test_of_two_lists_the_longer_one_has_all_its_pages() -> None:
    query = Query({"page": "9"})
    query.understood({"page": "9"})
    query.understood({"page": "3"})
    assert query.was_understood


def test_what_an_editor_changes_takes_the_place_of_what_was_kept(client: Client, edition: Edition) -> None:
    from singulariki.editorial.published import change_stamp

    paths = ["/gradient/", "/roles/", *subjects(edition)]
    for _ in range(3):
        for path in paths:
            client.get(path)
        change_stamp()

    assert len(caches["pages"]._cache) == len(page_cache.STORE._pages) == len(paths)
