"""What apps offer to the home page: pictures and figures drawn from the live edition."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from citations.ledger import Ledger
from citations.models import Edition
from citations.reading import reader_of
from singulariki.delivery.editions import edition_of
from singulariki.editorial.figure_notes import notes_html


@dataclass(frozen=True)
class HomeFeature:
    """Something an app can draw on the home page.

    key, label  stable name, and what editors choose from
    template    gets what `context` returns, `ledger`, `heading`, `text` and `anchor`
    context     from the live edition and the page's ledger to template context, or None where the edition lacks the data
    """

    key: str
    label: str
    template: str
    context: Callable[[Edition, Ledger], Mapping | None]


HOME_FEATURES: dict[str, HomeFeature] = {}


def register_home_feature(feature: HomeFeature) -> HomeFeature:
    """Offer a feature to editors; its key must be new."""
    if feature.key in HOME_FEATURES:
        raise ValueError(f"Home feature {feature.key!r} is registered twice.")
    HOME_FEATURES[feature.key] = feature
    return feature


def feature_choices() -> list[tuple[str, str]]:
    return [(feature.key, feature.label) for feature in HOME_FEATURES.values()]


def _draw(block: Any, edition: Edition | None, ledger: Ledger) -> str:
    if block.block_type != "feature":
        return block.render()
    feature = HOME_FEATURES.get(block.value["feature"])
    context = feature.context(edition, ledger) if feature and edition else None
    if feature is None or context is None:
        return ""
    words = {"heading": block.value["heading"], "text": block.value["text"], "anchor": f"home-{feature.key}"}
    return render_to_string(feature.template, {**context, **words, "ledger": ledger})


def home_context(body: Iterable, request: HttpRequest) -> dict:
    """The blocks of the home page's body as drawn, and the notes on the figures in them."""
    edition = edition_of(request)
    reader = reader_of(edition) if edition else None
    ledger = Ledger(reader.releases, reader.methodology) if reader else Ledger({})
    return {"blocks": [_draw(block, edition, ledger) for block in body], "notes_html": notes_html(ledger), "ledger": ledger}
