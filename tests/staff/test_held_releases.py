"""The screen of a release that is held back: what was found, and the two ways out; the reason is shown where it is used."""

import re

import pytest
from django.urls import reverse

from citations.actions.held_releases import overrule_release
from citations.models import Release

pytestmark = pytest.mark.django_db
REASON = "The scale was changed <em>by</em> the publisher"


def screen(client, release: Release) -> str:
    return client.get(reverse("citations_admin:release", args=[release.pk])).content.decode()


def test_what_was_found_is_shown_open_and_before_all_else(steward, held):
    page = screen(steward, held)
    assert "Held back" in page
    assert "score 2025: 0.3 of 3521" in page
    assert page.index("area-finding--stop") < page.index("area-finding--note")
    assert re.search(r'<details\s+class="area-finding area-finding--stop"\s+open>', page)


def test_a_reason_is_asked_for_and_what_was_typed_stays(steward, held):
    answer = steward.post(reverse("citations_admin:overrule", args=[held.pk]), {"reason": "  "})
    assert answer.status_code == 422
    assert "Not overruled." in answer.content.decode()
    too_long = steward.post(reverse("citations_admin:overrule", args=[held.pk]), {"reason": "so " * 700})
    assert too_long.status_code == 422
    assert "so so so" in too_long.content.decode()
    held.refresh_from_db()
    assert held.state == Release.State.HELD


def test_the_reason_is_shown_on_the_release_at_compile_and_at_preview(steward, held, edition_of):
    steward.post(reverse("citations_admin:overrule", args=[held.pk]), {"reason": REASON})
    edition = edition_of("with", {"a": {}})
    shown = "The scale was changed &lt;em&gt;by&lt;/em&gt; the publisher."
    preview = steward.get(reverse("citations_admin:preview", args=[edition.pk])).content.decode()
    for page in (screen(steward, held), steward.get(reverse("citations_admin:compile")).content.decode(), preview):
        assert shown in page
        assert "Stella Ward" in page


def test_whoever_comes_second_is_told_what_was_decided(steward, held):
    overrule_release(release=held, reason="It is so.")
    for name in ("overrule", "withdraw"):
        answer = steward.post(reverse(f"citations_admin:{name}", args=[held.pk]), {"reason": "It is."}, follow=True)
        assert "is ready, not held back" in answer.content.decode()
