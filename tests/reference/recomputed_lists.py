"""What sections of lists, comparisons, the picture of all occupations and the gradient print and the API answers."""

from collections.abc import Callable

from tests.reading.sections import AtLeast, Missing, Shown
from tests.reference.raw_files import NOT_COVERED
from tests.reference.reckoning import STUDIES, Reckoning
from tests.reference.recomputed_around import LISTED, biggest_first, cluster_slug, rated_elements
from tests.reference.recomputed_standing import NEEDED, rated, zone_row
from tests.reference.recomputed_work import (
    Parts,
    answered,
    importance_order,
    is_number,
    outlook_figures,
    overlap_beside,
    overlap_shown,
)

BANDS = {
    "not-exposed": "Not Exposed",
    "minimal": "Minimal Exposure",
    **{f"gradient-{number}": f"Exposed: Gradient {number}" for number in range(1, 5)},
}


def titled(titles: dict[str, str], with_codes: bool = True) -> Parts:
    """The first page of a list by title; equal ones by code."""
    for code in sorted(sorted(titles), key=lambda code: titles[code].casefold())[:LISTED]:
        yield titles[code]
        if with_codes:
            yield code


def families(raw: Reckoning, key: str) -> Parts:
    yield from titled({code: raw.groups[code] for code in {f"{code[:2]}-0000" for code in raw.titles}})


def clusters(raw: Reckoning, key: str) -> Parts:
    names = {name for code in raw.titles for name in raw.clusters.get(raw.published_under(code, raw.clusters), {})}
    yield from titled({cluster_slug(name): name for name in names}, with_codes=False)


def industries(raw: Reckoning, key: str) -> Parts:
    yield from titled({naics: known["title"] for naics, known in raw.industries.items()})
    yield answered("/count", len(raw.industries))


def tasks(raw: Reckoning, key: str) -> Parts:
    statements = {str(n): line["Task"][:200] for lines in raw.tasks.values() for n, line in lines.items()}
    yield from titled(statements, with_codes=False)
    yield answered("/count", len(statements))


def technology(raw: Reckoning, key: str) -> Parts:
    rows = (row for table in ("Technology Skills", "Tools Used") for row in raw.onet(table))
    yield from titled({row["Commodity Code"]: row["Commodity Title"] for row in rows})


def study(raw: Reckoning, key: str) -> Parts:
    """Families of fields, whose titles the crosswalk does not give, and fields, by code."""
    fields = raw.fields_of_study
    for code in sorted({*fields, *(field[:2] for field in fields)})[:LISTED]:
        yield from ((fields[code], code) if code in fields else (code,))


def elements(raw: Reckoning, key: str) -> Parts:
    found = rated_elements(raw)
    for element in sorted(found)[:LISTED]:
        yield raw.elements[element]
        yield element
    yield answered("/count", len(found))


# All occupations.


def roles_opening(raw: Reckoning, key: str) -> Parts:
    yield Shown("occupation-count", len(raw.titles), "/count")


def roles(raw: Reckoning, key: str) -> Parts:
    """The first page of the list by title, and all rows of the API's list by code."""
    for code in sorted(raw.titles, key=lambda code: raw.titles[code].casefold())[:LISTED]:
        yield raw.titles[code]
        yield from overlap_beside(raw, code)
        yield Shown(*raw.usual_median(code))
        yield Shown("employment", raw.pay(code, "TOT_EMP"))
        change = next(outlook_figures(raw, code, "change"), Shown("projection-change-percent", NOT_COVERED))
        yield change._replace(pointer="")
        yield Shown("job-zone", int(raw.zones[code]) if code in raw.zones else NOT_COVERED)
    for place, code in enumerate(raw.titles):
        figures = {
            "overlap/percentile": raw.overlap.get(code),
            "overlap/mean": raw.overlap_means.get(code),
            "overlap/part_count": len(raw.overlap_parts[code]) if code in raw.overlap_parts else None,
            "overlap/spread": spread[1] - spread[0] if (spread := raw.spread(code)) else None,
            "wages/median": raw.pay(code, "A_MEDIAN"),
            "wages/employment": raw.pay(code, "TOT_EMP"),
            "wages/median_percentile": raw.pay_ranks.get(code),
            "job_zone": int(raw.zones[code]) if code in raw.zones else None,
            "task_count": len(raw.tasks[code]) or None,
            **{part.pointer.removeprefix("/"): part.value for part in outlook_figures(raw, code, "change", "openings")},
        }
        for row, study in enumerate(study for study in STUDIES if code in raw.scores(study)):
            figures[f"exposure/{row}/score"] = raw.scores(study)[code].value
            figures[f"exposure/{row}/percentile"] = raw.ranks[study][code]
        # This list tells a lower bound from a value in another way, and gives no reasons.
        yield from (answered(f"/results/{place}/{name}", v + 0) for name, v in figures.items() if is_number(v))


def quadrant(raw: Reckoning, key: str) -> Parts:
    # Dots from large to small.
    for code in biggest_first({code: raw.pay(code, "TOT_EMP") for code in raw.titles}):
        if code in raw.overlap and code in raw.pay_ranks:
            places = [_ordinal(ranks[code]) for ranks in (raw.overlap, raw.pay_ranks)]
            yield f"{raw.titles[code]}: AI task overlap, percentile {places[0]}, Median pay, percentile {places[1]}"
    for code, title in raw.titles.items():
        if code not in raw.overlap or code not in raw.pay_ranks:
            yield title
            yield overlap_shown(raw, code)
            yield Shown("median-pay-percentile", raw.pay_rank(code))


def _ordinal(rank: float) -> str:
    number = min(int(rank + 0.5), 99)
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}{' or more' if isinstance(rank, AtLeast) else ''}"


# Comparisons; the key is the codes.


def _compared(raw: Reckoning, key: str, *rows: tuple[str, Callable[[str], object]]) -> Parts:
    """Rows of figures that at least one occupation has, those that differ first. None: nothing is printed."""
    cells = {measure: [read(code) for code in key.split()] for measure, read in rows}
    known = [m for m, row in cells.items() if any(value is not None and not isinstance(value, Missing) for value in row)]
    for measure in sorted(known, key=lambda m: len({str(value) for value in cells[m]}) == 1):
        yield from (value if isinstance(value, Shown) else Shown(measure, value) for value in cells[measure] if value is not None)


def compared_exposure(raw: Reckoning, key: str) -> Parts:
    def used(code: str) -> float | None:
        return sum(raw.observed(code).values()) if raw.observed(code) else None

    def telework(code: str) -> float | None:
        return raw.scores("dingel-neiman")[code].value if code in raw.scores("dingel-neiman") else None

    def overlap(code: str) -> object:
        return raw.overlap_rank(code) if code in raw.overlap_parts else None

    def part_count(code: str) -> int | None:
        return len(raw.overlap_parts[code]) if code in raw.overlap_parts else None

    def spread(code: str) -> float | None:
        return found[1] - found[0] if (found := raw.spread(code)) else None

    yield from _compared(
        raw,
        key,
        ("ai-overlap-percentile", overlap),
        ("ai-overlap-mean", raw.overlap_means.get),
        ("ai-overlap-parts", part_count),
        ("overlap-spread", spread),
        *((f"{study}-percentile", raw.ranks[study].get) for study in STUDIES),
        ("teleworkable", telework),
        ("usage-share", used),
    )


def compared_pay(raw: Reckoning, key: str) -> Parts:
    def pay(column: str) -> Callable[[str], object]:
        def read(code: str) -> object:
            if raw.paid_as(code) and raw.pay(code, "A_MEDIAN") == "no-annual-wage" and column[0] == "A":
                name = {"A_MEDIAN": "median", "A_PCT10": "p10", "A_PCT90": "p90"}[column]
                return Shown(f"hourly-wage-{name}", raw.pay(code, column.replace("A_", "H_")))
            return raw.pay(code, column) if raw.paid_as(code) else None

        return read

    def outlook(name: str) -> Callable[[str], object]:
        return lambda code: next((part.value for part in outlook_figures(raw, code, name)), None)

    yield from _compared(
        raw,
        key,
        ("wage-median", pay("A_MEDIAN")),
        ("wage-p10", pay("A_PCT10")),
        ("wage-p90", pay("A_PCT90")),
        ("employment", pay("TOT_EMP")),
        ("projection-change-percent", outlook("change")),
        ("projection-openings", outlook("openings")),
    )


def compared_preparation(raw: Reckoning, key: str) -> Parts:
    yield from _compared(raw, key, ("job-zone", lambda code: int(zone) if (zone := raw.zones.get(code, "")) else None))
    for code in key.split():
        if under := raw.published_under(code, raw.projections):
            yield raw.projections[under]["Typical education needed for entry"]
    # The last row, unless it differs.
    zones = [raw.zones.get(code, "") for code in key.split()]
    ranges = [zone_row(raw, zone)["SVP Range"] if zone else "" for zone in zones]
    if len(set(ranges)) == 1:
        yield from ranges


def compared_skills(raw: Reckoning, key: str) -> Parts:
    """The fifteen elements whose ratings lie farthest apart, of those that one occupation at least is rated above 3 on."""
    listed, mine = set(), []
    for code in key.split():
        above = {e: v for _, within in NEEDED for e, v in rated(raw, code, within).items()}
        sure = {e: v for _, within in NEEDED for e, v in rated(raw, code, within, above=0).items() if type(v) is float}
        listed |= above.keys()
        mine.append({**sure, **above})
    spread = {}
    for element in listed:
        numbers = [ratings[element] for ratings in mine if element in ratings]
        spread[element] = max(numbers) - min(numbers)
    for element in sorted(spread, key=lambda e: (-spread[e], raw.elements[e]))[:15]:
        yield raw.elements[element]
        yield from (Shown("importance", ratings[element]) for ratings in mine if element in ratings)


def compared_tasks(raw: Reckoning, key: str) -> Parts:
    for code in key.split():
        yield raw.titles[code]
        yield from (raw.tasks[code][number]["Task"] for number in importance_order(raw, code)[:5])


# The gradient.


def _band(raw: Reckoning, group: str) -> str:
    return raw.unit_groups[group][0]["potential25"]


def _by_mean(raw: Reckoning, major: str = "") -> list[str]:
    return sorted((g for g in raw.unit_groups if g.startswith(major)), key=lambda g: (-raw.mean_score(g), g))


def gradient_opening(raw: Reckoning, major: str) -> Parts:
    yield Shown("scored-tasks", sum(len(tasks) for tasks in raw.unit_groups.values()))
    yield Shown("unit-group-count", len(raw.unit_groups), "/count")


def gradient_chart(raw: Reckoning, major: str) -> Parts:
    """Dots, with their names: in each band from the lowest mean up."""
    for band in BANDS.values():
        members = [group for group in raw.unit_groups if group.startswith(major) and _band(raw, group) == band]
        if members:
            yield str(len(members))
        for group in sorted(members, key=lambda group: (raw.mean_score(group), group)):
            # Halves are rounded up.
            yield f"{raw.unit_groups[group][0]['Title']} {raw.mean_score(group) + 1e-9:.2f}"


def gradient_table(raw: Reckoning, major: str) -> Parts:
    places = {group: place for place, group in enumerate(raw.unit_groups)}
    for group in _by_mean(raw, major):
        yield raw.unit_groups[group][0]["Title"]
        for measure, value, name in (
            ("mean-exposure", raw.mean_score(group), "mean_score"),
            ("mean-exposure-2023", raw.mean_score(group, 2023), "mean_score_previous"),
            ("exposure-change", raw.change(group), "change"),
            ("exposure-percentile", raw.gradient[group], "percentile"),
            ("task-count", len(raw.unit_groups[group]), "task_count"),
        ):
            yield Shown(measure, value, f"/results/{places[group]}/{name}")
    twice = [task for tasks in raw.unit_groups.values() for task in tasks if task["score_2023"] != ""]
    yield Shown("fallen-share", sum(task["score_2025"] < task["score_2023"] for task in twice) / len(twice))


def major_groups(raw: Reckoning, major: str) -> Parts:
    yield from sorted({tasks[0]["label1d"] for code, tasks in raw.unit_groups.items() if not major or code[0] != major})


def _exposed(raw: Reckoning, group: str) -> float:
    return float(_band(raw, group).startswith("Exposed"))


def unit_group_head(raw: Reckoning, group: str) -> Parts:
    # What rounds to none or all of the unit groups is said in words.
    at_an_end = not 0.5 <= raw.gradient[group] < 99.5
    less = [] if at_an_end else [Shown("share-less-exposed", raw.gradient[group] / 100)]
    count = Shown("unit-group-count", len(raw.gradient), "/occupation_count")
    tasks = raw.unit_groups[group]
    mean, all_tasks = Shown("mean-exposure", raw.mean_score(group), "/mean_score"), Shown("task-count", len(tasks), "/task_count")
    high = sum(task["score_2025"] >= 0.5 for task in tasks)
    some = [Shown("upper-half-tasks", high, "/upper_half_count")] if 0 < high < len(tasks) else []
    twice = len(raw.scored_twice(group))
    yield all_tasks
    yield from (mean, *less, count, *some, all_tasks, mean)
    yield Shown("exposure-percentile", raw.gradient[group], "/percentile")
    yield from (*less, count)
    yield Shown("exposure-change", raw.change(group), "/change")
    yield Shown("mean-exposure-2023", raw.mean_score(group, 2023), "/mean_score_previous")
    yield answered("/compared_count", twice)
    if twice < len(tasks):
        yield from (Shown("tasks-scored-twice", twice, "/compared_count"), all_tasks)
    yield Shown("upper-half-share", high / len(tasks), "/upper_half_share")
    yield from (*some, all_tasks)
    yield Shown("exposed-share", _exposed(raw, group), "/exposed_share")
    yield all_tasks


def band_table(raw: Reckoning, group: str) -> Parts:
    tasks = raw.unit_groups[group]
    yield Shown("task-count", len(tasks))
    for place, (band, name) in enumerate(BANDS.items()):
        inside = sum(task["potential25"] == name for task in tasks)
        yield answered(f"/bands/{place}/band", band)
        yield Shown("band-tasks", inside, f"/bands/{place}/tasks")
        yield Shown("band-share", inside / len(tasks), f"/bands/{place}/share")


def _changed(task: dict) -> float | Missing:
    return NOT_COVERED if task["score_2023"] == "" else task["score_2025"] - task["score_2023"]


def tasks_strip(raw: Reckoning, group: str) -> Parts:
    tasks = raw.unit_groups[group]
    for task in sorted(tasks, key=lambda task: (-task["score_2025"], task["taskID"])):
        pointer = f"/tasks/{tasks.index(task)}"
        yield Shown("task-exposure", task["score_2025"], f"{pointer}/score")
        before = NOT_COVERED if task["score_2023"] == "" else task["score_2023"]
        yield Shown("task-exposure-2023", before, f"{pointer}/score_previous" if is_number(before) else "")
        yield Shown("task-exposure-change", _changed(task), f"{pointer}/change" if is_number(before) else "")


def _quoted(task: dict) -> str:
    """Without the mark that ends a line of the list, be it a semicolon, a full stop or both."""
    words = task["Task_ISCO"].rstrip("; ")
    return words if words.endswith("etc.") else words.rstrip(".; ")


def most_exposed_task(raw: Reckoning, group: str) -> Parts:
    task = min(raw.unit_groups[group], key=lambda task: (-task["score_2025"], task["taskID"]))
    yield _quoted(task)
    yield Shown("task-exposure", task["score_2025"], "/most_exposed_task/score")
    yield task["prediction_justification_gpt4o"]


def fastest_task(raw: Reckoning, group: str) -> Parts:
    compared = [task for task in raw.unit_groups[group] if is_number(_changed(task))]
    if compared:
        task = min(compared, key=lambda task: (-round(_changed(task), 9), task["taskID"]))
        yield _quoted(task)
        yield Shown("task-exposure-change", _changed(task), "/fastest_task/change")


def us_occupations(raw: Reckoning, group: str) -> Parts:
    yield answered("/us_occupation_count", len(raw.us_occupations.get(group, [])))
    for place, code in enumerate(raw.us_occupations.get(group, [])):
        size = raw.pay(code, "TOT_EMP")
        yield raw.titles[code]
        yield answered(f"/us_occupations/{place}/code", code)
        yield Shown("us-employment", size, f"/us_occupations/{place}/employment" if is_number(size) else "")


def context(raw: Reckoning, group: str) -> Parts:
    codes = [code for code in raw.unit_groups if code[0] == group[0]]
    yield raw.unit_groups[group][0]["label1d"]
    at = codes.index(group)
    yield from (raw.unit_groups[code][0]["Title"] for code in (*codes[at - 1 : at], *codes[at + 1 : at + 2]))
