"""By keyboard: an editor says what has changed, the moderator finds it on the first screen, publishes it, and undoes that."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from playwright.sync_api import Locator, Page, expect

from citations.permissions import DATA_STEWARDS
from gradient.sample import load_sample
from singulariki.editorial.models import Caveat
from singulariki.editorial.permissions import ADMINISTRATORS, EDITORS, MODERATORS
from tests.browser.conftest import axe_findings, layout_findings, take_pictures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a-long-password-1"
WIDTHS, SCHEMES = (390, 1280), ("light", "dark")
MOST_STEPS = 60


def reach_by_tab(page: Page, goal: Locator) -> None:
    """Press Tab until the goal has the focus."""
    expect(goal).to_be_visible()
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if goal.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{goal} is not reached by {MOST_STEPS} tabs")


def look_at(page: Page, name: str) -> None:
    """Axe finds nothing, and nothing is cut or off the page, at every width and in both schemes."""
    for width in WIDTHS:
        for scheme in SCHEMES:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            assert axe_findings(page) == [], (name, width, scheme)
        assert layout_findings(page) == [], (name, width)
    take_pictures(page, name)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_note_a_publication_and_its_undoing(transactional_db, person) -> None:
    load_sample()
    for name, group in (("edith", EDITORS), ("mona", MODERATORS)):
        get_user_model().objects.create_user(name, password=PASSWORD).groups.add(Group.objects.get(name=group))
    caveat = Caveat.objects.order_by("pk")[0]
    edit = f"/admin/snippets/editorial/caveat/edit/{caveat.pk}/"

    editor = person("edith", PASSWORD)
    editor.goto(edit)
    editor.get_by_role("textbox", name="Short form").fill("Short and new.")
    toggle = editor.locator("section:has([name=note_to_moderator]) [data-panel-toggle]")
    expect(toggle).to_have_attribute("aria-expanded", "false")
    toggle.focus()
    editor.keyboard.press("Enter")
    note = editor.get_by_role("textbox", name="Note to the moderator")
    reach_by_tab(editor, note)
    editor.keyboard.type("The short form was too long.")
    editor.get_by_role("button", name="More actions").click()
    with editor.expect_navigation():
        editor.get_by_role("button", name=re.compile("^Submit to ")).click()
    editor.goto("/admin/")
    expect(editor.get_by_role("heading", name="Yours, in moderation 1")).to_be_visible()
    look_at(editor, "home-of-an-editor")

    moderator = person("mona", PASSWORD)
    moderator.goto("/admin/")
    expect(moderator.locator("#waiting-content")).to_contain_text("edith: “The short form was too long.”")
    look_at(moderator, "home-of-a-moderator")
    reach_by_tab(moderator, moderator.locator(".area-home li a").first)
    with moderator.expect_navigation():
        moderator.keyboard.press("Enter")
    expect(moderator.get_by_role("textbox", name="Note to the moderator")).to_have_value("The short form was too long.")
    moderator.get_by_role("button", name="More actions").click()
    moderator.get_by_role("button", name=re.compile("^Approve and publish$", re.IGNORECASE)).click()
    expect(moderator.locator(".messages")).to_contain_text(caveat.name)
    caveat.refresh_from_db()
    assert caveat.short == "Short and new."

    moderator.goto(edit)
    moderator.get_by_role("button", name="More actions").click()
    with moderator.expect_navigation():
        moderator.get_by_role("link", name="Undo the last publication").click()
    expect(moderator.locator("main")).to_contain_text("Short and new.")
    look_at(moderator, "undo")
    reach_by_tab(moderator, moderator.get_by_role("button", name="Put it back"))
    with moderator.expect_navigation():
        moderator.keyboard.press("Enter")
    expect(moderator.locator(".messages")).to_contain_text("reads again as it was published on")
    caveat.refresh_from_db()
    assert caveat.short != "Short and new."


@pytest.mark.parametrize("group", [DATA_STEWARDS, ADMINISTRATORS])
def test_the_first_screen_of_who_sees_data(transactional_db, person, group) -> None:
    load_sample()
    get_user_model().objects.create_user("stella", password=PASSWORD).groups.add(Group.objects.get(name=group))
    page = person("stella", PASSWORD)
    page.goto("/admin/")
    expect(page.get_by_role("heading", name="Releases and editions")).to_be_visible()
    expect(page.get_by_role("heading", name="What waits for you")).to_have_count(1 if group == ADMINISTRATORS else 0)
    look_at(page, f"home-of-{group.lower().replace(' ', '-')}")
