"""How O*NET's tasks hang together: detailed activities shared by tasks, the intermediate activities above them, new tasks."""

from django.db import models

from occupations.models.facts import release_key


class IntermediateActivity(models.Model):
    """An intermediate work activity (IWA): a group of detailed activities within a work activity of the content model."""

    release = release_key()
    activity_id = models.CharField(max_length=20, help_text="O*NET's id: 4.A.1.a.1.I01.")
    element_id = models.CharField(max_length=20, help_text="The work activity it belongs to: 4.A.1.a.1.")
    title = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "activity_id"], name="intermediate_activity_once_per_release")]

    def __str__(self) -> str:
        return self.title


class DetailedActivity(models.Model):
    """A detailed work activity (DWA): what similar tasks of several occupations have in common."""

    release = release_key()
    activity_id = models.CharField(max_length=20, help_text="O*NET's id: 4.A.1.a.1.I01.D01.")
    intermediate_id = models.CharField(max_length=20, help_text="The intermediate activity it belongs to.")
    element_id = models.CharField(max_length=20, help_text="The work activity it belongs to.")
    title = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "activity_id"], name="detailed_activity_once_per_release")]

    def __str__(self) -> str:
        return self.title


class TaskActivity(models.Model):
    """A task and a detailed work activity it is an instance of; many to many."""

    release = release_key()
    code = models.CharField(max_length=10, help_text="O*NET-SOC code.")
    task_id = models.PositiveIntegerField()
    activity_id = models.CharField(max_length=20, help_text="The detailed activity.")
    dated = models.CharField(max_length=7, blank=True)
    domain_source = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "code", "task_id", "activity_id"], name="task_activity_once_per_task")
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.activity_id}"


class EmergingTask(models.Model):
    """A task that workers or experts named as new or changed, and that is not yet among the task statements."""

    class Kind(models.TextChoices):
        NEW = "new", "New task"
        REVISION = "revision", "Revision of a task"

    release = release_key()
    code = models.CharField(max_length=10, help_text="O*NET-SOC code.")
    statement = models.TextField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    original_task_id = models.PositiveIntegerField(null=True, help_text="Revisions only: number of the task it revises.")
    original_statement = models.TextField(blank=True, help_text="Revisions only: the task as it is now.")
    dated = models.CharField(max_length=7, blank=True)
    domain_source = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "code", "statement"], name="emerging_task_once_per_occupation")]

    def __str__(self) -> str:
        return self.statement
