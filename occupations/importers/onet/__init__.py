"""The O*NET database: its tables, in every generation and edition of its files since 25.1, and which facts each becomes.

CSV files and workbooks repeat titles of occupations, elements and scales, which are read from their reference tables alone."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from django.db import models

from citations.datasets import DatasetDeclaration
from citations.importing.cells import as_text
from citations.importing.importer import Aspects, FactRows, Importer, NamedOther, RecognisedPart, one_release, register
from citations.importing.issues import Findings
from citations.importing.plausibility.codes import Known, Titled
from citations.importing.plausibility.judged import CodeList
from citations.importing.plausibility.series import Kept, Series
from citations.importing.reading import Part, ReadMe
from citations.importing.tables import Table
from occupations import models as facts
from occupations.importers.codes import INTERMEDIATE_ACTIVITIES, ONET_NUMBERS, TASK_NUMBERS
from occupations.importers.onet import descriptions, ratings

# Numbers and ids that keep what they stand for from release to release.
NAMED = (
    (facts.Element, "element_id", "title"),
    (facts.TaskStatement, "task_id", "statement"),
    (facts.EmergingTask, "original_task_id", "original_statement"),
    (facts.IntermediateActivity, "activity_id", "title"),
    (facts.DetailedActivity, "activity_id", "title"),
    (facts.TechnologySkill, "category_id", "category_title"),
    (facts.ToolUsed, "category_id", "category_title"),
    (facts.Commodity, "commodity_code", "title"),
    (facts.ScaleCategory, ("element_id", "scale", "category"), "description"),
    (facts.LevelAnchor, ("element_id", "scale", "value"), "description"),
)
EDITIONS_READ = "Upload the text, Excel or CSV edition of the same release, from the same page of the publisher."
# Codes of computer occupations by SOC 2000 and 2010; since 2018 all begin with 15-12 and 15-2.
OLDER_CODES = ("15-10", "15-11")
OTHER_EDITIONS = (
    NamedOther(
        "the SQL edition of the O*NET database (MySQL, SQL Server or Oracle)",
        EDITIONS_READ,
        names=r"\bdb_\d+_\d+_(sql|mysql|mssql|oracle)\b|\b\d\d_\w+\.sql$",
    ),
    NamedOther(
        "the JSON edition of the O*NET database",
        EDITIONS_READ,
        names=r"\bdb_\d+_\d+_json\b|\b(occupation_data|task_statements|task_ratings|content_model_reference)\.json$",
    ),
    NamedOther("the RDF edition of the O*NET database", EDITIONS_READ, names=r"\bdb_\d+_\d+_(nt|ttl|rdf|jsonld)\b"),
)


@dataclass(frozen=True)
class Destination:
    """A table, the facts its rows become, and what every one of them holds besides."""

    table: Table
    model: type[models.Model]
    constants: Mapping[str, object] = field(default_factory=dict)


REPORTED = {"kind": facts.JobTitle.Kind.REPORTED.value, "short_title": "", "sources": ""}
ALTERNATE = {"kind": facts.JobTitle.Kind.ALTERNATE.value, "in_my_next_move": False}

# Scales come first: ratings are held to their bounds as they are read.
DESTINATIONS = (
    Destination(ratings.SCALES, facts.Scale),
    Destination(ratings.CONTENT_MODEL, facts.Element),
    Destination(descriptions.OCCUPATION_DATA, facts.Occupation),
    Destination(descriptions.REPORTED_TITLES, facts.JobTitle, REPORTED),
    Destination(descriptions.ALTERNATE_TITLES, facts.JobTitle, ALTERNATE),
    Destination(descriptions.TASK_STATEMENTS, facts.TaskStatement),
    Destination(ratings.TASK_RATINGS, facts.TaskRating),
    Destination(descriptions.EMERGING_TASKS, facts.EmergingTask),
    *(Destination(table, facts.Rating) for table in ratings.RATINGS),
    Destination(ratings.LEVEL_ANCHORS, facts.LevelAnchor),
    Destination(ratings.EDUCATION_CATEGORIES, facts.ScaleCategory),
    Destination(ratings.CONTEXT_CATEGORIES, facts.ScaleCategory),
    Destination(ratings.TASK_CATEGORIES, facts.ScaleCategory, {"element_id": ""}),
    *(Destination(table, facts.ElementLink) for table in ratings.LINKS),
    Destination(descriptions.INTERMEDIATE_ACTIVITIES, facts.IntermediateActivity),
    Destination(descriptions.DETAILED_ACTIVITIES, facts.DetailedActivity),
    Destination(descriptions.TASK_ACTIVITIES, facts.TaskActivity),
    Destination(descriptions.TECHNOLOGY_SKILLS, facts.TechnologySkill),
    Destination(descriptions.TOOLS_USED, facts.ToolUsed),
    Destination(descriptions.COMMODITIES, facts.Commodity),
    Destination(descriptions.JOB_ZONE_REFERENCE, facts.JobZone),
    Destination(descriptions.JOB_ZONES, facts.OccupationJobZone),
    Destination(descriptions.RELATED_OCCUPATIONS, facts.RelatedOccupation),
)


def _rated(element_id: object) -> str:
    branch = str(element_id)
    return next(
        (label for label, prefixes in ratings.RATING_BRANCHES.items() if any(f"{branch}.".startswith(f"{p}.") for p in prefixes)),
        "Ratings of other elements",
    )


def _scaled(scale: object) -> str:
    if scale == "FT":
        return "Task Categories"
    return "Work Context Categories" if str(scale).startswith("C") else "Education, Training, and Experience Categories"


ASPECTS: dict[type[models.Model], Aspects] = {
    facts.ScaleCategory: Aspects("scale", _scaled),
    facts.Rating: Aspects("element_id", _rated),
    facts.JobTitle: Aspects(
        "kind", lambda kind: "Sample of Reported Titles" if kind == facts.JobTitle.Kind.REPORTED else "Alternate Titles"
    ),
}


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
    versions = ONET_NUMBERS
    tables: Sequence[Table] = tuple(destination.table for destination in DESTINATIONS)
    named_others = OTHER_EDITIONS
    aspects = ASPECTS
    code_lists = (
        CodeList(facts.CodeSystem.ONET_SOC_2019.value, facts.Occupation, "code", "title"),
        CodeList(INTERMEDIATE_ACTIVITIES, facts.IntermediateActivity, "activity_id", "title"),
        CodeList(TASK_NUMBERS, facts.TaskStatement, "task_id", "statement"),
    )
    plausible = (
        Known(facts.Occupation, "code", facts.CodeSystem.ONET_SOC_2019.value),
        Titled(facts.Occupation, "code", "title", facts.CodeSystem.ONET_SOC_2019.value),
        *(Titled(model, code, title) for model, code, title in NAMED),
        Kept(facts.Occupation),
        Kept(facts.TaskStatement),
        Kept(facts.JobTitle, by=("kind",)),
        # Categories of software were given other numbers in 30.3, as activities were.
        Kept(facts.TechnologySkill, but=("category_id",)),
        Kept(facts.ToolUsed),
        Kept(facts.RelatedOccupation),
        Series(facts.OccupationJobZone, ("zone",)),
        Series(facts.Rating, ("value",), by=("scale",), branch=("element_id", 3)),
        Series(facts.TaskRating, ("value",), by=("scale",)),
    )

    def find_version(self, parts: Sequence[RecognisedPart], others: Sequence[Part], readmes: Sequence[ReadMe]) -> str:
        """“O*NET 30.2 Database” of the Read Me, else the number of the archive's folder (db_30_3_csv)."""
        named = {match[1] for readme in readmes if (match := re.search(r"O\*NET (\d+\.\d+) Database", readme.text))}
        if not named:
            members = [recognised.part.file.partition(" › ")[2] for recognised in parts]
            named = {f"{match[1]}.{match[2]}" for member in members if (match := re.match(r"db_(\d+)_(\d+)_\w+/", member))}
        return one_release(named)

    def version_from_path(self, path: PurePath) -> str:
        """30.2 for db_30_2_excel.zip."""
        match = re.search(r"\bdb_(\d+)_(\d+)_(text|csv|excel)\b", str(path))
        return f"{match[1]}.{match[2]}" if match else ""

    def find_published(self, version: str, readmes: Sequence[ReadMe]) -> str:
        """“February 2026 Release”, the second line of the Read Me."""
        lines = (re.search(r"^\s*([A-Z][a-z]+ 20\d\d) Release\s*$", readme.text, re.MULTILINE) for readme in readmes)
        return next((line[1] for line in lines if line), "")

    def takes(self, parts: Sequence[RecognisedPart], version: str, findings: Findings) -> bool:
        """Only releases by O*NET-SOC 2019: pages, crosswalks and studies go by its codes."""
        for recognised in parts:
            if recognised.table is not descriptions.OCCUPATION_DATA:
                continue
            at = recognised.match.positions["code"]
            older = (
                row
                for row in recognised.part.rows()
                if as_text(row.cells[at] if at < len(row.cells) else None).startswith(OLDER_CODES)
            )
            if row := next(older, None):
                code = as_text(row.cells[at])
                findings.error(
                    "other-taxonomy",
                    f"This is O*NET {version or '(of an unknown release)'} by O*NET-SOC 2010 or an older taxonomy: O*NET-SOC "
                    f"2019 has no code {code}. Pages here are by O*NET-SOC 2019, and old codes have no single new one each. "
                    "Upload release 25.1 (November 2020), which was the first by O*NET-SOC 2019, or a later one.",
                    at=recognised.part.at(row.number),
                    column=recognised.heading("code"),
                    value=code,
                )
                return False
        return True

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
