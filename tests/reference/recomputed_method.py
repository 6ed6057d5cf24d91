"""What the methodology's numbers must be: how many occupations the method reaches, and what other choices would change."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tests.reading.sections import AtLeast
from tests.reference.reckoning import STUDIES, Reckoning, percentile
from tests.reference.recomputed_occupations import fields
from tests.reference.recomputed_work import Parts, answered, is_number


def coverage(raw: Reckoning, key: str) -> Parts:
    yield from fields(figures=list(raw.coverage.values()))


def method(raw: Reckoning, key: str) -> Parts:
    reached = raw.overlap_parts
    own = {code for study in STUDIES for code, score in raw.scores(study).items() if score.is_own}
    medians = {code: raw.pay(code, "A_MEDIAN") for code in raw.titles}
    shared = {code: under for code in raw.titles if (under := raw.paid_as(code)) and raw.sharing(code, under)}
    combined = sum(under != raw.soc[code] for code, under in shared.items())
    yield from fields(
        occupations=len(raw.titles),
        studies=[
            {
                "key": study,
                "ranked": sum(score.is_own for score in raw.scores(study).values()),
                "bridged": sum(score.is_bridged for score in raw.scores(study).values()),
            }
            for study in STUDIES
        ],
        overlap={
            "version": 2,
            "base": len(own),
            "all_studies": len(raw.overlap),
            "some_studies": len(reached) - len(raw.overlap),
            "no_study": len(raw.titles) - len(reached),
            "ranked": len(raw.overlap),
        },
        pay={
            "ranked": len(base_of_pay(raw)),
            "top_coded": sum(isinstance(median, AtLeast) for median in medians.values()),
            "hourly_only": sum(median == "no-annual-wage" for median in medians.values()),
            "wider_group": len(shared),
            "shared_code": len(shared) - combined,
            "combination": combined,
            "left_out": _left_out(raw, raw.surveyed),
        },
        projections_left_out=_left_out(raw, raw.projections),
    )
    for name, (mean, largest, count) in effects(raw).items():
        yield answered(f"/effects/{name}", {"mean": mean, "largest": largest, "occupations": count})


def _left_out(raw: Reckoning, published: Iterable[str]) -> int | None:
    """How many published codes no occupation is counted under; None where there are none."""
    return len(set(published) - {raw.published_under(code, published) for code in raw.titles}) or None


def effects(raw: Reckoning) -> dict[str, tuple[float, float, int]]:
    """By choice of method: mean and largest difference that another one would make, and how many occupations have both."""
    base = base_of_pay(raw)
    printed = {code: raw.pay_ranks[code] for code in base}
    medians = {code: raw.pay(code, "A_MEDIAN") for code in raw.titles if raw.paid_as(code) == raw.soc[code]}
    return {
        "overlap_votes": _moved(raw.overlap, _overlap_by_soc(raw)),
        "overlap_base": _moved(raw.overlap, _placed({code: raw.overlap_means[code] for code in raw.overlap})),
        "pay_votes": _moved(printed, _placed(base, _one_vote_each(raw, base))),
        "pay_top_coded": _moved(printed, _placed({code: float(m) for code, m in medians.items() if is_number(m)})),
    }


def base_of_pay(raw: Reckoning) -> dict[str, float]:
    """Medians that percentiles of pay are taken over."""
    medians = {code: raw.pay(code, "A_MEDIAN") for code in raw.titles if raw.paid_as(code) == raw.soc[code]}
    return {code: median for code, median in medians.items() if is_number(median) and not isinstance(median, AtLeast)}


def _placed(values: Mapping[str, float], among: Iterable[float] | None = None) -> dict[str, float]:
    base = sorted(values.values() if among is None else among)
    return {code: percentile(value, base) for code, value in values.items()}


def _one_vote_each(raw: Reckoning, values: Mapping[str, float]) -> list[float]:
    """For each SOC code the mean of its occupations' values."""
    found = defaultdict(list)
    for code in sorted(values):
        found[raw.soc[code]].append(values[code])
    return [some[0] if len(set(some)) == 1 else sum(some) / len(some) for some in found.values()]


def _overlap_by_soc(raw: Reckoning) -> dict[str, float]:
    every, own = defaultdict(list), defaultdict(list)
    for study in STUDIES:
        scores = raw.scores(study)
        base = sorted(_one_vote_each(raw, {code: score.value for code, score in scores.items() if score.is_own}))
        for code, score in scores.items():
            if not score.is_bridged:
                every[code].append(percentile(score.value, base))
                own[code] += every[code][-1:] if score.is_own else []
    means, among = ({c: sum(found) / len(found) for c, found in ranks.items() if found} for ranks in (every, own))
    return _placed(means, _one_vote_each(raw, among))


def _moved(printed: Mapping[str, float], other: Mapping[str, float]) -> tuple[float, float, int]:
    points = [abs(printed[code] - other[code]) for code in printed if code in other]
    return sum(points) / len(points), max(points), len(points)
