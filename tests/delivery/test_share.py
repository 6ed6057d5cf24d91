"""What a page shows where its address is shared: its title, and a picture of its first figures."""

import io
import re

import pytest
from django.test import Client
from PIL import Image

from citations.models import Edition
from gradient.subjects.unit_group.document import unit_group
from singulariki.delivery.share import HEIGHT, WIDTH, ShareCard, draw, share_path, wrapped
from tests.fixtures_sample import *  # noqa: F403

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def edition(module_sample_edition: Edition) -> Edition:
    return module_sample_edition


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


@pytest.mark.parametrize(
    "address", [share_path("unit-group", "3521"), share_path("role", "27-4014-00"), share_path("site", "home")]
)
def test_a_picture_has_the_size_that_sites_ask_for_and_is_kept(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/png"
    assert picture(answer.content).size == (WIDTH, HEIGHT)
    assert len(answer.content) < 100_000
    assert client.get(address, headers={"if-none-match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "address", ["/share/unit-group/0000.png", "/share/role/99-9999-99.png", "/share/role/x.png", "/share/none/1.png"]
)
def test_there_is_no_picture_of_what_has_no_page(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_page_names_its_picture_with_its_size(client: Client, edition: Edition) -> None:
    subject = unit_group(edition, "3521")
    assert subject is not None
    html = client.get(subject.path).content.decode()
    named = dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', html))
    assert named["og:title"] == subject.title
    assert named["og:image"].endswith(share_path("unit-group", "3521"))
    assert (named["og:image:width"], named["og:image:height"]) == (str(WIDTH), str(HEIGHT))
    assert named["twitter:card"] == "summary_large_image"


def test_the_report_kit_leads_to_the_picture(client: Client, edition: Edition) -> None:
    subject = unit_group(edition, "3521")
    assert subject is not None
    assert f'<a href="{share_path("unit-group", "3521")}">Share image</a>' in client.get(subject.path).content.decode()


def test_pages_of_a_named_edition_show_no_picture_of_the_live_one(client: Client, edition: Edition) -> None:
    subject = unit_group(edition, "3521")
    assert subject is not None
    html = client.get(f"/editions/{edition.name}{subject.path}").content.decode()
    assert subject.title in html
    assert "og:image" not in html


def test_the_same_card_gives_the_same_bytes_and_another_band_others() -> None:
    card = ShareCard("Data Entry Clerks", "ISCO-08 4132", [("0.70", "Mean task exposure")], "A note", "2026", "minimal")
    other = ShareCard("Data Entry Clerks", "ISCO-08 4132", [("0.70", "Mean task exposure")], "A note", "2026", "gradient-4")
    assert draw(card) == draw(card)
    assert draw(card) != draw(other)


def test_no_line_is_wider_than_its_place_but_a_single_word() -> None:
    lines = wrapped("Installation, Maintenance, and Repair Workers of everything else there is", 40, 400)
    assert len(lines) > 2
    assert " ".join(lines) == "Installation, Maintenance, and Repair Workers of everything else there is"
    assert wrapped("Otorhinolaryngologically", 40, 50) == ["Otorhinolaryngologically"]
