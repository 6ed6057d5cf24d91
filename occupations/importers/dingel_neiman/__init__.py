"""Which jobs can be done entirely from home (Dingel and Neiman, 2020): by O*NET-SOC code, and averaged by the codes of the wage
survey."""

from collections.abc import Iterable, Iterator

from citations.datasets import DatasetDeclaration
from citations.importing.cells import decimal, integer, text
from citations.importing.importer import FactRows, Importer, register
from citations.importing.tables import Column, Table
from occupations.importers.bls_codes import OWN_CODES
from occupations.importers.codes import ONET_SOC_CODE, SOC_CODE
from occupations.importers.scores import exposure_scores, plausible_scores
from occupations.models import CodeSystem, ExposureScore
from occupations.vintages import Vintage

BY_ONET_SOC = Table(
    key="by_onet_soc",
    label="Work at home by O*NET-SOC occupation",
    columns=(
        Column("code", "onetsoccode", ONET_SOC_CODE),
        Column("title", "title", text(200)),
        Column("teleworkable", "teleworkable", integer(0, 1)),
    ),
    unique=("code",),
)

BY_SOC = Table(
    key="by_soc",
    label="Work at home by SOC occupation",
    columns=(
        Column("code", "OCC_CODE", SOC_CODE),
        Column("title", "OES_TITLE", text(200)),
        Column("teleworkable", "teleworkable", decimal(0, 1)),
    ),
    required=False,
    unique=("code",),
)

SYSTEMS = {BY_ONET_SOC.key: CodeSystem.ONET_SOC_2010.value, BY_SOC.key: CodeSystem.SOC_2010.value}


@register
class DingelNeiman(Importer):
    dataset = DatasetDeclaration(
        slug="dingel-neiman",
        title="How many jobs can be done at home?",
        short_title="Dingel & Neiman",
        publisher="Jonathan I. Dingel and Brent Neiman",
        homepage="https://github.com/jdingel/DingelNeiman-workathome",
        licence="Free to use with citation of the paper",
        citation={
            "type": "article-journal",
            "title": "How many jobs can be done at home?",
            "author": [
                {"family": "Dingel", "given": "Jonathan I."},
                {"family": "Neiman", "given": "Brent"},
            ],
            "container-title": "Journal of Public Economics",
            "volume": "189",
            "page": "104235",
            "issued": {"date-parts": [[2020]]},
            "DOI": "10.1016/j.jpubeco.2020.104235",
        },
        measures=(
            "Whether an occupation can be done entirely from home, classified from O*NET's work context and work activities: an "
            "occupation that needs work outdoors, with machines or with people face to face cannot."
        ),
        does_not_measure="How many people work from home, how well that goes, or exposure to AI.",
    )
    version = 1
    tables = (BY_ONET_SOC, BY_SOC)
    plausible = plausible_scores(SYSTEMS, OWN_CODES[Vintage.SOC_2010])
    default_version = "2020"

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        yield exposure_scores(rows, system=SYSTEMS[table_key], measures={"teleworkable": "teleworkable"})

    def fact_models(self):
        return (ExposureScore,)
