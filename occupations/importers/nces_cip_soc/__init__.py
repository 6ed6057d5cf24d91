"""Fields of study and the occupations they prepare for (NCES): the sheet CIP-SOC; the workbook's other sheets are parts of it or
the same the other way round."""

from collections.abc import Iterable, Iterator

from citations.datasets import DatasetDeclaration
from citations.importing.cells import Cell, CellError, text
from citations.importing.importer import FactRows, Importer, register
from citations.importing.plausibility.codes import Known, Titled
from citations.importing.plausibility.series import Kept
from citations.importing.tables import Column, Table
from occupations.importers.codes import CIP_CODE, SOC_CODE
from occupations.models import CodeSystem, StudyField, StudyFieldOccupation

FAMILIES = {
    "01": "Agricultural/Animal/Plant/Veterinary Science and Related Fields",
    "03": "Natural Resources and Conservation",
    "04": "Architecture and Related Services",
    "05": "Area, Ethnic, Cultural, Gender, and Group Studies",
    "09": "Communication, Journalism, and Related Programs",
    "10": "Communications Technologies/Technicians and Support Services",
    "11": "Computer and Information Sciences and Support Services",
    "12": "Culinary, Entertainment, and Personal Services",
    "13": "Education",
    "14": "Engineering",
    "15": "Engineering/Engineering-Related Technologies/Technicians",
    "16": "Foreign Languages, Literatures, and Linguistics",
    "19": "Family and Consumer Sciences/Human Sciences",
    "22": "Legal Professions and Studies",
    "23": "English Language and Literature/Letters",
    "24": "Liberal Arts and Sciences, General Studies and Humanities",
    "25": "Library Science",
    "26": "Biological and Biomedical Sciences",
    "27": "Mathematics and Statistics",
    "28": "Military Science, Leadership and Operational Art",
    "29": "Military Technologies and Applied Sciences",
    "30": "Multi/Interdisciplinary Studies",
    "31": "Parks, Recreation, Leisure, Fitness, and Kinesiology",
    "32": "Basic Skills and Developmental/Remedial Education",
    "33": "Citizenship Activities",
    "34": "Health-Related Knowledge and Skills",
    "35": "Interpersonal and Social Skills",
    "36": "Leisure and Recreational Activities",
    "37": "Personal Awareness and Self-Improvement",
    "38": "Philosophy and Religious Studies",
    "39": "Theology and Religious Vocations",
    "40": "Physical Sciences",
    "41": "Science Technologies/Technicians",
    "42": "Psychology",
    "43": "Homeland Security, Law Enforcement, Firefighting and Related Protective Services",
    "44": "Public Administration and Social Service Professions",
    "45": "Social Sciences",
    "46": "Construction Trades",
    "47": "Mechanic and Repair Technologies/Technicians",
    "48": "Precision Production",
    "49": "Transportation and Materials Moving",
    "50": "Visual and Performing Arts",
    "51": "Health Professions and Related Programs",
    "52": "Business, Management, Marketing, and Related Support Services",
    "53": "High School/Secondary Diplomas and Certificates",
    "54": "History",
    "60": "Health Professions Residency/Fellowship Programs",
    "61": "Medical Residency/Fellowship Programs",
}

# Only a revision of a classification changes many of the lines.
REVISED = 0.1
MATCHED = {"soc_code__gt": ""}
NO_FIELD, NO_OCCUPATION = "99.9999", "99-9999"


def cip_code(cell: Cell) -> str:
    """A CIP code of a family of CIP 2020, or the code for 'no match'."""
    code = str(CIP_CODE(cell))
    if code != NO_FIELD and code[:2] not in FAMILIES:
        raise CellError("a CIP code of a series of CIP 2020 like 10.0203")
    return code


def one_side_matches(row) -> tuple[str, str] | None:
    """A line without a field has an occupation."""
    return (
        ("soc_code", "a SOC code, as the line has no field of study")
        if row.cip_code == NO_FIELD and row.soc_code == NO_OCCUPATION
        else None
    )


CROSSWALK = Table(
    key="crosswalk",
    label="CIP-SOC",
    columns=(
        Column("cip_code", "CIP2020Code", cip_code),
        Column("cip_title", "CIP2020Title", text(200)),
        Column("soc_code", "SOC2018Code", SOC_CODE),
        Column("soc_title", "SOC2018Title", text(200)),
    ),
    unique=("cip_code", "soc_code"),
    sheets=("CIP-SOC",),
    cross_check=one_side_matches,
)


@register
class NcesCipSoc(Importer):
    dataset = DatasetDeclaration(
        slug="nces-cip-soc",
        title="CIP 2020 to SOC 2018 crosswalk",
        short_title="NCES CIP–SOC crosswalk",
        publisher="National Center for Education Statistics",
        homepage="https://nces.ed.gov/ipeds/cipcode/post3.aspx?y=56",
        licence="Public domain",
        citation={
            "type": "dataset",
            "title": "CIP 2020 to SOC 2018 Crosswalk",
            "author": [
                {"literal": "National Center for Education Statistics"},
                {"literal": "U.S. Bureau of Labor Statistics"},
            ],
            "publisher": "U.S. Department of Education",
            "issued": {"date-parts": [[2020]]},
            "URL": "https://nces.ed.gov/ipeds/cipcode/post3.aspx?y=56",
        },
        measures=(
            "Which occupations a postsecondary programme in a field of study prepares for directly, as NCES and BLS classify it."
        ),
        does_not_measure=(
            "What an occupation requires, what its workers have studied, or where graduates of a field end up working."
        ),
    )
    version = 1
    tables = (CROSSWALK,)
    plausible = (
        Known(StudyFieldOccupation, "soc_code", CodeSystem.SOC_2018.value, where=MATCHED),
        Titled(StudyField, "code", "title"),
        Titled(CROSSWALK.key, "soc_code", "soc_title", CodeSystem.SOC_2018.value),
        Kept(StudyFieldOccupation, lost=REVISED),
    )
    default_version = "2020"

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        lines = list(rows)
        titles = {line.cip_code: line.cip_title for line in lines if line.cip_code != NO_FIELD}
        yield FactRows(
            StudyField,
            ("code", "title", "family_code", "family_title"),
            ((code, title.rstrip("."), code[:2], FAMILIES[code[:2]]) for code, title in titles.items()),
        )
        yield FactRows(
            StudyFieldOccupation,
            ("field_code", "soc_code"),
            (
                (
                    "" if line.cip_code == NO_FIELD else line.cip_code,
                    "" if line.soc_code == NO_OCCUPATION else line.soc_code,
                )
                for line in lines
            ),
        )

    def fact_models(self):
        return (StudyField, StudyFieldOccupation)
