"""Job zones: /zones/3-job-zone-three-medium-preparation-needed."""

from citations.api.answers import answer_class
from occupations.measures import datasets as of
from occupations.subjects.kinds import Directory, SubjectApi, SubjectKind
from occupations.subjects.lists import occupations_section
from occupations.subjects.pages import figure_token, subject_pages, text_token
from occupations.subjects.zone.document import ZONES_API, ZoneDocument

ZONE_API = SubjectApi(
    path=ZONES_API,
    answer=answer_class("JobZone", ZoneDocument, "A job zone of O*NET: what it asks for, and its occupations."),
    operation=("job_zone", "list_job_zones"),
    pattern=r"^\d$",
    datasets=(of.ONET,),
    about=("One job zone with its occupations.", "All job zones that the edition has occupations of."),
)
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
        api=ZONE_API,
    ),
    opening="<p>{occupation-count} occupations need this much preparation. {education}</p>",
    sections=(occupations_section("Its occupations", datasets=(of.ONET,)),),
    tokens=(
        figure_token("occupation-count", "Number of occupations", "occupation_count"),
        text_token("education", "Education that it asks for", "education", of.ONET),
    ),
    caveats=("exposure-is-overlap",),
    sample_subject="3",
)
