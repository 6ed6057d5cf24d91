"""All occupations, as the API lists them."""

from tests.reading.sections import AtLeast
from tests.reference.reckoning import STUDIES, Reckoning, level
from tests.reference.recomputed_occupations import named, paid_for, projected_for, scored_for
from tests.reference.recomputed_work import Parts, answered, is_number, outlook_category


def occupation_list(raw: Reckoning, key: str) -> Parts:
    yield answered("/count", len(raw.titles))
    yield answered("/results", [_row(raw, code) for code in raw.titles])


def _number(value: object) -> float | int | None:
    """The list tells lower bounds in a field of their own, and gives no reasons."""
    return value + 0 if isinstance(value, float | int) else None


def _shared(group: dict[str, object] | None) -> dict[str, object] | None:
    """Whom figures are published for, where that is more than the occupation."""
    if group is None or not (group["is_shared"] or group["is_combination"]):
        return None
    return {name: group[name] for name in ("code", "title", "occupations")}


def _listed_study(raw: Reckoning, code: str, study: str) -> dict[str, object]:
    score, rank = raw.scores(study)[code], raw.ranks[study][code]
    return {
        "measure": study,
        "score": score.value,
        "percentile": rank,
        "level": level(rank),
        "bridged": score.is_bridged,
        "changed_code": score.is_changed,
        "published_for": _shared(scored_for(raw, code, score)),
    }


def _row(raw: Reckoning, code: str) -> dict[str, object]:
    spread, rank = raw.spread(code) or (None, None), raw.overlap.get(code)
    under = raw.published_under(code, raw.projections)
    projected = raw.projections[under] if under else {}
    change = projected.get("Employment change, percent, 2024–34")
    openings = projected.get("Occupational openings, 2024–34 annual average")
    median = raw.pay(code, "A_MEDIAN")
    return {
        **named(raw, code),
        "family": f"{code[:2]}-0000",
        "clusters": list(raw.clusters.get(raw.published_under(code, raw.clusters), {})),
        "overlap": {
            "percentile": rank,
            "level": None if rank is None else level(rank),
            "mean": raw.overlap_means[code],
            "part_count": len(raw.overlap_parts[code]),
            "spread": None if spread[0] is None else spread[1] - spread[0],
            "lowest": spread[0],
            "highest": spread[1],
        }
        if code in raw.overlap_parts
        else None,
        "exposure": [_listed_study(raw, code, study) for study in STUDIES if code in raw.scores(study)],
        "wages": {
            "median": _number(median),
            "median_percentile": _number(raw.pay_ranks.get(code)),
            "employment": _number(raw.pay(code, "TOT_EMP")),
            "top_coded": isinstance(median, AtLeast),
            "hourly_median": _number(raw.pay(code, "H_MEDIAN")) if median == "no-annual-wage" else None,
            "published_for": _shared(paid_for(raw, code)),
        },
        "outlook": {
            "change_percent": _number(change),
            "annual_openings": None if not is_number(openings) else round(1000 * openings),
            "category": outlook_category(change).lower().replace(" ", "-") if is_number(change) else None,
            "published_for": _shared(projected_for(raw, code)),
        },
        "job_zone": int(raw.zones[code]) if code in raw.zones else None,
        "task_count": len(raw.tasks[code]) or None,
    }
