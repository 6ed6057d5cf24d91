"""What leaves an occupation's page: its brief for assistants, and its charts in frames of other sites."""

import re
from collections import Counter

import pytest
from django.template import engines
from django.test import Client
from jinja2 import Environment, Template

from citations.models import Edition
from tests.reading.page import read

PAGE = "/roles/role-27-4014-00"
CHART = "/embed/role/27-4014-00/pay"


def test_the_brief_is_markdown_stamped_with_its_sources(edition: Edition, client: Client) -> None:
    answer = client.get(f"{PAGE}/context.md")
    text = answer.content.decode()
    assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert text.startswith('---\ntitle: "Sound Engineering Technicians"\n')
    assert f'edition: "{edition.name}"' in text
    stamp = text.split("---")[1]
    assert "O*NET" in stamp
    assert "Frey & Osborne" in stamp


def test_the_brief_says_the_numbers_of_the_page_and_nothing_for_the_screen(edition: Edition, client: Client) -> None:
    page = client.get(PAGE).content.decode()
    text = client.get(f"{PAGE}/context.md").content.decode().replace("\\", "")
    kit = page.index('id="report-kit"')
    printed = [shown for _, _, shown in read(page[:kit]).numbers]
    assert len(printed) > 20
    assert [shown for shown in printed if shown not in text] == []
    assert re.search(r"</?(p|div|table|svg|button)\b", text) is None
    assert "Copy" not in text


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Counter:
    """How often each template was asked for since the test began; a component once a page at least."""
    names: Counter = Counter()
    environment = engines["public"].env
    component = environment.globals["component"]
    for known in [name for name in vars(component) if not name.startswith("_")]:
        monkeypatch.delattr(component, known)
    find = Environment.get_template

    def get_template(self: Environment, name: str, *args, **kwargs) -> Template:
        names[name] += 1
        return find(self, name, *args, **kwargs)

    monkeypatch.setattr(Environment, "get_template", get_template)
    return names


def test_the_brief_is_made_without_what_only_a_screen_shows(edition: Edition, client: Client, drawn: Counter) -> None:
    client.get(f"{PAGE}/context.md")
    assert "occupations/sections/wages.html" in drawn
    assert not [name for name in drawn if name.startswith("charts/")]
    assert drawn.keys().isdisjoint(
        {"components/notes.html", "components/report_kit.html", "editorial/sections/embed.html", "base.html"}
    )
    client.get(PAGE)
    assert {"charts/pay_range.svg.html", "components/notes.html", "components/report_kit.html", "base.html"} <= drawn.keys()


def test_rows_of_a_page_are_not_templates_of_their_own(edition: Edition, client: Client, drawn: Counter) -> None:
    client.get(PAGE)
    assert len(drawn) > 20
    assert [name for name, count in drawn.items() if count > 20] == []


def test_the_page_leads_to_its_brief(edition: Edition, client: Client) -> None:
    reading = read(client.get(PAGE).content)
    assert f"{PAGE}/context.md" in reading.links
    assert f'data-copy-from="{PAGE}/context.md"' in client.get(PAGE).content.decode()


def test_a_chart_may_be_framed_by_any_site_and_nothing_else_may(edition: Edition, client: Client) -> None:
    chart, page = client.get(CHART), client.get(PAGE)
    assert "frame-ancestors *" in chart.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in chart.headers
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "default-src 'none'" in chart.headers["Content-Security-Policy"]


def test_a_chart_names_its_sources_and_leads_back(edition: Edition, client: Client) -> None:
    html = client.get(CHART).content.decode()
    assert "<svg" in html
    assert "BLS" in html
    assert f'{PAGE}"' in html
    assert read(html).inline == []


def test_a_chart_asked_for_again_is_still_framable(edition: Edition, client: Client) -> None:
    etag = client.get(CHART).headers["ETag"]
    again = client.get(CHART, headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert "frame-ancestors *" in again.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "address", ["/embed/role/27-4014-00/nothing", "/embed/role/99-9999-00/pay", "/embed/role/sound/pay", "/embed/rock/1/pay"]
)
def test_charts_that_are_not_there_are_not_found_and_not_framable(edition: Edition, client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


def test_the_snippet_to_paste_frames_the_chart(edition: Edition, client: Client) -> None:
    html = client.get(PAGE).content.decode()
    assert f"{CHART}&quot;" in html or f'{CHART}"' in html
    assert "&lt;iframe src=" in html


def test_a_brief_says_each_caveat_with_its_title_where_it_has_one(edition: Edition, client: Client) -> None:
    brief = client.get("/roles/role-27-4014-00/context.md").content.decode()
    assert "\n> **Compare percentiles, not scores.** " in brief
    assert "\n> Exposure is task overlap, not a verdict." in brief
    assert "**.**" not in brief
