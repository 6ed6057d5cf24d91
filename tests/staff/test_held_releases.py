"""The screen of a release that is held back: what was found, and the two ways out; the reason is shown where it is used."""

import re

import pytest
from django.urls import reverse

from citations.actions.held_releases import overrule_release
from citations.models import Release
from tests.citations.official import attempt

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
        answer = steward.post(reverse(f"citations_admin:{name}", args=[held.pk]), {"reason": "It is so."}, follow=True)
        assert "is ready, not held back" in answer.content.decode()


def test_withdrawing_asks_first_and_says_what_is_true_afterwards(steward, held):
    page = screen(steward, held)
    action = page.index(f'action="{reverse("citations_admin:withdraw", args=[held.pk])}"')
    asked = page.rindex("<details", 0, action)
    assert "</details>" not in page[asked:action]
    assert "11 loaded rows are removed" in page[asked:action]

    answer = steward.post(reverse("citations_admin:withdraw", args=[held.pk]), follow=True).content.decode()
    assert "is withdrawn: nothing of it is loaded" in answer
    assert re.search(r"<strong>Withdrawn</strong> on [^<]* UTC by Stella Ward: what was loaded of it\s+is removed", answer)
    assert "get the right files" not in answer
    assert "Nothing of it was ever" not in answer
    assert "Rejected lately" not in steward.get(reverse("wagtailadmin_home")).content.decode()


def test_the_version_is_corrected_on_the_screen_where_it_can_be(steward, ready):
    """Files that say their version themselves are no case for it."""
    assert "Correct the version" not in screen(steward, ready)
    release = attempt({"edges.csv": b"soc10,isco08\n111011,1112\n"}, version="2021")
    page = screen(steward, release)
    assert "Correct the version" in page
    assert "the year, such as 2025" in page
    to = reverse("citations_admin:name_release", args=[release.pk])
    refused = steward.post(to, {"version": "banana"})
    assert refused.status_code == 422
    assert "“banana” is no release of" in refused.content.decode()
    answer = steward.post(to, {"version": "2022"}, follow=True)
    right = answer.context["release"]
    assert (right.pk != release.pk, right.asked_version, right.state) == (True, "2022", Release.State.UPLOADED)
    assert "These files are checked as 2022." in answer.content.decode()
    told = steward.post(reverse("citations_admin:name_release", args=[ready.pk]), {"version": "2024"}, follow=True)
    assert "The files say themselves that they are 2025" in told.content.decode()


def test_a_version_is_asked_for_beside_other_findings(steward):
    release = attempt({"edges.csv": b"soc10,isco08\n111011,1112\nno code,1113\n"}, version="banana")
    page = screen(steward, release)
    assert "It is not known which release these files are." in page
    assert f'action="{reverse("citations_admin:name_release", args=[release.pk])}"' in page
    assert "Refused for 2 findings" in page
