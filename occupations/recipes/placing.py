"""Where the wordings by which the Anthropic Economic Index names tasks belong among the tasks of an edition's O*NET."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from citations.recipes import recipe
from occupations.recipes.exact import exact_sum
from occupations.recipes.usage import ObservedTask, usage_divided, usage_mean, weighted_patterns

How = Literal["words", "number", "pair"]


@dataclass(frozen=True)
class Placement:
    """Tasks of the edition's O*NET that a wording stands for, and how they were found."""

    how: How
    tasks: tuple[int, ...]


@dataclass(frozen=True)
class TaskUse:
    """What was observed of a task of the edition's O*NET.

    seen         its part of the wordings placed at it
    occupations  how many occupations these wordings are divided among
    ways         how the wordings were placed
    """

    seen: ObservedTask
    occupations: int
    ways: frozenset[How]


@recipe(
    key="task-placement",
    title="How observed conversations find their task",
    version=2,
    formula="by words, else by the number that the words had in O*NET 20.1, else by a reviewed pair of words and number",
    unit="percent of all conversations in the sample",
    range="0 to 100 each; together with what is not placed and what matches no task 100",
    datasets=("anthropic-economic-index", "anthropic-task-statements", "onet"),
    does_not_mean="That what could not be placed is no work. Shares are not raised to make up for it: they stay as published.",
)
def place_wording(
    by_words: Sequence[int], by_number: Sequence[int], by_pair: Sequence[int], known: Mapping[int, object]
) -> Placement | None:
    """The index names tasks in the words of O*NET 20.1, in lower case. A wording belongs to the tasks of the edition's O*NET that
    have the same words, capitals and spaces aside. Where none has, it belongs to the tasks that had these words in O*NET 20.1 and
    still have their number: O*NET keeps a task's number when it words the task anew or moves it to another code. Where the number
    is gone too, a list of pairs that people have reviewed may say which task it is today. What none of these finds is not
    placed, and counted as such."""
    ways: tuple[tuple[How, Sequence[int]], ...] = (("words", by_words), ("number", by_number), ("pair", by_pair))
    for how, numbers in ways:
        if tasks := tuple(sorted({number for number in numbers if number in known})):
            return Placement(how, tasks)
    return None


def use_by_task(
    observed: Mapping[str, ObservedTask], placements: Mapping[str, Placement], occupation_of: Mapping[int, str]
) -> dict[int, TaskUse]:
    """Task number → what was observed of it. A wording's share is divided among the occupations that it is placed in."""
    parts: dict[int, list[ObservedTask]] = defaultdict(list)
    among: dict[int, set[str]] = defaultdict(set)
    ways: dict[int, set[How]] = defaultdict(set)
    for wording, placement in placements.items():
        occupations = Counter(occupation_of[number] for number in placement.tasks)
        for number in placement.tasks:
            share = usage_divided(observed[wording].share, len(occupations), occupations[occupation_of[number]])
            parts[number].append(replace(observed[wording], share=share))
            among[number].update(occupations)
            ways[number].add(placement.how)
    return {number: TaskUse(_together(parts[number]), len(among[number]), frozenset(ways[number])) for number in sorted(parts)}


def _together(parts: Sequence[ObservedTask]) -> ObservedTask:
    """Wordings of one task as one; each weighs by its share."""
    if len(parts) == 1:
        return parts[0]
    counts = [part.conversations for part in parts]
    return ObservedTask(
        share=exact_sum(part.share for part in parts),
        conversations=None if None in counts else sum(count for count in counts if count is not None),
        patterns=weighted_patterns([(part.share, part.patterns) for part in parts], fewest=1) or {},
        autonomy=usage_mean(((part.share, part.autonomy) for part in parts), fewest=1),
        at_work=usage_mean(((part.share, part.at_work) for part in parts), fewest=1),
        human_able=usage_mean(((part.share, part.human_able) for part in parts), fewest=1),
    )


def placed_shares(observed: Mapping[str, ObservedTask], placements: Mapping[str, Placement]) -> dict[str, float]:
    """Percent of all conversations placed in each way, and under "unplaced" of those about tasks that are not placed."""
    shares: dict[str, list[float]] = {"words": [], "number": [], "pair": [], "unplaced": []}
    for wording, seen in observed.items():
        shares[placements[wording].how if wording in placements else "unplaced"].append(seen.share)
    return {how: exact_sum(values) for how, values in shares.items()}
