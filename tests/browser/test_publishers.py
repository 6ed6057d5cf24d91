"""A steward has a release fetched: from the dashboard's news to the release, or to what to do where the publisher refuses."""

import io
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from playwright.sync_api import expect

from citations.actions.fetching import run_fetch
from citations.actions.releases import import_release
from citations.actions.uploading import Original
from citations.importing.offers import OFFERS, OfferedFile, SameAddresses
from citations.models import PublisherOffer
from citations.permissions import DATA_STEWARDS
from tests.browser.conftest import axe_findings, take_pictures
from tests.staff.files import ilo_workbook

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a-long-password-1"


def test_a_release_is_fetched_and_a_refusal_says_what_to_do(transactional_db, person, publisher, monkeypatch, settings, tmp_path):
    settings.FETCH_FOLDER = tmp_path
    User.objects.create_user("stella", password=PASSWORD).groups.add(Group.objects.get(name=DATA_STEWARDS))
    ready, _ = import_release(files=[Original("scores.xlsx", io.BytesIO(ilo_workbook()))])
    address = publisher.put("/scores.xlsx", ilo_workbook() + b" ")
    offered = SameAddresses(page="https://ilo.example/data", offered=[OfferedFile(address)], instruction="Save the workbook.")
    monkeypatch.setitem(OFFERS, ready.dataset.slug, offered)
    offer = PublisherOffer.objects.get(dataset=ready.dataset)
    day = datetime(2026, 11, 27, tzinfo=UTC)
    PublisherOffer.objects.filter(pk=offer.pk).update(looked_at=day, changed_at=day)

    steward = person("stella", PASSWORD)
    take_pictures(steward, "dashboard-news")
    steward.get_by_role("link", name="its publisher has changed what is offered").click()
    expect(steward.get_by_role("button", name="I know of this")).to_be_visible()
    take_pictures(steward, "offer")
    assert axe_findings(steward, "main") == []
    steward.get_by_role("button", name="Fetch", exact=True).click()
    expect(steward.get_by_text("Waiting for the worker to begin")).to_be_visible()
    publisher.pages["/scores.xlsx"].statuses = [403]
    run_fetch(offer=offer)
    expect(steward.get_by_text("refuses automatic downloads (status 403)")).to_be_visible()
    expect(steward.get_by_role("link", name="Upload files")).to_be_visible()
    take_pictures(steward, "offer-refused")
    assert axe_findings(steward, "main") == []

    steward.get_by_role("button", name="Fetch", exact=True).click()
    expect(steward.get_by_text("Waiting for the worker to begin")).to_be_visible()
    run_fetch(offer=offer)
    expect(steward.get_by_role("link", name="See release")).to_be_visible()
    take_pictures(steward, "offer-fetched")
    steward.goto(reverse("citations_admin:offers"))
    take_pictures(steward, "offers")
    assert axe_findings(steward, "main") == []
