"""What stewards are told: by mail, once and all in one, and on the dashboard."""

import io
import smtplib

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.urls import reverse

from citations.actions.delivering import receive_files, sort_delivery
from citations.actions.fetching import look_for_news, request_fetch, run_fetch
from citations.actions.publishing import publish_edition
from citations.actions.releases import import_release, process_release
from citations.actions.uploading import Original
from citations.audit import audit
from citations.importing.offers import OFFERS, OfferedFile, SameAddresses
from citations.models import Dataset, Delivery, PublisherOffer, Release, StewardNotices
from citations.notices import notices_begun, send_notices
from tests.occupations.files import oews_national
from tests.staff.files import broken_ilo_workbook, ilo_workbook

pytestmark = pytest.mark.django_db
SCORES = "Generative AI exposure scores of ISCO-08 tasks and occupations 2025"


@pytest.fixture
def told(steward, editor):
    """The steward, with an address, told of all that was before; and an editor, who is told nothing."""
    get_user_model().objects.filter(pk=steward.user.pk).update(email="stella@encyclopedia.example")
    get_user_model().objects.filter(pk=editor.user.pk).update(email="edgar@encyclopedia.example")
    notices_begun(steward.user)
    return steward


def imported(content: bytes, name: str = "scores.xlsx", **options) -> Release:
    return import_release(files=[Original(name, io.BytesIO(content))], **options)[0]


def test_what_happened_is_one_mail_to_those_who_may_do_something_about_it(told, tmp_path):
    ready = imported(ilo_workbook())
    imported(broken_ilo_workbook(), "broken.xlsx")
    imported(b"no workbook", "Skills.xlsx")
    nameless = imported(oews_national(tmp_path / "wages.xlsx", release="").read_bytes(), "wages.xlsx")

    assert send_notices() == 1
    (message,) = mail.outbox
    assert message.to == ["stella@encyclopedia.example"]
    assert message.subject == f"Singulariki: {SCORES} waits: it is ready, and in no edition yet. And 3 more."
    assert f"{reverse('citations_admin:release', args=[ready.pk])}\n" in message.body
    assert message.body.count("was rejected") == 2
    assert "Skills.xlsx was rejected" in message.body
    assert "does not say which release it is. Give its version.\n  http" in message.body
    assert f"/releases/{nameless.pk}/" in message.body
    assert "/admin/account/" in message.body

    assert send_notices() == 0


def test_a_release_that_is_taken_up_meanwhile_waits_no_more_and_a_publication_is_told_to_the_others(told, edition_of):
    publish_edition(edition=edition_of("first", {"a": {}}), user=get_user_model().objects.create_superuser("other"))
    assert send_notices() == 1
    assert "Edition first was published" in mail.outbox[0].body
    assert "waits" not in mail.outbox[0].body

    publish_edition(edition=edition_of("second", {"a": {}}), user=told.user)
    assert send_notices() == 0


def test_a_job_that_failed_is_told(told, uploaded, monkeypatch):
    monkeypatch.setattr("citations.actions.releases.check_release", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        process_release(release=uploaded)
    delivery = receive_files([Original("rain.csv", io.BytesIO(b"a,b\n1,2\n"))])
    monkeypatch.setattr("citations.actions.delivering.survey_folder", lambda *args, **options: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        sort_delivery(delivery=delivery)

    send_notices()
    assert "Checking or loading scores.xlsx failed" in mail.outbox[0].body
    assert "Sorting rain.csv failed" in mail.outbox[0].body
    page = told.get("/admin/").content.decode()
    assert "Could not be sorted" in page
    assert reverse("citations_admin:delivery", args=[delivery.pk]) in page
    assert Delivery.objects.get().state == Delivery.State.FAILED


def test_a_mail_server_that_is_down_stops_no_work_and_the_mail_goes_out_later(told, settings, monkeypatch):
    def refuse(*args, **options):
        raise ConnectionRefusedError("nobody listens")

    settings.EMAIL_BACKEND = "singulariki.delivery.mail.MailServer"
    with monkeypatch.context() as broken:
        broken.setattr(smtplib, "SMTP", refuse)
        release = imported(ilo_workbook())
        assert send_notices() == 0
    assert release.state == Release.State.READY

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_notices() == 1
    assert "waits" in mail.outbox[0].body


def test_a_mail_that_the_server_refuses_keeps_nobody_else_from_being_told(told, with_only, monkeypatch):
    other = with_only("manage_releases").user
    get_user_model().objects.filter(pk=other.pk).update(email="olga@encyclopedia.example")
    notices_begun(other)
    imported(ilo_workbook())
    send = mail.EmailMessage.send

    def refuse_one(message, *args, **options):
        if message.to == ["stella@encyclopedia.example"]:
            raise smtplib.SMTPRecipientsRefused({message.to[0]: (550, b"no such mailbox")})
        return send(message, *args, **options)

    monkeypatch.setattr(mail.EmailMessage, "send", refuse_one)
    assert send_notices() == 1
    assert mail.outbox[0].to == ["olga@encyclopedia.example"]


def test_whoever_wants_no_mails_gets_none_also_not_later(told):
    page = told.get(reverse("wagtailadmin_account")).content.decode()
    assert "Mail me about releases and editions" in page
    StewardNotices.objects.update(wants_mail=False)
    imported(ilo_workbook())
    assert send_notices() == 0
    StewardNotices.objects.update(wants_mail=True)
    assert send_notices() == 0


def test_each_person_switches_the_mails_off_in_the_account(told):
    account = reverse("wagtailadmin_account")
    form = told.get(account).context
    sent = {}
    for panels in form["panels_by_tab"].values():
        for panel in panels:
            for field in panel.get_form():
                if field.value() not in (None, False) and field.html_name != "avatar-avatar":
                    sent[field.html_name] = field.value()
    assert sent.pop("steward-notices-wants_mail") is True
    assert told.post(account, sent).status_code == 302
    assert StewardNotices.objects.get(user=told.user).wants_mail is False


def test_an_editor_has_neither_the_setting_nor_the_panel(editor):
    assert "Mail me about releases" not in editor.get(reverse("wagtailadmin_account")).content.decode()
    assert "Releases and editions" not in editor.get("/admin/").content.decode()


def test_the_dashboard_shows_what_waits_and_no_more_once_it_is_done(told, ready, edition_of, monkeypatch):
    page = told.get("/admin/").content.decode()
    assert "Ready, and in no edition yet" in page
    assert reverse("citations_admin:release", args=[ready.pk]) in page
    edition = edition_of("first", {"a": {}})
    page = told.get("/admin/").content.decode()
    assert "Compiled, and not published" in page
    assert "Ready, and in no edition yet" not in page

    publish_edition(edition=edition)
    page = told.get("/admin/").content.decode()
    assert "Readers see edition" in page
    assert "No release and no edition waits for you" in page


def test_a_new_steward_is_not_told_of_the_past(ready, steward):
    get_user_model().objects.filter(pk=steward.user.pk).update(email="stella@encyclopedia.example")
    assert send_notices() == 0
    assert not mail.outbox


def test_the_sample_is_nobodys_news(told):
    imported(ilo_workbook(), is_sample=True)
    assert send_notices() == 0


@pytest.mark.parametrize(
    ("state", "mailed", "listed"),
    [
        ("held", "is held back: something in it looks implausible", "Held back as implausible"),
        ("undecided", "came in other files than those that are here", "Came in other files than those that are here"),
    ],
)
def test_what_waits_for_a_decision_is_told(told, uploaded, state: str, mailed: str, listed: str):
    dataset = Dataset.objects.get(slug="ilo-genai-gradient")
    Release.objects.filter(pk=uploaded.pk).update(state=state, dataset=dataset, version="2025")
    uploaded.refresh_from_db()
    audit(f"release.{state}", None, uploaded)

    assert send_notices() == 1
    assert mailed in mail.outbox[0].body
    assert listed in told.get("/admin/").content.decode()


def test_news_at_a_publisher_is_told_once_and_not_after_it_is_here(told, publisher, monkeypatch):
    ready = imported(ilo_workbook())
    address = publisher.put("/scores.xlsx", ilo_workbook())
    offered = SameAddresses(page="https://ilo.example", offered=[OfferedFile(address)])
    monkeypatch.setitem(OFFERS, ready.dataset.slug, offered)
    offer = PublisherOffer.objects.get(dataset=ready.dataset)
    look_for_news(offer=offer)
    send_notices()
    mail.outbox.clear()
    publisher.pages["/scores.xlsx"].content += b" "

    look_for_news(offer=offer)
    look_for_news(offer=offer)

    assert send_notices() == 1
    assert mail.outbox[0].body.count("its publisher has changed what is offered") == 1
    assert reverse("citations_admin:publisheroffer", args=[offer.pk]) in mail.outbox[0].body
    publisher.pages["/scores.xlsx"].statuses = [403]
    run_fetch(offer=request_fetch(dataset=ready.dataset.slug))
    assert send_notices() == 1
    assert "could not be fetched. 127.0.0.1 refuses automatic downloads" in mail.outbox[1].body
    look_for_news(offer=offer)
    assert send_notices() == 0
