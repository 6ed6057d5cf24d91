"""The API's description: valid, complete, and true of what the API answers."""

import json
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings

from citations.models import Edition
from occupations.subjects.kinds import SUBJECTS

pytestmark = pytest.mark.django_db


def test_the_description_is_valid_and_says_everything(tmp_path) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "openapi.yaml"))
    assert "openapi: 3.1.0" in (tmp_path / "openapi.yaml").read_text()


def test_the_documentation_loads_nothing_from_elsewhere(client: Client) -> None:
    answer = client.get("/api/v1/docs/")
    assert answer.status_code == 200
    assert "'unsafe-inline'" in answer.headers["Content-Security-Policy"]
    assert "//" not in answer.content.decode().replace("<!doctype html>", "").split("<script")[1].split("src=")[1].split(">")[0]
    assert "unsafe" not in client.get("/methodology").headers["Content-Security-Policy"]


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/vnd.oai.openapi+json"])
def test_the_description_comes_as_json(client: Client, accept: str) -> None:
    answer = client.get("/api/v1/schema/", headers={"Accept": accept})
    assert answer.status_code == 200
    assert json.loads(answer.content)["openapi"] == "3.1.0"


@pytest.mark.parametrize(("query", "accept", "status"), [("", "text/html", 406), ("?lang=xx", "*/*", 400)])
def test_what_the_description_refuses_it_refuses_as_every_answer_does(client: Client, query, accept, status) -> None:
    answer = client.get(f"/api/v1/schema/{query}", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/json")
    assert json.loads(answer.content)["error"].keys() == {"what", "where", "next"}


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The site closes a connection whose transaction somebody else has open, which here is the test's own."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_every_answer_is_as_described(module_sample_edition: Edition, one_connection: None) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", get_wsgi_application())
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) == 12 + 2 * sum(kind.api is not None for kind in SUBJECTS.values())

    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        def answers_as_described(case) -> None:
            # The client of this test does not unpack what the site compresses.
            case.call_and_validate(headers={"Accept-Encoding": "identity"})

        answers_as_described()
