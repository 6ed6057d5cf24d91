"""Whatever is typed into a search box of the admin is looked for, on either database."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, reverse
from wagtail.admin import urls as admin_urls
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Phrase, PlainText

from singulariki.editorial.models import Caveat, HomePage, StandardPage
from singulariki.editorial.search_backend import MOST_WORDS, searchable

pytestmark = pytest.mark.django_db

ODD = {
    "quotation mark": '"',
    "apostrophe": "'",
    "open quotation": '"newsroom sources',
    "two phrases": "\"news\" 'room' x",
    "star": "*",
    "per cent": "%",
    "parenthesis": "(",
    "an operator of SQLite": "NEAR",
    "a column of SQLite": "title : x",
    "an operator of PostgreSQL": "a & !b:*",
    "NUL": "a\0b",
    "a text pasted": "wo " * 3400,
    "many phrases": '"a" ' * 2500,
    "a long word": "x" * 10_000,
    "emoji": "\U0001f600",
}


def named(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from named(entry.url_patterns, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif entry.name:
            yield space + entry.name


def search_boxes(client: Client) -> list[str]:
    """Every screen of the admin that can be opened by its name alone and has a search box, and the explorer of the home page."""
    addresses = {reverse("wagtailadmin_explore", args=[HomePage.objects.get().pk])}
    for name in named(admin_urls.urlpatterns):
        if name not in ("wagtailadmin_logout", "wagtailadmin_error_test"):
            try:
                addresses.add(reverse(name))
            except NoReverseMatch:
                continue
    found = []
    for address in sorted(addresses):
        answer = client.get(address)
        # The choosers' answers are HTML in JSON.
        if answer.status_code == 200 and re.search(r'name=\\?"q\\?"', answer.content.decode(errors="replace")):
            found.append(address)
    return found


def test_every_search_box_of_the_admin_takes_whatever_is_typed():
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("boss"))
    boxes = search_boxes(client)
    assert {
        reverse("wagtailadmin_explore", args=[HomePage.objects.get().pk]),
        reverse("wagtailsnippets_editorial_caveat:list"),
        reverse("wagtailadmin_choose_page"),
        reverse("wagtailimages:index"),
        reverse("wagtailusers_users:index"),
    } <= set(boxes)
    failed = [
        (address, name)
        for address in boxes
        for name, typed in ODD.items()
        if client.get(address, {"q": typed}).status_code != 200
    ]
    assert failed == []


@pytest.mark.parametrize("typed", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("way", ["search", "autocomplete"])
def test_the_index_is_asked_only_what_it_can_answer(typed, way):
    list(getattr(get_search_backend(), way)(typed, Page.objects.all()))


def test_odd_signs_are_passed_over_and_the_words_found():
    newsroom = StandardPage.objects.get(slug="newsroom")
    for typed in ('"newsroom', 'newsroom "', "newsroom\0", '""newsroom""'):
        assert newsroom.page_ptr in list(get_search_backend().autocomplete(typed, Page.objects.all())), typed


def test_the_list_of_caveats_is_searched_by_name_title_and_text(client, editor):
    caveat = Caveat.objects.get(key="exposure-is-overlap")
    caveat.title = "Aardvark"
    caveat.save()
    client.force_login(editor)
    listing = reverse("wagtailsnippets_editorial_caveat:list")
    for typed in ("exposure is", "aardv", "verdict"):
        page = client.get(listing, {"q": typed}).content.decode()
        assert reverse("wagtailsnippets_editorial_caveat:edit", args=[caveat.pk]) in page, typed
    assert "No caveats match your query" in client.get(listing, {"q": "zebra"}).content.decode()


def test_a_query_keeps_its_words_and_its_shape():
    assert searchable('say "no  more" than\0this') == "say no more than this"
    assert len(searchable("wo " * 3000).split()) == MOST_WORDS
    query = searchable(And([PlainText("a"), Phrase("b c"), PlainText('"')]))
    assert [part.query_string for part in query.subqueries] == ["a", "b c"]
    assert searchable(PlainText('"')) == ""
