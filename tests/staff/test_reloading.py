"""The steward has a release loaded again once its importer has been improved."""

import pytest
from django.urls import reverse

from citations.importing.importer import IMPORTERS
from citations.models import Release

BUTTON = "Load again with the present importer"


@pytest.fixture
def improved(ready, monkeypatch) -> Release:
    importer = IMPORTERS[ready.dataset.slug]
    monkeypatch.setattr(importer, "version", importer.version + 1)
    return ready


def screen(client, release: Release) -> str:
    return client.get(reverse("citations_admin:release", args=[release.pk])).content.decode()


def test_a_release_of_the_present_importer_has_no_such_button(steward, ready):
    assert BUTTON not in screen(steward, ready)


@pytest.mark.django_db(transaction=True)
def test_the_button_starts_a_release_of_the_same_files_and_leads_to_it(steward, improved, celery_worker_process):
    assert BUTTON in screen(steward, improved)

    answer = steward.post(reverse("citations_admin:reload_release", args=[improved.pk]), follow=True)
    new = Release.objects.get(replaces=improved)

    assert answer.redirect_chain[-1][0] == reverse("citations_admin:release", args=[new.pk])
    assert new.uploaded_by == steward.user


def test_while_it_is_being_loaded_again_the_screen_points_to_the_new_release(steward, improved):
    steward.post(reverse("citations_admin:reload_release", args=[improved.pk]))
    new = Release.objects.get(replaces=improved)

    assert BUTTON not in screen(steward, improved)
    assert f"release {new.pk}" in screen(steward, improved)


def test_asking_for_what_needs_no_reload_says_so(steward, ready):
    answer = steward.post(reverse("citations_admin:reload_release", args=[ready.pk]), follow=True)

    assert "was read by the present importer" in answer.content.decode()
    assert Release.objects.count() == 1


def test_editors_cannot_have_releases_loaded_again(editor, improved):
    editor.post(reverse("citations_admin:reload_release", args=[improved.pk]))
    assert not Release.objects.filter(replaces=improved).exists()
