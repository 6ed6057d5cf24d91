"""A link that editors write leads to a page of this site, of http or https, or to a mail address, wherever it is written."""

import json
import re
from html import escape, unescape

import bs4
import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.blocks import Block, RichTextBlock
from wagtail.fields import RichTextField

from singulariki.editorial.blocks.layout import LayoutFormBody
from singulariki.editorial.blocks.sections import ProseBlock
from singulariki.editorial.forms import bound_body
from singulariki.editorial.models import Caveat, HomePage, Layout, SiteWords, StandardPage
from singulariki.editorial.prose import ProseField, is_link
from tests.editorial.forms import rendered_form
from tests.fixtures_sample import *  # noqa: F403

# Rules of addresses, kept in texts: the same on every database.
pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
GOOD = (
    "/newsroom/",
    "/roles/?q=sound#top",
    "/",
    "#contact",
    "#my place",
    "tel:+41-22-000-00-00",
    "tel:(022)000/00.00",
    "tel:+41220000000;ext=5",
    "tel:+41220000000ext.5",
    "https://example.org/a?b=c",
    "http://localhost:8000",
    "mailto:press@example.org",
)
BAD = (
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)"),
    *(
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//elsewhere.example",
        "/\\elsewhere.example",
    ),
    *(
        "\\\\elsewhere",
        "https:///nowhere",
        "https://",
        "newsroom",
        "mailto:",
        "mailto:nobody",
        "http://[",
        "blob:x",
        "ftp://elsewhere.example/",
        "http://[::1",
        "http://elsewhere.example:99999999/",
        "/\t/elsewhere.example",
        "\ufeffjavascript:alert(1)",
        "#",
        "tel:javascript",
        "tel:+41;x=javascript",
        "#\\evil",
        "&#106;avascript:x",
    ),
)


@pytest.mark.parametrize("address", GOOD)
def test_what_readers_can_follow_is_a_link(address):
    assert is_link(address)


@pytest.mark.parametrize("address", BAD)
def test_what_could_run_or_lead_astray_is_none(address):
    assert not is_link(address)


@pytest.fixture
def admin(client: Client, moderator) -> Client:
    client.force_login(moderator)
    return client


def edit_words() -> str:
    return reverse("wagtailsettings:edit", args=["editorial", "sitewords", SiteWords.load().pk])


def edit_page(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//elsewhere.example", "data:text/html,x"])
@pytest.mark.parametrize(
    ("edit", "field"),
    [
        (edit_words, "navigation-0-value-url"),
        (lambda: edit_page(HomePage.objects.get()), "body-2-value-entries-0-value-url"),
    ],
    ids=["menu", "ways in"],
)
def test_the_form_says_what_an_address_may_be(admin, edit, field, address):
    fields = rendered_form(admin.get(edit()).content.decode(), is_open=True)
    assert fields[field].startswith("/")
    answer = admin.post(edit(), {**fields, field: address, "action-publish": "1"})
    assert answer.status_code == 200
    assert "is not an address that readers can follow" in answer.content.decode()
    assert address not in Client().get("/").content.decode()


def kit_of(url: str):
    link = {"title": "More", "url": url}
    value = {"heading": "Kit", "headline": "Fine", "factoids": ["Fine"], "closing": "", "links": [link], "note": ""}
    kit = bound_body(LayoutFormBody, "occupation").child_blocks["report_kit"]
    return kit.clean(kit.to_python(value))


@pytest.mark.parametrize(
    "address", [*BAD, "{no-such-figure}", "javascript:{title}", "{title}javascript:alert(1)", "{title}//x.example"]
)
def test_a_kit_refuses_what_is_no_address_or_no_figure(address):
    with pytest.raises(ValidationError):
        kit_of(address)


@pytest.mark.parametrize("address", [*GOOD, "{share-image}", "{page-address}#top", "{page-address}?a=b", "/roles/?q={code}"])
def test_a_kit_takes_addresses_and_figures_that_stand_for_one(address):
    kit_of(address)


def test_what_was_stored_before_is_not_shown_to_readers(module_sample_edition):
    words = SiteWords.load()
    words.navigation = [
        ("link", {"title": "Run", "url": "javascript:alert(1)"}),
        ("link", {"title": "News", "url": "/newsroom/"}),
    ]
    words.save()
    page = StandardPage.objects.get(slug="about")
    entries = [{"title": name, "text": "", "url": url} for name, url in (("Go", "vbscript:alert(2)"), ("Stay", "/about/"))]
    page.body = [{"type": "entries", "value": {"heading": "Ways", "entries": entries}}]
    page.save_revision(clean=False).publish()
    layout = Layout.objects.get(kind="unit-group")
    links = [{"title": "Title", "url": "javascript:{title}"}, {"title": "Data", "url": "/datasets/"}]
    kit = {"heading": "Kit", "headline": "Fine", "factoids": [], "closing": "", "links": links, "note": ""}
    layout.body = [{"type": "report_kit", "value": kit}]
    layout.save()
    about = Client().get("/about/").content.decode()
    subject = Client().get("/gradient/3521-broadcasting-and-audio-visual-technicians.html").content.decode()
    assert "vbscript:" not in about
    assert "javascript:" not in about + subject
    assert ">News</a>" in about
    assert 'href="/about/"' in about
    assert '<a href="/datasets/">Data</a>' in subject


def sent_link(address: str) -> str:
    """A paragraph with one link, as the rich text editor sends it."""
    ranges = [{"offset": 0, "length": 4, "key": 0}]
    block = {"key": "a", "text": "here", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": ranges}
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": address}}
    return json.dumps({"blocks": [block], "entityMap": {"0": link}})


def edit_caveat() -> str:
    return reverse("wagtailsnippets_editorial_caveat:edit", args=[Caveat.objects.first().pk])


def edit_layout() -> str:
    return reverse("wagtailsnippets_editorial_layout:edit", args=[Layout.objects.get(kind="unit-group").pk])


def edit_about() -> str:
    return edit_page(StandardPage.objects.get(slug="about"))


RICH = {
    "contact": (edit_about, "contact"),
    "text of a page": (edit_about, "body-0-value"),
    "footer": (edit_words, "footer"),
    "caveat": (edit_caveat, "text"),
    "section of a layout": (edit_layout, "body-0-value-intro"),
}


@pytest.mark.parametrize(("edit", "field"), RICH.values(), ids=RICH)
def test_a_link_in_any_rich_text_that_nobody_should_follow_is_named_and_stays_in_the_form(admin, edit, field):
    fields = rendered_form(admin.get(edit()).content.decode(), is_open=True)
    assert '"blocks"' in fields[field]
    for address in BAD if field == "contact" else ("javascript:alert(1)", "/\\elsewhere.example", "ftp://elsewhere.example/"):
        posted = {**fields, field: sent_link(address), "action-publish": "1"}
        answer = admin.post(edit(), posted)
        assert answer.status_code == 200, address
        words = answer.content.decode()
        named = f"“{address}” is not an address that readers can follow"
        assert named in unescape(words) or json.dumps(named)[1:-1] in unescape(words), address
        assert sent_link(address) == rendered_form(words, is_open=True)[field]
    for address in GOOD if field == "contact" else ("#contact",):
        answer = admin.post(edit(), {**fields, field: sent_link(address)})
        assert answer.status_code == 302, (address, answer.context["form"].errors)


def test_bad_links_of_old_texts_are_shown_as_plain_words(module_sample_edition):
    bad = [address for address in BAD if not address.isspace()]
    text = "<p>" + "".join(f'<a href="{escape(address)}"><b>old{number}</b></a> ' for number, address in enumerate(bad)) + "</p>"
    text += '<p><a href="/about/">good</a> <a>dead</a> <a linktype="page" id="999999">gone</a> <a href="#x">place</a></p>'
    page = StandardPage.objects.get(slug="about")
    page.body, page.contact = [("text", text)], text
    page.save_revision(clean=False).publish()
    words = SiteWords.load()
    words.footer = text
    words.save()
    layout = Layout.objects.get(kind="unit-group")
    layout.body = [
        {"type": "narrative", "value": {"heading": "", "placement": "section", "text": text}},
        {"type": "caveat", "value": {"caveat": Caveat.objects.first().pk, "position": "standing"}},
    ]
    layout.save()
    Caveat.objects.filter(pk=Caveat.objects.first().pk).update(text=text)
    about = Client().get("/about/")
    subject = Client().get("/gradient/3521-broadcasting-and-audio-visual-technicians.html")
    for answer, times in ((about, 3), (subject, 3)):
        links = bs4.BeautifulSoup(answer.content, "html.parser").select("a")
        assert [link for link in links if re.fullmatch(r"old\d+|dead|gone", link.text)] == []
        assert answer.content.decode().count(f"old{len(bad) - 1}") == times
        assert len([link for link in links if link.text == "good"]) == times
        assert len([link for link in links if link.text == "place"]) == times


def every_block(block: Block) -> list[Block]:
    children = [*getattr(block, "child_blocks", {}).values(), getattr(block, "child_block", None)]
    return [block, *(below for child in children if child for below in every_block(child))]


def test_every_rich_text_of_ours_is_of_the_checked_kind():
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    blocks = [block for field in fields if hasattr(field, "stream_block") for block in every_block(field.stream_block)]
    prose = [field for field in fields if isinstance(field, RichTextField)]
    written = [block for block in blocks if isinstance(block, RichTextBlock)]
    assert len(prose) >= 3
    assert len(written) >= 4
    assert all(isinstance(field, ProseField) for field in prose)
    assert all(isinstance(block, ProseBlock) for block in written)
