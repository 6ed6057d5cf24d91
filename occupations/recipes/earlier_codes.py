"""Figures that were published under codes of an earlier vintage of the classification, under the codes of 2018."""

from collections.abc import Container, Iterable, Mapping, Sequence

from citations.recipes import recipe
from occupations.vintages import Vintage


@recipe(
    key="earlier-codes",
    title="Pay and projections published under earlier codes",
    version=1,
    formula="the figure of the older code, where the crosswalk leads from it to one code alone, and from no other to that one",
    unit="that of the figure",
    range="that of the figure",
    datasets=("bls-oews", "bls-ep", "soc-structure"),
    does_not_mean="That codes which were divided or merged have no workers or pay: their figures are left out, because nobody "
    "publishes how they would be divided.",
)
def in_soc_2018(
    vintage: Vintage,
    published: Iterable[str],
    newer: Mapping[str, Sequence[str]],
    older: Mapping[str, Sequence[str]],
    known: Container[str],
) -> dict[str, str]:
    """The survey of employers until May 2018 and the projections until 2018–28 use codes of SOC 2010. A figure of such a code is
    carried to a code of SOC 2018 where the published crosswalk pairs both one to one: the same occupation, under the same number
    or a new one. Releases of the two years after use a hybrid of both vintages. Their codes of SOC 2018, and combinations that
    are still published, are read as such. All other codes are left out and counted: they hold parts of several occupations."""
    # Of each published code the one of 2018, or the combination. `newer` and `older`: the crosswalk from 2010 to 2018 and back;
    # `known`: the codes of 2018 and the combinations.
    if vintage == Vintage.SOC_2018:
        return {code: code for code in published}
    if vintage == Vintage.HYBRID:
        return {code: code for code in published if code in known}
    pairs = ((code, newer.get(code, ())) for code in published)
    return {code: ends[0] for code, ends in pairs if len(ends) == 1 and len(older[ends[0]]) == 1}


def unmoved_groups(newer: Mapping[str, Sequence[str]]) -> set[str]:
    """The major groups whose occupations of 2010 are, all of them and no others, in the same group in 2018: 11-0000."""
    edges = [(start[:2], end[:2]) for start, ends in newer.items() for end in ends]
    moved = {group for start, end in edges if start != end for group in (start, end)}
    return {f"{start}-0000" for start, _ in edges if start not in moved}
