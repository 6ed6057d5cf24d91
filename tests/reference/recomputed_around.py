"""What sections of the pages around occupations print and the API answers: elements, tasks, industries, groups, lists."""

from collections import Counter
from functools import cache

from tests.reading.sections import Shown
from tests.reference.raw_files import NOT_COVERED, element_order, wording
from tests.reference.reckoning import PATTERNS, Reckoning, spearman
from tests.reference.recomputed_standing import IN_INDUSTRY
from tests.reference.recomputed_work import (
    Parts,
    answered,
    is_number,
    is_sure,
    overlap_beside,
    overlap_shown,
    ways_answered,
)

# Parts of O*NET's content model whose elements have pages: the scale and the measure they are rated on.
RATED = {
    "1.A.": ("IM", "importance", "Ability"),
    "1.B.1.": ("OI", "occupational-interest", "Interest (RIASEC)"),
    "1.B.2.": ("EX", "work-value-extent", "Work value"),
    "1.D.": ("WI", "work-style-impact", "Work style"),
    "2.A.": ("IM", "importance", "Essential skill"),
    "2.B.": ("IM", "importance", "Transferable skill"),
    "2.C.": ("IM", "importance", "Knowledge"),
    "4.A.": ("IM", "importance", "Work activity"),
}
LINKS = ("Abilities to Work Activities", "Abilities to Work Context", "Basic Interests to RIASEC")
LINKS = (*LINKS, "Skills to Work Activities", "Skills to Work Context")
LISTED = 100


def biggest_first(sizes: dict[str, object]) -> list[str]:
    """Those with a number from high to low, equal ones by key; then the others."""
    return sorted(sizes, key=lambda key: (not is_number(sizes[key]), -sizes[key] if is_number(sizes[key]) else 0, key))


# Elements.


def scale_of(element: str) -> tuple[str, str, str]:
    return next(known for within, known in RATED.items() if element.startswith(within))


def values(raw: Reckoning, element: str) -> dict[str, float]:
    """Occupation → rating, without those that the publisher advises against."""
    rated_by = raw.ratings(scale_of(element)[0])
    return {code: v for code, rated in rated_by.items() if is_sure(v := rated.get(element)) and code in raw.titles}


@cache
def rated_elements(raw: Reckoning) -> list[str]:
    scales = {scale for scale, _, _ in RATED.values()}
    found = {e for scale in scales for rated_by in raw.ratings(scale).values() for e, value in rated_by.items() if is_sure(value)}
    return sorted((e for e in found if any(e.startswith(within) for within in RATED)), key=element_order)


def element_opening(raw: Reckoning, element: str) -> Parts:
    yield Shown("occupation-count", len(values(raw, element)), "/occupation_count")


def element_meaning(raw: Reckoning, element: str) -> Parts:
    [row] = [row for row in raw.onet("Content Model Reference") if row["Element ID"] == element]
    yield row["Description"]
    [scale] = [row for row in raw.onet("Scales Reference") if row["Scale ID"] == scale_of(element)[0]]
    yield scale["Scale Name"]
    yield answered("/scale/minimum", float(scale["Minimum"]))
    yield answered("/scale/maximum", float(scale["Maximum"]))
    anchors = [row for row in raw.onet("Level Scale Anchors") if row["Element ID"] == element]
    for place, anchor in enumerate(sorted(anchors, key=lambda row: int(row["Anchor Value"]))):
        yield anchor["Anchor Description"]
        yield answered(f"/anchors/{place}/level", int(anchor["Anchor Value"]))


def element_distribution(raw: Reckoning, element: str) -> Parts:
    [scale] = [row for row in raw.onet("Scales Reference") if row["Scale ID"] == scale_of(element)[0]]
    low, high = float(scale["Minimum"]), float(scale["Maximum"])
    rated = sorted(values(raw, element).values())
    middle = len(rated) // 2
    yield Shown("element-median", (rated[middle] + rated[-middle - 1]) / 2, "/median")
    yield Shown("element-mean", sum(rated) / len(rated), "/mean")
    # Sixteen equal parts of the scale; the last one holds its upper end, too.
    parts = Counter(min(15, int(16 * (value - low) / (high - low) + 1e-9)) for value in rated)
    for place in range(16):
        yield Shown("element-bin-occupations", parts[place], f"/distribution/{place}/occupations")


def _end(raw: Reckoning, element: str, name: str, sign: int) -> Parts:
    rated = values(raw, element)
    for place, code in enumerate(sorted(rated, key=lambda code: (sign * rated[code], code))[:25]):
        yield raw.titles[code]
        yield Shown(scale_of(element)[1], rated[code], f"/{name}/{place}/value")
        yield from overlap_beside(raw, code)
        yield answered(f"/{name}/{place}/overlap", raw.overlap_rank(code))


def element_highest(raw: Reckoning, element: str) -> Parts:
    yield from _end(raw, element, "highest", -1)


def element_lowest(raw: Reckoning, element: str) -> Parts:
    yield from _end(raw, element, "lowest", 1)


def element_overlap(raw: Reckoning, element: str) -> Parts:
    pairs = [(value, raw.overlap[code]) for code, value in values(raw, element).items() if code in raw.overlap]
    yield Shown("overlap-correlation", spearman(pairs), "/overlap_correlation")


def linked(raw: Reckoning, element: str) -> list[str]:
    """Elements with a page that O*NET links with this one, whichever way."""
    pairs = [[v for name, v in row.items() if name.endswith("Element ID")] for table in LINKS for row in raw.onet(table)]
    found = {end for pair in pairs if element in pair for end in pair} - {element}
    return sorted(found & set(rated_elements(raw)), key=element_order)


def element_linked(raw: Reckoning, element: str) -> Parts:
    for place, other in enumerate(linked(raw, element)):
        yield raw.elements[other]
        yield answered(f"/links/{place}/id", other)


# Tasks.


def _owner(raw: Reckoning, number: str) -> tuple[str, dict[str, str]]:
    code = raw.owner[int(number)]
    return code, raw.tasks[code][int(number)]


def task_rated(raw: Reckoning, number: str) -> Parts:
    code, _ = _owner(raw, number)
    yield raw.titles[code]
    yield overlap_shown(raw, code)
    yield answered("/occupation/overlap", raw.overlap_rank(code))
    yield Shown("task-importance", raw.importance.get(int(number), NOT_COVERED), "/importance")
    human, gpt4 = raw.labels.get((code, int(number)), (None, None))
    yield answered("/exposure", {"human": human, "gpt4": gpt4} if human else None)
    yield from (f"{label}:" for label in (human, gpt4) if label)
    if (share := penetration(raw, int(number))) is not None:
        yield Shown("anthropic-task-penetration", share, "/penetration")


def penetration(raw: Reckoning, number: int) -> float | None:
    """Share of the task that observed use covers, by the study's words."""
    return raw.penetration.get(wording(raw.tasks[raw.owner[number]][number]["Task"]))


def task_use(raw: Reckoning, number: str) -> Parts:
    code, _ = _owner(raw, number)
    if int(number) not in raw.observed(code):
        return
    # Said where several occupations share the words.
    shared = raw.shared_by(int(number))
    yield Shown("task-text-occupations" if shared > 1 else "", shared, "/usage/occupations")
    yield Shown("usage-share", raw.observed(code)[int(number)], "/usage/share")
    ways = raw.ways(code, int(number))
    if ways:
        yield from (Shown("collaboration-share", ways[name]) for name in PATTERNS if ways[name])
        yield from ways_answered(ways, "/usage/collaboration")


def task_similar(raw: Reckoning, number: str) -> Parts:
    code, _ = _owner(raw, number)
    for place, activity in enumerate(sorted(raw.activities[int(number)])):
        others = [other for other in raw.tasks_of_activity[activity] if raw.owner[other] != code]
        yield raw.activity_titles[activity]
        yield Shown("sibling-tasks" if others else "", len(others), f"/activities/{place}/sibling_count")
        yield from (raw.titles[raw.owner[other]] for other in others[:3])


# Groups of occupations.


def occupations_of(raw: Reckoning, codes: list[str]) -> Parts:
    """A list of occupations by employment, its first page."""
    for code in biggest_first({code: raw.pay(code, "TOT_EMP") for code in codes})[:LISTED]:
        yield raw.titles[code]
        yield from overlap_beside(raw, code)
        yield Shown(*raw.usual_median(code))
        yield raw.paid_for(code)
        yield Shown("employment", raw.pay(code, "TOT_EMP"))


def of_family(raw: Reckoning, key: str) -> list[str]:
    return [code for code in raw.titles if code[:2] == key[:2]]


def cluster_slug(title: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in title.replace("&", " and ")).lower().split())


def of_cluster(raw: Reckoning, key: str) -> list[str]:
    under = {code: raw.clusters.get(raw.published_under(code, raw.clusters), {}) for code in raw.titles}
    return [code for code, clusters in under.items() if any(cluster_slug(title) == key for title in clusters)]


def of_study(raw: Reckoning, key: str) -> list[str]:
    return sorted(
        {
            code
            for field, socs in raw.leads_to.items()
            if key in (field, field[:2])
            for soc in socs
            for code in raw.of_soc.get(soc, ())
        }
    )


def cluster_occupations(raw: Reckoning, key: str) -> Parts:
    yield from occupations_of(raw, of_cluster(raw, key))


def cluster_opening(raw: Reckoning, key: str) -> Parts:
    codes = of_cluster(raw, key)
    yield Shown("occupation-count", len(codes))
    # Employees that occupations share counted once.
    sizes = [size for soc in {raw.paid_as(code) for code in codes} if is_number(size := raw.cell("", soc, "TOT_EMP"))]
    if sizes:
        yield Shown("cluster-employment", sum(sizes))


def family_occupations(raw: Reckoning, key: str) -> Parts:
    yield from occupations_of(raw, of_family(raw, key))


def family_opening(raw: Reckoning, key: str) -> Parts:
    yield Shown("occupation-count", len(of_family(raw, key)))
    size = raw.cell("", f"{key[:2]}-0000", "TOT_EMP")
    if is_number(size):
        yield Shown("family-employment", size)


def study_occupations(raw: Reckoning, key: str) -> Parts:
    yield from occupations_of(raw, of_study(raw, key))


def study_opening(raw: Reckoning, key: str) -> Parts:
    if found := of_study(raw, key):
        yield Shown("occupation-count", len(found))


def study_fields(raw: Reckoning, key: str) -> Parts:
    fields = raw.fields_of_study
    for field in sorted(field for field in fields if field[:2] == key):
        yield fields[field]
        yield field
        yield Shown("occupation-count", len(of_study(raw, field)))


# Industries and technology.


def industry_opening(raw: Reckoning, naics: str) -> Parts:
    yield Shown("surveyed-occupations", len(raw.industries[naics]["occupations"]), "/occupation_count")
    whole = raw.cell(naics, "00-0000", "TOT_EMP")
    # The sentence is left out where the total is not published.
    yield Shown("industry-total-employment" if is_number(whole) else "", whole, "/employment")


def industry_occupations(raw: Reckoning, naics: str) -> Parts:
    found = biggest_first({soc: raw.cell(naics, soc, "TOT_EMP") for soc in raw.industries[naics]["occupations"]})
    for place, soc in enumerate(found):
        yield answered(f"/occupations/{place}/code", soc)
        on_page = place < LISTED
        if on_page:
            yield raw.surveyed.get(soc, soc)
        for name, column in IN_INDUSTRY.items():
            pointer = f"/occupations/{place}/{name.replace('-', '_')}"
            yield Shown(f"industry-{name}" if on_page else "", raw.cell(naics, soc, column), pointer)
        yield Shown("location-quotient" if on_page else "", raw.quotient(soc, naics), f"/occupations/{place}/location_quotient")


def uses(raw: Reckoning, commodity: str) -> list[dict[str, str]]:
    return raw.onet_by("Commodity Code", "Technology Skills", "Tools Used").get(commodity, [])


def technology_examples(raw: Reckoning, commodity: str) -> Parts:
    rows = uses(raw, commodity)
    users = Counter(row["Example"] for row in rows)
    in_demand = Counter(row["Example"] for row in rows if row.get("In Demand") == "Y")
    for name in sorted(users, key=lambda name: (-users[name], name.casefold(), name))[:50]:
        yield name
        yield Shown("technology-occupations", users[name])
        if name in in_demand:
            yield Shown("technology-occupations", in_demand[name])


def technology_opening(raw: Reckoning, commodity: str) -> Parts:
    yield Shown("technology-occupations", len({row["O*NET-SOC Code"] for row in uses(raw, commodity)}))


def technology_occupations(raw: Reckoning, commodity: str) -> Parts:
    used: dict[str, list[str]] = {}
    for row in uses(raw, commodity):
        used.setdefault(row["O*NET-SOC Code"], []).append(row["Example"])
    for code in sorted(used, key=lambda code: raw.titles[code].casefold())[:LISTED]:
        yield raw.titles[code]
        yield ", ".join(sorted(used[code])[:5])
        yield Shown(*raw.usual_median(code))
