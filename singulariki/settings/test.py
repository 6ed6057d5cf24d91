"""The test run: no DEBUG, cheap password hashing, and all files in a folder that the run throws away."""

import atexit
import shutil
import tempfile
from pathlib import Path

from singulariki.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Laid out as a var folder, so that a worker process given this folder as its own finds the same files.
SCRATCH_DIR = Path(tempfile.mkdtemp(prefix="singulariki-test-"))
atexit.register(shutil.rmtree, SCRATCH_DIR, ignore_errors=True)
MEDIA_ROOT = SCRATCH_DIR / "media"
STATIC_ROOT = SCRATCH_DIR / "static"
FETCH_FOLDER = SCRATCH_DIR / "fetching"
STORAGES["originals"] = {  # noqa: F405
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"location": SCRATCH_DIR / "originals"},
}
TEMPLATES[0]["OPTIONS"]["undefined"] = "singulariki.delivery.templating.Fault"  # noqa: F405
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# Tests sign in without a request; those of the throttle switch it on.
AXES_ENABLED = False
CACHES = {name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name} for name in ("default", "pages")}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, not memory: the live server's threads and the worker process must see the same rows.
    DATABASES["default"]["TEST"] = {"NAME": SCRATCH_DIR / "test.sqlite3"}  # noqa: F405
    # Nothing here has to survive a power cut.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # noqa: F405
# No test asks a publisher.
LOOK_DAILY = False
