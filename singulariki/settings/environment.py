"""Every environment variable the project reads, each read once, here. Documented in docs/settings.md (a test compares)."""

import os
from dataclasses import dataclass
from pathlib import Path

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
REDIS_URL = declare("REDIS_URL", "Redis or Valkey address for Celery and the shared cache, e.g. redis://localhost:6379/0.")
SITE_URL = declare("SITE_URL", "Public address that citations and canonical links name.", "https://singulariki.com")
ALLOWED_HOSTS = declare("ALLOWED_HOSTS", "Host names the production site answers to, separated by commas.")
S3_BUCKET = declare(
    "S3_BUCKET", "Bucket for uploaded originals in an S3-compatible store; files stay below the var folder where empty."
)
S3_ENDPOINT = declare("S3_ENDPOINT", "Address of the S3-compatible store, where it is not Amazon's.")
PROXY_SSL_HEADER = declare("PROXY_SSL_HEADER", "Set to 1 when a trusted proxy ends TLS and sends X-Forwarded-Proto.")
LOG_LEVEL = declare("LOG_LEVEL", "Lowest level written to the log.", "INFO")
UPLOAD_LIMIT_MB = declare("UPLOAD_LIMIT_MB", "Largest file a data steward can upload, in megabytes.", "200")
READING_MEMORY_MB = declare("READING_MEMORY_MB", "Memory that reading one uploaded file may take, in megabytes.", "1024")
READING_SECONDS = declare("READING_SECONDS", "How long reading one workbook or Stata file may take, in seconds.", "300")
