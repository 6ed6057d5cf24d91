"""Small files in the official layouts of the U.S. sources, with sentences of our own."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

Rows = Sequence[Sequence[object]]

READ_ME = "O*NET 30.2 Database\nFebruary 2026 Release\n---------------------\n"
OCCUPATIONS = [
    ["O*NET-SOC Code", "Title", "Description"],
    [
        "27-4011.00",
        "Audio and Video Technicians",
        "Set up, run and look after the equipment of meetings, concerts and other events.",
    ],
    ["27-4014.00", "Sound Engineering Technicians", "Record, mix and restore sound, for music, film and broadcasts."],
]
TASKS = [
    ["O*NET-SOC Code", "Task ID", "Task", "Task Type", "Incumbents Responding", "Date", "Domain Source"],
    ["27-4014.00", "7720", 'Agree with the "producer" on the sound wanted.', "Core", "24", "08/2025", "Occupational Expert"],
    [
        "27-4014.00",
        "7722",
        "Watch levels while recording, and correct them.",
        "Supplemental",
        "n/a",
        "08/2025",
        "Occupational Expert",
    ],
    ["27-4011.00", "7701", "Lay cables where nobody trips over them.", "n/a", "n/a", "07/2024", "Incumbent"],
]
ALTERNATE_TITLES = [
    ["O*NET-SOC Code", "Alternate Title", "Short Title", "Source(s)"],
    ["27-4014.00", "Front of House Engineer", "FOH Engineer", "04,06"],
    ["27-4014.00", "Tape Operator", "n/a", "08"],
]
REPORTED_TITLES = [
    ["O*NET-SOC Code", "Reported Job Title", "Shown in My Next Move"],
    ["27-4014.00", "Sound Engineer", "Y"],
    ["27-4014.00", "Sound Editor", "N"],
]
JOB_ZONES = [["O*NET-SOC Code", "Job Zone", "Date", "Domain Source"], ["27-4014.00", "3", "08/2025", "Analyst"]]
TASKS_TO_DWAS = [
    ["O*NET-SOC Code", "Task ID", "DWA ID", "Date", "Domain Source"],
    ["27-4014.00", "7720", "4.A.1.a.1.I01.D01", "08/2025", "Analyst"],
]

ONET_TABLES = {
    "Occupation Data": OCCUPATIONS,
    "Task Statements": TASKS,
    "Alternate Titles": ALTERNATE_TITLES,
    "Sample of Reported Titles": REPORTED_TITLES,
    "Job Zones": JOB_ZONES,
    "Tasks to DWAs": TASKS_TO_DWAS,
}


def onet_text(
    path: Path, tables: Mapping[str, Rows] | None = None, *, readme: str = READ_ME, folder: str = "db_30_2_text"
) -> Path:
    """The text generation: tab-separated, CR LF, n/a for missing, a Read Me."""
    members = {f"{folder}/{name}.txt": _tabbed(rows) for name, rows in (tables or ONET_TABLES).items()}
    return zipped(path, {**members, f"{folder}/Read Me.txt": readme} if readme else members)


def onet_csv(path: Path, tables: Mapping[str, Rows], *, folder: str = "db_30_3_csv") -> Path:
    """The CSV generation: quoted where needed, empty for missing, the occupation's title in every table, no Read Me."""
    titles = {row[0]: row[1] for row in OCCUPATIONS[1:]}
    members = {}
    for name, (header, *rows) in tables.items():
        if "Title" not in header:
            header = [header[0], "Title", *header[1:]]
            rows = [[row[0], titles.get(row[0], "Elsewhere"), *row[1:]] for row in rows]
        members[f"{folder}/{name}.csv"] = comma_separated(
            [header, *[["" if cell == "n/a" else cell for cell in row] for row in rows]]
        )
    return zipped(path, members)


OEWS_HEADER = [
    "AREA",
    "AREA_TITLE",
    "AREA_TYPE",
    "PRIM_STATE",
    "NAICS",
    "NAICS_TITLE",
    "I_GROUP",
    "OWN_CODE",
    "OCC_CODE",
    "OCC_TITLE",
    "O_GROUP",
    "TOT_EMP",
    "EMP_PRSE",
    "JOBS_1000",
    "LOC_QUOTIENT",
    "PCT_TOTAL",
    "PCT_RPT",
    "H_MEAN",
    "A_MEAN",
    "MEAN_PRSE",
    "H_PCT10",
    "H_PCT25",
    "H_MEDIAN",
    "H_PCT75",
    "H_PCT90",
    "A_PCT10",
    "A_PCT25",
    "A_MEDIAN",
    "A_PCT75",
    "A_PCT90",
    "ANNUAL",
    "HOURLY",
]
HOURLY_WAGES = [17.6, 22.92, 31.94, 48.05, 64.89]
ANNUAL_WAGES = [36600, 47680, 66430, 99950, 134980]


def oews_row(code: str, title: str, **cells: object) -> list[object]:
    """A line of an OEWS table: national unless `cells` (by heading) say otherwise."""
    wages = dict(zip(("H_PCT10", "H_PCT25", "H_MEDIAN", "H_PCT75", "H_PCT90"), HOURLY_WAGES, strict=True))
    wages |= dict(zip(("A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90"), ANNUAL_WAGES, strict=True))
    line: dict[str, object] = {
        "AREA": "99",
        "AREA_TITLE": "U.S.",
        "AREA_TYPE": "1",
        "PRIM_STATE": "US",
        "NAICS": "000000",
        "NAICS_TITLE": "Cross-industry",
        "I_GROUP": "cross-industry",
        "OWN_CODE": "1235",
        "OCC_CODE": code,
        "OCC_TITLE": title,
        "O_GROUP": "detailed",
        "TOT_EMP": 13050,
        "EMP_PRSE": 4.2,
        "H_MEAN": 38.5,
        "A_MEAN": 80090,
        "MEAN_PRSE": 1.5,
        **wages,
        **cells,
    }
    return [line.get(heading) for heading in OEWS_HEADER]


NATIONAL = [
    oews_row("00-0000", "All Occupations", O_GROUP="total", TOT_EMP=154187380),
    oews_row("27-4014", "Sound Engineering Technicians"),
    oews_row("11-1011", "Chief Executives", TOT_EMP=211850, H_PCT90="#", A_PCT90="#", A_PCT75="#"),
    oews_row(
        "27-2011",
        "Actors",
        TOT_EMP="**",
        EMP_PRSE="**",
        HOURLY="TRUE",
        **dict.fromkeys(("A_MEAN", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90"), "*"),
    ),
]
ACTORS, CHIEFS, SOUND = "27-2011", "11-1011", "27-4014"


def field_descriptions(release: str = "May 2024", top: str = "$115.00 per hour or $239,200 per year") -> Rows:
    return [
        [f"{release} OEWS Estimates"],
        [],
        ["Field", "Field Description"],
        ["area", "The area's code"],
        ["Notes:"],
        [f"#  = indicates a wage equal to or greater than {top} "],
    ]


def oews_national(
    path: Path, rows: Rows = NATIONAL, *, release: str = "May 2024", header: Sequence[str] = OEWS_HEADER, **about
) -> Path:
    """The national workbook: the table, the field descriptions, and the sheets BLS leaves in."""
    year = release[-4:]
    return workbook(
        path,
        {
            f"national_M{year}_dl": [header, *rows],
            "Field Descriptions": field_descriptions(release, **about),
            "UpdateTime": [["alldataupdate"], ["09MAR2021:10:42:00"]],
            "Filler": [],
        },
    )


def sector_row(naics: object, title: str, code: str = SOUND, **cells: object) -> list[object]:
    return oews_row(
        code, "Some Occupation", **{"NAICS": naics, "NAICS_TITLE": title, "I_GROUP": "sector", "OWN_CODE": "5", **cells}
    )


SOC_FILES = {
    "soc_2010_to_2018_crosswalk.xlsx": [
        ["U.S. Bureau of Labor Statistics"],
        [],
        ["November 2017"],
        ["2010 SOC Code", "2010 SOC Title", "2018 SOC Code", "2018 SOC Title"],
        ["27-4011", "Audio and Video Equipment Technicians", "27-4011", "Audio and Video Technicians"],
        ["27-4011", "Audio and Video Equipment Technicians", "27-4015", "Lighting Technicians (##)"],
    ],
    "2019_to_SOC_Crosswalk.xlsx": [
        ["O*NET-SOC 2019 Occupation Listings"],
        ["Crosswalk O*NET-SOC 2019 to 2018 SOC"],
        [],
        ["O*NET-SOC 2019 Code", "O*NET-SOC 2019 Title", "2018 SOC Code", "2018 SOC Title"],
        ["27-4011.00", "Audio and Video Technicians", "27-4011", "Audio and Video Technicians"],
        ["27-4011.01", "Stage Sound Technicians", "27-4011", "Audio and Video Technicians"],
        ["27-4015.00", "Lighting Technicians", "27-4015", "Lighting Technicians"],
    ],
    "2010_to_2019_Crosswalk.xlsx": [
        ["O*NET-SOC 2010 Code", "O*NET-SOC 2010 Title", "O*NET-SOC 2019 Code", "O*NET-SOC 2019 Title"],
        ["27-4011.00", "Audio and Video Equipment Technicians", "27-4011.00", "Audio and Video Technicians"],
    ],
    "soc_structure_2019.csv": [
        [
            "Major Group",
            "Minor Group",
            "Broad Occupation",
            "Detailed Occupation",
            "Detailed O*NET-SOC",
            "SOC or O*NET-SOC 2019 Title",
        ],
        ["27-0000", "", "", "", "", "Arts, Design, Entertainment, Sports, and Media Occupations"],
        ["", "27-4000", "", "", "", "Media and Communication Equipment Workers"],
        ["", "", "27-4010", "", "", "Broadcast, Sound, and Lighting Technicians"],
        ["", "", "", "27-4011", "", "Audio and Video Technicians"],
        ["", "", "", "", "27-4011.01", "Stage Sound Technicians"],
        ["", "", "", "27-4015", "", "Lighting Technicians"],
        ["29-0000", "", "", "", "", "Healthcare Practitioners and Technical Occupations"],
    ],
}


def soc_files(folder: Path, replacing: Mapping[str, Rows] | None = None) -> list[Path]:
    """The four files of the SOC structure; `replacing` gives other rows by file name."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name, rows in {**SOC_FILES, **(replacing or {})}.items():
        path = folder / name
        if name.endswith(".csv"):
            path.write_text(comma_separated(rows), encoding="utf-8")
        else:
            workbook(path, {"Sheet": rows})
        files.append(path)
    return files


def workbook(path: Path, sheets: Mapping[str, Rows]) -> Path:
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def zipped(path: Path, members: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def comma_separated(rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


def _tabbed(rows: Iterable[Sequence[object]]) -> str:
    return "".join("\t".join(map(str, row)) + "\r\n" for row in rows)


def without(rows: Rows, heading: str) -> Rows:
    """The table without one of its columns."""
    position = list(rows[0]).index(heading)
    return [[cell for index, cell in enumerate(row) if index != position] for row in rows]
