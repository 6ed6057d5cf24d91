"""Addresses: every variant is redirected once, for good, to the final one; what is not there is answered with suggestions."""

import pytest
from django.db import connection
from django.test import Client

from citations.models import Edition
from tests.reading.page import read

pytestmark = pytest.mark.django_db

UNIT_GROUP = "/gradient/3521-broadcasting-and-audio-visual-technicians.html"
VARIANTS = [
    ("/gradient", "/gradient/"),
    ("/GRADIENT/", "/gradient/"),
    ("/gradient//", "/gradient/"),
    ("/gradient/index.html", "/gradient/"),
    ("/gradient/major-3", "/gradient/major-3.html"),
    ("/gradient/major-3/", "/gradient/major-3.html"),
    ("/gradient/Major-3.HTML", "/gradient/major-3.html"),
    ("/gradient/3521", UNIT_GROUP),
    ("/gradient/3521/", UNIT_GROUP),
    ("/gradient/3521.html", UNIT_GROUP),
    ("/gradient/3521-broadcasting-and-audio-visual-technicians", UNIT_GROUP),
    (f"{UNIT_GROUP}/", UNIT_GROUP),
    ("/Gradient/3521-Broadcasting-and-Audio-visual-Technicians.HTML", UNIT_GROUP),
    ("/gradient/3521-an-older-title.html", UNIT_GROUP),
    ("/gradient/3521-an-older-title.html?utm_source=mail", UNIT_GROUP),
    ("/datasets", "/datasets/"),
    ("/methodology/", "/methodology"),
    ("/api/v1/gradient/3521", "/api/v1/gradient/3521/"),
]


@pytest.mark.parametrize(("asked", "final"), VARIANTS)
def test_a_variant_is_redirected_once_and_for_good(
    asked: str, final: str, client: Client, module_sample_edition: Edition
) -> None:
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, final)
    assert client.get(final).status_code == 200


def test_an_edition_keeps_its_readers(client: Client, module_sample_edition: Edition) -> None:
    prefix = f"/editions/{module_sample_edition.name}"
    assert client.get(f"{prefix}/gradient/3521").headers["Location"] == f"{prefix}{UNIT_GROUP}"
    assert client.get(f"{prefix}/gradient").headers["Location"] == f"{prefix}/gradient/"


@pytest.mark.parametrize(
    "asked", ["/gradient/9999", "/gradient/major-9x.html", "/gradient/35", "/gradient/abc/def", "/gradient/35210"]
)
def test_what_is_not_there_is_a_404(asked: str, client: Client, module_sample_edition: Edition) -> None:
    assert client.get(asked).status_code == 404


def test_a_wrong_code_suggests_its_neighbours(client: Client, module_sample_edition: Edition) -> None:
    html = client.get("/gradient/3599-audio-visual-technicians.html").content.decode()
    assert UNIT_GROUP in html


# Which links a page has does not depend on the database.
MOST = 400 if connection.vendor == "sqlite" else 70


def test_no_link_between_public_pages_is_broken(client: Client, module_sample_edition: Edition) -> None:
    seen: set[str] = set()
    waiting = ["/gradient/", "/", UNIT_GROUP, "/datasets/", "/methodology", "/editions/", "/search?q=technician"]
    broken = []
    while waiting:
        address = waiting.pop()
        plain = address.split("#")[0]
        if plain in seen or len(seen) > MOST:
            continue
        seen.add(plain)
        answer = client.get(plain, follow=False)
        if answer.status_code != 200:
            broken.append((plain, answer.status_code))
            continue
        if "text/html" not in answer.headers["Content-Type"] or "?" in plain or plain.startswith("/api/"):
            continue
        waiting += [link for link in read(answer.content).links if link.startswith("/") and not link.startswith(("//", "/admin"))]
    assert broken == []
    assert len(seen) > 60
