"""Data sections of a unit group's page. Their sentences are wording: editors change them in the layout."""

from collections.abc import Callable, Mapping

from citations.figures import Figure
from gradient.measures import BRIDGE, CROSSWALK, ILO
from gradient.recipes import BAND_BY_KEY, BANDS
from gradient.subjects.unit_group.document import (
    Task,
    UnitGroupDocument,
    UnitGroupSubject,
    without_list_mark,
)
from singulariki.editorial.registry import FigureToken, Section
from singulariki.editorial.rendering import Chart, frames
from singulariki.editorial.subjects import closing_sections, figure_token, nothing_more, text_token

CHART = Chart("tasks", "tasks-strip", "gradient/charts/tasks_strip_alone.html", 900, "Task scores")
SHOWN_US_OCCUPATIONS = 5


def _band_rows(subject: UnitGroupSubject) -> Mapping:
    return {
        "rows": [
            {
                "row": row,
                "band": BAND_BY_KEY[row.band],
                "is_empty": not row.tasks.value,
                "wording_key": f"means_{row.band.replace('-', '_')}",
                "width": round(100 * (row.share.value or 0), 2),
            }
            for row in subject.document.bands
        ]
    }


def _tasks(subject: UnitGroupSubject) -> Mapping:
    return {"tasks": sorted(subject.document.tasks, key=lambda task: (-(task.score.value or 0), task.number))}


def _most_exposed(subject: UnitGroupSubject) -> Mapping:
    return {"is_sample": subject.releases[ILO].is_sample}


def _fastest(subject: UnitGroupSubject) -> Mapping | None:
    return {"task": subject.document.fastest} if subject.document.fastest else None


def _us_occupations(subject: UnitGroupSubject) -> Mapping | None:
    document = subject.document
    if not document.has_crosswalk:
        return None
    return {"biggest": document.us_occupations[:SHOWN_US_OCCUPATIONS], "others": document.us_occupations[SHOWN_US_OCCUPATIONS:]}


def _embed(subject: UnitGroupSubject) -> Mapping:
    return {"charts": frames("unit-group", subject.document.code, [CHART])}


def _section(key: str, label: str, context, template: str = "", **more) -> Section:
    return Section(key, label, template or f"gradient/sections/{key.replace('-', '_')}.html", context, **more)


SECTIONS: tuple[Section, ...] = (
    _section(
        "headline-figures",
        "Headline figures",
        nothing_more,
        wording={
            "mean": "Mean task exposure",
            "mean_meaning": "On a scale from 0 to 1: how much of the content of its tasks generative AI can attempt.",
            "mean_stated": "The file states {stated-mean}; the mean of its tasks is {mean-exposure}. For 2023 it states "
            "{stated-mean-2023}; the mean of its tasks is {mean-exposure-2023}.",
            "percentile": "Percentile on the gradient",
            "percentile_meaning": "It is {at-the-end} of the {unit-group-count} unit groups. {otherwise}Its mean is higher "
            "than that of {share-less-exposed} of the {unit-group-count} unit groups.",
            "change": "2025 against 2023",
            "change_meaning": "The mean was {mean-exposure-2023} in the study of 2023, which scored by another method. The "
            "difference does not tell what models learned in between. {if compared-count is not zero}{if compared-count "
            "differs from task-count}{compared-count} of its {task-count} tasks were scored in both years; the change is "
            "theirs.",
            "upper_half": "Tasks scored 0.5 or more",
            "upper_half_meaning": "{if task-count is one}By the score of its only task. {otherwise}{if upper-half-count is "
            "zero}By each task's own score of 2025: none of {task-count} tasks. {otherwise}{if upper-half-count is the same as "
            "task-count}By each task's own score of 2025: all of its {task-count} tasks. {otherwise}By each task's own score "
            "of 2025: {upper-half-count} of {task-count} tasks.",
            "exposed_share": "Tasks in an exposed band",
            "exposed_share_meaning": "{if exposed-share is zero}{if task-count is one}Its only task does not count as exposed: "
            "the ILO places the whole group in {typical-band}. {otherwise}{if exposed-share is zero}None of its {task-count} "
            "tasks counts as exposed: the ILO places the whole group in {typical-band}. {otherwise}{if task-count is one}Its "
            "only task counts as exposed: the ILO places the whole group in {typical-band}. {otherwise}All of its {task-count} "
            "tasks count as exposed: the ILO places the whole group in {typical-band}.",
        },
    ),
    _section(
        "band-table",
        "How its tasks split across the gradient",
        _band_rows,
        datasets=(ILO,),
        wording={
            "introduction": "The ILO gives one of six exposure bands, cool (human ground) to hot (almost fully assistable), to "
            "the whole occupation. {if task-count is one}Its only task is counted in that one. {otherwise}All of its "
            "{task-count} scored tasks are counted in that one.",
            "meaning_heading": "What the band says of the whole occupation",
            "means_not_exposed": "No meaningful GenAI capability in its work as a whole",
            "means_minimal": "GenAI can touch the edges of its work only",
            "means_gradient_1": "Lightly exposed — small assistable slices",
            "means_gradient_2": "Partly exposed — real assistable share",
            "means_gradient_3": "Heavily exposed — most of the work is assistable",
            "means_gradient_4": "Almost fully exposed",
            "assignment": "The ILO assigns bands to occupations, from the mean and the spread of their task scores; here each "
            "task counts under its occupation's band. How far the single tasks differ is shown by their own scores, below.",
        },
    ),
    _section(
        "tasks-strip",
        "Every task, with its scores",
        _tasks,
        datasets=(ILO,),
        wording={
            "finding": "{if task-count is one}Its only task scores {score-range}. {otherwise}Its tasks score from {score-range}.",
            "introduction": "Each task has a line from 0 to 1: the dot is its score of 2025, the hollow dot its score of 2023, "
            "given by another method. The dashed line is the mean of 2025.",
            "chart_title": "Task scores of this unit group on a scale from 0 to 1",
            "chart_description": "From 0 to 1, the hollow dot 2023",
            "mean_label": "mean",
            "task_heading": "Task",
        },
    ),
    _section(
        "most-exposed-task",
        "The most-exposed task",
        _most_exposed,
        datasets=(ILO,),
        wording={
            "score": "Scores {most-exposed-score} on the 2025 scale.",
            "rationale_source": "Justification of the 2025 score, written by GPT-4o for the ILO's study. Other numbers in it "
            "are the model's own.",
            "sample_rationale_source": "Written for this sample, in the place of the justification that GPT-4o gave in the ILO's "
            "study. Task, score and justification are not the ILO's.",
        },
    ),
    _section(
        "fastest-task",
        "Moving fastest, 2023 → 2025",
        _fastest,
        datasets=(ILO,),
        wording={
            "change": "{if fastest-change is above zero}The largest rise of its tasks between the scorings of 2023 and 2025: "
            "{fastest-change}. {otherwise}{if fastest-change is zero}No task's score rose between the scorings of 2023 and 2025; "
            "this one's did not change. {otherwise}No task's score rose between the scorings of 2023 and 2025; this one comes "
            "closest, at {fastest-change}.",
            "method": "The ILO scored by another method in 2025. High scores of 2023 tended to fall and low ones to rise, so "
            "that a rise does not tell what models learned in between.",
        },
        needs="task scores of 2023",
    ),
    _section(
        "us-occupations",
        "U.S. occupations this maps to",
        _us_occupations,
        datasets=(CROSSWALK, BRIDGE),
        wording={
            "introduction": "What crosswalks to ISCO-08 {code} among American O*NET/SOC roles, biggest by employment first, via "
            "the published (approximate, many-to-many) IBS O*NET-SOC ↔ ISCO-08 correspondence: the closest U.S. match, not an "
            "asserted one-to-one identity.",
            "occupation_heading": "U.S. occupation",
            "others_label": "Show the rest",
            "shared_employment": "†: published for a wider group that the occupation is one of. O*NET occupations of one SOC "
            "code, or of a combination of BLS, share its figure.",
            "none": "The IBS O*NET-SOC ↔ ISCO-08 correspondence lists no U.S. occupation for this unit group. That says how the "
            "two classifications are cut, not that nobody in the United States does this work.",
        },
        needs="a crosswalk to U.S. occupations",
    ),
    _section(
        "context",
        "In context",
        nothing_more,
        datasets=(ILO,),
        wording={
            "part_of": "Part of the {major-group} major group.",
            "major_group_link": "All unit groups of this major group",
            "gradient_link": "Return to the full gradient to see how the whole group sits",
            "previous": "Before it in the major group",
            "next": "After it in the major group",
        },
    ),
    *closing_sections("Datasets behind this page"),
    _section(
        "embed",
        "Embed the chart",
        _embed,
        "editorial/sections/embed.html",
        wording={
            "introduction": "Paste this into any page. It links back here for attribution.",
            CHART.key: CHART.name,
            "look": "See it alone",
        },
    ),
)

assert {f"means_{band.key.replace('-', '_')}" for band in BANDS} <= set(SECTIONS[1].wording)  # noqa: S101 -- one meaning a band


_OCCUPATION, _EXPOSURE, _TASKS, _US = "The unit group", "Exposure", "Its tasks", "United States"


def _made(
    key: str, label: str, make: Callable[[UnitGroupDocument], Figure | str | None], group: str, *datasets: str
) -> FigureToken:
    """A figure or words that are there for some unit groups only."""
    return FigureToken(key, label, lambda subject: make(subject.document), group, datasets=datasets)


def _quoted(task: Task | None) -> str | None:
    """A task's statement as running text quotes it."""
    return without_list_mark(task.statement) if task and task.statement else None


def _score_range(document: UnitGroupDocument) -> str:
    """The lowest and the highest score of its tasks; one score where they print alike."""
    scored = sorted(document.tasks, key=lambda task: task.score.value or 0.0)
    return " to ".join(dict.fromkeys((scored[0].score.text, scored[-1].score.text)))


TOKENS: tuple[FigureToken, ...] = (
    text_token("code", "ISCO-08 code", "code", ILO, group=_OCCUPATION),
    text_token("major-group", "Major group, with its number", "major_group.name", ILO, group=_OCCUPATION),
    text_token("major-group-title", "Major group, title only", "major_group.title", ILO, group=_OCCUPATION),
    figure_token("unit-group-count", "Number of unit groups with data", "occupation_count", _OCCUPATION),
    figure_token("mean-exposure", "Mean task exposure, 2025", "mean_score", _EXPOSURE),
    figure_token("mean-exposure-2023", "Mean task exposure, 2023", "mean_score_previous", _EXPOSURE),
    figure_token("change", "Change in mean exposure, with its sign", "change", _EXPOSURE),
    figure_token("percentile", "Percentile, as an ordinal (65th)", "percentile", _EXPOSURE),
    figure_token("share-less-exposed", "Percentile, as a share (65%)", "share_less_exposed", _EXPOSURE),
    _made(
        "at-the-end",
        "“the most exposed” or “more exposed than nearly all”, where the share prints as none or all",
        lambda document: document.standing_at_end,
        _EXPOSURE,
        ILO,
    ),
    figure_token("stated-mean", "Mean of 2025 as the file states it, where it differs", "mean_score_stated", _EXPOSURE),
    figure_token(
        "stated-mean-2023", "Mean of 2023 as the file states it, where it differs", "mean_score_previous_stated", _EXPOSURE
    ),
    figure_token("exposed-share", "Share of tasks in Gradient 1 to 4: none or all", "exposed_share", _EXPOSURE),
    _made("typical-band", "Band of the unit group", lambda document: BAND_BY_KEY[document.band].label, _EXPOSURE, ILO),
    figure_token("task-count", "Number of scored tasks", "task_count", _TASKS),
    figure_token("upper-half-count", "Number of tasks scored 0.5 or more", "upper_half_count", _TASKS),
    figure_token("compared-count", "Number of tasks scored in both years", "compared_count", _TASKS),
    figure_token("upper-half-share", "Share of tasks scored 0.5 or more", "upper_half_share", _TASKS),
    _made("most-exposed-task", "Most exposed task: its statement", lambda one: _quoted(one.most_exposed), _TASKS, ILO),
    figure_token("most-exposed-score", "Most exposed task: its score", "most_exposed.score", _TASKS),
    _made("score-range", "Scores of its tasks, from the lowest to the highest: “0.17 to 0.52”", _score_range, _TASKS, ILO),
    _made("fastest-task", "Task with the largest rise: its statement", lambda one: _quoted(one.fastest), _TASKS, ILO),
    figure_token("fastest-change", "Task with the largest rise: its change", "fastest.change", _TASKS),
    _made(
        "us-occupation-count",
        "Number of U.S. occupations mapped to it",
        lambda document: document.us_occupation_count if document.us_occupations else None,
        _US,
    ),
)
