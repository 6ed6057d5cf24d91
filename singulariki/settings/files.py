"""Static files, uploaded originals and templates."""

from pathlib import Path

from singulariki.settings.environment import (
    BASE_DIR,
    READING_MEMORY_MB,
    READING_SECONDS,
    S3_BUCKET,
    S3_ENDPOINT,
    UPLOAD_LIMIT_MB,
    VAR_DIR,
)

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(VAR_DIR.value) / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(VAR_DIR.value) / "media"

_originals = (
    {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET.value,
            "endpoint_url": S3_ENDPOINT.value or None,
            "querystring_auth": True,
        },
    }
    if S3_BUCKET.value
    else {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": Path(VAR_DIR.value) / "originals"},
    }
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Release files, kept byte for byte. Never served from a public address.
    "originals": _originals,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

UPLOAD_LIMIT_BYTES = int(UPLOAD_LIMIT_MB.value) * 1024 * 1024
READING_MEMORY_BYTES = int(READING_MEMORY_MB.value) * 1024 * 1024
READING_TIMEOUT = int(READING_SECONDS.value)
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "singulariki.delivery.context_processors.site",
                "singulariki.editorial.context_processors.words",
            ],
        },
    },
]
