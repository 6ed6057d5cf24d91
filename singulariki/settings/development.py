"""A newcomer's machine: SQLite, files below var/, a signing key made once per checkout."""

from pathlib import Path

from django.core.management.utils import get_random_secret_key

from singulariki.settings import environment
from singulariki.settings.base import *  # noqa: F403


def _signing_key() -> str:
    path = Path(environment.VAR_DIR.value) / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(get_random_secret_key())
        path.chmod(0o600)
    return path.read_text()


DEBUG = True
SECRET_KEY = environment.SECRET_KEY.value or _signing_key()
ALLOWED_HOSTS = ["*"]
TEMPLATES[0]["OPTIONS"]["undefined"] = "singulariki.delivery.templating.Fault"  # noqa: F405
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_USE_FINDERS = True
