"""Which vintage of the Standard Occupational Classification the releases of BLS publish their figures by."""

import re
from enum import StrEnum

from occupations.measures import datasets


class Vintage(StrEnum):
    """HYBRID: codes of 2018 where 2010 has the same occupation, and codes of BLS's own for what only both together make up."""

    SOC_2010 = "SOC 2010"
    HYBRID = "a hybrid of SOC 2010 and SOC 2018"
    SOC_2018 = "SOC 2018"


# The last year of each: of the survey by its reference month (https://www.bls.gov/oes/soc_2018.htm), of the projections by their
# base year, whose employment is the survey's (https://www.bls.gov/emp/documentation/crosswalks.htm).
_UNTIL = {Vintage.SOC_2010: 2018, Vintage.HYBRID: 2020}


def vintage_of(dataset: str, version: str) -> Vintage:
    """Vintage of the codes of a release, by the first year in its name: "May 2019", "2019-2029". Datasets other than the survey
    and the projections are taken to use SOC 2018."""
    year = re.search(r"20\d\d", version)
    if dataset not in (datasets.OEWS, datasets.EP) or year is None:
        return Vintage.SOC_2018
    return next((vintage for vintage, last in _UNTIL.items() if int(year[0]) <= last), Vintage.SOC_2018)
