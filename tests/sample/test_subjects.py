"""Subjects of every kind: found by their address however it is typed, and named by their list."""

import pytest
from django.test import Client

from citations.models import Edition, Profile
from occupations.subjects.kinds import SUBJECTS

pytestmark = pytest.mark.django_db
PAGE = 100


@pytest.mark.parametrize("place", SUBJECTS)
def test_the_address_of_every_subject_leads_to_it_and_its_list_names_it(
    place: str, module_sample_edition: Edition, client: Client
) -> None:
    about = SUBJECTS[place]
    paths = dict(Profile.objects.filter(edition=module_sample_edition, kind=about.key).values_list("key", "path"))
    assert paths
    listed = client.get(about.path).content.decode()
    assert sum(f'href="{path}"' in listed for path in paths.values()) == min(PAGE, len(paths))
    for key, path in paths.items():
        code = about.code_in(path.removeprefix(about.path))
        assert code, path
        assert about.key_of(code) == key
    typed = client.get(f"{about.path.upper()}{code.upper()}.html")
    assert (typed.status_code, typed.headers["Location"]) == (301, path)
