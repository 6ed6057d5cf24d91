"""O*NET's content model: the elements that occupations are described by, the scales they are rated on, and the ratings: a
value, how sure it is, and whether O*NET recommends its use."""

from django.db import models

from occupations.models.facts import Fact, once


class Element(Fact):
    """An ability, skill, kind of knowledge, work activity, interest, work style or other element of O*NET's content model.

    Ids are hierarchical: 2.A.1.a lies within 2.A.1, that within 2.A. Names are not unique; ids are.
    """

    element_id = models.CharField(max_length=20, help_text="O*NET's id: 2.A.1.a.")
    title = models.CharField(max_length=200)
    description = models.TextField()

    class Meta:
        constraints = once("element_id", name="element_once_per_release")

    def __str__(self) -> str:
        return f"{self.element_id} {self.title}"


class Scale(Fact):
    """A scale of ratings: importance (IM) from 1 to 5, level (LV) from 0 to 7, shares of answers from 0 to 100, …"""

    scale = models.CharField(max_length=3, help_text="O*NET's id: IM.")
    title = models.CharField(max_length=80)
    minimum = models.FloatField()
    maximum = models.FloatField()

    class Meta:
        constraints = once("scale", name="scale_once_per_release")

    def __str__(self) -> str:
        return f"{self.scale} {self.title}"


class ScaleCategory(Fact):
    """What a category of a scale means: category 6 of required education is an associate's degree.

    `element_id` is empty where the categories hold for every task (frequency of tasks).
    """

    element_id = models.CharField(max_length=20, blank=True)
    scale = models.CharField(max_length=3)
    category = models.PositiveSmallIntegerField()
    description = models.CharField(max_length=1_000)

    class Meta:
        constraints = once("element_id", "scale", "category", name="scale_category_once_per_element")

    def __str__(self) -> str:
        return self.description


class LevelAnchor(Fact):
    """An example of a point on an element's scale: level 2 of oral comprehension is a television commercial."""

    element_id = models.CharField(max_length=20)
    scale = models.CharField(max_length=3)
    value = models.PositiveSmallIntegerField()
    description = models.CharField(max_length=1_000)

    class Meta:
        constraints = once("element_id", "scale", "value", name="level_anchor_once_per_value")

    def __str__(self) -> str:
        return self.description


class ElementLink(Fact):
    """Two elements that O*NET links: a basic interest and the RIASEC interest it belongs to, a skill and a work activity that
    calls for it, … The kinds of both follow from their ids."""

    from_element = models.CharField(max_length=20)
    to_element = models.CharField(max_length=20)

    class Meta:
        constraints = once("from_element", "to_element", name="element_link_once_per_release")

    def __str__(self) -> str:
        return f"{self.from_element} → {self.to_element}"


class RatedValue(Fact):
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
    interests, work values and work styles. The element's id says which."""

    code = models.CharField(max_length=10, help_text="O*NET-SOC code.")
    element_id = models.CharField(max_length=20)
    scale = models.CharField(max_length=3)
    not_relevant = models.BooleanField(null=True)

    class Meta:
        constraints = once("code", "element_id", "scale", "category", name="rating_once_per_occupation")

    def __str__(self) -> str:
        return f"{self.code} {self.element_id} {self.scale}: {self.value}"


class TaskRating(RatedValue):
    """One rating of a task: importance (IM), relevance (RT, in percent), or the share of a frequency (FT, by category)."""

    code = models.CharField(max_length=10, help_text="O*NET-SOC code.")
    task_id = models.PositiveIntegerField()
    scale = models.CharField(max_length=3)

    class Meta:
        constraints = once("code", "task_id", "scale", "category", name="task_rating_once_per_task")

    def __str__(self) -> str:
        return f"{self.code} {self.task_id} {self.scale}: {self.value}"
