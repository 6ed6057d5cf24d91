"""Every kind of public page that the sample has, on a phone and a desk, light and dark: axe, width, order of the keyboard."""

import pytest
from django.db.models.functions import Length
from playwright.sync_api import Page, expect

from citations.models import Edition, Profile
from gradient.sample import load_sample
from occupations.subjects.kinds import SUBJECTS
from tests.browser.conftest import COLOUR_RULES, WIDTHS, axe_findings, take_pictures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Pages that are not a profile's, with the kind of profiles that there must be for them.
LISTS = {
    "roles": ("/roles/", "occupation"),
    "quadrant": ("/quadrant", "occupation"),
    "compare-form": ("/compare/", "occupation"),
    **{f"list-of-{place}": (about.path, about.key) for place, about in SUBJECTS.items()},
}
# Looked at in parts, so that two processes share the work.
PARTS = 4
ALWAYS = {"methodology": "/methodology", "datasets": "/datasets/", "editions": "/editions/", "search": "/search?q=technicians"}


@pytest.fixture
def addresses(transactional_db) -> dict[str, str]:
    """Name → address: of each kind the page with most to show; of occupations the one with least too, and two side by side."""
    edition: Edition = load_sample().edition
    profiles = Profile.objects.filter(edition=edition).exclude(path="").annotate(length=Length("document"))
    held: dict[str, list[str]] = {}
    for kind, path in profiles.order_by("-length", "key").values_list("kind", "path"):
        held.setdefault(kind, []).append(path)
    found = {kind: paths[0] for kind, paths in held.items()}
    found |= {name: address for name, (address, kind) in LISTS.items() if kind in held} | ALWAYS
    occupations = held.get("occupation", [])
    if len(occupations) > 1:
        found["occupation-least"] = occupations[-1]
        pair = sorted(path.rpartition("/")[2] for path in (occupations[0], occupations[-1]))
        found["compare"] = f"/compare/{'/'.join(pair)}"
    return found


def findings_of(page: Page) -> dict[str, list[str]]:
    """What axe finds, by view. A dark page differs from a light one in colours alone, so only these are looked at again, once."""
    found = {}
    phone, desk = WIDTHS
    for width, scheme, rules in ((phone, "light", ()), (desk, "light", ()), (desk, "dark", COLOUR_RULES)):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found[f"{width} px, {scheme}"] = axe_findings(page, only=rules)
    page.emulate_media(color_scheme="light")
    return {view: findings for view, findings in found.items() if findings}


@pytest.mark.parametrize("part", range(PARTS))
def test_every_kind_of_page_passes_axe_and_fits_a_phone(part: int, addresses: dict[str, str], person) -> None:
    visitor: Page = person()
    found = {}
    assert len(addresses) > PARTS
    for name, address in sorted(addresses.items())[part::PARTS]:
        answer = visitor.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{address} answers {answer.status}"
        found |= {f"{name}, {view}": findings for view, findings in findings_of(visitor).items()}
        visitor.set_viewport_size({"width": WIDTHS[0], "height": 900})
        wide = visitor.evaluate("document.documentElement.scrollWidth")
        if wide > WIDTHS[0]:
            found[f"{name}, width"] = [f"{address} scrolls sideways: {wide} px"]
        take_pictures(visitor, f"kind-{name}")

    assert not found
    assert {"occupation", "unit-group", "roles", "methodology"} <= set(addresses)


def test_the_keyboard_meets_first_what_leads_to_the_content_and_sees_where_it_is(addresses: dict[str, str], person) -> None:
    visitor: Page = person()
    visitor.goto(addresses["occupation"])
    visitor.keyboard.press("Tab")
    assert visitor.evaluate("document.activeElement.textContent") == "Skip to content"
    for _ in range(12):
        visitor.keyboard.press("Tab")
        ring = visitor.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert ring != "none", visitor.evaluate("document.activeElement.outerHTML")


def test_a_figure_can_be_questioned_without_javascript(addresses: dict[str, str], person) -> None:
    visitor: Page = person(javascript=False)
    visitor.goto(addresses["unit-group"])
    link = visitor.locator("main a.figure").first
    anchor = (link.get_attribute("href") or "").partition("#")[2]
    assert visitor.locator(f"[id='{anchor}']").count() == 0
    link.click()
    note = visitor.locator(f"[id='{anchor}']")
    assert note.is_visible()
    assert "does not mean" in note.inner_text().lower()
    visitor.go_back()
    assert visitor.locator("main a.figure").count()


def test_a_note_opens_beside_its_figure_and_an_unreachable_one_says_so(addresses: dict[str, str], person) -> None:
    visitor: Page = person()
    visitor.goto(addresses["occupation"])
    figure = visitor.locator(".answer a.figure").first
    anchor = (figure.get_attribute("href") or "").partition("#")[2]
    figure.focus()
    visitor.keyboard.press("Enter")
    note = visitor.locator(".note:popover-open")
    note.wait_for()
    assert note.get_attribute("id") == anchor
    visitor.keyboard.press("Escape")
    note.wait_for(state="hidden")
    figure.click()
    note.wait_for()
    note.locator("button").click()
    note.wait_for(state="hidden")
    assert visitor.url.endswith(addresses["occupation"])
    other: Page = person()
    other.goto(addresses["occupation"])
    # Only what the script reads is out of reach.
    other.route("**/*?notes=1", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_())
    other.locator(".answer a.figure").first.click()
    told = other.locator(".note:popover-open")
    told.wait_for()
    assert "could not be read just now" in told.inner_text()
    told.locator("a").click()
    other.wait_for_url(f"**?notes=1#{anchor}")
    assert other.locator(f"[id='{anchor}']").is_visible()


def test_the_list_of_chapters_marks_where_one_is(addresses: dict[str, str], person) -> None:
    visitor: Page = person()
    for width in WIDTHS:
        visitor.set_viewport_size({"width": width, "height": 900})
        visitor.goto(addresses["occupation"])
        visitor.locator("#pay-and-outlook").evaluate("place => place.scrollIntoView()")
        expect(visitor.locator("[data-sections] a[aria-current]").first).to_have_attribute("href", "#pay-and-outlook")
        marked = visitor.locator("[data-sections] [aria-current]:visible, .section-list--fold > summary:visible")
        assert marked.first.inner_text() == "Pay and outlook"
