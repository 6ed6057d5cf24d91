"""Search: by name, code, listed names; mistakes get suggestions."""

import pytest
from django.test import Client

from citations.models import Edition
from singulariki.delivery.search import catalogue_of, nearest, search
from singulariki.delivery.search.words import words
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
