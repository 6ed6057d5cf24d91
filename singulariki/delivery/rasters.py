"""Charts as pictures for slides and letters: `/embed/<kind>/<key>/<chart>.png`, drawn from the file of
`/embed/<kind>/<key>/<chart>.svg` in the face that Pillow brings along, so that they are the same on every machine."""

import re
import tempfile
from functools import lru_cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from PIL import ImageFont

from singulariki.delivery.drawings import drawn_answer
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.share_pictures import light_colours, plain

# Of the size of the drawing: sharp on a slide.
ZOOM = 2
REM = 16
_REMS = re.compile(r"([\d.]+)rem\b")
_WORDS = re.compile(r"(?<=>)[^<>]+(?=<)")
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


@lru_cache(maxsize=1)
def _face() -> tuple[bytes, str]:
    """The font, and what it is called. Raises LookupError where Pillow was built without it."""
    font = ImageFont.load_default(REM)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise LookupError("This Pillow was built without FreeType, so charts have no letters. Install the wheel of Pillow.")
    return font.font_bytes, str(font.getname()[0])


@lru_cache(maxsize=512)
def _has(character: str) -> bool:
    """Whether the font has a glyph for it."""
    font = ImageFont.load_default(REM)
    return bytes(font.getmask(character)) != bytes(font.getmask("\uffff"))


def _written(words: str) -> str:
    """The words in the characters that the face has: others are spelled out, or left out with the space around them."""
    return "".join(each for each in plain(words) if each.isspace() or _has(each)).strip()


def _prepared(drawing: str) -> str:
    """The drawing as the renderer reads it: lengths in pixels, characters that the face has, a stroke where letters are bold."""
    style = _STYLE.search(drawing)
    rules = style[0] if style else ""
    ink = light_colours()["ink"]
    bold = f".chart__label,.title{{stroke:{ink};stroke-width:.4px}}</style>"
    rest = _WORDS.sub(lambda found: _written(found[0]), drawing.replace(rules, "", 1))
    sized = _REMS.sub(lambda found: f"{float(found[1]) * REM:g}px", rules.replace("</style>", bold))
    return rest.replace(">", f">{sized}", 1)


def raster_of(drawing: str) -> bytes:
    """The drawing, an SVG document of ours, as PNG."""
    # Some megabytes that only those who ask for such a picture need.
    from resvg_py import svg_to_bytes

    font, name = _face()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "face.otf"
        path.write_bytes(font)
        picture = svg_to_bytes(
            svg_string=_prepared(drawing),
            font_files=[str(path)],
            skip_system_fonts=True,
            zoom=ZOOM,
            font_family=name,
            serif_family=name,
            sans_serif_family=name,
        )
    return bytes(picture)


@require_safe
@cached_page()
def chart_raster(request: HttpRequest, kind: str, key: str, chart: str) -> HttpResponse:
    """/embed/role/27-4014-00/pay.png: one chart of the live edition as a picture."""
    return drawn_answer(request, kind, key, chart, "image/png", raster_of)
