"""Employment Projections of the U.S. Bureau of Labor Statistics: projected employment, worker characteristics and education by
occupation."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter

from citations.datasets import DatasetDeclaration
from citations.importing.cells import as_text
from citations.importing.importer import FactRows, Importer, RecognisedPart, one_release, register
from citations.importing.issues import Findings
from citations.importing.plausibility.codes import Among, Known, Titled
from citations.importing.plausibility.series import Series
from citations.importing.reading import Part, ReadMe, Row
from citations.importing.versions import VersionNames
from occupations.importers.bls_codes import expected_codes, note_vintage
from occupations.importers.bls_ep.spread_headings import one_row
from occupations.importers.bls_ep.tables import ASSIGNMENTS, ATTAINMENT, CHARACTERISTICS, PROJECTIONS, SPAN
from occupations.importers.bls_ep.totals import check_totals
from occupations.models import CodeSystem, EducationShare, Projection, WorkerCharacteristics

# 2024-2034: the second year is the tenth after the first.
TEN_YEARS = "|".join(rf"20{tens}(?P<of{tens}>\d)-20{tens + SPAN // 10}(?P=of{tens})" for tens in range(9))
SPELLINGS = [(r"(20\d\d) ?(?:-|/|to) ?(?:20)?(\d\d)", r"\1-20\2")]
PROJECTION_FIELDS = (
    "code",
    "title",
    "kind",
    "employment_base",
    "employment_projected",
    "share_base",
    "share_projected",
    "change",
    "change_percent",
    "openings",
)
# What hardly moves from one release to the next, and what is reckoned anew in each.
LEVELS = ("employment_base", "employment_projected", "share_base", "share_projected", "openings")
CHANGES = ("change", "change_percent")
SOC = CodeSystem.SOC_2018.value
# What BLS assigns, in its own words.
ASSIGNED = {
    "entry_education": (
        "Doctoral or professional degree", "Master's degree", "Bachelor's degree", "Associate's degree",
        "Postsecondary nondegree award", "Some college, no degree", "High school diploma or equivalent",
        "No formal educational credential",
    ),
    "related_experience": ("5 years or more", "Less than 5 years", "None"),
    "on_the_job_training": (
        "Internship/residency", "Apprenticeship", "Long-term on-the-job training", "Moderate-term on-the-job training",
        "Short-term on-the-job training", "None",
    ),
}  # fmt: skip
ENTRY_FIELDS = tuple(ASSIGNED)
CHARACTERISTICS_FIELDS = (
    "code",
    "self_employed_percent",
    "self_employed_status",
    "median_wage",
    "median_wage_status",
    *ENTRY_FIELDS,
)


@register
class BlsEp(Importer):
    dataset = DatasetDeclaration(
        slug="bls-ep",
        title="Employment Projections",
        short_title="BLS Employment Projections",
        publisher="U.S. Bureau of Labor Statistics",
        homepage="https://www.bls.gov/emp/",
        licence="Public domain",
        licence_url="https://www.bls.gov/bls/linksite.htm",
        citation={
            "type": "dataset",
            "title": "Employment Projections",
            "author": [{"literal": "U.S. Bureau of Labor Statistics"}],
            "publisher": "U.S. Department of Labor",
            "URL": "https://www.bls.gov/emp/data/occupational-data.htm",
        },
        measures=(
            "Employment by occupation in a base year and as projected ten years on, yearly openings from growth and replacement, "
            "and the education, experience and training that BLS assigns as typical for entry."
        ),
        does_not_measure=(
            "An effect of AI as such, the path between both years, short-term swings, vacancies, or shortages. Typical entry "
            "education is an assignment, not a requirement."
        ),
    )
    version = 2
    versions = VersionNames("base and last year", "2024-2034", TEN_YEARS, SPELLINGS)
    tables = (PROJECTIONS, CHARACTERISTICS, ATTAINMENT, ASSIGNMENTS)
    plausible = (
        Known(Projection, "code", expected=expected_codes, where={"kind": Projection.Kind.OCCUPATION.value}, to_the_end=True),
        Titled(Projection, "code", "title", SOC),
        *(Titled(table.key, "code", "title", SOC) for table in (CHARACTERISTICS, ATTAINMENT, ASSIGNMENTS)),
        Series(Projection, LEVELS, by=("kind",), typical={"employment_base": (2, 500)}),
        Series(Projection, CHANGES, by=("kind",), steady=0.4),
        Series(WorkerCharacteristics, ("self_employed_percent", "median_wage"), typical={"median_wage": (20_000, 160_000)}),
        Series(EducationShare, ("percent",), by=("level",)),
        *(Among(WorkerCharacteristics, column, listed) for column, listed in ASSIGNED.items()),
    )

    def one_header(self, rows: Sequence[Row]) -> Row | None:
        return one_row(rows)

    def find_version(self, parts: Sequence[RecognisedPart], others: Sequence[Part], readmes: Sequence[ReadMe]) -> str:
        """“2024 National Employment Matrix code” is the base year; projections reach ten years on."""
        return one_release({version for recognised in parts if (version := _stated_period(recognised))})

    def check(self, rows: Callable[[str], Iterator], findings: Findings) -> None:
        """Assignments are published in two tables; both have to say the same. Groups are the sums of their occupations."""
        check_totals(rows(PROJECTIONS.key), findings)
        occupations = [row.code for row in rows(PROJECTIONS.key) if row.kind == Projection.Kind.OCCUPATION]
        note_vintage(self.dataset.slug, occupations, findings)
        assigned = {
            row.code: (key, index, row)
            for key in (PROJECTIONS.key, CHARACTERISTICS.key)
            for index, row in enumerate(rows(key))
            if row.entry_education
        }
        for index, row in enumerate(rows(ASSIGNMENTS.key)):
            if row.code not in assigned:
                continue
            key, place, other = assigned[row.code]
            for name in ENTRY_FIELDS:
                if getattr(row, name) != getattr(other, name):
                    findings.error(
                        "assignment-differs",
                        f"{ASSIGNMENTS.label} assigns {row.code} “{getattr(row, name)}”; “{findings.heading(key, name)}” is "
                        f"“{getattr(other, name)}” in {findings.place(key, place).words}. Upload the tables of one release.",
                        at=findings.place(ASSIGNMENTS.key, index),
                        column=findings.heading(ASSIGNMENTS.key, name),
                        value=row.code,
                    )

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        if table_key == PROJECTIONS.key:
            lines = list(rows)
            yield FactRows(Projection, PROJECTION_FIELDS, map(attrgetter(*PROJECTION_FIELDS), lines))
            # Since 2023–33 the same table holds the characteristics.
            yield FactRows(WorkerCharacteristics, CHARACTERISTICS_FIELDS, _characteristics(lines))
        elif table_key == CHARACTERISTICS.key:
            yield FactRows(WorkerCharacteristics, CHARACTERISTICS_FIELDS, _characteristics(rows))
        elif table_key == ATTAINMENT.key:
            levels = [(level.value, level.name.lower()) for level in EducationShare.Level]
            shares = ((row.code, level, getattr(row, column), row.title[1]) for row in rows for level, column in levels)
            yield FactRows(EducationShare, ("code", "level", "percent", "is_exact"), shares)

    def fact_models(self):
        return (Projection, WorkerCharacteristics, EducationShare)


def _characteristics(rows: Iterable) -> Iterator[tuple]:
    """Characteristics of the rows of a table that has them; none of one that has not."""
    for row in rows:
        if row.self_employed is not None and row.median_wage is not None:
            yield (row.code, *row.self_employed, *row.median_wage, *(getattr(row, name) for name in ENTRY_FIELDS))


def _stated_period(recognised: RecognisedPart) -> str:
    header = next(row for row in recognised.part.rows() if row.number == recognised.header_row)
    for cell in header.cells:
        if found := re.match(r"(20\d\d) National Employment Matrix code", as_text(cell), re.IGNORECASE):
            return f"{found[1]}-{int(found[1]) + SPAN}"
    return ""
