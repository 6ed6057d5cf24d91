"""Pages with the longest names of their kind, at every width: nothing scrolls sideways, all begin at one edge, compounds hold."""

import pytest
from django.db.models.functions import Length
from playwright.sync_api import Page

from citations.models import Edition, Profile
from gradient.sample import load_sample
from occupations.subjects.kinds import SUBJECTS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (320, 390, 768, 1280, 1920)
WORD = "Pneumonoultramicroscopicsilicovolcanoconiosis"
ALWAYS = (
    "/",
    f"/search?q={WORD}",
    "/newsroom/",
    "/about/",
    "/glossary",
    "/corrections/",
    "/methodology",
    "/datasets/",
    "/editions/",
)
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
EDGE = "Math.round(document.querySelector('main h1').getBoundingClientRect().x)"
# Lines of text that a span takes: more than one where it is broken.
BROKEN = "[...document.querySelectorAll('h1 .unbroken')].filter((e) => e.getClientRects().length > 1).map((e) => e.textContent)"


def longest_of_each_kind(edition: Edition) -> list[str]:
    """Addresses: of each kind of page the one with the longest title and the one with the longest word."""
    held: dict[str, list[tuple[str, str]]] = {}
    profiles = Profile.objects.filter(edition=edition).exclude(path="").annotate(length=Length("title"))
    for kind, path, title in profiles.order_by("kind", "-length").values_list("kind", "path", "title"):
        held.setdefault(kind, []).append((path, title))
    found = []
    for titles in held.values():
        found += [titles[0][0], max(titles, key=lambda each: max(map(len, each[1].split())))[0]]
    return list(dict.fromkeys(found))


def test_no_page_scrolls_sideways_and_all_begin_at_one_edge(transactional_db, person) -> None:
    edition: Edition = load_sample().edition
    visitor: Page = person()
    lists = [about.path for about in SUBJECTS.values() if edition.profiles.filter(kind=about.key).exists()]
    addresses = [*ALWAYS, *lists, "/quadrant", "/compare/", "/no-such-page", *longest_of_each_kind(edition)]
    assert len(addresses) > 30
    wide, edges, broken = [], {}, []
    for address in addresses:
        answer = visitor.goto(address)
        assert answer is not None
        assert answer.status == (404 if address == "/no-such-page" else 200), address
        for width in WIDTHS:
            visitor.set_viewport_size({"width": width, "height": 900})
            if (over := visitor.evaluate(SIDEWAYS)) > 0:
                wide.append(f"{address} at {width}: {over} px too wide")
            broken += [f"{address} at {width}: {word}" for word in visitor.evaluate(BROKEN)]
            if width == 1280:
                edges.setdefault(visitor.evaluate(EDGE), []).append(address)

    assert not wide
    assert not broken
    assert len(edges) == 1, edges


def test_a_finger_has_44_pixels_for_a_number_and_nothing_moves_for_them(transactional_db, browser, live_server) -> None:
    path = Profile.objects.filter(edition=load_sample().edition, kind="unit-group").values_list("path", flat=True)[0]
    measured = """() => {
      const all = [...document.querySelectorAll("main p .figure")], middle = (e) => {
        const box = e.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2];
      };
      const alone = all.find((e) => all.every((o) => o === e || Math.abs(middle(o)[1] - middle(e)[1]) > 60));
      alone.scrollIntoView({block: "center"});
      const [x, y] = middle(alone), hit = (dy) => Boolean(document.elementFromPoint(x, y + dy)?.closest("a"));
      return {hit: [-21, 0, 21].map(hit), tall: alone.closest("p").offsetHeight};
    }"""
    tall = set()
    for touch in (True, False):
        context = browser.new_context(base_url=live_server.url, viewport={"width": 390, "height": 900}, has_touch=touch)
        page = context.new_page()
        page.goto(path)
        found = page.evaluate(measured)
        tall.add(found["tall"])
        if touch:
            assert found["hit"] == [True, True, True]
        context.close()
    assert len(tall) == 1


def test_a_long_page_does_not_glide(transactional_db, person) -> None:
    load_sample()
    visitor: Page = person()
    visitor.goto("/methodology")
    assert visitor.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
