"""Giving O*NET-SOC occupations the values that are published under other codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from citations.recipes import recipe
from occupations.recipes.exact import mean
from occupations.studies import BRIDGED_DATASETS


@dataclass(frozen=True)
class Carried:
    """A value of an occupation. `bridged`: not published under its own code, but under codes that a crosswalk leads from."""

    value: float
    bridged: bool = False
    codes: tuple[str, ...] = ()


@recipe(
    key="carried-values",
    title="Values carried to O*NET-SOC occupations",
    version=1,
    formula="the value of the occupation's own code; else the mean over the older codes that the crosswalk leads from",
    unit="that of the value",
    range="that of the value",
    datasets=("soc-structure", *BRIDGED_DATASETS, "dingel-neiman"),
    does_not_mean="That the study scored this occupation: a value over a bridge is the older occupation's.",
)
def carried(
    own_codes: Mapping[str, str], values: Mapping[str, float], older: Mapping[str, Sequence[str]] | None = None
) -> dict[str, Carried]:
    """Values by code of the study's own classification become values by O*NET-SOC occupation. `own_codes` gives each occupation
    its code in that classification (its SOC code, say): a value published under this very code is the occupation's.
    Otherwise, where `older` names the codes of the earlier vintage that the published crosswalk leads from, it is the
    unweighted mean of their values, and said to have come over a bridge. Crosswalks are many-to-many and carry no weights."""
    found: dict[str, Carried] = {}
    for occupation, own in own_codes.items():
        if own in values:
            found[occupation] = Carried(values[own], codes=(own,))
            continue
        known = tuple(code for code in (older or {}).get(own, ()) if code in values)
        if known:
            found[occupation] = Carried(mean([values[code] for code in known]), bridged=True, codes=known)
    return found
