"""Pages on paper: few sheets, nothing that waits on request, nothing printed over anything else."""

import re

import pytest
from playwright.sync_api import Page

from citations.models import Profile
from citations.selectors import live_published_edition
from gradient.sample import load_sample

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHEETS = 6
# A4 without the margins, at 96 pixels an inch.
SHEET = {"width": 688, "height": 1020}
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
# Lines of words that can be seen (what only screen readers have is a pixel wide): [words, left, top, right, bottom].
LINES = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility({visibilityProperty: true})) continue;
    if (element.closest("svg, .skip, .visually-hidden") || element.offsetWidth <= 1) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.width > 1) found.push([node.data.trim().slice(0, 40), box.left, box.top, box.right, box.bottom]);
  }
  return found;
}"""


@pytest.fixture(autouse=True)
def edition(transactional_db) -> None:
    load_sample()


def sheets(page: Page, path: str) -> int:
    page.goto(path)
    return len(_PAGE.findall(page.pdf(format="A4")))


def test_no_occupation_takes_more_than_six_sheets(person) -> None:
    edition = live_published_edition()
    assert edition is not None
    paths = Profile.objects.filter(edition=edition, kind="occupation").order_by("key").values_list("path", flat=True)
    page = person()
    taken = {path: sheets(page, path) for path in paths}
    assert len(taken) > 20
    assert {path: count for path, count in taken.items() if not 1 <= count <= SHEETS} == {}


def test_other_pages_take_few_sheets_too(person) -> None:
    page = person()
    assert sheets(page, "/gradient/3521-broadcasting-and-audio-visual-technicians.html") <= 4
    assert sheets(page, "/roles/") <= 6


def test_what_is_folded_stays_folded_and_the_rest_is_there(person) -> None:
    page = person()
    page.set_viewport_size(SHEET)
    page.goto("/roles/role-27-4014-00")
    assert page.locator("details.fold").count() > 5
    page.emulate_media(media="print")
    assert page.locator("details.fold:visible").count() == 0
    for kept in (".ruler__tint", ".chart--pay", ".chart--levels", ".chart--quadrant", ".sources a", "#citation .cite__text"):
        assert page.locator(kept).first.is_visible(), kept
    for left_out in (".site-nav", ".search", ".chart-links", ".take-away", "#embed", ".note", ".prompt", ".section-list"):
        assert page.locator(f"{left_out}:visible").count() == 0, left_out
    assert page.evaluate("getComputedStyle(document.querySelector('.ruler__tint')).printColorAdjust") == "exact"
    # A citation is read whole: on screen it scrolls.
    assert page.evaluate("(p => p.scrollHeight - p.clientHeight)(document.querySelector('.cite__text'))") <= 1
    address = page.evaluate("getComputedStyle(document.querySelector('.sources a[href]'), '::after').content")
    assert "/datasets/" in address
    assert page.evaluate("getComputedStyle(document.querySelector('#tasks a[href]'), '::after').content") == "none"


@pytest.mark.parametrize(
    "path", ["/roles/role-27-4014-00", "/roles/role-15-1252-00", "/gradient/3521-broadcasting-and-audio-visual-technicians.html"]
)
def test_no_line_is_printed_over_another_nor_past_the_edge(path: str, person) -> None:
    page = person()
    page.set_viewport_size(SHEET)
    page.emulate_media(media="print")
    page.goto(path)
    lines = page.evaluate(LINES)
    assert len(lines) > 100
    assert [line for line in lines if line[3] > SHEET["width"] + 4 or line[1] < -1] == []
    lines.sort(key=lambda line: line[2])
    over = [
        (one[0], other[0])
        for place, one in enumerate(lines)
        for other in lines[place + 1 : place + 60]
        if min(one[3], other[3]) - max(one[1], other[1]) > 3 and min(one[4], other[4]) - max(one[2], other[2]) > 6
    ]
    assert over == []
