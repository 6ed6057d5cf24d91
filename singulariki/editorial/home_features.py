"""What apps offer to the home page, drawn from the live edition; and the notes about the figures of a page: what each measures,
does not mean, where it comes from and where the API has it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from citations.changelog import changelog_entries
from citations.figures import Figure, ReleaseReference
from citations.ledger import Ledger
from citations.measures import Measure
from citations.models import Edition
from citations.reading import reader_of
from singulariki.delivery.editions import edition_of
from singulariki.delivery.templating import draw_component
from singulariki.editorial.formats import lower


def _fact(name: str, value: SafeString | str) -> SafeString:
    return format_html("<dt>{}</dt><dd>{}</dd>", name, value)


@lru_cache(maxsize=4096)
def _facts_of_measure(measure: Measure, releases: tuple[ReleaseReference, ...], does_not_mean: str) -> str:
    """What the notes on all figures of a measure and of these releases say."""
    facts = [_fact("Measures", f"{measure.means} ({measure.unit})" if measure.unit else measure.means)]
    facts.append(_fact("Does not mean", does_not_mean))
    if measure.direction:
        facts.append(_fact("How to read it", measure.direction))
    if releases:
        links = ((f"/datasets/{release.dataset}/", release) for release in releases)
        facts.append(_fact("Source", format_html_join(mark_safe("<br>"), '<a href="{}">{}</a>', links)))
    return "".join(facts)


def _derived(figure: Figure, ledger: Ledger) -> SafeString:
    """How the figure came about: the recipe's formula; else whose value it is, and what it was carried over."""
    measure, recipe = figure.measure, ledger.methodology.recipe(figure.measure)
    methodology = f"{ledger.prefix}/methodology#{measure.key}"
    if recipe:
        return format_html('<a href="{}">{}</a>: {}', methodology, recipe.title, recipe.formula)
    # Sources that the measure does not have of itself: the crosswalk that a value of other codes came over.
    bridges = [str(release) for release in figure.releases if measure.datasets and release.dataset not in measure.datasets]
    if bridges:
        over = " and ".join(bridges)
        words = f"The publisher’s value for other codes (the mean, where there are several), carried over {over}."
    elif figure.group:
        words = f"The publisher’s value {figure.group.words()} ({figure.group.code})."
    elif figure.value is None and not figure.missing:
        # A column's heading: its figures may be shared with others, each of its own.
        words = "The publisher’s values."
    else:
        words = "The publisher’s own value."
    return format_html('{} <a href="{}">Methodology</a>', words, methodology)


def _facts(figure: Figure, ledger: Ledger, meanings: Mapping[str, str]) -> SafeString:
    does_not_mean = meanings.get(figure.measure.key, figure.measure.does_not_mean)
    facts = _facts_of_measure(figure.measure, figure.releases, does_not_mean)
    if figure.value is not None:
        exact = figure.measure.exact(figure.value)
        if exact not in figure.text:
            facts += _fact("At full precision", exact)
    if figure.error_text:
        facts += _fact("Give or take", f"{figure.error_text} (one standard error)")
    if figure.rank:
        facts += _fact("Rank", figure.rank)
    if figure.group and ledger.methodology.recipe(figure.measure):
        facts += _fact("Published", f"{figure.group.words()} ({figure.group.code})")
    facts += _fact("Derived", _derived(figure, ledger))
    # The API answers about the live edition alone.
    if figure.api and not ledger.prefix:
        place = f"#{figure.pointer}" if figure.pointer else ""
        facts += f'<dt>In the API</dt><dd><a href="{escape(figure.api + place)}">{escape(place or figure.api)}</a></dd>'
    return mark_safe(facts)


def notes_of(ledger: Ledger, meanings: Mapping[str, str] = MappingProxyType({})) -> list[dict]:
    """Notes as `components/notes.html` draws them, in the order in which figures were first printed. `meanings` has, by measure,
    what editors say in the place of what it comes with; an earlier edition is explained by its own words."""
    said = {} if ledger.prefix else meanings
    return [
        {
            "id": figure.note_id.removeprefix("note-"),
            "title": figure.measure.label,
            "value": figure.text,
            "facts": _facts(figure, ledger, said),
        }
        for figure in ledger.notes
    ]


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


def _draw(block: Any, request: HttpRequest, edition: Edition | None, ledger: Ledger) -> str:
    if block.block_type != "feature":
        return block.render({"request": request})
    feature = HOME_FEATURES.get(block.value["feature"])
    context = feature.context(edition, ledger) if feature and edition else None
    if feature is None or context is None:
        return ""
    words = {"heading": block.value["heading"], "text": block.value["text"], "anchor": f"home-{feature.key}"}
    return render_to_string(feature.template, {**context, **words, "ledger": ledger})


@dataclass(frozen=True)
class Asked:
    """The question that the home page opens with, as editors word it: `{occupation}` stands for the occupation that it is asked
    of, by its code. No question, no opening."""

    title: str
    lede: str
    question: str
    code: str


# (edition, ledger, code) → what the template shows; None where the edition cannot answer.
Opening = Callable[[Edition, Ledger, str], Mapping | None]
_OPENINGS: list[tuple[str, Opening]] = []


def register_home_opening(template: str, context: Opening) -> None:
    """Offer what the home page opens with. The first that can answer is drawn; its context names what was `asked`."""
    _OPENINGS.append((template, context))


def _open(asked: Asked, edition: Edition | None, ledger: Ledger) -> str:
    if edition is None or not asked.question:
        return ""
    for template, read in _OPENINGS:
        context = read(edition, ledger, asked.code)
        if context is not None:
            name = format_html('<a href="{}">{}</a>', context["asked"]["path"], lower(context["asked"]["title"]))
            question = mark_safe(escape(asked.question).replace("{occupation}", name))
            news = next(iter(changelog_entries(newest=1)), None)
            words = {"title": asked.title, "lede": asked.lede, "question": question, "news": news}
            return render_to_string(template, {**context, **words, "ledger": ledger})
    return ""


def home_context(asked: Asked, body: Iterable, request: HttpRequest, meanings: Mapping[str, str]) -> dict:
    """The blocks of the home page's body as drawn, what stands above them, and the notes on the figures in both; `meanings` as
    for `notes_of`."""
    edition = edition_of(request)
    reader = reader_of(edition) if edition else None
    ledger = Ledger(reader.releases, reader.methodology) if reader else Ledger({})
    return {
        "opening": _open(asked, edition, ledger),
        "blocks": [_draw(block, request, edition, ledger) for block in body],
        "notes_html": draw_component("notes", notes=notes_of(ledger, meanings), heading=""),
        "ledger": ledger,
    }
