"""What other sites and apps show of a page: pictures that represent it where its address is shared (`/share/<kind>/<key>.png`),
and charts that they may put into pages of their own (`/embed/<kind>/<key>/<chart>`). Rooms register theirs."""

import io
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw, ImageFont

from citations.figures import ReleaseReference
from citations.models import Edition
from singulariki.charts.scales import RAMP
from singulariki.delivery.editions import edition_of
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.views import not_found, nothing_published

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
FIGURES_Y, RULE_Y = 398, 378
TITLE_SIZES = (70, 60, 52, 44)
TITLE_LINES = 3
# Below the figures: their labels, what is said about them, and the foot; and what has to be free between two of these.
LABEL_LINE, ABOUT_LINE, FOOT_LINE, GAP = 30, 26, 30, 14
TITLE_LEADING = 1.12
# The face that Pillow brings along has no glyph for these.
_PLAIN = str.maketrans({"−": "-", "–": "-", "—": "-", "×": "x", "→": ">", "↔": "-", "α": "alpha", "β": "beta", "γ": "gamma"})
_TOKEN = re.compile(r"--([\w-]+):\s*light-dark\(\s*(#[0-9a-f]{6})", re.IGNORECASE)


@dataclass(frozen=True)
class ShareCard:
    """What a picture shows.

    kicker   above the title: the code
    figures  (value, what it is), as printed on the page; three at most are drawn
    about    whom figures are for whose label ends in *, where that is a wider group
    note     what the figures do not mean; drawn with them here too
    band     key of the exposure band that is marked on the ramp; empty for none
    """

    title: str
    kicker: str = ""
    figures: Sequence[tuple[str, str]] = field(default_factory=tuple)
    about: str = ""
    note: str = ""
    edition: str = ""
    band: str = ""


# (request, edition, key) → what the picture shows, or None where the edition has no such subject.
ReadCard = Callable[[HttpRequest, Edition, str], ShareCard | None]
SHARE_CARDS: dict[str, ReadCard] = {}
Read = TypeVar("Read", bound=Callable)


def _register(kind: str, readers: dict[str, Read]) -> Callable[[Read], Read]:
    def register(read: Read) -> Read:
        if kind in readers:
            raise ValueError(f"What others show of {kind!r} is registered twice.")
        readers[kind] = read
        return read

    return register


def share_cards_of(kind: str) -> Callable[[ReadCard], ReadCard]:
    """Register the pictures of a kind of pages under the name that their addresses begin with."""
    return _register(kind, SHARE_CARDS)


def answer_of(
    request: HttpRequest, read: Callable | None, key: str, *names: str, draw: Callable[[Any, Edition], HttpResponse]
) -> HttpResponse:
    """What is read of the live edition under this key, drawn; where there is nothing, a page that says so."""
    edition = edition_of(request)
    if edition is None:
        return nothing_published(request)
    subject = read(request, edition, key, *names) if read else None
    return not_found(request, key) if subject is None else draw(subject, edition)


def share_path(kind: str, key: str) -> str:
    """Address of the picture of a page of the live edition."""
    return f"/share/{kind}/{key}.png"


@require_safe
@cached_page()
def share_picture(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """/share/role/27-4014-00.png: the picture of a page of the live edition, for where its address is shared."""
    return answer_of(
        request, SHARE_CARDS.get(kind), key, draw=lambda card, edition: HttpResponse(draw(card), content_type="image/png")
    )


@lru_cache(maxsize=1)
def light_colours() -> dict[str, str]:
    """The light variant of each colour of static/css/tokens.css, by its name there."""
    path = finders.find("css/tokens.css")
    if path is None:
        raise FileNotFoundError("css/tokens.css is not among the static files, so pictures have no colours.")
    return dict(_TOKEN.findall(Path(path).read_text(encoding="utf-8")))


@lru_cache(maxsize=16)
def _face(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _plain(text: str) -> str:
    """The text in the characters that the face has."""
    spelled = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(character for character in spelled if not unicodedata.combining(character))


def wrapped(text: str, size: int, width: int) -> list[str]:
    """The text broken at spaces into lines that are at most `width` pixels long at this size; a longer word stays whole."""
    lines: list[str] = []
    for word in text.split():
        if lines and _face(size).getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def draw(card: ShareCard) -> bytes:
    """The picture as PNG, 1200 × 630 pixels. The same card gives the same bytes."""
    colour = light_colours()
    image = Image.new("RGB", (WIDTH, HEIGHT), colour["paper"])
    pen = ImageDraw.Draw(image)
    _logotype(pen, card.band)
    y = 150
    if card.kicker:
        pen.text((MARGIN, y), _plain(card.kicker), colour["muted"], _face(28))
    column = (WIDTH - 2 * MARGIN) // 3
    labels = [wrapped(_plain(label), 24, column - 24)[:2] for _, label in card.figures[:3]]
    about = wrapped(_plain(card.about), 22, WIDTH - 2 * MARGIN)[:2]
    foot = " · ".join(part for part in (card.note, card.edition and f"Edition {card.edition}") if part)
    feet = wrapped(_plain(foot), 22, WIDTH - 2 * MARGIN)[:2]
    # The figures move up by what the lines below them need.
    foot_y = HEIGHT - 44 - FOOT_LINE * len(feet)
    labels_height = LABEL_LINE * max(map(len, labels), default=0)
    about_height = GAP + ABOUT_LINE * len(about) if about else 0
    up = max(0, FIGURES_Y + 74 + labels_height + about_height + GAP - foot_y)
    _title(pen, _plain(card.title), y + 44, RULE_Y - up - y - 44)
    if card.figures:
        pen.rectangle((MARGIN, RULE_Y - up, WIDTH - MARGIN, RULE_Y - up + 2), fill=colour["ink"])
        for place, (value, _) in enumerate(card.figures[:3]):
            x = MARGIN + place * column
            face = _fitting(_plain(value), 60, column - 24)
            pen.text((x, FIGURES_Y - up + 56), _plain(value), colour["ink"], face, anchor="ls", stroke_width=1)
            for line, words in enumerate(labels[place]):
                pen.text((x, FIGURES_Y - up + 74 + LABEL_LINE * line), words, colour["muted"], _face(24))
        about_y = FIGURES_Y - up + 74 + labels_height + GAP
        for line, words in enumerate(about):
            pen.text((MARGIN, about_y + ABOUT_LINE * line), words, colour["ink"], _face(22))
    for line, words in enumerate(feet):
        pen.text((MARGIN, foot_y + FOOT_LINE * line), words, colour["muted"], _face(22))
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=6)
    return file.getvalue()


def _fitting(text: str, size: int, width: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The face at this size, or smaller where the text would be wider than `width`."""
    return next((_face(each) for each in range(size, 20, -4) if _face(each).getlength(text) <= width), _face(20))


def _logotype(pen: ImageDraw.ImageDraw, band: str) -> None:
    """The name over the ramp; the card's band stands out below the others."""
    colour = light_colours()
    pen.text((MARGIN, 52), "Singulariki", colour["ink"], _face(40), stroke_width=1)
    each = (WIDTH - 2 * MARGIN) / len(RAMP)
    for place, key in enumerate(RAMP):
        left, right = MARGIN + place * each, MARGIN + (place + 1) * each - 4
        pen.rectangle((left, 110, right, 132 if key == band else 120), fill=colour[f"band-{key}"])


def _title(pen: ImageDraw.ImageDraw, title: str, y: int, height: int) -> None:
    """The title in the largest size in which it takes two lines of this height, or the smallest, in which what is too long is
    cut."""
    width = WIDTH - 2 * MARGIN

    def fits(size: int) -> bool:
        count = len(wrapped(title, size, width))
        return count <= 2 and count * size * TITLE_LEADING <= height

    size = next(filter(fits, TITLE_SIZES), TITLE_SIZES[-1])
    lines, most = wrapped(title, size, width), min(TITLE_LINES, int(height / (size * TITLE_LEADING)))
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    for number, line in enumerate(lines):
        pen.text((MARGIN, y + number * size * TITLE_LEADING), line, light_colours()["ink"], _face(size), stroke_width=1)


@dataclass(frozen=True)
class Embed:
    """A chart on its own.

    title    of the page that it is taken from, whose canonical path is `path`
    html     the chart with its caption
    sources  releases of what is drawn
    caveats  what it does not say, a sentence each
    notes    on the figures in it that can be questioned, as components/notes.html takes them
    """

    title: str
    path: str
    html: SafeString
    sources: Sequence[ReleaseReference]
    caveats: Sequence[str] = ()
    notes: Sequence[dict] = ()


def embed_path(kind: str, key: str, chart: str) -> str:
    """Address of a chart of the live edition."""
    return f"/embed/{kind}/{key}/{chart}"


# (request, edition, key, chart) → the chart, or None where the subject has none of that name.
ReadEmbed = Callable[[HttpRequest, Edition, str, str], Embed | None]
EMBEDS: dict[str, ReadEmbed] = {}


def embeds_of(kind: str) -> Callable[[ReadEmbed], ReadEmbed]:
    """Register the charts of a kind of subjects under the name that their addresses begin with."""
    return _register(kind, EMBEDS)


def framable(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lets any site show the answer in a frame, where it is a chart and not an error; nothing else of the policy is eased."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code in {200, 304}:
            response._csp_replace = {"frame-ancestors": ["*"]}  # type: ignore[attr-defined]
            response.xframe_options_exempt = True  # type: ignore[attr-defined]
        return response

    return answer


@require_safe
@framable
@cached_page()
def embedded_chart(request: HttpRequest, kind: str, key: str, chart: str) -> HttpResponse:
    """/embed/role/27-4014-00/pay: one chart of the live edition on a small page of its own."""

    def draw_embed(embed: Embed, edition: Edition) -> HttpResponse:
        context = {"embed": embed, "edition_name": edition.name, "address": f"{settings.PUBLIC_SITE_URL}{embed.path}"}
        return render(request, "delivery/embed.html", context)

    return answer_of(request, EMBEDS.get(kind), key, chart, draw=draw_embed)
