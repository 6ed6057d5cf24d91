"""Whatever is typed into a search box of the admin is looked for, on either database."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, reverse
from wagtail.admin import urls as admin_urls
from wagtail.models import Page, Revision
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Phrase, PlainText

from citations.models import Edition
from gradient.models import UnitGroupPage
from gradient.subjects.unit_group.compile import create_missing_pages as create_unit_group_pages
from occupations.actions import bring_up_to_date, create_missing_pages
from occupations.models import JobTitle, OccupationPage
from singulariki.editorial.models import Caveat, HomePage, StandardPage
from singulariki.editorial.search_backend import MOST_WORDS, searchable
from singulariki.editorial.subject_pages import create_subject_pages

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


@pytest.fixture
def searched(sample_edition) -> Edition:
    """The sample's edition with its pages in the admin's search, as a site has them that an older version made."""
    for model, create in ((OccupationPage, create_missing_pages), (UnitGroupPage, create_unit_group_pages)):
        model.objects.update(found_by="")
        bring_up_to_date(model, create, "default")
    return sample_edition


# What is typed, and the code of a page that it has to lead to.
LEADS_TO = {
    "27-4014": "27-4014.00",
    "27-4014.00": "27-4014.00",
    "27-40": "27-4014.00",
    "27 4014": "27-4014.00",
    "274014": "27-4014.00",
    "27401400": "27-4014.00",
    "sound engineering": "27-4014.00",
    "ENGINEERING sound tech": "27-4014.00",
    "3521": "3521",
    "broadcasting and audio-visual": "3521",
}


def found_in(client: Client, screen: str, typed: str) -> str:
    return client.get(screen, {"q": typed}).content.decode()


@pytest.mark.parametrize(("typed", "code"), LEADS_TO.items())
def test_pages_are_found_by_code_and_title_in_every_list_of_pages(client, editor, searched, typed, code):
    client.force_login(editor)
    page = (OccupationPage if "-" in code else UnitGroupPage).objects.get(code=code)
    screens = ["wagtailadmin_pages:search", "wagtailadmin_pages:search_results", "wagtailadmin_choose_page_search"]
    for screen in (*map(reverse, screens), reverse("wagtailadmin_explore", args=[page.get_parent().pk])):
        assert re.search(rf"/pages/{page.pk}/|[^0-9]{page.pk}[^0-9]", found_in(client, screen, typed)), screen


def test_pages_are_found_by_every_title_that_o_net_gives_them(searched):
    titles = list(JobTitle.objects.values_list("code", "title"))
    assert len(titles) > 20
    for code, title in titles:
        found = get_search_backend().autocomplete(title.upper(), OccupationPage.objects.all())
        assert code in {page.code for page in found}, title
    audio = get_search_backend().autocomplete("audio tech", Page.objects.all())
    assert "27-4014.00" in {getattr(page.specific, "code", "") for page in audio}


ODD_TITLES = [
    "Audio/Video Tech",
    "C++ (Plus) Developer",
    "R.N.",
    "Children's Aide",
    "Ökonom",
    "A_B Tester",
    "3-D Artist",
    "O'Neil \" Co",
]


@pytest.mark.parametrize("title", ODD_TITLES)
def test_odd_titles_are_found_as_they_are_written_and_by_their_words(searched, title):
    parent = OccupationPage.objects.first().get_parent()
    subject = [("99-1234.56", "Of Oddities", "/roles/role-99-1234-56")]
    create_subject_pages(
        OccupationPage, subject, also={"99-1234.56": [title]}, parent=parent, slug=lambda *_: "odd", progress=lambda *_: None
    )
    for typed in (title, re.sub(r"\W+", " ", title), title.lower(), "99-1234", "99-1234.56"):
        found = list(get_search_backend().autocomplete(typed, OccupationPage.objects.all()))
        assert "99-1234.56" in {page.code for page in found}, typed


def test_a_page_follows_the_titles_of_its_next_edition_and_no_draft_brings_the_old_ones_back(searched):
    page = OccupationPage.objects.get(code="27-4014.00")
    draft = page.save_revision()
    assert "found_by" not in draft.content

    def publish(title: str, also: str) -> None:
        rows = [("27-4014.00", title, "/roles/new-address")]
        parent, further = page.get_parent(), {"27-4014.00": [also]}
        create_subject_pages(OccupationPage, rows, also=further, parent=parent, slug=lambda *_: "", progress=lambda *_: None)

    publish("Zitherists", "Zymurgist")
    Revision.objects.get(pk=draft.pk).publish()
    page.refresh_from_db()
    assert (page.title, page.address) == ("Zitherists", "/roles/new-address")
    for typed, count in (("zymurgist", 1), ("zither", 1), ("dub room", 0)):
        assert get_search_backend().autocomplete(typed, OccupationPage.objects.all()).count() == count, typed
    publish("Zitherists", "Zoo Keeper")
    assert not list(get_search_backend().autocomplete("zymurgist", OccupationPage.objects.all()))


def test_a_second_edition_of_the_same_titles_writes_no_page(searched, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        create_missing_pages(searched, lambda *_: None)
    OccupationPage.objects.update(found_by="")
    # SQLite's index is told of each page by itself.
    with django_assert_max_num_queries(OccupationPage.objects.count() + 30):
        create_missing_pages(searched, lambda *_: None)
    assert not OccupationPage.objects.filter(found_by="").exists()
