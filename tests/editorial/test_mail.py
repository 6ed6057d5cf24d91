"""Mail goes out, or the person who asked for it is told that it does not."""

import socket

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from singulariki.delivery.mail import check_mail
from singulariki.editorial.models import Layout
from singulariki.settings.services import mail_server
from tests.editorial.conftest import member
from tests.editorial.forms import layout_form

SERVER = "singulariki.delivery.mail.MailServer"
NONE = "django.core.mail.backends.dummy.EmailBackend"


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(params=["nobody listens", "unknown host", "password refused"])
def broken_mail(request, settings, closed_port, monkeypatch):
    settings.EMAIL_BACKEND = SERVER
    settings.EMAIL_HOST = "mail.invalid" if request.param == "unknown host" else "127.0.0.1"
    settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = closed_port, 1
    if request.param == "password refused":
        import smtplib

        class Refusing(smtplib.SMTP):
            def connect(self, *args, **kwargs):
                return 220, b"ready"

            def login(self, *args, **kwargs):
                raise smtplib.SMTPAuthenticationError(535, b"no")

        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "site", "wrong"
        monkeypatch.setattr(smtplib, "SMTP", Refusing)


def ask(email: str):
    return Client().post(reverse("wagtailadmin_password_reset"), {"email": email})


@pytest.mark.django_db
def test_a_password_reset_is_sent_and_works():
    User.objects.create_superuser("admin", "admin@encyclopedia.example", "a long enough password")

    assert ask("admin@encyclopedia.example").status_code == 302
    link = next(word for word in mail.outbox[0].body.split() if "/password_reset/" in word)
    assert Client().get(link.removeprefix(django_settings.WAGTAILADMIN_BASE_URL), follow=True).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["admin@encyclopedia.example", "nobody@elsewhere.example"])
def test_a_mail_server_that_fails_is_said_to_whoever_asks(broken_mail, email):
    User.objects.create_superuser("admin", "admin@encyclopedia.example", "a long enough password")

    answer = ask(email)

    assert answer.status_code == 200
    assert "The mail cannot be sent" in answer.content.decode()


@pytest.mark.django_db
def test_an_editors_work_does_not_fail_on_the_notice_about_it(broken_mail, caplog):
    moderator = member("Moderators")
    moderator.email = "moderator@encyclopedia.example"
    moderator.save()
    client = Client()
    client.force_login(member("Editors"))
    layout = Layout.objects.get(kind="unit-group")
    address = reverse("wagtailsnippets_editorial_layout:edit", args=[layout.pk])

    answer = client.post(address, layout_form(layout, [], **{"action-submit": "1"}))

    assert answer.status_code == 302
    layout.refresh_from_db()
    assert layout.workflow_in_progress
    assert "takes no mails" in caplog.text


@pytest.mark.django_db
def test_without_mail_nothing_is_offered_that_would_need_it(settings):
    settings.EMAIL_BACKEND, settings.WAGTAIL_PASSWORD_RESET_ENABLED = NONE, False
    editor = Client()
    editor.force_login(member("Editors"))

    assert "Forgotten password" not in Client().get(reverse("wagtailadmin_login")).content.decode()
    assert Client().get(reverse("wagtailadmin_password_reset")).status_code == 404
    assert ask("a@b.example").status_code == 404
    assert "notifications" not in editor.get(reverse("wagtailadmin_account")).content.decode().lower()
    assert "EMAIL_URL is not set" in str(check_mail(None)[0])


@pytest.mark.django_db
def test_with_mail_it_is_offered():
    editor = Client()
    editor.force_login(member("Editors"))

    assert "Forgotten password" in Client().get(reverse("wagtailadmin_login")).content.decode()
    assert "notifications" in editor.get(reverse("wagtailadmin_account")).content.decode().lower()
    assert check_mail(None) == []


def test_without_a_server_a_newcomer_finds_mails_in_a_folder(settings, tmp_path, caplog):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "singulariki.delivery.mail.MailFolder", tmp_path / "mail"

    mail.send_mail("Hello", "Words", None, ["someone@encyclopedia.example"])

    assert ["Words" in each.read_text() for each in (tmp_path / "mail").iterdir()] == [True]
    assert str(tmp_path / "mail") in caplog.text


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp+starttls://a%40b:p%2Fw@mail.example:2525", ("mail.example", 2525, "a@b", "p/w", True, False)),
        ("smtps://mail.example", ("mail.example", 465, "", "", False, True)),
        ("smtp://mail.example", ("mail.example", 25, "", "", False, False)),
        ("smtp+starttls://mail.example", ("mail.example", 587, "", "", True, False)),
    ],
)
def test_the_address_of_a_mail_server_is_read(url, expected):
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS", "EMAIL_USE_SSL")

    assert tuple(mail_server(url)[name] for name in names) == expected


@pytest.mark.parametrize(
    "url", ["mail.example:587", "http://mail.example", "smtp://", "smtp://mail.example:port", "smtp://[mail"]
)
def test_what_is_no_address_of_a_mail_server_is_said(url):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        mail_server(url)
