"""Caveats a fresh site starts with. Apps add their own with `seed_caveat`; editors' versions are never overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass

from singulariki.editorial.models import Caveat


@dataclass(frozen=True)
class CaveatSeed:
    """A caveat as code declares it. `scope` lists ("measure" | "dataset" | "section", key)."""

    key: str
    name: str
    text: str
    title: str = ""
    scope: tuple[tuple[str, str], ...] = ()


CAVEAT_SEEDS: dict[str, CaveatSeed] = {}


def seed_caveat(key: str, name: str, text: str, *, title: str = "", scope: Sequence[tuple[str, str]] = ()) -> CaveatSeed:
    """Declare a caveat (text in HTML) for fresh sites; its key must be new."""
    if key in CAVEAT_SEEDS:
        raise ValueError(f"Caveat {key!r} is declared twice.")
    CAVEAT_SEEDS[key] = seed = CaveatSeed(key, name, text, title, tuple(scope))
    return seed


def ensure_seeded_caveats() -> list[Caveat]:
    """Create the declared caveats that are absent, published. Returns those created."""
    existing = set(Caveat.objects.values_list("key", flat=True))
    created = []
    for seed in CAVEAT_SEEDS.values():
        if seed.key in existing:
            continue
        caveat = Caveat(key=seed.key, name=seed.name, title=seed.title, text=seed.text, live=True)
        caveat.scope = list(seed.scope)
        caveat.save()
        caveat.save_revision().publish()
        created.append(caveat)
    return created


seed_caveat(
    "exposure-is-overlap",
    "Exposure is task overlap",
    "<p>Exposure is task overlap, not a verdict. A high score means a generative-AI model can do part of the content of these "
    "tasks — it says nothing about whether the work is automated, whether anyone uses AI for it today, or whether jobs are "
    "lost.</p>",
)
seed_caveat(
    "two-classifications",
    "International scores, U.S. occupations",
    "<p>The gradient is scored on the international ISCO-08 system; the rest of Singulariki is U.S. O*NET/SOC, bridged by an "
    "approximate, many-to-many crosswalk.</p>",
)
