"""The U.S. occupations that a crosswalk connects with a unit group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from citations.recipes import recipe


@dataclass(frozen=True)
class Bridges:
    """Crosswalk edges by the code they start from, each list without repeats.

    soc_2010_of_unit_group   ISCO-08 unit group → SOC 2010 codes
    soc_2018_of_soc_2010     SOC 2010 → SOC 2018 codes
    onet_of_soc_2018         SOC 2018 → O*NET-SOC 2019 codes
    """

    soc_2010_of_unit_group: Mapping[str, Sequence[str]]
    soc_2018_of_soc_2010: Mapping[str, Sequence[str]]
    onet_of_soc_2018: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class UsOccupation:
    """An O*NET-SOC occupation, the SOC 2018 code it belongs to and the employment of that SOC (None where not known)."""

    code: str
    soc_code: str
    employment: int | None


@recipe(
    key="us-occupations",
    title="U.S. occupations of a unit group",
    version=1,
    formula="ISCO-08 unit group → SOC 2010 → SOC 2018 → O*NET-SOC 2019, biggest employment first",
    unit="O*NET-SOC occupations",
    range="none to many",
    datasets=("ibs-crosswalk", "soc-structure", "bls-oews"),
    does_not_mean="That they are the same occupation: the correspondence is approximate and many to many.",
)
def us_occupations(unit_group: str, bridges: Bridges, employment: Mapping[str, int]) -> tuple[UsOccupation, ...]:
    """Follows the crosswalk from the unit group to SOC 2010, the bridge of the U.S. Bureau of Labor Statistics to SOC 2018,
    and from there to the O*NET-SOC occupations of each SOC code. Ordered by the employment of the SOC code, biggest first,
    those without a published figure last; equal ones by code. O*NET-SOC occupations of one SOC code share its employment."""
    found = {
        onet: UsOccupation(onet, soc_2018, employment.get(soc_2018))
        for soc_2010 in bridges.soc_2010_of_unit_group.get(unit_group, ())
        for soc_2018 in bridges.soc_2018_of_soc_2010.get(soc_2010, ())
        for onet in bridges.onet_of_soc_2018.get(soc_2018, ())
    }
    return tuple(sorted(found.values(), key=lambda o: (o.employment is None, -(o.employment or 0), o.code)))
