"""Pictures that stand for a page where its address is shared. Rooms register theirs; `/share/<kind>/<key>.png` draws them."""

from singulariki.delivery.share.card import HEIGHT, WIDTH, ShareCard, draw
from singulariki.delivery.share.registry import SHARE_CARDS, share_cards_of, share_path

__all__ = ["HEIGHT", "SHARE_CARDS", "WIDTH", "ShareCard", "draw", "share_cards_of", "share_path"]
