"""Wagtail and language."""

from zoneinfo import available_timezones

from singulariki.settings.environment import SITE_URL

WAGTAIL_SITE_NAME = "Singulariki"
WAGTAILADMIN_BASE_URL = SITE_URL.value
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
