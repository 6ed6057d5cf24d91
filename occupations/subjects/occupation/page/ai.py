"""How people use an AI assistant for the occupation's tasks, as observed; and what research says of its exposure to AI."""

from collections.abc import Mapping

from occupations.measures import datasets as of
from occupations.subjects.occupation.document import OccupationSubject
from occupations.subjects.occupation.document.ai import UsedTask
from occupations.subjects.occupation.page.declaring import NOTHING, having, section
from occupations.subjects.occupation.page.raters import RATERS_WORDS, raters_of
from singulariki.editorial.subjects import nothing_more

SHOWN = 5


def prompt_of(statement: str) -> str:
    """A task statement as it goes on after "Help me": 'Mix sounds.' → 'mix sounds.'; 'MIDI …' keeps its capitals."""
    first, _, _ = statement.partition(" ")
    is_plain = first[:1].isupper() and first[1:].islower()
    return f"{statement[:1].lower()}{statement[1:]}" if is_plain else statement


def _observed(subject: OccupationSubject) -> list[UsedTask]:
    return subject.document.usage.tasks if subject.document.usage else []


def _most_used(subject: OccupationSubject) -> Mapping | None:
    rows = _observed(subject)
    return {"shown": rows[:SHOWN], "rest": rows[SHOWN:]} if rows else None


def _human_able(subject: OccupationSubject) -> Mapping | None:
    judged = [(row.human_able.value, row) for row in _observed(subject) if row.human_able and row.human_able.value is not None]
    if not judged:
        return None if subject.document.usage else NOTHING
    rows = [row for _, row in sorted(judged, key=lambda pair: (-pair[0], pair[1].id))]
    return {"shown": rows[:SHOWN], "rest": rows[SHOWN:]}


def _prompts(subject: OccupationSubject) -> Mapping:
    rows = _observed(subject)[:SHOWN]
    if not rows:
        return NOTHING
    return {
        "prompts": [
            {"task": row, "request": prompt_of(row.statement), "anchor": f"prompt-{number}"} for number, row in enumerate(rows, 1)
        ]
    }


def _working(subject: OccupationSubject) -> Mapping:
    """`is_rated` says whether the release rates autonomy, or use for work, of any of its tasks."""
    usage = subject.document.usage
    if usage is None:
        return NOTHING
    return {"usage": usage, "is_rated": any(basis and basis.tasks.value for basis in (usage.rated, usage.known_use))}


_WAYS = {
    "way_directive": "Directive",
    "way_feedback_loop": "Feedback loop",
    "way_task_iteration": "Task iteration",
    "way_learning": "Learning",
    "way_validation": "Validation",
}

USAGE = (
    section(
        "ai-work-map",
        "AI work map",
        nothing_more,
        datasets=(of.AEI,),
        wording={
            "introduction": "A fast read on where AI already shows up in this occupation, where it stays a copilot, and what the "
            "labor market is doing.",
            "introduction_human": "A fast read on where AI already shows up in this occupation, where it stays a copilot, what "
            "people can do without it, and what the labor market is doing.",
            "built": "Built from observed Claude.ai conversations mapped to O*NET tasks and from published research: measures "
            "of usage and exposure, not advice or predictions that the job is going away.",
            "handed": "Often handed to AI",
            "handed_meaning": "Task areas that people more often hand over than work on together in observed conversations.",
            "handed_link": "See how AI is used here",
            "handed_none": "In no observed task is handing over more common than working together.",
            "copilot": "Use as a copilot",
            "copilot_meaning": "Task areas where people work with AI (iterating, learning or checking) and stay in the loop "
            "rather than handing the task off.",
            "copilot_link": "See collaboration patterns",
            "copilot_none": "In no observed task is working together more common than handing over.",
            "human": "Keep a human in the loop",
            "human_meaning": "Task areas that a person could most often have done without AI, as a model judged the "
            "conversations: an observation, not a safety ruling.",
            "human_share": "could have been done without AI",
            "human_link": "See these tasks",
            "human_none": "The release {usage-release} of the Anthropic Economic Index does not say of any of these tasks "
            "whether a person could have done it without AI.",
            "unobserved": "No conversation of the sample ({usage-release}) was matched to this occupation's tasks.",
            "summary_overlap": "{if overlap is not zero}AI task overlap stands at the {overlap} percentile of U.S. occupations. "
            "{otherwise}{if overlap is zero}By AI task overlap it stands lower than nearly all U.S. occupations.",
            "summary_unranked": "{if overlap-studies is more than one}AI task overlap has no rank: scored by {overlap-studies} "
            "of {study-count} studies, with percentiles of the {unranked-mean}. {otherwise}AI task overlap has no rank: scored "
            "by {overlap-studies} of {study-count} studies, where its percentile is the {only-percentile}.",
            "summary_outlook": "{if openings is not zero}{if change is zero}BLS projects about {openings} openings a year, and "
            "employment to stay about as it is ({change}) from {base-year} to {projected-year}. {otherwise}{if openings is not "
            "zero}BLS projects about {openings} openings a year, and employment to {change:grow/shrink/} by {change:absolute} "
            "from {base-year} to {projected-year}. {otherwise}{if openings is zero}{if change is zero}BLS projects yearly "
            "openings that are too few to round to a hundred, and employment to stay about as it is ({change}) from "
            "{base-year} to {projected-year}. {otherwise}{if openings is zero}BLS projects yearly openings that are too few to "
            "round to a hundred, and employment to {change:grow/shrink/} by {change:absolute} from {base-year} to "
            "{projected-year}.",
            "summary_use": "{if augmentation is zero}Observed AI use, over {classified-tasks} of its {task-count} tasks: "
            "{automation} hands the task over, and none is known to work with AI. {otherwise}{if automation is zero}Observed "
            "AI use, over {classified-tasks} of its {task-count} tasks: {augmentation} works with AI, and none is known to "
            "hand the task over. {otherwise}Observed AI use, over {classified-tasks} of its {task-count} tasks: {augmentation} "
            "works with AI, {automation} hands the task over.",
            "summary_few": "{if automation is not known}{if classified-tasks is zero}Of its {task-count} tasks, "
            "{observed-tasks} came up in the sample; how people work with AI is known of none. {otherwise}{if automation is "
            "not known}Of its {task-count} tasks, {observed-tasks} came up in the sample; how people work with AI is known of "
            "{classified-tasks}: too few for a share of the occupation.",
            "meaning_link": "What exposure means",
        },
    ),
    section(
        "observed-use",
        "How AI is actually used in this job",
        _most_used,
        datasets=(of.AEI,),
        needs="how people use an AI assistant for its tasks",
        wording={
            "introduction": "Among measured AI assistant conversations mapped to this occupation (Anthropic Economic Index, "
            "{usage-release}), these task types came up most. These are shares of observed AI conversations: not shares of the "
            "job, of worker time, or of what could be automated.",
            "task_heading": "Task",
            "share_heading": "Share of conversations",
            "more": "Show the other observed tasks",
            "basis": "Of the {task-count} tasks that O*NET lists, conversations were matched with {observed-tasks}.",
            "basis_counted": "Conversations about them in the sample: {observed-conversations}.",
            "divided": "A wording that several occupations share is divided among them in equal parts.",
            "placed": "Of all conversations in the release, {placed-by-words} were placed at tasks by their words, "
            "{placed-by-number} by the number of a task that is worded anew and {placed-by-pair} by a reviewed pair of wordings; "
            "{unplaced} could not be placed, and {without-task} match no task. Shares are as published, not raised to make up "
            "for it.",
            "coverage": "{if observed-exposure is not zero}Another study of Anthropic asks how much of the occupation's tasks "
            "such use covers to a degree that counts, use at work and tasks handed over counting more, and puts it at "
            "{observed-exposure}.",
        },
    ),
    section(
        "working-with-ai",
        "Working with AI in this job",
        _working,
        datasets=(of.AEI,),
        wording={
            "introduction": "How people actually apply AI to this occupation's tasks, from Claude.ai conversations in the "
            "Anthropic Economic Index, {usage-release}.",
            "basis": "{if automation is known}Of its {task-count} tasks, {observed-tasks} came up in the sample; shares of "
            "ways of working rest on {classified-tasks} of them.",
            "basis_counted": "Conversations in which these came up: {classified-conversations}.",
            "augmentation": "Augmentation vs. automation",
            "augmentation_value": "{if augmentation is zero}None known to be working with AI · {automation} handed to AI "
            "{otherwise}{if automation is zero}{augmentation} working with AI · none known to be handed to AI "
            "{otherwise}{augmentation} working with AI · {automation} handed to AI",
            "common": "Most common way people use AI here",
            "common_value": "{common-way}",
            "autonomy": "Typical AI autonomy",
            "autonomy_value": "{autonomy} of 5 · higher: AI acts more independently",
            "work": "Used for work (vs. personal or coursework)",
            "no_collaboration": "{if classified-tasks is zero}Too few were classified: of its {task-count} tasks, "
            "{observed-tasks} came up in the sample, and how people work with AI is known of none; shares of an occupation are "
            "given from {fewest-tasks} tasks on. {otherwise}Too few were classified: of its {task-count} tasks, "
            "{observed-tasks} came up in the sample, and how people work with AI is known of {classified-tasks}; shares of an "
            "occupation are given from {fewest-tasks} tasks on, and what is known of single tasks stands in the table below.",
            "no_collaboration_at_all": "Too few of these conversations could be classified to say how people work with AI.",
            "no_ratings": "The release {usage-release} rates neither autonomy nor whether conversations are for work.",
            "few_rated": "Autonomy and use for work are not given: too few of the tasks have a rating.",
            "rest": "Shares need not add up to 100%: conversations can go unclassified or be withheld for privacy.",
        },
        caveats=("usage-is-a-sample",),
    ),
    section(
        "delegated-tasks",
        "What people delegate to AI",
        lambda subject: _most_used(subject) or NOTHING,
        datasets=(of.AEI,),
        wording={
            "introduction": "The role's most common tasks in AI conversations, each with how people most often work with the "
            "AI on it. “Usage” is the share of observed conversations, not of the job.",
            "task_heading": "Task",
            "way_heading": "How",
            "usage_heading": "Usage",
            "unclassified": "not classified",
            "more": "Show the other observed tasks",
            **_WAYS,
        },
    ),
    section(
        "human-able-tasks",
        "Where a human is still needed",
        _human_able,
        datasets=(of.AEI,),
        needs="whether a person could have done the tasks without AI",
        wording={
            "introduction": "Share of a task's conversations in which, as a model judged, a person could have done the task "
            "without AI. It reads as what people can still do alone, not as a ruling that a person is required.",
            "task_heading": "Task",
            "share_heading": "A person could have done it alone",
            "more": "Show the other tasks",
        },
    ),
    section(
        "example-prompts",
        "What people most often hand AI here",
        _prompts,
        datasets=(of.AEI,),
        wording={
            "introduction": "Example prompts phrased from the tasks people most often bring to AI in this occupation "
            "(Anthropic Economic Index, {usage-release}). Each shows the underlying measured task and its share of observed AI "
            "use.",
            "request": "Help me",
            "from": "From",
            "share": "of measured AI use",
            **_WAYS,
        },
    ),
)


_LEVELS = {"level_low": "Low", "level_moderate": "Moderate", "level_high": "High"}


def _telework(subject: OccupationSubject) -> str:
    """Key of the words on work from home: whether the study classified the occupation itself, or the older ones that it was
    carried over from. Empty where it covers nothing of it."""
    found, answer = subject.document.telework, subject.document.teleworkable
    if found is None:
        return ""
    if answer is None:
        return "telework_partly"
    return f"telework_{'yes' if answer else 'no'}{'_bridged' if found.bridged else ''}"


def _current(subject: OccupationSubject) -> Mapping | None:
    rows, others = subject.document.exposure, subject.document.other_studies
    if not rows and not others:
        return None
    return {
        "rows": rows,
        "others": others,
        "bridged": [row for row in (*rows, *others) if row.bridged],
        "changed": [row for row in (*rows, *others) if row.changed_code],
        "shared": [row for row in (*rows, *others) if row.score.group],
        "raters": raters_of(subject),
        "has_parts": any(row.alpha and not row.alpha.is_missing for row in rows),
        "telework": _telework(subject),
        "overlap": subject.document.overlap,
    }


EXPOSURE = (
    section(
        "exposure",
        "Exposure to current AI",
        _current,
        needs="scores in any of the studies of exposure",
        wording={
            "introduction": "What today's research says about this occupation's exposure to AI. These are positions within "
            "published studies: measures of exposure, not predictions that this job will disappear.",
            "label": "Exposure to current AI, by study",
            "measure_heading": "Measure",
            "rank_heading": "Rank vs all occupations",
            "percentile_heading": "Percentile",
            "score_heading": "Score",
            **_LEVELS,
            "together": "{if overlap is not zero}Taken together, {overlap-studies} studies put it at the {overlap} percentile "
            "of AI task overlap. {otherwise}{if overlap is zero}Taken together, {overlap-studies} studies put it lower than "
            "nearly all U.S. occupations by AI task overlap.",
            "spread": "{if overlap-lowest is the same as overlap-highest}One by one, they agree within a point "
            "({overlap-lowest}). {otherwise}One by one, they put it between the {overlap-lowest} and the {overlap-highest}: "
            "{overlap-spread} points apart.",
            "unranked": "{if unranked-mean is known}{if overlap-studies is more than one}It is scored by {overlap-studies} of "
            "{study-count} studies, and so has no rank by AI task overlap. {if overlap-studies is more than one}Its "
            "percentiles in those have the {unranked-mean}, which is not comparable with a rank by all. {if unranked-mean is "
            "known}{if overlap-studies is one}It is scored by {overlap-studies} of {study-count} studies, and so has no rank "
            "by AI task overlap. Its percentile in that one ({only-percentile}) is not comparable with a rank by all.",
            "others": "Other studies",
            "others_introduction": "They ask other questions, or ask them of another technology, and count towards no overlap.",
            "parts": "OpenAI's exposure study counts the tasks that a language model could speed up at least twofold, in three "
            "ways: those for the model alone (α {alpha}); these, with tasks that need software built on one counted half (β "
            "{beta}); and with such tasks counted whole (γ {gamma}). Higher means more of the job's tasks could be done at least "
            "twice as fast, not that they will be automated away.",
            **RATERS_WORDS,
            "telework_yes": "This job can be done entirely from home (Dingel–Neiman), which tends to track with higher digital "
            "and AI exposure.",
            "telework_no": "This job cannot be done entirely from home (Dingel–Neiman).",
            "telework_yes_bridged": "Dingel–Neiman did not classify this occupation. Every older one that the published "
            "crosswalk leads from ({telework-codes}) can be done entirely from home.",
            "telework_no_bridged": "Dingel–Neiman did not classify this occupation. No older one that the published crosswalk "
            "leads from ({telework-codes}) can be done entirely from home.",
            "telework_partly": "Of the occupations that this one was made from, {telework-share} can be done from home "
            "(Dingel–Neiman).",
            "bridged": "Scored under another version of the classification and carried here by the published crosswalk, which "
            "is many-to-many; so it does not count towards AI task overlap:",
            "shared": "† Scored for a wider group of occupations:",
            "changed": "Scored for a code of 2010 that kept its number and changed its content in 2018: occupations joined it or "
            "left it since. It is treated like a score under today's code:",
        },
        caveats=("percentiles-compare-studies",),
    ),
    section(
        "exposure-history",
        "Historical automation estimate (2013)",
        having("frey_osborne"),
        datasets=(of.FREY_OSBORNE,),
        needs="the historical estimate of 2013",
        wording={
            "introduction": "A pre-LLM (2013) estimate of how automatable this job is by computerization and robotics. Shown "
            "for historical context only: it is not part of any current AI ranking.",
            "probability": "Frey–Osborne probability",
            "percentile": "by percentile among the occupations that the estimate reaches",
            "bridged": "The estimate was made for occupations of 2010 and came here over the published crosswalk, which is "
            "many-to-many. Scored as:",
            "changed": "The estimate was made for a code of 2010 that kept its number and changed its content in 2018. Scored "
            "as:",
            **_LEVELS,
        },
    ),
)
