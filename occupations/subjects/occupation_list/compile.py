"""All occupations of an edition in compact rows: lists, the quadrant of all occupations and the API's list read one document."""

from collections.abc import Iterable

from citations.compiling import EditionFacts, ProfileDraft, compiler
from citations.figures import Missing
from occupations.addresses import ROLES, cluster_path, family_path, occupation_path
from occupations.compiling.context import Context
from occupations.compiling.documents import figure, with_pointers
from occupations.compiling.occupation.head import clusters
from occupations.measures import counts
from occupations.models.projections import people
from occupations.profiles.index import COLUMN_NAMES, KEY, KIND

SEARCH_KIND = "search"
_PARTS = {"felten-aioe": "f", "eloundou-gamma": "e", "microsoft-applicability": "m"}


@compiler("occupations.whole", label="the index of occupations", order=50)
def compile_index(edition: EditionFacts) -> Iterable[ProfileDraft]:
    """The list of all occupations, and what search finds them by."""
    context = Context.of(edition)
    if not context.facts.codes:
        return []
    return [
        ProfileDraft(KIND, KEY, "Occupations", ROLES, _index(context)),
        ProfileDraft(SEARCH_KIND, "occupations", "Occupations", "", _search(context)),
    ]


def _index(context: Context) -> dict:
    families = {family for code in context.facts.codes if (family := context.facts.family_of(code))[1]}
    grouped = {code: [row["title"] for row in clusters(context, context.facts.soc_codes[code])] for code in context.facts.codes}
    named = sorted({title for titles in grouped.values() for title in titles})
    document = {
        "count": figure(counts.OCCUPATION_COUNT, len(context.facts.codes)),
        "families": [[code, title, family_path(code, title)] for code, title in sorted(families)],
        "clusters": [[title, cluster_path(title)] for title in named],
        "zones": [[zone, row.title] for zone, row in sorted(context.facts.zones.items())],
        "rows": [_row(context, code, [named.index(title) for title in grouped[code]]) for code in context.facts.codes],
    }
    return with_pointers(document)


def _row(context: Context, code: str, in_clusters: list[int]) -> list:
    """[code, title, path, family, clusters, studies behind the overlap, values by column, why values are missing, notes]."""
    facts, standings = context.facts, context.standings
    values: dict[str, float | int | None] = {"task_count": len(facts.tasks.get(code, ())) or None}
    overlap = standings.overlap.get(code)
    values["overlap"] = overlap.percentile if overlap else None
    bridged = ""
    for measure, letter in _PARTS.items():
        score = standings.scores[measure].get(code)
        values[measure] = score.value if score else None
        values[f"{measure}-percentile"] = standings.exposure[measure].get(code)
        bridged += letter if score and score.bridged else ""
    wages = {"median": context.median_figure(code), "employment": context.employment_figure(code)}
    values |= {name: part["v"] for name, part in wages.items()}
    values["median_percentile"] = standings.pay.get(code)
    under = facts.combination_of(facts.soc_codes[code], facts.projections)
    projected = facts.projections[under] if under else None
    values["change_percent"] = projected.change_percent if projected else None
    values["annual_openings"] = people(projected.openings) if projected else None
    values["job_zone"] = facts.zone_of.get(code)
    why = {name: part["x"] for name, part in wages.items() if part.get("x", Missing.NOT_COVERED) != Missing.NOT_COVERED}
    notes = {name: True for name, holds in (("top_coded", wages["median"].get("a", False)),) if holds}
    return [
        code,
        facts.titles[code],
        occupation_path(code),
        facts.family_of(code)[0],
        in_clusters,
        "".join(_PARTS[part] for part in overlap.parts) if overlap else "",
        [values[name] for name in COLUMN_NAMES],
        why,
        {**notes, **({"bridged": bridged} if bridged else {})},
    ]


def _search(context: Context) -> dict:
    """What search reads: titles and codes. Job titles number in the tens of thousands and are searched where they are stored."""
    return {
        "label": "Occupation",
        "classification": "O*NET-SOC",
        "entries": [
            {
                "code": occupation.code,
                "title": occupation.title,
                "path": occupation_path(occupation.code),
                "also": [],
            }
            for occupation in context.facts.occupations
        ],
    }
