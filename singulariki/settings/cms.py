"""Wagtail and language."""

from singulariki.settings.environment import SITE_URL

WAGTAIL_SITE_NAME = "Singulariki"
WAGTAILADMIN_BASE_URL = SITE_URL.value
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "singulariki.editorial.search_backend"}}
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAILDOCS_EXTENSIONS = ["csv", "pdf", "txt", "xlsx"]
# A form of blocks posts several fields a block: the layout of the U.S. occupations some 1,900. As Wagtail advises.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
PUBLIC_SITE_URL = SITE_URL.value.rstrip("/")
