"""What the check of a release of BLS says of codes that are older than SOC 2018."""

from collections.abc import Sequence

from citations.importing.issues import Findings
from citations.models import Release
from occupations.combinations import COMBINATIONS
from occupations.measures import datasets
from occupations.models import CodeSystem, SocGroup
from occupations.recipes import in_soc_2018
from occupations.selectors import crosswalks
from occupations.vintages import Vintage, vintage_of

NAMED = 5


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
