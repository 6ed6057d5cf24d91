"""The codes that releases of BLS are published by: those that a release of its year has, and what the check of one says of codes
that are older than SOC 2018."""

from collections.abc import Sequence

from citations.importing.issues import Findings
from citations.importing.plausibility.codes import UNLISTED, Expected
from citations.importing.plausibility.judged import Judged
from citations.models import Release
from occupations.combinations import COMBINATIONS
from occupations.measures import datasets
from occupations.models import CodeSystem, SocGroup
from occupations.recipes import in_soc_2018
from occupations.selectors import crosswalks
from occupations.vintages import Vintage, vintage_of

NAMED = 5
# Codes of BLS's own in the years before SOC 2018, beside the combinations that it still publishes: those of May 2018, as a study
# repeats them, and those of May 2019. Of the projections of those years none was at hand, so a few more are let
# pass there.
OWN_CODES = {
    Vintage.SOC_2010: {"21-1018", "25-3097", "25-3098", "51-2028", "51-2098", "53-1048"},
    Vintage.HYBRID: {
        "11-9198", "13-1198", "13-2098", "15-1245", "15-1256", "15-1257", "15-1299", "15-2098", "17-3098", "19-3031", "19-4045",
        "19-4099", "25-3031", "25-3097", "27-4098", "29-1228", "29-1248", "29-1298", "29-2098", "29-9098", "33-9098", "39-1098",
        "39-9098", "47-5022", "47-5097", "47-5098", "51-9161", "51-9162", "51-9199", "53-3058", "53-6098", "53-7199",
    },
}  # fmt: skip
UNLISTED_BEFORE_2018 = 0.01


def expected_codes(judged: Judged) -> Expected:
    """The codes that a release of the survey or the projections may have, by its vintage. The years between have codes of 2018
    but for the occupations that 2018 divided: of these they publish what both vintages share, under codes of their own."""
    dataset = judged.release.dataset.slug  # type: ignore[union-attr]  # a loaded release has one
    vintage = vintage_of(dataset, judged.release.version)
    if vintage == Vintage.SOC_2018:
        return Expected(
            vintage, judged.codes(CodeSystem.SOC_2018) and {*judged.codes(CodeSystem.SOC_2018), *COMBINATIONS[dataset]}
        )
    own = OWN_CODES[vintage]
    if vintage == Vintage.SOC_2010:
        listed = set(judged.codes(CodeSystem.SOC_2010))
    else:
        listed = set(judged.codes(CodeSystem.SOC_2018)) - _divided(judged)
        own = own.union(COMBINATIONS[dataset])
    return Expected(vintage, listed and listed | own, UNLISTED if dataset == datasets.OEWS else UNLISTED_BEFORE_2018)


def _divided(judged: Judged) -> set[str]:
    """Codes of 2018 for a part of an occupation of 2010, by the crosswalk that is loaded."""
    releases = {release.pk for _, release in judged.listed.get(CodeSystem.SOC_2010, ())}
    newer = [edge for pk in releases for edge in crosswalks.edges(pk, CodeSystem.SOC_2010, CodeSystem.SOC_2018).values()]
    return {code for codes in newer if len(codes) > 1 for code in codes}


def note_vintage(dataset: str, codes: Sequence[str], findings: Findings) -> None:
    """Say of a release that is older than SOC 2018 how many of its occupations' codes lead to one of 2018, by the newest
    crosswalk that is loaded, and what becomes of the rest."""
    vintage = vintage_of(dataset, findings.version)
    if vintage == Vintage.SOC_2018:
        return
    begun = f"{findings.version} is published by codes of {vintage}."
    ready = Release.objects.filter(dataset__slug=datasets.SOC, state=Release.State.READY, is_sample=findings.is_sample)
    structure = ready.order_by("-ready_at").first()
    if structure is None:
        findings.note(
            "earlier-codes",
            f"{begun} How many of its {len(codes):,} occupations can be shown under codes of SOC 2018 is not known until the "
            "structure and crosswalks of SOC 2018 are loaded. Without these an edition shows none of them.",
        )
        return
    groups = crosswalks.soc_groups(structure.pk)
    newer = crosswalks.edges(structure.pk, CodeSystem.SOC_2010, CodeSystem.SOC_2018)
    known = {code for code, group in groups.items() if group.level == SocGroup.Level.DETAILED}.union(COMBINATIONS[dataset])
    carried = in_soc_2018(vintage, codes, newer, crosswalks.reversed_edges(newer), known)
    left_out = [code for code in codes if code not in carried]
    named = ", ".join(left_out[:NAMED]) + (" and on" if len(left_out) > NAMED else "")
    findings.note(
        "earlier-codes",
        f"{begun} {len(carried):,} of its {len(codes):,} occupations have one code of SOC 2018 or are a combination that is "
        f"still published, and are shown under it. {len(left_out):,} hold parts of several occupations and are left out of pages"
        f"{f' ({named})' if left_out else ''}; the methodology page says how many.",
        value=str(len(left_out)),
    )
