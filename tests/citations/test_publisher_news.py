"""What is new at publishers': versions that are found by asking for the next one, files that changed, and looks once a day."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from citations import tasks
from citations.actions import fetching
from citations.importing.importer import IMPORTERS
from citations.importing.offers import OFFERS, NumberedAddresses, OfferedFile
from citations.models import PublisherOffer, Release
from citations.news import all_news
from occupations.importers.offers import onet_following, onet_parts
from tests.citations.offered import ILO, WORKBOOK, fetch, loaded, the_offer

pytestmark = pytest.mark.usefixtures("fetch_folder")
State = PublisherOffer.State


@pytest.fixture
def numbered(publisher, monkeypatch) -> None:
    """The ILO's scores, as if they came out by number: scores_30_2.xlsx."""
    offer = NumberedAddresses(
        page="https://ilo.example/data",
        offered=[OfferedFile(publisher.address + "/scores_{major}_{minor}.xlsx")],
        first="30.2",
        following=onet_following,
        parts=onet_parts,
    )
    monkeypatch.setitem(OFFERS, ILO, offer)
    monkeypatch.setattr(IMPORTERS[ILO], "find_version", lambda *args: "")
    monkeypatch.setattr(IMPORTERS[ILO], "versions", IMPORTERS["onet"].versions)


class TestNumbered:
    def test_the_newest_after_what_is_known_is_found_by_asking_for_the_next(self, db, publisher, numbered, workbook):
        for name in ("30_2", "30_3", "31_0", "31_1"):
            publisher.put(f"/scores_{name}.xlsx", workbook)

        release = loaded(fetch())

        assert (release.state, release.version) == (Release.State.READY, "31.1")
        assert not publisher.got("/scores_30_2.xlsx")

    def test_what_is_here_is_not_fetched_again(self, db, publisher, numbered, workbook):
        publisher.put("/scores_30_2.xlsx", workbook)
        loaded(fetch())
        publisher.asked.clear()

        offer = fetch()

        assert offer.result == "30.2 is the newest that the publisher offers, and it is here."
        assert {asked.method for asked in publisher.asked} == {"HEAD"}

    def test_a_version_can_be_asked_for(self, db, publisher, numbered, workbook):
        publisher.put("/scores_29_1.xlsx", workbook)

        assert loaded(fetch("29.1")).version == "29.1"

    def test_a_version_that_is_not_there_is_said(self, db, publisher, numbered):
        offer = fetch("29.1")

        assert offer.state == State.FAILED
        assert "nothing at" in offer.result

    def test_where_none_is_found_the_page_is_named(self, db, publisher, numbered):
        assert "Open https://ilo.example/data" in fetch().result

    def test_a_look_tells_of_a_new_version_once_and_until_it_is_here(self, db, publisher, numbered, workbook):
        publisher.put("/scores_30_2.xlsx", workbook)
        loaded(fetch())
        fetching.look_for_news(offer=the_offer())
        assert all_news() == []
        publisher.put("/scores_31_0.xlsx", workbook + b" ")

        fetching.look_for_news(offer=the_offer())
        first = the_offer().newest_at
        fetching.look_for_news(offer=the_offer())

        (news,) = all_news()
        assert re.fullmatch(r"ILO .* 31\.0 is out \(seen \d+ \w+ 20\d\d\)", news.words)
        assert the_offer().newest_at == first
        assert {asked.method for asked in publisher.got("/scores_31_0.xlsx", "HEAD")} == {"HEAD"}
        assert not publisher.got("/scores_31_0.xlsx")
        # The same values under another name are held back; they have come all the same.
        assert loaded(fetch()).state == Release.State.HELD
        assert all_news() == []

    def test_a_look_tells_of_a_version_that_is_issued_again(self, db, publisher, numbered, workbook):
        publisher.put("/scores_30_2.xlsx", workbook)
        loaded(fetch())
        publisher.put("/scores_30_2.xlsx", workbook + b" ")

        fetching.look_for_news(offer=the_offer())

        assert [news.version for news in all_news()] == [""]
        assert fetch().release != Release.objects.earliest("pk")
        assert all_news() == []

    def test_an_older_version_that_is_fetched_leaves_the_news_of_the_newest(self, db, publisher, numbered, workbook):
        publisher.put("/scores_30_2.xlsx", workbook)
        loaded(fetch())
        publisher.put("/scores_30_2.xlsx", workbook + b" ")
        publisher.put("/scores_29_1.xlsx", workbook + b"  ")
        fetching.look_for_news(offer=the_offer())

        assert loaded(fetch("29.1")).version == "29.1"

        assert [news.version for news in all_news()] == [""]
        fetch("30.2")
        assert all_news() == []


class TestLooking:
    @pytest.fixture
    def here(self, db, publisher, offered, workbook) -> Release:
        publisher.put(f"/{WORKBOOK}", workbook, modified="Thu, 26 Nov 2026 08:00:00 GMT")
        offered(f"/{WORKBOOK}")
        release = loaded(fetch())
        publisher.asked.clear()
        return release

    def test_nothing_is_new_where_nothing_changed(self, here, publisher):
        offer = fetching.look_for_news(offer=the_offer())

        assert all_news() == []
        assert offer.looked_at
        assert not offer.problem
        assert [asked.method for asked in publisher.asked] == ["HEAD"]

    def test_a_change_is_told_until_it_is_fetched(self, here, publisher, workbook):
        publisher.put(f"/{WORKBOOK}", workbook + b" ", modified="Fri, 27 Nov 2026 08:00:00 GMT")
        fetching.look_for_news(offer=the_offer())

        assert "its publisher has changed what is offered" in all_news()[0].words
        fetch()
        assert all_news() == []
        fetching.look_for_news(offer=the_offer())
        assert all_news() == []

    def test_a_change_is_told_until_somebody_notes_it(self, here, publisher, workbook):
        publisher.put(f"/{WORKBOOK}", workbook + b" ", modified="Fri, 27 Nov 2026 08:00:00 GMT")
        fetching.look_for_news(offer=the_offer())

        fetching.note_news(offer=the_offer())

        fetching.look_for_news(offer=the_offer())
        assert all_news() == []

    def test_a_change_that_is_taken_back_is_no_news(self, here, publisher):
        page = publisher.pages[f"/{WORKBOOK}"]
        page.modified = "Fri, 27 Nov 2026 08:00:00 GMT"
        fetching.look_for_news(offer=the_offer())
        assert all_news()
        page.modified = "Thu, 26 Nov 2026 08:00:00 GMT"

        fetching.look_for_news(offer=the_offer())

        assert all_news() == []

    def test_a_refusal_is_noted_with_what_to_do_and_keeps_the_news(self, here, publisher):
        PublisherOffer.objects.filter(pk=the_offer().pk).update(changed_at=timezone.now())
        publisher.pages.clear()
        publisher.put(f"/{WORKBOOK}", b"<html>", content_type="text/html")

        offer = fetching.look_for_news(offer=the_offer())

        assert "a web page in place of the file" in offer.problem
        assert all_news()

    def test_publishers_are_looked_at_once_a_day(self, here, publisher, settings):
        tasks.look_for_new_releases()
        assert not publisher.asked, "LOOK_FOR_RELEASES is off"
        settings.LOOK_DAILY = True

        tasks.look_for_new_releases()
        tasks.look_for_new_releases()

        assert len(publisher.asked) == 1
        PublisherOffer.objects.update(looked_at=timezone.now() - timedelta(hours=24))
        tasks.look_for_new_releases()
        assert len(publisher.asked) == 2

    def test_of_what_is_not_here_nothing_is_asked(self, db, publisher, offered, settings):
        """A new site, or one that shows the sample, asks nobody."""
        offered(f"/{WORKBOOK}")
        settings.LOOK_DAILY = True

        tasks.look_for_new_releases()

        assert not publisher.asked

    def test_a_site_that_does_not_answer_is_asked_once(self, here, publisher, monkeypatch):
        asked = []
        monkeypatch.setattr(fetching, "_look", lambda offer: asked.append(offer.dataset.slug))
        monkeypatch.setattr(fetching, "newest_here", lambda slugs: {ILO: "1", "felten-aioe": "1", "felten-lm-aioe": "1"})

        fetching.look_everywhere()

        assert asked == ["felten-aioe", ILO]
