"""The profiles of a whole edition: a pure function of its releases, the same bytes every time."""

import json
import math

import pytest
from django.db.models import Count
from django.test import Client

from citations.actions.editions import compile_edition
from citations.actions.publishing import publish_edition, rollback_edition
from citations.documents import figures_in
from citations.models import Edition, Profile
from tests.reading.documents import at, document, figures, occupations, typed, values
from tests.reference import on_the_reference

pytestmark = on_the_reference

KINDS = {"unit-group": 427, "occupation": 1016, "task": 18_796, "family": 23}


def test_all_1016_occupations_have_a_document_without_holes(edition: Edition) -> None:
    counted = rated = 0
    for found in occupations(edition):
        counted += 1
        rated += found["is_rated"]
        answer = values(found)
        assert found["title"]
        assert found["description"]
        assert found["job_family"]
        for figure in figures(found):
            assert figure["v"] is None or math.isfinite(figure["v"]), found["code"]
            assert (figure["v"] is None) == ("x" in figure), found["code"]
        assert '"None"' not in json.dumps(answer), found["code"]
        for figure in figures_in(read := typed(edition, "occupation", found["code"])):
            assert at(answer, figure.pointer) == figure.value, (read.code, figure)
    assert (counted, rated) == (1016, 894)


def test_values_over_a_bridge_say_so_and_do_not_count_towards_overlap(edition: Edition) -> None:
    bridged = [
        (found["code"], row, found["overlap"]) for found in occupations(edition) for row in found["exposure"] if row["bridged"]
    ]
    assert len(bridged) > 100
    for code, row, overlap in bridged:
        assert "soc-structure" in row["score"]["d"], code
        assert overlap is None or row["measure"] not in overlap["parts"], code


def test_shares_of_observed_use_add_up_over_all_occupations(edition: Edition) -> None:
    total = math.fsum(found["usage"]["share"]["v"] for found in occupations(edition) if found["usage"])
    placed = document(edition, "occupation", "15-1252.00")["usage"]["placed"]
    assert total == pytest.approx(math.fsum(placed[how]["v"] for how in ("by_words", "by_number", "by_pair")))
    assert 93 < total < 95


def test_every_kind_of_profile_is_there(edition: Edition) -> None:
    counts = Profile.objects.filter(edition=edition).order_by().values_list("kind").annotate(count=Count("pk"))
    kinds = dict(counts)
    assert KINDS.items() <= kinds.items()
    assert {"activity", "cluster", "element", "industry", "occupation-index", "study", "technology"} <= kinds.keys()


@pytest.fixture(scope="module")
def again(published: str, pins: dict[str, str], django_db_blocker) -> str:
    """The name of an edition compiled from the same releases."""
    with django_db_blocker.unblock():
        compile_edition(name="again", pins=pins)
    return "again"


def test_compiling_twice_gives_the_same_bytes(edition: Edition, again: str) -> None:
    other = Edition.objects.get(name=again)
    assert other.pk != edition.pk
    assert (other.fingerprint, other.content_digest) == (edition.fingerprint, edition.content_digest)
    first, second = (
        Profile.objects.filter(edition=one).order_by("kind", "key").values_list("kind", "key", "title", "path", "document")
        for one in (edition, other)
    )
    compared = 0
    for one, two in zip(first.iterator(chunk_size=500), second.iterator(chunk_size=500), strict=True):
        assert one == two, one[:2]
        compared += 1
    assert compared > sum(KINDS.values())


@pytest.fixture(scope="module")
def newer(published: str, pins: dict[str, str], django_db_blocker) -> str:
    """The name of an edition with a later release of wages, compiled and not published."""
    with django_db_blocker.unblock():
        compile_edition(name="newer", pins={**pins, "bls-oews": "May 2025"})
    return "newer"


def test_publish_roll_back_publish_gives_the_same_pages(client: Client, newer: str) -> None:
    paths = [client.get("/api/v1/gradient/3521/").json()["url"], "/roles/role-27-4014-00"]
    before = [client.get(path).content for path in paths]
    publish_edition(edition=Edition.objects.get(name=newer))
    published = [client.get(path).content for path in paths]
    assert all(b"May 2025" in page for page in published)
    rollback_edition(reason="to see the earlier pages again")
    assert [client.get(path).content for path in paths] == before
    publish_edition(edition=Edition.objects.get(name=newer))
    assert [client.get(path).content for path in paths] == published
