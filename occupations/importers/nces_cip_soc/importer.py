"""Reads fields of study and the occupations they prepare for."""

from collections.abc import Iterable, Iterator

from citations.datasets import DatasetDeclaration
from citations.importing.importer import FactRows, Importer, register
from occupations.importers.nces_cip_soc.families import FAMILIES
from occupations.importers.nces_cip_soc.tables import CROSSWALK, NO_FIELD, NO_OCCUPATION
from occupations.models import StudyField, StudyFieldOccupation


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
