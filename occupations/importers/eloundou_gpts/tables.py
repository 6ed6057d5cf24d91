"""The scores by occupation, and the labels by task that they come from."""

from citations.importing.cells import choice, decimal, integer, text
from citations.importing.tables import Column, Reference, Table
from occupations.importers.codes import ONET_SOC_CODE
from occupations.models import TaskLabel

SCORE = decimal(0, 1)
EXPOSURE = choice({label: label for label in TaskLabel.Exposure.values})
AUTOMATION = choice({f"T{level}": f"T{level}" for level in range(5)})
# What α, β and γ count a label of GPT-4 as.
COUNTED = {"E0": (0.0, 0.0, 0.0), "E1": (1.0, 1.0, 1.0), "E2": (0.0, 0.5, 1.0)}

OCCUPATIONS = Table(
    key="occupations",
    label="Scores by occupation (occ_level)",
    columns=(
        Column("code", "O*NET-SOC Code", ONET_SOC_CODE),
        Column("title", "Title", text(150)),
        Column("alpha", "dv_rating_alpha", SCORE),
        Column("beta", "dv_rating_beta", SCORE),
        Column("gamma", "dv_rating_gamma", SCORE),
        Column("human_alpha", "human_rating_alpha", SCORE),
        Column("human_beta", "human_rating_beta", SCORE),
        Column("human_gamma", "human_rating_gamma", SCORE),
    ),
    unique=("code",),
)


def scores_follow_the_label(row) -> tuple[str, str] | None:
    """α, β and γ of a task say what GPT-4's label says."""
    expected = COUNTED[row.gpt4]
    for name, value in zip(("alpha", "beta", "gamma"), expected, strict=True):
        if getattr(row, name) != value:
            return name, f"{value:g}, which is what the label {row.gpt4} counts as"
    return None


LABELS = Table(
    key="labels",
    label="Labels by task (full_labelset)",
    columns=(
        Column("code", "O*NET-SOC Code", ONET_SOC_CODE),
        Column("task_id", "Task ID", integer(1)),
        Column("statement", "Task", text(2_000)),
        Column("human", "human_exposure_agg", EXPOSURE),
        Column("gpt4", "gpt4_exposure", EXPOSURE),
        Column("gpt4_alternate", "gpt4_exposure_alt_rubric", EXPOSURE),
        Column("automation", "gpt4_automation", AUTOMATION),
        Column("alpha", "alpha", SCORE),
        Column("beta", "beta", SCORE),
        Column("gamma", "gamma", SCORE),
    ),
    required=False,
    unique=("code", "task_id"),
    references=(Reference(("code",), OCCUPATIONS.key, ("code",)),),
    cross_check=scores_follow_the_label,
)
