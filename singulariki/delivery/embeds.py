"""Charts that other sites may set into their pages. Rooms register what they have; `/embed/<kind>/<key>/<chart>` shows it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString

from citations.figures import ReleaseReference
from citations.models import Edition


@dataclass(frozen=True)
class Embed:
    """A chart on its own.

    title    of the page that it is taken from, whose canonical path is `path`
    html     the chart with its caption
    sources  releases of what is drawn
    """

    title: str
    path: str
    html: SafeString
    sources: Sequence[ReleaseReference]


def embed_path(kind: str, key: str, chart: str) -> str:
    """Address of a chart of the live edition."""
    return f"/embed/{kind}/{key}/{chart}"


# (request, edition, key, chart) → the chart, or None where the subject has none of that name.
ReadEmbed = Callable[[HttpRequest, Edition, str, str], Embed | None]
EMBEDS: dict[str, ReadEmbed] = {}


def embeds_of(kind: str) -> Callable[[ReadEmbed], ReadEmbed]:
    """Register the charts of a kind of subjects under the name that their addresses begin with."""

    def register(read: ReadEmbed) -> ReadEmbed:
        if kind in EMBEDS:
            raise ValueError(f"Charts of {kind!r} are registered twice.")
        EMBEDS[kind] = read
        return read

    return register
