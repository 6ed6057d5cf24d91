"""Job families and career clusters: the occupations of each, and where they stand."""

from collections.abc import Iterable, Iterator

from citations.compiling import EditionFacts, ProfileDraft, compiler
from occupations.addresses import cluster_path, cluster_slug, family_path
from occupations.compiling.context import Context
from occupations.compiling.documents import figure, with_pointers
from occupations.compiling.occupation.head import clusters
from occupations.measures import EMPLOYMENT, counts

FAMILY, CLUSTER = "family", "cluster"


@compiler("occupations.families", label="occupation groups", order=50)
def compile_families(edition: EditionFacts) -> Iterator[ProfileDraft]:
    """A profile for each major group of the classification that has occupations."""
    context = Context.of(edition)
    members: dict[tuple[str, str], list[str]] = {}
    for code in context.facts.codes:
        family, title = context.facts.family_of(code)
        if title:
            members.setdefault((family, title), []).append(code)
    for (family, title), codes in sorted(members.items()):
        path = family_path(family, title)
        yield ProfileDraft(FAMILY, family, title, path, _group(context, {"code": family, "title": title, "path": path}, codes))


@compiler("occupations.clusters", label="career clusters", order=50)
def compile_clusters(edition: EditionFacts) -> Iterator[ProfileDraft]:
    """A profile for each career cluster that has occupations."""
    context = Context.of(edition)
    members: dict[str, dict[str, list[str]]] = {}
    for code in context.facts.codes:
        for row in clusters(context, context.facts.soc_codes[code]):
            members.setdefault(row["title"], {})[code] = row["sub_clusters"]
    for title, found in sorted(members.items()):
        path = cluster_path(title)
        key = cluster_slug(title)
        document = {"code": key, "title": title, "path": path, "sub_clusters": _sub_clusters(found)}
        yield ProfileDraft(CLUSTER, key, title, path, _group(context, document, list(found), found))


def _sub_clusters(members: dict[str, list[str]]) -> list[str]:
    return sorted({sub for subs in members.values() for sub in subs})


def _group(context: Context, document: dict, codes: list[str], subs: dict[str, list[str]] | None = None) -> dict:
    rows = [context.row(code, **({"sub_clusters": subs[code]} if subs else {})) for code in codes]
    return with_pointers(
        {
            **document,
            "occupation_count": figure(counts.OCCUPATION_COUNT, len(codes)),
            "total_employment": figure(EMPLOYMENT, _employment(context, codes)),
            "occupations": rows,
        }
    )


def _employment(context: Context, codes: Iterable[str]) -> int | None:
    """Employees of the SOC codes behind the occupations, each once: O*NET-SOC occupations of one SOC share its figure."""
    published = {
        estimates.soc_code: estimates.values["employment"].value
        for code in codes
        if (estimates := context.standings.wages.get(code))
    }
    known = [int(value) for value in published.values() if value is not None]
    return sum(known) if known else None
