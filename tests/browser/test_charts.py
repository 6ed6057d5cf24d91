"""Charts whose dots answer, and charts in frames of other sites, in a browser."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from gradient.sample import load_sample
from tests.browser.conftest import COLOUR_RULES, axe_findings

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BIG = ("/gradient/?show=3521", "/quadrant?show=27-4014", "/gradient/3521-broadcasting-and-audio-visual-technicians.html")
# Every kind of chart, and the height that pages suggest for its frame.
FRAMES = {
    "gradient/all/dots": 880,
    "gradient/3/dots": 880,
    "quadrant/all/dots": 960,
    "unit-group/3521/tasks": 900,
    "role/27-4014-00/pay": 690,
    "role/27-4014-00/employment": 400,
    "role/27-4014-00/quadrant": 1260,
}


@pytest.fixture(autouse=True)
def edition(transactional_db) -> None:
    load_sample()


def dot(page: Page, number: int):
    return page.locator("[data-dots] a").nth(number)


def centre(page: Page, number: int) -> tuple[float, float]:
    dot(page, number).scroll_into_view_if_needed()
    box = dot(page, number).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_script_is_small_and_asks_for_nothing() -> None:
    script = (Path(settings.BASE_DIR) / "static" / "js" / "chart.js").read_bytes()
    assert len(gzip.compress(script)) < 2000
    assert b"import " not in script
    assert b"innerHTML" not in script


@pytest.mark.parametrize("path", ["/gradient/", "/quadrant", "/"])
def test_a_first_touch_shows_a_card_and_a_second_follows(path: str, browser: Browser, live_server) -> None:
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(path)
    place = centre(page, 4)
    page.touchscreen.tap(*place)
    card = page.locator(".chart-card")
    expect(card).to_be_visible()
    assert page.url == f"{live_server.url}{path}"
    title, value, *_ = (page.locator("[data-dots] a.is-current title").text_content() or "").split("\n")
    expect(card).to_contain_text(title.rstrip(":"))
    expect(card).to_contain_text(value)
    box = card.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    address = page.locator("[data-dots] a.is-current").get_attribute("href")
    assert card.locator("a").get_attribute("href") == address
    page.touchscreen.tap(*place)
    page.wait_for_url(f"**{address}")
    assert faults == []
    context.close()


def test_the_keyboard_has_one_stop_and_arrow_keys_between_dots(person) -> None:
    page: Page = person()
    page.goto("/gradient/?show=3521")
    count = page.locator("[data-dots] a").count()
    assert count > 20
    assert page.locator("[data-dots] a[tabindex='0']").count() == 1
    page.locator("[data-dots] a[tabindex='0']").focus()
    card = page.locator(".chart-card")
    expect(card).to_contain_text("Broadcasting and Audio-visual Technicians")
    page.keyboard.press("Home")
    seen = {card.inner_text()}
    for _ in range(count - 1):
        page.keyboard.press("ArrowRight")
        seen.add(card.inner_text())
    assert len(seen) == count
    assert page.locator("[data-dots] a[tabindex='0']").count() == 1
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Tab")
    # The card's own link is next, then what follows the picture.
    assert page.evaluate("document.activeElement.closest('.chart-card') !== null")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-dots]')") is None
    expect(card).to_be_hidden()


def test_a_pointer_shows_the_card_and_may_go_to_it(person) -> None:
    page: Page = person()
    page.goto("/quadrant")
    page.mouse.move(*centre(page, 0))
    card = page.locator(".chart-card")
    expect(card).to_be_visible()
    card.locator("a").hover()
    expect(card).to_be_visible()
    page.mouse.move(5, 5)
    expect(card).to_be_hidden()


def test_without_javascript_dots_are_plain_links(person) -> None:
    page: Page = person(javascript=False)
    page.goto("/gradient/")
    address = dot(page, 0).get_attribute("href")
    assert page.locator(".chart-card").count() == 0
    page.mouse.click(*centre(page, 0))
    page.wait_for_url(f"**{address}")


def test_big_charts_fit_every_width_and_pass_axe(person) -> None:
    page: Page = person()
    for path in BIG:
        page.goto(path)
        for width in (320, 390, 768, 1280, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
            cut = page.evaluate(
                """() => [...document.querySelectorAll(".chart--dots text")].filter((text) => {
                    const box = text.getBoundingClientRect();
                    return box.width && (box.left < -1 || box.right > document.documentElement.clientWidth + 1);
                }).map((text) => text.textContent)"""
            )
            assert cut == [], (path, width)
        if page.locator("[data-dots]").count():
            page.locator("[data-dots] a[tabindex='0']").focus()
        assert axe_findings(page) == [], path
        page.emulate_media(color_scheme="dark")
        assert axe_findings(page, only=COLOUR_RULES) == [], path
        page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("width", [320, 600, 1000])
def test_frames_of_the_suggested_height_show_the_chart_and_its_sources(width: int, person) -> None:
    page: Page = person()
    for address, height in FRAMES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"/embed/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        if width == 600:
            assert page.evaluate("document.documentElement.scrollHeight") <= height, address
        sources = page.locator(".embed__source").bounding_box()
        assert sources is not None
        assert sources["y"] + sources["height"] <= height + 1, address
        is_covered = page.evaluate(
            """([x, y]) => !document.elementFromPoint(x, y)?.closest(".embed__source")""",
            [sources["x"] + 10, sources["y"] + sources["height"] / 2],
        )
        assert not is_covered, address
        drawn = page.evaluate("document.querySelector('.chart[class*=chart--]')?.getBoundingClientRect().bottom ?? 0")
        assert drawn <= sources["y"] + 1, (address, drawn, sources["y"])
