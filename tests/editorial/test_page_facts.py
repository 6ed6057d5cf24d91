"""The edit view of a subject's page says what its public page shows, what it lacks and why, and what editors added."""

import re

import bs4
import pytest
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from gradient.models import UnitGroupPage
from occupations.models import OccupationPage
from tests.editorial.conftest import member

pytestmark = pytest.mark.usefixtures("module_sample_edition")
ROWS = [(OccupationPage, code) for code in ("27-4014.00", "27-4011.00")] + [(UnitGroupPage, "3521")]


@pytest.fixture
def admin(client: Client, editor) -> Client:
    client.force_login(editor)
    return client


def soup_of(client: Client, address: str) -> bs4.BeautifulSoup:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    return bs4.BeautifulSoup(answer.content.decode(), "html.parser")


def words(element: bs4.Tag) -> str:
    return " ".join(element.get_text(" ").split())


def panel_of(client: Client, page) -> bs4.Tag:
    panel = soup_of(client, reverse("wagtailadmin_pages:edit", args=[page.pk])).select_one(".page-facts")
    assert panel is not None
    return panel


def figures(soup: bs4.Tag) -> list[tuple[str, str]]:
    """Labels and values as they read, without the marks of notes that public pages set beside values."""
    found = []
    for one in soup.select("ul.headline-figures > li, .answer:has(.answer__value)"):
        label = one.select_one(".headline-figures__label, h2")
        value = one.select_one(".headline-figures__value, .answer__value")
        assert label is not None
        assert value is not None
        data = value.select_one("data, .figure__value") or value
        found.append((words(label), words(data)))
    return found


@pytest.mark.parametrize(("kind", "code"), ROWS)
def test_key_figures_are_those_of_the_public_page(admin, kind, code):
    page = kind.objects.filter(code=code).first() or kind.objects.first()
    panel, public = panel_of(admin, page), soup_of(Client(), page.address)
    assert figures(panel)
    assert [label for label, _ in figures(panel)] == [label for label, _ in figures(public)]
    for (_, shown), (_, printed) in zip(figures(panel), figures(public), strict=True):
        assert printed.startswith(shown) or shown.startswith(printed)
    links = [link["href"] for link in panel.select("a")]
    assert page.address in links
    assert any(str(link).endswith(f"/{page.code}/") and Client().get(str(link)).status_code == 200 for link in links)


def test_sections_are_counted_as_the_public_page_has_them(admin):
    found: list[str] = []
    for page in OccupationPage.objects.all():
        panel, public = panel_of(admin, page), soup_of(Client(), page.address)
        absent = [text for one in public.select(".section__absent") if "edition does not cover" in (text := words(one))]
        found += absent
        said = [words(one) for one in panel.select("dd")]
        assert set(absent) <= set(said), page.code
        count = re.match(r"(\d+) sections? with data, (\d+) without", words(panel.select_one("summary")))
        assert int(count[2]) == len(said)
        assert int(count[1]) == len(words(panel.select("details p")[-1]).split(" · "))
    assert found


def test_what_editors_added_is_listed_with_whose_it_is_and_whether_readers_see_it(admin):
    page = OccupationPage.objects.get(code="27-4014.00")
    note = {
        "section": "wages",
        "position": "after",
        "text": "<p>Of <b>ours</b>.</p><p>&lt;i&gt;</p>",
        "by": "Mona Mair",
        "on": "2026-02-03",
    }
    page.local_notes = [{"type": "note", "value": note}]
    page.save_revision().publish()
    page.refresh_from_db()
    hidden = {"section": "industries", "reason": "Being checked."}
    page.local_notes = [*page.local_notes.get_prep_value(), {"type": "hidden", "value": hidden}]
    page.save_revision()
    Redirect.objects.create(old_path="/sound", redirect_page=page.page_ptr)
    panel = panel_of(admin, page)
    first, second = panel.select("ul:not(.headline-figures) li")
    assert "Of ours. <i>" in words(first)
    assert "Note by Mona Mair, 3 February 2026" in words(first)
    assert "not what readers see" not in words(first)
    assert "Hidden:" in words(second)
    assert "Being checked. (not what readers see now)" in words(second)
    assert "Addresses that lead here: /sound" in words(panel)
    page.unpublish()
    assert "readers see the page without them" in words(panel_of(admin, page))


def test_a_page_whose_subject_the_live_edition_lacks_says_so(admin):
    parent = OccupationPage.objects.first().get_parent()
    page = parent.add_child(
        instance=OccupationPage(title="Once There", code="99-9999.00", slug="99", address="/roles/role-99-9999-00")
    )
    panel = panel_of(admin, page)
    assert "does not have 99-9999.00" in words(panel)
    assert not figures(panel)
    assert "No notes" in words(panel)


def test_the_title_is_not_changed_by_a_forged_form_of_those_who_publish(client):
    client.force_login(member("Moderators"))
    page = OccupationPage.objects.get(code="27-4014.00")
    forged = {"title": "Mine", "draft_title": "Mine", "code": "1", "address": "/mine", "slug": "mine", "action-publish": "1"}
    forged |= {"local_notes-count": "0", "seo_title": "For engines", "search_description": "", "comments-TOTAL_FORMS": "0"}
    forged |= {"comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": ""}
    assert client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), forged).status_code == 302
    saved = OccupationPage.objects.get(pk=page.pk)
    assert saved.seo_title == "For engines"
    assert [(one.title, one.draft_title, one.code, one.address, one.slug) for one in (saved,)] == [
        (page.title, page.draft_title, page.code, page.address, page.slug)
    ]
