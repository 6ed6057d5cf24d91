"""What kinds of facts a release holds: what tells one that is whole from one that brings a few tables only."""

from citations.importing.importer import IMPORTERS, Importer
from citations.models import Release


def kinds_of_facts(release: Release, importer: Importer) -> set[str]:
    """The labels of all that the release has loaded facts of: its tables of facts, and their aspects where they have several.

    Names of files and tables differ between a publisher's layouts, so the facts are asked."""
    held: set[str] = set()
    for model in importer.fact_models():
        facts = model._default_manager.filter(release_id=release.pk).order_by()
        if aspects := importer.aspects.get(model):
            held |= {aspects.label(value) for value in facts.values_list(aspects.column, flat=True).distinct()}
        elif facts.exists():
            held.add(importer.fact_label(model))
    return held


def held_by(release: Release) -> frozenset[str]:
    """The kinds of facts of a loaded release, as they were counted when it was loaded."""
    kept = release.report.get("holds")
    if kept is None and release.dataset:
        kept = kinds_of_facts(release, IMPORTERS[release.dataset.slug])
    return frozenset(kept or ())
