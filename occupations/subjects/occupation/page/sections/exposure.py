"""What research says about the occupation's exposure to AI."""

from collections.abc import Mapping

from occupations.measures import datasets as of
from occupations.subjects.occupation.document import OccupationSubject
from occupations.subjects.occupation.page.sections.declaring import section

_LEVELS = {"level_low": "Low", "level_moderate": "Moderate", "level_high": "High"}


def _current(subject: OccupationSubject) -> Mapping | None:
    rows, others = subject.document.exposure, subject.document.other_studies
    if not rows and not others:
        return None
    telework = subject.document.teleworkable
    if telework is None:
        answer = "telework_partly" if subject.document.telework else ""
    else:
        answer = "telework_yes" if telework else "telework_no"
    return {
        "rows": rows,
        "others": others,
        "bridged": [row for row in (*rows, *others) if row.bridged],
        "has_parts": any(row.alpha and not row.alpha.is_missing for row in rows),
        "telework": answer,
        "overlap": subject.document.overlap,
    }


def _history(subject: OccupationSubject) -> Mapping | None:
    estimate = subject.document.frey_osborne
    return {"estimate": estimate, "level_key": f"level_{estimate.level}"} if estimate else None


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
            "together": "Taken together, {overlap-studies} of {study-count} studies put it at the {overlap} percentile of AI "
            "task overlap.",
            "others": "Other studies",
            "others_introduction": "They ask other questions, or ask them of another technology, and count towards no overlap.",
            "parts": "OpenAI's exposure study scores tasks three ways: with a language model alone (α {alpha}), with simple "
            "added tooling (β {beta}), and including AI-powered software (γ {gamma}). Higher means more of the job's tasks "
            "could be done at least twice as fast, not that they will be automated away.",
            "telework_yes": "Most of this job's tasks can be done remotely (Dingel–Neiman), which tends to track with higher "
            "digital and AI exposure.",
            "telework_no": "This job cannot be done entirely from home (Dingel–Neiman).",
            "telework_partly": "Of the occupations that this one was made from, {telework-share} can be done from home "
            "(Dingel–Neiman).",
            "bridged": "Scored under another version of the classification and carried here by the published crosswalk, which "
            "is many-to-many; so it does not count towards AI task overlap:",
        },
        caveats=("percentiles-compare-studies",),
    ),
    section(
        "exposure-history",
        "Historical automation estimate (2013)",
        _history,
        datasets=(of.FREY_OSBORNE,),
        needs="the historical estimate of 2013",
        wording={
            "introduction": "A pre-LLM (2013) estimate of how automatable this job is by computerization and robotics. Shown "
            "for historical context only: it is not part of any current AI ranking.",
            "probability": "Frey–Osborne probability",
            "percentile": "percentile among occupations",
            "bridged": "The estimate was made for occupations of 2010 and came here over the published crosswalk, which is "
            "many-to-many. Scored as:",
            **_LEVELS,
        },
    ),
)
