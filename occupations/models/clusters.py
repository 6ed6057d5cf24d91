"""Career clusters: how schools group occupations (Advance CTE)."""

from django.db import models

from occupations.models.facts import release_key


class CareerCluster(models.Model):
    """An occupation's place in a career cluster and one of its sub-clusters. An occupation can stand in several of both."""

    release = release_key()
    soc_code = models.CharField(max_length=7, help_text="SOC 2018 code, with a few combinations of BLS (13-1020).")
    cluster = models.CharField(max_length=100)
    sub_cluster = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "soc_code", "cluster", "sub_cluster"], name="cluster_once_per_occupation")
        ]

    def __str__(self) -> str:
        return f"{self.soc_code}: {self.cluster}, {self.sub_cluster}"
