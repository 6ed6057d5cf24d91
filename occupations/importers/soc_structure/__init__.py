"""The U.S. classification of occupations and the bridges between its vintages: the SOC 2018 structure as O*NET-SOC 2019 extends
it, with one column a level, and three crosswalks of two codes each."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from citations.datasets import DatasetDeclaration
from citations.importing.cells import Parser, text
from citations.importing.importer import FactRows, Importer, register
from citations.importing.issues import Findings
from citations.importing.plausibility.codes import Beginning, Titled
from citations.importing.plausibility.judged import CodeList
from citations.importing.plausibility.series import Kept
from citations.importing.tables import Column, Table
from occupations.importers.codes import ONET_SOC_CODE, SOC_CODE
from occupations.models import CodeSystem, CrosswalkEdge, SocGroup

Level = SocGroup.Level


def _crosswalk(key: str, label: str, start: tuple[str, Parser], end: tuple[str, Parser], **rules: Any) -> Table:
    """A table of codes and titles of two vintages. `start` and `end`: how headings of each begin, and the form of its codes."""
    columns = []
    for side, (vintage, code) in (("from", start), ("to", end)):
        columns += [Column(f"{side}_code", f"{vintage} Code", code), Column(f"{side}_title", f"{vintage} Title", text(200))]
    return Table(key=key, label=label, columns=tuple(columns), **rules)


OLD_SOC, SOC = ("2010 SOC", SOC_CODE), ("2018 SOC", SOC_CODE)
OLD_ONET_SOC, ONET_SOC = ("O*NET-SOC 2010", ONET_SOC_CODE), ("O*NET-SOC 2019", ONET_SOC_CODE)
EDGE = ("from_code", "to_code")
SOC_2010_TO_2018 = _crosswalk("soc_2010_to_2018", "SOC 2010 to SOC 2018", OLD_SOC, SOC, unique=EDGE)
ONET_2010_TO_2019 = _crosswalk(
    "onet_2010_to_2019", "O*NET-SOC 2010 to O*NET-SOC 2019", OLD_ONET_SOC, ONET_SOC, required=False, unique=EDGE
)
ONET_2019_TO_SOC = _crosswalk("onet_2019_to_soc", "O*NET-SOC 2019 to SOC 2018", ONET_SOC, SOC, unique=("from_code",))

LEVELS = (Level.MAJOR, Level.MINOR, Level.BROAD, Level.DETAILED, Level.ONET)


def one_code_a_row(row) -> tuple[str, str] | None:
    """The level of an entry is told by the column its code stands in."""
    filled = [level.value for level in LEVELS if getattr(row, level.value)]
    if len(filled) != 1:
        return filled[1] if filled else Level.MAJOR.value, "one code a row, in the column of its level"
    return None


STRUCTURE = Table(
    key="structure",
    label="O*NET-SOC 2019 structure",
    columns=(
        Column(Level.MAJOR.value, "Major Group", SOC_CODE, nullable=True),
        Column(Level.MINOR.value, "Minor Group", SOC_CODE, nullable=True),
        Column(Level.BROAD.value, "Broad Occupation", SOC_CODE, nullable=True),
        Column(Level.DETAILED.value, "Detailed Occupation", SOC_CODE, nullable=True),
        Column(Level.ONET.value, "Detailed O*NET-SOC", ONET_SOC_CODE, nullable=True),
        Column("title", "SOC or O*NET-SOC 2019 Title", text(200)),
    ),
    unique=("major", "minor", "broad", "detailed", "onet"),
    cross_check=one_code_a_row,
)

SYSTEMS = {
    SOC_2010_TO_2018.key: (CodeSystem.SOC_2010.value, CodeSystem.SOC_2018.value),
    ONET_2010_TO_2019.key: (CodeSystem.ONET_SOC_2010.value, CodeSystem.ONET_SOC_2019.value),
    ONET_2019_TO_SOC.key: (CodeSystem.ONET_SOC_2019.value, CodeSystem.SOC_2018.value),
}


SOC_2010, SOC_2018 = CodeSystem.SOC_2010.value, CodeSystem.SOC_2018.value
ONET_SOC_2010, ONET_SOC_2019 = CodeSystem.ONET_SOC_2010.value, CodeSystem.ONET_SOC_2019.value
GROUPS = {"level__in": [level.value for level in LEVELS if level != Level.ONET]}


def groups_above(code: str) -> tuple[str, ...]:
    """Codes of the broad, minor and major groups that a code of SOC 2010 belongs to, which the crosswalk does not list."""
    return f"{code[:6]}0", f"{code[:5]}00", f"{code[:4]}000", f"{code[:2]}-0000"


CODE_LISTS = (
    CodeList(SOC_2018, SocGroup, "code", "title", where=GROUPS),
    CodeList(ONET_SOC_2019, SocGroup, "code", "title", where={"level": Level.ONET.value}),
    CodeList(
        SOC_2010,
        CrosswalkEdge,
        "from_code",
        where={"from_system": SOC_2010},
        leads_to="to_code",
        next_system=SOC_2018,
        groups=groups_above,
    ),
    CodeList(
        ONET_SOC_2010,
        CrosswalkEdge,
        "from_code",
        where={"from_system": ONET_SOC_2010},
        leads_to="to_code",
        next_system=ONET_SOC_2019,
    ),
    CodeList(
        ONET_SOC_2019, CrosswalkEdge, "from_code", where={"from_system": ONET_SOC_2019}, leads_to="to_code", next_system=SOC_2018
    ),
)
# Tables whose titles are those of the structure, on the side of them that is meant; SOC 2018 kept most codes of 2010 with theirs.
TITLED = (
    (SOC_2010_TO_2018.key, "from", CODE_LISTS[0]),
    (SOC_2010_TO_2018.key, "to", CODE_LISTS[0]),
    (ONET_2010_TO_2019.key, "from", CODE_LISTS[1]),
    (ONET_2010_TO_2019.key, "to", CODE_LISTS[1]),
    (ONET_2019_TO_SOC.key, "from", CODE_LISTS[1]),
    (ONET_2019_TO_SOC.key, "to", CODE_LISTS[0]),
)
# Only a revision of a classification changes many of these.
REVISED = 0.1


@register
class SocStructure(Importer):
    dataset = DatasetDeclaration(
        slug="soc-structure",
        title="Standard Occupational Classification 2018 and O*NET-SOC 2019: structure and crosswalks",
        short_title="SOC 2018 / O*NET-SOC 2019 structure",
        publisher="U.S. Bureau of Labor Statistics; National Center for O*NET Development",
        homepage="https://www.onetcenter.org/taxonomy.html",
        licence="Public domain (BLS); CC BY 4.0 (O*NET-SOC)",
        licence_url="https://www.onetcenter.org/license_db.html",
        citation={
            "type": "dataset",
            "title": "O*NET-SOC 2019 Taxonomy and Standard Occupational Classification (SOC) crosswalks",
            "author": [
                {"literal": "U.S. Bureau of Labor Statistics"},
                {"literal": "National Center for O*NET Development"},
            ],
            "publisher": "U.S. Department of Labor",
            "URL": "https://www.onetcenter.org/taxonomy.html",
        },
        measures=(
            "How U.S. occupations are grouped (major, minor and broad groups, detailed and O*NET-SOC occupations), and which "
            "codes of one vintage of the classification lead to which of the next."
        ),
        does_not_measure=(
            "How many people of an old code belong to each of several new ones: the crosswalks carry no weights, so a figure "
            "that comes over a bridge is the old occupation's, not the new one's own."
        ),
    )
    version = 1
    tables = (STRUCTURE, SOC_2010_TO_2018, ONET_2010_TO_2019, ONET_2019_TO_SOC)
    code_lists = CODE_LISTS
    plausible = (
        Titled(SocGroup, "code", "title"),
        *(Titled(table, f"{side}_code", f"{side}_title", within=titles) for table, side, titles in TITLED),
        Beginning(CrosswalkEdge, "from_code", "to_code", {"from_system": ONET_SOC_2019, "to_system": SOC_2018}),
        Kept(SocGroup, by=("level",), lost=REVISED),
        Kept(CrosswalkEdge, by=("from_system", "to_system"), lost=REVISED),
    )
    default_version = "2019"

    def check(self, rows: Callable[[str], Iterator], findings: Findings) -> None:
        detailed = {row.detailed for row in rows(STRUCTURE.key) if row.detailed}
        for table in (SOC_2010_TO_2018, ONET_2019_TO_SOC):
            first: dict[str, int] = {}
            for index, row in enumerate(rows(table.key)):
                first.setdefault(row.to_code, index)
            for unknown in sorted(first.keys() - detailed):
                findings.error(
                    "soc-code-not-in-structure",
                    f"{table.label} leads to {unknown}, which is not a detailed occupation of the structure. "
                    "Upload crosswalks and structure of the same vintage.",
                    at=findings.place(table.key, first[unknown]),
                    column=findings.heading(table.key, "to_code"),
                    value=unknown,
                )

    def facts(self, table_key: str, rows: Iterable) -> Iterator[FactRows]:
        if table_key == STRUCTURE.key:
            yield FactRows(SocGroup, ("code", "title", "level", "parent_code"), _groups(rows))
            return
        from_system, to_system = SYSTEMS[table_key]
        yield FactRows(
            CrosswalkEdge,
            ("from_system", "from_code", "to_system", "to_code", "weight"),
            ((from_system, row.from_code, to_system, row.to_code, None) for row in rows),
        )

    def fact_models(self):
        return (SocGroup, CrosswalkEdge)


def _groups(rows: Iterable) -> Iterator[tuple]:
    """Entries with the group they stand under: the last one of a higher level above them in the file."""
    above: dict[int, str] = {}
    for row in rows:
        depth, code = next((depth, code) for depth, level in enumerate(LEVELS) if (code := getattr(row, level.value)))
        above = {higher: group for higher, group in above.items() if higher < depth}
        yield code, row.title, LEVELS[depth].value, above[max(above)] if above else ""
        above[depth] = code
