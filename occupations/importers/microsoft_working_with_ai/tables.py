"""The applicability score by occupation, the metrics it is made of, and those of work activities."""

from citations.importing.cells import decimal, matching, text
from citations.importing.tables import Column, Reference, Table
from occupations.importers.codes import SOC_CODE

SHARE = decimal(0, 1)
ACTIVITY = matching(r"\d\.[A-Z]\.\d\.[a-z]\.\d\.I\d{2}", "an O*NET intermediate work activity like 4.A.1.a.1.I01")
SIDES = ("user", "ai")


def _sides(name: str, nullable: bool = False) -> tuple[Column, ...]:
    return tuple(Column(f"{name}_{side}", f"{name}_{side}", SHARE, nullable=nullable) for side in SIDES)


SCORES = Table(
    key="scores",
    label="AI applicability scores by occupation",
    columns=(
        Column("code", "SOC Code", SOC_CODE),
        Column("title", "title", text(200)),
        Column("score", "ai_applicability_score", SHARE),
    ),
    unique=("code",),
)

OCCUPATION_METRICS = Table(
    key="soc_metrics",
    label="Metrics by occupation (soc_metrics)",
    columns=(
        Column("code", "SOC Code", SOC_CODE),
        Column("title", "title", text(200)),
        *_sides("coverage"),
        *_sides("completion"),
        *_sides("feedback_positive_fraction"),
        *_sides("impact_scope"),
        *_sides("ai_applicability_score"),
    ),
    required=False,
    unique=("code",),
    references=(Reference(("code",), SCORES.key, ("code",)),),
)

ACTIVITY_METRICS = Table(
    key="iwa_metrics",
    label="Metrics by intermediate work activity (iwa_metrics)",
    columns=(
        Column("activity_id", "IWA", ACTIVITY),
        Column("title", "title", text(150)),
        *_sides("share"),
        *_sides("completion", nullable=True),
        *_sides("impact_scope", nullable=True),
        *_sides("feedback_positive_fraction", nullable=True),
        *_sides("completion_x_scope_x_coverage"),
    ),
    required=False,
    unique=("activity_id",),
)
