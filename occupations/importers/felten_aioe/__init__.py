"""AI Occupational Exposure of Felten, Raj and Seamans of 2021, and its variant for language models of 2023: two papers, two
datasets. Of both workbooks, the sheet with one score an occupation is read."""

from collections.abc import Iterable, Iterator, Sequence

from citations.datasets import DatasetDeclaration
from citations.importing.cells import Cell, decimal, text
from citations.importing.importer import FactRows, Importer, NamedOther, register
from citations.importing.plausibility.judged import Rule
from citations.importing.tables import Column, Table, folded_header
from occupations.importers.codes import SOC_CODE
from occupations.importers.scores import exposure_scores, plausible_scores
from occupations.models import CodeSystem, ExposureScore


def _scores(key: str, label: str, heading: str) -> Table:
    columns = (
        Column("code", "SOC Code", SOC_CODE),
        Column("title", "Occupation Title", text(200)),
        Column("score", heading, decimal(-10, 10)),
    )
    return Table(key=key, label=label, columns=columns, unique=("code",))


SOC_2010 = CodeSystem.SOC_2010.value
AUTHORS = [
    {"family": "Felten", "given": "Edward"},
    {"family": "Raj", "given": "Manav"},
    {"family": "Seamans", "given": "Robert"},
]
HOMEPAGE = "https://github.com/AIOE-Data/AIOE"
UPLOAD_THE_STUDY = (
    "Upload AIOE_DataAppendix.xlsx for the AIOE, or Language Modeling AIOE and AIIE.xlsx for the variant for language models."
)
DOES_NOT_MEASURE = (
    "Whether AI replaces or complements the work, whether it is used, or what becomes of jobs. The score is relative: 0 is the "
    "average of the occupations scored, and a value has no unit of its own."
)


def _is_adjusted(name: str, rows: Sequence[Sequence[Cell]]) -> bool:
    headings = {folded_header(cell).replace("-", "").replace(" ", "") for row in rows for cell in row}
    return any(heading.startswith(("caioe", "complementarityadjustedaioe")) for heading in headings)


SISTERS: tuple[NamedOther, ...] = (
    NamedOther(
        label="the image-generation AIOE of Felten, Raj and Seamans, a sister study of the two that are read here",
        advice=UPLOAD_THE_STUDY,
        headings=("SOC Code", "Image Generation AIOE"),
    ),
    NamedOther(
        label="the C-AIOE, the AIOE adjusted for complementarity by Pizzinelli and others (IMF), and not the AIOE itself",
        advice=UPLOAD_THE_STUDY,
        accepts=_is_adjusted,
    ),
)


@register
class FeltenAioe(Importer):
    dataset = DatasetDeclaration(
        slug="felten-aioe",
        title="AI Occupational Exposure (AIOE)",
        short_title="Felten et al. (AIOE)",
        publisher="Edward Felten, Manav Raj and Robert Seamans",
        homepage=HOMEPAGE,
        licence="Free to use with citation of the paper",
        citation={
            "type": "article-journal",
            "title": (
                "Occupational, industry, and geographic exposure to artificial intelligence: "
                "A novel dataset and its potential uses"
            ),
            "author": AUTHORS,
            "container-title": "Strategic Management Journal",
            "volume": "42",
            "issue": "12",
            "page": "2195-2217",
            "issued": {"date-parts": [[2021]]},
            "DOI": "10.1002/smj.3286",
        },
        measures=(
            "How strongly the abilities that an occupation needs (by O*NET importance and level) are related to ten applications "
            "of AI, as judged by survey respondents: a score standardised over occupations."
        ),
        does_not_measure=DOES_NOT_MEASURE,
    )
    version = 1
    named_others: Sequence[NamedOther] = SISTERS
    tables = (_scores("aioe", "AIOE scores by occupation (Appendix A)", "AIOE"),)
    plausible: Sequence[Rule] = plausible_scores({"aioe": SOC_2010})
    default_version = "2021"

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        yield exposure_scores(rows, system=SOC_2010, measures={"score": self.dataset.slug})

    def fact_models(self):
        return (ExposureScore,)


@register
class FeltenLanguageModelingAioe(FeltenAioe):
    dataset = DatasetDeclaration(
        slug="felten-lm-aioe",
        title="Language Modeling AI Occupational Exposure",
        short_title="Felten et al. (Language Modeling AIOE)",
        publisher="Edward Felten, Manav Raj and Robert Seamans",
        homepage=HOMEPAGE,
        licence="Free to use with citation of the paper",
        citation={
            "type": "article",
            "title": "How will Language Modelers like ChatGPT Affect Occupations and Industries?",
            "author": AUTHORS,
            "issued": {"date-parts": [[2023]]},
            "DOI": "10.48550/arXiv.2303.01157",
        },
        measures=(
            "The AIOE measure with all weight on one application of AI, language modelling: how strongly the abilities an "
            "occupation needs are related to it."
        ),
        does_not_measure=DOES_NOT_MEASURE,
    )
    named_others = ()
    tables = (_scores("lm_aioe", "Language Modeling AIOE by occupation", "Language Modeling AIOE"),)
    plausible = plausible_scores({"lm_aioe": SOC_2010})
    default_version = "2023"
