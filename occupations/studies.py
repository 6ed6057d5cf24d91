"""Every study of exposure, declared once. Overlap, lists, comparison, wording and API follow from these.

To add one: write its importer and declare its measures (`occupations.measures.exposure`), then declare it here. See
docs/recipes.md for the steps.
"""

from dataclasses import dataclass

from citations.measures import Measure
from occupations.measures import datasets, exposure
from occupations.measures.standing import EXPOSURE_PERCENTILES
from occupations.models import CodeSystem


@dataclass(frozen=True)
class Study:
    """A study that scores occupations.

    dataset     whose releases hold the scores
    score       measure of its scores; its key is also that of the study
    system      the classification whose codes it scores
    percentile  measure of an occupation's standing by it
    label       in rows of a comparison, where the percentile is printed
    in_overlap  whether it counts towards AI task overlap; the others are shown apart
    details     more of the study's scores, by their names in the document and the API
    """

    dataset: str
    score: Measure
    system: CodeSystem
    percentile: Measure
    label: str
    in_overlap: bool = True
    details: tuple[tuple[str, Measure], ...] = ()

    @property
    def key(self) -> str:
        return self.score.key


STUDIES = (
    Study(
        datasets.FELTEN,
        exposure.FELTEN_AIOE,
        CodeSystem.SOC_2010,
        EXPOSURE_PERCENTILES["felten-aioe"],
        "AIOE, percentile",
    ),
    Study(
        datasets.ELOUNDOU,
        exposure.ELOUNDOU_GAMMA,
        CodeSystem.ONET_SOC_2019,
        EXPOSURE_PERCENTILES["eloundou-gamma"],
        "LLM task exposure γ, percentile",
        details=(("alpha", exposure.ELOUNDOU_ALPHA), ("beta", exposure.ELOUNDOU_BETA)),
    ),
    Study(
        datasets.MICROSOFT,
        exposure.MICROSOFT_APPLICABILITY,
        CodeSystem.SOC_2018,
        EXPOSURE_PERCENTILES["microsoft-applicability"],
        "AI applicability, percentile",
    ),
    Study(
        datasets.FREY_OSBORNE,
        exposure.FREY_OSBORNE_PROBABILITY,
        CodeSystem.SOC_2010,
        EXPOSURE_PERCENTILES["frey-osborne-probability"],
        "Probability of 2013, percentile",
        in_overlap=False,
    ),
)
BY_KEY = {study.key: study for study in STUDIES}
# Those that AI task overlap is made of, as pages list them.
OVERLAP_STUDIES = tuple(study for study in STUDIES if study.in_overlap)
