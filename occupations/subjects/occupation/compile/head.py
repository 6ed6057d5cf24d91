"""What an occupation is: title, definition, names it goes by, the groups it belongs to."""

from typing import Any

from occupations.addresses import brief_path, cluster_path, family_path, occupation_api, occupation_path
from occupations.recipes import also_called
from occupations.selectors.descriptions import OccupationFacts, Titles
from occupations.subjects.context import Context
from occupations.subjects.fields import Named
from occupations.subjects.occupation.document import ClusterOfOccupation, Soc


def head(context: Context, occupation: OccupationFacts) -> dict[str, Any]:
    facts, code = context.facts, occupation.code
    titles = facts.job_titles.get(code) or Titles()
    family, family_title = facts.family_of(code)
    soc = facts.soc_codes[code]
    return {
        "code": code,
        "title": occupation.title,
        "path": occupation_path(code),
        "api": occupation_api(code),
        "brief": brief_path(code),
        "description": occupation.description,
        "also_called": also_called(titles.in_my_next_move, titles.reported, titles.alternate),
        "job_family": family_title or None,
        "family": Named(family, family_title, family_path(family, family_title)) if family_title else None,
        "soc": Soc(
            soc,
            facts.groups[soc].title if soc in facts.groups else "",
            [context.named(other) for other in facts.occupations_of_soc[soc] if other != code],
        ),
        # 93 occupations of the classification are not rated: their pages say so.
        "is_rated": bool(facts.ratings("IM").get(code)),
        "clusters": clusters(context, soc),
    }


def clusters(context: Context, soc: str) -> list[ClusterOfOccupation]:
    """Career clusters of a SOC code with their sub-clusters."""
    by_cluster: dict[str, list[str]] = {}
    under = context.facts.combination_of(soc, context.facts.clusters_of_soc)
    for cluster, sub_cluster in context.facts.clusters_of_soc.get(under, ()):
        by_cluster.setdefault(cluster, []).append(sub_cluster)
    return [ClusterOfOccupation(title, cluster_path(title), subs) for title, subs in by_cluster.items()]
