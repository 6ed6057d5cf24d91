"""The chart of a unit group in frames of other sites."""

import pytest
from django.test import Client

from citations.models import Edition
from gradient.subjects.unit_group.document import unit_group
from tests.fixtures_sample import *  # noqa: F403
from tests.reading.page import read

pytestmark = pytest.mark.django_db
CHART = "/embed/unit-group/3521/tasks"


@pytest.fixture(autouse=True)
def edition(module_sample_edition: Edition) -> Edition:
    return module_sample_edition


def test_any_site_may_frame_the_tasks_of_a_unit_group(client: Client, edition: Edition) -> None:
    subject = unit_group(edition, "3521")
    assert subject is not None
    answer = client.get(CHART)
    html = answer.content.decode()
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "<svg" in html
    assert f'{subject.path}"' in html
    assert "ILO" in html
    assert len(read(html).numbers) == 2 * len(subject.document.tasks)


def test_the_page_offers_the_frame(client: Client, edition: Edition) -> None:
    subject = unit_group(edition, "3521")
    assert subject is not None
    html = client.get(subject.path).content.decode()
    assert f"{CHART}&quot;" in html or f'{CHART}"' in html


@pytest.mark.parametrize("address", ["/embed/unit-group/3521/none", "/embed/unit-group/0000/tasks"])
def test_what_has_no_chart_answers_404_and_may_not_be_framed(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "frame-ancestors *" not in answer.headers["Content-Security-Policy"]
