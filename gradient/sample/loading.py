"""Loading the built-in sample: every release through its importer, an edition of them, and words to go with it."""

import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from citations.actions.editions import choose_releases, compile_edition, input_fingerprint, publish_edition
from citations.actions.releases import Original, import_release
from citations.jobs import Listener, ignore_progress
from citations.models import Edition, Release
from citations.selectors import live_edition
from gradient.sample.files import ibs_crosswalk, ilo_genai_gradient
from occupations.sample.files import US_SAMPLE
from singulariki.editorial.layouts import ensure_default_layouts

# What each dataset's publisher would issue: file name to content.
SAMPLE_FILES: Mapping[str, Callable[[], dict[str, bytes]]] = {
    **US_SAMPLE,
    "ibs-crosswalk": ibs_crosswalk,
    "ilo-genai-gradient": ilo_genai_gradient,
}


class SampleNotLoaded(RuntimeError):
    """A release of the sample did not become ready. The message says which, and what was found in it."""


@dataclass(frozen=True)
class LoadedSample:
    """What came of loading the sample.

    releases   the sample's release of each dataset, by slug
    created    slugs whose release was imported just now
    outdated   slugs whose release was loaded earlier, from files that have changed since
    edition    the edition compiled from them, and whether that was done just now
    live       the edition readers see, and whether the sample was published just now
    """

    releases: Mapping[str, Release]
    created: Sequence[str]
    outdated: Sequence[str]
    edition: Edition
    compiled: bool
    live: Edition
    published: bool


def load_sample(*, user=None, listener: Listener = ignore_progress) -> LoadedSample:
    """Import, compile and, where readers see no edition of real releases, publish the sample. A second run finds all there.

    Releases and edition are marked as sample. A live edition of real releases stays live. Raises `SampleNotLoaded`.
    """
    here = {slug: release for slug in SAMPLE_FILES if (release := _sample_release(slug))}
    imported, outdated = {}, []
    for slug, make_files in SAMPLE_FILES.items():
        files = make_files()
        if slug not in here:
            listener(f"Importing the sample of {slug}", 0, None)
            imported[slug] = _import(slug, files, user=user, listener=listener)
        elif _digests(files) != set(here[slug].files.values_list("sha256", flat=True)):
            outdated.append(slug)
    ensure_default_layouts()
    edition = _compiled_before()
    compiled = edition is None
    if edition is None:
        edition = compile_edition(user=user, is_sample=True, listener=listener)
    live = live_edition() or edition
    published = live_edition() is None or (live.is_sample and live != edition)
    if published:
        publish_edition(edition=edition, user=user, reason="The built-in sample")
        live = edition
    releases = {slug: here.get(slug) or imported[slug] for slug in SAMPLE_FILES}
    return LoadedSample(
        releases, list(imported), outdated, edition, compiled, edition if published else live or edition, published
    )


def _sample_release(slug: str) -> Release | None:
    return Release.objects.filter(dataset__slug=slug, is_sample=True, state=Release.State.READY).order_by("pk").last()


def _digests(files: Mapping[str, bytes]) -> set[str]:
    return {hashlib.sha256(content).hexdigest() for content in files.values()}


def _compiled_before() -> Edition | None:
    """The newest edition of just these releases and recipes, if there is one."""
    fingerprint = input_fingerprint(choose_releases(is_sample=True))
    same = Edition.objects.filter(is_sample=True, state=Edition.State.READY, fingerprint=fingerprint)
    return same.order_by("pk").last()


def _import(slug: str, files: Mapping[str, bytes], *, user, listener: Listener) -> Release:
    originals = [Original(name, io.BytesIO(content)) for name, content in files.items()]
    release, _ = import_release(files=originals, dataset=slug, user=user, is_sample=True, listener=listener)
    if release.state == Release.State.READY and release.is_sample:
        return release
    found = [str(issue) for issue in release.issues.filter(severity="error")[:5]]
    raise SampleNotLoaded(
        f"The sample of {slug} is {release.get_state_display().lower()} as release {release.pk}. "
        f"{'; '.join(found) or release.failure or 'Its files were uploaded before as a release that is not marked as sample.'}"
    )
