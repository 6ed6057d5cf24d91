"""What sections of an occupation's page print and the API answers of it: exposure, observed use, outlook, tasks."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tests.reading.sections import AtLeast, LowPrecision, Shown
from tests.reference.raw_files import NOT_COVERED
from tests.reference.reckoning import PATTERNS, STUDIES, Reckoning, Score, level

Parts = Iterator[Shown | str]


@dataclass(frozen=True)
class Pages:
    """Pages of a kind: address of a subject's, its answer in the API where there is one, what its sections should hold."""

    address: str
    subjects: tuple[str, ...]
    sections: Mapping[str, Callable[[Reckoning, str], Parts]]
    answer: str = ""


HANDED, TOGETHER = PATTERNS[:2], PATTERNS[2:]
WAYS = {name: name.capitalize() for name in PATTERNS}


def answered(pointer: str, value: object) -> Shown:
    """Something that the answer has and the section does not print."""
    return Shown("", value, pointer)


def is_number(value: object) -> bool:
    return isinstance(value, float | int)


def is_sure(value: object) -> bool:
    """Whether it is a rating that the publisher does not advise against relying on."""
    return is_number(value) and not isinstance(value, LowPrecision)


def also_called(raw: Reckoning, code: str) -> Parts:
    rows = {True: [], False: []}
    for row in raw.of("Sample of Reported Titles", code):
        rows[row["Shown in My Next Move"] == "Y"].append(row["Reported Job Title"])
    alternate = [row["Alternate Title"] for row in raw.of("Alternate Titles", code)]
    titles: dict[str, str] = {}
    for group in (rows[True], rows[False], alternate):
        for title in sorted(group, key=lambda title: (title.casefold(), title)):
            titles.setdefault(title.casefold(), title)
    for place, title in enumerate(list(titles.values())[:12]):
        yield title
        yield answered(f"/also_called/{place}", title)


def headline_figures(raw: Reckoning, code: str) -> Parts:
    if code in raw.overlap_parts:
        yield overlap_shown(raw, code)
        yield Shown("ai-overlap-parts", len(raw.overlap_parts[code]), "/overlap/part_count")
        yield answered("/overlap/percentile", raw.overlap_rank(code))
        yield answered("/overlap/level", level(raw.overlap[code]) if code in raw.overlap else None)
        yield answered("/overlap/mean", raw.overlap_means[code])
    if code in raw.overlap:
        yield from studies_apart(raw, code)
        if spread := raw.spread(code):
            yield Shown("" if agree(spread) else "overlap-spread", spread[1] - spread[0], "/overlap/spread")
    elif spread := raw.spread(code):
        named = zip(("lowest", "highest", "spread"), (*spread, spread[1] - spread[0]), strict=True)
        yield from (answered(f"/overlap/{name}", value) for name, value in named)
    if raw.paid_as(code):
        yield Shown(*raw.usual_median(code))
        yield raw.paid_for(code)
        if not isinstance(raw.pay(code, "A_MEDIAN"), AtLeast):
            yield Shown("employment", raw.pay(code, "TOT_EMP"))
    yield from outlook_figures(raw, code, "openings")
    yield raw.projected_for(code)
    yield from outlook_figures(raw, code, "change")
    if raw.observed(code):
        yield Shown("usage-tasks", len(raw.observed(code)), "/usage/observed/tasks")
        yield Shown("onet-task-count", len(raw.tasks[code]))


def overlap_shown(raw: Reckoning, code: str) -> Shown:
    """The rank by overlap; where there is none the mean of the studies; where no study counts, why not."""
    if code in raw.overlap_parts and code not in raw.overlap:
        return Shown("ai-overlap-mean", raw.overlap_means[code])
    return Shown("ai-overlap-percentile", raw.overlap_rank(code))


def overlap_beside(raw: Reckoning, code: str) -> Parts:
    """What lists print beside it."""
    yield overlap_shown(raw, code)
    if code in raw.overlap_parts:
        yield Shown("ai-overlap-parts", len(raw.overlap_parts[code]))
    if spread := raw.spread(code):
        yield Shown("overlap-spread", spread[1] - spread[0])


def studies_apart(raw: Reckoning, code: str) -> Parts:
    """The lowest and the highest of the studies; one of them where both are printed alike."""
    spread = raw.spread(code)
    for name, rank in zip(("lowest", "highest"), spread or (), strict=False):
        is_printed = name == "lowest" or not agree(spread)
        yield Shown(f"overlap-{name}" if is_printed else "", rank, f"/overlap/{name}")


def agree(spread: tuple[float, float] | None) -> bool:
    """Whether the ordinals of both ends are the same."""
    return bool(spread) and len({min(int(end + 0.5), 99) for end in spread}) == 1


def outlook_figures(raw: Reckoning, code: str, *names: str) -> Parts:
    under = raw.published_under(code, raw.projections)
    if not under:
        return
    row = raw.projections[under]
    figures = {
        "change": ("projection-change-percent", row["Employment change, percent, 2024–34"], "change_percent"),
        "openings": (
            "projection-openings",
            round(1000 * row["Occupational openings, 2024–34 annual average"]),
            "annual_openings",
        ),
        "base": ("projection-employment-base", round(1000 * row["Employment, 2024"]), "employment_base"),
        "projected": ("projection-employment-projected", round(1000 * row["Employment, 2034"]), "employment_projected"),
        "self": ("projection-self-employed", row["Percent self employed, 2024"], "self_employed"),
    }
    # As many jobs in both years are one number.
    kept = figures["base"][1] == figures["projected"][1] and names == ("base", "projected")
    for name in names:
        measure, value, pointer = figures[name]
        yield (
            Shown("" if kept and name == "projected" else measure, value, f"/outlook/{pointer}")
            if is_number(value)
            else answered(f"/outlook/{pointer}", NOT_COVERED)
        )


def job_outlook(raw: Reckoning, code: str) -> Parts:
    yield raw.projected_for(code)
    yield from outlook_figures(raw, code, "change", "openings", "base", "projected", "self")
    if under := raw.published_under(code, raw.projections):
        row = raw.projections[under]
        yield answered("/outlook/published_for/code", under)
        names = ("Occupational openings, 2024–34 annual average", "Employment, 2024", "Employment, 2034")
        openings, before, after = (round(1000 * row[name]) for name in names)
        yield answered("/outlook/replacements", max(round(openings - (after - before) / 10), 0))
        yield outlook_category(raw.projections[under]["Employment change, percent, 2024–34"])


def outlook_category(change: float) -> str:
    """The Handbook words growth by whole percents; a half counts down."""
    worded = change if change < 1 else -(-(change - 0.5) // 1)
    growing = ("Slower than average", "As fast as average", "Faster than average", "Much faster than average")
    return "Declining" if worded < -1 else ("Little or no change", *growing)[sum(worded >= bound for bound in (1, 3, 5, 7))]


def exposure(raw: Reckoning, code: str) -> Parts:
    studies = [study for study in STUDIES if code in raw.scores(study)]
    for place, study in enumerate(studies):
        rank, score = raw.ranks[study][code], raw.scores(study)[code]
        yield Shown(f"{study}-percentile", rank, f"/exposure/{place}/percentile")
        yield Shown(study, score.value, f"/exposure/{place}/score")
        yield level(rank).capitalize()
        yield answered(f"/exposure/{place}/level", level(rank))
        yield answered(f"/exposure/{place}/bridged", score.is_bridged)
        yield answered(f"/exposure/{place}/codes", list(score.codes))
        yield answered(f"/exposure/{place}/changed_code", score.is_changed)
        yield from _published_for(raw, code, score, f"/exposure/{place}")
    if code in raw.scores("dingel-neiman"):
        share = raw.scores("dingel-neiman")[code].value
        # Said in words where it is plain yes or no.
        yield Shown("" if share in (0, 1) else "teleworkable", share, "/telework/share")
    if "eloundou-gamma" in studies:
        for part in ("alpha", "beta"):
            pointer = f"/exposure/{studies.index('eloundou-gamma')}/{part}"
            yield Shown(f"eloundou-{part}", raw.scores(f"eloundou-{part}")[code].value, pointer)
        yield Shown("eloundou-gamma", raw.scores("eloundou-gamma")[code].value)
        for part in ("alpha", "beta", "gamma"):
            pointer = f"/exposure/{studies.index('eloundou-gamma')}/human_{part}"
            yield Shown(f"eloundou-{part}", raw.scores(f"eloundou-{part}")[code].value)
            yield Shown(f"eloundou-human-{part}", raw.scores(f"eloundou-human-{part}")[code].value, pointer)
        pairs = [raw.labels[code, number] for number in raw.tasks[code] if (code, number) in raw.labels]
        if pairs:
            alike = sum(human == gpt4 for human, gpt4 in pairs) / len(pairs)
            yield Shown("label-agreement", alike, "/label_agreement/share")
            yield Shown("labelled-tasks", len(pairs), "/label_agreement/tasks")
    yield from _exposure_history(raw, code)

    language = raw.scores("felten-lm-aioe").get(code)
    yield answered("/language_modelling", language.value if language else None)
    if language:
        yield answered("/language_modelling_origin/bridged", language.is_bridged)
        yield answered("/language_modelling_origin/codes", list(language.codes))
        yield answered("/language_modelling_origin/changed_code", language.is_changed)


def _published_for(raw: Reckoning, code: str, score: Score, pointer: str) -> Parts:
    """How many occupations share a score that is not the occupation's alone, nor came over a bridge."""
    under = score.codes[0]
    sharing = [] if score.is_bridged or under == code else raw.sharing(code, under)
    if not sharing:
        yield answered(f"{pointer}/published_for", None)
    else:
        yield answered(f"{pointer}/published_for/code", under)
        yield answered(f"{pointer}/published_for/occupations", len(sharing))


def _exposure_history(raw: Reckoning, code: str) -> Parts:
    if score := raw.scores("frey-osborne").get(code):
        yield Shown("frey-osborne-probability", score.value, "/frey_osborne/probability")
        yield Shown("frey-osborne-percentile", raw.ranks["frey-osborne"][code], "/frey_osborne/percentile")
        yield answered("/frey_osborne/level", level(raw.ranks["frey-osborne"][code]))
        yield level(raw.ranks["frey-osborne"][code]).capitalize()
        yield answered("/frey_osborne/changed_code", score.is_changed)
        yield from _published_for(raw, code, score, "/frey_osborne")


def mapped_tasks(raw: Reckoning, code: str) -> dict[str, list[int]]:
    """The observed tasks by how people use AI for them, the most used three of each side."""
    sides: dict[str, list[int]] = {"often_handed": [], "copilot": []}
    for number in raw.observed(code):
        if ways := raw.ways(code, number):
            handed, together = (sum(ways[name] for name in names) for names in (HANDED, TOGETHER))
            # Equal shares come as fractions that do not add up to the last digit.
            if abs(handed - together) > 1e-9:
                sides["often_handed" if handed > together else "copilot"].append(number)
    return {side: numbers[:3] for side, numbers in sides.items()}


def _work_map(raw: Reckoning, code: str) -> Parts:
    for side, numbers in mapped_tasks(raw, code).items():
        for place, number in enumerate(numbers):
            yield answered(f"/work_map/{side}/{place}/share", raw.observed(code)[number])


def ways_answered(ways: dict[str, float], pointer: str) -> Parts:
    """How people work together with the assistant, as the answer has it."""
    for name, kinds in (("augmentation", TOGETHER), ("automation", HANDED)):
        yield answered(f"{pointer}/{name}", sum(ways[kind] for kind in kinds))
    for place, name in enumerate(name for name in PATTERNS if ways[name]):
        yield answered(f"{pointer}/patterns/{place}/share", ways[name])


def _together(raw: Reckoning, code: str) -> Parts:
    ways = raw.together(code)
    for name, kinds in (("augmentation", TOGETHER), ("automation", HANDED)):
        yield Shown(f"{name}-share", sum(ways[kind] for kind in kinds), f"/usage/collaboration/{name}")


def observed_use(raw: Reckoning, code: str) -> Parts:
    yield from _work_map(raw, code)
    if not raw.observed(code):
        return
    for place, (number, share) in enumerate(raw.observed(code).items()):
        pointer, ways = f"/usage/tasks/{place}", raw.ways(code, number)
        yield raw.tasks[code][number]["Task"]
        yield Shown("usage-share", share, f"{pointer}/share")
        yield WAYS[max(PATTERNS, key=lambda name: ways[name])] if ways else "not classified"
        yield answered(f"{pointer}/occupations", raw.shared_by(number))
        if ways:
            yield from ways_answered(ways, f"{pointer}/collaboration")
    yield answered("/usage/share", sum(raw.observed(code).values()))
    if ways := raw.together(code):
        yield from _together(raw, code)
        yield from ways_answered(ways, "/usage/collaboration")
        yield WAYS[max(PATTERNS, key=lambda name: ways[name])]
    yield Shown("onet-task-count", len(raw.tasks[code]))
    yield Shown("usage-tasks", len(raw.observed(code)))
    if code in raw.scores("observed"):
        value = raw.scores("observed")[code].value
        # Nothing is said of zero.
        yield Shown("anthropic-observed-exposure" if value else "", value, "/observed_exposure")
    known = raw.classified(code)
    # Where it is known of none, words say so.
    yield Shown("usage-tasks" if known else "", known, "/usage/classified/tasks")
    for measure, how, name in (
        ("usage-placed-by-words", "words", "by_words"),
        ("usage-placed-by-number", "number", "by_number"),
        ("usage-placed-by-pair", "pair", "by_pair"),
        ("usage-unplaced", "unplaced", "unplaced"),
        ("usage-without-task", "none", "without_task"),
    ):
        yield Shown(measure, raw.coverage[how], f"/usage/placed/{name}")


def importance_order(raw: Reckoning, code: str) -> list[int]:
    """Tasks by importance, those without a rating to rely on last, equal ones by number."""
    known = {n: value for n in raw.tasks[code] if is_sure(value := raw.importance.get(n))}
    return sorted(raw.tasks[code], key=lambda number: (number not in known, -known.get(number, 0), number))


def tasks(raw: Reckoning, code: str) -> Parts:
    lines = raw.tasks[code]
    if lines:
        yield Shown("onet-task-count", len(lines), "/task_count")
    # Where none is rated, the page says so once.
    measure = "task-importance" if any(is_number(raw.importance.get(number)) for number in lines) else ""
    for place, number in enumerate(importance_order(raw, code)):
        yield lines[number]["Task"]
        rating = raw.importance.get(number, NOT_COVERED)
        yield Shown(measure, rating, f"/tasks/{place}/importance")
        human, gpt4 = raw.labels.get((code, number), (None, None))
        yield from (label for label in (gpt4, human) if label)
        yield answered(f"/tasks/{place}/exposure", {"human": human, "gpt4": gpt4} if human else None)
        if number in raw.observed(code):
            yield answered(f"/tasks/{place}/usage", raw.observed(code)[number])
    emerging = sorted(row["Task"] for row in raw.of("Emerging Tasks", code))
    for place, statement in enumerate(emerging):
        yield statement
        yield answered(f"/emerging_tasks/{place}/statement", statement)
