"""Pages of job zones, and all that follows from their declaration."""

import pytest
from django.test import Client

from citations.models import Edition
from tests.fixtures_sample import *  # noqa: F403
from tests.reading.documents import typed

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
