"""Charts as PNG: the drawing of the SVG file, in a face that is the same everywhere."""

import io
import re

import pytest
from django.test import Client
from PIL import Image

from citations.models import Edition
from singulariki.delivery.rasters import ZOOM, _written, raster_of
from singulariki.delivery.share_pictures import light_colours
from tests.fixtures_sample import *  # noqa: F403

pytestmark = pytest.mark.django_db
CHARTS = (
    "role/27-4014-00/pay",
    "role/27-4014-00/employment",
    "role/27-4014-00/quadrant",
    "gradient/all/dots",
    "quadrant/all/dots",
)


@pytest.fixture(autouse=True)
def edition(module_sample_edition: Edition) -> Edition:
    return module_sample_edition


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def rgb(name: str) -> tuple[int, ...]:
    return tuple(int(light_colours()[name][place : place + 2], 16) for place in (1, 3, 5))


@pytest.mark.parametrize("address", CHARTS)
def test_a_chart_is_had_as_a_picture_of_its_drawing(client: Client, address: str) -> None:
    drawing = client.get(f"/embed/{address}.svg").content.decode()
    answer = client.get(f"/embed/{address}.png")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    image = opened(answer.content)
    width, height = map(int, re.findall(r'<svg [^>]*?width="(\d+)" height="(\d+)"', drawing)[0])
    assert image.size == (width * ZOOM, height * ZOOM)
    colours = {colour for _, colour in image.getcolors(1 << 20) or ()}
    assert image.getpixel((2, 2)) == rgb("paper")
    assert rgb("muted") in colours
    assert len(colours) > 20
    # Words stand where they have to: the title at the top, the source at the bottom.
    for top, bottom in ((20, 100), (image.height - 110, image.height - 20)):
        assert len({image.getpixel((x, y)) for x in range(48, 500, 2) for y in range(top, bottom, 2)}) > 3
    assert client.get(f"/embed/{address}.png", headers={"if-none-match": answer.headers["ETag"]}).status_code == 304


def test_a_bar_has_the_colour_of_its_band(client: Client) -> None:
    image = opened(client.get("/embed/gradient/all/dots.png").content)
    colours = {colour for _, colour in image.getcolors(1 << 20) or ()}
    assert {rgb("band-not-exposed"), rgb("band-minimal"), rgb("band-gradient-3")} <= colours


@pytest.mark.parametrize("address", ["unit-group/3521/tasks", "role/27-4014-00/none", "role/00-0000-00/pay", "none/1/x"])
def test_what_is_no_drawing_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"/embed/{address}.png").status_code == 404


def test_words_are_written_in_what_the_face_has() -> None:
    assert _written("↑ Median pay") == "Median pay"
    assert _written("−1.7% × 2 – José, γ") == "-1.7% x 2 - Jose, gamma"
    assert _written("語") == ""


def test_the_same_drawing_gives_the_same_picture_and_words_cannot_become_marks() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><style>.a{font-size:1rem}</style>{}</svg>'
    text = '<text class="a" x="5" y="20">&lt;rect width="90" height="40" fill="red"/&gt; 1rem</text>'
    one = raster_of(drawing.replace("{}", text))
    assert one == raster_of(drawing.replace("{}", text))
    assert (255, 0, 0) not in {colour for _, colour in opened(one).getcolors(1 << 20) or ()}
    assert one != raster_of(drawing.replace("{}", ""))


def test_pages_link_the_picture_beside_the_drawing(client: Client) -> None:
    for path, address in (("/gradient/", "gradient/all/dots"), ("/quadrant", "quadrant/all/dots")):
        html = client.get(path).content.decode()
        assert f'href="/embed/{address}.svg"' in html
        assert f'href="/embed/{address}.png"' in html
