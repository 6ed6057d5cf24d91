"""What sections of an occupation's page print and the API answers of it: ratings, preparation, pay, industries, neighbours."""

from tests.reading.sections import AtLeast, Link, LowPrecision, Shown
from tests.reference.raw_files import element_order
from tests.reference.reckoning import Reckoning
from tests.reference.recomputed_work import Parts, answered, is_number, overlap_shown

PRINTED = {"p10": "PCT10", "p25": "PCT25", "median": "MEDIAN", "p75": "PCT75", "p90": "PCT90"}
IN_INDUSTRY = {"employment": "TOT_EMP", "median-wage": "A_MEDIAN", "mean-wage": "A_MEAN"}
INDUSTRY_KEYS = {"sector": "sector", "5-digit": "national-industry"}
LEVELS = {"sector": "Sector", "5-digit": "Five-digit NAICS industry"}
NEEDED = (
    ("knowledge", "2.C."),
    ("abilities", "1.A."),
    ("essential_skills", "2.A."),
    ("transferable_skills", "2.B."),
)


def rated(raw: Reckoning, code: str, within: str, scale: str = "IM", above: float = 3) -> dict[str, float]:
    """Elements rated above a bound, highest first; of these last those whose rating the publisher advises against relying on."""
    known = {e: v for e, v in raw.ratings(scale)[code].items() if e.startswith(within) and v > above}
    shown = sorted(known, key=lambda e: (isinstance(known[e], LowPrecision), -known[e], element_order(e)))
    return {element: known[element] for element in shown}


def _elements(raw: Reckoning, measure: str, name: str, found: dict[str, float]) -> Parts:
    for place, (element, value) in enumerate(found.items()):
        yield raw.elements[element]
        yield Shown(measure, value, f"/{name}/{place}/value")


def _important(raw: Reckoning, code: str, name: str, within: str) -> Parts:
    """Elements by importance, and how sure each is."""
    found = rated(raw, code, within)
    yield from _elements(raw, "importance", name, found)
    for place, element in enumerate(found):
        if (code, element) in raw.sure:
            yield answered(f"/standard_errors/{escaped(f'/{name}/{place}/value')}", raw.sure[code, element])


def escaped(pointer: str) -> str:
    """A pointer as a name within another."""
    return pointer.replace("/", "~1")


def work_activities(raw: Reckoning, code: str) -> Parts:
    yield from _important(raw, code, "work_activities", "4.A.")


def knowledge_skills_abilities(raw: Reckoning, code: str) -> Parts:
    """The six most important of all lists, then the lists."""
    needed = [pair for _, within in NEEDED for pair in rated(raw, code, within).items()]
    for element, value in sorted(needed, key=lambda pair: -pair[1])[:6]:
        yield raw.elements[element]
        yield Shown("importance", value)
    for name, within in NEEDED:
        yield from _important(raw, code, name, within)


def interests(raw: Reckoning, code: str) -> Parts:
    for name, within in (("basic_interests", "1.B.3."), ("interests", "1.B.1.")):
        # From 2.0 up.
        yield from _elements(raw, "occupational-interest", name, rated(raw, code, within, "OI", above=1.9999))
    distinctive = {e for e, rank in raw.ratings("DR")[code].items() if rank > 0}
    styles = {e: v for e, v in rated(raw, code, "1.D.", "WI", above=-9).items() if e in distinctive}
    yield from _elements(raw, "work-style-impact", "work_styles", styles)


def software(raw: Reckoning, code: str) -> list[dict[str, str]]:
    """Hot first, then those in demand, by name."""
    rows = raw.of("Technology Skills", code)
    flags = ("Hot Technology", "In Demand")
    return sorted(rows, key=lambda r: (*(r[f] != "Y" for f in flags), r["Example"].casefold(), r["Example"], r["Commodity Code"]))


def _by_category(rows: list[dict[str, str]]) -> list[list[dict[str, str]]]:
    """By category: those with most hot technology first, then the longest; what is in demand first in each."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in sorted(rows, key=lambda row: row.get("In Demand") != "Y"):
        found.setdefault(row["Commodity Code"], []).append(row)
    return sorted(found.values(), key=lambda group: (-sum(row.get("Hot Technology") == "Y" for row in group), -len(group)))


def technology(raw: Reckoning, code: str) -> Parts:
    rows = software(raw, code)
    tools = sorted(raw.of("Tools Used", code), key=lambda row: (row["Example"], row["Commodity Code"]))
    groups = _by_category(rows)
    shown = [group[:5] for group in groups[:6]]
    rest = [group[5:] for group in groups[:6]] + groups[6:]
    for group in (*shown, *rest, *_by_category(tools)):
        yield from (row["Example"] for row in group)
    for name, examples in (("software", rows), ("tools", tools)):
        yield from (answered(f"/{name}/{place}/name", row["Example"]) for place, row in enumerate(examples))
    in_demand = [row["Example"] for row in rows if row["In Demand"] == "Y"]
    yield from (answered(f"/skills_in_demand/{place}/name", name) for place, name in enumerate(in_demand))


def zone_row(raw: Reckoning, zone: str) -> dict[str, str]:
    """From 30.2 on zones 1 and 2 share a line."""
    rows = {row["Job Zone"]: row for row in raw.onet("Job Zone Reference")}
    return rows.get(zone) or rows["2"]


def how_to_get_in(raw: Reckoning, code: str) -> Parts:
    if zone := raw.zones.get(code, ""):
        yield Shown("job-zone", int(zone), "/job_zone")
        yield zone_row(raw, zone)["Name"]
        yield answered("/preparation/svp", zone_row(raw, zone)["SVP Range"])
    if under := raw.published_under(code, raw.projections):
        words = raw.projections[under]["Typical education needed for entry"]
        yield words
        yield answered("/outlook/typical_entry_education", words)
    # Titles of the families are not in the crosswalk.
    yield from (Link(f"/study/{family}-") for family in sorted({field[:2] for field in raw.study.get(raw.soc[code], {})}))
    if zone:
        yield zone_row(raw, zone)["Education"]


ATTAINED = ("Less than high school diploma", "High school diploma or equivalent", "Some college, no degree", "Associate's degree",
            "Bachelor's degree", "Master's degree", "Doctoral or professional degree")  # fmt: skip


def education_of_workers(raw: Reckoning, code: str) -> Parts:
    if under := raw.published_under(code, raw.attained):
        percents, is_exact = raw.attained[under]
        for place, (level, percent) in enumerate(zip(ATTAINED, percents, strict=True)):
            yield level
            yield Shown("attainment-share", percent / 100, f"/attainment/levels/{place}/share")
        yield answered("/attainment/is_exact", is_exact)
        yield answered("/attainment/published_for/code", under)
    table = "Education, Training, and Experience"
    names = {r["Category"]: r["Category Description"] for r in raw.onet(f"{table} Categories") if r["Scale ID"] == "RL"}
    rows = [r for r in raw.of(table, code) if r["Scale ID"] == "RL"]
    found = {r["Category"]: r for r in rows if float(r["Data Value"]) > 0}
    for place, category in enumerate(sorted(found, key=lambda c: (-float(found[c]["Data Value"]), int(c)))):
        row, pointer = found[category], f"/education/{place}/share"
        yield names[category].partition(" - ")[0].partition(" (")[0]
        mark = LowPrecision if row["Recommend Suppress"] == "Y" else float
        yield Shown("required-education-share", mark(float(row["Data Value"]) / 100), pointer)
        if row["Standard Error"] != "n/a":
            yield answered(f"/standard_errors/{escaped(pointer)}", float(row["Standard Error"]) / 100)


def wages(raw: Reckoning, code: str) -> Parts:
    if not raw.paid_as(code):
        return
    yield raw.paid_for(code)
    hourly = raw.pay(code, "A_MEDIAN") == "no-annual-wage"
    is_drawn = any(is_number(raw.pay(code, f"{'AH'[hourly]}_{column}")) for column in PRINTED.values())
    yield from _wage(raw, code, "mean", "MEAN", is_printed=is_number(raw.pay(code, f"{'AH'[hourly]}_MEAN")) and is_drawn)
    percent = raw.pay(code, "MEAN_PRSE")
    usual = raw.pay(code, f"{'AH'[hourly]}_MEAN")
    if is_number(usual) and is_number(percent) and not isinstance(usual, AtLeast):
        yield answered(f"/standard_errors/{escaped('/wages/hourly/mean' if hourly else '/wages/mean')}", usual * percent / 100)
    rank = raw.pay_rank(code)
    yield Shown("median-pay-percentile" if is_number(rank) else "", rank, "/wages/median_percentile")
    employed = raw.pay(code, "TOT_EMP")
    yield Shown("employment", employed, "/wages/employment")
    if is_number(employed) and is_number(percent := raw.pay(code, "EMP_PRSE")):
        yield answered(f"/standard_errors/{escaped('/wages/employment')}", employed * percent / 100)
    for name, column in PRINTED.items():
        yield from _wage(raw, code, name, column, is_printed=is_drawn)
    yield answered("/wages/all_occupations", raw.cell("", "00-0000", "A_MEDIAN"))
    yield answered("/wages/published_for/code", raw.paid_as(code))
    yield answered("/wages/top_coded", isinstance(raw.pay(code, "A_MEDIAN"), AtLeast))


def _wage(raw: Reckoning, code: str, name: str, column: str, *, is_printed: bool) -> Parts:
    """Pay of the usual kind, printed or not, and of the other."""
    hourly = raw.pay(code, "A_MEDIAN") == "no-annual-wage"
    annual, by_hour = (raw.pay(code, f"{period}_{column}") for period in "AH")
    yield Shown(f"wage-{name}" if is_printed and not hourly else "", annual, f"/wages/{name}")
    yield Shown(f"hourly-wage-{name}" if is_printed and hourly else "", by_hour, f"/wages/hourly/{name}")


def industries(raw: Reckoning, code: str) -> Parts:
    soc, employing, concentrated = raw.paid_as(code), raw.employing(code)[:20], raw.concentrated(code)[:8]
    yield raw.paid_for(code) if employing else ""
    for naics in [one for one in concentrated if raw.quotient(soc, one) > 1][:3]:
        yield raw.industries[naics]["title"]
        yield Shown("location-quotient", raw.quotient(soc, naics))
    for place, naics in enumerate([*employing, *(one for one in concentrated if one not in employing)]):
        pointer = f"/industries/{place}" if place < len(employing) else ""
        yield raw.industries[naics]["title"]
        yield LEVELS[raw.industries[naics]["level"]]
        quotient = raw.quotient(soc, naics)
        values = [(f"industry-{name}", raw.cell(naics, soc, column), name) for name, column in IN_INDUSTRY.items()]
        for measure, value, name in (*values, ("location-quotient", quotient, "location-quotient")):
            # A dash stands where there is no number.
            yield Shown(measure if is_number(value) else "", value, pointer and f"{pointer}/{name.replace('-', '_')}")
    for place, naics in enumerate(concentrated):
        yield answered(f"/concentration/{place}/location_quotient", raw.quotient(soc, naics))
        for name, column in IN_INDUSTRY.items():
            yield answered(f"/concentration/{place}/{name.replace('-', '_')}", raw.cell(naics, soc, column))


def career_cluster(raw: Reckoning, code: str) -> Parts:
    for place, (title, parts) in enumerate(raw.clusters.get(raw.published_under(code, raw.clusters), {}).items()):
        yield title
        yield answered(f"/clusters/{place}/sub_clusters", parts)


def quadrant(raw: Reckoning, code: str) -> Parts:
    for place, other in enumerate(raw.related[code][:12]):
        yield raw.titles[other]
        yield overlap_shown(raw, other)
        yield answered(f"/related/{place}/overlap", raw.overlap_rank(other))
        yield Shown("median-pay-percentile", raw.pay_rank(other), f"/related/{place}/median_percentile")
        yield answered(f"/related/{place}/median", raw.pay(other, "A_MEDIAN"))
        for name in ("p10", "p25", "p75", "p90"):
            is_paid = raw.paid_as(other) and raw.pay(other, "A_MEDIAN") != "no-annual-wage"
            yield answered(f"/related/{place}/{name}", raw.pay(other, f"A_{PRINTED[name]}") if is_paid else None)


def what_you_can_do(raw: Reckoning, code: str) -> Parts:
    """Its nearest occupation, most important skill and biggest industry."""
    yield from (raw.titles[other] for other in raw.related[code][:1])
    needed = rated(raw, code, "2.A.") or rated(raw, code, "2.C.")
    yield from (raw.elements[element] for element in list(needed)[:1])
    yield from (raw.industries[naics]["title"] for naics in raw.employing(code)[:1])


def gradient_place(raw: Reckoning, code: str) -> Parts:
    groups = raw.unit_groups_of[code]
    if len(groups) == 1:
        yield Shown("mean-exposure", raw.mean_score(groups[0]))
        yield Shown("exposure-percentile", raw.gradient[groups[0]])
        yield Shown("unit-group-count", len(raw.gradient))
        if abs(raw.change(groups[0])) >= 0.005:
            yield Shown("exposure-change", raw.change(groups[0]))
    for place, group in enumerate(groups):
        yield raw.unit_groups[group][0]["Title"]
        yield Shown("mean-exposure", raw.mean_score(group), f"/gradient/{place}/mean_score")
        yield answered(f"/gradient/{place}/mean_score_previous", raw.mean_score(group, 2023))
        yield answered(f"/gradient/{place}/occupation_count", len(raw.gradient))
        yield Shown("exposure-percentile", raw.gradient[group], f"/gradient/{place}/percentile")
        yield Shown("exposure-change", raw.change(group), f"/gradient/{place}/change")
