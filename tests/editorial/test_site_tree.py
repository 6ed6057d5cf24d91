"""A fresh site has its pages, layouts and caveats; what editors made of them is never overwritten."""

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from singulariki.editorial.models import Caveat, HomePage, Layout, SiteWords, StandardPage
from singulariki.editorial.registry import PAGE_KINDS, Section
from singulariki.editorial.seeds import default_blocks, ensure_default_layouts, ensure_site_tree
from tests.editorial.subjects import thing_kind

pytestmark = pytest.mark.django_db


def test_a_fresh_site_answers_with_its_own_pages(client):
    for address in ("/", "/newsroom/", "/about/"):
        assert client.get(address).status_code == 200, address
    assert not Page.objects.filter(title__contains="Welcome").exists()
    assert Site.objects.get().root_page.specific == HomePage.objects.get()


def test_the_newsroom_says_what_exposure_is_not(client):
    page = client.get("/newsroom/").content.decode()
    assert "It is not a forecast." in page
    assert 'data-copy="line-' in page or 'id="line-a-note-to-set-below' in page


def test_every_page_kind_has_a_published_layout():
    assert set(Layout.objects.filter(live=True).values_list("kind", flat=True)) == set(PAGE_KINDS)


def test_setting_up_again_changes_nothing():
    before = (list(Page.objects.values_list("pk", "title")), Layout.objects.count(), Caveat.objects.count())
    call_command("migrate", verbosity=0)
    assert (list(Page.objects.values_list("pk", "title")), Layout.objects.count(), Caveat.objects.count()) == before


def test_what_editors_wrote_is_kept():
    layout = Layout.objects.get(kind="unit-group")
    layout.body = []
    layout.save_revision().publish()
    caveat = Caveat.objects.get(key="exposure-is-overlap")
    caveat.text = "<p>Ours.</p>"
    caveat.save_revision().publish()
    StandardPage.objects.get(slug="newsroom").delete()
    ensure_default_layouts()
    ensure_site_tree()
    layout.refresh_from_db()
    caveat.refresh_from_db()
    assert len(layout.body) == 0
    assert caveat.text == "<p>Ours.</p>"
    assert not StandardPage.objects.filter(slug="newsroom").exists()


def test_an_unpublished_layout_gives_way_to_the_first_one(sample_edition, client):
    layout = Layout.objects.get(kind="unit-group")
    layout.body = []
    layout.save_revision().publish()
    address = "/gradient/3521-broadcasting-and-audio-visual-technicians.html"
    assert "How its tasks split across the gradient" not in client.get(address).content.decode()
    layout.unpublish()
    assert "How its tasks split across the gradient" in client.get(address).content.decode()


@pytest.mark.parametrize("kind", PAGE_KINDS.values(), ids=PAGE_KINDS.keys())
def test_a_first_layout_names_only_caveats_and_sections_that_exist(kind):
    for block in default_blocks(kind):
        if block["type"] == "section":
            assert block["value"]["section"] in kind.sections
        if block["type"] == "caveat":
            assert isinstance(block["value"]["caveat"], int)


def test_words_of_the_site_are_on_every_page(client):
    words = SiteWords.load()
    words.footer = "<p>Kept by hand.</p>"
    words.navigation = [("link", {"title": "News", "url": "/newsroom/"})]
    words.save()
    page = client.get("/newsroom/").content.decode()
    assert "Kept by hand." in page
    assert '<a href="/newsroom/" aria-current="page">News</a>' in page


def test_a_section_of_a_later_app_stands_where_it_says_in_the_first_layout():
    kind = thing_kind()
    kind.default_layout = lambda: [{"type": "section", "value": {"section": key}} for key in ("rows", "sources")]
    kind.add_section(Section("place", "Its place", "specimen/section.html", lambda thing: {}), after="rows")
    assert [block["value"]["section"] for block in kind.first_layout()] == ["rows", "place", "sources"]
    assert len(kind.first_layout()) == 3
