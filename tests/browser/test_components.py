"""Every component looks as it did: one page of all of them against pictures kept in references/, pixel by pixel.

`make references` draws those anew. They are what Debian's Chromium draws with DejaVu Sans, Liberation Serif and Liberation Mono
(packages fonts-dejavu-core and fonts-liberation). Other fonts break lines elsewhere, so the width of a text is measured first."""

import json
import os
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SCHEMES, WIDTHS
from tests.browser.specimens import UNSEEN, WITHIN, page_of_components, specimens

pytestmark = pytest.mark.browser

REFERENCES = Path(__file__).resolve().parent / "references"
REDRAWN = bool(os.environ.get("REFERENCES"))
FAILED = Path(settings.BASE_DIR) / "var" / "ci" / "components"
COMPONENTS = {path.stem for path in (Path(settings.BASE_DIR) / "templates" / "components").glob("*.html")}
CHARTS = {path.name.split(".")[0] for path in (Path(settings.BASE_DIR) / "templates" / "charts").glob("*.svg.html")}
# A pixel differs where one of its channels does by more than this, of 255; so many of a thousand may, in each square of the page
# whose side is so long: of the whole page a ruler without its tint would be fewer.
CHANNEL, PER_THOUSAND, SIDE = 24, 3, 64
STEP = 24
ALL_TOGETHER = 400_000
TEXT = "Sound engineering technicians, $66,430"
# Pixels of that text at 16 px in each face of the site, where the references were drawn.
FONTS = REFERENCES / "fonts.json"
MEASURED = """(text) => Object.fromEntries(["serif", "sans", "mono"].map((face) => {
  const canvas = document.createElement("canvas").getContext("2d");
  canvas.font = `16px ${getComputedStyle(document.documentElement).getPropertyValue(`--${face}`)}`;
  return [face, Math.round(canvas.measureText(text).width)];
}))"""


def taken(page: Page) -> Image.Image:
    """The whole page, each pixel the mean of two by two: a hairline that moves or goes still shows."""
    picture = Image.open(BytesIO(page.screenshot(full_page=True, animations="disabled", caret="hide"))).convert("RGB")
    return picture.reduce(2)


def with_few_colours(picture: Image.Image) -> Image.Image:
    """The same in steps that are finer than what is compared, so that the repository stays small."""
    stepped = picture.point([min(255, value // STEP * STEP + STEP // 2) for value in range(256)] * 3)
    is_small = len(stepped.getcolors(1 << 24) or ()) <= 256
    return stepped.quantize(256, dither=Image.Dither.NONE) if is_small else stepped


def differing(one: Image.Image, other: Image.Image) -> Image.Image:
    """White where two pictures of one size differ, black elsewhere."""
    channels = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).split()
    most = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    return most.point([255 if value > CHANNEL else 0 for value in range(256)])


def worst_square(difference: Image.Image) -> tuple[float, int, int]:
    """Of a thousand pixels of the square that differs most, how many do; and where on the page its corner is."""
    width, height = difference.size
    corners = [(x, y) for y in range(0, height, SIDE) for x in range(0, width, SIDE)]
    return max((difference.crop((x, y, x + SIDE, y + SIDE)).histogram()[255] * 1000 / SIDE**2, 2 * x, 2 * y) for x, y in corners)


def what_differs(name: str, actual: Image.Image) -> str:
    """How the picture differs from its reference, where it does; it and the difference are then written down."""
    path = REFERENCES / f"{name}.png"
    if REDRAWN:
        with_few_colours(actual).save(path, optimize=True)
    if not path.exists():
        return f"{name}: there is no reference; `make references` draws it"
    reference = Image.open(path)
    if actual.size != reference.size:
        FAILED.mkdir(parents=True, exist_ok=True)
        actual.save(FAILED / f"{name}-actual.png")
        return f"{name}: {actual.size} and no longer {reference.size} pixels; see {FAILED}"
    difference = differing(actual, reference)
    share, x, y = worst_square(difference)
    if share <= PER_THOUSAND:
        return ""
    FAILED.mkdir(parents=True, exist_ok=True)
    actual.save(FAILED / f"{name}-actual.png")
    difference.save(FAILED / f"{name}-difference.png")
    return f"{name}: {share:.0f} of 1,000 pixels differ around {x}, {y}; see {FAILED}"


@pytest.fixture
def shown(browser: Browser, live_server, transactional_db) -> Page:
    """The page of components, with the site's own styles."""
    html = page_of_components()
    context = browser.new_context(
        base_url=live_server.url, device_scale_factor=1, reduced_motion="reduce", viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    page.route("**/components", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.goto("/components")
    yield page
    context.close()


def test_every_component_and_chart_is_among_them() -> None:
    missing = (COMPONENTS | CHARTS) - set(specimens()) - UNSEEN - WITHIN
    assert not missing, f"{sorted(missing)}: draw them in tests/browser/specimens.py"


def test_they_look_as_they_did(shown: Page) -> None:
    fonts = shown.evaluate(MEASURED, TEXT)
    if REDRAWN:
        REFERENCES.mkdir(exist_ok=True)
        FONTS.write_text(json.dumps(fonts))
    if fonts != (held := json.loads(FONTS.read_text())):
        pytest.fail(
            f"The fonts are not those of the references: {TEXT!r} is {fonts} pixels wide, and was {held}. Install "
            "fonts-dejavu-core and fonts-liberation and no others, or compare with references of your own (`make references`)."
        )
    expect(shown.locator(".copy").first).to_be_visible()
    faults = []
    for width in WIDTHS:
        shown.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            shown.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            faults.append(what_differs(f"components-{width}-{scheme}", taken(shown)))
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert not [fault for fault in faults if fault]


@pytest.mark.parametrize(
    "rule",
    [
        ".ruler__tint { background: none !important; }",
        ".report-kit { font-weight: 700 !important; }",
        ".chart__ring { visibility: hidden; }",
        ".mini-ruler__pin { visibility: hidden; }",
    ],
)
def test_a_rule_that_changes_is_seen(rule: str, shown: Page) -> None:
    """The comparison can fail, on changes that are smaller than those that happen."""
    before = taken(shown)
    shown.add_style_tag(content=rule)
    after = taken(shown)
    assert worst_square(differing(before, after))[0] > PER_THOUSAND


def test_the_references_are_small() -> None:
    assert sum(path.stat().st_size for path in REFERENCES.glob("*.png")) < ALL_TOGETHER
