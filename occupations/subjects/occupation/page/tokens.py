"""Figures and words of an occupation that editors can put into sentences."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from citations.figures import Figure, FigureGroup
from occupations.measures import datasets as of
from occupations.subjects.occupation.document import OccupationSubject
from singulariki.editorial.registry import FigureToken
from singulariki.editorial.subjects import attribute, figure_token, text_token

WAYS = {
    "directive": "Directive — you hand the task over",
    "feedback loop": "Feedback loop — you hand the task over and report back what went wrong",
    "task iteration": "Task iteration — you and the AI work on it in turns",
    "learning": "Learning — you ask AI to explain or teach",
    "validation": "Validation — you ask AI to check your work",
}


def _study(key: str, name: str) -> Callable[[OccupationSubject], Any]:
    """A figure of a study, by the study's key."""

    def resolve(subject: OccupationSubject) -> Any:
        row = subject.document.study_of(key)
        return (getattr(row, name) or None) if row else None

    return resolve


def _telework_codes(subject: OccupationSubject) -> str | None:
    telework = subject.document.telework
    return ", ".join(telework.codes) if telework and telework.bridged else None


def _way(subject: OccupationSubject) -> str | None:
    usage = subject.document.usage
    return WAYS[usage.collaboration.most_common] if usage and usage.collaboration else None


def _group_of(part: str, figure: str) -> Callable[[OccupationSubject], FigureGroup | None]:
    """Whom the figures of a part of the document are published for, where that is more than the occupation; told by one of
    them."""
    read = attribute(f"{part}.{figure}")

    def group(subject: OccupationSubject) -> FigureGroup | None:
        found = read(subject.document)
        return found.group if found else None

    return group


def _naming_group(prefix: str, what: str, part: str, figure: str, dataset: str) -> Iterator[FigureToken]:
    """Tokens that say whom figures are published for: as the subject of a sentence, and in a breath with a figure."""
    group = _group_of(part, figure)

    def subject(page: OccupationSubject) -> str | None:
        if getattr(page.document, part) is None:
            return None
        found = group(page)
        return found.as_subject(page.title) if found else page.title

    def words(page: OccupationSubject) -> str | None:
        found = group(page)
        return found.words() if found else None

    about = f"Whom {what} is published for"
    yield replace(FigureToken(f"{prefix}-subject", f"{about}, as the subject of a sentence", subject), **_naming(dataset))
    yield replace(FigureToken(f"{prefix}-for", f"{about}, where that is a wider group", words), **_naming(dataset))


def _naming(dataset: str) -> dict[str, Any]:
    return {"datasets": (dataset,), "names_group": True}


def _only_percentile(subject: OccupationSubject) -> Figure | None:
    """The percentile in the only study of those behind AI task overlap that scores the occupation."""
    overlap = subject.document.overlap
    if not overlap or not overlap.unranked_mean or overlap.part_count.value != 1:
        return None
    study = subject.document.study_of(overlap.parts[0])
    return study.percentile if study else None


def _fewest_tasks(subject: OccupationSubject) -> str | None:
    """In words, where the edition has a floor."""
    usage = subject.document.usage
    return _NUMBERS.get(usage.fewest_tasks) if usage else None


LEVELS = ("low", "moderate", "high")
_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five"}


def _version(dataset: str) -> Callable[[OccupationSubject], str | None]:
    return lambda subject: subject.releases[dataset].version if dataset in subject.releases else None


def _group(title: str, *tokens: FigureToken) -> Iterator[FigureToken]:
    """The tokens below a heading of the picker."""
    return (replace(token, group=title) for token in tokens)


def _first_task(subject: OccupationSubject) -> str | None:
    tasks = subject.document.tasks
    return tasks[0].statement if tasks and not tasks[0].importance.is_missing else None


def _nearest(subject: OccupationSubject) -> str | None:
    return subject.document.related[0].title if subject.document.related else None


TOKENS: tuple[FigureToken, ...] = (
    *_group(
        "The occupation",
        text_token("code", "O*NET-SOC code", "code", of.ONET),
        replace(text_token("definition", "Definition", "description", of.ONET), is_sentence=True),
        text_token("job-family", "Job family", "job_family", of.SOC),
        FigureToken(
            "also-called", "Also called", lambda subject: " · ".join(subject.document.also_called) or None, datasets=(of.ONET,)
        ),
        FigureToken("brief-address", "Address of the brief for assistants", lambda page: f"{page.prefix}{page.document.brief}"),
        figure_token("task-count", "Number of tasks", "task_count"),
        FigureToken(
            "first-task", "Most important task, where tasks are rated", _first_task, datasets=(of.ONET,), is_sentence=True
        ),
        FigureToken("nearest", "The occupation that O*NET calls most related", _nearest, datasets=(of.ONET,)),
    ),
    *_group(
        "Exposure",
        figure_token("overlap", "AI task overlap, percentile", "overlap.percentile"),
        replace(text_token("overlap-level", "AI task overlap: its level", "overlap.level"), values=LEVELS),
        figure_token("overlap-studies", "Number of studies behind the overlap", "overlap.part_count"),
        figure_token("overlap-mean", "Mean of the studies' percentiles", "overlap.mean"),
        figure_token(
            "unranked-mean", "Mean of the studies' percentiles, where it stands in place of a rank", "overlap.unranked_mean"
        ),
        FigureToken("only-percentile", "Percentile in a single study, without a rank", _only_percentile),
        figure_token("overlap-lowest", "Lowest percentile of the studies behind the overlap", "overlap.lowest"),
        figure_token("overlap-highest", "Highest percentile of the studies behind the overlap", "overlap.highest"),
        figure_token("overlap-spread", "Points between the lowest and the highest of these percentiles", "overlap.spread"),
        text_token("study-count", "Number of studies that overlap can be made of", "overlap.study_count"),
        FigureToken("alpha", "Share of tasks for a language model alone (α)", _study("eloundou-gamma", "alpha")),
        FigureToken(
            "beta", "Share of tasks for a language model, half of those with added software (β)", _study("eloundou-gamma", "beta")
        ),
        FigureToken(
            "gamma",
            "Share of tasks for a language model, all of those with added software (γ)",
            _study("eloundou-gamma", "score"),
        ),
        FigureToken("human-alpha", "α as people rated the tasks", _study("eloundou-gamma", "human_alpha")),
        FigureToken("human-beta", "β as people rated the tasks", _study("eloundou-gamma", "human_beta")),
        FigureToken("human-gamma", "γ as people rated the tasks", _study("eloundou-gamma", "human_gamma")),
        figure_token("label-agreement", "Share of tasks that people and GPT-4 label alike", "label_agreement.share"),
        figure_token("labelled-tasks", "Number of tasks that both label", "label_agreement.tasks"),
        figure_token("frey-osborne", "Probability of computerisation (2013)", "frey_osborne.probability"),
        figure_token("frey-osborne-percentile", "Probability of computerisation (2013), percentile", "frey_osborne.percentile"),
        replace(
            text_token("frey-osborne-level", "Probability of computerisation (2013), level", "frey_osborne.level"), values=LEVELS
        ),
        FigureToken(
            "telework-codes",
            "Older codes that work from home is known of; nothing where it is known of its own",
            _telework_codes,
            datasets=(of.DINGEL_NEIMAN,),
        ),
        figure_token("telework-share", "Share of what it comes from that can be done from home", "telework.share"),
        figure_token("observed-exposure", "Observed exposure (Anthropic)", "observed_exposure"),
    ),
    *_group(
        "Observed use of AI",
        FigureToken("usage-release", "Release of the Anthropic Economic Index", _version(of.AEI), datasets=(of.AEI,)),
        figure_token("usage-share", "Share of all observed conversations", "usage.share"),
        figure_token("augmentation", "Share worked on together", "usage.collaboration.augmentation"),
        figure_token("automation", "Share handed over", "usage.collaboration.automation"),
        FigureToken("common-way", "Most common way of working together", _way, datasets=(of.AEI,)),
        figure_token("autonomy", "AI autonomy", "usage.autonomy"),
        figure_token("work-share", "Share used for work", "usage.work_share"),
        figure_token("observed-tasks", "Tasks with observed conversations", "usage.observed.tasks"),
        figure_token("observed-conversations", "Observed conversations, where counted", "usage.observed.conversations"),
        figure_token("classified-tasks", "Tasks with known ways of working", "usage.classified.tasks"),
        figure_token(
            "classified-conversations",
            "Conversations of tasks with known ways of working, where counted",
            "usage.classified.conversations",
        ),
        FigureToken("fewest-tasks", "The fewest tasks that shares are given for, in words", _fewest_tasks),
        figure_token("placed-by-words", "Share of the sample placed by words", "usage.placed.by_words"),
        figure_token("placed-by-number", "Share of the sample placed by the task's number", "usage.placed.by_number"),
        figure_token("placed-by-pair", "Share of the sample placed by a reviewed pair", "usage.placed.by_pair"),
        figure_token("unplaced", "Share of the sample that is not placed", "usage.placed.unplaced"),
        figure_token("without-task", "Share of the sample matched with no task", "usage.placed.without_task"),
    ),
    *_group(
        "Pay, employment and outlook",
        figure_token("median-pay", "Median annual pay", "wages.median"),
        figure_token("median-hourly-pay", "Median hourly pay", "wages.hourly.median"),
        figure_token("lower-quarter-pay", "Annual pay that a quarter earn less than", "wages.p25"),
        figure_token("upper-quarter-pay", "Annual pay that a quarter earn more than", "wages.p75"),
        figure_token("pay-percentile", "Percentile of median pay", "wages.median_percentile"),
        figure_token("mean-pay", "Mean annual pay", "wages.mean"),
        figure_token("employment", "People employed (OEWS)", "wages.employment"),
        FigureToken("wages-release", "Release of OEWS", _version(of.OEWS), datasets=(of.OEWS,)),
        text_token("wages-code", "SOC code that pay is published for", "wages.published_for.code", of.OEWS),
        replace(
            text_token("wages-title", "Title that pay is published for", "wages.published_for.title", of.OEWS), names_group=True
        ),
        *_naming_group("wages", "pay", "wages", "employment", of.OEWS),
        text_token("outlook-words", "Outlook in BLS's words", "outlook.category_words", of.EP),
        figure_token("change", "Projected change", "outlook.change_percent"),
        figure_token("openings", "Annual openings", "outlook.annual_openings"),
        figure_token("openings-replacing", "Annual openings that replace people who leave", "outlook.replacements"),
        figure_token("employment-base", "Employment, base year", "outlook.employment_base"),
        figure_token("employment-projected", "Employment, projected", "outlook.employment_projected"),
        figure_token("self-employed", "Share of self-employed people", "outlook.self_employed"),
        text_token("base-year", "Base year", "outlook.base_year", of.EP),
        text_token("projected-year", "Projected year", "outlook.projected_year", of.EP),
        text_token("outlook-code", "Code that the outlook is published for", "outlook.published_for.code", of.EP),
        replace(
            text_token("outlook-title", "Title that the outlook is published for", "outlook.published_for.title"),
            **_naming(of.EP),
        ),
        *_naming_group("outlook", "the outlook", "outlook", "annual_openings", of.EP),
        FigureToken(
            "top-industry",
            "Industry with most workers",
            lambda subject: subject.document.industries[0].title if subject.document.industries else None,
            datasets=(of.OEWS,),
        ),
    ),
    *_group(
        "Preparation",
        figure_token("job-zone", "Job zone", "job_zone"),
        text_token("zone-title", "Title of the job zone", "preparation.title", of.ONET),
        text_token("entry-education", "Typical entry education (BLS)", "outlook.typical_entry_education", of.EP),
        text_token("attainment-level", "Level of education that most workers have", "attainment.most_common.level", of.EP),
        figure_token("attainment-share", "Share of workers with it", "attainment.most_common.share"),
        text_token("attainment-code", "Code that education is published for", "attainment.published_for.code", of.EP),
        replace(
            text_token("attainment-title", "Title that education is published for", "attainment.published_for.title"),
            **_naming(of.EP),
        ),
    ),
)
