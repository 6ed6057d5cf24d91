"""Publishing and rolling back: what readers see changes all at once or not at all, and can be put back."""

import threading

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, connections

from citations.actions.editions import compile_edition
from citations.actions.publishing import LiveEditionMoved, publish_edition, rollback_edition
from citations.models import Activation, Edition
from citations.selectors import live_edition, previous_live_edition


@pytest.fixture
def editions(ilo_release, small_compiler) -> list[Edition]:
    return [compile_edition(name=name) for name in ("first", "second", "third")]


@pytest.mark.django_db
class TestTheLiveEdition:
    def test_is_none_before_the_first_publication(self):
        assert live_edition() is None
        assert previous_live_edition() is None

    def test_is_the_last_one_published(self, editions):
        for edition in editions:
            publish_edition(edition=edition)
            assert live_edition() == edition

    def test_goes_back_through_the_publications_one_by_one(self, editions):
        first, second, _ = editions
        for edition in editions:
            publish_edition(edition=edition)

        rollback_edition(reason="A wrong title")
        assert live_edition() == second
        rollback_edition(reason="Another wrong title")
        assert live_edition() == first
        with pytest.raises(ValueError, match="no earlier edition"):
            rollback_edition(reason="And one more title")
        assert live_edition() == first

    def test_can_be_published_again_after_it_was_rolled_back(self, editions):
        first, second, _ = editions
        publish_edition(edition=first)
        publish_edition(edition=second)
        rollback_edition(reason="Readers have to wait")
        publish_edition(edition=second)

        assert live_edition() == second
        assert previous_live_edition() == first

    def test_after_a_rollback_a_new_publication_goes_back_to_what_was_live_before_it(self, editions):
        first, second, third = editions
        publish_edition(edition=first)
        publish_edition(edition=second)
        rollback_edition(reason="Readers have to wait")
        publish_edition(edition=third)

        assert previous_live_edition() == first

    def test_is_never_one_that_is_not_compiled(self, editions):
        publish_edition(edition=editions[0])
        half = Edition.objects.create(name="half")

        with pytest.raises(ValueError, match="only a compiled edition"):
            publish_edition(edition=half)
        assert live_edition() == editions[0]

    def test_is_not_published_twice_in_a_row(self, editions):
        publish_edition(edition=editions[0])

        with pytest.raises(ValueError, match="live already"):
            publish_edition(edition=editions[0])
        assert Activation.objects.count() == 1


@pytest.mark.django_db
class TestTheLog:
    def test_says_who_why_and_from_what_to_what(self, editions):
        user = get_user_model().objects.create_user("ada", first_name="Ada", last_name="Byron")
        publish_edition(edition=editions[0], user=user, reason="  The first of all  ")
        publish_edition(edition=editions[1])

        second, first = Activation.objects.all()
        assert (first.actor, first.actor_name, first.reason, first.from_edition) == (user, "Ada Byron", "The first of all", None)
        assert (second.actor_name, second.from_edition, second.to_edition) == ("command line", editions[0], editions[1])

    @pytest.mark.parametrize("reason", ["", "   ", "x", "so so"])
    def test_wants_a_reason_for_a_rollback(self, editions, reason):
        publish_edition(edition=editions[0])
        publish_edition(edition=editions[1])

        with pytest.raises(ValueError, match="Say it in a sentence"):
            rollback_edition(reason=reason)
        assert live_edition() == editions[1]


@pytest.mark.django_db
class TestAPreview:
    def test_binds_the_publication_to_the_live_edition_that_was_seen(self, editions):
        first, second, third = editions
        publish_edition(edition=first, seen_live=None)
        publish_edition(edition=second, seen_live=first.pk)

        with pytest.raises(LiveEditionMoved, match="second"):
            publish_edition(edition=third, seen_live=first.pk)
        with pytest.raises(LiveEditionMoved):
            publish_edition(edition=third, seen_live=None)
        with pytest.raises(LiveEditionMoved):
            rollback_edition(reason="It is wrong", seen_live=first.pk)
        assert live_edition() == second


@pytest.mark.django_db(transaction=True)
def test_of_two_publishers_at_once_who_saw_the_same_preview_one_is_told_that_the_live_edition_moved(editions):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one transaction write at a time, so two publishers cannot be at it at once")
    first, *rivals = editions
    publish_edition(edition=first)
    together = threading.Barrier(len(rivals))
    outcomes: list[str] = []

    def publish(edition: Edition) -> None:
        try:
            together.wait(timeout=10)
            publish_edition(edition=edition, seen_live=first.pk)
            outcomes.append("published")
        except LiveEditionMoved:
            outcomes.append("moved")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=publish, args=(edition,)) for edition in rivals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sorted(outcomes) == ["moved", "published"]
    assert Activation.objects.count() == 2
    assert live_edition() in rivals
