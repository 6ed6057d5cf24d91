"""What the work is, what it asks people to know and to be able to do, with which tools and where; how people get in, what those
who work in it have learned and what is said to be required, and what it suits."""

from collections.abc import Mapping, Sequence

from occupations.measures.datasets import ONET
from occupations.subjects.occupation.document import OccupationSubject
from occupations.subjects.occupation.document.work import RatedElement, Tool
from occupations.subjects.occupation.page.declaring import NOTHING, rows_of, section

LISTS = ("knowledge", "abilities", "essential_skills", "transferable_skills")
SHOWN = 6
SHOWN_TASKS = 5
# Of each category of software at first.
NAMED = 5
# Below ratings, where they need it: see `rating_notes`.
SURENESS = {
    "one_error": "± stands for give or take one standard error, where O*NET publishes one.",
    "low_precision": "“Low precision”: O*NET publishes the figure with the advice not to rely on it, because few answered or "
    "because its error is wide. It counts towards no rank or mean of this site.",
}


def _needed(subject: OccupationSubject) -> Mapping | None:
    lists = [{"name": name, "all": rows} for name in LISTS if (rows := getattr(subject.document, name))]
    if not lists:
        return None if subject.document.is_rated else NOTHING
    rows = [row for each in lists for row in each["all"]]
    most = sorted(rows, key=lambda row: -(row.value.value or 0))[:SHOWN]
    return {"most": most, "lists": lists, "figures": [row.value for row in rows]}


def _tasks(subject: OccupationSubject) -> Mapping | None:
    cut = rows_of("tasks", SHOWN_TASKS)(subject)
    if cut is None:
        return None
    importances = [row.importance for row in cut["all"]]
    rated = next((one for one in importances if not one.is_missing), None)
    return {
        **cut,
        "rated": rated,
        "importances": importances,
        "has_unrated": rated is not None and any(one.is_missing or one.low_precision for one in importances),
        "labelled": any(row.exposure for row in cut["all"]),
        "emerging": subject.document.emerging_tasks,
    }


def _technology(subject: OccupationSubject) -> Mapping | None:
    """Software and tools by category: those with software that O*NET flags first, then those with most examples."""
    software, tools = _by_category(subject.document.software), _by_category(subject.document.tools)
    if not software and not tools:
        return None
    more = [{**group, "rows": group["rows"][NAMED:]} for group in software[:SHOWN] if group["rows"][NAMED:]]
    flagged = any(getattr(row, "hot", False) or getattr(row, "in_demand", False) for row in subject.document.software)
    return {
        "shown": [{**group, "rows": group["rows"][:NAMED]} for group in software[:SHOWN]],
        "rest": [*more, *software[SHOWN:]],
        "tools": tools,
        "has_flags": flagged,
    }


def _by_category(rows: Sequence[Tool]) -> list[Mapping]:
    """Rows of one category each, in the order of the rows."""
    groups: dict[str, list[Tool]] = {}
    for row in sorted(rows, key=lambda row: not getattr(row, "in_demand", False)):
        groups.setdefault(row.path, []).append(row)
    found = [{"category": members[0].category, "path": path, "rows": members} for path, members in groups.items()]
    return sorted(found, key=lambda group: (-sum(bool(getattr(row, "hot", False)) for row in group["rows"]), -len(group["rows"])))


WORK = (
    section(
        "tasks",
        "Tasks",
        _tasks,
        datasets=(ONET,),
        needs="task statements",
        wording={
            "introduction": "All {task-count} tasks that O*NET lists, most important first, each with a page of its own.",
            "unrated_introduction": "All {task-count} tasks that O*NET lists, each with a page of its own. It has not rated how "
            "important they are.",
            "unrated": "Tasks without a rating of importance to rely on stand last: workers were not asked about them, or too "
            "few answered.",
            **SURENESS,
            "task_heading": "Task",
            "importance_heading": "Importance",
            "labels": "Exposure as Eloundou et al. had it labelled by GPT-4 and by people. E0: not exposed; E1: a language model "
            "alone can at least halve the time; E2: software built on one can.",
            "gpt4_heading": "GPT-4",
            "human_heading": "People",
            "unlabelled": "no label",
            "more": "Show all tasks",
            "emerging": "New and changed tasks",
            "emerging_introduction": "Reported by workers and job postings to O*NET since the list was made.",
        },
    ),
    section(
        "work-activities",
        "Work activities",
        rows_of("work_activities", SHOWN, unrated={"is_unrated": True}),
        datasets=(ONET,),
        needs="ratings of work activities",
        wording={
            "introduction": "What people in it generally do, by O*NET importance rating, from 1 (not important) to 5 "
            "(extremely important).",
            "label": "Work activities by importance",
            "more": "Show the other activities",
            **SURENESS,
            "unrated": "O*NET describes {title} without rating it: there are no ratings of its work activities, knowledge, "
            "skills and abilities.",
        },
    ),
    section(
        "knowledge-skills-abilities",
        "Knowledge, skills & abilities",
        _needed,
        datasets=(ONET,),
        needs="ratings of knowledge, skills and abilities",
        wording={
            "introduction": "The most important for the work, by O*NET rating from 1 (not important) to 5 (extremely important).",
            "most": "Most important knowledge, skills and abilities",
            "knowledge": "Knowledge",
            "abilities": "Abilities",
            "essential_skills": "Essential skills",
            "transferable_skills": "Transferable skills",
            "more": "Show all that are rated above 3",
            **SURENESS,
        },
    ),
    section(
        "technology",
        "Tools & technology",
        _technology,
        datasets=(ONET,),
        needs="tools and technology",
        wording={
            "introduction": "Software and tools that people in this occupation use, as O*NET lists them.",
            "hot": "◆",
            "in_demand": "▲",
            "more": "Show the other software",
            "tools": "Show tools",
            "flags": "As O*NET flags it, ▲ is in demand (employers often ask for it in postings for this occupation) and ◆ is a "
            "hot technology (in postings for all occupations). Data on single job postings is licensed, and none is used here.",
            "no_flags": "O*NET flags none of it as in demand or as a hot technology.",
        },
        formerly=("skills-in-demand",),
    ),
    section(
        "work-context",
        "Work context",
        rows_of("work_context", SHOWN),
        datasets=(ONET,),
        needs="the conditions of the work",
        wording={
            "introduction": "How characteristic each condition is of the job, on O*NET's 1–5 context scale (higher: more "
            "present in day-to-day work). Each condition links to how it varies across all occupations.",
            "label": "Work context",
            "more": "Show the other conditions",
            **SURENESS,
        },
    ),
)


def _how(subject: OccupationSubject) -> Mapping | None:
    document = subject.document
    zone, outlook, study = document.preparation, document.outlook, document.study
    entry = outlook and outlook.typical_entry_education
    if not (zone or entry or study):
        return None
    group = outlook.annual_openings.group if outlook else None
    return {
        "job_zone": document.job_zone if zone else None,
        "zone": zone,
        "entry": entry,
        "entry_group": group,
        "study": study,
    }


def _education(subject: OccupationSubject) -> Mapping | None:
    rows, attainment = subject.document.education, subject.document.attainment
    if not rows and not attainment:
        return None
    levels = attainment.levels if attainment else []
    return {
        "rows": [RatedElement(str(row.code), row.level, "", row.share) for row in rows],
        "attained": [RatedElement(row.key, row.level, "", row.share) for row in levels],
        "attainment": attainment,
    }


def _interests(subject: OccupationSubject) -> Mapping | None:
    lists = [
        {"name": name, "rows": rows, "scale": scale}
        for name, scale in (("basic_interests", "interests"), ("interests", "interests"), ("work_styles", "styles"))
        if (rows := getattr(subject.document, name))
    ]
    if not lists:
        return None
    return {"lists": lists, "lacks_areas": bool(subject.document.interests) and not subject.document.basic_interests}


PREPARATION = (
    section(
        "how-to-get-in",
        "How to get in",
        _how,
        needs="the preparation needed",
        wording={
            "zone": "Job zone",
            "zone_value": "{zone-title}",
            "education": "Education",
            "entry": "Typical entry-level education",
            "entry_value": "{entry-education} (BLS: typical, not required)",
            "experience": "Related experience",
            "training": "Training on the job",
            "svp": "Preparation level",
            "svp_meaning": "total schooling plus on-the-job experience.",
            "study": "What to study",
            "study_meaning": "Fields of study crosswalked to this occupation (NCES CIP–SOC), not a requirement.",
            "zone_more": "What its job zone usually asks for",
            "fields": "Show the single fields",
        },
    ),
    section(
        "education-of-workers",
        "Education of current workers",
        _education,
        needs="the education of current workers",
        wording={
            "attained": "Highest level of education of those who work in it",
            "attained_introduction": "Workers of 25 years and older, as BLS counts answers to the American Community Survey: "
            "what people in the occupation have, whatever the work requires.",
            "published": "Published",
            "inexact": "The survey has no exact match of {attainment-title}: the shares are those of the occupation of the "
            "survey that it is part of, or most like.",
            "unattained": "No release at hand says what those who work in it have learned.",
            "required": "What the work is said to require",
            "required_introduction": "What workers and experts asked by O*NET say is required of somebody hired for the job now.",
            **SURENESS,
        },
    ),
    section(
        "interests",
        "Interests & work styles",
        _interests,
        datasets=(ONET,),
        needs="ratings of interests and work styles",
        wording={
            "introduction": "What O*NET associates with people who do this work.",
            "basic_interests": "Interest areas",
            "interests": "Career interests (Holland / RIASEC)",
            "work_styles": "Work styles",
            "no_areas": "Interest areas, which are narrower than these, are not rated by occupation in this release of O*NET.",
            "interests_scale": "Interests: from 1 (not characteristic) to 7 (highly characteristic); those from 2 up.",
            "styles_scale": "Work styles: from −3 (very detrimental) to 3 (very beneficial); those that set the occupation "
            "apart.",
        },
    ),
)
