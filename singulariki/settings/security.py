"""Content security policy, cookies, headers, passwords and the throttling of logins."""

from datetime import timedelta
from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_INLINE

from singulariki.settings import environment

_media = urlsplit(environment.MEDIA_URL.value)
MEDIA_HOST = [f"{_media.scheme}://{_media.netloc}"] if _media.netloc else []
# Public pages: nothing inline, nothing from another host but pictures from the media host, where there is one.
# The admin has its own policy (see delivery.middleware).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *MEDIA_HOST],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
    },
}
# What the admin needs beyond that.
ADMIN_POLICY = {"style-src": [UNSAFE_INLINE], "frame-src": [SELF], "img-src": ["blob:"]}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
# The editors' preview shows pages of this site in a frame of this site, which the deployment check cannot know of.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
# Five failures for one name from one address, or twenty for any names from it, close the login to it for a while.
# Never a name alone: anybody could then keep an administrator out from everywhere.
AXES_HANDLER = "singulariki.delivery.throttling.LoginThrottle"
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address"]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "singulariki.delivery.throttling.locked_out"
AXES_CLIENT_IP_CALLABLE = "singulariki.delivery.throttling.client_address"
# Who logged in when and from where would be kept for ever.
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
PROXY_COUNT = environment.PROXY_COUNT.number if environment.PROXY_COUNT.value else int(environment.PROXY_SSL_HEADER.flag)
