"""The steward's screens where a publisher issues a version again."""

import pytest
from django.urls import reverse

from citations import tasks
from citations.models import Release
from tests.citations.official import attempt, original_files
from tests.citations.test_issues import TABLE, corrected_table
from tests.staff.files import UNIT_GROUPS, ilo_workbook

pytestmark = pytest.mark.django_db
State = Release.State


def screen(client, release: Release) -> str:
    return " ".join(client.get(reverse("citations_admin:release", args=[release.pk])).content.decode().split())


def decide(client, release: Release, how: str) -> str:
    response = client.post(reverse("citations_admin:decide_issue", args=[release.pk]), {"how": how}, follow=True)
    return " ".join(response.content.decode().split())


def test_the_screen_says_what_each_choice_would_do_and_does_it(steward):
    here = attempt(original_files("soc-structure"))
    new = attempt(corrected_table())

    page = screen(steward, new)
    assert f"release {here.pk}" in page
    assert "and <strong>loses</strong>" in page
    assert page.count("O*NET-SOC 2019 structure") >= 3  # what only the other has, what is kept, what would be lost
    assert "Take these tables, keep the others" in page
    # What was found is what this upload holds; the other's is named apart.
    own, beside = page.partition("What was found")[2].split("Not of this upload:")
    assert TABLE in own
    assert not [name for name in original_files("soc-structure") if name != TABLE and name in own]
    assert all(name in beside for name in original_files("soc-structure") if name != TABLE)
    decide(steward, new, "completed")
    tasks.process_release(new.pk)

    new.refresh_from_db()
    assert (new.state, new.issue) == (State.READY, 2)
    assert {file.name for file in new.files.all()} == set(original_files("soc-structure"))
    assert new.files.get(name=TABLE).content.read() == corrected_table()[TABLE]
    assert "It is issue 2 of this version: it has completed" in screen(steward, new)
    assert "a later issue of it, has taken its place" in screen(steward, here)


def test_where_no_table_would_be_lost_only_replacing_is_offered(steward, ready):
    scores = dict(UNIT_GROUPS, **{"3521": ("Broadcasting and audio-visual technicians", UNIT_GROUPS["3521"][1], (0.3, 0.4))})
    new = attempt({"scores.xlsx": ilo_workbook(scores)})

    page = screen(steward, new)
    assert "no table is lost" in page
    assert "keep the others" not in page
    assert "is about to take" not in decide(steward, new, "replaced")
    new.refresh_from_db()
    assert (new.state, new.replaces) == (State.UPLOADED, ready)
    assert "Its next issue is being loaded" in screen(steward, ready)


def test_what_is_no_decision_is_said_in_words(steward, ready):
    new = attempt({"scores.xlsx": ilo_workbook({"4132": UNIT_GROUPS["4132"]})})
    assert "nothing is no decision" in decide(steward, new, "")
    assert "There is nothing to decide" in decide(steward, ready, "replaced")
