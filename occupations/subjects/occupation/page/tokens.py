"""Figures and words of an occupation that editors can put into sentences."""

from collections.abc import Callable
from typing import Any

from citations.figures import Figure
from occupations.measures import datasets as of
from occupations.subjects.occupation.document import OccupationSubject
from occupations.subjects.pages import attribute
from singulariki.editorial.registry import FigureToken

Resolve = Callable[[OccupationSubject], Figure | str | None]
WAYS = {
    "directive": "Directive — you hand the task over",
    "feedback loop": "Feedback loop — you hand the task over and report back what went wrong",
    "task iteration": "Task iteration — you and the AI work on it in turns",
    "learning": "Learning — you ask AI to explain or teach",
    "validation": "Validation — you ask AI to check your work",
}


def _study(key: str, name: str) -> Resolve:
    """A figure of a study, by the study's key."""

    def resolve(subject: OccupationSubject) -> Any:
        row = subject.document.study_of(key)
        return (getattr(row, name) or None) if row else None

    return resolve


def _way(subject: OccupationSubject) -> str | None:
    common = _read("usage.collaboration.most_common")(subject)
    return WAYS.get(str(common)) if common else None


def _some(resolve: Resolve) -> Resolve:
    """The figure, but nothing where it is zero as printed: for sentences that make a point of it."""

    def nonzero(subject: OccupationSubject) -> Figure | str | None:
        value = resolve(subject)
        return value if isinstance(value, Figure) and value.text.strip("0.%") else None

    return nonzero


def _version(dataset: str) -> Resolve:
    return lambda subject: subject.releases[dataset].version if dataset in subject.releases else None


def _read(names: str) -> Resolve:
    """The value at this place of the document; nothing where a part on the way is missing."""
    read = attribute(names)

    def resolve(subject: OccupationSubject) -> Any:
        value = read(subject.document)
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value

    return resolve


def _figure(key: str, label: str, resolve: Resolve | str, group: str) -> FigureToken:
    return FigureToken(key, label, _read(resolve) if isinstance(resolve, str) else resolve, group)  # type: ignore[arg-type]


def _text(key: str, label: str, resolve: Resolve | str, group: str, *datasets: str) -> FigureToken:
    return FigureToken(key, label, _read(resolve) if isinstance(resolve, str) else resolve, group, datasets=datasets)  # type: ignore[arg-type]


_OCCUPATION, _EXPOSURE, _USE, _MARKET, _PREPARATION = (
    "The occupation",
    "Exposure",
    "Observed use of AI",
    "Pay, employment and outlook",
    "Preparation",
)

TOKENS: tuple[FigureToken, ...] = (
    _text("code", "O*NET-SOC code", "code", _OCCUPATION, of.ONET),
    _text("definition", "Definition", "description", _OCCUPATION, of.ONET),
    _text("job-family", "Job family", "job_family", _OCCUPATION, of.SOC),
    _text("also-called", "Also called", lambda subject: " · ".join(subject.document.also_called) or None, _OCCUPATION, of.ONET),
    _text("brief-address", "Address of the brief for assistants", "brief", _OCCUPATION),
    _figure("task-count", "Number of tasks", "task_count", _OCCUPATION),
    _figure("overlap", "AI task overlap, percentile", "overlap.percentile", _EXPOSURE),
    _text("overlap-level", "AI task overlap: low, moderate or high", "overlap.level", _EXPOSURE),
    _figure("overlap-studies", "Number of studies behind the overlap", "overlap.part_count", _EXPOSURE),
    _text("study-count", "Number of studies that overlap can be made of", "overlap.study_count", _EXPOSURE),
    _figure("alpha", "Share of tasks for a language model alone (α)", _study("eloundou-gamma", "alpha"), _EXPOSURE),
    _figure("beta", "The same, half of those with added software (β)", _study("eloundou-gamma", "beta"), _EXPOSURE),
    _figure("gamma", "The same, all of those with added software (γ)", _study("eloundou-gamma", "score"), _EXPOSURE),
    _figure("frey-osborne", "Probability of 2013", "frey_osborne.probability", _EXPOSURE),
    _figure("frey-osborne-percentile", "Its percentile", "frey_osborne.percentile", _EXPOSURE),
    _text("frey-osborne-level", "Its level", "frey_osborne.level", _EXPOSURE),
    _figure("telework-share", "Share of what it comes from that can be done from home", "telework.share", _EXPOSURE),
    _figure("observed-exposure", "Observed exposure (Anthropic)", "observed_exposure", _EXPOSURE),
    _text("usage-release", "Release of the Anthropic Economic Index", _version(of.AEI), _USE, of.AEI),
    _figure("usage-share", "Share of all observed conversations", "usage.share", _USE),
    _figure("augmentation", "Share worked on together", "usage.collaboration.augmentation", _USE),
    _figure(
        "some-augmentation",
        "Share worked on together; nothing where there is none",
        _some(_read("usage.collaboration.augmentation")),
        _USE,
    ),
    _figure("automation", "Share handed over", "usage.collaboration.automation", _USE),
    _text("common-way", "Most common way of working together", _way, _USE, of.AEI),
    _figure("autonomy", "AI autonomy", "usage.autonomy", _USE),
    _figure("work-share", "Share used for work", "usage.work_share", _USE),
    _figure("median-pay", "Median annual pay", "wages.median", _MARKET),
    _figure("median-hourly-pay", "Median hourly pay", "wages.hourly.median", _MARKET),
    _figure("pay-percentile", "Percentile of median pay", "wages.median_percentile", _MARKET),
    _figure("employment", "People employed (OEWS)", "wages.employment", _MARKET),
    _text("wages-release", "Release of OEWS", _version(of.OEWS), _MARKET, of.OEWS),
    _text("wages-code", "SOC code that pay is published for", "wages.published_for.code", _MARKET, of.OEWS),
    _text("wages-title", "Title that pay is published for", "wages.published_for.title", _MARKET, of.OEWS),
    _text("outlook-words", "Outlook in BLS's words", "outlook.category_words", _MARKET, of.EP),
    _figure("change", "Projected change", "outlook.change_percent", _MARKET),
    _figure("openings", "Annual openings", "outlook.annual_openings", _MARKET),
    _figure("employment-base", "Employment, base year", "outlook.employment_base", _MARKET),
    _figure("employment-projected", "Employment, projected", "outlook.employment_projected", _MARKET),
    _figure("self-employed", "Share of self-employed people", "outlook.self_employed", _MARKET),
    _text("base-year", "Base year", "outlook.base_year", _MARKET, of.EP),
    _text("projected-year", "Projected year", "outlook.projected_year", _MARKET, of.EP),
    _text("outlook-code", "Code that the outlook is published for", "outlook.published_for.code", _MARKET, of.EP),
    _text("outlook-title", "Title that the outlook is published for", "outlook.published_for.title", _MARKET, of.EP),
    _text(
        "top-industry",
        "Industry with most workers",
        lambda subject: subject.document.industries[0].title if subject.document.industries else None,
        _MARKET,
        of.OEWS,
    ),
    _figure("job-zone", "Job zone", "job_zone", _PREPARATION),
    _text("zone-title", "Title of the job zone", "preparation.title", _PREPARATION, of.ONET),
    _text("entry-education", "Typical entry education (BLS)", "outlook.typical_entry_education", _PREPARATION, of.EP),
)
