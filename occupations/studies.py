"""Every study that ranks occupations by exposure, declared once. Overlap, lists, comparison, wording and API follow from these.

To add one: write its importer and declare its measures (`occupations.measures.exposure`), then declare it here. See
docs/recipes.md for the steps.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from citations.figures import in_words as counted_in_words
from citations.measures import Measure, declare_measure
from occupations.measures import datasets, exposure
from occupations.measures.standing import NO_SHARE, percentile_by
from occupations.measures.themes import OVERLAP as OVERLAP_THEME
from occupations.models import CodeSystem


@dataclass(frozen=True)
class Study:
    """A study that scores occupations.

    dataset     whose releases hold the scores
    score       measure of its scores; its key is also that of the study
    system      the classification whose codes it scores
    percentile  measure of an occupation's standing by it
    name        as running text calls it: "Felten AIOE"
    label       in rows of a comparison, where the percentile is printed
    role        "overlap" where it counts towards AI task overlap, "other" where it is shown beside those that do, "history" for
                the one of 2013, which has a section of its own and is ranked with nothing of today
    is_over_all  whether its percentiles are taken over all occupations that it reaches, those over the bridge between
                classifications included; otherwise over those alone that it scores under their own code
    details     more of the study's scores under the occupation's own code, by their names in the document (`Exposure`) and answer
    """

    dataset: str
    score: Measure
    system: CodeSystem
    percentile: Measure
    name: str
    label: str
    role: Literal["overlap", "other", "history"] = "overlap"
    details: tuple[tuple[str, Measure], ...] = ()
    is_over_all: bool = False

    @property
    def key(self) -> str:
        return self.score.key

    @property
    def short(self) -> str:
        """In a word, for the label of a mark: "Felten"."""
        return self.name.split()[0]


# Version of the recipe of AI task overlap: another with every study that joins those it is made of. 2: ranks are given only to
# occupations that all of the studies score.
OVERLAP_VERSION = 2
STUDIES = (
    Study(
        datasets.FELTEN,
        exposure.FELTEN_AIOE,
        CodeSystem.SOC_2010,
        percentile_by(datasets.FELTEN, "felten-aioe", "overall AI exposure (Felten et al.)"),
        "Felten AIOE",
        "AIOE, percentile",
    ),
    Study(
        datasets.ELOUNDOU,
        exposure.ELOUNDOU_GAMMA,
        CodeSystem.ONET_SOC_2019,
        percentile_by(datasets.ELOUNDOU, "eloundou-gamma", "LLM task exposure, γ (Eloundou et al.)"),
        "Eloundou γ",
        "LLM task exposure γ, percentile",
        details=(
            ("alpha", exposure.ELOUNDOU_ALPHA),
            ("beta", exposure.ELOUNDOU_BETA),
            ("human_alpha", exposure.ELOUNDOU_HUMAN_ALPHA),
            ("human_beta", exposure.ELOUNDOU_HUMAN_BETA),
            ("human_gamma", exposure.ELOUNDOU_HUMAN_GAMMA),
        ),
    ),
    Study(
        datasets.MICROSOFT,
        exposure.MICROSOFT_APPLICABILITY,
        CodeSystem.SOC_2018,
        percentile_by(datasets.MICROSOFT, "microsoft-applicability", "AI assistant applicability (Microsoft)"),
        "Microsoft applicability",
        "AI applicability, percentile",
    ),
    Study(
        datasets.FREY_OSBORNE,
        exposure.FREY_OSBORNE_PROBABILITY,
        CodeSystem.SOC_2010,
        percentile_by(datasets.FREY_OSBORNE, "frey-osborne", "probability of computerisation (2013)", is_over_all=True),
        "Frey–Osborne probability",
        "Probability of 2013, percentile",
        role="history",
        is_over_all=True,
    ),
)
BY_KEY = {study.key: study for study in STUDIES}
# Those that AI task overlap is made of, as pages list them.
OVERLAP_STUDIES = tuple(study for study in STUDIES if study.role == "overlap")
OTHER_STUDIES = tuple(study for study in STUDIES if study.role == "other")
STUDY_DATASETS = tuple(study.dataset for study in STUDIES)
OVERLAP_DATASETS = tuple(study.dataset for study in OVERLAP_STUDIES)
# Scores under the codes of another classification, or of another vintage.
BRIDGED_DATASETS = tuple(study.dataset for study in STUDIES if study.system != CodeSystem.ONET_SOC_2019)
_COUNT = counted_in_words(len(OVERLAP_STUDIES))


def in_words(names: Iterable[str]) -> str:
    """'one, another and a third'."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


OVERLAP = declare_measure(
    key="ai-overlap-percentile",
    label="AI task overlap",
    unit="percentile among the occupations that at least one of the studies scores under its own code",
    decimals=0,
    datasets=OVERLAP_DATASETS,
    format="ordinal",
    means=f"Where the occupation stands when its percentiles in {_COUNT} studies are averaged and ranked again, which can lie "
    "outside of them. Only occupations "
    f"that all {_COUNT} score have a rank.",
    does_not_mean="Automation, adoption or jobs lost: it compares how much of the work today's AI can attempt.",
    direction="Higher: more overlap than more of the other occupations.",
    recipe="ai-overlap",
    theme=OVERLAP_THEME,
)
OVERLAP_MEAN = declare_measure(
    key="ai-overlap-mean",
    label="Mean of the studies' percentiles",
    unit="points from 0 to 100",
    decimals=1,
    datasets=OVERLAP_DATASETS,
    format="mean",
    means=f"The unweighted mean of the percentiles in those of the {_COUNT} studies that score the occupation. It stands in "
    f"place of the rank where not all {_COUNT} do.",
    does_not_mean=f"A rank: a mean of fewer than {_COUNT} studies is not comparable with one of all. " + NO_SHARE,
    recipe="ai-overlap",
    theme=OVERLAP_THEME,
)
OVERLAP_PARTS = declare_measure(
    key="ai-overlap-parts",
    label="Studies that score the occupation",
    unit=f"of the {_COUNT} studies",
    decimals=0,
    datasets=OVERLAP_DATASETS,
    means=f"How many of the {_COUNT} studies behind AI task overlap score the occupation under its own code, or under that of a "
    "combination it is part of.",
    does_not_mean="How certain the overlap is.",
    recipe="ai-overlap",
    theme=OVERLAP_THEME,
)


def _of_spread(key: str, label: str, unit: str, means: str, written: str, decimals: int = 0) -> Measure:
    return declare_measure(
        key=key,
        label=label,
        unit=unit,
        decimals=decimals,
        datasets=OVERLAP_DATASETS,
        format=written,
        means=means,
        does_not_mean="A margin of error: the studies ask different questions, and each may be right about its own.",
        recipe="overlap-spread",
        theme=OVERLAP_THEME,
    )


_STANDING = "percentile by one of the studies"
OVERLAP_SPREAD = _of_spread(
    "overlap-spread",
    "Spread of the studies",
    "points of percentile",
    "How far the highest of the studies' percentiles lies above the lowest: how much the studies disagree on the occupation.",
    "number",
    # One more than the percentiles, so that it does not contradict their difference as printed.
    decimals=1,
)
OVERLAP_LOWEST = _of_spread(
    "overlap-lowest", "Lowest of the studies", _STANDING, "The lowest of the studies' percentiles of the occupation.", "ordinal"
)
OVERLAP_HIGHEST = _of_spread(
    "overlap-highest",
    "Highest of the studies",
    _STANDING,
    "The highest of the studies' percentiles of the occupation.",
    "ordinal",
)
