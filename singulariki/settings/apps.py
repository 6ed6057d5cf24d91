"""Installed apps and middleware."""

INSTALLED_APPS = [
    "singulariki.editorial",
    "singulariki.charts",
    "singulariki.delivery",
    "citations",
    "occupations",
    "gradient",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
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
