"""What documents of unit groups and of the whole gradient hold beside the figures of their sections."""

from collections import Counter

from tests.reference.raw_files import NOT_COVERED
from tests.reference.reckoning import Reckoning
from tests.reference.recomputed_around import cluster_slug
from tests.reference.recomputed_lists import BANDS
from tests.reference.recomputed_occupations import band_key, fields, named, paid_for
from tests.reference.recomputed_work import Parts, answered, is_number


def unit_group(raw: Reckoning, group: str) -> Parts:
    lines = raw.unit_groups[group]
    number, _, title = lines[0]["label1d"].partition(" - ")
    change = raw.change(group)
    as_printed = round(change, 2)
    yield from fields(
        code=group,
        title=lines[0]["Title"],
        title_as_published=raw.title_as_published(group),
        major_group={"code": number, "title": title},
        band=band_key(raw, group),
        band_2023=lines[0]["potential23"],
        tasks=[
            {
                "number": int(line["taskID"]),
                "statement": statement(line),
                "rationale": line["prediction_justification_gpt4o"],
                **({} if is_number(line["score_2023"]) else {"score_previous": NOT_COVERED, "change": NOT_COVERED}),
            }
            for line in lines
        ],
        # They agree in all unit groups of the release.
        mean_score_stated=None,
        mean_score_previous_stated=None,
        upper_half_count=sum(line["score_2025"] >= 0.5 for line in lines),
        change_size=abs(change),
        direction="did not change" if not as_printed else "rose" if change > 0 else "fell",
        share_less_exposed=raw.gradient[group] / 100,
        end=_end_of_ranking(raw, group),
    )
    yield from _neighbours(raw, group)
    yield from _standing_out(lines)
    sizes = {code: raw.pay(code, "TOT_EMP") for code in raw.us_occupations.get(group, [])}
    yield from fields(
        us_occupations=[
            {
                **named(raw, code),
                "employment": size,
                "employment_missing": None if is_number(size) else str(size),
                "published_for": paid_for(raw, code),
            }
            for code, size in sizes.items()
        ]
    )


def _end_of_ranking(raw: Reckoning, group: str) -> str | None:
    """How a unit group stands where the share of less exposed ones prints as none or all: alone at the end, or near it."""
    ranks = list(raw.gradient.values())
    mine = raw.gradient[group]
    lower, alone = sum(rank < mine for rank in ranks), ranks.count(mine) == 1
    if mine < 0.5:
        return "the least exposed" if alone and not lower else "less exposed than nearly all"
    if mine >= 99.5:
        return "the most exposed" if lower == len(ranks) - 1 else "more exposed than nearly all"
    return None


def statement(line: dict) -> str | None:
    return None if line["Task_ISCO"] == "no statement in the release" else line["Task_ISCO"]


def _neighbours(raw: Reckoning, group: str) -> Parts:
    codes = [code for code in raw.unit_groups if code[0] == group[0]]
    at = codes.index(group)
    for name, near in (("previous", codes[at - 1 : at]), ("next", codes[at + 1 : at + 2])):
        yield from fields(**{name: {"code": near[0], "title": raw.unit_groups[near[0]][0]["Title"]} if near else None})


def _standing_out(lines: list[dict]) -> Parts:
    """The most exposed task, and the one whose score rose most."""
    compared = [line for line in lines if is_number(line["score_2023"])]

    def change(line: dict) -> float:
        return line["score_2025"] - line["score_2023"]

    most = min(lines, key=lambda line: (-line["score_2025"], line["taskID"]))
    fastest = min(compared, key=lambda line: (-round(change(line), 9), line["taskID"]), default=None)
    for name, line in (("most_exposed_task", most), ("fastest_task", fastest)):
        value = line and {
            "number": int(line["taskID"]),
            "statement": statement(line),
            "score": line["score_2025"],
            "change": change(line) if is_number(line["score_2023"]) else NOT_COVERED,
        }
        yield from fields(**{name: value})


def gradient(raw: Reckoning, key: str) -> Parts:
    groups = raw.unit_groups
    bands = Counter(band_key(raw, group) for group in groups)
    majors = sorted({lines[0]["label1d"] for lines in groups.values()})
    twice = [line for lines in groups.values() for line in lines if is_number(line["score_2023"])]
    yield from fields(
        unit_group_count=len(groups),
        scored_tasks=sum(map(len, groups.values())),
        fallen_share=sum(line["score_2025"] < line["score_2023"] for line in twice) / len(twice),
        major_groups=[dict(zip(("code", "title"), label.split(" - ", 1), strict=True)) for label in majors],
        bands=[{"band": band, "unit_groups": bands[band]} for band in BANDS],
    )
    for place, (group, lines) in enumerate(groups.items()):
        means = raw.mean_score(group), raw.mean_score(group, 2023), raw.change(group)
        title = lines[0]["Title"]
        address = f"/gradient/{group}-{cluster_slug(title)}.html"
        figures = [*means, raw.gradient[group], len(lines)]
        yield answered(f"/rows/{place}", [group, title, address, group[0], band_key(raw, group), figures])


def gradient_list(raw: Reckoning, key: str) -> Parts:
    """All rows of the API's list."""
    yield answered("/count", len(raw.unit_groups))
    for place, (group, lines) in enumerate(raw.unit_groups.items()):
        number, _, title = lines[0]["label1d"].partition(" - ")
        row = {
            "code": group,
            "title": lines[0]["Title"],
            "major_group": {"code": number, "title": title},
            "mean_score": raw.mean_score(group),
            "mean_score_previous": raw.mean_score(group, 2023),
            "change": raw.change(group),
            "percentile": raw.gradient[group],
            "band": band_key(raw, group),
            "task_count": len(lines),
        }
        yield answered(f"/results/{place}", row)
