"""Every environment variable the project reads, each read once, here. Documented in docs/settings.md (a test compares)."""

import os
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Variable:
    """An environment variable: its name, what it is for, and its value where the environment says nothing."""

    name: str
    meaning: str
    default: str = ""

    @property
    def value(self) -> str:
        return os.environ.get(self.name, self.default)

    @property
    def flag(self) -> bool:
        return self.value.strip().lower() in {"1", "true", "yes", "on"}

    @property
    def number(self) -> int:
        """A whole number, zero or more. ImproperlyConfigured for anything else."""
        if not self.value.strip().isdecimal():
            raise ImproperlyConfigured(f"{self.name} has to be a whole number, and is “{self.value}”. It means: {self.meaning}")
        return int(self.value)

    @property
    def words(self) -> list[str]:
        return [word.strip() for word in self.value.split(",") if word.strip()]


VARIABLES: dict[str, Variable] = {}


def declare(name: str, meaning: str, default: str = "") -> Variable:
    """Register and return a variable; the registry is what docs/settings.md is checked against."""
    VARIABLES[name] = variable = Variable(name, meaning, default)
    return variable


VAR_DIR = declare("SINGULARIKI_VAR", "Folder for everything written at run time: database, uploads, logs.", str(BASE_DIR / "var"))
SECRET_KEY = declare("SECRET_KEY", "Django's signing key. Required in production; development makes one up per checkout.")
DATABASE_URL = declare(
    "DATABASE_URL", "Database address, e.g. postgres://user@host/name. SQLite below the var folder where empty."
)
REDIS_URL = declare("REDIS_URL", "Redis or Valkey address for Celery, e.g. redis://localhost:6379/0.")
CACHE_URL = declare("CACHE_URL", "Redis or Valkey for what may be forgotten, another server than REDIS_URL; optional.")
SITE_URL = declare("SITE_URL", "Public address that citations and canonical links name.", "https://singulariki.com")
ADMIN_URL = declare("ADMIN_URL", "Address that mails to editors and stewards lead to, where it is not SITE_URL.")
ALLOWED_HOSTS = declare("ALLOWED_HOSTS", "Host names the production site answers to, separated by commas.")
S3_BUCKET = declare("S3_BUCKET", "Bucket of an S3-compatible store for uploads; they stay below the var folder where empty.")
S3_ENDPOINT = declare("S3_ENDPOINT", "Address of the S3-compatible store, where it is not Amazon's.")
MEDIA_URL = declare("MEDIA_URL", "Where readers fetch pictures: a path of this site, or the address of a media host.", "/media/")
PROXY_SSL_HEADER = declare("PROXY_SSL_HEADER", "Set to 1 when a trusted proxy ends TLS and sends X-Forwarded-Proto.")
PROXY_COUNT = declare(
    "PROXY_COUNT",
    "How many trusted proxies add to X-Forwarded-For before a request arrives; 0 ignores that header. "
    "1 where PROXY_SSL_HEADER is set.",
)
EMAIL_URL = declare("EMAIL_URL", "Mail server, e.g. smtp+starttls://user:password@host:587 (or smtps://, smtp://).")
EMAIL_FROM = declare("EMAIL_FROM", "Sender of the site's mails, e.g. Singulariki <no-reply@example.org>.")
LOG_LEVEL = declare("LOG_LEVEL", "Lowest level written to the log.", "INFO")
PUBLISH_NEEDS_SECOND_PERSON = declare(
    "PUBLISH_NEEDS_SECOND_PERSON", "1: whoever proposes to publish an edition cannot do it; another person confirms.", "0"
)
UPLOAD_LIMIT_MB = declare("UPLOAD_LIMIT_MB", "Largest file a data steward can upload, in megabytes.", "1024")
READING_MEMORY_MB = declare("READING_MEMORY_MB", "Memory that reading one uploaded file may take, in megabytes.", "1024")
READING_SECONDS = declare("READING_SECONDS", "How long reading one workbook or Stata file may take, in seconds.", "300")
FETCH_CONTACT = declare(
    "FETCH_CONTACT", "Mail address that publishers are given when files are fetched from them; some refuse who gives none."
)
LOOK_FOR_RELEASES = declare(
    "LOOK_FOR_RELEASES", "Whether to look once a day for new releases at their publishers: 1, or 0. Production does."
)
