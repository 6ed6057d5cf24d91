"""Susceptibility to computerisation, as Frey and Osborne estimated it in 2013: the index of the paper's appendix, and a
redistribution of it with other figures, read only to compare."""

from collections.abc import Callable, Iterable, Iterator

from citations.datasets import DatasetDeclaration
from citations.importing.cells import decimal, integer, text
from citations.importing.importer import FactRows, Importer, NamedOther, register
from citations.importing.issues import Findings
from citations.importing.tables import Column, Reference, Table
from occupations.importers.codes import SOC_CODE
from occupations.importers.scores import exposure_scores, plausible_scores
from occupations.models import CodeSystem, ExposureScore

SOC_2010 = CodeSystem.SOC_2010.value
# The wage survey of 2010, whose occupations are scored, had these of its own.
OWN_CODES = {
    "13-1078", "15-1179", "15-1799", "25-3999", "29-1111", "29-2037", "29-2799", "29-9799", "31-9799", "39-4831", "47-4799",
    "49-9799", "51-9399",
}  # fmt: skip
PROBABILITY = decimal(0, 1)

INDEX = Table(
    key="index",
    label="Automation risk index",
    columns=(
        Column("rank", "Rank", integer(1)),
        Column("probability", "Probability", PROBABILITY),
        Column("label", "Label", integer(0, 1), nullable=True),
        Column("code", "SOC code", SOC_CODE),
        Column("title", "Occupation", text(200)),
    ),
    unique=("code",),
)

REDISTRIBUTION = Table(
    key="redistribution",
    label="Redistribution with wages and employment (raw)",
    columns=(
        Column("rank", "_ - rank", integer(1)),
        Column("code", "_ - code", SOC_CODE),
        Column("probability", "prob", PROBABILITY),
    ),
    required=False,
    unique=("code",),
    references=(Reference(("code",), INDEX.key, ("code",)),),
    open_end=True,
)


@register
class FreyOsborne(Importer):
    dataset = DatasetDeclaration(
        slug="frey-osborne",
        title="The Future of Employment: How Susceptible Are Jobs to Computerisation?",
        short_title="Frey & Osborne",
        publisher="Carl Benedikt Frey and Michael A. Osborne",
        homepage="https://www.oxfordmartin.ox.ac.uk/publications/the-future-of-employment",
        licence="Free to use with citation of the paper",
        citation={
            "type": "article-journal",
            "title": "The future of employment: How susceptible are jobs to computerisation?",
            "author": [
                {"family": "Frey", "given": "Carl Benedikt"},
                {"family": "Osborne", "given": "Michael A."},
            ],
            "container-title": "Technological Forecasting and Social Change",
            "volume": "114",
            "page": "254-280",
            "issued": {"date-parts": [[2017]]},
            "DOI": "10.1016/j.techfore.2016.08.019",
        },
        measures=(
            "A classifier's probability that all tasks of an occupation could be done by computer-controlled equipment, given "
            "the technology foreseen in 2013; trained on the authors' own labels for 70 occupations and nine O*NET variables."
        ),
        does_not_measure=(
            "Anything about language models, which came later; whether or when jobs are automated; how many jobs are lost. It is "
            "a historical estimate and part of no current ranking here."
        ),
    )
    version = 1
    named_others = (
        NamedOther(
            label="the intensity of routine, abstract and manual tasks of Autor and Dorn, by the 1990 census codes of Dorn",
            advice=("No occupation here has such a code, and no bridge to them is known here, so it is not read. Leave it out."),
            headings=("occ1990dd", "task_routine"),
        ),
        NamedOther(
            label="the suitability for machine learning (SML) of Brynjolfsson, Mitchell and Rock",
            advice="This study is not read here. Leave it out.",
            headings=("O*NET-SOC Code", "mSML"),
        ),
    )
    tables = (INDEX, REDISTRIBUTION)
    plausible = plausible_scores({INDEX.key: SOC_2010}, OWN_CODES)
    default_version = "2013"

    def check(self, rows: Callable[[str], Iterator], findings: Findings) -> None:
        """Where a redistribution comes along, it has to tell the same ranks and probabilities."""
        index = {row.code: (row.rank, row.probability) for row in rows(INDEX.key)}
        redistributed = set()
        for place, row in enumerate(rows(REDISTRIBUTION.key)):
            redistributed.add(row.code)
            if (row.rank, row.probability) != index[row.code]:
                findings.error(
                    "files-contradict",
                    f"{REDISTRIBUTION.label} gives {row.code} rank {row.rank} and probability {row.probability:g}; {INDEX.label} "
                    f"gives rank {index[row.code][0]} and {index[row.code][1]:g}. Compare both with the appendix of the paper.",
                    at=findings.place(REDISTRIBUTION.key, place),
                    column=findings.heading(REDISTRIBUTION.key, "probability"),
                    value=row.code,
                )

        absent = [code for code in index if code not in redistributed]
        if redistributed and absent:
            findings.error(
                "files-contradict",
                f"{REDISTRIBUTION.label} lacks {len(absent)} of the {len(index)} occupations of {INDEX.label}, {absent[0]} first."
                " The file is cut off or another one; download it again, or leave it out.",
                column=findings.heading(REDISTRIBUTION.key, "code"),
                value=absent[0],
            )

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        if table_key == INDEX.key:
            measures = {"probability": "frey-osborne-probability"}
            yield exposure_scores(rows, system=SOC_2010, measures=measures)

    def fact_models(self):
        return (ExposureScore,)
