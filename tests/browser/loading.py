"""A page as a slow phone loads it: Chromium on a fourth of this machine's speed and a slow 4G connection."""

from typing import NamedTuple

from playwright.sync_api import Browser

SLOWER = 4
MEGABITS, LATENCY = 1.6, 150
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
_OBSERVED = """
window.observed = {painted: 0, largest: "", shifted: 0, moved: []};
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    observed.painted = entry.startTime / 1000;
    observed.largest = entry.element?.outerHTML.slice(0, 80) ?? "";
  }
}).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    observed.shifted += entry.value;
    observed.moved.push(...entry.sources.map((source) => source.node?.parentElement?.outerHTML.slice(0, 80) ?? ""));
  }
}).observe({type: "layout-shift", buffered: true});
"""
# The page is read to its end, because what comes into sight may move what is in it.
_READ = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
  }
  return {...observed, moved: [...new Set(observed.moved)]};
}"""


class Loading(NamedTuple):
    """Seconds until the largest part in sight was painted, and which that is; the sum of the shifts of layout, and what moved."""

    painted: float
    largest: str
    shifted: float
    moved: list[str]


def loading_of(browser: Browser, url: str, viewport: dict[str, int]) -> Loading:
    """Load a page slowly, with nothing kept of an earlier time, and read it to its end."""
    context = browser.new_context(viewport=viewport)
    try:
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        speed = MEGABITS * 1_000_000 / 8
        conditions = {"offline": False, "latency": LATENCY, "downloadThroughput": speed, "uploadThroughput": speed / 2}
        devtools.send("Network.emulateNetworkConditions", conditions)
        page.add_init_script(_OBSERVED)
        page.goto(url, wait_until="load", timeout=60_000)
        return Loading(**page.evaluate(_READ))
    finally:
        context.close()
