"""What would change for readers if an edition took the place of the live one.

Three layers: the releases that differ, with the facts that do; the subjects (profiles) added, removed and changed, with their
figures, ranked within each measure by relative change, coverage gained or lost kept apart from changes of value, and the order of
pages by them; and the sentences that quote a changed figure.

It takes a worker a minute or more for two whole editions, and is stored (`citations.preview.stored`); screens only read it.
"""

from collections.abc import Iterator, Mapping

from django.db.models import OuterRef, Subquery

from citations.datasets import short_title
from citations.diffing import release_diff_document
from citations.jobs import Listener, ignore_progress
from citations.models import Edition, EditionRelease, Profile
from citations.preview.changes import (
    EditionPreview,
    KindChange,
    MeasureChange,
    NamedPage,
    PartChange,
    ReleaseChange,
    words_changes,
)
from citations.preview.figures import measure_changes
from citations.preview.losses import reader_losses
from citations.preview.names import names_of
from citations.preview.ranks import rank_changes
from citations.selectors import loaded_fact_kinds

NAMED = 12
COMPARING = "Comparing pages with those that are live"


def compare(candidate: Edition, live: Edition | None, progress: Listener = ignore_progress) -> EditionPreview:
    """Compare two editions. Reads only profiles that differ, and those of their kinds; memory holds a batch of them, and what is
    shown. `progress` may raise to end it."""
    progress("Comparing releases with those that are live", 0, None)
    releases, same = _releases(live, candidate)
    kinds, measures = _profiles(candidate, live, progress)
    if live:
        _add_ranks(measures, live, candidate, [kind.kind for kind in kinds if kind.changed], progress)
    return EditionPreview(
        releases=releases,
        same_releases=same,
        kinds=kinds,
        measures=measures,
        words=words_changes(live, candidate, progress) if live else [],
        losses=reader_losses(candidate, live),
    )


def _profiles(candidate: Edition, live: Edition | None, progress: Listener) -> tuple[list[KindChange], list[MeasureChange]]:
    kinds: dict[str, KindChange] = {}
    emptied: dict[tuple[str, str], PartChange] = {}
    total = Profile.objects.filter(edition=candidate).count()

    def of(kind: str) -> KindChange:
        return kinds.setdefault(kind, KindChange(kind))

    def changed() -> Iterator[tuple[str, str]]:
        """Counts everything that the candidate has, and gives those that differ."""
        for number, (kind, key, title, path, digest, before) in enumerate(_beside(candidate, live)):
            progress(COMPARING, number, total)
            if before is None:
                of(kind).added += 1
                _name(of(kind).gained, NamedPage(title, path))
            elif before == digest:
                of(kind).same += 1
            else:
                of(kind).changed += 1
                yield kind, key

    def note_emptied(kind: str, name: str, page: NamedPage) -> None:
        if names_of(kind).title and (label := names_of(kind).part(name)):
            part = emptied.setdefault((kind, label), PartChange(label))
            part.pages += 1
            _name(part.examples, page)

    measures = measure_changes(live, candidate, changed(), note_emptied)
    for kind, _, title, path, _, after in _beside(live, candidate) if live else ():
        if after is None:
            of(kind).removed += 1
            _name(of(kind).lost, NamedPage(title, path))
    for (kind, _), part in sorted(emptied.items(), key=lambda each: -each[1].pages):
        of(kind).emptied.append(part)
    return [kinds[kind] for kind in sorted(kinds)], measures


def _add_ranks(measures: list[MeasureChange], live: Edition, candidate: Edition, kinds: list[str], progress: Listener) -> None:
    by_key = {measure.key: measure for measure in measures}
    for number, kind in enumerate(kinds):
        progress("Comparing the order of pages", number, len(kinds))
        for key, change in rank_changes(live, candidate, kind):
            if key in by_key:
                by_key[key].ranks.append(change)


def _name(pages: list[NamedPage], page: NamedPage) -> None:
    if len(pages) < NAMED:
        pages.append(page)


def _beside(edition: Edition, other: Edition | None) -> Iterator[tuple]:
    """Kind, key, title, path and digest of an edition's profiles, in order, with the digest that each has in the other; None
    where it is not there.

    Kind by kind, each read to its end: on SQLite nothing could be written (such as progress) while a query is half read.
    """
    profiles = Profile.objects.filter(edition=edition).order_by("kind", "key")
    for kind in sorted(profiles.order_by().values_list("kind", flat=True).distinct()):
        there = Profile.objects.filter(edition=other, kind=kind, key=OuterRef("key")).values("digest")
        rows = profiles.filter(kind=kind).annotate(beside=Subquery(there))
        yield from list(rows.values_list("kind", "key", "title", "path", "digest", "beside"))


def _releases(live: Edition | None, candidate: Edition) -> tuple[list[ReleaseChange], int]:
    held: dict[str, dict[str, EditionRelease]] = {}
    for side, edition in (("before", live), ("after", candidate)):
        for member in EditionRelease.objects.filter(edition=edition).select_related("dataset", "release"):
            held.setdefault(member.dataset.title, {})[side] = member
    changes, same = [], 0
    for title, sides in sorted(held.items()):
        before, after = sides.get("before"), sides.get("after")
        if before and after and before.release_id == after.release_id:
            same += 1
            continue
        facts = in_words(release_diff_document(before.release, after.release)) if before and after else None
        slug = next(iter(sides.values())).dataset.slug
        lacks = loaded_fact_kinds(before.release) - loaded_fact_kinds(after.release) if before and after else ()
        names = (title, _version(before), _version(after))
        changes.append(ReleaseChange(*names, facts, slug, short_title(slug), tuple(sorted(lacks))))
    return changes, same


def in_words(differences: dict) -> dict:
    """What differs between two releases, with the names of columns as words, and whether any of the
    tables that differ is `in_both`."""

    def short(value: object) -> object:
        # All that a publisher states, and no noise of floating point.
        return f"{value:.10g}" if isinstance(value, float) else value

    def named(values: Mapping) -> dict:
        return {key.replace("_", " "): short(value) for key, value in values.items()}

    tables = []
    for table in differences["tables"]:
        examples = table["examples"]
        changed = [{**one, "before": named(one["before"]), "after": named(one["after"])} for one in examples["changed"]]
        tables.append({**table, "examples": {**examples, "changed": changed}})
    return {**differences, "tables": tables, "in_both": any(table["before"] and table["after"] for table in tables)}


def _version(member: EditionRelease | None) -> str:
    if member is None:
        return ""
    return member.release.cited_version
