"""What studies say of occupations, work activities and tasks: scores of exposure, and the labels behind them."""

from django.db import models

from occupations.models.crosswalks import CodeSystem
from occupations.models.facts import release_key


class ExposureScore(models.Model):
    """One score of one study for one occupation, on the study's own scale and under the code the study uses.

    `measure` is the key of a measure (see `occupations.measures`), which says what the scale is; `system` says which vintage of
    the classification the code belongs to. Scores of different measures are not comparable; only ranks are.
    """

    release = release_key()
    measure = models.CharField(max_length=40)
    system = models.CharField(max_length=13, choices=CodeSystem.choices)
    code = models.CharField(max_length=10)
    value = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "measure", "system", "code"], name="exposure_once_per_occupation")
        ]

    def __str__(self) -> str:
        return f"{self.measure} of {self.code}: {self.value}"


class ActivityScore(models.Model):
    """One score of one study for an O*NET intermediate work activity.

    `value` is NULL where the study publishes an empty cell: nothing was observed that it could be computed from.
    """

    release = release_key()
    measure = models.CharField(max_length=60)
    activity_id = models.CharField(max_length=20, help_text="O*NET's id of the intermediate work activity: 4.A.1.a.1.I01.")
    title = models.CharField(max_length=150)
    value = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "measure", "activity_id"], name="activity_score_once_per_release")
        ]

    def __str__(self) -> str:
        return f"{self.measure} of {self.activity_id}: {self.value}"


class TaskLabel(models.Model):
    """How people and GPT-4 rated one task's exposure to language models (Eloundou et al.).

    E0: no exposure. E1: a language model alone at least halves the time at equal quality. E2: software built on one does.
    Scores derive from a label: α counts E1; β counts E1 and half of E2; γ counts E1 and E2. `automation` is GPT-4's rating of
    how far the task could be automated, T0 (not) to T4 (fully).
    """

    class Exposure(models.TextChoices):
        NONE = "E0", "Not exposed"
        DIRECT = "E1", "Exposed to a language model alone"
        WITH_SOFTWARE = "E2", "Exposed to software built on a language model"

    release = release_key()
    code = models.CharField(max_length=10, help_text="O*NET-SOC 2019 code.")
    task_id = models.PositiveIntegerField(help_text="O*NET's number of the task.")
    statement = models.TextField(help_text="The task in the words that were rated (O*NET 27.2).")
    human = models.CharField(max_length=2, choices=Exposure.choices)
    gpt4 = models.CharField(max_length=2, choices=Exposure.choices)
    gpt4_alternate = models.CharField(max_length=2, choices=Exposure.choices, help_text="GPT-4's, by a second rubric.")
    automation = models.CharField(max_length=2, help_text="T0 to T4.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "code", "task_id"], name="label_once_per_task")]

    def __str__(self) -> str:
        return f"{self.code} task {self.task_id}: {self.gpt4}"
