"""What a task's page says where an edition lacks a study."""

import pytest
from django.test import Client

from citations.actions.editions import compile_edition
from citations.actions.publishing import publish_edition
from citations.models import Profile
from singulariki.delivery import page_cache
from tests.occupations import files

pytestmark = pytest.mark.django_db


def test_nothing_is_said_of_a_study_that_the_edition_does_not_hold(imported, tmp_path, client: Client) -> None:
    imported(files.onet_text(tmp_path / "onet.zip", files.ONET_TABLES))
    edition = compile_edition(name="words")
    publish_edition(edition=edition)
    page_cache.clear()
    path = Profile.objects.filter(edition=edition, kind="task").values_list("path", flat=True)[0]
    html = client.get(path).content.decode()
    assert "How it is rated" in html
    assert "The study has no label for this task." not in html
