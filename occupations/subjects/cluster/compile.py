"""One document per career cluster: its occupations, and where they stand."""

from collections.abc import Iterable, Iterator

from citations.compiling import EditionFacts, ProfileDraft, compiler
from citations.figures import figure
from occupations.addresses import cluster_path, cluster_slug
from occupations.measures import counts
from occupations.measures.wages import CLUSTER_EMPLOYMENT
from occupations.recipes import counted, employment_of_groups
from occupations.subjects.cluster.document import ClusterDocument, ClusterOccupation
from occupations.subjects.context import Context
from occupations.subjects.occupation.compile import clusters


@compiler("occupations.clusters", label="career clusters", order=50)
def compile_clusters(edition: EditionFacts) -> Iterator[ProfileDraft]:
    """A profile for each career cluster that has occupations."""
    context = Context.of(edition)
    members: dict[str, dict[str, list[str]]] = {}
    for code in context.facts.codes:
        for cluster in clusters(context, context.facts.soc_codes[code]):
            members.setdefault(cluster.title, {})[code] = cluster.sub_clusters
    for title, sub_clusters in sorted(members.items()):
        document = ClusterDocument(
            code=cluster_slug(title),
            title=title,
            path=cluster_path(title),
            sub_clusters=sorted({name for names in sub_clusters.values() for name in names}),
            occupation_count=figure(counts.OCCUPATION_COUNT, counted(sub_clusters)),
            total_employment=figure(CLUSTER_EMPLOYMENT, _employment(context, sub_clusters)),
            occupations=[ClusterOccupation(**context.listed(code), sub_clusters=names) for code, names in sub_clusters.items()],
        )
        yield ProfileDraft(document.code, title, document.path, document)


def _employment(context: Context, codes: Iterable[str]) -> int | None:
    wages = context.standings.wages
    return employment_of_groups((wages[code].soc_code, context.employment_of(code)) for code in codes if code in wages)
