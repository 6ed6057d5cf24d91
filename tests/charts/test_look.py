"""The look as a whole: what the pages load, and that they hold without data, scripts or inline styles."""

import gzip
import re
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client

from citations.models import Edition
from singulariki.delivery.templating import draw_component
from tests.fixtures_sample import *  # noqa: F403
from tests.reading.page import drawn_html

STATIC = settings.BASE_DIR / "static"
TEMPLATES = settings.BASE_DIR / "templates"
ERRORS = ("400", "403", "404", "500")


PAGES = (
    *(
        "/",
        "/gradient/",
        "/gradient/3521",
        "/roles/",
        "/roles/role-27-4014-00",
        "/quadrant",
        "/compare/",
        "/tasks/",
        "/elements/",
    ),
    *("/families/", "/industries/", "/technology/", "/clusters/", "/study/", "/methodology", "/datasets/", "/editions/"),
    *("/search?q=sound", "/newsroom/", "/about/", "/api/v1/docs/"),
)


@pytest.fixture
def edition(module_sample_edition: Edition) -> Edition:
    return module_sample_edition


@pytest.fixture(params=[*PAGES, *ERRORS])
def page(request: pytest.FixtureRequest, client: Client, edition: Edition) -> str:
    """A page of the sample, or an error page, which is drawn without any context."""
    if request.param in ERRORS:
        return render_to_string(f"{request.param}.html")
    answer = client.get(request.param, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


class Elements(HTMLParser):
    """Collects start tags with their attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.found.append((tag, dict(attrs)))


def test_pages_hold_nothing_inline_and_ask_no_other_host(page: str):
    elements = Elements(page).found
    assert len(elements) > 30
    for tag, attributes in elements:
        assert tag != "style"
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert tag != "script" or re.match(r"/(static|api/v1/docs)/", attributes.get("src", ""))
        if tag == "link" and attributes["rel"] != "canonical":
            assert attributes["href"].startswith("/")


def test_every_static_file_a_page_names_exists(page: str):
    names = re.findall(r'(?:href|src)="/static/([^"]+)"', page)
    assert {"icons/favicon.svg", "js/page.js"} <= set(names)
    assert [name for name in names if finders.find(name) is None] == []


def test_ids_are_unique_and_every_reference_to_one_is_answered(page: str):
    elements = Elements(page).found
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in elements:
        for name in ("aria-labelledby", "popovertarget", "for", "data-copy-target"):
            assert set(attributes.get(name, "").split()) <= set(ids), (name, attributes)


@pytest.mark.parametrize("code", ERRORS)
def test_error_pages_need_no_context_and_say_what_to_do(code):
    html = render_to_string(f"{code}.html")
    assert f"Error {code}" in html
    assert '<a href="/">' in html
    assert html.startswith("<!doctype html>")


def test_a_missing_page_suggests_the_nearest_ones():
    html = drawn_html("404.html", {"suggestions": [("3521 Broadcasting Technicians", "/gradient/3521")]})
    assert '<a href="/gradient/3521">3521 Broadcasting Technicians</a>' in html
    assert "Nearest" not in drawn_html("404.html")


def test_the_one_list_of_stylesheets_names_each_file_once():
    listed = re.findall(r"css/([\w-]+\.css)", (TEMPLATES / "components" / "stylesheets.html").read_text())
    assert sorted(listed) == sorted(path.name for path in (STATIC / "css").glob("*.css"))
    assert (listed[0], listed[-1]) == ("tokens.css", "print.css")


def test_styles_and_scripts_together_stay_within_25_kilobytes_gzipped(client):
    (address,) = re.findall(r'<link rel="stylesheet" href="([^"]+)"', draw_component("stylesheets"))
    sent = [client.get(address).content, *(path.read_bytes() for path in (STATIC / "js").glob("*.js"))]
    assert sum(len(gzip.compress(content)) for content in sent) <= 25_000


@pytest.mark.django_db
def test_a_page_asks_for_all_styles_in_one_request(client):
    (address,) = re.findall(r'<link rel="stylesheet" href="([^"]+)"', draw_component("stylesheets"))
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer["Cache-Control"]
    assert answer.content.startswith((STATIC / "css" / "tokens.css").read_bytes())
    assert (STATIC / "css" / "print.css").read_bytes() in answer.content
    assert client.get("/style/0000.css").status_code == 404


def test_stylesheets_use_logical_properties():
    physical = re.compile(r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|width|height)\s*:")
    for path in (STATIC / "css").glob("*.css"):
        body = re.sub(r"\([^)]*\)|/\*.*?\*/", "", path.read_text(), flags=re.S)
        # The shapes of a picture have no writing direction.
        body = re.sub(r"\{[^}]*\bfill:[^}]*\}", "", body)
        assert not physical.findall(body), path.name


def test_the_frame_shows_edition_sample_banner_and_places_to_go():
    html = render_to_string(
        "base.html",
        {
            "edition": {"name": "2025-11", "published_on": None, "url": "", "is_candidate": False},
            "sample_banner": {"text": "This is a sample.", "command": "manage.py load_releases FOLDER"},
            "nav": [{"title": "Gradient", "url": "/gradient/", "current": True}],
        },
    )
    assert "<strong>2025-11</strong>" in html
    assert "<code>manage.py load_releases FOLDER</code>" in html
    assert '<a href="/gradient/" aria-current="page">Gradient</a>' in html
    assert "banner__row" not in render_to_string("base.html")
