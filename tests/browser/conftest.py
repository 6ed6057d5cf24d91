"""A real browser on a real server: pages by width and colour scheme, people who log in, pictures for CI, axe."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

SCREENSHOTS = Path(settings.BASE_DIR) / "var" / "ci" / "screenshots"
WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
# All in which a dark page differs from a light one.
COLOUR_RULES = ("color-contrast", "link-in-text-block")
# Only what a browser does for itself is switched off: it may talk to nobody but our server.
ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    expect.set_options(timeout=20_000)  # as long as a click waits, below
    # Chromium's own sandbox does not work for root, which is who runs in a container.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=[*ARGUMENTS, *sandbox])
        yield browser
        browser.close()


@pytest.fixture
def person(browser: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """person() is a visitor's page; person("stella", password) one logged in to the admin. Each has cookies of their own."""
    opened: list[BrowserContext] = []

    def make(username: str = "", password: str = "", *, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": 1280, "height": 900}, java_script_enabled=javascript
        )
        context.set_default_timeout(20_000)
        opened.append(context)
        page = context.new_page()
        if username:
            page.goto("/admin/login/")
            page.fill("[name=username]", username)
            page.fill("[name=password]", password)
            page.click("button[type=submit]")
            page.wait_for_url("**/admin/")
        return page

    yield make
    for context in opened:
        context.close()


def take_pictures(page: Page, name: str, *, schemes: Sequence[str] = SCHEMES) -> None:
    """The page as it stands, at both widths, light and dark, below var/ci/screenshots, where PICTURES asks for them. Its size and
    scheme are put back."""
    if not os.environ.get("PICTURES"):
        return
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    before = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        # The admin scrolls inside its main part, which a picture of the whole page would cut off.
        inner = page.evaluate("Math.max(...[...document.querySelectorAll('main, #main')].map((part) => part.scrollHeight), 0)")
        page.set_viewport_size({"width": width, "height": min(max(900, inner), 6000)})
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=SCREENSHOTS / f"{name}-{width}-{scheme}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(before)


# What is outside a page's width, where no region that the keyboard reaches scrolls to it; what is hidden behind its own edge;
# what of ours is too small to be hit; links to places of the page that are not there. Wagtail's main part hides what is too wide.
MEASURED = """() => {
  const wide = document.documentElement.clientWidth, found = [];
  const note = (fault, e) => found.push(`${fault}: <${e.localName} class="${e.className}"> ${e.textContent.trim().slice(0, 60)}`);
  for (const details of document.querySelectorAll("main details")) details.open = true;
  if (document.documentElement.scrollWidth > wide) found.push("the page scrolls sideways");
  for (const e of document.querySelectorAll("main, main *")) {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    if (!box.width || !box.height || !e.checkVisibility() || e.closest(".w-sr-only, svg, [role=region][tabindex='0']")) continue;
    if (box.right > wide + 1 || box.left < -1) note("off the page", e);
    const cut = e.scrollWidth > e.clientWidth + 1 && style.overflowX !== "visible";
    if (cut && !e.matches("input, select, textarea")) note("cut", e);
    const target = e.matches(".area :is(button, summary, select, input, textarea, a)") && style.display !== "inline";
    if (target && (box.width < 24 || box.height < 24)) note("smaller than 24 px", e);
    const place = e.matches(".area a") && e.getAttribute("href")?.match(/^#(.+)/)?.[1];
    if (place && !document.getElementById(place)) note("leads nowhere", e);
  }
  return found;
}"""


# The menu of the admin slides away, and colours of buttons change, in some tenths of a second; bars of progress never rest.
AT_REST = """async () => {
  for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
  const moving = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  await Promise.all(moving.map((animation) => animation.finished.catch(() => {})));
}"""


def layout_findings(page: Page) -> list[str]:
    """What does not fit the page at its present width, with everything opened that can be."""
    page.evaluate(AT_REST)
    return page.evaluate(MEASURED)


def axe_findings(page: Page, within: str | None = None, *, only: Sequence[str] = ()) -> list[str]:
    """What axe holds against the page, or against the part a CSS selector names: rule, and the elements concerned. `only` names
    the rules to try, all unless given."""
    options = {"runOnly": {"type": "rule", "values": list(only)}} if only else None
    violations = Axe().run(page, context=within, options=options).response["violations"]
    return [f"{v['id']}: {v['help']} — {'; '.join(node['html'][:160] for node in v['nodes'][:3])}" for v in violations]
