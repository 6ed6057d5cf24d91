"""A public server: everything that `manage.py check --deploy` asks for, and nothing left to chance.

What is missing here stops every command. What only a running site needs (Redis, collected static files) is looked at
when one starts: see singulariki.preflight.
"""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from singulariki.settings import environment
from singulariki.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = environment.SECRET_KEY.value
_NEW_KEY = "python -c 'import secrets; print(secrets.token_urlsafe(50))' makes one."
if not SECRET_KEY:
    raise ImproperlyConfigured(f"SECRET_KEY is not set. Production needs a long random value of its own: {_NEW_KEY}")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure-"):
    raise ImproperlyConfigured(
        f"SECRET_KEY is too easy to guess: it needs at least 50 characters drawn at random. This one has {len(SECRET_KEY)}. "
        + _NEW_KEY
    )
ALLOWED_HOSTS = environment.ALLOWED_HOSTS.words
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is not set. Name the hosts this site answers to, separated by commas: ALLOWED_HOSTS=example.org"
    )
if any("*" in host for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS has a *, with which anybody could have the site send links to a host of theirs, in a password reset too. "
        "Name the hosts, separated by commas: ALLOWED_HOSTS=example.org (.example.org stands for all below it)."
    )
if not environment.DATABASE_URL.value:
    raise ImproperlyConfigured(
        "DATABASE_URL is not set. Production keeps its data in PostgreSQL: DATABASE_URL=postgres://user:password@host/name"
    )
if not environment.REDIS_URL.value:
    raise ImproperlyConfigured(
        "REDIS_URL is not set. Production needs Redis or Valkey for its worker: REDIS_URL=redis://:password@host:6379/0"
    )
if not environment.EMAIL_URL.value:
    # Nothing is sent, so nothing is offered that would need it. `check --deploy` says so too.
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    WAGTAIL_PASSWORD_RESET_ENABLED = False
elif not environment.EMAIL_FROM.value:
    raise ImproperlyConfigured(
        "EMAIL_FROM is not set, but EMAIL_URL is. Name the sender of the site's mails: EMAIL_FROM=no-reply@example.org"
    )

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
if environment.PROXY_SSL_HEADER.flag:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# SITE_URL too, because it tells the port where that is not 443.
_origins = [f"https://{host}" for host in ALLOWED_HOSTS if not host.startswith(".")]
CSRF_TRUSTED_ORIGINS = sorted({*_origins, "{0.scheme}://{0.netloc}".format(urlsplit(environment.SITE_URL.value))})
LOOK_DAILY = environment.LOOK_FOR_RELEASES.flag or not environment.LOOK_FOR_RELEASES.value.strip()
