"""What every environment shares: apps and middleware, the public API, Wagtail, language, logging, and the modules beside this."""

from zoneinfo import available_timezones

from singulariki.settings import environment
from singulariki.settings.environment import ADMIN_URL, BASE_DIR, LOG_LEVEL, SITE_URL, VAR_DIR  # noqa: F401
from singulariki.settings.files import *  # noqa: F403
from singulariki.settings.security import *  # noqa: F403
from singulariki.settings.services import *  # noqa: F403

INSTALLED_APPS = [
    "singulariki.editorial",
    "singulariki.charts",
    "singulariki.delivery",
    "citations",
    "occupations",
    "gradient",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "singulariki.editorial.accounts.apps.AccountsConfig",  # wagtail.users, where nobody gives what he does not have
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "singulariki.delivery.middleware.OutageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "singulariki.delivery.middleware.AdminPolicyMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "singulariki.delivery.middleware.RequestLimitsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "singulariki.urls"
WSGI_APPLICATION = "singulariki.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Canonical addresses of encyclopedia pages carry no trailing slash; their own views redirect variants.
APPEND_SLASH = True

# Django REST framework and its OpenAPI description.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["citations.api.renderer.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_VERSIONING_CLASS": None,
    "EXCEPTION_HANDLER": "citations.api.errors.answer_error",
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Singulariki API",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "DESCRIPTION": (
        "Figures about occupations and AI task exposure, each traceable to a named dataset release. "
        "Exposure is task overlap, not automation, job loss or a forecast."
    ),
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "PREPROCESSING_HOOKS": ["singulariki.delivery.api.public_endpoints"],
    "POSTPROCESSING_HOOKS": ["citations.api.answers.describe_answers"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

WAGTAIL_SITE_NAME = "Singulariki"
WAGTAILADMIN_BASE_URL = ADMIN_URL.value or SITE_URL.value
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "singulariki.editorial.search_backend"}}
WAGTAIL_WORKFLOW_ENABLED = True
# Uploads: what is inside a file is looked at too (see editorial.uploads).
WAGTAILDOCS_EXTENSIONS = ["csv", "pdf", "txt", "xlsx"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "singulariki.editorial.uploads.DocumentForm"
# Through the site, never by a redirect to the file: privacy of collections and headers hold wherever files are stored.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "singulariki.editorial.uploads.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# Width times height times frames. Decoding takes up to four bytes for each.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
# Wagtail keeps passwords that a group shares in plain text, and anybody may guess at them without end.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
# A form of blocks posts several fields a block: the layout of the U.S. occupations some 1,900. As Wagtail advises.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Some systems list their own clock among the zones, which browsers do not know.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"Factory", "localtime"})

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
PUBLIC_SITE_URL = SITE_URL.value.rstrip("/")
# Rolling back, which is done in need, never takes two.
PUBLISH_NEEDS_SECOND_PERSON = environment.PUBLISH_NEEDS_SECOND_PERSON.flag

# One line per event on standard error.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL.value},
    "loggers": {
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # One line and more for each page saved, all of it in Wagtail's own history too.
        "wagtail": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "axes": {"level": "WARNING"},
    },
}
