"""What would change for readers if an edition took the place of the live one.

Three layers: the releases that differ, with the facts that do; the subjects (profiles) added, removed and changed, with their
figures, ranked within each measure by relative change, coverage gained or lost kept apart from changes of value; and the
sentences that quote a changed figure.
"""

from django.core.cache import cache

from citations.diffing import release_diff_document
from citations.models import Edition, EditionRelease, Profile
from citations.preview.changes import EditionPreview, KindChange, MeasureChange, ReleaseChange
from citations.preview.figures import measure_changes
from citations.preview.words import words_changes

__all__ = ["EditionPreview", "prepare_preview", "preview"]

NAMED = 12
KEPT_SECONDS = 14 * 24 * 3600
# Raised whenever the comparison, or the shape of what it tells, changes.
VERSION = 1


def preview(candidate: Edition, live: Edition | None) -> EditionPreview:
    """Compare two compiled editions. Reads only profiles that differ; memory holds a batch of them at a time.

    What follows from the editions alone is kept in the cache, since compiled editions do not change; sentences are read anew,
    since editors may have reworded them meanwhile.
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


def prepare_preview(candidate: Edition, live: Edition | None) -> None:
    """Make, and keep, what of a preview follows from the editions alone: some seconds for whole editions."""
    _releases(live, candidate)
    _profiles(candidate, live)


def _profiles(candidate: Edition, live: Edition | None) -> tuple[list[KindChange], list[MeasureChange]]:
    sides = (f"{edition.pk}-{edition.content_digest}" if edition else "none" for edition in (live, candidate))
    key = f"edition-preview-{VERSION}:{':'.join(sides)}"
    found = cache.get(key)
    if found is None:
        found = _compare(candidate, live)
        cache.set(key, found, timeout=KEPT_SECONDS)
    return found


def _compare(candidate: Edition, live: Edition | None) -> tuple[list[KindChange], list[MeasureChange]]:
    before, after = _digests(live), _digests(candidate)
    kinds: dict[str, KindChange] = {}
    changed: list[tuple[str, str]] = []
    for subject in sorted({*before, *after}):
        counted = kinds.setdefault(subject[0], KindChange(subject[0]))
        if subject not in before:
            counted.added += 1
            _name(counted.gained, after[subject][1])
        elif subject not in after:
            counted.removed += 1
            _name(counted.lost, before[subject][1])
        elif before[subject][0] != after[subject][0]:
            counted.changed += 1
            changed.append(subject)
        else:
            counted.same += 1
    return list(kinds.values()), measure_changes(live, candidate, changed) if live else []


def _name(names: list[str], title: str) -> None:
    if len(names) < NAMED:
        names.append(title)


def _digests(edition: Edition | None) -> dict[tuple[str, str], tuple[str, str]]:
    if edition is None:
        return {}
    rows = Profile.objects.filter(edition=edition).order_by().values_list("kind", "key", "digest", "title")
    return {(kind, key): (digest, title) for kind, key, digest, title in rows.iterator()}


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
    return f"{member.release.version}{' (sample)' if member.release.is_sample else ''}"
