"""Reads how exposed occupations are to image generation, by the method of AIOE.

The authors' workbook has a sheet of scores by SOC 2010 code, which is read, and one of scores by industry, which is not. It names
no release: there has been one, of 2023.
"""

from collections.abc import Iterable, Iterator

from citations.datasets import DatasetDeclaration
from citations.importing.cells import decimal, text
from citations.importing.importer import FactRows, Importer, register
from citations.importing.tables import Column, Table
from occupations.importers.codes import SOC_CODE
from occupations.importers.felten_aioe import AUTHORS, DOES_NOT_MEASURE, HOMEPAGE
from occupations.importers.scores import exposure_scores
from occupations.models import CodeSystem, ExposureScore

SCORES = Table(
    key="image_aioe",
    label="Image Generation AIOE by occupation",
    columns=(
        Column("code", "SOC Code", SOC_CODE),
        Column("title", "Occupation Title", text(200)),
        Column("score", "Image Generation AIOE", decimal(-10, 10)),
    ),
    unique=("code",),
)


@register
class FeltenImageGenerationAioe(Importer):
    dataset = DatasetDeclaration(
        slug="felten-image-aioe",
        title="Image Generation AI Occupational Exposure",
        short_title="Felten et al. (Image Generation AIOE)",
        publisher="Edward Felten, Manav Raj and Robert Seamans",
        homepage=HOMEPAGE,
        licence="Free to use with citation of the paper",
        citation={
            "type": "article",
            "title": "Occupational Heterogeneity in Exposure to Generative AI",
            "author": AUTHORS,
            "issued": {"date-parts": [[2023]]},
            "DOI": "10.2139/ssrn.4414065",
        },
        measures=(
            "The AIOE measure with all weight on one application of AI, the generation of images: how strongly the abilities an "
            "occupation needs are related to it."
        ),
        does_not_measure=DOES_NOT_MEASURE,
    )
    version = 1
    tables = (SCORES,)
    default_version = "2023"

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        yield exposure_scores(rows, system=CodeSystem.SOC_2010.value, measures={"score": "felten-image-aioe"})

    def fact_models(self):
        return (ExposureScore,)
