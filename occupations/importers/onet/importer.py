"""Reads a release of the O*NET database."""

import re
from collections.abc import Iterable, Iterator, Sequence

from django.db import models

from citations.datasets import DatasetDeclaration
from citations.importing.importer import FactRows, Importer, MixedReleases, RecognisedPart, register
from citations.importing.reading import Part, ReadMe
from citations.importing.tables import Table
from occupations.importers.onet.aspects import ASPECTS
from occupations.importers.onet.destinations import DESTINATIONS


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
            "What U.S. occupations are: their definitions, the titles people go by, the tasks of the work, and ratings of the "
            "abilities, skills, knowledge, activities and conditions it involves, collected from workers, analysts and experts."
        ),
        does_not_measure=(
            "How many people do the work, what they earn, or what any one employer asks for. Occupations are updated on a "
            "rolling basis, so statements of one release were collected in different years."
        ),
    )
    version = 2
    tables: Sequence[Table] = tuple(destination.table for destination in DESTINATIONS)
    aspects = ASPECTS

    def find_version(self, parts: Sequence[RecognisedPart], others: Sequence[Part], readmes: Sequence[ReadMe]) -> str:
        """“O*NET 30.2 Database” of the Read Me, else the number of the archive's folder (db_30_3_csv)."""
        named = {found[1] for readme in readmes if (found := re.search(r"O\*NET (\d+\.\d+) Database", readme.text))}
        if not named:
            members = [recognised.part.file.partition(" › ")[2] for recognised in parts]
            named = {f"{found[1]}.{found[2]}" for member in members if (found := re.match(r"db_(\d+)_(\d+)_\w+/", member))}
        if len(named) > 1:
            raise MixedReleases(sorted(named))
        return named.pop() if named else ""

    def find_published(self, version: str, readmes: Sequence[ReadMe]) -> str:
        """“February 2026 Release”, the second line of the Read Me."""
        found = (re.search(r"^\s*([A-Z][a-z]+ 20\d\d) Release\s*$", readme.text, re.MULTILINE) for readme in readmes)
        return next((line[1] for line in found if line), "")

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        destination = next(destination for destination in DESTINATIONS if destination.table.key == table_key)
        fields = destination.table.row_type._fields
        if destination.constants:
            values = tuple(destination.constants.values())
            rows = (row + values for row in rows)
        yield FactRows(destination.model, (*fields, *destination.constants), rows)

    def fact_label(self, model: type[models.Model]) -> str:
        """The table's own name, where all of its facts come from one."""
        labels = [destination.table.label for destination in DESTINATIONS if destination.model is model]
        return labels[0] if len(labels) == 1 else super().fact_label(model)

    def fact_models(self):
        return tuple(dict.fromkeys(destination.model for destination in DESTINATIONS))
