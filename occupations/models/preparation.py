"""How much preparation occupations ask for, which are near each other, and the fields of study (NCES) and career clusters
(Advance CTE) that lead to them."""

from django.db import models

from occupations.models.facts import Fact, once


class JobZone(Fact):
    """What a job zone asks for, in O*NET's words. From 30.2 on zone 2 stands for zones 1 and 2 together."""

    zone = models.PositiveSmallIntegerField(help_text="1 (little or no preparation) to 5 (extensive preparation).")
    title = models.CharField(max_length=120)
    experience = models.TextField()
    education = models.TextField()
    training = models.TextField()
    examples = models.TextField()
    svp_range = models.CharField(max_length=40, help_text="Specific vocational preparation: (6.0 to < 7.0).")

    class Meta:
        constraints = once("zone", name="job_zone_once_per_release")

    def __str__(self) -> str:
        return self.title


class OccupationJobZone(Fact):
    """The job zone of an occupation."""

    code = models.CharField(max_length=10, help_text="O*NET-SOC code.")
    zone = models.PositiveSmallIntegerField()
    dated = models.CharField(max_length=7, blank=True)
    domain_source = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = once("code", name="one_job_zone_per_occupation")

    def __str__(self) -> str:
        return f"{self.code}: {self.zone}"


class RelatedOccupation(Fact):
    """An occupation that O*NET calls related to another: by what people do, know and are called."""

    class Tier(models.TextChoices):
        PRIMARY_SHORT = "Primary-Short", "The five nearest"
        PRIMARY_LONG = "Primary-Long", "The next five"
        SUPPLEMENTAL = "Supplemental", "Ten more"

    code = models.CharField(max_length=10, help_text="O*NET-SOC code.")
    related_code = models.CharField(max_length=10)
    tier = models.CharField(max_length=13, choices=Tier.choices)
    rank = models.PositiveSmallIntegerField(help_text="1 for the nearest.")

    class Meta:
        constraints = once("code", "related_code", name="related_once_per_occupation")

    def __str__(self) -> str:
        return f"{self.code} → {self.related_code}"


class StudyField(Fact):
    """A field of study of the Classification of Instructional Programs (CIP), with the family its code begins with."""

    code = models.CharField(max_length=7, help_text="CIP code: 10.0203.")
    title = models.CharField(max_length=200)
    family_code = models.CharField(max_length=2)
    family_title = models.CharField(max_length=120)

    class Meta:
        constraints = once("code", name="study_field_once_per_release")

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class StudyFieldOccupation(Fact):
    """One line of the crosswalk between fields of study and occupations: many to many, without weights.

    An empty `soc_code` says that the publisher found no occupation for the field, an empty `field_code` that it found no field
    for the occupation. Both are statements ("NO MATCH"), not gaps.
    """

    field_code = models.CharField(max_length=7, blank=True)
    soc_code = models.CharField(max_length=7, blank=True, help_text="SOC 2018 code.")

    class Meta:
        constraints = once("soc_code", "field_code", name="study_edge_once_per_release")

    def __str__(self) -> str:
        return f"{self.field_code or 'no field'} → {self.soc_code or 'no occupation'}"


class CareerCluster(Fact):
    """An occupation's place in a career cluster and one of its sub-clusters. An occupation can be in several of both."""

    soc_code = models.CharField(max_length=7, help_text="SOC 2018 code, with a few combinations of BLS (13-1020).")
    cluster = models.CharField(max_length=100)
    sub_cluster = models.CharField(max_length=100)

    class Meta:
        constraints = once("soc_code", "cluster", "sub_cluster", name="cluster_once_per_occupation")

    def __str__(self) -> str:
        return f"{self.soc_code}: {self.cluster}, {self.sub_cluster}"
