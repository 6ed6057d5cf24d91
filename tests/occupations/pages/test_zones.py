"""Pages of job zones, and all that follows from their declaration."""

import pytest
from django.test import Client

from citations.models import Edition
from tests.fixtures_sample import *  # noqa: F403
from tests.reading.documents import typed
from tests.reading.sections import Shown
from tests.reference.reckoning import Reckoning
from tests.reference.recomputed_around import occupations_of
from tests.reference.recomputed_lists import titled
from tests.reference.recomputed_standing import zone_row
from tests.reference.recomputed_work import Pages, Parts

pytestmark = pytest.mark.django_db


def test_a_zone_lists_its_occupations(module_sample_edition: Edition, client: Client) -> None:
    zone = typed(module_sample_edition, "zone", "3")
    page = client.get(zone.path).content.decode()
    assert f'<data value="{len(zone.occupations)}" data-measure="occupation-count">' in page
    assert all(f'href="{row.path}"' in page for row in zone.occupations)


def test_variants_lead_to_its_address_and_lists_to_it(module_sample_edition: Edition, client: Client) -> None:
    path = typed(module_sample_edition, "zone", "3").path
    assert client.get("/ZONES/3").headers["Location"] == path
    assert f'href="{path}"' in client.get("/zones/").content.decode()
    assert 'href="/zones/"' in client.get("/roles/").content.decode()
    assert path in client.get("/search?q=medium+preparation").content.decode()


def test_the_api_answers_with_what_the_page_says(module_sample_edition: Edition, client: Client) -> None:
    zone = typed(module_sample_edition, "zone", "3")
    answer = client.get("/api/v1/zones/3/").json()
    assert (answer["title"], answer["occupation_count"]) == (zone.title, len(zone.occupations))
    assert [row["code"] for row in answer["occupations"]] == [row.code for row in zone.occupations]
    assert zone.path in {row["path"] for row in client.get("/api/v1/zones/").json()["results"]}


def in_zone(raw: Reckoning, zone: str) -> list[str]:
    return [code for code in raw.titles if raw.zones.get(code) == zone]


def zone_opening(raw: Reckoning, zone: str) -> Parts:
    yield Shown("occupation-count", len(in_zone(raw, zone)))


def zone_occupations(raw: Reckoning, zone: str) -> Parts:
    yield from occupations_of(raw, in_zone(raw, zone))


def zones(raw: Reckoning, key: str) -> Parts:
    yield from titled({zone: zone_row(raw, zone)["Name"] for zone in set(raw.zones.values()) if in_zone(raw, zone)})


RECOMPUTED = {
    "zone": Pages("/zones/{}", ("3", "5"), {"opening": zone_opening, "occupations": zone_occupations}),
    "list-of-zones": Pages("/zones/{}", ("",), {"list": zones}),
}
