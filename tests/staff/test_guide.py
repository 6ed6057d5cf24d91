"""The guide for data stewards: the text of the repository as a screen, which every other screen leads to."""

import re

import pytest
from django.urls import reverse

from citations.staff import urls
from citations.staff.base import AreaPage
from citations.staff.guide import GUIDE, Guide, guide_as_html

SCREENS = {pattern.name: pattern.callback.view_class for pattern in urls.urlpatterns if hasattr(pattern.callback, "view_class")}
OF_THE_GUIDE = {name: view for name, view in SCREENS.items() if issubclass(view, AreaPage) and view is not Guide}


@pytest.fixture(scope="module")
def guide() -> str:
    return guide_as_html(GUIDE.read_text(encoding="utf-8"))[1]


def test_every_screen_leads_to_a_section_that_there_is(guide):
    assert len(OF_THE_GUIDE) > 10
    for name, view in OF_THE_GUIDE.items():
        assert f'id="{view.guide}"' in guide, f"The guide has no section {view.guide}, which the screen {name} leads to."


def test_links_inside_the_guide_lead_somewhere(guide):
    for target in re.findall(r'href="#([^"]+)"', guide):
        assert f'id="{target}"' in guide
    assert set(re.findall(r'href="(.)', guide)) <= {"h", "#"}  # other documents of the repository are named, not linked


def test_a_document_that_no_screen_shows_is_named_and_html_stays_text():
    sections, text = guide_as_html(
        "# Title\n\n## Two *things*: a & b\n\n[how](operations.md#x) <b>no</b>\n\n| a | b |\n|--|--|\n| 1 | 2 |\n"
    )
    assert sections == [("two-things-a--b", "Two things: a & b")]
    assert '<h2 id="two-things-a--b">' in text
    assert "how, <code>docs/operations.md</code> &lt;b&gt;no&lt;/b&gt;" in text
    assert '<td>1</td>\n<td data-label="B">2</td>' in text
    assert "Title" not in text


@pytest.mark.django_db
def test_the_guide_is_a_screen_and_others_link_to_their_section(steward, ready):
    page = steward.get(reverse("citations_admin:guide")).content.decode()
    assert '<h2 id="compiling">Compiling</h2>' in page
    assert '<a href="#compiling">Compiling</a>' in page
    here = f"{reverse('citations_admin:guide')}#what-a-release-goes-through"
    for name, args in (("releases", []), ("release", [ready.pk])):
        assert f'href="{here}"' in steward.get(reverse(f"citations_admin:{name}", args=args)).content.decode()
