"""Pages of tasks, elements, industries and other subjects, and the lists of them."""

import pytest
from django.test import Client

from citations.models import Edition, Profile
from occupations.subjects.kinds import SUBJECTS

pytestmark = pytest.mark.django_db


def test_a_task_without_a_label_says_so_where_the_edition_holds_the_study(edition: Edition, client: Client) -> None:
    path = Profile.objects.filter(edition=edition, kind="task").values_list("path", flat=True)[0]
    assert "The study has no label for this task." in client.get(path).content.decode()


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
