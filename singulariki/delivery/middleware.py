"""The admin's own content security policy, and the answer while the database is gone."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from singulariki.delivery.outage import is_database_gone, unavailable
from singulariki.delivery.page_cache import keep_for_outage, kept_for_outage


class AdminPolicyMiddleware:
    """Eases the policy for Wagtail's admin, which sets styles from scripts and shows previews in frames of this site.

    Scripts stay as strict as on public pages. A preview is a public page and keeps the public policy: it is answered
    through all middleware under its own address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(reverse("wagtailadmin_home")):
            response._csp_update = settings.ADMIN_POLICY  # type: ignore[attr-defined]
        return response


class OutageMiddleware:
    """Answers with the last page, or 503, where a view fails because the database is gone. What other middleware raises goes
    to handler500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        keep_for_outage(request, response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not is_database_gone(error):
            return None
        return kept_for_outage(request) or unavailable(request, error)
