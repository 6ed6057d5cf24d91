from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User

from tests.fixtures_sample import *  # noqa: F403

PASSWORD = "a long enough password"


@pytest.fixture
def specimen_templates(settings):
    """Templates of the made-up page kind can be found."""
    templates = [{**engine, "DIRS": [*engine["DIRS"], Path(__file__).parent / "templates"]} for engine in settings.TEMPLATES]
    settings.TEMPLATES = templates


def member(group: str, name: str = "") -> User:
    user = User.objects.create_user(name or group.lower().replace(" ", "-"), password=PASSWORD)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def editor(db) -> User:
    return member("Editors")


@pytest.fixture
def moderator(db) -> User:
    return member("Moderators")


@pytest.fixture
def steward(db) -> User:
    return member("Data stewards")


@pytest.fixture
def administrator(db) -> User:
    return member("Administrators")
