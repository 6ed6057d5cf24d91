"""The screens of what publishers offer: what is new there, fetching it, and what to do where it cannot be fetched."""

import html
import io
import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from citations import tasks
from citations.actions.fetching import request_fetch
from citations.actions.uploading import Original, upload_release
from citations.importing.offers import OFFERS, NumberedAddresses, OfferedFile, SameAddresses
from citations.jobs import Job
from citations.models import PublisherOffer, Release
from occupations.importers.offers import onet_following, onet_parts
from tests.publisher_site import PublisherSite
from tests.staff.files import ilo_workbook

ILO = "ilo-genai-gradient"
State = PublisherOffer.State


@pytest.fixture
def at_publisher(publisher, monkeypatch, settings, tmp_path) -> PublisherOffer:
    """The ILO's scores, offered by the test's publisher. What is handed to the worker is kept in `queued`."""
    settings.FETCH_FOLDER = tmp_path / "fetching"
    address = publisher.put("/scores.xlsx", ilo_workbook())
    monkeypatch.setitem(OFFERS, ILO, SameAddresses(page="https://ilo.example/data", offered=[OfferedFile(address)]))


@pytest.fixture
def queued(monkeypatch) -> list[tuple[str, int]]:
    handed: list[tuple[str, int]] = []
    monkeypatch.setattr(tasks, "queue", lambda task, subject, user=None: handed.append((task.name, subject.pk)))
    return handed


def the_offer() -> PublisherOffer:
    return PublisherOffer.objects.select_related("dataset").get(dataset__slug=ILO)


def numbered_at(publisher: PublisherSite) -> NumberedAddresses:
    offered = [OfferedFile(publisher.address + "/{major}_{minor}.xlsx")]
    return NumberedAddresses(page="https://ilo.example", offered=offered, first="1.0", following=onet_following, parts=onet_parts)


def to(name: str, offer: PublisherOffer) -> str:
    return reverse(f"citations_admin:{name}", args=[offer.pk])


def words(response) -> str:
    """What a page says, without markup."""
    main = response.content.decode().partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def seen(version: str = "", **fields) -> PublisherOffer:
    day = datetime(2026, 11, 27, 6, tzinfo=UTC)
    PublisherOffer.objects.filter(dataset__slug=ILO).update(newest=version, newest_at=day, looked_at=day, **fields)
    return the_offer()


def test_every_dataset_is_listed_with_what_is_here(steward, ready):
    page = words(steward.get(reverse("citations_admin:offers")))

    assert all(offer.dataset.title in page for offer in PublisherOffer.objects.select_related("dataset"))
    assert "2025" in page
    assert "fetched by hand" in page


def test_a_button_fetches_and_the_worker_checks_it(steward, at_publisher, queued, publisher, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = steward.post(to("fetch_release", the_offer()), follow=True)

    assert "Waiting for the worker to begin" in words(response)
    assert queued == [("citations.fetch_release", the_offer().pk)]
    tasks.fetch_release(the_offer().pk, steward.user.pk)
    release = Release.objects.get()
    assert queued[-1] == ("citations.process_release", release.pk)
    assert release.uploaded_by == steward.user
    page = steward.get(to("publisheroffer", the_offer()))
    assert f"Fetched as release {release.pk}" in words(page)
    assert reverse("citations_admin:release", args=[release.pk]) in page.content.decode()
    assert "by Stella Ward" in words(page)


def test_progress_is_shown_and_a_fetch_can_be_cancelled(steward, at_publisher, queued):
    offer = request_fetch(dataset=ILO)
    PublisherOffer.objects.update(state=State.FETCHING)
    job = Job(offer.subject, unit="kB")
    try:
        job("Fetching scores.xlsx (1 of 1)", 12_000, 94_000)
        status = steward.get(to("offer_progress", offer)).json()
        assert (status["phase"], status["counted"]) == ("Fetching scores.xlsx (1 of 1)", "12,000 of 94,000 kB")
        assert "Fetching scores.xlsx" in words(steward.get(to("publisheroffer", offer)))
        assert "Being cancelled" in words(steward.post(to("cancel_fetch", offer), follow=True))
    finally:
        job.close()


def test_a_fetch_keeps_no_upload_waiting_and_waits_itself_for_what_its_own_worker_does(steward, queued, db):
    upload, _ = upload_release(files=[Original("scores.xlsx", io.BytesIO(ilo_workbook()))])
    offer = request_fetch(dataset=ILO)
    jobs = [Job(f"release:{upload.pk}")]
    try:
        assert "Waiting for the worker to begin" in words(steward.get(to("publisheroffer", offer)))
        jobs = [*jobs, Job("follow-up:1")]
        waits = words(steward.get(to("publisheroffer", offer)))
        assert "Waiting for the worker, which is at work on what follows a publication" in waits
        jobs.pop(0).close()
        jobs = [*jobs, Job(offer.subject)]
        assert "Waiting for the worker to begin" in words(steward.get(to("release", upload)))
    finally:
        for job in jobs:
            job.close()


def test_a_fetch_that_was_left_behind_can_be_started_again(steward, queued, monkeypatch, publisher):
    """Of the version that was asked for."""
    monkeypatch.setitem(OFFERS, ILO, numbered_at(publisher))
    offer = request_fetch(dataset=ILO, version="30.1")
    Job(offer.subject).abandon()

    page = steward.get(to("publisheroffer", offer))

    assert "ended before it was done" in words(page)
    (form,) = (form for form in page.content.decode().split("<form")[1:] if to("fetch_release", offer) in form)
    typed = dict(re.findall(r'name="(version)" value="([^"]*)"', form))
    assert "Waiting for the worker" in words(steward.post(to("fetch_release", offer), typed, follow=True))
    assert the_offer().asked_version == "30.1"


def test_a_refusal_is_a_plain_instruction_with_the_address_and_a_way_to_upload(steward, at_publisher, queued, publisher):
    publisher.pages["/scores.xlsx"].statuses = [403]
    steward.post(to("fetch_release", the_offer()))
    tasks.fetch_release(the_offer().pk)

    page = steward.get(to("publisheroffer", the_offer()))

    address = f"{publisher.address}/scores.xlsx"
    assert f"refuses automatic downloads (status 403). Open {address} in a browser, save the file, and upload it" in words(page)
    assert f'href="{address}"' in page.content.decode()
    assert f"{reverse('citations_admin:upload')}?dataset={ILO}" in page.content.decode()


def test_what_is_fetched_by_hand_says_how_and_offers_no_button(steward):
    offer = PublisherOffer.objects.get(dataset__slug="ibs-crosswalk")

    page = steward.get(to("publisheroffer", offer))

    assert "Save the archive of Stata files" in words(page)
    assert to("fetch_release", offer) not in page.content.decode()
    refused = steward.post(to("fetch_release", offer))
    assert refused.status_code == 422
    assert "Save the archive of Stata files" in words(refused)
    assert PublisherOffer.objects.get(pk=offer.pk).state == State.NONE


@pytest.mark.parametrize(("typed", "status"), [("30.2", 302), ("", 302), ("newest", 422), ("9" * 99, 422)])
def test_a_version_is_typed_where_the_publisher_keeps_several(steward, queued, monkeypatch, publisher, typed, status):
    monkeypatch.setitem(OFFERS, ILO, numbered_at(publisher))

    response = steward.post(to("fetch_release", the_offer()), {"version": typed})

    assert response.status_code == status
    assert the_offer().state == (State.WAITING if status == 302 else State.NONE)
    if status == 422:
        assert "Not fetched." in words(response)
        assert typed in response.content.decode()


def test_news_is_on_the_first_page_with_the_releases_and_with_the_offers(steward, ready, at_publisher):
    offer = seen("2026")

    for address in (reverse("wagtailadmin_home"), reverse("citations_admin:releases")):
        page = steward.get(address)
        assert re.search(r"New at the publishers ?:? ILO .* 2026 is out \(seen 27 November 2026\)", words(page)), address
        assert to("publisheroffer", offer) in page.content.decode()
    assert "2026 is out (seen 27 November 2026)" in words(steward.get(reverse("citations_admin:offers")))


def test_without_news_the_first_page_says_nothing_of_publishers(steward, ready):
    assert "New at the publishers" not in words(steward.get(reverse("wagtailadmin_home")))


def test_news_is_not_for_editors(editor, ready):
    seen("2026")

    assert "is out" not in words(editor.get(reverse("wagtailadmin_home")))


def test_what_changed_can_be_taken_for_known(steward, ready, at_publisher):
    offer = seen(changed_at=datetime(2026, 11, 27, 6, tzinfo=UTC))
    assert "its publisher has changed what is offered" in words(steward.get(to("publisheroffer", offer)))

    steward.post(to("note_news", offer))

    assert "has changed" not in words(steward.get(to("publisheroffer", offer)))


@pytest.mark.parametrize(
    ("status", "said"), [(None, "Nothing is new of"), (404, "There is nothing at"), (403, "refuses automatic downloads")]
)
def test_a_look_says_what_it_found(steward, ready, at_publisher, publisher, status, said):
    if status == 404:
        publisher.pages.clear()
    elif status:
        publisher.pages["/scores.xlsx"].heads = status

    assert said in words(steward.post(to("look_for_news", the_offer()), follow=True))


@pytest.mark.django_db(transaction=True)
def test_where_no_worker_can_be_reached_it_is_said_with_the_button_to_press(steward, at_publisher, monkeypatch):
    def unreachable(*args):
        raise tasks.QueueUnreachable

    monkeypatch.setattr(tasks, "queue", unreachable)

    said = words(steward.post(to("fetch_release", the_offer()), follow=True))

    assert "Fetching could not begin" in said
    assert "press “Fetch again”" in said
    assert said.count("Fetch again") == 2


def test_a_dataset_that_no_importer_knows_any_more_has_no_screen(steward, monkeypatch):
    offer = the_offer()
    monkeypatch.delitem(OFFERS, ILO)

    assert steward.get(to("publisheroffer", offer)).status_code == 404
    assert steward.post(to("look_for_news", offer)).status_code == 302
    assert steward.get(reverse("citations_admin:offers")).status_code == 200
