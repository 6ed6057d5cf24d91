"""Middleware: the admin's content security policy, the answer while the database is down, and requests refused unread."""

import json
import re
import time
from contextlib import suppress

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.utils.html import format_html

from citations.api.errors import plain_error, unknown_address
from singulariki.delivery.outage import is_database_gone, unavailable
from singulariki.delivery.page_cache import store_for_outage, stored_for_outage

# What Wagtail writes after a widget: a call of one of its own functions with JSON, and nothing else.
_CALL = re.compile(r"<script>\s*(new )?(init(?:Date|Time|DateTime)Chooser|create\w*Chooser|\w+Chooser)\(([^<]*)\);?\s*</script>")
_PANEL = re.compile(
    r'<script>\s*\(function\(\) \{\s*var panel = new (InlinePanel|MultipleChooserPanel)\(JSON\.parse\(("[^"]*")\)\);\s*'
    r"\}\)\(\);\s*</script>"
)


class AdminPolicyMiddleware(MiddlewareMixin):
    """Eases the policy for Wagtail's admin, which sets styles from scripts and shows previews in frames of this site.

    Scripts stay as strict as on public pages. Wagtail starts calendars, choosers and rows of forms by inline scripts; they are
    turned into elements that name the call, which js/admin/initialise.js makes. A preview is a public page and keeps the public
    policy: it is answered through all middleware under its own address.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path.startswith(reverse("wagtailadmin_home")):
            response._csp_update = settings.ADMIN_POLICY  # type: ignore[attr-defined]
            if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
                _start_without_inline_scripts(response)
        return response


class OutageMiddleware(MiddlewareMixin):
    """Answers with the last page, or 503, where a view fails because the database is gone. What other middleware raises goes
    to handler500."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        store_for_outage(request, response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not is_database_gone(error):
            return None
        return stored_for_outage(request) or unavailable(request, error)


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


# Characters. The longest address of an edition's page has some 200; editors nest pages with names of 255.
LONGEST_PATH = 1000
# Bytes that somebody who is not logged in may send: a password. Uploads are for staff.
LARGEST_BODY = 64 * 1024
# Bytes and seconds of an upload that are read for nothing.
LARGEST_DROPPED = 2 * 1024**3
LONGEST_DROPPING = 300
BLOCK = 256 * 1024
SIGNED_OUT = "You were signed out before the files arrived, so none of them was kept. Sign in, then choose the files again."
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_API = "/api/"
# Wagtail's own addresses outside the admin: passwords of pages that are not for everyone.
_FORMS = "/_util/"


class RequestLimitsMiddleware(MiddlewareMixin):
    """Refuses requests that no public address can be asked by, before anything is looked up and before the body is read.

    Placed after authentication and before views, so that no body is parsed or written to disk for strangers. Only files for the
    upload of releases are read to their end and dropped, where they are not taken: somebody whose session has run out would be
    shown a broken connection otherwise, as browsers read no answer before they have sent everything.
    """

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        path = request.path_info
        if len(path) > LONGEST_PATH or _CONTROL.search(path):
            return _not_found(request)
        try:
            request.GET  # noqa: B018 - parsed here, and kept
        except TooManyFieldsSent:
            return _too_many_parameters(request)
        is_form = path.startswith((reverse("wagtailadmin_home"), _FORMS))
        if request.method not in {"GET", "HEAD", "OPTIONS"} and not is_form and not path.startswith(_API):
            message = "This address only answers questions. Ask it with GET."
            return HttpResponseNotAllowed(["GET", "HEAD"], message, content_type="text/plain; charset=utf-8")
        if _is_upload(request) and request.user.is_anonymous:
            messages.warning(request, SIGNED_OUT)
            return redirect_to_login(path, reverse("wagtailadmin_login"))
        if _body_size(request) > LARGEST_BODY and not (is_form and request.user.is_authenticated):
            message = f"What was sent is larger than {LARGEST_BODY // 1024} kB. Log in before sending files, then send it again."
            return HttpResponse(message, status=413, content_type="text/plain; charset=utf-8")
        return None

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if _is_upload(request):
            _drop_rest_of_body(request)
        return response


def _is_upload(request: HttpRequest) -> bool:
    return request.method == "POST" and request.path_info == reverse("citations_admin:upload")


def _drop_rest_of_body(request: HttpRequest) -> None:
    """Read what nobody has read of the body, a block at a time and not for ever."""
    dropped, until = 0, time.monotonic() + LONGEST_DROPPING
    with suppress(OSError):  # the client is gone
        while dropped < LARGEST_DROPPED and time.monotonic() < until and (block := request.read(BLOCK)):
            dropped += len(block)


def _body_size(request: HttpRequest) -> int:
    """Bytes announced. A body without a length is not read by WSGI."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isascii() and announced.isdigit() else 0


def _not_found(request: HttpRequest) -> HttpResponse:
    if request.path_info.startswith(_API):
        return unknown_address(request)
    return render(request, "404.html", status=404)


def _too_many_parameters(request: HttpRequest) -> HttpResponse:
    if request.path_info.startswith(_API):
        return plain_error("There are too many parameters.", "the query", "Leave out what is not needed.", 400)
    return render(request, "400.html", status=400)
