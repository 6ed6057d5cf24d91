"""What no public address can be asked by is refused before anything is looked up by it, and before its body is read."""

import re
from collections.abc import Callable

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse

from citations.api.errors import plain_error, unknown_address

# Characters. The longest address of an edition's page has some 200; editors nest pages with names of 255.
LONGEST_PATH = 1000
# Bytes that somebody who is not logged in may send: a password. Uploads are for staff.
LARGEST_BODY = 64 * 1024
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_API = "/api/"
# Wagtail's own addresses outside the admin: passwords of pages that are not for everyone.
_FORMS = "/_util/"


class RefusingMiddleware:
    """Stands behind those that know who asks and before views, so that a body is neither parsed nor kept on disk for nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return _refused(request) or self.get_response(request)


def _refused(request: HttpRequest) -> HttpResponse | None:
    """The answer to what is refused, else None."""
    path = request.path_info
    if len(path) > LONGEST_PATH or _CONTROL.search(path):
        return _nothing_there(request)
    try:
        request.GET  # noqa: B018 - parsed here, and kept
    except TooManyFieldsSent:
        return _too_many_parameters(request)
    is_form = path.startswith((reverse("wagtailadmin_home"), _FORMS))
    if request.method not in {"GET", "HEAD", "OPTIONS"} and not is_form and not path.startswith(_API):
        said = "This address only answers questions. Ask it with GET."
        return HttpResponseNotAllowed(["GET", "HEAD"], said, content_type="text/plain; charset=utf-8")
    if _body_size(request) > LARGEST_BODY and not (is_form and request.user.is_authenticated):
        said = f"What was sent is larger than {LARGEST_BODY // 1024} kB. Log in before sending files, then send it again."
        return HttpResponse(said, status=413, content_type="text/plain; charset=utf-8")
    return None


def _body_size(request: HttpRequest) -> int:
    """Bytes announced. A body without a length is not read by WSGI."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isascii() and announced.isdigit() else 0


def _nothing_there(request: HttpRequest) -> HttpResponse:
    if request.path_info.startswith(_API):
        return unknown_address(request)
    return render(request, "404.html", status=404)


def _too_many_parameters(request: HttpRequest) -> HttpResponse:
    if request.path_info.startswith(_API):
        return plain_error("There are too many parameters.", "the query", "Leave out what is not needed.", 400)
    return render(request, "400.html", status=400)
