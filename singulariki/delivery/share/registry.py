"""Which kinds of pages have a picture to share."""

from collections.abc import Callable

from django.http import HttpRequest

from citations.models import Edition
from singulariki.delivery.share.card import ShareCard

# (request, edition, key) → what the picture shows, or None where the edition has no such subject.
ReadCard = Callable[[HttpRequest, Edition, str], ShareCard | None]
SHARE_CARDS: dict[str, ReadCard] = {}


def share_cards_of(kind: str) -> Callable[[ReadCard], ReadCard]:
    """Register the pictures of a kind of pages under the name that their addresses begin with."""

    def register(read: ReadCard) -> ReadCard:
        if kind in SHARE_CARDS:
            raise ValueError(f"Pictures of {kind!r} are registered twice.")
        SHARE_CARDS[kind] = read
        return read

    return register


def share_path(kind: str, key: str) -> str:
    """Address of the picture of a page of the live edition."""
    return f"/share/{kind}/{key}.png"
