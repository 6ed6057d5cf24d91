"""The walk through docs/editing.md, with the pictures in it: `make guide` draws them anew, and every run takes the same steps.

A note on a whole family of occupations is written, read and taken back on the way."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from gradient.sample import load_sample
from singulariki.editorial.models import Layout, StandardPage
from singulariki.editorial.permissions import EDITORS, MODERATORS
from tests.browser.conftest import axe_findings
from tests.browser.test_editors_day import ask_for_figure, first_block, open_layout
from tests.browser.test_editors_writing import add_block, choose_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a-long-password-1"
DOCS = Path(settings.BASE_DIR) / "docs"
FOLDER = DOCS / "editing"
NAMED = re.compile(r"\]\(editing/([\w-]+)\.png\)")
COLOURS = 64


@pytest.fixture
def picture() -> Iterator[Callable[[Page, str, Locator | None], None]]:
    """Takes a picture by name, of the screen with a part of it in view; written where GUIDE asks for it. In the end those taken
    are those that the guide names."""
    taken: list[str] = []

    def take(page: Page, name: str, part: Locator | None = None) -> None:
        taken.append(name)
        if part is not None:
            part.scroll_into_view_if_needed()
        if os.environ.get("GUIDE"):
            FOLDER.mkdir(exist_ok=True)
            path = FOLDER / f"{name}.png"
            page.screenshot(path=path)
            # As few colours as an admin screen has, so that the repository stays small.
            Image.open(path).convert("RGB").quantize(COLOURS).save(path, optimize=True)

    yield take
    assert sorted(taken) == sorted(NAMED.findall((DOCS / "editing.md").read_text(encoding="utf-8")))
    assert {path.stem for path in FOLDER.glob("*.png")} == set(taken)


def test_the_guide_is_walked_through(transactional_db, person, picture) -> None:
    load_sample()
    for name, first, group in (("edith", "Edith", EDITORS), ("mona", "Mona", MODERATORS)):
        user = get_user_model().objects.create_user(name, password=PASSWORD, first_name=first, last_name="Roe")
        user.groups.add(Group.objects.get(name=group))
    editor, moderator, reader = person("edith", PASSWORD), person("mona", PASSWORD), person()

    # A sentence with a figure, and how far it reaches.
    open_layout(editor)
    block = first_block(editor)
    text = block.locator("[data-contentpath=text] [contenteditable=true]")
    text.click()
    editor.keyboard.press("Control+A")
    editor.keyboard.press("Delete")
    editor.keyboard.type("They earn ")
    dialog = ask_for_figure(editor)
    dialog.get_by_label("Find a figure").fill("median annual")
    editor.keyboard.press("Enter")
    expect(dialog.get_by_text("By the example of")).to_be_visible()
    picture(editor, "figure")
    dialog.get_by_role("button", name=re.compile(r"^\$66k Short {")).click()
    expect(text.locator(".figure-token")).to_have_attribute("data-sample", "$66k")
    expect(text).to_be_focused()
    editor.keyboard.type(" a year. Nothing is said of how.")
    reach = block.locator(".reach").first
    reach.locator("summary").click()
    expect(reach).to_contain_text("They earn $66k a year.")
    picture(editor, "reach", reach)
    editor.get_by_role("button", name="More actions").click()
    with editor.expect_navigation():
        editor.get_by_role("button", name=re.compile("^Submit to ")).click()

    # What waits for the moderator, and undoing what was published.
    moderator.goto("/admin/")
    expect(moderator.locator("#waiting-content")).to_contain_text("U.S. occupations")
    picture(moderator, "home")
    layout = Layout.objects.get(kind="occupation")
    moderator.goto(f"/admin/snippets/editorial/layout/edit/{layout.pk}/")
    moderator.get_by_role("button", name="More actions").click()
    with moderator.expect_navigation():
        moderator.get_by_role("button", name=re.compile("^Approve and publish$", re.IGNORECASE)).click()
    moderator.goto(f"/admin/snippets/editorial/layout/edit/{layout.pk}/")
    moderator.get_by_role("button", name="More actions").click()
    with moderator.expect_navigation():
        moderator.get_by_role("link", name="Undo the last publication").click()
    expect(moderator.locator("main")).to_contain_text("Nothing is said of how.")
    picture(moderator, "undo")

    # One note on a family, taken back.
    moderator.goto("/admin/editorial/bulk-notes/")
    moderator.get_by_role("link", name=re.compile("U.S. occupations")).first.click()
    moderator.locator("[name=group]").select_option("family:27-0000")
    moderator.locator("[name=section]").select_option("wages")
    moderator.locator("[contenteditable=true]").first.click()
    moderator.keyboard.type("Fees of those who work for themselves are not counted.")
    moderator.wait_for_timeout(600)
    moderator.get_by_role("button", name="Look where it will stand").click()
    found = moderator.locator("#found-section, [data-answer]").last
    expect(found).to_contain_text("can have it")
    picture(moderator, "bulk-note", found)
    assert axe_findings(moderator, "main") == []
    with moderator.expect_navigation():
        moderator.get_by_role("button", name=re.compile(r"^Publish it on \d+ pages?$")).click()
    reader.goto("/roles/role-27-4014-00")
    expect(reader.locator(".local-note")).to_contain_text("Fees of those who work for themselves are not counted.")
    expect(reader.locator(".local-note")).to_contain_text("Note by Mona Roe")
    with moderator.expect_navigation():
        moderator.get_by_role("button", name=re.compile("^Take it back from")).click()
    reader.goto("/roles/role-27-4014-00")
    expect(reader.locator(".local-note")).to_have_count(0)

    # What a caveat qualifies, and an article.
    editor.goto("/admin/snippets/editorial/caveat/add/")
    scope = add_block(editor, "Measure")
    scope.locator("select").select_option("wage-median")
    picture(editor, "caveat", scope)
    editor.goto(f"/admin/pages/add/editorial/articlepage/{StandardPage.objects.get(slug='newsroom').pk}/")
    editor.locator("#id_title").fill("What sound engineers earn")
    figure = add_block(editor, "Figure")
    choose_page(figure, "sound eng", "27-4014.00 Sound Engineering Technicians")
    figure.get_by_role("textbox", name="Figure*").fill("median-pay:short")
    picture(editor, "article", figure)
