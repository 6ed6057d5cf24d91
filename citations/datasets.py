"""Declarations of datasets: what each is, who publishes it, what it measures and what it does not.

Declared next to the importer that reads the dataset, recorded as `citations.Dataset` rows after every migrate.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class DatasetDeclaration:
    """A dataset as the encyclopedia knows it.

    `citation` is a CSL-JSON item without version and access date: those are a release's. `short_title` is what
    pages print before the version ("O*NET 30.2").
    """

    slug: str
    title: str
    short_title: str
    publisher: str
    homepage: str
    licence: str
    citation: Mapping[str, object]
    measures: str
    does_not_measure: str
    licence_url: str = ""


DATASETS: dict[str, DatasetDeclaration] = {}


def declare_dataset(declaration: DatasetDeclaration) -> DatasetDeclaration:
    """Register a dataset; its slug must be new."""
    if declaration.slug in DATASETS:
        raise ValueError(f"Dataset {declaration.slug!r} is declared twice.")
    DATASETS[declaration.slug] = declaration
    return declaration


def cited_version(version: str, issue: int, is_sample: bool) -> str:
    """A release's name as it is cited: '30.2', '30.2 (issue 2)', '2025 (sample)'. The first issue goes without saying."""
    notes = [f"issue {issue}"] if issue > 1 else []
    notes += ["sample"] if is_sample else []
    return f"{version} ({', '.join(notes)})".strip() if notes else version


def short_title(slug: str) -> str:
    """What pages call the dataset: 'O*NET'. The slug itself where no code declares it any more."""
    return DATASETS[slug].short_title if slug in DATASETS else slug
