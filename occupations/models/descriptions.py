"""What O*NET says about occupations in words: definitions, job titles, tasks and the activities they are instances of, software
and tools."""

from django.db import models

from occupations.models.facts import Fact, once


class Occupation(Fact):
    """An O*NET-SOC occupation with its official title and definition."""

    code = models.CharField(max_length=10, help_text="O*NET-SOC code, such as 27-4014.00.")
    title = models.CharField(max_length=150)
    description = models.TextField()

    class Meta:
        constraints = once("code", name="occupation_once_per_release")

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class JobTitle(Fact):
    """A title that people in an occupation go by: reported by workers themselves, or an alternate collected by O*NET."""

    class Kind(models.TextChoices):
        REPORTED = "reported", "Reported by workers"
        ALTERNATE = "alternate", "Alternate"

    code = models.CharField(max_length=10, help_text="O*NET-SOC code.")
    title = models.CharField(max_length=250)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    in_my_next_move = models.BooleanField(default=False, help_text="Reported titles only: shown in My Next Move.")
    short_title = models.CharField(
        max_length=150, blank=True, help_text="Alternate titles only: the acronym, where there is one."
    )
    sources = models.CharField(max_length=80, blank=True, help_text="Alternate titles only: O*NET's source codes, such as 04,06.")

    class Meta:
        constraints = once("code", "kind", "title", "short_title", name="job_title_once_per_occupation")

    def __str__(self) -> str:
        return self.title


class TaskStatement(Fact):
    """A task of an occupation, in O*NET's words."""

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
        constraints = once("code", "task_id", name="task_once_per_occupation")

    def __str__(self) -> str:
        return self.statement


class IntermediateActivity(Fact):
    """An intermediate work activity (IWA): a group of detailed activities within a work activity of the content model."""

    activity_id = models.CharField(max_length=20, help_text="O*NET's id: 4.A.1.a.1.I01.")
    element_id = models.CharField(max_length=20, help_text="The work activity it belongs to: 4.A.1.a.1.")
    title = models.CharField(max_length=150)

    class Meta:
        constraints = once("activity_id", name="intermediate_activity_once_per_release")

    def __str__(self) -> str:
        return self.title


class DetailedActivity(Fact):
    """A detailed work activity (DWA): what similar tasks of several occupations have in common."""

    activity_id = models.CharField(max_length=20, help_text="O*NET's id: 4.A.1.a.1.I01.D01.")
    intermediate_id = models.CharField(max_length=20, help_text="The intermediate activity it belongs to.")
    element_id = models.CharField(max_length=20, help_text="The work activity it belongs to.")
    title = models.CharField(max_length=150)

    class Meta:
        constraints = once("activity_id", name="detailed_activity_once_per_release")

    def __str__(self) -> str:
        return self.title


class TaskActivity(Fact):
    """A task and a detailed work activity it is an instance of; many to many."""

    code = models.CharField(max_length=10, help_text="O*NET-SOC code.")
    task_id = models.PositiveIntegerField()
    activity_id = models.CharField(max_length=20, help_text="The detailed activity.")
    dated = models.CharField(max_length=7, blank=True)
    domain_source = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = once("code", "task_id", "activity_id", name="task_activity_once_per_task")

    def __str__(self) -> str:
        return f"{self.task_id}: {self.activity_id}"


class EmergingTask(Fact):
    """A task that workers or experts named as new or changed, and that is not yet among the task statements."""

    class Kind(models.TextChoices):
        NEW = "new", "New task"
        REVISION = "revision", "Revision of a task"

    code = models.CharField(max_length=10, help_text="O*NET-SOC code.")
    statement = models.TextField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    original_task_id = models.PositiveIntegerField(null=True, help_text="Revisions only: number of the task it revises.")
    original_statement = models.TextField(blank=True, help_text="Revisions only: the task as it is now.")
    dated = models.CharField(max_length=7, blank=True)
    domain_source = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = once("code", "statement", "original_task_id", name="emerging_task_once_per_occupation")

    def __str__(self) -> str:
        return self.statement


class TechnologySkill(Fact):
    """A software product or kind of software used in an occupation.

    `category_id` is a UNSPSC commodity code (43232202) up to release 30.2 and an element of the content model (2.E.5.b) from
    30.3 on; `category_title` is its name in either.
    """

    code = models.CharField(max_length=10, help_text="O*NET-SOC code.")
    example = models.CharField(max_length=200, help_text="The product's name: Adobe Acrobat.")
    category_id = models.CharField(max_length=20)
    category_title = models.CharField(max_length=200)
    hot = models.BooleanField(help_text="Hot technology: often asked for in job postings of all employers.")
    in_demand = models.BooleanField(
        null=True,
        help_text="Often asked for in job postings for this occupation; NULL before 27.1, which is the first to say it.",
    )

    class Meta:
        constraints = once("code", "example", "category_id", name="technology_once_per_occupation")

    def __str__(self) -> str:
        return self.example


class ToolUsed(Fact):
    """A machine, instrument or piece of equipment used in an occupation."""

    code = models.CharField(max_length=10, help_text="O*NET-SOC code.")
    example = models.CharField(max_length=200)
    category_id = models.CharField(max_length=20, help_text="UNSPSC commodity code.")
    category_title = models.CharField(max_length=200)

    class Meta:
        constraints = once("code", "example", "category_id", name="tool_once_per_occupation")

    def __str__(self) -> str:
        return self.example


class Commodity(Fact):
    """A commodity of the United Nations Standard Products and Services Code with the groups it lies in."""

    commodity_code = models.CharField(max_length=8)
    title = models.CharField(max_length=200)
    class_code = models.CharField(max_length=8)
    class_title = models.CharField(max_length=200)
    family_code = models.CharField(max_length=8)
    family_title = models.CharField(max_length=200)
    segment_code = models.CharField(max_length=8)
    segment_title = models.CharField(max_length=200)

    class Meta:
        constraints = once("commodity_code", name="commodity_once_per_release")

    def __str__(self) -> str:
        return self.title
