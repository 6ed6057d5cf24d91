"""The software and the tools of occupations, and the commodities they are classified as."""

from django.db import models

from occupations.models.facts import release_key


class TechnologySkill(models.Model):
    """A software product or kind of software used in an occupation.

    `category_id` is a UNSPSC commodity code (43232202) up to release 30.2 and an element of the content model (2.E.5.b) from
    30.3 on; `category_title` is its name in either.
    """

    release = release_key()
    code = models.CharField(max_length=10, help_text="O*NET-SOC code.")
    example = models.CharField(max_length=200, help_text="The product's name: Adobe Acrobat.")
    category_id = models.CharField(max_length=20)
    category_title = models.CharField(max_length=200)
    hot = models.BooleanField(help_text="Hot technology: often asked for in job postings of all employers.")
    in_demand = models.BooleanField(help_text="Often asked for in job postings for this occupation.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "code", "example", "category_id"], name="technology_once_per_occupation")
        ]

    def __str__(self) -> str:
        return self.example


class ToolUsed(models.Model):
    """A machine, instrument or piece of equipment used in an occupation."""

    release = release_key()
    code = models.CharField(max_length=10, help_text="O*NET-SOC code.")
    example = models.CharField(max_length=200)
    category_id = models.CharField(max_length=20, help_text="UNSPSC commodity code.")
    category_title = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "code", "example", "category_id"], name="tool_once_per_occupation")
        ]

    def __str__(self) -> str:
        return self.example


class Commodity(models.Model):
    """A commodity of the United Nations Standard Products and Services Code with the groups it lies in."""

    release = release_key()
    commodity_code = models.CharField(max_length=8)
    title = models.CharField(max_length=200)
    class_code = models.CharField(max_length=8)
    class_title = models.CharField(max_length=200)
    family_code = models.CharField(max_length=8)
    family_title = models.CharField(max_length=200)
    segment_code = models.CharField(max_length=8)
    segment_title = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "commodity_code"], name="commodity_once_per_release")]

    def __str__(self) -> str:
        return self.title
