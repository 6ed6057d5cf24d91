"""A folder of anything in the browser: chosen, dropped, sent by somebody whose session has run out, and without scripts."""

import re
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from citations.models import Delivery, Release
from citations.permissions import DATA_STEWARDS
from tests.browser.conftest import axe_findings, take_pictures
from tests.occupations.files import oews_national, onet_text
from tests.staff.files import broken_ilo_workbook, ilo_workbook

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a-long-password-1"
UPLOAD = "/admin/data/releases/upload/"
UNTIL_WORK_IS_DONE = 90_000
# Drops files on the page's zone as a browser does, where no folder can be made by a script.
DROP = """files => {
  const data = new DataTransfer();
  for (const [name, text] of files) data.items.add(new File([text], name));
  const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
  document.querySelector("[data-upload-zone]").dispatchEvent(drop);
}"""


@pytest.fixture
def folder(tmp_path) -> Path:
    """Downloads as somebody may have them: O*NET, wages of no known year, broken scores, notes and a picture."""
    root = tmp_path / "downloads"
    for name in ("onet", "wages", "ilo", "private"):
        (root / name).mkdir(parents=True)
    onet_text(root / "onet" / "db_30_2_text.zip")
    oews_national(root / "wages" / "national_dl.xlsx", release="")
    (root / "ilo" / "scores.xlsx").write_bytes(broken_ilo_workbook())
    (root / "private" / "rain.csv").write_text("station,rain\nGeneva,12\n")
    (root / "private" / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    return root


@pytest.fixture
def stella(transactional_db, person) -> Page:
    get_user_model().objects.create_user("stella", password=PASSWORD).groups.add(Group.objects.get(name=DATA_STEWARDS))
    page = person("stella", PASSWORD)
    page.goto(UPLOAD)
    return page


def test_a_folder_is_sorted_and_the_steward_says_what_it_does_not(stella, folder, celery_worker_process):
    refused = []
    stella.on("console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None)
    stella.on("pageerror", lambda error: refused.append(str(error)))
    stella.set_input_files("[name=folder]", folder)
    expect(stella.get_by_text("5 files chosen")).to_be_visible()
    expect(stella.get_by_text("downloads/onet/db_30_2_text.zip")).to_be_visible()
    take_pictures(stella, "upload-chosen")
    assert axe_findings(stella, "main") == []
    # By the keyboard alone.
    stella.get_by_role("button", name="Choose anew").focus()
    for _ in range(3):
        if stella.evaluate("document.activeElement.matches('[data-upload-send]')"):
            break
        stella.keyboard.press("Tab")
    assert stella.evaluate("document.activeElement.matches('[data-upload-send]')")
    stella.keyboard.press("Enter")

    stella.wait_for_url(re.compile(r"/uploads/\d+/$"))
    expect(stella.get_by_text("Needs its version")).to_be_visible(timeout=UNTIL_WORK_IS_DONE)
    expect(stella.locator("[data-progress]")).to_have_count(0, timeout=UNTIL_WORK_IS_DONE)
    expect(stella.get_by_text("downloads/private/rain.csv")).to_be_visible()
    expect(stella.get_by_text("Something in it is wrong")).to_be_visible()
    take_pictures(stella, "upload-sorted")
    assert axe_findings(stella, "main") == []

    stella.get_by_role("textbox", name="Version").fill("May 2024")
    stella.get_by_role("textbox", name="Version").press("Enter")
    wages = stella.locator("section.area-row", has_text="national_dl.xlsx")
    expect(wages.get_by_text("Ready", exact=True)).to_be_visible(timeout=UNTIL_WORK_IS_DONE)
    states = dict(Release.objects.values_list("dataset__slug", "state"))
    assert states == {"onet": "ready", "bls-oews": "ready", "ilo-genai-gradient": "rejected"}
    for name, address in (("dashboard", "/admin/"), ("release-origin", f"/admin/data/releases/{Release.objects.last().pk}/")):
        stella.goto(address)
        stella.set_viewport_size({"width": 390, "height": 900})
        assert axe_findings(stella, "main") == []
        stella.set_viewport_size({"width": 1280, "height": 900})
        assert axe_findings(stella, "main") == []
        take_pictures(stella, name)
    assert refused == []


def test_files_are_dropped_and_a_session_that_has_run_out_loses_none_of_them(stella, live_server, celery_worker_process):
    stella.evaluate(DROP, [["rain.csv", "station,rain\nGeneva,1\n"], ["snow.csv", "station,snow\nGeneva,1\n"]])
    expect(stella.get_by_text("2 files chosen")).to_be_visible()
    Session.objects.all().delete()
    stella.get_by_role("button", name="Upload and check").click()
    expect(stella.get_by_text("Your files are still chosen")).to_be_visible()
    take_pictures(stella, "upload-signed-out")
    assert not Delivery.objects.exists()

    with stella.context.expect_page() as opened:
        stella.get_by_role("link", name="sign in in a new tab").click()
    other = opened.value
    other.fill("[name=username]", "stella")
    other.fill("[name=password]", PASSWORD)
    other.click("button[type=submit]")
    other.wait_for_url(f"**{UPLOAD}")
    stella.get_by_role("button", name="Upload and check").click()
    stella.wait_for_url(re.compile(r"/uploads/\d+/$"))
    expect(stella.get_by_text("No file is part of a release")).to_be_visible(timeout=UNTIL_WORK_IS_DONE)


def test_what_is_refused_is_said_and_the_files_stay_chosen(stella, settings):
    stella.get_by_role("button", name="Upload and check").click()
    expect(stella.get_by_text("Choose one or more files, or a folder")).to_be_visible()
    stella.evaluate(DROP, [["rain.csv", "station,rain\n"]])
    stella.get_by_text("They are one release, and you know which").click()
    stella.get_by_label("Published").fill("spring")
    stella.get_by_role("button", name="Upload and check").click()
    expect(stella.get_by_text("'spring' is no date")).to_be_visible()
    expect(stella.get_by_text("1 file chosen")).to_be_visible()
    stella.get_by_label("Published").fill("")
    stella.get_by_role("button", name="Upload and check").click()
    stella.wait_for_url(re.compile(r"/releases/\d+/$"))


def test_without_scripts_several_files_are_are_sent(transactional_db, person, tmp_path, celery_worker_process):
    get_user_model().objects.create_user("stella", password=PASSWORD).groups.add(Group.objects.get(name=DATA_STEWARDS))
    page = person("stella", PASSWORD, javascript=False)
    (tmp_path / "scores.xlsx").write_bytes(ilo_workbook())
    (tmp_path / "rain.csv").write_text("station,rain\nGeneva,12\n")
    page.goto(UPLOAD)
    page.set_input_files("[name=files]", [tmp_path / "scores.xlsx", tmp_path / "rain.csv"])
    page.get_by_role("button", name="Upload and check").click()
    page.wait_for_url(re.compile(r"/uploads/\d+/$"))
    celery_worker_process.wait_until_idle()
    page.reload()
    expect(page.get_by_text("Ready", exact=True)).to_be_visible(timeout=UNTIL_WORK_IS_DONE)
    expect(page.get_by_text("rain.csv").first).to_be_visible()
