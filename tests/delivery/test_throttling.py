"""Guessing passwords is slowed down, for the guesser and nobody else."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth.models import User
from django.core import mail
from django.db.models import F
from django.test import Client, RequestFactory
from django.urls import reverse

from singulariki.delivery.throttling import client_address

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"
HERE, THERE = "192.0.2.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def throttle(settings):
    settings.AXES_ENABLED = True


@pytest.fixture(autouse=True)
def admin() -> User:
    return User.objects.create_superuser("admin", "admin@encyclopedia.example", PASSWORD)


@pytest.fixture(params=["wagtailadmin_login", "wagtailcore_login"])
def login_address(request) -> str:
    return reverse(request.param)


def sign_in(name: str = "admin", password: str = "wrong", address: str = HERE, at: str = "", **more):  # noqa: S107
    return Client(REMOTE_ADDR=address, **more).post(at or reverse("wagtailadmin_login"), {"username": name, "password": password})


def test_the_right_password_signs_in(login_address):
    assert sign_in(password=PASSWORD, at=login_address).status_code == 302


def test_five_wrong_passwords_close_the_login_for_a_while(login_address):
    answers = [sign_in(at=login_address).status_code for _ in range(5)]
    refused = sign_in(password=PASSWORD, at=login_address)

    assert answers == [200, 200, 200, 200, 429]
    assert refused.status_code == 429
    assert "Try again in\n15 minutes" in refused.content.decode()
    assert 890 <= int(refused.headers["Retry-After"]) <= 900
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=9, seconds=30))
    assert "Try again in\n6 minutes" in sign_in(password=PASSWORD, at=login_address).content.decode()
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=6))
    assert sign_in(password=PASSWORD, at=login_address).status_code == 302


def test_trying_on_does_not_lengthen_the_wait():
    for _ in range(5):
        sign_in()
    since = AccessAttempt.objects.get().attempt_time
    for _ in range(3):
        assert sign_in().status_code == 429

    attempt = AccessAttempt.objects.get()
    assert (attempt.attempt_time, attempt.failures_since_start) == (since, 5)
    assert PASSWORD not in str(list(AccessAttempt.objects.values()))


def test_nobody_is_kept_out_from_elsewhere():
    for _ in range(30):
        sign_in()

    assert sign_in(password=PASSWORD, address=THERE).status_code == 302


def test_one_address_cannot_try_many_names():
    answers = [sign_in(f"name-{number}").status_code for number in range(20)]

    assert answers == [200] * 19 + [429]
    assert sign_in("admin", PASSWORD).status_code == 429
    assert sign_in("admin", PASSWORD, address=THERE).status_code == 302


def test_a_success_forgets_ones_own_mistakes_only():
    User.objects.create_superuser("insider", password=PASSWORD)
    for _ in range(4):
        sign_in("insider")
        sign_in("admin")
    assert sign_in("insider", PASSWORD).status_code == 302

    assert list(AccessAttempt.objects.values_list("username", "failures_since_start")) == [("admin", 4)]
    assert sign_in("admin").status_code == 429


def test_who_signs_in_is_not_recorded():
    sign_in(password=PASSWORD)

    assert not AccessLog.objects.exists()


def reset(email: str = "admin@encyclopedia.example", address: str = HERE):
    return Client(REMOTE_ADDR=address).post(reverse("wagtailadmin_password_reset"), {"email": email})


def test_password_resets_are_throttled_whoever_is_named():
    answers = [reset().status_code for _ in range(3)] + [reset(f"{n}@elsewhere.example").status_code for n in range(3)]

    assert answers == [302] * 5 + [429]
    assert len(mail.outbox) == 3
    assert reset(address=THERE).status_code == 302


def test_a_lockout_of_the_reset_leaves_the_login_open():
    for _ in range(6):
        reset()

    assert sign_in(password=PASSWORD).status_code == 302


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.5", "10.0.0.1"),
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "1.2.3.4, 203.0.113.5", "203.0.113.5"),
        (2, "1.2.3.4, 203.0.113.5, 10.0.0.2", "203.0.113.5"),
        (1, "", "10.0.0.1"),
        (2, "203.0.113.5", "10.0.0.1"),
        (1, "nonsense", None),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        (1, "::ffff:203.0.113.5", "203.0.113.5"),
    ],
)
def test_only_what_trusted_proxies_wrote_tells_the_address(settings, proxies, forwarded, expected):
    settings.PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)

    assert client_address(request) == expected


def test_a_made_up_header_escapes_nothing():
    answers = [sign_in(HTTP_X_FORWARDED_FOR=f"203.0.113.{number}").status_code for number in range(5)]

    assert answers[-1] == 429


def test_an_unknown_address_is_throttled_too():
    answers = [sign_in(address="").status_code for _ in range(5)]

    assert answers[-1] == 429
