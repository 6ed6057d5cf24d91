"""Errors as the API words them: what happened, where, and what to do next."""

from django.http import Http404, HttpRequest, JsonResponse
from rest_framework import status
from rest_framework.exceptions import APIException, MethodNotAllowed, NotAcceptable
from rest_framework.response import Response
from rest_framework.views import exception_handler

DOCS = "/api/v1/docs/"


class Refused(APIException):
    """A request that cannot be answered as it is; `where` names the parameter."""

    status_code: int = status.HTTP_400_BAD_REQUEST

    def __init__(self, what: str, where: str, then: str) -> None:
        super().__init__(what)
        self.what, self.where, self.then = what, where, then


class Unknown(Refused):
    """A subject that the live edition does not have."""

    status_code = status.HTTP_404_NOT_FOUND


class Retired(Refused):
    """A subject that an earlier edition has and the live one has no more."""

    status_code = status.HTTP_410_GONE


class NothingPublished(Refused):
    """No edition has been published yet."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    wait = 300  # seconds, which the answer gives as Retry-After

    def __init__(self) -> None:
        super().__init__("No edition has been published yet.", "this site", "Ask again once staff have published one.")


def answer_error(error: Exception, context: dict) -> Response | None:
    """DRF's exception handler; None for errors of ours, which are then reported as such."""
    response = exception_handler(error, context)
    if response is None:
        return None
    path = context["request"].path
    response.data = {"error": _detail(error, path)}
    return response


def _detail(error: Exception, path: str) -> dict:
    if isinstance(error, Refused):
        return {"what": error.what, "where": error.where, "next": error.then}
    if isinstance(error, Http404):
        return {"what": "There is nothing at this address.", "where": path, "next": f"See {DOCS} for the addresses there are."}
    if isinstance(error, MethodNotAllowed):
        return {"what": "The API only answers questions.", "where": "the request's method", "next": "Use GET."}
    if isinstance(error, NotAcceptable):
        return {"what": "The API answers in JSON only.", "where": "the Accept header", "next": "Ask for application/json."}
    return {"what": str(error), "where": path, "next": f"See {DOCS} for what can be asked."}


# Of an address that is repeated in an answer: enough to know it again.
_SHOWN = 200


def unknown_address(request: HttpRequest, rest: str = "") -> JsonResponse:
    """Any address below /api/ that nothing answers."""
    return plain_error(
        "There is nothing at this address.", request.path[:_SHOWN], f"See {DOCS} for the addresses there are.", 404
    )


def plain_error(what: str, where: str, then: str, status: int) -> JsonResponse:
    """An error where no view of the API is there to word it."""
    response = JsonResponse({"error": {"what": what, "where": where, "next": then}}, status=status)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
