"""What studies say of occupations, work activities and tasks: scores of exposure and the labels behind them; and how people use
an AI assistant, task by task, as its maker observed it (Anthropic)."""

import hashlib

from django.db import models

from occupations.models.crosswalks import CodeSystem
from occupations.models.facts import Fact, once


def normalised_statement(statement: str) -> str:
    """A task statement in lower case with collapsed spaces, so that texts of several sources can be joined."""
    return " ".join(statement.lower().split())


def statement_digest(wording: str) -> str:
    """What stands for a normalised statement where the statement itself need not be kept: 16 digits of its SHA-256."""
    return hashlib.sha256(wording.encode()).hexdigest()[:16]


class ExposureScore(Fact):
    """One score of one study for one occupation, on the study's own scale and under the code the study uses.

    `measure` is the key of a measure (see `occupations.measures`), which says what the scale is; `system` says which vintage of
    the classification the code belongs to. Scores of different measures are not comparable; only ranks are.
    """

    measure = models.CharField(max_length=40)
    system = models.CharField(max_length=13, choices=CodeSystem.choices)
    code = models.CharField(max_length=10)
    value = models.FloatField()

    class Meta:
        constraints = once("measure", "system", "code", name="exposure_once_per_occupation")

    def __str__(self) -> str:
        return f"{self.measure} of {self.code}: {self.value}"


class ActivityScore(Fact):
    """One score of one study for an O*NET intermediate work activity.

    `value` is NULL where the study publishes an empty cell: nothing was observed that it could be computed from.
    """

    measure = models.CharField(max_length=60)
    activity_id = models.CharField(max_length=20, help_text="O*NET's id of the intermediate work activity: 4.A.1.a.1.I01.")
    title = models.CharField(max_length=150)
    value = models.FloatField(null=True)

    class Meta:
        constraints = once("measure", "activity_id", name="activity_score_once_per_release")

    def __str__(self) -> str:
        return f"{self.measure} of {self.activity_id}: {self.value}"


class TaskLabel(Fact):
    """How people and GPT-4 rated one task's exposure to language models (Eloundou et al.).

    E0: no exposure. E1: a language model alone at least halves the time at equal quality. E2: software built on one does.
    Scores derive from a label: α counts E1; β counts E1 and half of E2; γ counts E1 and E2. `automation` is GPT-4's rating of
    how far the task could be automated, T0 (not) to T4 (fully).
    """

    class Exposure(models.TextChoices):
        NONE = "E0", "Not exposed"
        DIRECT = "E1", "Exposed to a language model alone"
        WITH_SOFTWARE = "E2", "Exposed to software built on a language model"

    code = models.CharField(max_length=10, help_text="O*NET-SOC 2019 code.")
    task_id = models.PositiveIntegerField(help_text="O*NET's number of the task.")
    statement = models.TextField(help_text="The task in the words that were rated (O*NET 27.2).")
    human = models.CharField(max_length=2, choices=Exposure.choices)
    gpt4 = models.CharField(max_length=2, choices=Exposure.choices)
    gpt4_alternate = models.CharField(max_length=2, choices=Exposure.choices, help_text="GPT-4's, by a second rubric.")
    automation = models.CharField(max_length=2, help_text="T0 to T4.")

    class Meta:
        constraints = once("code", "task_id", name="label_once_per_task")

    def __str__(self) -> str:
        return f"{self.code} task {self.task_id}: {self.gpt4}"


class UsageFigure(Fact):
    """One observed figure about conversations with an AI assistant, over all of the world.

    `facet` is the publisher's own name of what is counted: `onet_task` (share of a task), `collaboration` (share of a way of
    working together), or a crossing such as `onet_task::collaboration`. `task` is a task statement, normalised by
    `occupations.models.exposure`, or empty; the text `none` gathers conversations that match no task. `category` is the facet's
    value (`directive`, `yes`, `work`), or empty. `statistic` says what `value` is: `count` of conversations, `percent` (0 to 100,
    of all conversations, or of the task's in a crossing), `mean`, `mean_ci_lower`, `mean_ci_upper`, `median` or `fraction`
    (0 to 1). `value` is NULL where the publisher leaves the cell empty.

    A text can be a task of several occupations. Categories `not_classified` and `filtered` are conversations withheld for
    privacy or not classified; they are kept, so that shares need not add up without them.
    """

    class Platform(models.TextChoices):
        ASSISTANT = "claude-ai", "Claude.ai"
        API = "1p-api", "Anthropic's own API"

    platform = models.CharField(max_length=9, choices=Platform.choices)
    facet = models.CharField(max_length=40)
    task = models.CharField(max_length=500, blank=True)
    category = models.CharField(max_length=60, blank=True)
    statistic = models.CharField(max_length=15)
    value = models.FloatField(null=True)

    class Meta:
        constraints = once("platform", "facet", "statistic", "task", "category", name="usage_once_per_release")

    def __str__(self) -> str:
        return " ".join(filter(None, (self.facet, self.task[:60], self.category, self.statistic, f"{self.value}")))


class EarlierTask(Fact):
    """A task of the earlier O*NET release in whose wording the Anthropic Economic Index names tasks.

    O*NET keeps a task's number as long as it is the same task, whatever becomes of its wording and of the code of its
    occupation; so the number leads from the earlier words to the task of a later release. The statement is kept as a digest.
    """

    digest = models.CharField(max_length=16, help_text="Of the normalised statement; see `statement_digest`.")
    task_id = models.PositiveIntegerField(help_text="O*NET's number of the task.")
    code = models.CharField(max_length=10, help_text="O*NET-SOC 2010 code.")

    class Meta:
        constraints = once("task_id", name="earlier_task_once_per_release")

    def __str__(self) -> str:
        return f"{self.code} task {self.task_id}"


class TaskPenetration(Fact):
    """Share of a task, 0 to 1, that observed use of an AI assistant covers; see the dataset `anthropic-labor-market`."""

    task = models.CharField(max_length=500, help_text="Task statement, normalised.")
    value = models.FloatField()

    class Meta:
        constraints = once("task", name="penetration_once_per_task")

    def __str__(self) -> str:
        return f"{self.value}: {self.task[:60]}"
