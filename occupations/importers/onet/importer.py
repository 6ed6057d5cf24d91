"""Reads occupations, job titles and task statements of an O*NET database release."""

import re
from collections.abc import Iterable, Iterator, Sequence

from citations.datasets import DatasetDeclaration
from citations.importing.importer import FactRows, Importer, MixedReleases, RecognisedPart, register
from citations.importing.reading import Leaflet, Part
from occupations.importers.onet.tables import ALTERNATE_TITLES, OCCUPATION_DATA, REPORTED_TITLES, TASK_STATEMENTS
from occupations.models import JobTitle, Occupation, TaskStatement

PUBLISHED = {"30.1": "December 2025", "30.2": "February 2026", "30.3": "May 2026"}


@register
class Onet(Importer):
    dataset = DatasetDeclaration(
        slug="onet",
        title="O*NET Database",
        short_title="O*NET",
        publisher="U.S. Department of Labor / National Center for O*NET Development",
        homepage="https://www.onetcenter.org/database.html",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        citation={
            "type": "dataset",
            "title": "O*NET Database",
            "author": [{"literal": "National Center for O*NET Development"}],
            "publisher": "U.S. Department of Labor, Employment and Training Administration",
            "URL": "https://www.onetcenter.org/database.html",
        },
        measures=(
            "What U.S. occupations are: their definitions, the titles people go by, and the tasks of the work, collected from "
            "workers and occupational experts."
        ),
        does_not_measure=(
            "How many people do the work, what they earn, or what any one employer asks for. Occupations are updated on a "
            "rolling basis, so statements of one release were collected in different years."
        ),
    )
    version = 1
    tables = (OCCUPATION_DATA, REPORTED_TITLES, ALTERNATE_TITLES, TASK_STATEMENTS)

    def find_version(self, parts: Sequence[RecognisedPart], others: Sequence[Part], leaflets: Sequence[Leaflet]) -> str:
        """“O*NET 30.2 Database” of the Read Me, else the number of the archive's folder (db_30_3_csv)."""
        named = {found[1] for leaflet in leaflets if (found := re.search(r"O\*NET (\d+\.\d+) Database", leaflet.text))}
        if not named:
            members = [recognised.part.file.partition(" › ")[2] for recognised in parts]
            named = {f"{found[1]}.{found[2]}" for member in members if (found := re.match(r"db_(\d+)_(\d+)_\w+/", member))}
        if len(named) > 1:
            raise MixedReleases(sorted(named))
        return named.pop() if named else ""

    def published_on(self, version: str) -> str:
        return PUBLISHED.get(version, "")

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        match table_key:
            case OCCUPATION_DATA.key:
                yield FactRows(Occupation, OCCUPATION_DATA.row_type._fields, rows)
            case REPORTED_TITLES.key:
                yield _titles((row.code, row.title, JobTitle.Kind.REPORTED.value, row.in_my_next_move, "", "") for row in rows)
            case ALTERNATE_TITLES.key:
                yield _titles(
                    (row.code, row.title, JobTitle.Kind.ALTERNATE.value, False, row.short_title or "", row.sources or "")
                    for row in rows
                )
            case TASK_STATEMENTS.key:
                yield FactRows(
                    TaskStatement,
                    TASK_STATEMENTS.row_type._fields,
                    (row._replace(task_type=row.task_type or "") for row in rows),
                )

    def fact_models(self):
        return (Occupation, JobTitle, TaskStatement)


def _titles(rows: Iterable[tuple]) -> FactRows:
    return FactRows(JobTitle, ("code", "title", "kind", "in_my_next_move", "short_title", "sources"), rows)
