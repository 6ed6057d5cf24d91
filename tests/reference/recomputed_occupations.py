"""All else that an occupation's document holds beside the figures of its sections: names, words, codes, and what is empty."""

from collections import defaultdict
from collections.abc import Iterable

from tests.reading.sections import AtLeast
from tests.reference.raw_files import NOT_COVERED
from tests.reference.reckoning import STUDIES, Reckoning, Score
from tests.reference.recomputed_lists import BANDS
from tests.reference.recomputed_standing import ATTAINED, INDUSTRY_KEYS, NEEDED, escaped, rated, software, zone_row
from tests.reference.recomputed_work import (
    HANDED,
    TOGETHER,
    WAYS,
    Parts,
    answered,
    importance_order,
    is_number,
    mapped_tasks,
    outlook_category,
)

ATTAINED_KEYS = ("below-high-school", "high-school", "some-college", "associate", "bachelor", "master", "doctoral")


def fields(**values: object) -> Parts:
    """Fields of a document by name; of lists and records every part."""
    yield from (answered(f"/{name}", value) for name, value in values.items())


def named(raw: Reckoning, code: str) -> dict[str, object]:
    return {"code": code, "title": raw.titles[code]}


def ranked(raw: Reckoning, code: str) -> dict[str, object]:
    """An occupation with its rank and what that is made of, as lists have it."""
    spread = raw.spread(code)
    return {
        **named(raw, code),
        "overlap": raw.overlap_rank(code),
        "overlap_mean": raw.overlap_means.get(code),
        "overlap_parts": len(raw.overlap_parts[code]) if code in raw.overlap_parts else None,
        "overlap_spread": spread[1] - spread[0] if spread else None,
    }


def paid(raw: Reckoning, code: str) -> dict[str, object]:
    """An occupation's median as lists have it."""
    is_hourly = raw.pay(code, "A_MEDIAN") == "no-annual-wage"
    return {"median": raw.pay(code, "A_MEDIAN"), "hourly_median": raw.pay(code, "H_MEDIAN") if is_hourly else None}


def listed(raw: Reckoning, code: str) -> dict[str, object]:
    """An occupation in a list with its pay."""
    return {
        **ranked(raw, code),
        **paid(raw, code),
        "employment": raw.pay(code, "TOT_EMP"),
        "published_for": paid_for(raw, code),
    }


def list_errors(raw: Reckoning, codes: Iterable[str]) -> Parts:
    """Standard errors of employment in a list of occupations."""
    for place, code in enumerate(codes):
        size, percent = raw.pay(code, "TOT_EMP"), raw.pay(code, "EMP_PRSE")
        if is_number(size) and is_number(percent):
            yield answered(f"/standard_errors/{escaped(f'/occupations/{place}/employment')}", size * percent / 100)


def published_for(raw: Reckoning, code: str, under: str, title: str) -> dict[str, object]:
    count = len(raw.of_codes(under))
    return {
        "code": under,
        "title": title,
        "is_combination": under != raw.soc[code],
        "is_shared": count > 1,
        "occupations": count,
    }


def paid_for(raw: Reckoning, code: str) -> dict[str, object] | None:
    under = raw.paid_as(code)
    return published_for(raw, code, under, raw.surveyed[under]) if under else None


def scored_for(raw: Reckoning, code: str, score: Score) -> dict[str, object] | None:
    """Whom a study's score is published for; nobody is named where it came over a bridge or is the occupation's alone."""
    under = score.codes[0]
    if score.is_bridged or under == code or not raw.sharing(code, under):
        return None
    return published_for(raw, code, under, raw.surveyed.get(under) or raw.groups.get(under, under))


def _origin(raw: Reckoning, code: str, study: str) -> dict[str, object] | None:
    score = raw.scores(study).get(code)
    if score is None:
        return None
    return {
        "bridged": score.is_bridged,
        "codes": list(score.codes),
        "changed_code": score.is_changed,
        "published_for": scored_for(raw, code, score),
    }


def head(raw: Reckoning, code: str) -> Parts:
    soc, family = raw.soc[code], f"{code[:2]}-0000"
    yield from fields(
        **named(raw, code),
        description=raw.of("Occupation Data", code)[0]["Description"],
        job_family=raw.groups[family],
        family={"code": family, "title": raw.groups[family]},
        soc={
            "code": soc,
            "title": raw.groups.get(soc, ""),
            "occupations": [named(raw, other) for other in raw.of_soc[soc] if other != code],
        },
        is_rated=bool(raw.ratings("IM").get(code)),
        clusters=[
            {"title": title, "sub_clusters": parts}
            for title, parts in raw.clusters.get(raw.published_under(code, raw.clusters), {}).items()
        ],
    )


def studies(raw: Reckoning, code: str) -> Parts:
    found = [study for study in STUDIES if code in raw.scores(study)]
    parts = raw.overlap_parts.get(code)
    telework, older = raw.scores("dingel-neiman").get(code), raw.scores("frey-osborne").get(code)
    observed = raw.scores("observed").get(code)
    yield from fields(
        exposure=[{"key": study, **(_origin(raw, code, study) or {})} for study in found],
        overlap=parts and {"parts": parts, "study_count": len(STUDIES)},
        telework=telework and {"bridged": telework.is_bridged, "codes": list(telework.codes)},
        teleworkable={0: False, 1: True}.get(telework.value) if telework else None,
        frey_osborne=older and _origin(raw, code, "frey-osborne"),
        observed_exposure=observed and observed.value,
        observed_exposure_origin=_origin(raw, code, "observed"),
        language_modelling_origin=_origin(raw, code, "felten-lm-aioe"),
        other_studies=[],
    )
    if not any((code, number) in raw.labels for number in raw.tasks[code]):
        yield from fields(label_agreement=None)
    if parts and len(parts) < 2:
        yield from (answered(f"/overlap/{name}", None) for name in ("lowest", "highest", "spread"))


def _reference(raw: Reckoning, number: int) -> dict[str, object]:
    return {"id": number, "statement": raw.tasks[raw.owner[number]][number]["Task"]}


def way_of_working(ways: dict[str, float]) -> dict[str, object] | None:
    """Its most common way, and those there are, in the order of the release's columns."""
    if not ways:
        return None
    return {
        "most_common": max(WAYS, key=lambda name: ways[name]),
        "automation": sum(ways[name] for name in HANDED),
        "augmentation": sum(ways[name] for name in TOGETHER),
        "patterns": [{"key": name, "share": ways[name]} for name in WAYS if ways[name]],
    }


# What the Economic Index of 2025-03-27 counts nothing of.
NOT_COUNTED = {"human_able": None, "conversations": None}


def use(raw: Reckoning, code: str) -> Parts:
    observed = raw.observed(code)
    if not observed:
        yield from fields(work_map=None, usage=None)
        return
    sides = {
        side: [{**_reference(raw, number), "share": observed[number]} for number in numbers]
        for side, numbers in mapped_tasks(raw, code).items()
    }
    none = {"tasks": 0, "conversations": None}
    usage = {
        "tasks": [
            {**_reference(raw, number), **NOT_COUNTED, "collaboration": way_of_working(raw.ways(code, number))}
            for number in observed
        ],
        "collaboration": way_of_working(raw.together(code)),
        "autonomy": None,
        "work_share": None,
        "observed": {"tasks": len(observed), "conversations": None},
        "classified": {"tasks": raw.classified(code), "conversations": None},
        "rated": none,
        "known_use": none,
        "fewest_tasks": 3,
    }
    yield from fields(work_map={**sides, "human_able": []}, usage=usage)


def economy(raw: Reckoning, code: str) -> Parts:
    yield from _projected(raw, code)
    if not raw.paid_as(code):
        yield from fields(wages=None, industries=[], concentration=[])
        return
    annual, by_hour = (raw.pay(code, f"{period}_MEDIAN") for period in "AH")
    yield from fields(
        wages={
            "published_for": paid_for(raw, code),
            "annual_only": by_hour == "no-hourly-wage",
            "hourly_only": annual == "no-annual-wage",
        }
    )
    error = raw.pay(code, "MEAN_PRSE")
    for period, pointer in (("A", "/wages/mean"), ("H", "/wages/hourly/mean")):
        mean = raw.pay(code, f"{period}_MEAN")
        if is_number(mean) and is_number(error) and not isinstance(mean, AtLeast):
            yield answered(f"/standard_errors/{escaped(pointer)}", mean * error / 100)
    for name, found in (("industries", raw.employing(code)[:20]), ("concentration", raw.concentrated(code)[:8])):
        rows = [
            {
                "code": n,
                "title": raw.industries[n]["title"],
                "level": INDUSTRY_KEYS[raw.industries[n]["level"]],
            }
            for n in found
        ]
        yield from fields(**{name: rows})


def projected_for(raw: Reckoning, code: str) -> dict[str, object] | None:
    under = raw.published_under(code, raw.projections)
    title = raw.projections[under]["2024 National Employment Matrix title"].strip() if under else ""
    return published_for(raw, code, under, title) if under else None


def _projected(raw: Reckoning, code: str) -> Parts:
    under = raw.published_under(code, raw.projections)
    if not under:
        yield from fields(outlook=None)
        return
    row = raw.projections[under]
    category = outlook_category(row["Employment change, percent, 2024–34"])

    def assigned(name: str) -> str | None:
        return "Not typically needed" if row[name] == "None" else row[name] or None

    yield from fields(
        outlook={
            "category": category.lower().replace(" ", "-"),
            "category_words": category,
            "base_year": 2024,
            "projected_year": 2034,
            "related_experience": assigned("Work experience in a related occupation"),
            "on_the_job_training": assigned("Typical on-the-job training needed to attain competency in the occupation"),
            "published_for": projected_for(raw, code),
        }
    )


def _elements(raw: Reckoning, found: dict[str, float]) -> list[dict[str, object]]:
    return [{"id": element, "name": raw.elements[element], "value": value} for element, value in found.items()]


def ratings(raw: Reckoning, code: str) -> Parts:
    distinctive = {element for element, rank in raw.ratings("DR")[code].items() if rank > 0}
    styles = {e: v for e, v in rated(raw, code, "1.D.", "WI", above=-9).items() if e in distinctive}
    yield from fields(
        **{name: _elements(raw, rated(raw, code, within)) for name, within in (("work_activities", "4.A."), *NEEDED)},
        **{
            name: _elements(raw, rated(raw, code, within, "OI", above=1.9999))
            for name, within in (("interests", "1.B.1."), ("basic_interests", "1.B.3."))
        },
        work_styles=_elements(raw, styles),
        work_context=[],
    )


def tasks(raw: Reckoning, code: str) -> Parts:
    lines = raw.tasks[code]
    emerging = sorted(raw.of("Emerging Tasks", code), key=lambda row: row["Task"])
    yield from fields(
        task_count=len(lines) or NOT_COVERED,
        tasks=[{**_reference(raw, n), "type": task_type(lines[n])} for n in importance_order(raw, code)],
        emerging_tasks=[
            {
                "statement": row["Task"],
                "kind": row["Category"].lower(),
                "revises": int(row["Original Task ID"]) if row["Original Task ID"] != "n/a" else None,
            }
            for row in emerging
        ],
    )


def task_type(line: dict[str, str]) -> str | None:
    return line["Task Type"] if line["Task Type"] != "n/a" else None


def technology(raw: Reckoning, code: str) -> Parts:
    programs = [
        {
            "name": row["Example"],
            "category": row["Commodity Title"],
            "hot": row["Hot Technology"] == "Y",
            "in_demand": row["In Demand"] == "Y",
        }
        for row in software(raw, code)
    ]
    tools = sorted(raw.of("Tools Used", code), key=lambda row: (row["Example"], row["Commodity Code"]))
    yield from fields(
        software=programs,
        skills_in_demand=[row for row in programs if row["in_demand"]],
        tools=[{"name": row["Example"], "category": row["Commodity Title"]} for row in tools],
    )


def preparation(raw: Reckoning, code: str) -> Parts:
    zone = raw.zones.get(code)
    if zone is None:
        yield from fields(job_zone=None, preparation=None)
    else:
        row = zone_row(raw, zone)
        names = {"title": "Name", "education": "Education", "experience": "Experience", "training": "Job Training"}
        found = {**{name: row[column] for name, column in names.items()}, "examples": row["Examples"], "svp": row["SVP Range"]}
        yield from fields(job_zone=int(zone), preparation=found)
    families: dict[str, list[dict]] = defaultdict(list)
    for field in raw.study.get(raw.soc[code], ()):
        families[field[:2]].append({"code": field, "title": raw.fields_of_study[field]})
    # By code: titles of families, which they stand by, are not in the crosswalk.
    yield from fields(study=[{"code": family, "fields": families[family]} for family in sorted(families)])


def education(raw: Reckoning, code: str) -> Parts:
    table = "Education, Training, and Experience"
    names = {r["Category"]: r["Category Description"] for r in raw.onet(f"{table} Categories") if r["Scale ID"] == "RL"}
    rows = [row for row in raw.of(table, code) if row["Scale ID"] == "RL" and float(row["Data Value"]) > 0]
    rows.sort(key=lambda row: (-float(row["Data Value"]), int(row["Category"])))
    meanings = [names[row["Category"]] for row in rows]
    under = raw.published_under(code, raw.attained)
    # The table of education has members of the matrix that the table of projections has, and their titles there.
    title = raw.projections[under]["2024 National Employment Matrix title"].strip() if under in raw.projections else ""
    levels = [{"key": key, "level": name} for key, name in zip(ATTAINED_KEYS, ATTAINED, strict=True)]
    yield from fields(
        education=[
            {"code": int(row["Category"]), "level": words.partition(" - ")[0].partition(" (")[0], "meaning": words}
            for row, words in zip(rows, meanings, strict=True)
        ],
        attainment={"levels": levels, "published_for": published_for(raw, code, under, title)} if under else None,
    )


def neighbours(raw: Reckoning, code: str) -> Parts:
    yield from fields(
        related=[
            {
                **ranked(raw, other),
                **paid(raw, other),
                "median_percentile": raw.pay_rank(other),
                "published_for": paid_for(raw, other),
            }
            for other in raw.related[code][:12]
        ],
        gradient=[
            {"code": group, "title": raw.unit_groups[group][0]["Title"], "band": band_key(raw, group)}
            for group in raw.unit_groups_of[code]
        ],
    )


def band_key(raw: Reckoning, group: str) -> str:
    return next(key for key, name in BANDS.items() if name == raw.unit_groups[group][0]["potential25"])


ALL = (head, studies, use, economy, ratings, tasks, technology, preparation, education, neighbours)
