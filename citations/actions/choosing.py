"""Which releases an edition is compiled from."""

from collections.abc import Mapping

from citations.importing.importer import IMPORTERS
from citations.models import Release
from citations.selectors import newest_releases


class UnknownPin(ValueError):
    """A pin names a dataset or version that has no ready release."""


def choose_releases(pins: Mapping[str, str] | None = None, *, is_sample: bool = False) -> dict[str, Release]:
    """The newest ready release of each dataset, or the pinned one. Raises `UnknownPin`, ValueError where there is none."""
    chosen = newest_releases(is_sample=is_sample)
    for slug, version in (pins or {}).items():
        if slug not in IMPORTERS:
            raise UnknownPin(f"No dataset is called {slug!r}. Known: {', '.join(sorted(IMPORTERS))}.")
        release = (
            Release.objects.filter(dataset__slug=slug, version=version, state=Release.State.READY, is_sample=is_sample)
            .select_related("dataset")
            .first()
        )
        if release is None:
            ready = Release.objects.filter(dataset__slug=slug, state=Release.State.READY, is_sample=is_sample)
            versions = ", ".join(ready.order_by("version").values_list("version", flat=True)) or "none"
            raise UnknownPin(f"{slug} has no ready release called {version!r}. Ready: {versions}.")
        chosen[slug] = release
    if not chosen:
        raise ValueError("There is no ready release to compile from. Import releases first (import_release or load_releases).")
    return dict(sorted(chosen.items()))
