"""The index of all occupations, and what search finds them by."""

from collections.abc import Iterator

from citations.compiling import EditionFacts, ProfileDraft, compiler
from citations.figures import Missing, figure
from citations.measures import Measure
from occupations.addresses import ROLES, cluster_path, family_path, occupation_path
from occupations.measures import EMPLOYMENT, counts, projections, ratings, wages
from occupations.measures import datasets as of
from occupations.models.market import people
from occupations.recipes import Overlap, counted, level, outlook_category, overlap_spread
from occupations.studies import (
    BY_KEY,
    OVERLAP,
    OVERLAP_HIGHEST,
    OVERLAP_LOWEST,
    OVERLAP_MEAN,
    OVERLAP_PARTS,
    OVERLAP_SPREAD,
    OVERLAP_STUDIES,
)
from occupations.subjects.context import Context
from occupations.subjects.occupation.compile import clusters
from occupations.subjects.occupation_list.document import (
    KEY,
    OVERLAP_COLUMNS,
    PAY_RANGE,
    Column,
    Group,
    IndexRow,
    OccupationIndexDocument,
)
from singulariki.delivery.search.catalogue import SearchDocument, SearchEntry

# Figures of a row: name, measure, pointer in the occupation's own answer.
COLUMNS: tuple[tuple[str, Measure, str], ...] = (
    ("overlap", OVERLAP, "/overlap/percentile"),
    ("overlap_mean", OVERLAP_MEAN, "/overlap/mean"),
    ("overlap_parts", OVERLAP_PARTS, "/overlap/part_count"),
    ("overlap_spread", OVERLAP_SPREAD, "/overlap/spread"),
    ("overlap_lowest", OVERLAP_LOWEST, "/overlap/lowest"),
    ("overlap_highest", OVERLAP_HIGHEST, "/overlap/highest"),
    *(
        column
        for study in OVERLAP_STUDIES
        for column in ((study.key, study.score, ""), (f"{study.key}-percentile", study.percentile, ""))
    ),
    ("median", wages.ANNUAL_WAGES["median"], "/wages/median"),
    *((name, wages.ANNUAL_WAGES[name], f"/wages/{name}") for name in PAY_RANGE),
    ("median_percentile", wages.PAY_PERCENTILE, "/wages/median_percentile"),
    ("employment", EMPLOYMENT, "/wages/employment"),
    ("change_percent", projections.CHANGE_PERCENT, "/outlook/change_percent"),
    ("annual_openings", projections.OPENINGS, "/outlook/annual_openings"),
    ("job_zone", ratings.JOB_ZONE, "/job_zone"),
    ("task_count", counts.ONET_TASK_COUNT, "/task_count"),
)

# Those that are percentiles of exposure, which have a level.
_RANKED = ("overlap", *(f"{study.key}-percentile" for study in OVERLAP_STUDIES))


@compiler("occupations.whole", label="the index of occupations", order=50)
def compile_index(edition: EditionFacts) -> Iterator[ProfileDraft]:
    """The list of all occupations, and what search finds them by."""
    context = Context.of(edition)
    if context.facts.codes:
        yield ProfileDraft(KEY, "Occupations", ROLES, _index(context))
        yield ProfileDraft("occupations", "Occupations", "", _search(context))


def _index(context: Context) -> OccupationIndexDocument:
    facts = context.facts
    families = {family for code in facts.codes if (family := facts.family_of(code))[1]}
    grouped = {code: [cluster.title for cluster in clusters(context, facts.soc_codes[code])] for code in facts.codes}
    titles = sorted({title for named in grouped.values() for title in named})
    return OccupationIndexDocument(
        title="Occupations",
        path=ROLES,
        count=figure(counts.OCCUPATION_COUNT, counted(facts.codes)),
        families=[Group(code, title, family_path(code, title)) for code, title in sorted(families)],
        clusters=[Group(title, title, cluster_path(title)) for title in titles],
        zones=[(zone, row.title) for zone, row in sorted(facts.zones.items())],
        columns=[Column(name, measure.key, pointer) for name, measure, pointer in COLUMNS],
        studies=[study.key for study in OVERLAP_STUDIES],
        rows=[_row(context, code, [titles.index(title) for title in grouped[code]]) for code in facts.codes],
    )


def _row(context: Context, code: str, in_clusters: list[int]) -> IndexRow:
    facts, standings = context.facts, context.standings
    overlap = standings.overlap.get(code)
    values = _overlap(overlap)
    bridged, changed, study_groups = [], [], {}
    for study in OVERLAP_STUDIES:
        score = standings.scores[study.key].get(code)
        values[study.key] = score.value if score else None
        values[f"{study.key}-percentile"] = standings.exposure[study.key].get(code)
        bridged += [study.key] if score and score.bridged else []
        changed += [study.key] if score and score.changed else []
        if group := context.study_group(study.dataset, code, score):
            study_groups[study.key] = group
    hourly = context.hourly_median_figure(code)
    pay = {
        "median": context.median_figure(code),
        "median_percentile": context.pay_percentile_figure(code),
        "employment": context.employment_figure(code),
    }
    values |= {name: one.value for name, one in pay.items()}
    around = context.pay_range_figures(code)
    values |= {name: around[name].value if name in around else None for name in PAY_RANGE}
    under = facts.published_under(of.EP, facts.soc_codes[code], facts.projections)
    projected = facts.projections[under] if under else None
    values["change_percent"] = projected.change_percent if projected else None
    values["annual_openings"] = people(projected.openings) if projected else None
    values["job_zone"] = facts.zone_of.get(code)
    values["task_count"] = len(facts.tasks.get(code, ())) or None
    change = values["change_percent"]
    missing: dict[str, Missing] = {
        name: one.missing for name, one in pay.items() if one.missing not in (None, Missing.NOT_COVERED)
    }
    if overlap and overlap.percentile is None:
        missing["overlap"] = Missing.NOT_RANKED
    return IndexRow(
        code=code,
        title=facts.titles[code],
        path=occupation_path(code),
        family=facts.family_of(code)[0],
        clusters=in_clusters,
        values=[values[name] for name, _, _ in COLUMNS],
        levels={name: level(percentile) for name in _RANKED if (percentile := values[name]) is not None},
        outlook="" if change is None else outlook_category(change).key,
        missing=missing,
        overlap_datasets=[BY_KEY[part].dataset for part in overlap.parts] if overlap else [],
        bridged=bridged,
        top_coded=pay["median"].at_least,
        hourly_median=hourly.value if hourly else None,
        pay_group=context.pay_group(code),
        outlook_group=facts.group_of(of.EP, code, under, projected.title) if projected else None,
        study_groups=study_groups,
        changed=changed,
        pay_is_open="p90" in around and around["p90"].at_least,
    )


def _overlap(overlap: Overlap | None) -> dict[str, float | int | None]:
    """Rank by AI task overlap, what it is made of and how far that lies apart, by column."""
    if overlap is None:
        return dict.fromkeys(OVERLAP_COLUMNS)
    lowest, highest = overlap_spread(overlap.parts.values()) or (None, None)
    spread = None if lowest is None or highest is None else highest - lowest
    values = (overlap.percentile, overlap.mean, len(overlap.parts), spread, lowest, highest)
    return dict(zip(OVERLAP_COLUMNS, values, strict=True))


def _search(context: Context) -> SearchDocument:
    """What search reads: titles and codes. Job titles number in the tens of thousands and are searched where they are stored."""
    return SearchDocument(
        label="Occupation",
        classification="O*NET-SOC",
        entries=[
            SearchEntry(code=occupation.code, title=occupation.title, path=occupation_path(occupation.code), also=[])
            for occupation in context.facts.occupations
        ],
    )
