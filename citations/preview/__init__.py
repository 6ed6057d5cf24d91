"""What would change for readers if an edition took the place of the live one.

Three layers: the releases that differ, with the facts that do; the subjects (profiles) added, removed and changed, with their
figures, ranked within each measure by relative change, coverage gained or lost kept apart from changes of value; and the
sentences that quote a changed figure.
"""

from collections.abc import Iterator

from django.core.cache import cache
from django.db.models import OuterRef, QuerySet, Subquery

from citations.diffing import release_diff_document
from citations.models import Edition, EditionRelease, Profile
from citations.preview.changes import EditionPreview, KindChange, MeasureChange, ReleaseChange, words_changes
from citations.preview.figures import measure_changes

NAMED = 12
KEPT_SECONDS = 14 * 24 * 3600
# Raised whenever the comparison, or the shape of its result, changes.
VERSION = 2


def preview(candidate: Edition, live: Edition | None) -> EditionPreview:
    """Compare two compiled editions, for up to half a minute. Reads only profiles that differ; memory holds a batch of them, and
    what is shown.

    What follows from the editions alone is kept in the cache, since compiled editions do not change; sentences are looked at
    anew where editors have reworded them meanwhile.
    """
    releases, same = _releases(live, candidate)
    kinds, measures = _profiles(candidate, live)
    return EditionPreview(
        live=live,
        candidate=candidate,
        releases=releases,
        same_releases=same,
        kinds=kinds,
        measures=measures,
        words=words_changes(live, candidate) if live else [],
    )


def _profiles(candidate: Edition, live: Edition | None) -> tuple[list[KindChange], list[MeasureChange]]:
    sides = (f"{edition.pk}-{edition.content_digest}" if edition else "none" for edition in (live, candidate))
    key = f"edition-preview-{VERSION}:{':'.join(sides)}"
    compared = cache.get(key)
    if compared is None:
        compared = _compare(candidate, live)
        cache.set(key, compared, timeout=KEPT_SECONDS)
    return compared


def _compare(candidate: Edition, live: Edition | None) -> tuple[list[KindChange], list[MeasureChange]]:
    kinds: dict[str, KindChange] = {}

    def of(kind: str) -> KindChange:
        return kinds.setdefault(kind, KindChange(kind))

    def changed() -> Iterator[tuple[str, str]]:
        """Counts everything that the candidate has, and gives those that differ."""
        for kind, key, title, digest, before in _beside(candidate, live).iterator():
            if before is None:
                of(kind).added += 1
                _name(of(kind).gained, title)
            elif before == digest:
                of(kind).same += 1
            else:
                of(kind).changed += 1
                yield kind, key

    measures = measure_changes(live, candidate, changed())
    for kind, _, title, _, after in _beside(live, candidate).iterator() if live else ():
        if after is None:
            of(kind).removed += 1
            _name(of(kind).lost, title)
    return [kinds[kind] for kind in sorted(kinds)], measures


def _name(names: list[str], title: str) -> None:
    if len(names) < NAMED:
        names.append(title)


def _beside(edition: Edition, other: Edition | None) -> QuerySet:
    """Kind, key, title and digest of an edition's profiles, in order, with the digest that each has in the other; None where it
    is not there."""
    there = Profile.objects.filter(edition=other, kind=OuterRef("kind"), key=OuterRef("key")).values("digest")
    rows = Profile.objects.filter(edition=edition).order_by("kind", "key").annotate(beside=Subquery(there))
    return rows.values_list("kind", "key", "title", "digest", "beside")


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
        facts = release_diff_document(before.release, after.release) if before and after else None
        changes.append(ReleaseChange(title, _version(before), _version(after), facts))
    return changes, same


def _version(member: EditionRelease | None) -> str:
    if member is None:
        return ""
    return member.release.cited_version
