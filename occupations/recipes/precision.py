"""How sure published figures are, and how far two judgements of the same tasks agree."""

from collections.abc import Iterable

from citations.recipes import recipe


@recipe(
    key="standard-error",
    title="Give or take",
    version=1,
    formula="standard error = estimate × relative standard error in percent ÷ 100",
    unit="that of the estimate",
    range="0 and above",
    datasets=("bls-oews",),
    does_not_mean="A bound: about two of three estimates lie within one standard error of what a full count would give. Errors "
    "of another kind, of answers or of what the survey leaves out, are not in it.",
)
def standard_error(value: float | None, relative_percent: float | None) -> float | None:
    """One standard error of an estimate in its own unit, where both the estimate and its relative error are published."""
    if value is None or relative_percent is None:
        return None
    return round(value * relative_percent / 100, 6)


@recipe(
    key="label-agreement",
    title="Agreement of people and GPT-4",
    version=1,
    formula="tasks with the same label ÷ tasks labelled by both",
    unit="share of tasks",
    range="0 to 1",
    datasets=("onet", "eloundou-gpts"),
    does_not_mean="That either label is right: both can be wrong together, and some would agree by chance.",
)
def label_agreement(labels: Iterable[tuple[str, str]]) -> tuple[float, int] | None:
    """Of pairs of labels (by people, by GPT-4), the share of equal ones, and how many pairs there are."""
    pairs = list(labels)
    return (sum(one == other for one, other in pairs) / len(pairs), len(pairs)) if pairs else None
