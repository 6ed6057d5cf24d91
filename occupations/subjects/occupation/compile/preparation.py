"""How people get into the occupation: zone, experience, fields of study, education of those who work in it; and
related occupations, with their overlap and pay."""

from typing import Any

from citations.figures import Missing, figure
from occupations.addresses import compare_path, study_path
from occupations.measures import ratings as measures
from occupations.measures.wages import PAY_PERCENTILE
from occupations.recipes import education_levels, related_placed, short_level
from occupations.subjects.context import Context
from occupations.subjects.fields import Named
from occupations.subjects.occupation.document.work import Education, Preparation, Related, StudyFamily


def preparation(context: Context, code: str) -> dict[str, Any]:
    zone = context.facts.zone_of.get(code)
    return {
        "job_zone": None if zone is None else figure(measures.JOB_ZONE, zone),
        "preparation": _zone(context, zone),
        "study": _study(context, code),
        "education": _education(context, code),
    }


def _zone(context: Context, zone: int | None) -> Preparation | None:
    """What the occupation's zone asks for, in O*NET's words. Zones 1 and 2 share a row from release 30.2 on."""
    if zone is None:
        return None
    zones = context.facts.zones
    row = zones.get(zone) or (zones.get(2) if zone == 1 else None)
    if row is None:
        return None
    return Preparation(
        title=row.title,
        education=row.education,
        experience=row.experience,
        training=row.training,
        examples=row.examples,
        svp=row.svp_range,
    )


def _study(context: Context, code: str) -> list[StudyFamily]:
    """Families of fields of study that lead to the occupation, by title, each with its fields."""
    facts = context.facts
    families: dict[tuple[str, str], list[Named]] = {}
    for field in facts.fields_of_soc.get(facts.soc_codes[code], ()):
        described = facts.study_fields[field]
        row = Named(field, described.title, study_path(field, described.title))
        families.setdefault((described.family_title, described.family_code), []).append(row)
    return [
        StudyFamily(code=family, title=title, path=study_path(family, title), fields=fields)
        for (title, family), fields in sorted(families.items(), key=lambda item: item[0])
    ]


def _education(context: Context, code: str) -> list[Education]:
    """Shares by level, highest first; then levels whose share the publisher advises against."""
    shares = context.facts.education.get(code, {})
    published = {category: share for category, (share, suppressed) in shares.items() if not suppressed}
    withheld = [category for category, (share, suppressed) in shares.items() if suppressed]
    rows: list[tuple[int, float | None]] = [*education_levels(published), *((category, None) for category in withheld)]
    words = context.facts.education_words
    return [
        Education(
            code=category,
            level=short_level(words.get(category, str(category))),
            meaning=words.get(category, ""),
            share=figure(measures.EDUCATION_LEVEL_SHARE, share, missing=Missing.SUPPRESSED),
        )
        for category, share in rows
    ]


def neighbours(context: Context, code: str) -> dict[str, Any]:
    standings = context.standings
    related = [other for other in context.facts.related.get(code, ()) if other in context.facts.titles]
    placed = related_placed(related, standings.overlap_percentiles, standings.pay)
    return {
        "related": [
            Related(
                **context.name(row.code),
                compare=compare_path(code, row.code),
                overlap=context.overlap_figure(row.code),
                median_percentile=figure(PAY_PERCENTILE, row.pay),
                median=context.median_figure(row.code),
            )
            for row in placed
        ]
    }
