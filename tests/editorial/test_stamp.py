"""The stamp changes with everything editors publish, and with nothing that readers do not see."""

import pytest
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from singulariki.editorial.models import Caveat, HomePage, Layout, SiteWords, StandardPage
from singulariki.editorial.published import change_stamp, current_stamp

pytestmark = pytest.mark.django_db


def newsroom() -> StandardPage:
    return StandardPage.objects.get(slug="newsroom")


def save(thing) -> None:
    thing.save()


def publish(thing) -> None:
    thing.save_revision().publish()


CHANGES = {
    "layout published": lambda: publish(Layout.objects.first()),
    "layout unpublished": lambda: Layout.objects.first().unpublish(),
    "caveat published": lambda: publish(Caveat.objects.first()),
    "caveat deleted": lambda: Caveat.objects.first().delete(),
    "page published": lambda: publish(newsroom()),
    "page unpublished": lambda: newsroom().unpublish(),
    "page deleted": lambda: newsroom().delete(),
    "page moved": lambda: newsroom().move(StandardPage.objects.get(slug="about"), pos="first-child"),
    "page added": lambda: HomePage.objects.get().add_child(instance=StandardPage(title="New", slug="new")),
    "words of the site": lambda: save(SiteWords.load()),
    "site": lambda: save(Site.objects.get()),
    "redirect added": lambda: Redirect.objects.create(old_path="/old", redirect_link="/newsroom/"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_readers_see_changes_the_stamp(change):
    before = current_stamp()
    change()
    assert current_stamp() != before


UNSEEN = {
    "draft of a page": lambda: newsroom().save_revision(),
    "draft of a layout": lambda: Layout.objects.first().save_revision(),
    "draft of a caveat": lambda: Caveat.objects.first().save_revision(),
    "nothing": lambda: None,
}


@pytest.mark.parametrize("change", UNSEEN.values(), ids=UNSEEN.keys())
def test_drafts_leave_the_stamp_as_it_is(change):
    change_stamp()
    before = current_stamp()
    change()
    assert current_stamp() == before


def test_a_change_that_is_undone_takes_its_stamp_along():
    change_stamp()
    before = current_stamp()
    with transaction.atomic():
        publish(newsroom())
        assert current_stamp() != before
        transaction.set_rollback(True)
    assert current_stamp() == before


def test_reading_the_stamp_takes_one_query(django_assert_num_queries):
    change_stamp()
    with django_assert_num_queries(1):
        assert len(current_stamp()) == 16
