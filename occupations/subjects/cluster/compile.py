"""One document per career cluster: its occupations, and where they stand."""

from collections.abc import Iterator

from citations.compiling import EditionFacts, ProfileDraft, compiler
from occupations.addresses import cluster_path, cluster_slug
from occupations.subjects.cluster.document import ClusterDocument, ClusterOccupation
from occupations.subjects.context import Context
from occupations.subjects.family.compile import group_figures
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
            **group_figures(context, list(sub_clusters)),
            occupations=[ClusterOccupation(**context.listed(code), sub_clusters=names) for code, names in sub_clusters.items()],
        )
        yield ProfileDraft(document.code, title, document.path, document)
