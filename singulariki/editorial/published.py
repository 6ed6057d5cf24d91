"""What editors have published for all pages: layouts with their caveats, and the words of the site. Each is read once in a
process for each stamp, which changes with any of them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from django.http import HttpRequest

from singulariki.editorial.models import Caveat, Layout, SiteWords
from singulariki.editorial.page_renderer import RenderedCaveat
from singulariki.editorial.prose import draw_prose
from singulariki.editorial.registry import PAGE_KINDS
from singulariki.editorial.seeds import default_blocks
from singulariki.editorial.stamp import stamp_of
from singulariki.editorial.stored_blocks import caveat_ids

Published = tuple[Sequence[Mapping], Mapping[int, RenderedCaveat]]


def live_caveats(ids: Iterable[int]) -> dict[int, RenderedCaveat]:
    """Published caveats by primary key. One query, none where no caveat is asked for."""
    wanted = sorted(ids)
    if not wanted:
        return {}
    rows = Caveat.objects.filter(pk__in=wanted, live=True).values_list("pk", "title", "text")
    return {pk: RenderedCaveat(title, draw_prose(text)) for pk, title, text in rows}


def live_layout_blocks(kind_key: str) -> list[dict]:
    """Blocks of the published layout as stored. Where editors have none published: those a fresh site starts with."""
    layout = Layout.objects.filter(kind=kind_key, live=True).only("body").first()
    return layout.body.get_prep_value() if layout else default_blocks(PAGE_KINDS[kind_key])


def published_layout(kind_key: str, request: HttpRequest | None) -> Published:
    """The blocks of the published layout and the caveats that they name. Three queries at most: the stamp, layout, caveats."""
    return _layout_under(stamp_of(request), kind_key)


def site_words(request: HttpRequest | None) -> SiteWords:
    """The words of the site, to be read only. Two queries at most: the stamp, the words."""
    return _words_under(stamp_of(request))


@lru_cache(maxsize=64)
def _layout_under(stamp: str, kind_key: str) -> Published:
    blocks = live_layout_blocks(kind_key)
    return blocks, live_caveats(caveat_ids(blocks))


@lru_cache(maxsize=1)
def _words_under(stamp: str) -> SiteWords:
    return SiteWords.load()
