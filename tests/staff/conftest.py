"""People of several roles, releases in several states, and editions with figures chosen by the test."""

import io
from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from citations.actions.editions import compile_edition
from citations.actions.releases import import_release
from citations.actions.uploading import Original, upload_release
from citations.compiling import RegisteredCompiler
from citations.importing.importer import IMPORTERS
from citations.importing.plausibility.judged import Cause
from citations.models import Edition, Release
from citations.permissions import DATA_STEWARDS
from tests.loose_documents import draft
from tests.remembered import made_once
from tests.staff.files import broken_ilo_workbook, ilo_workbook
from tests.worker import queue_at, unattended

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def steward(db) -> Client:
    user = get_user_model().objects.create_user("stella", password="a-long-password-1", first_name="Stella", last_name="Ward")
    user.groups.add(Group.objects.get(name=DATA_STEWARDS))
    return _logged_in(user)


@pytest.fixture
def editor(db) -> Client:
    user = get_user_model().objects.create_user("edgar", password="a-long-password-1")
    user.groups.add(Group.objects.get(name="Editors"))
    return _logged_in(user)


@pytest.fixture
def with_only(db) -> Callable[[str], Client]:
    """A person who can open the admin and holds one permission of ours."""

    def make(codename: str) -> Client:
        user = get_user_model().objects.create_user(f"only-{codename}", password="a-long-password-1")
        codenames = [codename, "access_admin"]
        user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
        return _logged_in(user)

    return make


def an_upload(content: bytes, name: str = "scores.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=XLSX)


def upload(client: Client, *files: SimpleUploadedFile, **fields: str):
    """Send the upload form and follow it to the screen it leads to."""
    return client.post(reverse("citations_admin:upload"), {"files": list(files), **fields}, follow=True)


@pytest.fixture
def uploaded(db) -> Release:
    return upload_release(files=[Original("scores.xlsx", io.BytesIO(ilo_workbook()))])[0]


@pytest.fixture
def ready(db) -> Release:
    return made_once("a ready release", lambda: import_release(files=[Original("scores.xlsx", io.BytesIO(ilo_workbook()))])[0])


class AlwaysDoubtful:
    """A rule that nothing satisfies."""

    def judge(self, judged) -> None:
        judged.note(Cause("doubtful", "These figures are in doubt:", "Look at them."), "score 2025: 0.3 of 3521")


@pytest.fixture
def held(db, monkeypatch) -> Release:
    monkeypatch.setattr(IMPORTERS["ilo-genai-gradient"], "plausible", (AlwaysDoubtful(),))
    release = import_release(files=[Original("scores.xlsx", io.BytesIO(ilo_workbook()))])[0]
    assert release.state == Release.State.HELD
    return release


@pytest.fixture
def rejected(db) -> Release:
    files = [Original("broken.xlsx", io.BytesIO(broken_ilo_workbook()))]
    return made_once("a rejected release", lambda: import_release(files=files)[0])


@pytest.fixture
def edition_of(ready, monkeypatch) -> Callable[..., Edition]:
    """edition_of("first", {"a": {...}}): an edition compiled to documents of the test's choosing, by key."""
    # What other rooms do with a finished edition is theirs to test.
    monkeypatch.setattr("citations.actions.editions.AFTER_COMPILE", [])

    def make(name: str, documents: dict[str, dict]) -> Edition:
        def run(facts):
            return [draft("subject", key, f"Subject {key}", f"/subjects/{key}", d) for key, d in documents.items()]

        monkeypatch.setattr("citations.actions.editions.COMPILERS", {name: RegisteredCompiler(name, 0, run)})
        return compile_edition(name=name)

    return make


@pytest.fixture
def broker_down(valkey_url):
    """Nobody listens where Celery looks for its broker."""
    queue_at("redis://127.0.0.1:1/0")
    yield
    queue_at(unattended(valkey_url))
