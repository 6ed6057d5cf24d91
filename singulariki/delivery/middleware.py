"""The admin's own content security policy, how Wagtail's widgets start under it, and the answer while the database is gone."""

import json
import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from singulariki.delivery.outage import is_database_gone, unavailable
from singulariki.delivery.page_cache import keep_for_outage, kept_for_outage

# What Wagtail writes after a widget: a call of one of its own functions with JSON, and nothing else.
_CALL = re.compile(r"<script>\s*(new )?(init(?:Date|Time|DateTime)Chooser|create\w*Chooser|\w+Chooser)\(([^<]*)\);?\s*</script>")
_PANEL = re.compile(
    r'<script>\s*\(function\(\) \{\s*var panel = new (InlinePanel|MultipleChooserPanel)\(JSON\.parse\(("[^"]*")\)\);\s*'
    r"\}\)\(\);\s*</script>"
)


class AdminPolicyMiddleware:
    """Eases the policy for Wagtail's admin, which sets styles from scripts and shows previews in frames of this site.

    Scripts stay as strict as on public pages. Wagtail starts calendars, choosers and rows of forms by inline scripts; they are
    turned into elements that name the call, which js/admin/initialise.js makes. A preview is a public page and keeps the public
    policy: it is answered through all middleware under its own address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(reverse("wagtailadmin_home")):
            response._csp_update = settings.ADMIN_POLICY  # type: ignore[attr-defined]
            if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
                _start_without_inline_scripts(response)
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


def _start_without_inline_scripts(response: HttpResponse) -> None:
    if b"<script>" in response.content:
        html = response.content.decode(response.charset)
        response.content = _PANEL.sub(_named_panel, _CALL.sub(_named_call, html))


def _named_call(script: re.Match[str]) -> str:
    try:
        given = json.loads(f"[{script[3]}]")
    except ValueError:
        return script[0]  # not one of Wagtail's; the policy keeps it from running
    return _element("new" if script[1] else "call", script[2], given)


def _named_panel(script: re.Match[str]) -> str:
    return _element("new", script[1], [json.loads(json.loads(script[2]))])


def _element(how: str, name: str, given: list) -> str:
    call = {"how": how, "name": name, "arguments": given}
    return format_html('<span hidden data-controller="initialise" data-initialise-call-value="{}"></span>', json.dumps(call))
