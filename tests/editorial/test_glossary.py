"""Words of the glossary explain themselves where prose uses them first; and what editors write around pages of data."""

import bs4
import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from singulariki.editorial.explaining import Explainer, anchor_of
from singulariki.editorial.models import DataPageText, Layout, StandardPage, Term
from singulariki.editorial.published import change_stamp
from tests.editorial.forms import problems, words_of

pytestmark = [pytest.mark.usefixtures("module_sample_edition"), pytest.mark.either_database]


@pytest.fixture
def mona(client: Client, moderator) -> Client:
    client.force_login(moderator)
    return client


def read(path: str) -> bs4.BeautifulSoup:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return bs4.BeautifulSoup(answer.content, "html.parser")


def term(**fields: str) -> Term:
    return Term.objects.create(**{"meaning": "What it is.", "live": True, **fields})


def marked(html: str) -> str:
    """The prose with marked words in brackets."""
    soup = bs4.BeautifulSoup(Explainer(None).explained(html), "html.parser")
    for word in soup.select(".term"):
        word.replace_with(f"[{word.get_text()}]")
    return str(soup)


@pytest.fixture(autouse=True)
def own_words(module_sample_edition) -> None:
    Term.objects.all().delete()
    change_stamp()


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>A unit group and a unit group.</p>", "<p>A [unit group] and a unit group.</p>"),
        ("<p>Unit Groups first, a unit group later.</p>", "<p>[Unit Groups] first, a unit group later.</p>"),
        ("<p>A sub-unit group, a unit group-like thing.</p>", "<p>A sub-unit group, a unit group-like thing.</p>"),
        ("<h2>Unit group</h2><p>The unit group.</p>", "<h2>Unit group</h2><p>The [unit group].</p>"),
        ('<p><a href="/x">The unit group</a> is one.</p>', '<p><a href="/x">The unit group</a> is one.</p>'),
        ('<p title="a unit group"><b>unit group</b></p>', '<p title="a unit group"><b>[unit group]</b></p>'),
        ("<p>R&amp;D and AT&amp;T.</p>", "<p>[R&amp;D] and AT&amp;T.</p>"),
        ("<p>Gradient and gradient 4.</p>", "<p>[Gradient] and [gradient 4].</p>"),
        ("<p>Nothing here.</p>", "<p>Nothing here.</p>"),
        ("<p>Rock &amp; roll, then an amp.</p>", "<p>Rock &amp; roll, then an [amp].</p>"),
        ("<p>An AI act, an AI-act.</p>", "<p>An [AI act], an [AI-act].</p>"),
        ("<p>Straße, straße.</p>", "<p>[Straße], straße.</p>"),
    ],
)
def test_the_first_use_of_a_word_is_marked_and_no_other(html, shown):
    term(name="unit group", other_forms="unit groups, ")
    term(name="R&D")
    term(name="gradient")
    term(name="gradient 4")
    for name in ("amp", "AI act", "AI-act", "straße"):
        term(name=name)
    assert marked(html) == shown
    anchors = [anchor_of(one) for one in Term.objects.all()]
    assert len(anchors) == len(set(anchors))


def test_a_draft_explains_nothing_and_hostile_words_stay_words():
    term(name="draft word", live=False)
    term(name="<script>alert(1)</script>", meaning="<img src=x onerror=alert(1)>")
    assert marked("<p>A draft word.</p>") == "<p>A draft word.</p>"
    page = read("/glossary")
    assert not page.select("main script, main img")
    assert "draft word" not in page.get_text()


def test_words_on_pages_of_all_kinds_can_be_asked_about_without_a_script():
    term(name="exposure scale", meaning="From nothing to all.")
    term(name="sentence", meaning="It ends with a stop.")
    about = StandardPage.objects.get(slug="about")
    about.body = [{"type": "text", "value": "<p>A sentence on this.</p>"}]
    about.save_revision().publish()
    for path, meaning in (("/gradient/3521-x.html", "From nothing to all."), ("/about/", "It ends with a stop.")):
        answer = Client().get(path, follow=True)
        [link] = bs4.BeautifulSoup(answer.content, "html.parser").select("a.term")
        address, _, anchor = link["href"].partition("#")
        notes = Client().get(f"{answer.request['PATH_INFO']}{address}")
        note = bs4.BeautifulSoup(notes.content, "html.parser").find(id=anchor)
        assert meaning in note.get_text()
        anchor = note.select_one("a[href^='/glossary#']")["href"].partition("#")[2]
        assert read("/glossary").find(id=anchor) is not None
    assert "From nothing" not in Client().get("/roles/role-27-4014-00/context.md").content.decode()


def test_a_word_is_explained_once_and_a_new_one_at_the_next_request(mona):
    add = reverse("wagtailsnippets_editorial_term:add")
    fields = {"name": "edition", "other_forms": "editions", "meaning": "A set of releases.", "more": "/editions/"}
    assert mona.post(add, {**fields, "action-publish": "1"}).status_code == 302
    assert "A set of releases." in read("/glossary").get_text()
    for wrong, why in (
        ({"name": "Editions", "other_forms": ""}, "is a spelling of “edition” already"),
        ({"name": "ab", "other_forms": ""}, "too short to be told from other words"),
        ({"name": "fresh", "more": "javascript:alert(1)", "other_forms": ""}, "is not an address that readers can follow"),
    ):
        answer = mona.post(add, {**fields, **wrong})
        assert answer.status_code == 200
        assert why in words_of(answer)
    assert Term.objects.count() == 1


def test_what_editors_write_around_a_dataset_stands_around_its_own_facts(mona):
    add = reverse("wagtailsnippets_editorial_datapagetext:add")
    features = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "image", "blockquote", "hr"]
    fields = {
        "page": "dataset:onet",
        "above": rich_text("<p>How we read it.</p>", features=features),
        "below": rich_text("<p>What we wish for.</p>", features=features),
    }
    answer = mona.post(add, {**fields, "action-publish": "1"})
    assert answer.status_code == 302, problems(answer)
    words = read("/datasets/onet/").select_one("main").get_text(" ")
    assert words.index("How we read it.") < words.index("What it measures") < words.index("What we wish for.")
    assert "How we read it." not in read("/datasets/bls-oews/").get_text()
    for page, path in (("datasets", "/datasets/"), ("editions", "/editions/")):
        text = DataPageText.objects.create(page=page, above=f"<p>Above {page}.</p>", live=True)
        assert f"Above {page}." in read(path).get_text()
        text.unpublish()
        assert f"Above {page}." not in read(path).get_text()


def test_editors_write_on_the_methodology_between_its_own_lists():
    layout = Layout.objects.get(kind="methodology")
    words = {"heading": "Why we do it so", "placement": "section", "text": "<p>Because it can be checked.</p>"}
    layout.body = [{"type": "narrative", "value": words}, *layout.body.get_prep_value()]
    layout.save_revision().publish()
    page = read("/methodology")
    assert "Because it can be checked." in page.get_text()
    assert page.find(id="wage-median") is not None
