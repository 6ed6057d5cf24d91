"""One document per U.S. occupation: everything its page, its answer in the API, its brief and its report kit show; and one that
says how much of the release of observed use could be placed at their tasks, for the page of that dataset."""

from collections.abc import Iterator
from typing import Any

from citations.compiling import EditionFacts, ProfileDraft, compiler
from citations.coverage import DatasetCoverage
from occupations.addresses import brief_path, cluster_path, family_path, occupation_api, occupation_path
from occupations.measures import datasets as of
from occupations.recipes import also_called
from occupations.selectors.descriptions import OccupationFacts, Titles
from occupations.subjects.context import Context
from occupations.subjects.fields import Named
from occupations.subjects.occupation.compile.ai import exposure, placed, usage
from occupations.subjects.occupation.compile.market import economy
from occupations.subjects.occupation.compile.work import neighbours, preparation, work
from occupations.subjects.occupation.document import ADDITIONS, ClusterOfOccupation, Soc, occupation_document

_REPORT_EVERY = 25


@compiler("occupations.occupations", label="occupations", order=40)
def compile_occupations(edition: EditionFacts) -> Iterator[ProfileDraft]:
    """A profile for each O*NET-SOC occupation of the edition's O*NET release, one at a time: all at once fill the memory."""
    context = Context.of(edition)
    additions = {name: one.values(edition) for name, one in ADDITIONS.items()}
    total = len(context.facts.occupations)
    for done, occupation in enumerate(context.facts.occupations, 1):
        code = occupation.code
        document = occupation_document()(
            **head(context, occupation),
            **usage(context, code),
            **exposure(context, code),
            **economy(context, code),
            **work(context, code),
            **preparation(context, code),
            **neighbours(context, code),
            **{name: find(code) for name, find in additions.items()},
        )
        yield ProfileDraft(code, occupation.title, document.path, document)
        if done % _REPORT_EVERY == 0 or done == total:
            edition.progress("Deriving occupations", done, total)


@compiler("occupations.coverage", label="what of observed use was placed", order=40)
def compile_coverage(edition: EditionFacts) -> Iterator[ProfileDraft]:
    """One document, where the edition holds observed use and O*NET, whose tasks it is placed at."""
    found = placed(Context.of(edition)) if edition.holds(of.ONET) else None
    if found is not None:
        document = DatasetCoverage(
            recipe="task-placement",
            introduction="Of all conversations in the release, by how their task was found in the edition's O*NET. Shares are as "
            "published: none is raised to make up for what is not placed.",
            figures=[found.by_words, found.by_number, found.by_pair, found.unplaced, found.without_task],
        )
        yield ProfileDraft(of.AEI, "Conversations placed at tasks", "", document)


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
    under = context.facts.published_under(of.CLUSTERS, soc, context.facts.clusters_of_soc)
    for cluster, sub_cluster in context.facts.clusters_of_soc.get(under, ()):
        by_cluster.setdefault(cluster, []).append(sub_cluster)
    return [ClusterOfOccupation(title, cluster_path(title), subs) for title, subs in by_cluster.items()]
