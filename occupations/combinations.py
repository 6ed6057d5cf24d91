"""Combinations of occupations that publishers give one figure for, because they can tell nothing finer apart.

A combination stands in the publisher's table in place of its members. Some bear the code of the broad occupation above them;
others have a code of their own, which no prefix leads to, and leave out occupations that are published alone (53-1047 has no
aircraft cargo handling supervisors). Codes of the Standard Occupational Classification of 2018.
"""

from collections.abc import Mapping, Sequence

from occupations.measures import datasets

Combinations = Mapping[str, Sequence[str]]

# Occupational Employment and Wage Statistics since May 2021, https://www.bls.gov/oes/changes_2017.htm and
# https://www.bls.gov/oes/soc_2018.htm.
OEWS_COMBINATIONS: Combinations = {
    "13-1020": ("13-1021", "13-1022", "13-1023"),
    "13-2020": ("13-2022", "13-2023"),
    "21-1018": ("21-1011", "21-1014"),
    "25-2052": ("25-2055", "25-2056"),
    "25-9045": ("25-9042", "25-9043", "25-9049"),
    "29-2010": ("29-2011", "29-2012"),
    "31-1120": ("31-1121", "31-1122"),
    "39-7010": ("39-7011", "39-7012"),
    "47-4090": ("47-4091", "47-4099"),
    "51-2028": ("51-2022", "51-2023"),
    "51-2090": ("51-2092", "51-2099"),
    "53-1047": ("53-1042", "53-1043", "53-1044", "53-1049"),
}
# The National Employment Matrix since the projections of 2021–31: the survey's, which its employment comes from.
# https://www.bls.gov/emp/documentation/crosswalks.htm
MATRIX_COMBINATIONS: Combinations = {**OEWS_COMBINATIONS}

# By dataset. Microsoft's scores are weighted by the survey's employment and follow its codes, and so do the career clusters.
COMBINATIONS: Mapping[str, Combinations] = {
    datasets.OEWS: OEWS_COMBINATIONS,
    datasets.EP: MATRIX_COMBINATIONS,
    datasets.MICROSOFT: OEWS_COMBINATIONS,
    datasets.CLUSTERS: OEWS_COMBINATIONS,
}


def members_of(dataset: str, code: str) -> Sequence[str]:
    """The SOC codes that a code of a dataset stands for: those of a combination, else the code itself."""
    return COMBINATIONS.get(dataset, {}).get(code, (code,))


def combination_with(dataset: str, soc: str) -> str:
    """The combination of a dataset that a SOC code belongs to; empty where there is none."""
    return next((code for code, members in COMBINATIONS.get(dataset, {}).items() if soc in members), "")
