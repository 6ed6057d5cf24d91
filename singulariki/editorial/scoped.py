"""Caveats with a scope: each stands, once on a page, beside the first thing that it qualifies there: a figure of a measure,
anything of a dataset (up to a release of it, where that is said), a section. In the API, embedded charts and shared pictures too.
Where a layout places such a caveat itself, it stands there and nowhere else on the page."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import unescape

from django.http import HttpRequest
from django.utils.html import strip_tags

from citations.api.answers import AnsweredCaveat, caveats_from
from citations.importing.importer import IMPORTERS
from citations.methodology import Methodology
from citations.reading import EditionReader
from singulariki.editorial.models import Caveat
from singulariki.editorial.models.layouts import SEVERITIES
from singulariki.editorial.narrative.compiling import compile_text
from singulariki.editorial.narrative.reading import Words
from singulariki.editorial.page_renderer import RenderedCaveat
from singulariki.editorial.published import caveats_under, current_stamp, stamp_of


@dataclass(frozen=True)
class ScopedCaveat:
    """A published caveat, and what it qualifies; `until` has the newest version of a dataset that it still qualifies."""

    pk: int
    key: str
    shown: RenderedCaveat
    short: str
    severity: str
    measures: frozenset[str] = frozenset()
    datasets: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    until: Mapping[str, str] = field(default_factory=dict)

    def qualifies(
        self, measures: Collection[str], datasets: Collection[str], versions: Mapping[str, str], section: str = ""
    ) -> bool:
        """Whether it qualifies something of these; `versions` are those of the edition's releases by dataset."""
        if section in self.sections or not self.measures.isdisjoint(measures) or not self.datasets.isdisjoint(datasets):
            return True
        return any(slug in datasets and _is_up_to(slug, versions.get(slug, ""), last) for slug, last in self.until.items())


def _is_up_to(dataset: str, version: str, last: str) -> bool:
    importer = IMPORTERS.get(dataset)
    return importer is not None and bool(version) and importer.version_key(version) <= importer.version_key(last)


def _plain(html: str) -> str:
    """The words of rich text, without markup."""
    return " ".join(unescape(strip_tags(html.replace("</p>", "</p> "))).split())


def short_of(caveat: Caveat) -> str:
    """Its short form, or the first sentence of its text."""
    if caveat.short:
        return caveat.short
    sentences = compile_text(_plain(caveat.text)).sentences
    return "".join(part.text for part in sentences[0] if isinstance(part, Words)).strip() if sentences else ""


def scoped_caveats(request: HttpRequest | None = None) -> Sequence[ScopedCaveat]:
    """Published caveats that have a scope and stand beside it, the most severe first. Two queries at most: the stamp, the
    caveats."""
    return _scoped_under(stamp_of(request) if request is not None else current_stamp())


@lru_cache(maxsize=4)
def _scoped_under(stamp: str) -> Sequence[ScopedCaveat]:
    order = [key for key, _ in SEVERITIES]
    known = caveats_under(stamp).values()
    found = [_read(caveat, shown) for caveat, shown in known if caveat.scope and not caveat.is_meaning]
    return sorted(found, key=lambda caveat: (-order.index(caveat.severity), caveat.pk))


@lru_cache(maxsize=4)
def _meanings_under(stamp: str) -> Sequence[ScopedCaveat]:
    return [_read(caveat, shown) for caveat, shown in caveats_under(stamp).values() if caveat.is_meaning]


def meanings(request: HttpRequest | None = None) -> Mapping[str, str]:
    """What editors say that figures do not mean, by measure, in the place of what the measures come with. Queries as above."""
    stamp = stamp_of(request) if request is not None else current_stamp()
    return {measure: _plain(caveat.shown.text) for caveat in _meanings_under(stamp) for measure in caveat.measures}


def with_meanings(methodology: Methodology) -> Methodology:
    """What an edition was made by, with what editors say that its measures do not mean."""
    said = meanings()
    measures = {key: replace(one, does_not_mean=said.get(key, one.does_not_mean)) for key, one in methodology.measures.items()}
    return replace(methodology, measures=measures) if said else methodology


def _read(caveat: Caveat, shown: RenderedCaveat) -> ScopedCaveat:
    parts = [(part["type"], part["value"]) for part in caveat.scope.get_prep_value()]
    named = {kind: frozenset(value for name, value in parts if name == kind) for kind in ("measure", "dataset", "section")}
    return ScopedCaveat(
        pk=caveat.pk,
        key=caveat.key,
        shown=shown,
        short=short_of(caveat),
        severity=caveat.severity,
        measures=named["measure"],
        datasets=named["dataset"],
        sections=named["section"],
        until={value["dataset"]: value["until"] for name, value in parts if name == "release"},
    )


def short_caveats(
    measures: Collection[str], datasets: Collection[str], versions: Mapping[str, str], request: HttpRequest | None
) -> list[str]:
    """What embedded charts and shared pictures say of what they show, the most severe first."""
    return [caveat.short for caveat in scoped_caveats(request) if caveat.qualifies(measures, datasets, versions)]


@caveats_from
def caveats_of_answer(reader: EditionReader, measures: Collection[str], datasets: Collection[str]) -> list[AnsweredCaveat]:
    """Caveats of the measures and datasets of an answer of the API."""
    versions = {slug: release.version for slug, release in reader.releases.items()}
    stamp = current_stamp()
    return [
        AnsweredCaveat(
            key=caveat.key,
            severity=caveat.severity,
            title=caveat.shown.title,
            short=caveat.short,
            text=_plain(caveat.shown.text),
            measures=sorted(caveat.measures.intersection(measures)),
        )
        for caveat in (*_scoped_under(stamp), *_meanings_under(stamp))
        if caveat.qualifies(measures, datasets, versions)
    ]
