"""The page cache: what a page depends on is its key, so a kept page is never stale."""

import pytest
from django.test import Client

from citations.actions.editions import compile_edition
from citations.actions.publishing import publish_edition, rollback_edition
from citations.models import Edition
from singulariki.delivery import page_cache
from singulariki.delivery.page_store import PageStore, StoredPage
from singulariki.editorial.models import Caveat, Layout, SiteWords
from tests.fixtures_sample import *  # noqa: F403

pytestmark = pytest.mark.django_db
PAGE = "/gradient/"


@pytest.fixture(autouse=True)
def edition(module_sample_edition: Edition) -> Edition:
    page_cache.clear()
    return module_sample_edition


def test_a_publication_and_a_rollback_show_at_once_and_bring_back_the_same_bytes(client: Client, edition: Edition) -> None:
    first = client.get(PAGE)
    other = compile_edition(name="other", is_sample=True)
    publish_edition(edition=other)
    second = client.get(PAGE, headers={"if-none-match": first.headers["ETag"]})
    assert second.status_code == 200
    assert b"Edition other" in second.content
    rollback_edition(reason="a test of the way back")
    third = client.get(PAGE)
    assert (third.content, third.headers["ETag"]) == (first.content, first.headers["ETag"])


@pytest.mark.parametrize("what", ["layout", "caveat", "words"])
def test_what_an_editor_publishes_shows_at_once(what: str, client: Client) -> None:
    etag = client.get(PAGE).headers["ETag"]
    if what == "layout":
        layout = Layout.objects.get(kind="gradient")
        layout.body = [{"type": "narrative", "value": {"heading": "", "placement": "opening", "text": "<p>Fresh words.</p>"}}]
        layout.save()
    elif what == "caveat":
        Caveat.objects.filter(key="exposure-is-overlap").first().save()
        caveat = Caveat.objects.get(key="exposure-is-overlap")
        caveat.text = "<p>Fresh words.</p>"
        caveat.save()
    else:
        words = SiteWords.load()
        words.footer = "<p>Fresh words.</p>"
        words.save()
    answer = client.get(PAGE, headers={"if-none-match": etag})
    assert answer.status_code == 200
    assert b"Fresh words." in answer.content


def test_who_has_any_page_of_an_address_is_not_told_that_there_is_one_where_there_is_none(client: Client) -> None:
    etag = client.get(PAGE).headers["ETag"]

    assert client.get(PAGE, headers={"if-none-match": etag}).status_code == 304
    assert client.get("/roles/role-99-9999-00", headers={"if-none-match": "*"}).status_code == 404


def test_parameters_that_the_page_does_not_read_change_nothing(client: Client) -> None:
    assert client.get(PAGE).headers["ETag"] == client.get(f"{PAGE}?utm_source=mail").headers["ETag"]
    assert client.get(PAGE).headers["ETag"] != client.get(f"{PAGE}?band=gradient-4").headers["ETag"]


def test_the_list_sorts_and_filters_by_its_address_alone(client: Client) -> None:
    html = client.get(f"{PAGE}?sort=title&order=asc&band=gradient-4").content.decode()
    assert 'aria-sort="ascending"' in html
    table = html[html.index("<tbody>") :]
    assert table.index("Accounting and Bookkeeping Clerks") < table.index("Data Entry Clerks") < table.index("Financial Analysts")
    assert "Nursing Professionals" not in table[: table.index("</tbody>")]


def a_page(size: int = 10) -> StoredPage:
    return StoredPage("key", "text/html", b"x" * size, 0)


def test_memory_holds_so_many_bytes_and_forgets_what_was_least_lately_used() -> None:
    store = PageStore(capacity=2 * a_page().size)
    for address in ("a", "b"):
        store.put(address, a_page())
    store.get("a")
    store.put("c", a_page())
    assert (store.get("b"), store.get("a"), store.size) == (None, a_page(), 2 * a_page().size)

    store.put("a", a_page(5000))
    assert (store.get("a"), store.get("c"), store.size) == (None, a_page(), a_page().size)
