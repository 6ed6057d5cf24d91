"""Figures and words of an occupation that editors can put into sentences."""

from collections.abc import Callable
from typing import Any

from citations.figures import Figure
from occupations.measures import datasets as of
from occupations.profiles.occupation import OccupationProfile
from singulariki.editorial.registry import FigureToken

Resolve = Callable[[OccupationProfile], Figure | str | None]
WAYS = {
    "directive": "Directive — you hand the task over",
    "feedback loop": "Feedback loop — you hand the task over and report back what went wrong",
    "task iteration": "Task iteration — you and the AI work on it in turns",
    "learning": "Learning — you ask AI to explain or teach",
    "validation": "Validation — you ask AI to check your work",
}


def _at(*names: str) -> Resolve:
    """The value at this path of the document; nothing where a part on the way is missing."""

    def resolve(profile: OccupationProfile) -> Any:
        part: Any = profile.parts
        for name in names:
            if part is None:
                return None
            part = part.get(name)
        return str(part) if isinstance(part, int) and not isinstance(part, bool) else part

    return resolve


def _study(measure: str, name: str) -> Resolve:
    def resolve(profile: OccupationProfile) -> Any:
        row = next((row for row in profile.parts["exposure"] if row["key"] == measure), None)
        return row[name] if row else None

    return resolve


def _way(profile: OccupationProfile) -> str | None:
    common = _at("usage", "collaboration", "most_common")(profile)
    return WAYS.get(str(common)) if common else None


def _some(resolve: Resolve) -> Resolve:
    """The figure, but nothing where it is zero as printed: for sentences that make a point of it."""

    def found(profile: OccupationProfile) -> Figure | str | None:
        value = resolve(profile)
        return value if isinstance(value, Figure) and value.text.strip("0.%") else None

    return found


def _version(dataset: str) -> Resolve:
    return lambda profile: profile.releases[dataset].version if dataset in profile.releases else None


def _top(name: str) -> Resolve:
    """The text of the first row of a list of the document."""
    return lambda profile: profile.parts[name][0]["title"] if profile.parts[name] else None


def _figure(key: str, label: str, resolve: Resolve, group: str) -> FigureToken:
    return FigureToken(key, label, resolve, group)  # type: ignore[arg-type]


def _text(key: str, label: str, resolve: Resolve, group: str, *datasets: str) -> FigureToken:
    return FigureToken(key, label, resolve, group, datasets=datasets)  # type: ignore[arg-type]


_OCCUPATION, _EXPOSURE, _USE, _MARKET, _PREPARATION = (
    "The occupation",
    "Exposure",
    "Observed use of AI",
    "Pay, employment and outlook",
    "Preparation",
)

TOKENS: tuple[FigureToken, ...] = (
    _text("code", "O*NET-SOC code", _at("code"), _OCCUPATION, of.ONET),
    _text("definition", "Definition", _at("description"), _OCCUPATION, of.ONET),
    _text("job-family", "Job family", _at("job_family"), _OCCUPATION, of.SOC),
    _text("also-called", "Also called", lambda p: " · ".join(p.parts["also_called"]) or None, _OCCUPATION, of.ONET),
    _text("brief-address", "Address of the brief for assistants", _at("brief"), _OCCUPATION),
    _figure("task-count", "Number of tasks", _at("task_count"), _OCCUPATION),
    _figure("overlap", "AI task overlap, percentile", _at("overlap", "percentile"), _EXPOSURE),
    _text("overlap-level", "AI task overlap: low, moderate or high", _at("overlap", "level"), _EXPOSURE),
    _figure("overlap-studies", "Number of studies behind the overlap", _at("overlap", "part_count"), _EXPOSURE),
    _figure("alpha", "Share of tasks for a language model alone (α)", _study("eloundou-gamma", "alpha"), _EXPOSURE),
    _figure("beta", "The same, half of those with added software (β)", _study("eloundou-gamma", "beta"), _EXPOSURE),
    _figure("gamma", "The same, all of those with added software (γ)", _study("eloundou-gamma", "score"), _EXPOSURE),
    _figure("frey-osborne", "Probability of 2013", _at("frey_osborne", "probability"), _EXPOSURE),
    _figure("frey-osborne-percentile", "Its percentile", _at("frey_osborne", "percentile"), _EXPOSURE),
    _text("frey-osborne-level", "Its level", _at("frey_osborne", "level"), _EXPOSURE),
    _figure("telework-share", "Share of what it comes from that can be done from home", _at("telework", "share"), _EXPOSURE),
    _figure("observed-exposure", "Observed exposure (Anthropic)", _at("observed_exposure"), _EXPOSURE),
    _text("usage-release", "Release of the Anthropic Economic Index", _version(of.AEI), _USE, of.AEI),
    _figure("usage-share", "Share of all observed conversations", _at("usage", "share"), _USE),
    _figure("augmentation", "Share worked on together", _at("usage", "collaboration", "augmentation"), _USE),
    _figure(
        "some-augmentation",
        "Share worked on together; nothing where there is none",
        _some(_at("usage", "collaboration", "augmentation")),
        _USE,
    ),
    _figure("automation", "Share handed over", _at("usage", "collaboration", "automation"), _USE),
    _text("common-way", "Most common way of working together", _way, _USE, of.AEI),
    _figure("autonomy", "AI autonomy", _at("usage", "autonomy"), _USE),
    _figure("work-share", "Share used for work", _at("usage", "work_share"), _USE),
    _figure("median-pay", "Median annual pay", _at("wages", "median"), _MARKET),
    _figure("median-hourly-pay", "Median hourly pay", _at("wages", "hourly", "median"), _MARKET),
    _figure("pay-percentile", "Percentile of median pay", _at("wages", "median_percentile"), _MARKET),
    _figure("employment", "People employed (OEWS)", _at("wages", "employment"), _MARKET),
    _text("wages-release", "Release of OEWS", _version(of.OEWS), _MARKET, of.OEWS),
    _text("wages-code", "SOC code that pay is published for", _at("wages", "published_for", "code"), _MARKET, of.OEWS),
    _text("wages-title", "Title that pay is published for", _at("wages", "published_for", "title"), _MARKET, of.OEWS),
    _text("outlook-words", "Outlook in BLS's words", _at("outlook", "category_words"), _MARKET, of.EP),
    _figure("change", "Projected change", _at("outlook", "change_percent"), _MARKET),
    _figure("openings", "Annual openings", _at("outlook", "annual_openings"), _MARKET),
    _figure("employment-base", "Employment, base year", _at("outlook", "employment_base"), _MARKET),
    _figure("employment-projected", "Employment, projected", _at("outlook", "employment_projected"), _MARKET),
    _figure("self-employed", "Share of self-employed people", _at("outlook", "self_employed"), _MARKET),
    _text("base-year", "Base year", _at("outlook", "base_year"), _MARKET, of.EP),
    _text("projected-year", "Projected year", _at("outlook", "projected_year"), _MARKET, of.EP),
    _text("outlook-code", "Code that the outlook is published for", _at("outlook", "published_for", "code"), _MARKET, of.EP),
    _text("outlook-title", "Title that the outlook is published for", _at("outlook", "published_for", "title"), _MARKET, of.EP),
    _text("top-industry", "Industry with most workers", _top("industries"), _MARKET, of.OEWS),
    _figure("job-zone", "Job zone", _at("job_zone"), _PREPARATION),
    _text("zone-title", "Title of the job zone", _at("preparation", "title"), _PREPARATION, of.ONET),
    _text("entry-education", "Typical entry education (BLS)", _at("outlook", "typical_entry_education"), _PREPARATION, of.EP),
)
