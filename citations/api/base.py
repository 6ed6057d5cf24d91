"""What every view of the API does: answers to anyone from anywhere, with an ETag, and errors that say what to do next."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from rest_framework.views import APIView


class PublicView(APIView):
    """A read-only answer, the same for everyone: kept by anyone who asks again before using it."""

    http_method_names = ["get", "head", "options"]

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponse]:  # type: ignore[override]
        view = super().as_view(**initkwargs)

        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and not response.is_rendered:
                response = response.render()
            return _for_everyone(_conditional(request, response))

        return answer


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code != 200 or request.method not in {"GET", "HEAD"}:
        return response
    response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:40]}"'
    patch_cache_control(response, public=True, no_cache=True)
    return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response


def _for_everyone(response: HttpResponse) -> HttpResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
    response.headers["Access-Control-Expose-Headers"] = "ETag"
    return response
