"""Career clusters: /clusters/arts-entertainment-and-design."""

from occupations.measures import datasets as of
from occupations.subjects.cluster.document import ClusterDocument
from occupations.subjects.family.page import GROUP_TOKENS, SEARCHED_WITH_CLUSTERS
from occupations.subjects.kinds import Directory, SubjectKind
from occupations.subjects.lists import OCCUPATION_COLUMNS, OCCUPATION_WORDS, occupations_section, text_column
from occupations.subjects.pages import subject_pages

CLUSTERS = subject_pages(
    SubjectKind(
        ClusterDocument,
        "Career clusters",
        place="clusters",
        address=r"([\w-]+)",
        key_of=str.lower,
        directory=Directory(
            "Career clusters",
            "<p>How schools group occupations. An occupation can belong to several clusters.</p>",
            "Career cluster",
            (of.CLUSTERS,),
            has_codes=False,
        ),
        search=SEARCHED_WITH_CLUSTERS,
        rank=2,
    ),
    opening="<p>Schools group occupations into career clusters. This one holds {occupation-count} "
    "{occupation-count:occupation/occupations}. {if occupation-count is more than one}They employ {total-employment} people.</p>",
    sections=(
        occupations_section(
            "Its occupations",
            (*OCCUPATION_COLUMNS, text_column("sub_clusters", lambda row: ", ".join(row.sub_clusters))),
            datasets=(of.ONET, of.CLUSTERS),
            wording={**OCCUPATION_WORDS, "sub_clusters": "Part of the cluster"},
        ),
    ),
    tokens=GROUP_TOKENS,
    caveats=("exposure-is-overlap",),
    sample_subject="arts-entertainment-and-design",
    parts={"sub_clusters": "Parts of the cluster"},
)
