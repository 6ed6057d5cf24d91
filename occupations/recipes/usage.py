"""How people use an AI assistant for an occupation's tasks, as observed in conversations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from citations.recipes import recipe
from occupations.recipes.exact import exact_sum, weighted_mean

HANDED_OVER = ("directive", "feedback loop")
WORKED_TOGETHER = ("task iteration", "learning", "validation")
PATTERNS = (*HANDED_OVER, *WORKED_TOGETHER)
# Shares of fewer conversations than these say little: one conversation more or less would move them by several points.
FEWEST_CONVERSATIONS = 15
# One or two tasks say how people work on these, which their own rows show; an occupation's share needs three, so that no single
# task makes up most of what is known of it by being the only one.
FEWEST_TASKS = 3
_FACETS_OF = ("anthropic-economic-index", "onet")


@dataclass(frozen=True)
class ObservedTask:
    """What a release says about one wording of a task, or what is known of a task. Shares are percents.

    share          of all conversations; of a task the part that is left once its wordings are divided among occupations
    conversations  how many, where the release counts them
    patterns       share of the task's conversations by way of working together; empty where nothing was observed
    autonomy       mean from 1 to 5, or None
    at_work        share of the task's conversations that are for work, or None
    human_able     share in which a person could have done it alone, or None
    """

    share: float
    conversations: float | None = None
    patterns: Mapping[str, float] = field(default_factory=dict)
    autonomy: float | None = None
    at_work: float | None = None
    human_able: float | None = None

    @property
    def is_thin(self) -> bool:
        return self.conversations is not None and self.conversations < FEWEST_CONVERSATIONS

    @property
    def is_classified(self) -> bool:
        """Whether it says how people work with the assistant."""
        return not self.is_thin and collaboration_of_task(self.patterns) is not None


@dataclass(frozen=True)
class Collaboration:
    """Shares, in percent, of conversations handed over and worked on together; the most common single way."""

    handed_over: float
    worked_together: float
    most_common: str

    @property
    def leaning(self) -> float:
        """By how much handing over is more common than working together; 0 where only the last digits of a sum differ."""
        return round(self.handed_over - self.worked_together, 9)


@recipe(
    key="usage-divided",
    title="Observed use of a task",
    version=3,
    formula="share of conversations ÷ number of occupations that the words are placed in, summed over the wordings of a task",
    unit="percent of all conversations in the sample",
    range="0 to 100",
    datasets=_FACETS_OF,
    does_not_mean="The share of the job or of working time, or what could be automated.",
)
def usage_divided(share: float, occupations: int, tasks: int = 1) -> float:
    """The index knows tasks by their words, which are placed at tasks of O*NET by the same words, else by the number that they
    had in O*NET 20.1, else by a reviewed pair. Where they are placed in several occupations, their share is divided among these
    in equal parts (and among the tasks, where it is several of one occupation), so that shares add up over all occupations.
    Where several wordings are placed at one task, their parts are added up. Shares are as published and never raised
    to make up for what is not placed."""
    return share / occupations / tasks


@recipe(
    key="collaboration-of-task",
    title="Handed to AI, or worked on together",
    version=2,
    formula="automation = directive + feedback loop; augmentation = task iteration + learning + validation",
    unit="percent of the task's conversations",
    range="0 to 100 each; together 100 at most",
    datasets=_FACETS_OF,
    does_not_mean="That work is automated. The rest of the conversations were withheld for privacy or not classified.",
)
def collaboration_of_task(patterns: Mapping[str, float]) -> Collaboration | None:
    """Both shares of one task, and the single most common way (equal ones in the order of the formula). Where none of the task's
    conversations is classified, there are no shares."""
    known = {pattern: patterns.get(pattern, 0.0) for pattern in PATTERNS}
    if not any(known.values()):
        return None
    return Collaboration(
        handed_over=exact_sum(known[pattern] for pattern in HANDED_OVER),
        worked_together=exact_sum(known[pattern] for pattern in WORKED_TOGETHER),
        most_common=max(PATTERNS, key=lambda pattern: known[pattern]),
    )


@recipe(
    key="collaboration-of-occupation",
    title="How people work with AI on an occupation's tasks",
    version=3,
    formula="each share = sum over tasks of (divided usage share × the task's share) ÷ sum of the divided usage shares; from "
    "three classified tasks on",
    unit="percent of conversations",
    range="0 to 100",
    datasets=_FACETS_OF,
    does_not_mean="A mean over working time: tasks weigh by how often they come up in conversations.",
)
def weighted_patterns(tasks: Sequence[tuple[float, Mapping[str, float]]], fewest: int = FEWEST_TASKS) -> dict[str, float] | None:
    """Shares of the five ways of working together over an occupation's tasks, each task weighted by how often it comes up. Tasks
    of which no conversation is classified do not count, and where the release counts conversations, neither do tasks with
    fewer than 15. With fewer than three tasks left, no share of the occupation is given: it would be that of a single task or
    two, which is shown with the task itself. Conversations of the counted tasks that are withheld or not classified
    stay in the base, so the shares need not add up to 100."""
    known = [(weight, patterns) for weight, patterns in tasks if collaboration_of_task(patterns)]
    if len(known) < max(fewest, 1):
        return None
    return {
        pattern: weighted_mean((patterns.get(pattern, 0.0), weight) for weight, patterns in known) or 0.0 for pattern in PATTERNS
    }


@recipe(
    key="usage-mean",
    title="Autonomy and work share over an occupation's tasks",
    version=3,
    formula="sum over tasks of (divided usage share × the task's value) ÷ sum of the divided usage shares; from three tasks "
    "with a value on",
    unit="that of the value: points from 1 to 5, or percent of conversations",
    range="that of the value",
    datasets=_FACETS_OF,
    does_not_mean="A rating of the occupation: it describes the conversations that were observed.",
)
def usage_mean(tasks: Iterable[tuple[float, float | None]], fewest: int = FEWEST_TASKS) -> float | None:
    """The mean over the tasks that have a value, weighted by how often they come up. Where fewer than three tasks have one there
    is no mean: it would be the value of a single task or two. Where the release counts conversations, tasks with fewer
    than 15 do not count."""
    known = [(value, weight) for weight, value in tasks if value is not None]
    return weighted_mean(known) if len(known) >= fewest else None


@dataclass(frozen=True)
class WorkMap:
    """Tasks by how people use AI for them, by task number: most used first."""

    handed_over: tuple[int, ...]
    worked_together: tuple[int, ...]
    human_able: tuple[int, ...]


@recipe(
    key="work-map",
    title="AI work map",
    version=2,
    formula="handed to AI where automation > augmentation; copilot where augmentation > automation; three of each",
    unit="tasks of the occupation",
    range="none to three in each list",
    datasets=_FACETS_OF,
    does_not_mean="Advice on what to hand over, or a ruling on safety. Tasks that were not observed can be on none of the lists.",
)
def work_map(tasks: Mapping[int, ObservedTask], shown: int = 3) -> WorkMap:
    """Observed tasks of an occupation by what is more common in their conversations: handing over or working together. Most
    used first, by the divided share that is shown with them, equal ones by number; ties between both are on neither list. The
    third list has the tasks in whose conversations a person could most often have done the work alone. Tasks with
    fewer than 15 conversations, where the release counts them, are left out."""
    by_use = sorted((task for task in tasks if not tasks[task].is_thin), key=lambda task: (-tasks[task].share, task))
    ways = {task: way for task in by_use if (way := collaboration_of_task(tasks[task].patterns))}
    able = [task for task in by_use if tasks[task].human_able is not None]
    return WorkMap(
        handed_over=tuple(t for t, way in ways.items() if way.leaning > 0)[:shown],
        worked_together=tuple(t for t, way in ways.items() if way.leaning < 0)[:shown],
        human_able=tuple(sorted(able, key=lambda t: (-(tasks[t].human_able or 0.0), t)))[:shown],
    )
