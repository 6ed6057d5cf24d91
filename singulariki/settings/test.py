"""The test run: no DEBUG, cheap password hashing, files in a folder that the run throws away."""

import tempfile
from pathlib import Path

from singulariki.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
_scratch = Path(tempfile.mkdtemp(prefix="singulariki-test-"))
MEDIA_ROOT = _scratch / "media"
STORAGES["originals"]["OPTIONS"] = {"location": _scratch / "originals"}  # noqa: F405
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
