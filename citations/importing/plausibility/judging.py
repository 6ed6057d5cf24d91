"""Judging a loaded release by the rules of its importer, and by whether another version says the very same."""

from collections.abc import Callable, Collection, Iterable, Mapping

from django.db import models

from citations.importing.importer import IMPORTERS, Importer
from citations.importing.issues import Findings
from citations.importing.plausibility.judged import Cause, CodeList, Judged, quoted
from citations.jobs import Job
from citations.models import Release
from citations.selectors import fact_kinds

State = Release.State

# Tiny releases may well be alike.
FEWEST_FACTS = 25

SAME = Cause(
    "same-facts",
    "All that these files say is what is here already under another version:",
    "Either the files are those of that version, or the version is not theirs. Download the files of the new release from the "
    "publisher, or correct the version.",
)


def judge(
    release: Release,
    importer: Importer,
    counts: Mapping[str, int],
    findings: Findings,
    job: Job,
    table: Callable[[str], Iterable[tuple]],
) -> list[str]:
    """Hold the loaded facts of a release to what is plausible; findings say what is not. Returns what they were compared with.

    `counts` says how many facts were loaded, by the label of their table; `table` gives the parsed rows that they come from, by
    the key of the files' table.
    """
    job("Comparing with what is known", 0, None)
    judged = Judged(release, counts, _earlier(release, importer), _code_lists(release), job.check_in, table)
    if same := _same_as(judged, importer):
        here, there = sum(counts.values()), sum(same.report.get("facts", {}).values())
        of_more = f"; that has {there - here:,} more, which these files lack" if there > here else ""
        judged.note(SAME, f"{here:,} facts, the same as in {same}{of_more}")
    else:
        for rule in importer.plausible:
            rule.judge(judged)
    judged.report(findings)
    return list(judged.compared)


def _others(release: Release):
    """Loaded releases of the dataset that are of another version."""
    others = Release.objects.filter(dataset=release.dataset, is_sample=release.is_sample, state__in=[State.READY, State.RETIRED])
    return others.exclude(pk__in=[release.pk, release.replaces_id or release.pk]).exclude(version=release.version)


def _earlier(release: Release, importer: Importer) -> list[Release]:
    """What to compare a release with, the best first: the issue that it replaces or completes with other files; the releases
    before it, the newest first; then those after it."""
    key = importer.version_key
    by_version = {other.version: other for other in _others(release).select_related("dataset").order_by("-state", "pk")}
    before = [other for other in by_version.values() if key(other.version) < key(release.version)]
    after = [other for other in by_version.values() if key(other.version) >= key(release.version)]
    replaced = [release.replaces] if release.replaces and release.renewal != Release.Renewal.READ_AGAIN else []
    return [
        *replaced,
        *sorted(before, key=lambda other: key(other.version), reverse=True),
        *sorted(after, key=lambda other: key(other.version)),
    ]


def _code_lists(release: Release) -> dict[str, list[tuple[CodeList, Release]]]:
    """For each classification, the lists of each dataset that brings one, in the newest of its releases that has the list."""
    slugs = {slug: importer for slug, importer in IMPORTERS.items() if importer.code_lists}
    releases: dict[str, list[Release]] = {slug: [] for slug in sorted(slugs)}
    ready = Release.objects.filter(dataset__slug__in=slugs, is_sample=release.is_sample, state=State.READY)
    for other in ready.select_related("dataset").exclude(pk=release.pk):
        releases[other.dataset.slug].append(other)  # type: ignore[union-attr]
    listed: dict[str, list[tuple[CodeList, Release]]] = {}
    for slug, others in releases.items():
        others.sort(key=lambda other: slugs[slug].version_key(other.version), reverse=True)
        for code_list in slugs[slug].code_lists:
            if newest := next(filter(code_list.is_in, others), None):
                listed.setdefault(code_list.system, []).append((code_list, newest))
    return listed


def _same_as(judged: Judged, importer: Importer) -> Release | None:
    """A release of another version that holds the very same facts, if there is one; it may hold kinds of facts that this one has
    none of, as the whole release does beside a part of it."""
    if sum(judged.counts.values()) < FEWEST_FACTS:
        return None
    kinds = fact_kinds(judged.release, importer)
    for other in _others(judged.release).select_related("dataset"):
        if (other.report.get("facts") == judged.counts or _is_part(judged, other, kinds)) and all(
            _holds_the_same(judged, model, other)
            # The smallest table first: most releases differ there already.
            for model in sorted(importer.fact_models(), key=judged.holds)
        ):
            return other
    return None


def _is_part(judged: Judged, other: Release, kinds: Collection[str]) -> bool:
    """Whether a release has all the kinds of facts of the one that is judged, and others, and no fewer facts in any table."""
    theirs = other.report.get("facts", {})
    held = other.report.get("holds", [])
    return set(kinds) < set(held) and all(theirs.get(label, 0) >= count for label, count in judged.counts.items())


def _holds_the_same(judged: Judged, model: type[models.Model], other: Release) -> bool:
    """Whether the other release has each fact of a table that the one that is judged has."""
    name = quoted(model)
    columns = ", ".join(name(f.name) for f in model._meta.concrete_fields if not f.primary_key and f.name != "release")
    of_one = f"SELECT {columns} FROM {name('')} WHERE release_id = %s"  # noqa: S608 -- names come from the model
    differing = judged.rows(model, f"{of_one} EXCEPT {of_one} LIMIT 1", [judged.release.pk, other.pk])
    return not list(differing)
