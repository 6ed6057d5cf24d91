"""A public server: everything that `manage.py check --deploy` asks for."""

from django.core.exceptions import ImproperlyConfigured

from singulariki.settings import environment
from singulariki.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = environment.SECRET_KEY.value
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Production needs a long random value of its own: "
        "python -c 'import secrets; print(secrets.token_urlsafe(50))' makes one."
    )
ALLOWED_HOSTS = environment.ALLOWED_HOSTS.words
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is not set. Name the hosts this site answers to, separated by commas: ALLOWED_HOSTS=example.org"
    )
if not environment.REDIS_URL.value:
    raise ImproperlyConfigured("REDIS_URL is not set. Production needs Redis or Valkey for its worker and cache.")

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
if environment.PROXY_SSL_HEADER.flag:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if not host.startswith(".")]
