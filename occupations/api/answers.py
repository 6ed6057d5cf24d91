"""From documents to answers. A document has the shape of its answer; here its figures become their values, at full precision."""

from collections.abc import Iterator, Mapping
from typing import Any

from citations.api.views import edition_reference
from citations.figures import ReleaseReference
from citations.measures import MEASURES
from citations.models import Edition


def values_of(part: Any) -> Any:
    """The part with each figure replaced by its value; null where there is none."""
    if isinstance(part, Mapping):
        return part["v"] if is_figure(part) else {name: values_of(value) for name, value in part.items()}
    return [values_of(value) for value in part] if isinstance(part, list) else part


def figures_in(part: Any) -> Iterator[Mapping]:
    """Every figure of a document, in order."""
    if isinstance(part, Mapping):
        if is_figure(part):
            yield part
            return
        for value in part.values():
            yield from figures_in(value)
    elif isinstance(part, list):
        for value in part:
            yield from figures_in(value)


def is_figure(part: Mapping) -> bool:
    return "m" in part and "v" in part


def provenance(document: Mapping, references: Mapping[str, ReleaseReference], edition: Edition, *datasets: str) -> dict[str, Any]:
    """What every answer ends with: why values are missing, which are lower bounds, the releases behind it, and the edition.

    `datasets` are those that its texts and relations come from; figures bring their own.
    """
    figures = list(figures_in(document))
    cited = {slug for figure in figures if figure["v"] is not None for slug in figure.get("d", MEASURES[figure["m"]].datasets)}
    sources = [reference for slug, reference in references.items() if slug in cited.union(datasets)]
    return {
        "missing": {figure["p"]: figure["x"] for figure in figures if "x" in figure and "p" in figure},
        "at_least": [figure["p"] for figure in figures if figure.get("a") and "p" in figure],
        "sources": [_source(one) for one in sorted(sources, key=lambda one: (one.short_title.casefold(), one.version))],
        "edition": edition_reference(edition),
    }


def _source(release: ReleaseReference) -> dict:
    return {
        "dataset": release.dataset,
        "title": release.short_title,
        "version": release.version,
        "publisher": release.publisher,
        "is_sample": release.is_sample,
    }
