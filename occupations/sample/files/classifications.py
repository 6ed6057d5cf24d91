"""The structure of the classifications, the crosswalks between them, and what groups occupations."""

from citations.sample_files import text_rows, workbook
from occupations.sample.files.text import FOLDER, rows_of, sample_of, soc_2018_titles

# What BLS and the National Center for O*NET Development print above the headings of their workbooks.
SOC_2010_TO_2018_OPENING = (
    ("U.S. Bureau of Labor Statistics",),
    ("Sample of the crosswalk from the 2010 SOC to the 2018 SOC",),
    (None,),
    ("November 2017",),
    (None,),
    (None,),
    (None,),
    (None,),
)
ONET_SOC_OPENING = ("O*NET-SOC 2019 Occupation Listings",)
ONET_SOC_SHEET = "O-NET-SOC 2019 Occupation Listi"

CIP_COLUMNS = ("CIP2020Code", "CIP2020Title", "SOC2018Code", "SOC2018Title")
CLUSTER_COLUMNS = ("SOC Code", "Occupation Title", "Career Cluster", "Sub-Cluster")


@sample_of("soc-structure")
def soc_structure() -> dict[str, bytes]:
    """The structure of O*NET-SOC 2019 and the three crosswalks between vintages."""
    folder = FOLDER / "soc"
    return {
        "soc_structure_2019.csv": (folder / "soc_structure_2019.csv").read_bytes(),
        "soc_2010_to_2018_crosswalk.xlsx": workbook(
            {"Sorted by 2010": (*SOC_2010_TO_2018_OPENING, *text_rows(folder / "soc_2010_to_2018_crosswalk.csv"))}
        ),
        "2010_to_2019_Crosswalk.xlsx": workbook(
            {
                ONET_SOC_SHEET: (
                    ONET_SOC_OPENING,
                    ("Crosswalk 2010 to 2019",),
                    (None,),
                    *text_rows(folder / "2010_to_2019_Crosswalk.csv"),
                )
            }
        ),
        "2019_to_SOC_Crosswalk.xlsx": workbook(
            {
                ONET_SOC_SHEET: (
                    ONET_SOC_OPENING,
                    ("Crosswalk O*NET-SOC 2019 to 2018 SOC",),
                    (None,),
                    *text_rows(folder / "2019_to_SOC_Crosswalk.csv"),
                )
            }
        ),
    }


@sample_of("nces-cip-soc")
def nces_cip_soc() -> dict[str, bytes]:
    """Fields of study by occupation, one line a pair."""
    titles = soc_2018_titles()
    pairs = [
        (code, title, soc, titles[soc])
        for code, title, occupations in rows_of("cip", "fields.csv")
        for soc in occupations.split()
    ]
    return {"CIP2020_SOC2018_Crosswalk.xlsx": workbook({"CIP-SOC": (CIP_COLUMNS, *pairs)})}


@sample_of("career-clusters")
def career_clusters() -> dict[str, bytes]:
    """The places that the sample gives a few occupations in the framework."""
    places = [
        (soc, soc_2018_titles()[soc], cluster, sub_cluster) for soc, cluster, sub_cluster in rows_of("clusters", "places.csv")
    ]
    name = "AdvanceCTE_SOC_Career_Clusters_Crosswalk.xlsx"
    return {name: workbook({"SOC - CC - Sub-Clusters": (CLUSTER_COLUMNS, *places)})}
