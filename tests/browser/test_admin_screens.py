"""What editors and stewards see move in the admin: a calendar, the largest layout, a chooser in an added row, work under way."""

import io
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from playwright.sync_api import Page, expect

from citations.actions.editions import cancel_edition, start_edition
from citations.actions.releases import import_release
from citations.actions.uploading import Original, upload_release
from citations.jobs import Job
from citations.models import Progress, Release
from citations.permissions import DATA_STEWARDS
from gradient.models import GradientIndexPage, UnitGroupPage
from gradient.sample import load_sample
from occupations.models.pages import OccupationPage, RolesPage
from singulariki.editorial.models import Caveat, Layout
from singulariki.editorial.permissions import MODERATORS
from tests.staff.files import ilo_workbook

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a-long-password-1"


def complaints(page: Page) -> list[str]:
    """What the page's console says of refused scripts, styles and the like, from now on."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if "Content Security Policy" in message.text else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def test_a_day_is_picked_in_the_calendar_of_the_schedule(transactional_db, person):
    User.objects.create_user("mona", password=PASSWORD).groups.add(Group.objects.get(name=MODERATORS))
    editor = person("mona", PASSWORD)
    found = complaints(editor)
    editor.goto(f"/admin/snippets/editorial/caveat/edit/{Caveat.objects.first().pk}/")
    editor.get_by_role("button", name="Toggle status").click()
    editor.get_by_role("button", name=re.compile("schedule", re.IGNORECASE)).first.click()
    expect(editor.get_by_text("From then on no page shows this caveat")).to_be_visible()
    editor.locator("#id_go_live_at").click()
    editor.locator(".xdsoft_datetimepicker:visible td.xdsoft_date").last.click()
    expect(editor.locator("#id_go_live_at")).to_have_value(re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d$"))
    assert found == []


def test_pages_drawn_from_the_edition_are_opened_without_an_error_in_the_console(transactional_db, person):
    load_sample()
    User.objects.create_user("mona", password=PASSWORD).groups.add(Group.objects.get(name=MODERATORS))
    editor = person("mona", PASSWORD)
    found: list[str] = []
    editor.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    editor.on("pageerror", lambda error: found.append(str(error)))
    for kind in (OccupationPage, UnitGroupPage, RolesPage, GradientIndexPage):
        editor.goto(f"/admin/pages/{kind.objects.first().pk}/edit/", wait_until="load")
        expect(editor.locator("[data-edit-form]")).to_be_visible()
    assert found == []


def test_a_page_is_chosen_in_a_row_that_was_added(transactional_db, person):
    User.objects.create_superuser("boss", password=PASSWORD)
    boss = person("boss", PASSWORD)
    found = complaints(boss)
    boss.goto(f"/admin/groups/edit/{Group.objects.get(name=MODERATORS).pk}/")
    boss.get_by_role("button", name=re.compile("Add a page permission", re.IGNORECASE)).click()
    boss.locator("[data-chooser-action-choose]:visible").last.click()
    expect(boss.locator(".modal-content")).to_contain_text("Choose a page")
    assert found == []


def test_the_largest_layout_is_edited_previewed_and_published(transactional_db, person):
    load_sample()
    User.objects.create_user("mona", password=PASSWORD).groups.add(Group.objects.get(name=MODERATORS))
    editor = person("mona", PASSWORD)
    found = complaints(editor)
    editor.goto(f"/admin/snippets/editorial/layout/edit/{Layout.objects.get(kind='occupation').pk}/")
    # Wagtail remembers what the form holds two seconds after it has loaded; whatever was typed before counts as unchanged.
    editor.wait_for_timeout(3_000)
    editor.fill("#id_name", "Occupations of the U.S.")
    expect(editor.get_by_text("Saved", exact=True)).to_be_visible(timeout=20_000)  # by itself
    with editor.expect_navigation():
        editor.get_by_role("button", name="Save draft").click()
    expect(editor.locator(".messages")).to_contain_text("updated")
    editor.get_by_role("button", name=re.compile("preview", re.IGNORECASE)).first.click()
    expect(editor.frame_locator("iframe").first.locator("h1")).to_contain_text("Sound Engineering Technicians", timeout=20_000)
    editor.get_by_role("button", name="More actions").click()
    with editor.expect_navigation():
        editor.get_by_role("button", name=re.compile("^Publish")).click()
    expect(editor.locator(".messages")).to_contain_text("published")
    assert found == []


def test_a_screen_left_open_follows_work_that_is_taken_up_again(transactional_db, person):
    """The process died; another, which this test plays, takes the release up and comes to an end."""
    User.objects.create_user("stella", password=PASSWORD).groups.add(Group.objects.get(name=DATA_STEWARDS))
    release = upload_release(files=[Original("scores.xlsx", io.BytesIO(ilo_workbook()))])[0]
    Release.objects.filter(pk=release.pk).update(state=Release.State.CHECKING)
    Job(f"release:{release.pk}").abandon()
    steward = person("stella", PASSWORD)
    steward.goto(reverse("citations_admin:release", args=[release.pk]))
    expect(steward.get_by_text("ended before it was done")).to_be_visible()

    job = Job(f"release:{release.pk}")
    job("Looking through the file", 1, 2)
    expect(steward.get_by_text("Looking through the file")).to_be_visible()
    Release.objects.filter(pk=release.pk).update(state=Release.State.REJECTED)
    job.close()
    expect(steward.locator("[data-progress]")).to_have_count(0)


def test_a_screen_left_open_offers_only_what_can_be_done_now(transactional_db, person):
    """An edition is compiling from its request to its end; what the screen offers in between changes all the same."""
    User.objects.create_user("stella", password=PASSWORD).groups.add(Group.objects.get(name=DATA_STEWARDS))
    import_release(files=[Original("scores.xlsx", io.BytesIO(ilo_workbook()))])
    edition = start_edition(name="mine")
    steward = person("stella", PASSWORD)
    steward.goto(reverse("citations_admin:edition", args=[edition.pk]))
    start, cancel = (steward.get_by_role("button", name=name) for name in ("Start compiling", "Cancel"))
    expect(start).to_be_visible()

    job = Job(f"edition:{edition.pk}", unit="profiles")
    job("Writing occupations", 20, 100)
    Progress.objects.update(phase_started_at=Progress.objects.get().updated_at - timedelta(minutes=1))
    expect(steward.get_by_text("Writing occupations")).to_be_visible()
    expect(start).to_have_count(0)
    expect(cancel).to_be_visible()
    left = steward.locator("[data-progress-left]")
    expect(left).to_have_text("about 4 minutes left of this step")

    steward.route("**/progress/", lambda route: route.abort())
    expect(steward.get_by_text("No answer from the site; this page asks again by itself.")).to_be_visible()
    expect(left).to_have_text("")
    steward.unroute("**/progress/")
    expect(steward.get_by_text("Writing occupations")).to_be_visible(timeout=15_000)

    cancel_edition(edition=edition)
    expect(steward.get_by_text("Being cancelled")).to_be_visible()
    expect(cancel).to_have_count(0)
    job.close()
