"""What crawlers read."""

import re

import pytest
from django.test import Client

from citations.models import Edition, Profile
from tests.chance import seeded
from tests.fixtures_sample import *  # noqa: F403

pytestmark = pytest.mark.django_db


def test_the_sitemap_lists_every_public_page_once_and_each_answers(client: Client, module_sample_edition: Edition) -> None:
    answer = client.get("/sitemap.xml")
    paths = re.findall(r"<loc>https://singulariki.com([^<]*)</loc>", answer.content.decode())
    assert answer.headers["Content-Type"] == "application/xml"
    assert len(paths) == len(set(paths))
    from_edition = set(Profile.objects.filter(edition=module_sample_edition).exclude(path="").values_list("path", flat=True))
    assert len(from_edition) > 25
    assert from_edition | {"/", "/datasets/", "/methodology", "/families/", "/quadrant"} <= set(paths)
    # Each page of the edition is drawn in tests/sample.
    others = [path for path in paths if path not in from_edition]
    some = seeded("pages of the sitemap").sample(sorted(from_edition), 40)
    assert [path for path in (*others, *some) if client.get(path).status_code != 200] == []


def test_robots_are_kept_from_the_admin_and_shown_the_sitemap(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: https://singulariki.com/sitemap.xml" in text
