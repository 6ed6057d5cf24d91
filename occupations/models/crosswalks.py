"""How codes of one classification lead to codes of another, and the groups of the U.S. classification."""

from django.db import models

from occupations.models.facts import Fact, once


class CodeSystem(models.TextChoices):
    """Classifications of occupations that crosswalks connect."""

    SOC_2010 = "soc-2010", "SOC 2010"
    SOC_2018 = "soc-2018", "SOC 2018"
    ONET_SOC_2010 = "onet-soc-2010", "O*NET-SOC 2010"
    ONET_SOC_2019 = "onet-soc-2019", "O*NET-SOC 2019"
    ISCO_08 = "isco-08", "ISCO-08"


class CrosswalkEdge(Fact):
    """One line of a published crosswalk, in the direction of its file. Crosswalks are many-to-many."""

    from_system = models.CharField(max_length=13, choices=CodeSystem.choices)
    from_code = models.CharField(max_length=10)
    to_system = models.CharField(max_length=13, choices=CodeSystem.choices)
    to_code = models.CharField(max_length=10)
    weight = models.FloatField(null=True, help_text="Share of the first code that belongs to the second, where published.")

    class Meta:
        constraints = once("from_system", "to_system", "from_code", "to_code", name="edge_once_per_release")

    def __str__(self) -> str:
        return f"{self.from_system} {self.from_code} → {self.to_system} {self.to_code}"


class SocGroup(Fact):
    """An entry of the SOC 2018 structure as O*NET-SOC 2019 extends it: its level, and the group it belongs to."""

    class Level(models.TextChoices):
        MAJOR = "major", "Major group"
        MINOR = "minor", "Minor group"
        BROAD = "broad", "Broad occupation"
        DETAILED = "detailed", "Detailed occupation"
        ONET = "onet", "O*NET-SOC occupation"

    code = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    level = models.CharField(max_length=8, choices=Level.choices)
    parent_code = models.CharField(max_length=10, blank=True, help_text="The next group up; empty for major groups.")

    class Meta:
        constraints = once("code", name="soc_group_once_per_release")

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
