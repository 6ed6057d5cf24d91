"""How people use an AI assistant for the occupation's tasks, as observed, with the map drawn from it; and what studies say of its
exposure to AI: the composite, its parts, and the studies that are shown apart."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from citations.figures import Figure, figure
from citations.measures import Measure
from occupations import recipes
from occupations.addresses import task_path
from occupations.measures import counts
from occupations.measures import datasets as of
from occupations.measures import exposure as exposure_measures
from occupations.measures import usage as usage_measures
from occupations.models import CodeSystem
from occupations.recipes.exact import exact_sum
from occupations.selectors.descriptions import TaskFacts
from occupations.studies import BY_KEY, OTHER_STUDIES, OVERLAP_HIGHEST, OVERLAP_LOWEST, OVERLAP_STUDIES, Study
from occupations.subjects.context import Context, if_known
from occupations.subjects.fields import Basis, Collaboration, Pattern, Placed, PublishedFor, WayOfWorking
from occupations.subjects.occupation.document import ai as parts


def usage(context: Context, code: str) -> dict[str, Any]:
    """`work_map` and `usage`; both None where the edition's release observed none of the occupation's tasks."""
    tasks = {task.task_id: task for task in context.facts.tasks.get(code, ())}
    used = {number: context.facts.task_use[number] for number in tasks if number in context.facts.task_use}
    if not used:
        return {"work_map": None, "usage": None}
    return {
        "work_map": _map(tasks, used),
        "usage": parts.Usage(
            tasks=[
                _task(tasks[number], used[number])
                for number in sorted(used, key=lambda number: (-used[number].seen.share, number))
            ],
            **_of_occupation(used),
            fewest_tasks=recipes.FEWEST_TASKS,
            placed=placed(context),
        ),
    }


def used_share(*uses: recipes.TaskUse) -> Figure:
    """Share of all conversations, of one task or of several. What was placed by a task's number comes from the table of these,
    too."""
    is_by_number = any("number" in use.ways for use in uses)
    total = exact_sum(use.seen.share for use in uses)
    return figure(usage_measures.USAGE_SHARE, total, datasets=(of.AEI, of.TASK_STATEMENTS) if is_by_number else ())


def placed(context: Context) -> Placed | None:
    """How much of the release of observed use is placed; None where the edition holds none."""
    facts = context.facts
    if not facts.observed:
        return None
    shares = facts.placed_shares
    table = (of.AEI, of.TASK_STATEMENTS, of.ONET) if facts.holds(of.TASK_STATEMENTS) else ()
    return Placed(
        by_words=figure(usage_measures.PLACED_BY_WORDS, shares["words"]),
        by_number=figure(usage_measures.PLACED_BY_NUMBER, shares["number"], datasets=table),
        by_pair=figure(usage_measures.PLACED_BY_PAIR, shares["pair"]),
        unplaced=figure(usage_measures.UNPLACED, shares["unplaced"], datasets=table),
        without_task=figure(usage_measures.WITHOUT_TASK, facts.share_without_task),
    )


def collaboration(seen: recipes.ObservedTask) -> Collaboration | None:
    """The task's ways of working together, or None where nothing was classified or too few conversations were."""
    way = None if seen.is_thin else recipes.collaboration_of_task(seen.patterns)
    if way is None:
        return None
    return _collaboration(
        way.most_common, way.handed_over, way.worked_together, seen.patterns, usage_measures.COLLABORATION_SHARE
    )


def _collaboration(
    most_common: str, handed_over: float, together: float, shares: Mapping[str, float], measure: Measure
) -> Collaboration:
    return Collaboration(
        most_common=cast("WayOfWorking", most_common),
        automation=figure(usage_measures.AUTOMATION_SHARE, handed_over),
        augmentation=figure(usage_measures.AUGMENTATION_SHARE, together),
        patterns=[
            Pattern(cast("WayOfWorking", way), figure(measure, shares[way])) for way in recipes.PATTERNS if shares.get(way)
        ],
    )


def _reference(task: TaskFacts) -> dict[str, Any]:
    return {"id": task.task_id, "statement": task.statement, "path": task_path(task.task_id, task.statement)}


def _task(task: TaskFacts, use: recipes.TaskUse) -> parts.UsedTask:
    seen = use.seen
    return parts.UsedTask(
        **_reference(task),
        share=used_share(use),
        occupations=figure(counts.TASK_OCCUPATIONS, use.occupations),
        collaboration=collaboration(seen),
        human_able=if_known(usage_measures.HUMAN_ABLE_SHARE, None if seen.is_thin else seen.human_able),
        conversations=if_known(usage_measures.CONVERSATIONS, seen.conversations),
    )


def _of_occupation(used: Mapping[int, recipes.TaskUse]) -> dict[str, Any]:
    """Figures over all observed tasks, and what each rests on; tasks below the floor count towards none but the total."""
    seen = [use.seen for use in used.values()]
    counted = [one for one in seen if not one.is_thin]
    patterns = recipes.weighted_patterns([(one.share, one.patterns) for one in counted])
    autonomy = recipes.usage_mean((one.share, one.autonomy) for one in counted)
    at_work = recipes.usage_mean((one.share, one.at_work) for one in counted)
    together = None
    if patterns is not None:
        together = _collaboration(
            max(recipes.PATTERNS, key=lambda pattern: patterns[pattern]),
            exact_sum(patterns[name] for name in recipes.HANDED_OVER),
            exact_sum(patterns[name] for name in recipes.WORKED_TOGETHER),
            patterns,
            usage_measures.OCCUPATION_COLLABORATION_SHARE,
        )
    return {
        "share": used_share(*used.values()),
        "collaboration": together,
        "autonomy": if_known(usage_measures.AI_AUTONOMY, autonomy),
        "work_share": if_known(usage_measures.WORK_SHARE, at_work),
        "observed": _basis(seen),
        "classified": _basis([one for one in seen if one.is_classified]),
        "rated": _basis([one for one in counted if one.autonomy is not None]),
        "known_use": _basis([one for one in counted if one.at_work is not None]),
    }


def _basis(seen: Sequence[recipes.ObservedTask]) -> Basis:
    known = [one.conversations for one in seen if one.conversations is not None]
    return Basis(
        tasks=figure(usage_measures.OBSERVED_TASKS, len(seen)),
        conversations=if_known(usage_measures.CONVERSATIONS, sum(known) if seen and len(known) == len(seen) else None),
    )


def _map(tasks: Mapping[int, TaskFacts], used: Mapping[int, recipes.TaskUse]) -> parts.WorkMap:
    drawn = recipes.work_map({number: use.seen for number, use in used.items()})

    def mapped(number: int) -> dict[str, Any]:
        return {**_reference(tasks[number]), "share": used_share(used[number])}

    return parts.WorkMap(
        often_handed=[parts.MappedTask(**mapped(number)) for number in drawn.handed_over],
        copilot=[parts.MappedTask(**mapped(number)) for number in drawn.worked_together],
        human_able=[
            parts.HumanTask(**mapped(number), human_able=figure(usage_measures.HUMAN_ABLE_SHARE, used[number].seen.human_able))
            for number in drawn.human_able
        ],
    )


def exposure(context: Context, code: str) -> dict[str, Any]:
    return {
        "exposure": [row for study in OVERLAP_STUDIES if (row := _study(context, code, study))],
        "overlap": _overlap(context, code),
        **_telework(context, code),
        "frey_osborne": _frey_osborne(context, code),
        "other_studies": [row for study in OTHER_STUDIES if (row := _study(context, code, study))],
        **_alone(context, code, "observed_exposure", exposure_measures.OBSERVED_EXPOSURE, of.LABOR_MARKET, CodeSystem.SOC_2018),
        **_alone(context, code, "language_modelling", exposure_measures.FELTEN_LM_AIOE, of.FELTEN_LM, CodeSystem.SOC_2010),
    }


def _study(context: Context, code: str, study: Study) -> parts.Exposure | None:
    if code not in context.standings.scores[study.key]:
        return None
    details: dict[str, Any] = {
        name: figure(measure, context.facts.scores(study.dataset, measure.key).get(code)) for name, measure in study.details
    }
    return parts.Exposure(
        key=study.key, measure=study.key, score=_score(context, study, code), **_standing(context, study, code), **details
    )


def _score(context: Context, study: Study, code: str) -> Figure:
    score = context.standings.scores[study.key][code]
    return _carried(context, study.score, study.dataset, code, score)


def _carried(context: Context, measure: Measure, dataset: str, code: str, score: recipes.Carried) -> Figure:
    """A study's score, naming whom it was published for and the crosswalk that it came over."""
    group = context.study_group(dataset, code, score)
    return figure(measure, score.value, datasets=_over_bridge(dataset, score.bridged), group=group)


def _standing(context: Context, study: Study, code: str) -> dict[str, Any]:
    """Where the occupation stands by a study, and the codes that its score came from."""
    score = context.standings.scores[study.key][code]
    percentile = context.standings.exposure[study.key][code]
    return {
        "percentile": figure(
            study.percentile,
            percentile,
            rank=_among(context, study),
            datasets=_over_bridge(study.dataset, score.bridged),
            group=context.study_group(study.dataset, code, score),
        ),
        "level": recipes.level(percentile),
        **_origin(context, study.dataset, code, score),
    }


def _origin(context: Context, dataset: str, code: str, score: recipes.Carried) -> dict[str, Any]:
    """The codes that a score was published under, and how these are related to the occupation."""
    return {
        "bridged": score.bridged,
        "codes": list(score.codes),
        "changed_code": score.changed,
        "published_for": _published_for(context, dataset, code, score),
    }


def _published_for(context: Context, dataset: str, code: str, score: recipes.Carried) -> PublishedFor | None:
    group = context.study_group(dataset, code, score)
    return context.published_for(dataset, code, group.code, group.title) if group else None


def _among(context: Context, study: Study) -> str:
    scored = "with an estimate, over the bridge, too" if study.is_over_all else "scored under their own code"
    return f"among {context.standings.ranked[study.key]:,} occupations {scored}"


def _over_bridge(dataset: str, bridged: bool) -> tuple[str, ...]:
    """The crosswalk is a source of what came over it."""
    return (dataset, of.SOC) if bridged else ()


def _overlap(context: Context, code: str) -> parts.OverlapOfOccupation | None:
    overlap = context.standings.overlap.get(code)
    if overlap is None:
        return None
    datasets, found = context.studies(overlap), context.overlap_parts(code)
    spread = recipes.overlap_spread(overlap.parts.values())
    among = f"among {context.standings.overlap_ranked_over:,} occupations that at least one study scores under their own code"
    return parts.OverlapOfOccupation(
        percentile=context.overlap_figure(code, rank=among),
        level=None if overlap.percentile is None else recipes.level(overlap.percentile),
        mean=found["overlap_mean"],
        parts=list(overlap.parts),
        part_count=found["overlap_parts"],
        study_count=len(OVERLAP_STUDIES),
        spread=found["overlap_spread"],
        lowest=figure(OVERLAP_LOWEST, spread[0], datasets=datasets) if spread else None,
        highest=figure(OVERLAP_HIGHEST, spread[1], datasets=datasets) if spread else None,
    )


def _telework(context: Context, code: str) -> dict[str, Any]:
    """`teleworkable` is a plain yes or no where the study gives one; a share where a code leads from several occupations."""
    score = context.standings.telework.get(code)
    if score is None:
        return {"teleworkable": None, "telework": None}
    share = figure(exposure_measures.TELEWORKABLE, score.value, datasets=_over_bridge(of.DINGEL_NEIMAN, score.bridged))
    return {
        "teleworkable": {0.0: False, 1.0: True}.get(score.value),
        "telework": parts.Telework(share, score.bridged, list(score.codes)),
    }


def _frey_osborne(context: Context, code: str) -> parts.FreyOsborne | None:
    study = BY_KEY[exposure_measures.FREY_OSBORNE_PROBABILITY.key]
    if code not in context.standings.scores[study.key]:
        return None
    return parts.FreyOsborne(probability=_score(context, study, code), **_standing(context, study, code))


def _alone(context: Context, code: str, name: str, measure: Measure, dataset: str, system: CodeSystem) -> dict[str, Any]:
    """A score that is ranked with nothing and part of no composite, and where it comes from."""
    score = context.standings.carried(dataset, measure.key, system).get(code)
    if score is None:
        return {name: None, f"{name}_origin": None}
    return {
        name: _carried(context, measure, dataset, code, score),
        f"{name}_origin": parts.Origin(**_origin(context, dataset, code, score)),
    }
