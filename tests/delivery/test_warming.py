"""Lists, pages and pictures are drawn into the shared cache after a publication, as visitors get them."""

import pytest
from django.core.cache import caches
from django.test import Client

from citations.models import Activation, Edition, Profile
from singulariki.delivery import page_cache, warming
from tests.fixtures_sample import *  # noqa: F403

pytestmark = pytest.mark.django_db


@pytest.fixture
def activation(module_sample_edition: Edition) -> Activation:
    page_cache.clear()
    return Activation.objects.first()


@pytest.fixture
def shared(monkeypatch) -> None:
    monkeypatch.setattr(warming, "is_shared", lambda: True)


def test_without_a_shared_cache_there_is_nothing_to_do(activation):
    assert warming.draw_pages(activation, lambda *step: None) == warming.ALONE
    assert len(caches["pages"]._cache) == 0


def test_what_was_drawn_is_what_visitors_get(activation, shared, monkeypatch):
    steps = []
    done = warming.draw_pages(activation, lambda *step: steps.append(step))
    path = Profile.objects.filter(kind="occupation").first().path
    drawn = len(caches["pages"]._cache)
    page_cache.STORE.clear()
    monkeypatch.setattr("occupations.views.pages.draw_occupation", lambda *args: pytest.fail("Drawn again."))

    assert done == f"{len(steps)} pages drawn."
    assert drawn == len(steps) > 10
    assert Client().get(path).status_code == 200


def test_pictures_are_drawn_too(activation, shared):
    assert warming.draw_pictures(activation, lambda *step: None).endswith(" pictures drawn.")
    assert len(caches["pages"]._cache) == Profile.objects.filter(kind__in=("occupation", "unit-group")).count()


def test_what_cannot_be_drawn_is_named_and_keeps_no_other_from_it(activation, shared, monkeypatch):
    real = warming.answer
    count = Profile.objects.filter(kind__in=("occupation", "unit-group")).count()

    def answer(path):
        if path.endswith(f"{Profile.objects.filter(kind='unit-group').first().key}.png"):
            raise OSError("No font.")
        return real(path)

    monkeypatch.setattr(warming, "answer", answer)
    with pytest.raises(RuntimeError, match=rf"1 of {count} pictures could not be drawn: /share/.*OSError: No font\.\)\.$"):
        warming.draw_pictures(activation, lambda *step: None)
    assert len(caches["pages"]._cache) == count - 1
