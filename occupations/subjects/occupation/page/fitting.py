"""Figures and words that only some occupations have, so that each is told in a sentence that fits its numbers: a figure where it
is neither zero nor one nor the same as another, and words for where it is. Compared as printed, which is what readers compare."""

from collections.abc import Callable

from citations.figures import Figure
from occupations.subjects.occupation.document import OccupationSubject
from occupations.subjects.occupation.document.ai import OverlapOfOccupation, Usage
from occupations.subjects.occupation.document.market import Outlook
from singulariki.editorial.registry import FigureToken
from singulariki.editorial.subjects import attribute

Found = Figure | str | None


def is_nought(figure: Figure) -> bool:
    """Whether it is printed as zero: '0', '0.0%', '0th'."""
    return not figure.text.strip("+−0.%th")


def _known(figure: Figure | None) -> Figure | None:
    return figure if figure and not figure.is_missing else None


def attribute_of(names: str) -> Callable[[OccupationSubject], Figure | None]:
    """The figure at this place of the document."""
    read = attribute(names)
    return lambda subject: read(subject.document)


def _part(name: str, make: Callable) -> Callable[[OccupationSubject], Found]:
    """What is made of a part of the document, where the occupation has that part."""

    def resolve(subject: OccupationSubject) -> Found:
        part = getattr(subject.document, name)
        return make(part) if part else None

    return resolve


def growth(outlook: Outlook) -> Figure | None:
    """The projected change, where employment grows."""
    change = _known(outlook.change_percent)
    return change if change and not is_nought(change) and not change.text.startswith("−") else None


def decline(outlook: Outlook) -> Figure | None:
    """The projected change, with its sign, where employment shrinks."""
    change = _known(outlook.change_percent)
    return change if change and change.text.startswith("−") else None


def no_change(outlook: Outlook) -> Figure | None:
    """The projected change, where it is printed as zero."""
    change = _known(outlook.change_percent)
    return change if change and is_nought(change) else None


def some_openings(outlook: Outlook) -> Figure | None:
    openings = _known(outlook.annual_openings)
    return openings if openings and not is_nought(openings) else None


def few_openings(outlook: Outlook) -> str | None:
    """BLS publishes thousands with one decimal: zero says that there are fewer than half a hundred."""
    openings = _known(outlook.annual_openings)
    return "too few to round to a hundred" if openings and is_nought(openings) else None


def jobs_kept(outlook: Outlook) -> Figure | None:
    """Jobs in the base year, where as many are projected."""
    base, projected = _known(outlook.employment_base), _known(outlook.employment_projected)
    return base if base and projected and base.text == projected.text else None


def _jobs(name: str) -> Callable[[Outlook], Figure | None]:
    return lambda outlook: None if jobs_kept(outlook) else getattr(outlook, name)


def inner_overlap(overlap: OverlapOfOccupation) -> Figure | None:
    """The percentile, unless it is printed as the 0th."""
    percentile = _known(overlap.percentile)
    return percentile if percentile and not is_nought(percentile) else None


def overlap_end(overlap: OverlapOfOccupation) -> str | None:
    """Where the 0th would be printed: words that "U.S. occupations" follows. Rounded, it need not be the lowest of all."""
    percentile = _known(overlap.percentile)
    return "lower than nearly all" if percentile and is_nought(percentile) else None


def several_studies(overlap: OverlapOfOccupation) -> Figure | None:
    """How many studies score an occupation that has no rank, where that is more than one."""
    return overlap.part_count if overlap.unranked_mean and (overlap.part_count.value or 0) > 1 else None


def only_study(overlap: OverlapOfOccupation) -> Figure | None:
    return overlap.part_count if overlap.unranked_mean and overlap.part_count.value == 1 else None


def mean_of_several(overlap: OverlapOfOccupation) -> Figure | None:
    return overlap.unranked_mean if several_studies(overlap) else None


def only_percentile(subject: OccupationSubject) -> Figure | None:
    """The percentile in the only study of those behind AI task overlap that scores the occupation."""
    overlap = subject.document.overlap
    if not overlap or not only_study(overlap):
        return None
    study = subject.document.study_of(overlap.parts[0])
    return _known(study.percentile) if study else None


def _agree(overlap: OverlapOfOccupation) -> bool:
    """Whether the studies' percentiles are printed alike."""
    return bool(overlap.lowest and overlap.highest) and overlap.lowest.text == overlap.highest.text  # type: ignore[union-attr]


def _apart(name: str) -> Callable[[OverlapOfOccupation], Figure | None]:
    return lambda overlap: None if _agree(overlap) else getattr(overlap, name)


def same_percentile(overlap: OverlapOfOccupation) -> Figure | None:
    return overlap.lowest if _agree(overlap) else None


def _way(name: str, *, some: bool) -> Callable[[Usage], Found]:
    """The share of a way of working: the figure where it is not printed as zero, or "none" where it is."""

    def share(usage: Usage) -> Found:
        figure = _known(getattr(usage.collaboration, name)) if usage.collaboration else None
        if figure is None or is_nought(figure) == some:
            return None
        return figure if some else "none"

    return share


def _classified(usage: Usage) -> Figure | None:
    """How many tasks ways of working are known of, where they are too few for shares to be given."""
    return usage.classified.tasks if not usage.collaboration and usage.classified else None


def _few_classified(usage: Usage) -> Figure | None:
    tasks = _classified(usage)
    return tasks if tasks and tasks.value else None


def _none_classified(usage: Usage) -> str | None:
    tasks = _classified(usage)
    return "none" if tasks and not tasks.value else None


def _top_coded_pay(subject: OccupationSubject) -> Figure | None:
    wages = subject.document.wages
    median = _known(wages.usual.median) if wages else None
    return median if median and median.at_least else None


def _exact_pay(*, hourly: bool) -> Callable[[OccupationSubject], Figure | None]:
    def median(subject: OccupationSubject) -> Figure | None:
        wages = subject.document.wages
        if not wages or wages.hourly_only != hourly:
            return None
        found = _known(wages.usual.median)
        return found if found and not found.at_least else None

    return median


_OVERLAP, _OUTLOOK, _USAGE = "overlap", "outlook", "usage"
EXPOSURE_THAT_FITS = (
    FigureToken(
        "inner-overlap", "AI task overlap, percentile; nothing where it is printed as 0th", _part(_OVERLAP, inner_overlap)
    ),
    FigureToken(
        "overlap-end",
        "“lower than nearly all”, where it is printed as 0th",
        _part(_OVERLAP, overlap_end),
        tells_of=attribute_of("overlap.percentile"),
    ),
    FigureToken("several-studies", "Studies of an occupation without a rank, where several", _part(_OVERLAP, several_studies)),
    FigureToken("only-study", "The same, where that is a single one", _part(_OVERLAP, only_study)),
    FigureToken(
        "mean-of-several", "Mean of the percentiles of several studies, without a rank", _part(_OVERLAP, mean_of_several)
    ),
    FigureToken("only-percentile", "Percentile in that single study", only_percentile),
    FigureToken("lowest-apart", "Lowest percentile of the studies, where they differ", _part(_OVERLAP, _apart("lowest"))),
    FigureToken("highest-apart", "Highest percentile of the studies, where they differ", _part(_OVERLAP, _apart("highest"))),
    FigureToken(
        "same-percentile", "The percentile of the studies, where they agree as printed", _part(_OVERLAP, same_percentile)
    ),
)
USAGE_THAT_FITS = (
    FigureToken(
        "some-augmentation",
        "Share worked on together; nothing where there is none",
        _part(_USAGE, _way("augmentation", some=True)),
    ),
    FigureToken(
        "no-augmentation",
        "“none”, where no share worked on together is known",
        _part(_USAGE, _way("augmentation", some=False)),
        tells_of=attribute_of("usage.collaboration.augmentation"),
    ),
    FigureToken(
        "some-automation", "Share handed over; nothing where there is none", _part(_USAGE, _way("automation", some=True))
    ),
    FigureToken(
        "no-automation",
        "“none”, where no share handed over is known",
        _part(_USAGE, _way("automation", some=False)),
        tells_of=attribute_of("usage.collaboration.automation"),
    ),
    FigureToken(
        "too-few-classified",
        "Tasks with known ways of working, where they are too few for shares",
        _part(_USAGE, _few_classified),
    ),
    FigureToken(
        "none-classified",
        "“none”, where no task has a known way of working",
        _part(_USAGE, _none_classified),
        tells_of=attribute_of("usage.classified.tasks"),
    ),
)
PAY_THAT_FITS = (
    FigureToken("annual-pay", "Median annual pay; nothing where it is top-coded", _exact_pay(hourly=False)),
    FigureToken("hourly-pay", "Median hourly pay, where no annual pay is published", _exact_pay(hourly=True)),
    FigureToken("top-coded-pay", "Median pay, “or more”, where it is top-coded", _top_coded_pay),
    FigureToken("growth", "Projected change, where employment grows", _part(_OUTLOOK, growth)),
    FigureToken("decline", "Projected change, where employment shrinks", _part(_OUTLOOK, decline)),
    FigureToken("no-change", "Projected change, where it is printed as zero", _part(_OUTLOOK, no_change)),
    FigureToken("some-openings", "Annual openings; nothing where they are printed as zero", _part(_OUTLOOK, some_openings)),
    FigureToken(
        "few-openings",
        "“too few to round to a hundred”, where annual openings are printed as zero",
        _part(_OUTLOOK, few_openings),
        tells_of=attribute_of("outlook.annual_openings"),
    ),
    FigureToken("jobs-from", "Employment, base year, where the projected one differs", _part(_OUTLOOK, _jobs("employment_base"))),
    FigureToken(
        "jobs-to", "Employment, projected, where that of the base year differs", _part(_OUTLOOK, _jobs("employment_projected"))
    ),
    FigureToken("jobs-kept", "Employment of both years, where they are the same as printed", _part(_OUTLOOK, jobs_kept)),
)
