"""Pages of tasks, elements, industries and other subjects, and the lists of them."""

import pytest
from django.test import Client

from citations.actions.editions import compile_edition, publish_edition
from citations.models import Edition, Profile
from occupations.subjects.kinds import SUBJECTS
from singulariki.delivery import page_cache
from tests.occupations import files

pytestmark = pytest.mark.django_db
NO_LABEL = "The study has no label for this task."


def a_task(edition: Edition) -> str:
    return Profile.objects.filter(edition=edition, kind="task").order_by("key").values_list("path", flat=True)[0]


def test_a_task_without_a_label_says_so_where_the_edition_holds_the_study(edition: Edition, client: Client) -> None:
    assert NO_LABEL in client.get(a_task(edition)).content.decode()


def test_nothing_is_said_of_a_study_that_the_edition_does_not_hold(imported, tmp_path, client: Client) -> None:
    imported(files.onet_text(tmp_path / "onet.zip", files.ONET_TABLES))
    edition = compile_edition(name="words")
    publish_edition(edition=edition)
    page_cache.clear()
    html = client.get(a_task(edition)).content.decode()
    assert "How it is rated" in html
    assert NO_LABEL not in html


def test_the_address_of_every_subject_leads_to_it_and_its_list_names_it(edition: Edition, client: Client) -> None:
    shown = 0
    for about in SUBJECTS.values():
        listed = client.get(about.path).content.decode()
        for key, path in Profile.objects.filter(edition=edition, kind=about.key).values_list("key", "path"):
            code = about.code_in(path.removeprefix(about.path))
            assert code, path
            assert about.key_of(code) == key
            assert client.get(f"{about.path}{code}.html").headers["Location"] == path
            assert f'href="{path}"' in listed
            shown += 1
    assert shown > 20
