"""Template context that every public page shares."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict:
    return {"site_url": settings.PUBLIC_SITE_URL}
