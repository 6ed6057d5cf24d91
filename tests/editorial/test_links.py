"""A link that editors write leads to a page of this site, of http or https, or to a mail address, wherever it is written."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.blocks import StreamBlockValidationError

from singulariki.editorial.blocks import LayoutBody
from singulariki.editorial.forms import bound_body
from singulariki.editorial.links import is_link
from singulariki.editorial.models import HomePage, Layout, SiteWords, StandardPage
from tests.editorial.forms import rendered_form
from tests.fixtures_sample import *  # noqa: F403

pytestmark = pytest.mark.django_db
GOOD = (
    "/newsroom/",
    "/roles/?q=sound#top",
    "/",
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
    fields = rendered_form(admin.get(edit()).content.decode())
    assert fields[field].startswith("/")
    answer = admin.post(edit(), {**fields, field: address, "action-publish": "1"})
    assert answer.status_code == 200
    assert "is not an address that readers can follow" in answer.content.decode()
    assert address not in Client().get("/").content.decode()


def kit_of(url: str):
    link = {"title": "More", "url": url}
    value = {"heading": "Kit", "headline": "Fine", "factoids": ["Fine"], "closing": "", "links": [link], "note": ""}
    body = bound_body(LayoutBody, "occupation")
    return body.clean(body.to_python([{"type": "report_kit", "value": value}]))


@pytest.mark.parametrize("address", [*BAD, "{no-such-figure}", "javascript:{title}"])
def test_a_kit_refuses_what_is_no_address_or_no_figure(address):
    with pytest.raises((StreamBlockValidationError, ValidationError)):
        kit_of(address)


@pytest.mark.parametrize("address", [*GOOD, "{share-image}", "/roles/?q={code}"])
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


def test_rich_text_loses_such_addresses_when_it_is_saved(admin):
    page = StandardPage.objects.get(slug="about")
    fields = rendered_form(admin.get(edit_page(page)).content.decode())
    text = (
        '{"blocks":[{"key":"a","text":"here","type":"unstyled","depth":0,"inlineStyleRanges":[],'
        '"entityRanges":[{"offset":0,"length":4,"key":0}]}],'
        '"entityMap":{"0":{"type":"LINK","mutability":"MUTABLE","data":{"url":"javascript:alert(1)"}}}}'
    )
    assert admin.post(edit_page(page), {**fields, "contact": text, "action-publish": "1"}).status_code == 302
    assert "javascript:" not in Client().get("/about/").content.decode()
