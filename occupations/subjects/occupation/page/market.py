"""Pay, employment, outlook and where the work is done; related occupations, and where else the evidence leads."""

from collections.abc import Mapping

from msgspec.structs import asdict

from occupations.measures import datasets as of
from occupations.subjects.occupation.document import OccupationSubject
from occupations.subjects.occupation.page.declaring import having, section

SHOWN = 12
PERCENTILES = ("p10", "p25", "median", "p75", "p90")


def wages_context(subject: OccupationSubject) -> Mapping | None:
    """Pay of the kind that is published for the occupation, annual or hourly; `drawn` where any of it is a number."""
    wages = subject.document.wages
    if not wages:
        return None
    rows = [{"name": name, "value": getattr(wages.usual, name)} for name in PERCENTILES]
    return {
        "wages": wages,
        "is_hourly": wages.hourly_only,
        "rows": rows,
        "drawn": {row["name"]: row["value"] for row in rows} if any(not row["value"].is_missing for row in rows) else None,
        "is_top_coded": any(row["value"].at_least for row in rows),
        "outlook": subject.document.outlook,
    }


def _industries(subject: OccupationSubject) -> Mapping | None:
    industries = subject.document.industries
    has_dash = any(figure.is_missing for row in industries for figure in (row.employment, row.median_wage, row.mean_wage))
    return {"shown": industries[:SHOWN], "rest": industries[SHOWN:], "has_dash": has_dash} if industries else None


def _concentration(subject: OccupationSubject) -> Mapping | None:
    rows = subject.document.concentration
    employing = {row.level for row in subject.document.industries}
    left_out = "national-industry" in employing and not any(row.level == "national-industry" for row in rows)
    return {"rows": rows, "has_sectors_only": left_out} if rows else None


_LEVELS = {"level_sector": "Sector", "level_national_industry": "Five-digit NAICS industry"}

MARKET = (
    section(
        "job-outlook",
        "Job outlook",
        having("outlook"),
        datasets=(of.EP,),
        needs="a projection of employment",
        wording={
            "introduction": "Independent U.S. Bureau of Labor Statistics employment projection for "
            "{base-year}–{projected-year}: a labor-market forecast, not an AI-impact forecast.",
            "outlook": "Outlook",
            "outlook_value": "{if change is zero}{outlook-words} · about as many jobs in {projected-year} ({change}) "
            "{otherwise}{outlook-words} · {change} by {projected-year}",
            "openings": "Projected annual openings",
            "employment": "Employment {base-year} → {projected-year}",
            "self_employed": "Self-employed",
            "openings_meaning": "“Annual openings” counts new jobs plus replacements for workers who leave the occupation, so "
            "it can be large even when growth is modest.",
            "shared": "BLS publishes these figures {outlook-for} (code {outlook-code}).",
        },
        caveats=("projection-is-not-about-ai",),
    ),
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
            "pay_caption": "Wages by percentile, U.S. (BLS OEWS). The thin line spans the 10th–90th percentile; the bar is the "
            "middle half (25th–75th); the gap in it is the median.",
            "employment_title": "Projected employment",
            "employment_caption": "Projected U.S. employment, {base-year}–{projected-year} (BLS Employment Projections). "
            "{if change is zero}{outlook-words}: about as many jobs ({change}). {otherwise}{outlook-words}: {change}. A "
            "labor-market forecast for the occupation, not an AI-impact forecast.",
            "projected": "projected",
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
            "unpublished": "BLS publishes no wage for {wages-title}.",
            "shared": "BLS publishes these figures {wages-for} (code {wages-code}).",
        },
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
            **_LEVELS,
        },
    ),
    section(
        "concentration",
        "Where this work is most concentrated",
        _concentration,
        datasets=(of.OEWS,),
        needs="how concentrated it is in industries",
        wording={
            "introduction": "Industries where this occupation is more common than in the economy as a whole come first. The "
            "location quotient is how many times more concentrated it is here (a value of 5 means five times its economy-wide "
            "share).",
            "shared": "BLS publishes these figures {wages-for} (code {wages-code}).",
            "industry_heading": "Industry",
            "concentration_heading": "Concentration",
            "sectors_only": "Of industries of five digits of NAICS the release at hand gives no employment of all occupations "
            "together, so how concentrated this one is in them cannot be told.",
            "workers_heading": "Workers",
            **_LEVELS,
        },
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
        *(("any_task" if row.importance.is_missing else "task", row.path, row.statement) for row in document.tasks[:1]),
        *(("compare", row.compare, row.title) for row in document.related[:1]),
        *(("element", row.path, row.name) for row in element[:1]),
        *(("study", row.path, row.title) for row in document.study[:1]),
        *(("industry", row.path, row.title) for row in document.industries[:1]),
        *(("family", row.path, row.title) for row in [document.family] if row),
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
            "caption": "AI task-overlap percentile (horizontal) vs. median-pay percentile (vertical), across all scored "
            "occupations. This occupation is highlighted; related occupations are plotted alongside it. Overlap measures "
            "shared tasks with AI, not automation.",
            "shared": "†: the median wage is published for a wider group of occupations.",
            "pay_of": "pay",
            "unplaced": "{title}: one of the two percentiles is missing, so there is no dot for it. Related occupations:",
            "occupation_heading": "Related occupation",
            "table_title": "Related occupations, nearest first",
        },
        is_wide=True,
    ),
    section(
        "comparisons",
        "Comparisons",
        having("related"),
        datasets=(of.ONET,),
        needs="occupations to compare it with",
        wording={
            "introduction": "Side-by-side comparisons place two occupations’ pay, preparation, skills, and AI exposure on the "
            "same page: same data, same scale, no forecast.",
            "with": "Compare with",
        },
    ),
    section(
        "what-you-can-do",
        "What you can do with this",
        _options,
        wording={
            "introduction": "Options the data surfaces for {title}: not advice or a forecast. Each is a real cross-link you "
            "can follow into the evidence.",
            "task": "Look at its most important task",
            "any_task": "Look at one of its tasks",
            "compare": "Compare it with its nearest occupation",
            "element": "See how what it needs most varies across all occupations",
            "study": "See which occupations a field of study leads to",
            "industry": "See what else the industry with most of its workers employs",
            "family": "Browse its job family",
            "methodology": "Read what each measure does and does not mean",
            "methodology_title": "Methodology",
        },
    ),
)
