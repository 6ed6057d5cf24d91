"""How people use an AI assistant, task by task, as its maker observed it (Anthropic)."""

from django.db import models

from occupations.models.facts import release_key


class UsageFigure(models.Model):
    """One observed figure about conversations with an AI assistant, over all of the world.

    `facet` is the publisher's own name of what is counted: `onet_task` (share of a task), `collaboration` (share of a way of
    working together), or a crossing such as `onet_task::collaboration`. `task` is a task statement, normalised by
    `occupations.statements`, or empty; the text `none` gathers conversations that match no task. `category` is the facet's
    value (`directive`, `yes`, `work`), or empty. `statistic` says what `value` is: `count` of conversations, `percent` (0 to 100,
    of all conversations, or of the task's in a crossing), `mean`, `mean_ci_lower`, `mean_ci_upper`, `median` or `fraction`
    (0 to 1). `value` is NULL where the publisher leaves the cell empty.

    A text can be a task of several occupations. Categories `not_classified` and `filtered` are conversations withheld for
    privacy or not classified; they are kept, so that shares need not add up without them.
    """

    class Platform(models.TextChoices):
        ASSISTANT = "claude-ai", "Claude.ai"
        API = "1p-api", "Anthropic's own API"

    release = release_key()
    platform = models.CharField(max_length=9, choices=Platform.choices)
    facet = models.CharField(max_length=40)
    task = models.CharField(max_length=500, blank=True)
    category = models.CharField(max_length=60, blank=True)
    statistic = models.CharField(max_length=15)
    value = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "platform", "facet", "statistic", "task", "category"], name="usage_once_per_release"
            )
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.facet, self.task[:60], self.category, self.statistic, f"{self.value}")))


class TaskPenetration(models.Model):
    """Share of a task, 0 to 1, that observed use of an AI assistant covers; see the dataset `anthropic-labor-market`."""

    release = release_key()
    task = models.CharField(max_length=500, help_text="Task statement, normalised.")
    value = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "task"], name="penetration_once_per_task")]

    def __str__(self) -> str:
        return f"{self.value}: {self.task[:60]}"
