"""O*NET's ratings of occupations and of their tasks: a value, how sure it is, and whether O*NET stands by it."""

from django.db import models

from occupations.models.facts import release_key


class RatedValue(models.Model):
    """What every rating has. `n/a`, suppressed and not relevant are three things:

    - a field that the source gives as n/a is NULL ('' for text): it does not apply or was not collected;
    - `recommend_suppress` True: there is a value, but O*NET advises against using it (small sample, large error);
    - `not_relevant` True: enough workers called the element unimportant that its level says nothing. Given for levels only.
    """

    category = models.PositiveSmallIntegerField(
        default=0, help_text="Category of a scale whose values are shares of answers; 0 where the scale has none."
    )
    value = models.FloatField(help_text="On the scale; in percent for a category.")
    n = models.PositiveIntegerField(null=True, help_text="How many people answered.")
    standard_error = models.FloatField(null=True)
    lower = models.FloatField(null=True, help_text="Lower bound of the 95 % confidence interval.")
    upper = models.FloatField(null=True, help_text="Upper bound of the 95 % confidence interval.")
    recommend_suppress = models.BooleanField(null=True)
    dated = models.CharField(max_length=7, blank=True, help_text="Month of the data, as O*NET writes it: 08/2023.")
    domain_source = models.CharField(max_length=60, blank=True, help_text="Incumbent, Analyst, Occupational Expert, …")

    class Meta:
        abstract = True


class Rating(RatedValue):
    """One rating of an occupation on an element: abilities, skills, knowledge, work activities, work context, education,
    interests, work values and work styles. The element's id tells which."""

    release = release_key()
    code = models.CharField(max_length=10, help_text="O*NET-SOC code.")
    element_id = models.CharField(max_length=20)
    scale = models.CharField(max_length=3)
    not_relevant = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "code", "element_id", "scale", "category"], name="rating_once_per_occupation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.element_id} {self.scale}: {self.value}"


class TaskRating(RatedValue):
    """One rating of a task: importance (IM), relevance (RT, in percent), or the share of a frequency (FT, by category)."""

    release = release_key()
    code = models.CharField(max_length=10, help_text="O*NET-SOC code.")
    task_id = models.PositiveIntegerField()
    scale = models.CharField(max_length=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "code", "task_id", "scale", "category"], name="task_rating_once_per_task")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.task_id} {self.scale}: {self.value}"
