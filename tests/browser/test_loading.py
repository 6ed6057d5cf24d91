"""What a reader sees while a page loads slowly. How long it takes depends on the machine and is told by `make bench`."""

import pytest
from playwright.sync_api import Browser

from citations.models import Profile
from gradient.sample import load_sample
from tests.browser.loading import DESK, PHONE, loading_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHIFT = 0.01


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_moves_on_the_largest_page_while_it_loads(viewport, transactional_db, browser: Browser, live_server) -> None:
    edition = load_sample().edition
    occupations = Profile.objects.filter(edition=edition, kind="occupation").values_list("path", "document")
    path = max(occupations, key=lambda each: len(each[1]))[0]
    loaded = loading_of(browser, f"{live_server.url}{path}", viewport)
    assert loaded.largest, "no part of the page was seen to be painted"
    assert loaded.shifted < SHIFT, loaded.moved


def test_what_moves_is_seen(transactional_db, browser: Browser, live_server) -> None:
    """The measurement can fail: text that is pushed down after it was painted, as a late picture does."""
    html = (
        f"<p>Read me</p><img alt='' width=1 height=1 src='{live_server.url}/static/icons/favicon.svg'>"
        "<div style='height: 9000px'></div><script>"
        "requestAnimationFrame(() => requestAnimationFrame(() => {"
        " document.querySelector('p').style.marginTop = '300px' }))</script>"
    )
    assert loading_of(browser, f"data:text/html,{html}", DESK).shifted > SHIFT
