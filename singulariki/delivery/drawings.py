"""Charts as files of their own: `/embed/<kind>/<key>/<chart>.svg`, the drawing of `/embed/<kind>/<key>/<chart>` with its title
and its sources, in light colours, as wide as a desk shows it."""

import base64
import hashlib
import re
import textwrap
from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from html import unescape
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from citations.models import Edition
from singulariki.charts.scales import RAMP
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.rows import text_of
from singulariki.delivery.share import EMBEDS, Embed, answer_of
from singulariki.delivery.share_pictures import light_colours

WIDTH, MARGIN = 840, 24
TITLE_LINE, SOURCE_LINE = 26, 17
TITLE_CHARACTERS, SOURCE_CHARACTERS = 74, 122
_DRAWING = re.compile(
    r'<svg class="(chart chart--[^"]*)"(.*?)height="([\d.]+)"(.*</svg>)\s*(?:</figure>|<figcaption|<p)', re.DOTALL
)
_TITLE = re.compile(r"<title id=[^>]*>(.*?)</title>", re.DOTALL)
_FINDING = re.compile(r'<figcaption class="chart-title">(.*?)</figcaption>', re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_VARIABLE = re.compile(r"var\(--([\w-]+)(?:,[^()]*)?\)")
# Of what is drawn for phones and for desks a file has the latter.
_OWN_RULES = ".chart__narrow{display:none}.title{font:600 20px serif}.source{font-size:12px}"


@lru_cache(maxsize=1)
def _style() -> str:
    """The rules of static/css/chart.css that are about drawings, with light colours in the place of variables."""
    path = finders.find("css/chart.css")
    if path is None:
        raise FileNotFoundError("css/chart.css is not among the static files, so drawings have no colours.")
    source = re.sub(r"/\*.*?\*/", "", Path(path).read_text(encoding="utf-8"), flags=re.DOTALL)
    source = re.sub(r"@[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", source)
    rules = [rule for selector, body in _RULE.findall(source) for rule in _resolved(selector.strip(), body.strip())]
    return "".join(rules) + _OWN_RULES


def _resolved(selector: str, body: str) -> Iterator[str]:
    """A rule with its variables replaced: once for each band where it asks for the colour of one."""
    if not re.match(r"\.chart(?![-\w])|\.chart__|\.chart--", selector) or "__wide" in selector:
        return
    named = {**light_colours(), "sans": "sans-serif", "band": light_colours()["link"]}
    yield f"{selector}{{{_filled(body, named)}}}"
    if "var(--band" in body:
        for key in RAMP:
            of_band = ",".join(re.sub(r"(\S+)$", rf".band--{key} \1", one.strip()) for one in selector.split(","))
            at_band = ",".join(f"{one.strip()}.band--{key}" for one in selector.split(","))
            yield f"{of_band},{at_band}{{{_filled(body, {**named, 'band': named[f'band-{key}']})}}}"


def _filled(body: str, named: dict[str, str]) -> str:
    while "var(" in body and (filled := _VARIABLE.sub(lambda found: named.get(found[1], "inherit"), body)) != body:
        body = filled
    return body


def drawing_of(embed: Embed, edition_name: str) -> SafeString | None:
    """The chart as an SVG document; None where it is a table and no drawing."""
    found = _DRAWING.search(embed.html)
    if found is None:
        return None
    kind, before, height, rest = found.groups()
    inside = re.sub(r'(<a\s+href=")(?=/)', rf"\g<1>{escape(settings.PUBLIC_SITE_URL)}", rest.replace(' tabindex="-1"', ""))
    finding = _FINDING.search(embed.html)
    named = _TITLE.search(rest)
    title = text_of(finding[1]) if finding else f"{embed.title}: {text_of(named[1])}" if named else embed.title
    titles = textwrap.wrap(unescape(title), TITLE_CHARACTERS)
    said = [*embed.caveats, f"{'; '.join(map(str, embed.sources))}. Singulariki, {edition_name}: "]
    address = f"{settings.PUBLIC_SITE_URL}{embed.path}"
    sources = textwrap.wrap(" ".join(said) + address, SOURCE_CHARACTERS, break_on_hyphens=False)
    top = MARGIN + TITLE_LINE * len(titles) + 12
    bottom = top + float(height) + 20
    whole = round(bottom + SOURCE_LINE * len(sources) + MARGIN - 8)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}"><style>{style}</style>'
        '<rect width="100%" height="100%" fill="{paper}"/>{titles}<svg class="{kind}" x="{margin}" y="{top}"{before}'
        'height="{height}"{inside}{sources}</svg>\n',
        w=WIDTH,
        h=whole,
        style=SafeString(_style()),
        paper=light_colours()["paper"],
        titles=_lines(titles, "title", MARGIN + 20, TITLE_LINE),
        kind=kind,
        margin=MARGIN,
        top=top,
        before=SafeString(before.replace('width="100%"', f'width="{WIDTH - 2 * MARGIN}"')),
        height=height,
        inside=SafeString(inside),
        sources=SafeString(f'<g class="chart">{_lines(sources, "chart__tick source", bottom, SOURCE_LINE)}</g>'),
    )


def _lines(lines: list[str], name: str, first: float, leading: float) -> SafeString:
    places = ((name, MARGIN, round(first + leading * number), line) for number, line in enumerate(lines))
    return format_html_join("", '<text class="{}" x="{}" y="{}">{}</text>', places)


def _styled(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Allows the drawing's own rules, by their digest, and nothing else of the kind."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code in {200, 304}:
            digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
            response._csp_replace = {"style-src": [f"'sha256-{digest}'"]}  # type: ignore[attr-defined]
        return response

    return answer


def drawn_answer(
    request: HttpRequest, kind: str, key: str, chart: str, content_type: str, written: Callable[[str], bytes]
) -> HttpResponse:
    """A chart of the live edition as a file, as `written` makes it from the drawing."""

    def draw_file(embed: Embed, edition: Edition) -> HttpResponse:
        drawing = drawing_of(embed, edition.name)
        if drawing is None:
            raise Http404("This chart is a table and has no drawing. Take its numbers from the page.")
        return HttpResponse(written(drawing), content_type=content_type)

    return answer_of(request, EMBEDS.get(kind), key, chart, draw=draw_file)


@require_safe
@_styled
@cached_page()
def chart_drawing(request: HttpRequest, kind: str, key: str, chart: str) -> HttpResponse:
    """/embed/role/27-4014-00/pay.svg: one chart of the live edition as a file."""

    return drawn_answer(request, kind, key, chart, "image/svg+xml; charset=utf-8", str.encode)
