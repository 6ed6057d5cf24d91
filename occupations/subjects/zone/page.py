"""Job zones: /zones/3-job-zone-three-medium-preparation-needed."""

from occupations.measures import datasets as of
from occupations.subjects.kinds import Directory, SubjectKind
from occupations.subjects.lists import LIST_TEMPLATE, OCCUPATION_COLUMNS, OCCUPATION_WORDS, list_section, occupations_of
from occupations.subjects.pages import figure_token, subject_pages, text_token
from occupations.subjects.zone.document import ZoneDocument
from singulariki.editorial.registry import Section

_ANCHOR = "occupations"

ZONES = subject_pages(
    SubjectKind(
        ZoneDocument,
        "Job zones",
        place="zones",
        address=r"(\d)(?:-.*)?",
        directory=Directory(
            "Job zones",
            "<p>O*NET sorts occupations into five zones by the preparation that they need.</p>",
            "Job zone",
            (of.ONET,),
        ),
        search=("Job zones", 7),
        rank=8,
        system="Job zone",
    ),
    opening="<p>{occupation-count} occupations need this much preparation. {education}</p>",
    sections=(
        Section(
            _ANCHOR,
            "Its occupations",
            LIST_TEMPLATE,
            list_section(occupations_of, OCCUPATION_COLUMNS, anchor=_ANCHOR, usual="employment"),
            datasets=(of.ONET,),
            wording=OCCUPATION_WORDS,
            needs="occupations",
            is_wide=True,
        ),
    ),
    tokens=(
        figure_token("occupation-count", "Number of occupations", "occupation_count"),
        text_token("education", "Education that it asks for", "education", of.ONET),
    ),
    caveats=("exposure-is-overlap",),
    sample_subject="3",
)
