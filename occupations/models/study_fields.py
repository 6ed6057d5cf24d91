"""Fields of study and the occupations they prepare for (NCES)."""

from django.db import models

from occupations.models.facts import release_key


class StudyField(models.Model):
    """A field of study of the Classification of Instructional Programs (CIP), with the family its code begins with."""

    release = release_key()
    code = models.CharField(max_length=7, help_text="CIP code: 10.0203.")
    title = models.CharField(max_length=200)
    family_code = models.CharField(max_length=2)
    family_title = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "code"], name="study_field_once_per_release")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class StudyFieldOccupation(models.Model):
    """One line of the crosswalk between fields of study and occupations: many to many, without weights.

    An empty `soc_code` says that the publisher found no occupation for the field, an empty `field_code` that it found no field
    for the occupation. Both are statements ("NO MATCH"), not gaps.
    """

    release = release_key()
    field_code = models.CharField(max_length=7, blank=True)
    soc_code = models.CharField(max_length=7, blank=True, help_text="SOC 2018 code.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "soc_code", "field_code"], name="study_edge_once_per_release")]

    def __str__(self) -> str:
        return f"{self.field_code or 'no field'} → {self.soc_code or 'no occupation'}"
