"""An editor rewords what a thousand pages say, a moderator lets it through, readers see it: with figures in forms, a condition,
and what is said otherwise."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from playwright.sync_api import Locator, Page, expect

from gradient.sample import load_sample
from singulariki.editorial.models import Layout
from singulariki.editorial.permissions import EDITORS, MODERATORS
from singulariki.editorial.reach import finds_of, known_pages
from singulariki.editorial.registry import PAGE_KINDS
from tests.browser.conftest import axe_findings, take_pictures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a-long-password-1"
SOUND = "/roles/role-27-4014-00"
MOST_NODES = 2_000


@pytest.fixture
def desk(transactional_db, person) -> tuple[Page, Page]:
    """An editor and a moderator at their screens; readers see the sample."""
    load_sample()
    for name, group in (("edith", EDITORS), ("mona", MODERATORS)):
        get_user_model().objects.create_user(name, password=PASSWORD).groups.add(Group.objects.get(name=group))
    return person("edith", PASSWORD), person("mona", PASSWORD)


def open_layout(page: Page, name: str = "U.S. occupations") -> None:
    page.goto("/admin/snippets/editorial/layout/?q=occupations")
    page.get_by_role("link", name=name, exact=True).first.click()


def first_block(page: Page) -> Locator:
    block = page.locator("[data-streamfield-child]").first
    block.locator("[data-panel-toggle]").first.click()
    return block


def ask_for_figure(page: Page) -> Locator:
    """The dialog, opened from the text at the cursor with the keyboard."""
    page.keyboard.type("/Figure", delay=30)
    expect(page.get_by_role("option", name="Figure")).to_be_visible()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog.figure-picker")
    expect(dialog.get_by_label("Find a figure")).to_be_focused()
    return dialog


def saved(page: Page, text: Locator) -> str:
    """The field of the form that the rich text editor writes into a moment after the last key."""
    page.wait_for_timeout(600)
    return text.locator("xpath=ancestor::*[@data-streamfield-widget]").locator("input[type=hidden]").first.input_value()


def test_an_opening_sentence_is_reworded_moderated_and_read(desk, person) -> None:
    editor, moderator = desk
    layout = Layout.objects.get(kind="occupation")
    edition = load_sample().edition
    found = {find.key: page for find, page in finds_of(known_pages(PAGE_KINDS["occupation"], edition))}

    open_layout(editor)
    expect(editor.locator("[data-streamfield-child]")).to_have_count(len(layout.body))
    assert editor.evaluate("document.querySelectorAll('*').length") < MOST_NODES
    assert editor.locator(".Draftail-Editor").count() == 0

    # Which page the preview shows: one worth a look, or found by its title.
    against = editor.get_by_role("combobox", name="Preview against")
    against.click()
    expect(editor.get_by_role("option", name=re.compile("Without pay"))).to_be_visible()
    against.press_sequentially("sound eng")
    expect(editor.locator("[role=option]")).to_have_count(1)
    against.press("ArrowDown")
    against.press("Enter")
    expect(against).to_have_value("27-4014.00 Sound Engineering Technicians")

    block = first_block(editor)
    text = block.locator("[data-contentpath=text] [contenteditable=true]")
    expect(block.locator(".reach summary").first).to_have_text(re.compile("Printed on all"))
    text.click()
    editor.keyboard.press("Control+A")
    editor.keyboard.press("Delete")
    editor.keyboard.type("These people earn ")

    # Given up, the cursor is where it was.
    ask_for_figure(editor)
    editor.keyboard.press("Escape")
    expect(text).to_be_focused()

    dialog = ask_for_figure(editor)
    for _ in range(3):
        editor.keyboard.press("ArrowDown")
    expect(dialog.locator(".figure-picker__option").nth(2)).to_be_focused()
    dialog.get_by_label("Find a figure").fill("median annual")
    editor.keyboard.press("Enter")
    expect(dialog.get_by_text("By the example of Sound Engineering Technicians:")).to_be_visible()
    take_pictures(editor, "editor-forms-of-a-figure")
    dialog.get_by_role("button", name=re.compile(r"^\$66k Short {")).click()
    expect(text.locator(".figure-token")).to_have_attribute("data-sample", "$66k")
    expect(text).to_be_focused()
    editor.keyboard.type(" a year. ")
    dialog = ask_for_figure(editor)
    dialog.get_by_role("button", name="Otherwise").click()
    expect(text.locator(".figure-token")).to_have_count(2)
    expect(text).to_be_focused()
    editor.keyboard.type(" What they earn is not published.")
    reach = block.locator(".reach").first
    expect(reach.locator("summary")).to_have_text(re.compile("Printed on all"))
    reach.locator("summary").click()
    expect(reach).to_contain_text("These people earn $66k a year.")
    expect(reach).to_contain_text("[Otherwise:]")

    # A figure is a whole: the cursor goes beside it, so that neither letters nor lines get into it, and can be undone.
    label = "Median annual pay (short)"
    for key in ("z", "Enter", "Shift+Enter"):
        chip = text.locator(".figure-token").first.bounding_box()
        assert chip is not None
        editor.mouse.click(chip["x"] + 40, chip["y"] + chip["height"] / 2)
        editor.keyboard.press(key)
        expect(text.locator(".figure-token")).to_have_count(2)
        expect(text.locator(".figure-token").first).to_have_text(label)
        editor.keyboard.press("Control+Z")
        expect(text.locator(".figure-token").first).to_have_text(label)
    assert '"key":"median-pay:short"' in saved(editor, text)
    take_pictures(editor, "editor-opened-block")
    assert axe_findings(editor, "#w-editor-form") == []

    editor.get_by_role("button", name="More actions").click()
    with editor.expect_navigation():
        editor.get_by_role("button", name=re.compile("^Submit to ")).click()
    visitor = person()
    visitor.goto(SOUND)
    expect(visitor.locator("main")).not_to_contain_text("These people earn")

    open_layout(moderator)
    moderator.get_by_role("button", name="More actions").click()
    moderator.get_by_role("button", name=re.compile("^Approve and publish$", re.IGNORECASE)).click()
    expect(moderator.locator(".messages")).to_contain_text("U.S. occupations")

    for path, said in (
        (SOUND, "These people earn $66k a year."),
        (found["missing-pay"].path, "What they earn is not published."),
        (found["shared-figures"].path, "These people earn $"),
    ):
        visitor.goto(path)
        expect(visitor.locator("main")).to_contain_text(said)
    visitor.goto(found["shared-figures"].path)
    expect(visitor.locator("main")).to_contain_text(re.compile(r"These people earn \$\d+k a year \(for .+\)\."))

    # In one step back to what was published before.
    open_layout(moderator)
    moderator.get_by_role("button", name="More actions").click()
    moderator.get_by_role("link", name="Undo the last publication").click()
    expect(moderator.locator("main")).to_contain_text("What they earn is not published.")
    moderator.get_by_role("button", name="Put it back").press("Enter")
    expect(moderator.locator(".messages")).to_contain_text("reads again as it was published on")
    for path, said in ((SOUND, "These people earn"), (found["missing-pay"].path, "What they earn is not published.")):
        visitor.goto(path)
        expect(visitor.locator("main")).not_to_contain_text(said)


PASTED = (
    "<h1>On pay</h1><p>Some <b>bold</b> words.</p><table><tr><td>c1</td><td>c2</td></tr><tr><td>d1</td><td>d2</td></tr></table>"
)


def test_pasted_headings_and_tables_keep_their_parts(desk) -> None:
    editor, _ = desk
    open_layout(editor)
    block = first_block(editor)
    text = block.locator("[data-contentpath=text] [contenteditable=true]")
    text.click()
    editor.keyboard.press("Control+A")
    editor.keyboard.press("Delete")
    text.evaluate(
        """(target, html) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", "x");
            target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        PASTED,
    )
    expect(text.locator("h3")).to_have_text("On pay")
    expect(text).to_contain_text("c1 · c2")
    expect(text).not_to_contain_text("c1c2")
    assert '"type":"header-three"' in saved(editor, text)


def test_a_block_that_is_moved_takes_the_focus_along(desk) -> None:
    editor, _ = desk
    open_layout(editor)
    second = editor.locator("[data-streamfield-child]").nth(1)
    second.locator("[data-panel-toggle]").first.focus()
    down = second.locator("[data-streamfield-action=MOVE_DOWN]")
    down.focus()
    editor.keyboard.press("Enter")
    expect(editor.locator("[data-streamfield-child]").nth(2).locator("[data-streamfield-action=MOVE_DOWN]")).to_be_focused()
