"""Loading the built-in sample: every release through its importer, an edition of them, and words to go with it."""

import hashlib
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from citations.actions.editions import choose_releases, compile_edition, input_fingerprint, publish_edition
from citations.actions.releases import Original, import_release
from citations.models import Edition, Release
from citations.progress import Listener, _silent
from citations.selectors import live_edition
from gradient.sample.files import ibs_crosswalk, ilo_genai_gradient
from occupations.sample.files import bls_oews, onet, soc_structure
from singulariki.editorial.layouts import ensure_default_layouts

# What each dataset's publisher would issue: file name to content.
SAMPLE_FILES: Mapping[str, Callable[[], dict[str, bytes]]] = {
    "soc-structure": soc_structure,
    "onet": onet,
    "bls-oews": bls_oews,
    "ibs-crosswalk": ibs_crosswalk,
    "ilo-genai-gradient": ilo_genai_gradient,
}


class SampleNotLoaded(RuntimeError):
    """A release of the sample did not become ready. The message says which, and what was found in it."""


@dataclass
class LoadedSample:
    """What came of loading the sample.

    releases   the sample's release of each dataset, by slug
    created    slugs whose release was imported just now
    outdated   slugs whose release was loaded earlier, from files that have changed since
    edition    the edition compiled from them
    compiled   whether it was compiled just now
    published  whether it was published just now
    live       the edition readers see
    """

    releases: dict[str, Release] = field(default_factory=dict)
    created: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    edition: Edition | None = None
    compiled: bool = False
    published: bool = False
    live: Edition | None = None


def load_sample(*, user=None, listener: Listener = _silent) -> LoadedSample:
    """Import, compile and, where readers see no real edition, publish the sample. A second run finds everything there.

    Releases and edition are marked as sample. A live edition of real releases stays live. Raises `SampleNotLoaded`.
    """
    loaded = LoadedSample()
    for slug, files in SAMPLE_FILES.items():
        listener(f"Importing the sample of {slug}", 0, None)
        _import(loaded, slug, files(), user=user, listener=listener)
    ensure_default_layouts()
    fingerprint = input_fingerprint(choose_releases(is_sample=True))
    loaded.edition = Edition.objects.filter(is_sample=True, state=Edition.State.READY, fingerprint=fingerprint).last()
    if loaded.edition is None:
        loaded.edition = compile_edition(user=user, is_sample=True, listener=listener)
        loaded.compiled = True
    loaded.live = live_edition()
    if loaded.live is None or (loaded.live.is_sample and loaded.live != loaded.edition):
        publish_edition(edition=loaded.edition, user=user, reason="The built-in sample")
        loaded.live, loaded.published = loaded.edition, True
    return loaded


def _import(loaded: LoadedSample, slug: str, files: Mapping[str, bytes], *, user, listener: Listener) -> None:
    here = Release.objects.filter(dataset__slug=slug, is_sample=True, state=Release.State.READY).last()
    if here is not None:
        loaded.releases[slug] = here
        digests = {hashlib.sha256(content).hexdigest() for content in files.values()}
        if digests != set(here.files.values_list("sha256", flat=True)):
            loaded.outdated.append(slug)
        return
    originals = [Original(name, io.BytesIO(content)) for name, content in files.items()]
    release, created = import_release(files=originals, dataset=slug, user=user, is_sample=True, listener=listener)
    if release.state != Release.State.READY or not release.is_sample:
        found = "; ".join(str(issue) for issue in release.issues.filter(severity="error")[:5])
        raise SampleNotLoaded(
            f"The sample of {slug} is {release.get_state_display().lower()}, not ready. "
            f"{found or release.failure or 'These very files were uploaded before as a release of their own.'}"
        )
    loaded.releases[slug] = release
    if created:
        loaded.created.append(slug)
