"""The sample's U.S. releases, each as the files its publisher would issue."""

from collections.abc import Mapping
from pathlib import Path

from citations.sampling import Cell, archive_of, as_number, text_rows, workbook

FOLDER = Path(__file__).parent

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

OEWS_OPENING = (
    ("May 2024 OEWS Estimates",),
    (None,),
    ("Occupational Employment and Wage Statistics (OEWS) Survey",),
    ("Bureau of Labor Statistics, Department of Labor",),
    (None,),
)
OEWS_COLUMNS = (
    "AREA", "AREA_TITLE", "AREA_TYPE", "PRIM_STATE", "NAICS", "NAICS_TITLE", "I_GROUP", "OWN_CODE", "OCC_CODE", "OCC_TITLE",
    "O_GROUP", "TOT_EMP", "EMP_PRSE", "JOBS_1000", "LOC_QUOTIENT", "PCT_TOTAL", "PCT_RPT", "H_MEAN", "A_MEAN", "MEAN_PRSE",
    "H_PCT10", "H_PCT25", "H_MEDIAN", "H_PCT75", "H_PCT90", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90", "ANNUAL",
    "HOURLY",
)  # fmt: skip
# Columns of the national table that hold the same on every row.
OEWS_NATIONAL: Mapping[str, Cell] = {
    "AREA": 99,
    "AREA_TITLE": "U.S.",
    "AREA_TYPE": 1,
    "PRIM_STATE": "US",
    "NAICS": "000000",
    "NAICS_TITLE": "Cross-industry",
    "I_GROUP": "cross-industry",
    "OWN_CODE": "1235",
}


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


def onet() -> dict[str, bytes]:
    """The O*NET database as tab-separated text with Windows line ends, in one archive."""
    members = {
        f"db_30_2_text/{path.name}": path.read_text(encoding="utf-8").replace("\n", "\r\n").encode()
        for path in sorted((FOLDER / "onet").glob("*.txt"))
    }
    return {"db_30_2_text.zip": archive_of(members)}


def bls_oews() -> dict[str, bytes]:
    """The national table of employment and wages with its field descriptions."""
    heading, *rows = text_rows(FOLDER / "oews" / "national.csv")
    estimates = []
    for row in rows:
        given = {**OEWS_NATIONAL, **{name: as_number(text) for name, text in zip(heading, row, strict=True)}}
        estimates.append([given.get(column) for column in OEWS_COLUMNS])
    book = workbook(
        {
            "national_M2024_dl": (OEWS_COLUMNS, *estimates),
            "Field Descriptions": (
                *OEWS_OPENING,
                *([cell or None for cell in row] for row in text_rows(FOLDER / "oews" / "field-descriptions.csv")),
            ),
        }
    )
    return {"oesm24nat.zip": archive_of({"oesm24nat/national_M2024_dl.xlsx": book})}
