"""How people use an AI assistant for the occupation's tasks, as observed; and what research says of its exposure to AI."""

from collections.abc import Mapping

from occupations.measures import datasets as of
from occupations.subjects.occupation.document import OccupationSubject
from occupations.subjects.occupation.document.ai import UsedTask
from occupations.subjects.occupation.page.declaring import section
from occupations.subjects.occupation.page.raters import RATERS_WORDS, raters_of

SHOWN = 4


def prompt_of(statement: str) -> str:
    """A task statement as it goes on after "Help me": 'Mix sounds.' → 'mix sounds.'; 'MIDI …' keeps its capitals."""
    first, _, _ = statement.partition(" ")
    is_plain = first[:1].isupper() and first[1:].islower()
    return f"{statement[:1].lower()}{statement[1:]}" if is_plain else statement


def _used(subject: OccupationSubject) -> Mapping | None:
    """The tasks that conversations were matched with, each with a prompt phrased from it. `has_judged` is the first figure of
    what a person could have done alone; `is_rated` says whether the release rates autonomy, or use for work, of any of its
    tasks."""
    usage = subject.document.usage
    if usage is None:
        return None
    rows = [
        {"task": row, "request": prompt_of(row.statement), "anchor": f"prompt-{number}", "side": _side(row)}
        for number, row in enumerate(usage.tasks, 1)
    ]
    judged = (row.human_able for row in usage.tasks if row.human_able and not row.human_able.is_missing)
    return {
        "shown": rows[:SHOWN],
        "rest": rows[SHOWN:],
        "has_judged": next(judged, None),
        "usage": usage,
        "is_rated": any(basis and basis.tasks.value for basis in (usage.rated, usage.known_use)),
    }


def _side(task: UsedTask) -> str:
    """Key of the words for what people do more often: hand the task over, or work on it together. Empty where neither is
    known."""
    ways = task.collaboration
    if ways is None:
        return ""
    handed, together = ways.automation.value or 0, ways.augmentation.value or 0
    return "" if handed == together else "handed" if handed > together else "copilot"


USAGE = (
    section(
        "observed-use",
        "How people use AI for it",
        _used,
        datasets=(of.AEI,),
        needs="how people use an AI assistant for its tasks",
        wording={
            "introduction": "Tasks that came up in conversations with one AI assistant (Anthropic Economic Index, "
            "{usage-release}), most common first.",
            "caption": "Observed tasks by their share of conversations",
            "task_heading": "Task",
            "share_heading": "Share of conversations",
            "way_heading": "How",
            "human_heading": "Could have been done without AI",
            "prompt_heading": "To copy",
            "prompt": "Prompt",
            "request": "Help me",
            "more": "Show the other observed tasks",
            "handed": "often handed to AI",
            "copilot": "AI as a copilot",
            "unclassified": "not classified",
            "unjudged": "not judged",
            "way_directive": "Directive",
            "way_feedback_loop": "Feedback loop",
            "way_task_iteration": "Task iteration",
            "way_learning": "Learning",
            "way_validation": "Validation",
            "augmentation": "Augmentation vs. automation",
            "augmentation_value": "{if augmentation is zero}None known to be working with AI · {automation} handed to AI "
            "{otherwise}{if automation is zero}{augmentation} working with AI · none known to be handed to AI "
            "{otherwise}{augmentation} working with AI · {automation} handed to AI",
            "common": "Most common way people use AI here",
            "common_value": "{common-way}",
            "autonomy": "Typical AI autonomy",
            "autonomy_value": "{autonomy} of 5 · higher: AI acts more independently",
            "work": "Used for work (vs. personal or coursework)",
            "reading": "What these shares rest on",
            "basis": "Of the {task-count} tasks that O*NET lists, conversations were matched with {observed-tasks}.",
            "basis_counted": "Conversations about them in the sample: {observed-conversations}.",
            "divided": "A wording that several occupations share is divided among them in equal parts.",
            "classified": "{if automation is known}Shares of ways of working rest on {classified-tasks} of them.",
            "classified_counted": "Conversations in which these came up: {classified-conversations}.",
            "rest": "Shares need not add up to 100%: conversations can go unclassified or be withheld for privacy.",
            "no_collaboration": "{if classified-tasks is zero}How people work with AI is known of none of its tasks; shares of "
            "an occupation are given from {fewest-tasks} tasks on. {otherwise}How people work with AI is known of "
            "{classified-tasks}: too few for a share of the occupation, which is given from {fewest-tasks} tasks on.",
            "no_collaboration_at_all": "Too few of these conversations could be classified to say how people work with AI.",
            "no_ratings": "The release {usage-release} rates neither autonomy nor whether conversations are for work.",
            "few_rated": "Autonomy and use for work are not given: too few of the tasks have a rating.",
            "none_judged": "The release {usage-release} does not say of any of these tasks whether a person could have done it "
            "without AI.",
            "placed": "Of all conversations in the release, {placed-by-words} were placed at tasks by their words, "
            "{placed-by-number} by the number of a task that is worded anew and {placed-by-pair} by a reviewed pair of wordings; "
            "{unplaced} could not be placed, and {without-task} match no task. Shares are as published, not raised to make up "
            "for it.",
            "coverage": "{if observed-exposure is not zero}Another study of Anthropic asks how much of the occupation's tasks "
            "such use covers to a degree that counts, use at work and tasks handed over counting more, and puts it at "
            "{observed-exposure}.",
            "unobserved": "No conversation of the sample ({usage-release}) was matched to this occupation's tasks.",
        },
        caveats=("usage-is-a-sample",),
        formerly=("ai-work-map", "working-with-ai", "delegated-tasks", "human-able-tasks", "example-prompts"),
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
    rows, others, history = subject.document.exposure, subject.document.other_studies, subject.document.frey_osborne
    if not rows and not others and not history:
        return None
    return {
        "rows": rows,
        "others": others,
        "history": history,
        "bridged": [row for row in (*rows, *others) if row.bridged],
        "changed": [row for row in (*rows, *others) if row.changed_code],
        "shared": [row for row in (*rows, *others) if row.score.group],
        "raters": raters_of(subject),
        "has_parts": any(row.alpha and not row.alpha.is_missing for row in rows),
        "telework": _telework(subject),
    }


EXPOSURE = (
    section(
        "exposure",
        "What the studies say",
        _current,
        needs="scores in any of the studies of exposure",
        wording={
            "introduction": "Positions within published studies: measures of exposure, not predictions that this job will "
            "disappear.",
            "label": "Exposure to current AI, by study",
            "measure_heading": "Measure",
            "rank_heading": "Rank vs all occupations",
            "percentile_heading": "Percentile",
            "score_heading": "Score",
            **_LEVELS,
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
            "history": "Historical automation estimate (2013)",
            "history_introduction": "A pre-LLM (2013) estimate of how automatable this job is by computerization and robotics. "
            "Shown for historical context only: it is not part of any current AI ranking.",
            "probability": "Frey–Osborne probability",
            "probability_percentile": "by percentile among the occupations that the estimate reaches",
            "history_bridged": "The estimate was made for occupations of 2010 and came here over the published crosswalk, which "
            "is many-to-many. Scored as:",
            "history_changed": "The estimate was made for a code of 2010 that kept its number and changed its content in 2018. "
            "Scored as:",
            "shared": "† Scored for a wider group of occupations:",
            "changed": "Scored for a code of 2010 that kept its number and changed its content in 2018: occupations joined it or "
            "left it since. It is treated like a score under today's code:",
        },
        caveats=("percentiles-compare-studies",),
        formerly=("exposure-history",),
    ),
)
