"""What a page shows where its address is shared: its title, and a picture of its first figures."""

import io
import re
from itertools import combinations, pairwise, product

import pytest
from django.test import Client, RequestFactory
from PIL import Image, ImageDraw

from citations.models import Edition
from gradient.subjects.unit_group.document import unit_group
from singulariki.charts.ruler import Mark
from singulariki.delivery.share import SHARE_CARDS, page_picture, share_path
from singulariki.delivery.share_pictures import (
    HEIGHT,
    MARGIN,
    WIDTH,
    BandScale,
    RankScale,
    ShareCard,
    draw,
    light_colours,
    tint,
    wrapped,
)
from singulariki.editorial.models import StandardPage
from singulariki.editorial.registry import PAGE_KINDS
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
    card = ShareCard("Data Entry Clerks", "ISCO-08 4132", "0.70", scale=BandScale(0.7, "minimal", "Minimal"))
    other = ShareCard("Data Entry Clerks", "ISCO-08 4132", "0.70", scale=BandScale(0.7, "gradient-4", "Minimal"))
    assert draw(card) == draw(card)
    assert draw(card) != draw(other)


NOTE = "Exposure is task overlap: what today’s AI can attempt, not automation, job loss or a forecast."
CAVEAT = "Each study uses its own scale, so scores are not comparable across rows."
GROUP = "for First-line supervisors of transportation and material moving workers, except aircraft cargo handling supervisors"
SOURCE = "Felten et al. (AIOE) 2021; Eloundou et al. (GPTs are GPTs) 2023; Microsoft (Working with AI) 2025-10"
TITLES = (
    "Actors",
    "First-Line Supervisors of Entertainment and Recreation Workers, Except Gambling Services",
    "Grinding, Lapping, Polishing, and Buffing Machine Tool Setters, Operators, and Tenders, Metal and Plastic",
    "Long " * 400,
    "Unbroken" * 300,
)
NUMBERS = (
    ("", ""),
    ("25th", "Percentile of AI task overlap"),
    ("mean 55.6", "Mean of 2 of 3 studies' percentiles"),
    ("$1,234,567,890,123,456,789", "A label of many, many words that nobody meant to be printed beside a number " * 3),
)


def _marks(*values: float) -> list[Mark]:
    return [Mark(value, name, f"{value:.0f}th") for value, name in zip(values, ("Felten", "Eloundou", "Microsoft"), strict=False)]


SCALES = (
    None,
    RankScale(47.0, _marks(59, 62, 23), "least AI task overlap", "most"),
    RankScale(0.0, _marks(0, 0, 0), "least AI task overlap", "most"),
    RankScale(None, _marks(100, 100, 99.5), "least " * 60, "most " * 60),
    RankScale(50.0, [Mark(50, "A study of endless name " * 9, "50th" * 30)] * 6),
    RankScale(50.0, (), "least", "most"),
    BandScale(0.0, "not-exposed", "ILO band: Not exposed"),
    BandScale(1.0, "gradient-4", "ILO band: " * 60),
    BandScale(None, "unheard-of", "none"),
)


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number[0][:9])
@pytest.mark.parametrize("scale", SCALES)
def test_no_words_touch_others_nor_leave_the_picture(
    monkeypatch, scale: RankScale | BandScale | None, number: tuple[str, str]
) -> None:
    boxes: list[tuple[str, tuple[float, float, float, float]]] = []
    write = ImageDraw.ImageDraw.text

    def noted(pen, xy, text, fill=None, font=None, **more) -> None:
        boxes.append((text, pen.textbbox(xy, text, font, anchor=more.get("anchor"))))
        write(pen, xy, text, fill, font, **more)

    monkeypatch.setattr(ImageDraw.ImageDraw, "text", noted)
    said = (("", SOURCE, f"{CAVEAT} {NOTE}"), (GROUP, SOURCE * 9, NOTE * 9))
    for title, (about, source, note) in product(TITLES, said):
        boxes.clear()
        draw(ShareCard(title.strip(), "O*NET-SOC 53-1042.01", *number, about, source, note, "2026-11-28", scale))
        outside = [(text, box) for text, box in boxes if box[3] > HEIGHT - 12 or box[0] < MARGIN - 12 or box[1] < 20]
        assert outside + [(text, box) for text, box in boxes if box[2] > WIDTH - MARGIN + 6] == []
        for (one, (left, top, right, bottom)), (other, box) in combinations(boxes, 2):
            assert right <= box[0] or box[2] <= left or bottom < box[1] or box[3] < top, (one, other, scale)
        # The title is always there, and so is the name of the edition.
        assert any(text[:4] == title[:4] for text, _ in boxes)
        assert any(text.endswith("2026-11-28") for text, _ in boxes)


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def test_a_rank_is_drawn_on_one_tint_with_a_pin_at_its_place() -> None:
    image = picture(draw(ShareCard("Actors", scale=RankScale(25.0, (), "least", "most")))).convert("RGB")
    y = next(y for y in range(150, HEIGHT) if image.getpixel((MARGIN, y)) == _rgb(tint()[0][1]))
    line = [image.getpixel((x, y + 5)) for x in range(MARGIN, WIDTH - MARGIN)]
    pin = [x for x, colour in enumerate(line) if colour == _rgb(light_colours()["ink"])]
    assert len(pin) > 6
    assert abs(sum(pin) / len(pin) / len(line) - 0.25) < 0.005
    # It has no steps: away from the pin no colour differs from its neighbour by much.
    assert max(abs(one - other) for pair in pairwise(line[400:]) for one, other in zip(*pair, strict=True)) <= 3
    assert (line[0], line[-1]) == (_rgb(light_colours()["band-not-exposed"]), _rgb(light_colours()["band-gradient-4"]))


def test_a_picture_says_of_how_many_studies_a_mean_is(edition: Edition) -> None:
    request = RequestFactory().get("/")
    card = SHARE_CARDS["role"](request, edition, "15-1252-00")
    assert card is not None
    assert card.label == "Mean of 2 of 3 studies' percentiles"
    assert isinstance(card.scale, RankScale)
    assert (card.scale.rank, len(card.scale.studies)) == (None, 2)
    ranked = SHARE_CARDS["role"](request, edition, "27-4014-00")
    assert ranked is not None
    assert ranked.label == "Percentile of AI task overlap"
    assert isinstance(ranked.scale, RankScale)
    assert ranked.scale.rank is not None
    assert len(ranked.scale.studies) == 3
    assert "Eloundou" in ranked.source


def test_a_unit_group_shows_its_mean_and_its_band(edition: Edition) -> None:
    card = SHARE_CARDS["unit-group"](RequestFactory().get("/"), edition, "3521")
    subject = unit_group(edition, "3521")
    assert card is not None
    assert subject is not None
    assert isinstance(card.scale, BandScale)
    assert card.value == f"{card.scale.score:.2f}"
    assert card.scale.band == subject.document.band


def _shown_in(client: Client, path: str) -> dict[str, str]:
    html = client.get(path).content.decode()
    return dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', html))


@pytest.mark.parametrize("kind", sorted(PAGE_KINDS))
def test_every_kind_of_page_has_a_picture(client: Client, edition: Edition, kind: str) -> None:
    of_kind = PAGE_KINDS[kind]
    keys = [key for key, _ in of_kind.subjects(edition)]
    key = of_kind.sample_subject if of_kind.profile(edition, of_kind.sample_subject) else keys[0]
    page = of_kind.profile(edition, key)
    named = _shown_in(client, page.path)  # type: ignore[union-attr]
    assert named["twitter:card"] == "summary_large_image"
    address = named["og:image"]
    assert not address.endswith("/site/home.png")
    answer = client.get(re.sub(r"^https?://[^/]+", "", address))
    assert (answer.status_code, picture(answer.content).size) == (200, (WIDTH, HEIGHT))


def test_pages_around_have_pictures_too(client: Client, edition: Edition) -> None:
    prose = [page.get_url() for page in StandardPage.objects.live()]
    assert prose
    for path in ["/datasets/", "/datasets/onet/", "/editions/", f"/editions/{edition.name}/", *prose]:
        named = _shown_in(client, path)
        assert named["og:image"].endswith(page_picture(path)), path
        assert client.get(page_picture(path)).status_code == 200, path
    for path in ["/search", "/search?q=clerk", "/corrections/"]:
        named = _shown_in(client, path)
        assert (named["twitter:card"], named["og:image"][-14:]) == ("summary_large_image", "/site/home.png"), path


def test_pictures_of_lists_say_how_many_there_are(edition: Edition) -> None:
    request, read = RequestFactory().get("/"), SHARE_CARDS["page"]
    families = read(request, edition, "families")
    assert families is not None
    assert families.value == str(edition.profiles.filter(kind="family").count())
    roles = read(request, edition, "roles")
    assert roles is not None
    assert (roles.value, roles.label) == (str(edition.profiles.filter(kind="occupation").count()), "Occupations")


@pytest.mark.parametrize(
    "path",
    [
        *("families/27", "families/99-0000", "Families", "compare/role-27-4014-00/role-27-4011-00", "compare/role-27-4014-00/x"),
        *("editions/none", "datasets/none", "none", "tasks/x", "", "/", "a/" * 300, "compare/role-27-4014-00/role-27-4014-00"),
    ],
)
def test_a_page_that_is_not_there_or_has_another_address_has_no_picture(client: Client, path: str) -> None:
    assert client.get(f"/share/page/{path}.png").status_code in {404, 414}


def test_no_line_is_wider_than_its_place_but_a_single_word() -> None:
    lines = wrapped("Installation, Maintenance, and Repair Workers of everything else there is", 40, 400)
    assert len(lines) > 2
    assert " ".join(lines) == "Installation, Maintenance, and Repair Workers of everything else there is"
    assert wrapped("Otorhinolaryngologically", 40, 50) == ["Otorhinolaryngologically"]
