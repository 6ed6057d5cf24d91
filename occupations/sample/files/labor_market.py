"""Employment, wages and projections as the U.S. Bureau of Labor Statistics publishes them."""

from collections.abc import Iterator, Mapping

from citations.sample_files import Cell, archive_of, as_number, text_rows, workbook
from occupations.sample.files.text import FOLDER, rows_of, sample_of, soc_2018_titles

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
# Columns that hold the same on every row: of all tables, and of the national one.
OEWS_AREA: Mapping[str, Cell] = {"AREA": 99, "AREA_TITLE": "U.S.", "AREA_TYPE": 1, "PRIM_STATE": "US"}
OEWS_NATIONAL: Mapping[str, Cell] = {
    **OEWS_AREA,
    "NAICS": "000000",
    "NAICS_TITLE": "Cross-industry",
    "I_GROUP": "cross-industry",
    "OWN_CODE": "1235",
}
OEWS_INDUSTRY_TABLES = {"sector": "natsector_M2024_dl", "5-digit": "nat5d_6d_M2024_dl"}
OEWS_SHEETS = {"sector": "Natsector_M2024_dl", "5-digit": "nat5d_6d_M2024_dl"}

EP_OPENING = (
    "Table 1.2 Occupational projections, 2024–2034, and worker characteristics, 2024 (Employment in thousands)",
    "Table 5.3 Educational attainment for workers 25 years and older by detailed occupation, 2022–23 (Percent)",
)
EP_TITLE_AND_CODE = ("2024 National Employment Matrix title", "2024 National Employment Matrix code")
EP_PROJECTIONS = (
    *EP_TITLE_AND_CODE,
    "Occupation type",
    "Employment, 2024",
    "Employment, 2034",
    "Employment distribution, percent, 2024",
    "Employment distribution, percent, 2034",
    "Employment change, numeric, 2024–34",
    "Employment change, percent, 2024–34",
    "Percent self employed, 2024",
    "Occupational openings, 2024–34 annual average",
    "Median annual wage, dollars, 2024[1]",
    "Typical education needed for entry",
    "Work experience in a related occupation",
    "Typical on-the-job training needed to attain competency in the occupation",
)
EP_SOURCE = ("Source: Employment Projections program, U.S. Bureau of Labor Statistics",)


@sample_of("bls-oews")
def bls_oews() -> dict[str, bytes]:
    """The national table of employment and wages with its field descriptions, and those by sector and national industry."""
    heading, *rows = text_rows(FOLDER / "oews" / "national.csv")
    estimates = [_estimate({**OEWS_NATIONAL, **_numbers(heading, row)}) for row in rows]
    book = workbook(
        {
            "national_M2024_dl": (OEWS_COLUMNS, *estimates),
            "Field Descriptions": (
                *OEWS_OPENING,
                *([cell or None for cell in row] for row in text_rows(FOLDER / "oews" / "field-descriptions.csv")),
            ),
        }
    )
    by_industry = list(_by_industry())
    return {
        "oesm24nat.zip": archive_of({"oesm24nat/national_M2024_dl.xlsx": book}),
        **{
            f"{name}.xlsx": workbook(
                {OEWS_SHEETS[level]: (OEWS_COLUMNS, *(_estimate(row) for row in by_industry if row["I_GROUP"] == level))}
            )
            for level, name in OEWS_INDUSTRY_TABLES.items()
        },
    }


def _numbers(heading: list[str], row: list[str]) -> dict[str, Cell]:
    return {name: as_number(text) for name, text in zip(heading, row, strict=True)}


def _estimate(given: Mapping[str, Cell]) -> list[Cell]:
    return [given.get(column) for column in OEWS_COLUMNS]


def _by_industry() -> Iterator[dict[str, Cell]]:
    """Each sector's row of all occupations, then its occupations. National industries have no row of all occupations."""
    heading, *industries = text_rows(FOLDER / "oews" / "industries.csv")
    columns, *occupations = text_rows(FOLDER / "oews" / "by-industry.csv")
    titles = soc_2018_titles()
    for industry in industries:
        whole = {**OEWS_AREA, **_numbers(heading, industry)}
        if whole["TOT_EMP"] is not None:
            yield {**whole, "OCC_CODE": "00-0000", "OCC_TITLE": "All Occupations", "O_GROUP": "total"}
        for row in occupations:
            if row[1] == industry[0]:
                given = _numbers(columns, row)
                yield {**whole, **given, "OCC_TITLE": titles[row[0]], "O_GROUP": "detailed"}


@sample_of("bls-ep")
def bls_ep() -> dict[str, bytes]:
    """Table 1.2 of the projections, and Table 5.3 of the education tables; * after a code stands for the latter's footnote."""
    occupations = rows_of("ep", "occupations.csv")
    titles = {code: title for title, code, *_ in occupations}
    # Titles are indented by how deep they stand in the classification.
    projections = [[f"      {title}", code, *map(as_number, rest)] for title, code, *rest in occupations]
    heading, *attainment = text_rows(FOLDER / "ep" / "attainment.csv")
    return {
        "occupation.xlsx": workbook({"Table 1.2": ((EP_OPENING[0],), EP_PROJECTIONS, *projections, EP_SOURCE)}),
        "education.xlsx": workbook(
            {
                "Table 5.3": (
                    (EP_OPENING[1],),
                    (*EP_TITLE_AND_CODE, *heading[1:]),
                    *(
                        [
                            titles[code.rstrip("*")] + ("[1]" if code.endswith("*") else ""),
                            code.rstrip("*"),
                            *map(as_number, shares),
                        ]
                        for code, *shares in attainment
                    ),
                    EP_SOURCE,
                )
            }
        ),
    }
