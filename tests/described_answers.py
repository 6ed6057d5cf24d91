"""Every answer of the API that a test gets is held against the API's own description: no field too few, none too many.

The description is the one that /api/v1/schema/ serves. Where it says which fields an object has, it means all of them: a field
that it does not name is a fault, as is a required one that is missing, or a status that the operation is not said to have.
"""

import gzip
import json
from functools import cache
from http.client import responses
from typing import Any

import jsonschema_rs
import pytest
from django.http import HttpRequest, HttpResponse
from django.test.client import ClientHandler
from django.urls import Resolver404, resolve
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.plumbing import sanitize_result_object

PREFIX = "/api/v1/"
# The description itself, and the page that shows it, are described by others.
_NOT_OURS = {"api-schema", "api-docs"}


@cache
def description() -> dict:
    """What /api/v1/schema/ serves."""
    return json.loads(json.dumps(sanitize_result_object(SchemaGenerator().get_schema(public=True)), default=str))


def complete(part: Any) -> Any:
    """The schema with nothing allowed in an object but what it names."""
    if isinstance(part, list):
        return [complete(one) for one in part]
    if not isinstance(part, dict):
        return part
    closed = {name: complete(value) for name, value in part.items()}
    if part.get("type") == "object" and isinstance(part.get("properties"), dict):
        closed.setdefault("additionalProperties", False)
    return closed


@cache
def _validator(path: str, status: int) -> jsonschema_rs.Validator | None:
    """For the answers of this status to a path of the description; None where it says nothing of the status."""
    described = description()["paths"][path]["get"]["responses"].get(str(status))
    if described is None:
        return None
    (content,) = described["content"].values()
    return jsonschema_rs.validator_for({**complete(content["schema"]), "components": complete(description()["components"])})


def faults(path: str, status: int, body: bytes) -> list[str]:
    """Where an answer is not as described: at most ten places, by JSON pointer. `path` as the description spells it."""
    validator = _validator(path, status)
    if validator is None:
        return [f"{path} is not said to answer {status} {responses[status]}"]
    found = validator.iter_errors(json.loads(body))
    return [f"/{'/'.join(map(str, error.instance_path))}: {error.message[:200]}" for error, _ in zip(found, range(10))]  # noqa: B905


def check(request: HttpRequest, response: HttpResponse) -> None:
    """Fail the test whose client got an answer that is not as described."""
    # Nobody promises a fault of ours; the test client raises it unless it was told not to.
    if not request.path.startswith(PREFIX) or request.method != "GET" or response.status_code in {304, 500}:
        return
    try:
        match = resolve(request.path)
    except Resolver404:
        return
    path = "/" + match.route.replace("<str:", "{").replace("<slug:", "{").replace(">", "}")
    if match.url_name in _NOT_OURS or path not in description()["paths"]:
        return
    body = gzip.decompress(response.content) if response.get("Content-Encoding") == "gzip" else response.content
    if found := faults(path, response.status_code, body):
        pytest.fail(f"{request.get_full_path()[:200]} is not answered as described:\n" + "\n".join(found))


def hold_answers_to_their_description() -> None:
    """Look after the answers that every test client gets from now on."""
    ask = ClientHandler.get_response

    def get_response(handler: ClientHandler, request: HttpRequest) -> HttpResponse:
        response = ask(handler, request)
        check(request, response)
        return response

    ClientHandler.get_response = get_response
