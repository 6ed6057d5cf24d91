"""Static files, uploaded pictures, documents and release files, and templates."""

from pathlib import Path
from typing import Any

from singulariki.settings import environment

STATIC_URL = "/static/"
STATICFILES_DIRS = [environment.BASE_DIR / "static"]
STATIC_ROOT = Path(environment.VAR_DIR.value) / "static"
MEDIA_URL = environment.MEDIA_URL.value.rstrip("/") + "/"
MEDIA_ROOT = Path(environment.VAR_DIR.value) / "media"

_IN_FILES = "django.core.files.storage.FileSystemStorage"
_bucket = {
    "bucket_name": environment.S3_BUCKET.value,
    "endpoint_url": environment.S3_ENDPOINT.value or None,
    "querystring_auth": True,
}
_media: dict = {"BACKEND": _IN_FILES}
_originals: dict = {"BACKEND": _IN_FILES, "OPTIONS": {"location": Path(environment.VAR_DIR.value) / "originals"}}
if environment.S3_BUCKET.value:
    _media = {
        "BACKEND": "singulariki.delivery.media.MediaBucket",
        "OPTIONS": {**_bucket, "location": "media", "file_overwrite": False},
    }
    _originals = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": _bucket}
STORAGES = {
    # Pictures and documents of the editors. Readers fetch them from addresses of this site: see delivery.media.
    "default": _media,
    # Release files, kept byte for byte. Never served from a public address.
    "originals": _originals,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

UPLOAD_LIMIT_BYTES = environment.UPLOAD_LIMIT_MB.number * 1024 * 1024
# What editors upload is for readers to download.
DOCUMENT_LIMIT_BYTES = min(UPLOAD_LIMIT_BYTES, 200 * 1024 * 1024)
READING_MEMORY_BYTES = environment.READING_MEMORY_MB.number * 1024 * 1024
READING_TIMEOUT = environment.READING_SECONDS.number
# Files that come from publishers, as far as they came.
FETCH_FOLDER = Path(environment.VAR_DIR.value) / "fetching"
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A folder of unpacked releases has many; each is a temporary file while it comes.
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000

_TEMPLATES = environment.BASE_DIR / "templates"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "singulariki.delivery.templating.PageTemplates",
        "NAME": "public",
        "DIRS": [_TEMPLATES],
        "OPTIONS": {
            # Modules whose functions templates may call.
            "functions": [
                "citations.printing",
                "citations.citing",
                "singulariki.delivery.rows",
                "singulariki.delivery.sections",
                "singulariki.delivery.stylesheets",
                "singulariki.editorial.prose",
                "occupations.drawing",
                "occupations.home",
                "occupations.rows",
                "gradient.drawing",
            ],
            "undefined": "singulariki.delivery.templating.Gap",
            "context_processors": ["singulariki.delivery.editions.site", "singulariki.editorial.published.words"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "django",
        "DIRS": [_TEMPLATES / "staff"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
