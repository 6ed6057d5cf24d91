"""What a page shows where its address is shared: its title, and a picture of its first figures."""

import io
import re
from itertools import combinations

import pytest
from django.test import Client, RequestFactory
from PIL import Image, ImageDraw

from citations.models import Edition
from gradient.subjects.unit_group.document import unit_group
from singulariki.delivery.share import HEIGHT, SHARE_CARDS, WIDTH, ShareCard, draw, share_path, wrapped
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


NOTE = "Exposure is task overlap: what today’s AI can attempt, not automation, job loss or a forecast."
MEAN = ("mean 55.6", "Mean of 2 of 3 studies' percentiles")
OTHERS = [("$61,890", "Median wage, annual *"), ("61,300", "Projected annual openings *")]
GROUP = "* for First-line supervisors of transportation and material moving workers, except aircraft cargo handling supervisors"


@pytest.mark.parametrize("about", ["", "* for Home health and personal care aides", GROUP])
@pytest.mark.parametrize("first", [MEAN, ("25th", "Percentile of AI task overlap")])
@pytest.mark.parametrize("note", ["", "Not a forecast.", NOTE])
@pytest.mark.parametrize(
    "title", ["Actors", "First-Line Supervisors of Entertainment and Recreation Workers, Except Gambling Services", "Long " * 40]
)
def test_no_words_touch_others(monkeypatch, title: str, note: str, first: tuple[str, str], about: str) -> None:
    boxes: list[tuple[str, tuple[float, float, float, float]]] = []
    write = ImageDraw.ImageDraw.text

    def noted(pen, xy, text, fill=None, font=None, **more) -> None:
        boxes.append((text, pen.textbbox(xy, text, font, anchor=more.get("anchor"))))
        write(pen, xy, text, fill, font, **more)

    monkeypatch.setattr(ImageDraw.ImageDraw, "text", noted)
    draw(ShareCard(title.strip(), "O*NET-SOC 53-1042.01", [first, *OTHERS], about, note, "2026"))
    assert [text for text, box in boxes if box[3] > HEIGHT - 20] == []
    for (one, (left, top, right, bottom)), (other, box) in combinations(boxes, 2):
        assert right <= box[0] or box[2] <= left or bottom < box[1] or box[3] < top, (one, other)
    # The last of the labels is that of the last figure; what is said of the figures and the foot are drawn after it.
    last = next(place for place, (text, _) in enumerate(boxes) if text == OTHERS[-1][1])
    labels, below = boxes[: last + 1], boxes[last + 1 :]
    assert min(box[1] for _, box in below) - max(box[3] for _, box in labels) >= 8


def test_a_picture_says_of_how_many_studies_a_mean_is(edition: Edition) -> None:
    request = RequestFactory().get("/")
    card = SHARE_CARDS["role"](request, edition, "15-1252-00")
    assert card is not None
    assert card.figures[0][1] == "Mean of 2 of 3 studies' percentiles"
    ranked = SHARE_CARDS["role"](request, edition, "27-4014-00")
    assert ranked is not None
    assert ranked.figures[0][1] == "Percentile of AI task overlap"


def test_no_line_is_wider_than_its_place_but_a_single_word() -> None:
    lines = wrapped("Installation, Maintenance, and Repair Workers of everything else there is", 40, 400)
    assert len(lines) > 2
    assert " ".join(lines) == "Installation, Maintenance, and Repair Workers of everything else there is"
    assert wrapped("Otorhinolaryngologically", 40, 50) == ["Otorhinolaryngologically"]
