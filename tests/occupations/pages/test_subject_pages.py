"""What a task's page says where the edition holds a study that did not label it."""

import pytest
from django.test import Client

from citations.models import Edition, Profile

pytestmark = pytest.mark.django_db


def test_a_task_without_a_label_says_so_where_the_edition_holds_the_study(edition: Edition, client: Client) -> None:
    path = Profile.objects.filter(edition=edition, kind="task").values_list("path", flat=True)[0]
    assert "The study has no label for this task." in client.get(path).content.decode()
