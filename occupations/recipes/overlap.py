"""AI task overlap: one standing out of those of several studies, and how far these lie apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from citations.recipes import recipe
from occupations.recipes.exact import mean
from occupations.recipes.standing import percentiles
from occupations.studies import OVERLAP_DATASETS, OVERLAP_STUDIES, OVERLAP_VERSION, in_words


@dataclass(frozen=True)
class Overlap:
    """An occupation's overlap.

    parts       the studies that count, each with the occupation's percentile in it
    mean        of these percentiles
    percentile  of the mean; None where not all of the studies score the occupation, so that it has no rank
    """

    parts: Mapping[str, float]
    mean: float
    percentile: float | None


@recipe(
    key="ai-overlap",
    title="AI task overlap",
    version=OVERLAP_VERSION,
    formula=f"mean of the percentiles on {in_words(study.name for study in OVERLAP_STUDIES)}, ranked again; a rank is given only "
    "to occupations that all of them score",
    unit="percentile among the occupations that at least one of the studies scores under its own code",
    range="0 to just below 100; none where a study is missing",
    datasets=(*OVERLAP_DATASETS, "soc-structure", "onet"),
    does_not_mean="Automation, adoption or jobs lost. The studies ask different questions and are weighted alike.",
)
def ai_overlap(
    by_study: Mapping[str, Mapping[str, float]], combined: Mapping[str, Mapping[str, float]] | None = None
) -> dict[str, Overlap]:
    """For each occupation, the unweighted mean of its percentiles in those of the studies that score it, and the percentile of
    that mean. A score counts towards the mean that was published under the occupation's own code, or under one that a publisher
    combines it with others in. A score that came over a bridge between vintages of the classification does not.

    The percentile is taken over the means of all occupations that at least one study scores under their own code, each mean of
    such scores alone. It is given only to occupations that every study scores: a mean of one or two studies is not comparable
    with a mean of three. Of the others the mean is shown and which studies it is made of, without rank or level.

    Version 2 differs from version 1 in that. Version 1 ranked every occupation with a score in any of the studies, and left out
    scores of combinations. By O*NET 30.2 and the studies' releases of 2021 (Felten), 2023 (Eloundou) and July 2025 (Microsoft) it
    ranked 950 occupations: 764 by three studies, 164 by two and 22 by one, and 26 of the 50 highest by fewer than three. Version
    2 ranks 782: those 764, none of whose ranks moved, because what is ranked over is the same, and 18 that Microsoft scores as a
    member of a combination. The other 168 lost their rank and keep their mean; so do 3 more that only a combination reaches."""
    parts: dict[str, dict[str, float]] = {}
    own: dict[str, list[float]] = {}
    for study in by_study:
        for code, percentile in by_study[study].items():
            parts.setdefault(code, {})[study] = percentile
            own.setdefault(code, []).append(percentile)
        for code, percentile in (combined or {}).get(study, {}).items():
            parts.setdefault(code, {})[study] = percentile
    among = [mean(found) for found in own.values()]
    means = {code: mean(list(found.values())) for code, found in parts.items()}
    held = sum(1 for scored in by_study.values() if scored)
    ranked = percentiles({code: value for code, value in means.items() if len(parts[code]) == held}, among=among)
    return {code: Overlap(found, means[code], ranked.get(code)) for code, found in parts.items()}


@recipe(
    key="overlap-spread",
    title="Spread of the studies behind AI task overlap",
    version=1,
    formula="highest − lowest of the percentiles in the studies that count towards AI task overlap",
    unit="points of percentile",
    range="0 to just below 100",
    datasets=(*OVERLAP_DATASETS, "soc-structure", "onet"),
    does_not_mean="A margin of error. The studies ask different questions; where they lie far apart, so do their answers.",
)
def overlap_spread(percentiles: Iterable[float]) -> tuple[float, float] | None:
    """The lowest and the highest of an occupation's percentiles in the studies behind its AI task overlap; how far they lie apart
    is their spread. None where fewer than two studies count."""
    found = sorted(percentiles)
    return (found[0], found[-1]) if len(found) > 1 else None
