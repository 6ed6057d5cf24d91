"""Answers are held against the API's description, in every test there is; and this notices what is amiss."""

import json

import pytest
from django.test import Client

from citations.api import answers
from citations.models import Edition, Profile
from tests.described_answers import faults
from tests.fixtures_sample import *  # noqa: F403

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
TASK = "/api/v1/tasks/{code}/"


@pytest.fixture
def task(module_sample_edition: Edition, client: Client) -> dict:
    """An answer about a task of the sample that has siblings."""
    for key in Profile.objects.filter(edition=module_sample_edition, kind="task").order_by("pk").values_list("key", flat=True):
        answer = client.get(f"/api/v1/tasks/{key}/").json()
        if any(activity["siblings"] for activity in answer["activities"]):
            return answer
    raise AssertionError("The sample has no task with siblings.")


def found(answer: dict) -> str:
    return "\n".join(faults(TASK, 200, json.dumps(answer).encode()))


def test_a_whole_answer_is_as_described(task: dict) -> None:
    assert found(task) == ""


def test_a_required_field_that_is_missing_is_noticed(task: dict) -> None:
    activity = next(activity for activity in task["activities"] if activity["siblings"])
    del activity["siblings"][0]["occupation"]["path"]
    assert "/occupation: " in found(task)
    del activity["siblings"]
    assert '"siblings" is a required property' in found(task)


def test_a_field_that_is_not_described_is_noticed(task: dict) -> None:
    assert "novel" in found({**task, "novel": 1})
    task["occupation"]["novel"] = 1
    assert "/occupation: " in found(task)


def test_a_value_of_another_kind_and_a_status_are_noticed(task: dict) -> None:
    assert "/statement: " in found({**task, "statement": None})
    assert faults(TASK, 418, b"{}") == [f"{TASK} is not said to answer 418 I'm a Teapot"]


def test_a_client_that_gets_less_than_is_described_fails_its_test(task: dict, client: Client, monkeypatch) -> None:
    given = answers.values_of
    monkeypatch.setattr(answers, "values_of", lambda document: {k: v for k, v in given(document).items() if k != "type"})
    with pytest.raises(pytest.fail.Exception, match='"type" is a required property'):
        client.get(task["api"])
