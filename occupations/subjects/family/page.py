"""Job families: /families/27-arts-design-…"""

from occupations.measures import datasets as of
from occupations.subjects.family.document import FamilyDocument
from occupations.subjects.kinds import Directory, SubjectKind
from occupations.subjects.lists import occupations_section
from occupations.subjects.pages import figure_token, subject_pages, text_token

SEARCHED_WITH_CLUSTERS = ("Families and clusters", 1)
GROUP_TOKENS = (
    figure_token("occupation-count", "Number of occupations", "occupation_count"),
    figure_token("total-employment", "People employed", "total_employment"),
)

FAMILIES = subject_pages(
    SubjectKind(
        FamilyDocument,
        "Job families",
        place="families",
        address=r"(\d\d)(?:-.*)?",
        key_of=lambda typed: f"{typed}-0000",
        directory=Directory(
            "Job families",
            "<p>The major groups of the U.S. Standard Occupational Classification: every occupation belongs to one.</p>",
            "Job family",
            (of.SOC,),
        ),
        search=SEARCHED_WITH_CLUSTERS,
        rank=1,
        system="SOC",
    ),
    opening="<p>{if occupation-count is one}Of the major group {code} of the U.S. classification there is one occupation here. "
    "{otherwise}The {occupation-count} occupations of the major group {code} of the U.S. classification. The group employs "
    "{total-employment} people.</p>",
    sections=(occupations_section("Its occupations", datasets=(of.ONET, of.SOC)),),
    tokens=(*GROUP_TOKENS, text_token("code", "Code of the major group", "code", of.SOC)),
    caveats=("exposure-is-overlap",),
    sample_subject="27-0000",
)
