"""Search: by name, code, listed names; mistakes get suggestions."""

import re
from difflib import SequenceMatcher

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from citations.models import Edition, Profile
from occupations import site_wide as of_occupations
from occupations.home import home_index
from occupations.subjects.kinds import SUBJECTS
from singulariki.delivery.search import found_elsewhere, nearest, search
from singulariki.delivery.search.catalogue import catalogue_of
from singulariki.delivery.search.words import words
from singulariki.delivery.templating import unbroken
from tests.fixtures_sample import *  # noqa: F403

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def edition(module_sample_edition: Edition) -> Edition:
    return module_sample_edition


def found(edition: Edition, query: str) -> list[str]:
    return [hit.entry.name.code for hit in search(catalogue_of(edition), query)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("3521", "3521"),
        ("broadcasting and audio-visual technicians", "3521"),
        ("Audio Visual Technician", "3521"),
        ("27-4014.00", "27-4014.00"),
        ("sound engineering technicians", "27-4014.00"),
        ("nursing", "2221"),
        ("CLERKS data", "4132"),
    ],
)
def test_the_page_that_is_meant_comes_first(query: str, first: str, edition: Edition) -> None:
    assert found(edition, query)[0] == first


def test_a_page_found_through_a_listed_name_says_so(client: Client) -> None:
    html = client.get("/search", {"q": "sound engineering"}).content.decode()
    assert "lists Sound Engineering Technicians (27-4014.00)" in html


def test_own_names_stand_before_listed_ones(edition: Edition) -> None:
    hits = search(catalogue_of(edition), "technicians")
    assert len(hits) > 2
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_nothing_found_suggests_the_nearest(client: Client, edition: Edition) -> None:
    assert found(edition, "brodcasting and audio-visual technican") == []
    assert nearest(catalogue_of(edition), "brodcasting and audio-visual technican")[0].name.code == "3521"
    assert "Closest to it" in client.get("/search", {"q": "brodcasting and audio-visual technican"}).content.decode()


def test_what_is_searched_for_is_printed_as_text(client: Client) -> None:
    html = client.get("/search", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in html


@pytest.mark.parametrize("query", ["", " ", "-", "of the", "x" * 5000, "()[]*\\"])
def test_odd_queries_are_answered(query: str, client: Client) -> None:
    assert client.get("/search", {"q": query}).status_code == 200


def test_plurals_and_accents_do_not_matter() -> None:
    assert words("Secretaries, Élevés and Bosses of Glass") == ("secretary", "eleve", "bosse", "glass")


@pytest.mark.parametrize("few", [0, 1, 200])
@pytest.mark.parametrize(
    "words", [("sound",), ("ound",), ("equipment", "test"), ("a", "record"), ("equipment", "nurse"), ("zzz", "a")]
)
def test_subjects_whose_title_has_all_words_are_found_however_many_there_are(
    few: int, words: tuple[str, ...], edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_occupations, "FEW", few)
    monkeypatch.setattr(of_occupations, "SHOWN", 10_000)
    kinds = [about.key for about in SUBJECTS.values()]
    titles = Profile.objects.filter(edition=edition, kind__in=kinds).values_list("path", "title")
    fitting = {path for path, title in titles if all(word in title.lower() for word in words)}
    groups = of_occupations.subjects(edition, words)
    assert {found.path for group in groups for found in group.results} == fitting


def test_what_no_title_has_is_not_looked_for_in_the_database(edition: Edition, django_assert_num_queries) -> None:
    found_elsewhere(edition, "qwertyzxcv")
    with django_assert_num_queries(0):
        assert found_elsewhere(edition, "equipment qwertyzxcv") == []


def test_likeness_is_measured_of_few_names(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    measured, ratio = [], SequenceMatcher.ratio
    monkeypatch.setattr(SequenceMatcher, "ratio", lambda matcher: measured.append(1) or ratio(matcher))
    monkeypatch.setattr("singulariki.delivery.search.LOOKED_AT", 3)
    assert nearest(catalogue_of(edition), "brodcasting and audio-visual technican")[0].name.code == "3521"
    assert len(measured) <= 3


def test_an_unknown_address_asks_once_which_edition_is_live(client: Client, edition: Edition) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/roles/role-99-9999-00").status_code == 404
    assert sum('FROM "citations_activation"' in query["sql"] for query in queries) == 1


def test_an_address_of_an_unknown_edition_suggests_pages_of_the_live_one(client: Client, edition: Edition) -> None:
    html = client.get("/editions/1999-01-01/roles/sound-engineering-technician").content.decode()
    assert 'href="/roles/role-27-4014-00"' in html


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("/roles/9999.00", ""),
        ("/roles/99-9999.00", "99-9999.00"),
        ("/roles/role-99-9999-00", "99-9999.00"),
        ("/roles/99-9999", "99-9999"),
        ("/gradient/9999-sound-of-music.html", "sound of music"),
        ("/roles/1234567-89012", ""),
    ],
)
def test_an_unknown_address_offers_words_or_a_whole_code_to_search_for(
    address: str, query: str, client: Client, edition: Edition
) -> None:
    html = client.get(address).content.decode()
    assert f'id="error-search" type="search" name="q"\n    value="{query}"' in html


@pytest.mark.parametrize(
    ("title", "html"),
    [
        ("Audio-Visual and Others", '<span class="unbroken">Audio-Visual</span> and Others'),
        ("Set <b>-up", 'Set <span class="unbroken">&lt;b&gt;-up</span>'),
        ("Pneumonoultramicroscopic-silicosis", "Pneumonoultramicroscopic-silicosis"),
        ("Life/Work & Rest", '<span class="unbroken">Life/Work</span> &amp; Rest'),
    ],
)
def test_compounds_of_a_title_hold_together_where_a_phone_has_room(title: str, html: str) -> None:
    assert str(unbroken(title)) == html


def test_occupations_found_show_their_rank_on_the_ruler_and_where_it_is_from(client: Client, edition: Edition) -> None:
    index = home_index(edition)
    assert index is not None
    row = next(row for row in index.document.rows if row.code == "27-4014.00")
    html = client.get("/search", {"q": "27-4014.00"}).content.decode()
    result = html[html.index('href="/roles/role-27-4014-00"') :].partition("</li>")[0]
    drawn = re.search(r'class="mini-ruler__pin" x="([\d.]+)%"', result)
    assert drawn is not None
    assert float(drawn[1]) == pytest.approx(index.value(row, "overlap"), abs=0.06)
    assert f'data-measure="{index.figure(row, "overlap").measure.key}"' in result
    assert f'href="/methodology#{index.figure(row, "overlap").measure.key}"' in html
    assert all(str(release) in html for release in index.figure(row, "overlap").releases)
    unranked = [row for row in index.document.rows if index.value(row, "overlap") is None]
    for without in unranked:
        html = client.get("/search", {"q": without.code}).content.decode()
        assert "mini-ruler" not in html[html.index(f'href="{without.path}"') :].partition("</li>")[0]
    assert unranked


def test_ranks_of_results_take_no_query_once_the_edition_is_known(client: Client, edition: Edition) -> None:
    client.get("/search", {"q": "sound"})
    with CaptureQueriesContext(connection) as queries:
        html = client.get("/search", {"q": "technicians"}).content.decode()
    assert "mini-ruler" in html
    assert not [query for query in queries if "occupation-index" in query["sql"]]
