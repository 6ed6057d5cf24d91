"""Articles: figures in them are read from an edition, live or named; what cannot be read is refused. Their page, list, feed,
picture and structured data."""

import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import date
from typing import Any

import bs4
import pytest
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from citations.actions.choosing import WITHOUT
from citations.actions.editions import compile_edition
from citations.actions.publishing import publish_edition
from citations.models import Edition
from singulariki.editorial.blocks.sections import NARRATIVE_FEATURES
from singulariki.editorial.live_blocks import changed_articles
from singulariki.editorial.models import ArticlePage, StandardPage
from singulariki.editorial.models.pages import PROSE
from singulariki.editorial.registry import PAGE_KINDS, tokens_of
from singulariki.editorial.staff.findings import quoted_figures
from singulariki.editorial.staff.links import broken_links
from tests.editorial.forms import address, problems, rendered_form, save_as_it_comes_and_changed, words_of

pytestmark = [pytest.mark.usefixtures("module_sample_edition"), pytest.mark.either_database]

SOUND, AUDIO, GROUP = "27-4014.00", "27-4011.00", "3521"
SOUND_PATH = "/roles/role-27-4014-00"
ATOM = "{http://www.w3.org/2005/Atom}"


def api(path: str) -> Any:
    return Client().get(f"/api/v1/{path}").json()


@pytest.fixture
def mona(client: Client, moderator) -> Client:
    client.force_login(moderator)
    return client


@pytest.fixture
def newsroom() -> StandardPage:
    return StandardPage.objects.get(slug="newsroom")


def live(kind: str, **value: Any) -> tuple[str, dict[str, Any]]:
    return kind, {"caption": "", "edition": "", **value} if kind != "passage" else {"edition": "", **value}


def in_list(values: list[str]) -> dict[str, Any]:
    items = {str(n): {"value": value, "deleted": "", "order": str(n), "type": "item"} for n, value in enumerate(values)}
    return {"count": str(len(values)), **items}


def form(*blocks: tuple[str, Any], footnotes: tuple[str, ...] = (), **more: str) -> dict[str, str]:
    notes = [("note", rich_text(text, features=["bold", "italic", "link"])) for text in footnotes]
    return nested_form_data(
        {
            "title": "On sound",
            "slug": "on-sound",
            "kind": "method",
            "authors": "Jane Doe\nFerdin and Sons, Ltd\n\n José <b>Roe</b> ",
            "dated": "2026-11-03",
            "standfirst": "What “sound” earns & why.",
            "body": streamfield(list(blocks)),
            "footnotes": streamfield(notes),
            **more,
        }
    )


def text(html: str) -> tuple[str, str]:
    return "text", rich_text(html, features=PROSE)


def passage(html: str, page: str = SOUND, **value: Any) -> tuple[str, Any]:
    return live("passage", page=page, text=rich_text(html, features=NARRATIVE_FEATURES), **value)


def post(client: Client, newsroom: StandardPage, *blocks: tuple[str, Any], **more: Any) -> Any:
    add = reverse("wagtailadmin_pages:add", args=["editorial", "articlepage", newsroom.pk])
    return client.post(add, form(*blocks, **more))


def publish(client: Client, newsroom: StandardPage, *blocks: tuple[str, Any], **more: Any) -> ArticlePage:
    answer = post(client, newsroom, *blocks, **{"action-publish": "1", **more})
    assert answer.status_code == 302, problems(answer)
    return ArticlePage.objects.latest("pk")


def read(path: str = "/newsroom/on-sound/") -> bs4.BeautifulSoup:
    answer = Client().get(path)
    assert answer.status_code == 200, answer.content[:300]
    return bs4.BeautifulSoup(answer.content, "html.parser")


def said(part: Any) -> str:
    return " ".join(part.get_text(" ").split())


def test_each_live_block_prints_what_the_api_has_with_its_sources(mona, newsroom, module_sample_edition) -> None:
    wages = api(f"occupations/{SOUND}/")["wages"]
    publish(
        mona,
        newsroom,
        passage("<p>They earn {median-pay} a year. Here is {title:lower}.</p>"),
        live("figure", page=SOUND_PATH, figure="{median-pay:short}"),
        live("figure", page=GROUP, figure="mean-exposure", caption="How exposed"),
        live("chart", page=SOUND, chart="occupation/pay"),
        live("chart", page=AUDIO, chart="occupation/pay"),
        live("ranked_list", address="http://localhost:8000/roles/?sort=median&order=desc#list", rows="4", columns="sorted"),
        live("ranked_list", address="/gradient/?major=3", rows="3", columns="all"),
        live("comparison", pages=in_list([f"{SOUND} Sound", AUDIO]), figures=in_list(["median-pay", "overlap-level"])),
    )
    page = read()
    blocks = page.select(".article > .live")
    assert len(blocks) == 8
    median = f"${wages['median']:,}"
    assert f"They earn {median} a year. Here is sound engineering technicians." in said(blocks[0])
    assert f"${round(wages['median'] / 1000)}k" in said(blocks[1])
    exposure = api(f"gradient/{GROUP}/")["mean_score"]
    assert f"{exposure:.2f}" in said(blocks[2])
    assert "How exposed" in said(blocks[2])
    for place, code in ((3, SOUND), (4, AUDIO)):
        own = api(f"occupations/{code}/")["wages"]
        assert f"${own['p10']:,}" in said(blocks[place])
        assert f"${own['p90']:,}" in said(blocks[place])

    pay = {row["title"]: (row["wages"] or {}).get("median") or 0 for row in api("occupations/?page_size=100")["results"]}
    rows = blocks[5].select("tbody tr")
    shown = [pay.pop(said(row.select_one("th"))) for row in rows]
    assert len(shown) == 4
    assert shown == sorted(shown, reverse=True)
    assert min(shown) >= max(pay.values())
    assert len(rows[0].select("td")) == 1
    assert not blocks[5].select("thead a.table__sort")
    assert len(blocks[6].select("tbody tr")) == 3
    assert blocks[6].select_one(".live__source a")["href"].startswith("/gradient/?major=3")

    cells = [said(cell) for cell in blocks[7].select("tbody tr")[0].select("td")]
    assert cells == [median, f"${api(f'occupations/{AUDIO}/')['wages']['median']:,}"]
    for block in blocks:
        source = said(block.select_one(".live__source"))
        assert source.startswith("Source: ")
        assert module_sample_edition.name in source
    assert "OEWS" in said(blocks[1].select_one(".live__source"))
    assert "ILO" in said(blocks[2].select_one(".live__source"))


def test_no_id_stands_twice_and_every_note_that_is_asked_for_is_there(mona, newsroom) -> None:
    chart = live("chart", page=SOUND, chart="occupation/pay")
    figure = live("figure", page=SOUND, figure="median-pay")
    publish(mona, newsroom, chart, chart, figure, figure, text("<p>A percentile.</p>"), passage("<p>{median-pay}.</p>"))
    page = read()
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids))
    named = {
        name
        for element in page.select("[aria-labelledby], [aria-describedby]")
        for attribute in ("aria-labelledby", "aria-describedby")
        for name in element.get(attribute, "").split()
    }
    assert named
    assert named <= set(ids)
    asked = {link["href"].partition("#")[2] for link in page.select("a[href^='?notes=1#']")}
    assert len(asked) > 2
    assert asked <= {note["id"] for note in read("/newsroom/on-sound/?notes=1").select(".note")}
    assert {link["href"][1:] for link in page.select("main a[href^='#']")} <= set(ids)


def test_a_named_edition_stays_and_the_live_one_moves_on(mona, newsroom, module_sample_edition: Edition) -> None:
    both = [live("figure", page=SOUND, figure="median-pay", edition=name) for name in ("", module_sample_edition.name)]
    publish(mona, newsroom, *both)
    before = [said(block.select_one(".live__figure")) for block in read().select(".live")]
    assert before[0] == before[1]
    without = compile_edition(name="without-wages", pins={"bls-oews": WITHOUT}, is_sample=True)
    [change] = changed_articles(module_sample_edition, without)
    assert (change.where, change.title, change.dropped, change.after) == ("Article: Figure", "On sound", 1, "")
    assert before[0] in change.before
    publish_edition(edition=without)
    page = read()
    [named] = page.select(".live")
    assert said(named.select_one(".live__figure")) == before[1]
    assert f"edition {module_sample_edition.name}, as it was then." in said(named)
    assert named.select_one(".live__source a")["href"] == f"/editions/{module_sample_edition.name}{SOUND_PATH}"
    assert broken_links(0).links == []
    [told] = broken_links(1).links
    assert (told.link.thing.name, told.address) == ("On sound", "median-pay")
    assert said(page.select_one(".section__absent")) == "The edition without-wages has no data for what stood here."


def test_footnotes_are_called_in_order_and_lead_back(mona, newsroom) -> None:
    publish(
        mona,
        newsroom,
        text("<p>First.[1] Again.[1] In [2024] nothing, [0] neither.</p>"),
        passage("<p>They earn {median-pay}.[2]</p>"),
        footnotes=("<p>One <b>note</b>.</p>", "<p>Another.</p>"),
    )
    page = read()
    assert [said(call) for call in page.select("sup.call")] == ["1", "1", "2"]
    assert "[2024]" in said(page)
    assert [said(note) for note in page.select(".footnotes li")] == ["One note . ↩", "Another. ↩"]
    assert page.select_one("#call-1") is not None
    assert len(page.select("#call-1")) == 1


@pytest.mark.parametrize(
    ("html", "footnotes", "why"),
    [
        ("<p>Called.[2]</p>", ("<p>One.</p>",), "calls footnote [2], and the article has 1"),
        ("<p>Called.[1]</p>", (), "calls footnote [1], and the article has none"),
        ("<p>Nothing.</p>", ("<p>One.</p>",), "No text calls footnote [1]"),
    ],
)
def test_footnotes_that_are_missing_or_not_called_are_refused(mona, newsroom, html, footnotes, why) -> None:
    answer = post(mona, newsroom, text(html), footnotes=footnotes)
    assert why in words_of(answer)
    assert not ArticlePage.objects.exists()


def picture(width: int = 900, height: int = 500) -> Any:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#306080").save(file, "PNG")
    return get_image_model().objects.create(title="A hall", file=ImageFile(file, name="hall.png"))


def test_a_picture_has_its_words_and_its_credit_and_a_table_its_source(mona, newsroom) -> None:
    image = picture()
    shown = {"image": {"image": str(image.pk), "decorative": "", "alt_text": "An empty hall"}, "caption": "Hall 3"}
    refused = post(mona, newsroom, ("picture", {**shown, "credit": ""}), **{"action-publish": "1"})
    assert "This field is required." in words_of(refused)
    article = publish(mona, newsroom, ("picture", {**shown, "credit": "Photo: Jane Doe"}))
    figure = read().select_one("figure.picture")
    assert figure.img["alt"] == "An empty hall"
    assert figure.img["width"] == "900"
    assert "640w" in figure.img["srcset"]
    assert said(figure.figcaption) == "Hall 3 Photo: Jane Doe"
    assert Client().get(figure.img["src"]).status_code == 200
    table = {"columns": [{"type": "text", "heading": "Year"}], "rows": [{"values": ["<i>2025</i>"]}]}
    article.body = json.dumps([{"type": "table", "value": {"caption": "Years", "table": table, "source": "Ours"}}])
    article.save_revision().publish()
    shown_table = read().select_one(".live table")
    assert said(shown_table.caption) == "Years"
    assert said(shown_table.td) == "<i>2025</i>"
    assert said(read().select_one(".live__source")) == "Source: Ours"


def test_the_page_says_who_and_when_in_its_head_its_card_and_to_machines(mona, newsroom) -> None:
    article = publish(mona, newsroom, text("<p>Words.</p>"))
    page = read()
    assert said(page.h1) == "On sound"
    assert said(page.select_one(".byline")).startswith("By Jane Doe, Ferdin and Sons, Ltd and José <b>Roe</b> · 3 November 2026")
    told = json.loads(page.select_one("script[type='application/ld+json']").string)
    assert told["headline"] == "On sound"
    assert told["datePublished"] == "2026-11-03"
    assert [author["name"] for author in told["author"]] == ["Jane Doe", "Ferdin and Sons, Ltd", "José <b>Roe</b>"]
    assert told["description"] == "What “sound” earns & why."
    assert "<" not in page.select_one("script[type='application/ld+json']").string
    image = page.select_one("meta[property='og:image']")["content"]
    assert Client().get(re.sub(r"^https?://[^/]+", "", image)).headers["Content-Type"] == "image/png"
    assert Client().get(f"/share/article/{article.pk + 1}.png").status_code == 404
    policy = Client().get("/newsroom/on-sound/").headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy


def test_articles_are_listed_newest_first_and_followed(mona, newsroom) -> None:
    assert not read("/newsroom/").select("#articles")
    publish(mona, newsroom, text("<p>Old.</p>"))
    publish(mona, newsroom, text("<p>New.</p>"), title="Newer", slug="newer", dated="2026-11-20")
    draft = ArticlePage(title="Draft", slug="draft", standfirst="x", authors="x", dated=date(2026, 11, 21), live=False)
    newsroom.add_child(instance=draft)
    page = read("/newsroom/")
    assert [said(link) for link in page.select(".articles h3 a")] == ["Newer", "On sound"]
    feed = ET.fromstring(Client().get(page.select_one("link[type='application/atom+xml']")["href"]).content)  # noqa: S314 -- ours
    assert [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")] == ["Newer", "On sound"]
    assert Client().get("/nothing/feed.xml").status_code == 404
    assert Client().get("/about/feed.xml").status_code == 200
    sitemap = Client().get("/sitemap.xml").content.decode()
    assert "/newsroom/newer/" in sitemap
    assert "/newsroom/draft/" not in sitemap


def test_a_kept_article_is_never_an_old_one_and_never_somebody_elses(mona, newsroom) -> None:
    article = publish(mona, newsroom, text("<p>First words.</p>"))
    assert "First words." in said(read())
    fields = rendered_form(mona.get(address(article, "edit")).content.decode())
    fields["body-0-value"] = rich_text("<p>Second words.</p>", features=PROSE)
    assert mona.post(address(article, "edit"), {**fields, "action-publish": "1"}).status_code == 302
    assert "Second words." in said(read())
    article.refresh_from_db()
    article.view_restrictions.create(restriction_type="login")
    answer = Client().get("/newsroom/on-sound/")
    assert answer.status_code == 302
    assert "Second" not in answer.content.decode()
    assert not read("/newsroom/").select("#articles")
    article.view_restrictions.all().delete()
    article.refresh_from_db()
    article.unpublish()
    assert Client().get("/newsroom/on-sound/").status_code == 404


def test_a_whole_article_is_saved_autosaved_and_previewed_as_it_comes(mona, newsroom) -> None:
    article = publish(
        mona,
        newsroom,
        text("<h2>Head</h2><p>Words.[1]</p>"),
        passage("<p>They earn {median-pay}.</p>"),
        live("figure", page=SOUND, figure="median-pay"),
        live("chart", page=SOUND, chart="occupation/pay"),
        live("ranked_list", address="/roles/", rows="5", columns="all"),
        live("comparison", pages=in_list([SOUND, AUDIO]), figures=in_list(["median-pay"])),
        footnotes=("<p>A note.</p>",),
    )
    save_as_it_comes_and_changed(mona, article)


def test_the_report_of_quoted_figures_lists_those_of_articles(mona, newsroom) -> None:
    publish(
        mona,
        newsroom,
        text("<p>No figure.</p>"),
        passage("<p>They earn {median-pay:short} a year. Nothing more.</p>"),
        live("comparison", pages=in_list([SOUND, AUDIO]), figures=in_list(["median-pay", "openings"])),
    )
    rows = [row for row in quoted_figures() if row.thing.name == "On sound"]
    assert [row.figures for row in rows] == [
        "Median annual pay (short)",
        *(2 * ["Median annual pay", tokens_of(PAGE_KINDS["occupation"])["openings"].label]),
    ]
    assert not [one for one in broken_links(1).links if one.link.thing.name == "On sound"]


def test_figures_of_a_block_are_found_by_its_page_alone(mona) -> None:
    ask = reverse("editorial_tokens")
    assert mona.get(ask, {"kind": "", "subject": "3521 X"}).json()["kind"] == "unit-group"
    assert mona.get(ask, {"kind": "", "subject": SOUND_PATH}).json()["subject"]["key"] == SOUND
    assert mona.get(ask, {"kind": "", "subject": ""}).status_code == 404
    found = mona.get(reverse("editorial_pages"), {"kind": "", "q": "technicians"}).json()["pages"]
    keys = {page["key"] for page in found}
    assert SOUND in keys
    assert GROUP in keys


def test_a_correction_stands_on_an_article(mona, newsroom) -> None:
    publish(mona, newsroom, text("<p>Words.</p>"))
    fields: Mapping[str, str] = {
        "path": "/newsroom/on-sound/",
        "measure": "",
        "what": "The year",
        "was": "2023",
        "is_now": "2024",
        "reason": "Mistyped.",
        "supersedes": "",
        "action-publish": "1",
    }
    assert mona.post(reverse("wagtailsnippets_editorial_correction:add"), fields).status_code == 302
    assert "this page said 2023. It is 2024." in said(read().select_one(".standing"))
