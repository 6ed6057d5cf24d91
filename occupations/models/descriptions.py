"""What O*NET says about occupations in words: definitions, job titles, task statements."""

from django.db import models

from occupations.models.facts import release_key


class Occupation(models.Model):
    """An O*NET-SOC occupation with its official title and definition."""

    release = release_key()
    code = models.CharField(max_length=10, help_text="O*NET-SOC code, such as 27-4014.00.")
    title = models.CharField(max_length=150)
    description = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "code"], name="occupation_once_per_release")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class JobTitle(models.Model):
    """A title that people in an occupation go by: reported by workers themselves, or an alternate collected by O*NET."""

    class Kind(models.TextChoices):
        REPORTED = "reported", "Reported by workers"
        ALTERNATE = "alternate", "Alternate"

    release = release_key()
    code = models.CharField(max_length=10, help_text="O*NET-SOC code.")
    title = models.CharField(max_length=250)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    in_my_next_move = models.BooleanField(default=False, help_text="Reported titles only: shown in My Next Move.")
    short_title = models.CharField(
        max_length=150, blank=True, help_text="Alternate titles only: the acronym, where there is one."
    )
    sources = models.CharField(max_length=80, blank=True, help_text="Alternate titles only: O*NET's source codes, such as 04,06.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "code", "kind", "title"], name="job_title_once_per_occupation")]

    def __str__(self) -> str:
        return self.title


class TaskStatement(models.Model):
    """A task of an occupation, in O*NET's words."""

    release = release_key()
    code = models.CharField(max_length=10, help_text="O*NET-SOC code.")
    task_id = models.PositiveIntegerField(help_text="O*NET's number of the task, kept across releases.")
    statement = models.TextField()
    task_type = models.CharField(
        max_length=12, blank=True, help_text="Core or Supplemental; empty where O*NET has not classified the task."
    )
    incumbents_responding = models.PositiveIntegerField(null=True, help_text="Workers asked; missing where experts were asked.")
    dated = models.CharField(max_length=7, blank=True, help_text="Month of the data, as O*NET writes it: 08/2023.")
    domain_source = models.CharField(max_length=60, blank=True, help_text="Incumbent, Occupational Expert, …")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "code", "task_id"], name="task_once_per_occupation")]

    def __str__(self) -> str:
        return self.statement
