"""Sections below the title."""

from collections.abc import Mapping

from occupations.measures.datasets import ONET
from occupations.subjects.occupation.document import OccupationSubject
from occupations.subjects.occupation.page.sections.declaring import always, section


def _also_called(subject: OccupationSubject) -> Mapping:
    return {"titles": subject.document.also_called}


def _headline(subject: OccupationSubject) -> Mapping:
    document = subject.document
    overlap, outlook, wages = document.overlap, document.outlook, document.wages
    return {
        "overlap": overlap.percentile if overlap else None,
        "openings": outlook.annual_openings if outlook else None,
        "median": wages.usual.median if wages else None,
        "is_hourly": bool(wages and wages.hourly_only),
        "change": outlook.change_percent if outlook else None,
    }


HEAD = (
    section("also-called", "Also called", _also_called, datasets=(ONET,), wording={"label": "Also called"}),
    section(
        "headline-figures",
        "Headline figures",
        _headline,
        wording={
            "overlap": "AI task overlap",
            "overlap_meaning": "{overlap-level} among U.S. occupations with data: where it stands when {overlap-studies} of "
            "{study-count} studies are taken together. It says how much of the work today's AI can attempt.",
            "openings": "Openings a year",
            "openings_meaning": "New jobs and replacements in an average year of {base-year}–{projected-year}, as BLS projects "
            "them.",
            "median": "Median annual pay",
            "median_hourly": "Median hourly pay",
            "median_meaning": "Half of {employment} employees earn less ({wages-release}).",
            "median_meaning_top": "BLS publishes no wage above its top code: half of its employees earn at least this "
            "({wages-release}).",
            "median_meaning_alone": "Half of its employees earn less ({wages-release}).",
            "change": "Employment, {base-year} to {projected-year}",
            "change_meaning": "{outlook-words}: from {employment-base} to {employment-projected} jobs. A projection made "
            "independently of AI.",
        },
    ),
    section(
        "take-away",
        "Take this to your AI, below the title",
        always,
        wording={"take": "Take this to your AI", "download": "Download .md"},
        in_brief=False,
    ),
)
