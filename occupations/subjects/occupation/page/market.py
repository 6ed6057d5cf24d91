"""Pay, employment, outlook and where the work is done; related occupations, and where else the evidence leads."""

from collections.abc import Mapping

from msgspec.structs import asdict

from occupations.measures import datasets as of
from occupations.subjects.occupation.document import OccupationSubject
from occupations.subjects.occupation.page.declaring import having, section

SHOWN = 5


def wages_context(subject: OccupationSubject) -> Mapping | None:
    """Pay of the kind that is published for the occupation, annual or hourly; `drawn` where any of it is a number."""
    wages = subject.document.wages
    if not wages:
        return None
    named = dict(zip(wages.percentiles, wages.usual.range, strict=True))
    return {
        "wages": wages,
        "is_hourly": wages.hourly_only,
        "rows": [{"name": name, "value": value} for name, value in named.items()],
        "drawn": None if all(value.is_missing for value in named.values()) else named,
        "is_top_coded": any(value.at_least for value in named.values()),
        "everyone": wages.all_occupations,
        "related": subject.document.related[:6],
    }


def _industries(subject: OccupationSubject) -> Mapping | None:
    """Industries by employment; those that stand in the list of the most concentrated alone come last. `concentrated` are the
    first of that list, `has_sectors_only` whether it can hold no narrower ones."""
    document = subject.document
    employing, concentrated = document.industries, document.concentration
    known = {row.path for row in employing}
    rows = [*employing, *(row for row in concentrated if row.path not in known)]
    if not rows:
        return None
    has_dash = any(figure.is_missing for row in rows for figure in (row.employment, row.median_wage, row.mean_wage))
    narrow = "national-industry"
    left_out = any(row.level == narrow for row in employing) and not any(row.level == narrow for row in concentrated)
    return {
        "shown": rows[:SHOWN],
        "rest": rows[SHOWN:],
        "has_dash": has_dash,
        "concentrated": [row for row in concentrated if (row.location_quotient.value or 0) > 1][:3],
        "has_sectors_only": bool(concentrated) and left_out,
    }


MARKET = (
    section(
        "wages",
        "Wages & employment",
        wages_context,
        datasets=(of.OEWS,),
        needs="wages and employment",
        wording={
            "introduction": "U.S. · annual wages (BLS OEWS, {wages-release})",
            "introduction_hourly": "U.S. · hourly wages (BLS OEWS, {wages-release}). BLS publishes no annual wage, because "
            "people in it do not work the year round, full time.",
            "pay_title": "Wages by percentile",
            "pay_caption": "Source: BLS OEWS, {wages-release}. Line: 10th to 90th percentile; bar: the middle half; mark: the "
            "median.",
            "everyone": "Dashed: the median of all occupations,",
            "p10_short": "10th",
            "p25_short": "25th",
            "median_short": "median",
            "p75_short": "75th",
            "p90_short": "90th",
            "p10": "10th percentile",
            "p25": "25th percentile",
            "median": "Median (50th)",
            "p75": "75th percentile",
            "p90": "90th percentile",
            "mean": "Mean",
            "people": "People employed",
            "give_or_take": "give or take",
            "one_error": "“Give or take” is one standard error, as BLS reckons it for the survey's sample.",
            "percentile": "Percentile of median pay among occupations",
            "top_coded": "“Or more” stands where BLS gives its top code in place of a percentile at or above it: the wage is at "
            "least that high. Means are published where they are higher, too.",
            "numbers": "The same in numbers",
            "unpublished": "BLS publishes no wage for {wages-title}.",
            "shared": "BLS publishes these figures {wages-for} (code {wages-code}).",
        },
    ),
    section(
        "job-outlook",
        "Job outlook",
        having("outlook"),
        datasets=(of.EP,),
        needs="a projection of employment",
        wording={
            "introduction": "Independent U.S. Bureau of Labor Statistics employment projection for {base-year}–{projected-year}.",
            "employment_title": "Projected employment",
            "employment_caption": "Projected U.S. employment, {base-year}–{projected-year} (BLS Employment Projections).",
            "projected": "projected",
            "outlook": "Outlook",
            "outlook_value": "{if change is zero}{outlook-words} · about as many jobs in {projected-year} ({change}) "
            "{otherwise}{outlook-words} · {change} by {projected-year}",
            "openings": "Projected annual openings",
            "employment": "Employment {base-year} → {projected-year}",
            "self_employed": "Self-employed",
            "replacing": "{openings-replacing} where people leave",
            "new_jobs": "the rest are new jobs",
            "not_refilled": "less the jobs that are not filled again",
            "shared": "BLS publishes these figures {outlook-for} (code {outlook-code}).",
        },
        caveats=("projection-is-not-about-ai",),
    ),
    section(
        "industries",
        "Industries that employ this occupation",
        _industries,
        datasets=(of.OEWS,),
        needs="employment by industry",
        wording={
            "introduction": "Where these workers are employed, by number of jobs (national, BLS OEWS {wages-release}). Pay is "
            "that of the occupation in the industry.",
            "industry_heading": "Industry",
            "workers_heading": "Workers",
            "median_heading": "Median pay",
            "mean_heading": "Mean pay",
            "more": "Show the other industries",
            "shared": "BLS publishes these figures {wages-for} (code {wages-code}).",
            "unpublished": "—",
            "unpublished_meaning": "A dash stands where the release at hand has no such figure for the industry.",
            "concentration_heading": "Concentration",
            "concentration_meaning": "Concentration: 5 means five times its share of all jobs in the economy.",
            "most_concentrated": "Most concentrated:",
            "sectors_only": "It cannot be told for industries of five digits of NAICS, of which the release at hand gives no "
            "employment of all occupations together.",
            "level_sector": "Sector",
            "level_national_industry": "Five-digit NAICS industry",
        },
        formerly=("concentration",),
    ),
    section(
        "career-cluster",
        "Career cluster",
        having("clusters"),
        datasets=(of.CLUSTERS,),
        needs="a career cluster",
        wording={"part_of": "In the National Career Clusters Framework it belongs to:"},
    ),
)


def _is_placed(row: Mapping) -> bool:
    """Whether an occupation has both percentiles, so that it can be drawn."""
    return all(figure and not figure.is_missing for figure in (row["overlap"], row["median_percentile"]))


def quadrant_context(subject: OccupationSubject) -> Mapping | None:
    """Related occupations, numbered; `drawn` those that have a place, where the occupation itself has one."""
    document = subject.document
    if not document.related:
        return None
    rows = [
        {**asdict(row), "overlap_shown": row.overlap_shown, "number": number} for number, row in enumerate(document.related, 1)
    ]
    overlap, wages = document.overlap, document.wages
    own = {"overlap": overlap and overlap.percentile, "median_percentile": wages and wages.median_percentile}
    if not _is_placed(own):
        return {"rows": rows, "own": None, "drawn": []}
    return {"rows": rows, "own": own, "drawn": [row for row in rows if _is_placed(row)]}


def _options(subject: OccupationSubject) -> Mapping:
    """Links into the evidence, each where there is something to see: (key of its words, address, what it names)."""
    document = subject.document
    element = document.essential_skills or document.knowledge
    links = [
        *(("compare", row.compare, row.title) for row in document.related[:1]),
        *(("element", row.path, row.name) for row in element[:1]),
        *(("industry", row.path, row.title) for row in document.industries[:1]),
    ]
    return {"links": [{"key": key, "path": path, "title": title} for key, path, title in links]}


NEIGHBOURS = (
    section(
        "quadrant",
        "Exposure quadrant",
        quadrant_context,
        datasets=(of.ONET,),
        needs="related occupations",
        wording={
            "title": "AI task-overlap percentile and median-pay percentile",
            "description": "{title}: {overlap} by percentile of AI task overlap, {pay-percentile} by percentile of median pay. "
            "It and its related occupations, each as a dot: further right means more AI task overlap, further up means higher "
            "median pay. The table below holds the same numbers.",
            "x_axis": "AI task-overlap percentile",
            "y_axis": "Median-pay percentile",
            "upper_left": "Lower overlap · higher pay",
            "upper_right": "Higher overlap · higher pay",
            "lower_left": "Lower overlap · lower pay",
            "lower_right": "Higher overlap · lower pay",
            "caption": "Percentiles among all scored occupations. Overlap measures shared tasks with AI, not automation.",
            "shared": "†: the median wage is published for a wider group of occupations.",
            "pay_of": "pay",
            "unplaced": "{title}: one of the two percentiles is missing, so there is no dot for it. Related occupations:",
            "occupation_heading": "Related occupation",
            "table_title": "Related occupations, nearest first",
            "comparison_heading": "Side by side",
            "compare": "Compare",
            "more": "Show the other related occupations",
            "comparisons": "A comparison has pay, preparation, skills and AI exposure of two occupations side by side: same "
            "data, same scale, no forecast.",
        },
        is_wide=True,
        formerly=("comparisons",),
    ),
    section(
        "what-you-can-do",
        "What you can do with this",
        _options,
        wording={
            "compare": "Compare it with its nearest occupation",
            "element": "See how what it needs most varies across all occupations",
            "industry": "See what else the industry with most of its workers employs",
        },
    ),
)
