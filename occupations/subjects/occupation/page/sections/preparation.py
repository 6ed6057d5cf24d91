"""How people get in, what those who work in it have learned, and what it suits."""

from collections.abc import Mapping

from occupations.measures.datasets import ONET
from occupations.subjects.occupation.document import OccupationSubject
from occupations.subjects.occupation.document.work import RatedElement
from occupations.subjects.occupation.page.sections.declaring import section


def _how(subject: OccupationSubject) -> Mapping | None:
    document = subject.document
    zone, outlook, study = document.preparation, document.outlook, document.study
    entry = outlook and outlook.typical_entry_education
    if not (zone or entry or study):
        return None
    return {
        "job_zone": document.job_zone if zone else None,
        "zone": zone,
        "entry": entry,
        "outlook": outlook,
        "study": study,
    }


def _education(subject: OccupationSubject) -> Mapping | None:
    rows = subject.document.education
    if not rows:
        return None
    return {"rows": [RatedElement(str(row.code), row.level, "", row.share) for row in rows]}


def _interests(subject: OccupationSubject) -> Mapping | None:
    lists = [
        {"name": name, "rows": rows, "scale": scale}
        for name, scale in (("basic_interests", "interests"), ("interests", "interests"), ("work_styles", "styles"))
        if (rows := getattr(subject.document, name))
    ]
    if not lists:
        return None
    return {"lists": lists, "lacks_areas": bool(subject.document.interests) and not subject.document.basic_interests}


PREPARATION = (
    section(
        "how-to-get-in",
        "How to get in",
        _how,
        needs="the preparation needed",
        wording={
            "zone": "Job zone",
            "zone_value": "{zone-title}",
            "education": "Education",
            "entry": "Typical entry-level education",
            "entry_value": "{entry-education} · BLS, the typical path: not a requirement",
            "experience": "Related experience",
            "training": "Training on the job",
            "svp": "Preparation level",
            "svp_meaning": "total schooling plus on-the-job experience.",
            "study": "What to study",
            "study_meaning": "Fields of study crosswalked to this occupation (NCES CIP–SOC), not a requirement.",
            "fields": "Show the single fields",
        },
    ),
    section(
        "education-of-workers",
        "Education of current workers",
        _education,
        datasets=(ONET,),
        needs="the education of current workers",
        wording={
            "introduction": "Share of people in this occupation at each level of education, by O*NET's survey.",
            "label": "Education of current workers",
        },
    ),
    section(
        "interests",
        "Interests & work styles",
        _interests,
        datasets=(ONET,),
        needs="ratings of interests and work styles",
        wording={
            "introduction": "The interests and personal qualities O*NET associates with people who do this work.",
            "basic_interests": "Interest areas",
            "interests": "Career interests (Holland / RIASEC)",
            "work_styles": "Work styles",
            "no_areas": "Interest areas, which are narrower than these, are not rated by occupation in this release of O*NET.",
            "interests_scale": "From 1 (not characteristic) to 7 (highly characteristic); those from 2 up.",
            "styles_scale": "From −3 (very detrimental) to 3 (very beneficial); those that set the occupation apart.",
        },
    ),
)
