"""Editors write, moderators let through, readers see: an article with a picture and live figures, a caveat on a measure, a
correction, and a layout that goes live by the clock."""

import re
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from wagtail.images import get_image_model

from gradient.sample import load_sample
from singulariki.editorial.models import StandardPage
from singulariki.editorial.permissions import EDITORS, MODERATORS
from singulariki.editorial.tasks import carry_out_schedule
from tests.browser.conftest import axe_findings, take_pictures
from tests.editorial.test_uploads import picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a-long-password-1"
SOUND = "/roles/role-27-4014-00"


@pytest.fixture
def desk(transactional_db, person) -> tuple[Page, Page]:
    """An editor and a moderator at their screens; readers see the sample."""
    load_sample()
    for name, group in (("edith", EDITORS), ("mona", MODERATORS)):
        get_user_model().objects.create_user(name, password=PASSWORD).groups.add(Group.objects.get(name=group))
    return person("edith", PASSWORD), person("mona", PASSWORD)


def submit(editor: Page) -> None:
    editor.get_by_role("button", name="More actions").click()
    with editor.expect_navigation():
        editor.get_by_role("button", name=re.compile("^Submit to ")).click()


def approve(moderator: Page, address: str) -> None:
    moderator.goto(address)
    moderator.get_by_role("button", name="More actions").click()
    with moderator.expect_navigation():
        moderator.get_by_role("button", name=re.compile("^Approve and publish$", re.IGNORECASE)).click()


def add_block(page: Page, name: str) -> Locator:
    """A new block at the end of the form's first field of blocks."""
    field = page.locator("[data-streamfield-stream-container]").first.locator("xpath=..")
    field.locator(".c-sf-add-button").last.press("Enter")
    there = field.locator("[data-streamfield-child]").count()
    page.get_by_role("option", name=name, exact=True).click()
    # Of lists of pages or figures each line is a child, too.
    expect(field.locator("[data-streamfield-child]")).not_to_have_count(there)
    return field.locator("[data-streamfield-child]").last


def choose_page(block: Locator, words: str, found: str) -> None:
    box = block.get_by_role("combobox").first
    box.press_sequentially(words)
    expect(block.get_by_role("option").first).to_contain_text(found)
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value(re.compile(found))


def test_an_article_with_a_picture_and_live_figures_is_written_moderated_and_read(desk, person) -> None:
    editor, moderator = desk
    get_image_model().objects.create(title="A mixing desk", file=ContentFile(picture("PNG"), name="desk.png"))
    newsroom = StandardPage.objects.get(slug="newsroom")
    editor.goto(f"/admin/pages/add/editorial/articlepage/{newsroom.pk}/")
    editor.locator("#id_title").fill("What sound engineers earn")
    editor.locator("#id_authors").fill("Edith Roe")
    editor.locator("#id_standfirst").fill("A figure, a chart, and where they are from.")

    figure = add_block(editor, "Figure")
    choose_page(figure, "sound eng", "27-4014.00 Sound Engineering Technicians")
    figure.get_by_role("button", name="Choose …").click()
    dialog = editor.locator("dialog.figure-picker")
    dialog.get_by_label("Find a figure").fill("median annual")
    editor.keyboard.press("Enter")
    dialog.get_by_role("button", name=re.compile(r"^\$66,430 ")).click()
    expect(figure.get_by_role("textbox", name="Figure*")).to_have_value("median-pay")

    chart = add_block(editor, "Chart")
    choose_page(chart, "3521", "3521 Broadcasting")
    chart.locator("select").first.select_option("International unit groups: Task scores")

    shown = add_block(editor, "Picture")
    shown.get_by_role("button", name="Choose an image").click()
    editor.get_by_role("link", name=re.compile("A mixing desk")).click()
    shown.get_by_label("Alt text").fill("A mixing desk with its sliders down")
    shown.get_by_label("Credit").fill("Photo: Edith Roe")
    take_pictures(editor, "editor-article", schemes=("light",))
    assert axe_findings(editor, "main form") == []
    submit(editor)
    visitor = person()
    visitor.goto("/newsroom/")
    expect(visitor.locator("main")).not_to_contain_text("What sound engineers earn")

    editor.goto(f"/admin/pages/{newsroom.pk}/")
    editor.get_by_role("link", name="What sound engineers earn").first.click()
    approve(moderator, editor.url)

    visitor.goto("/newsroom/")
    visitor.get_by_role("link", name="What sound engineers earn").click()
    article = visitor.locator("article.page")
    expect(article.locator(".live__figure")).to_contain_text("$66,430")
    expect(article.locator(".live__source").first).to_contain_text("BLS")
    expect(article.locator("svg.chart").first).to_be_visible()
    expect(article.get_by_role("img", name="A mixing desk with its sliders down")).to_be_visible()
    expect(article).to_contain_text("Photo: Edith Roe")
    article.locator(".live__figure a.figure").click()
    expect(visitor.locator(".note:popover-open")).to_contain_text("Does not mean")
    visitor.keyboard.press("Escape")
    take_pictures(visitor, "article")
    assert axe_findings(visitor) == []
    for width in (390, 1280):
        visitor.set_viewport_size({"width": width, "height": 900})
        assert visitor.evaluate("document.documentElement.scrollWidth") == width


def test_a_caveat_on_a_measure_reaches_page_api_and_brief(desk, person) -> None:
    editor, moderator = desk
    said = "Medians hide how far pay spreads."
    editor.goto("/admin/snippets/editorial/caveat/add/")
    text = editor.locator("[contenteditable=true]").first
    text.click()
    editor.keyboard.type(said)
    editor.get_by_label("Severity").select_option("Caution")
    add_block(editor, "Measure").locator("select").select_option("wage-median")
    editor.locator("#id_name").fill("Medians")
    editor.locator("#id_key").fill("medians")
    editor.wait_for_timeout(600)
    submit(editor)
    visitor = person()
    visitor.goto(SOUND)
    expect(visitor.locator("main")).not_to_contain_text(said)

    editor.goto("/admin/snippets/editorial/caveat/?q=Medians")
    editor.get_by_role("link", name="Medians", exact=True).first.click()
    approve(moderator, editor.url)
    visitor.goto(SOUND)
    expect(visitor.locator(".caveat", has_text=said)).to_have_count(1)
    brief = visitor.request.get(f"{SOUND}/context.md").text()
    assert said in brief
    caveats = visitor.request.get("/api/v1/occupations/27-4014.00/").json()["caveats"]
    assert [one["severity"] for one in caveats if one["text"] == said] == ["caution"]
    visitor.goto("/gradient/3521-broadcasting-and-audio-visual-technicians.html")
    expect(visitor.locator("main")).not_to_contain_text(said)


def test_a_correction_is_announced_where_the_page_was_wrong(desk, person) -> None:
    editor, moderator = desk
    editor.goto("/admin/snippets/editorial/correction/add/")
    for label, words in (
        ("Page", SOUND),
        ("What was wrong", "Median annual pay"),
        ("What the page said", "$46,430"),
        ("What it says now", "$66,430"),
        ("Reason", "Two digits were exchanged."),
    ):
        editor.get_by_label(label, exact=False).first.fill(words)
    submit(editor)
    editor.goto("/admin/snippets/editorial/correction/")
    editor.get_by_role("link", name=re.compile("Median annual pay")).first.click()
    approve(moderator, editor.url)
    visitor = person()
    visitor.goto(SOUND)
    expect(visitor.locator(".standing")).to_contain_text("this page said $46,430. It is $66,430.")
    visitor.get_by_role("link", name="All corrections").click()
    expect(visitor.locator("main")).to_contain_text("Two digits were exchanged.")


def test_a_layout_goes_live_by_the_clock_and_not_before(desk, person) -> None:
    _, moderator = desk
    moderator.goto("/admin/snippets/editorial/layout/?q=International unit groups")
    moderator.get_by_role("link", name="International unit groups", exact=True).first.click()
    block = moderator.locator("[data-streamfield-child]", has_text="Narrative").first
    block.locator("[data-panel-toggle]").first.click()
    text = block.locator("[data-contentpath=text] [contenteditable=true]")
    text.click()
    moderator.keyboard.press("Control+Home")
    moderator.keyboard.type("From next week on. ")
    moderator.wait_for_timeout(600)
    at = timezone.localtime() + timedelta(days=7)
    moderator.get_by_role("button", name="Toggle status").click()
    moderator.get_by_role("button", name="Set schedule").click()
    dialog = moderator.get_by_role("dialog", name="Set publishing schedule")
    dialog.get_by_label("Go live date/time").fill(at.strftime("%Y-%m-%d %H:%M"))
    with moderator.expect_navigation():
        # The calendar lies over the button; the keyboard reaches it.
        dialog.get_by_role("button", name="Save schedule").press("Enter")
    moderator.wait_for_load_state()
    moderator.get_by_role("button", name="More actions").click()
    moderator.get_by_role("button", name="Schedule to publish").press("Enter")
    expect(moderator.locator(".messages")).to_contain_text("scheduled for publishing")

    visitor = person()
    path = "/gradient/3521-broadcasting-and-audio-visual-technicians.html"
    carry_out_schedule()
    visitor.goto(path)
    expect(visitor.locator("main")).not_to_contain_text("From next week on.")
    later = timezone.now() + timedelta(days=8)
    with patch.object(timezone, "now", lambda: later):
        carry_out_schedule()
    visitor.goto(path)
    expect(visitor.locator("main")).to_contain_text("From next week on.")
