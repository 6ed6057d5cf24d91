"""A small O*NET release in the official layouts of both generations, with every table; sentences are our own."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.occupations.files import ALTERNATE_TITLES, OCCUPATIONS, REPORTED_TITLES, TASKS, comma_separated, onet_text, zipped

Rows = Sequence[Sequence[str]]
Tables = dict[str, list[list[str]]]

SOUND, VIDEO = "27-4014.00", "27-4011.00"
CODE = "O*NET-SOC Code"
ESTIMATE = ["N", "Standard Error", "Lower CI Bound", "Upper CI Bound", "Recommend Suppress"]
DATED = ["Date", "Domain Source"]
WHEN = ["08/2025", "Incumbent"]
NOTHING = ["n/a"] * 4
RATED = [CODE, "Element ID", "Element Name", "Scale ID", "Data Value", *ESTIMATE, "Not Relevant", *DATED]
RATED_IN_SHARES = [*RATED[:4], "Category", *RATED[4:]]
SHORT = [CODE, "Element ID", "Element Name", "Scale ID", "Data Value", *DATED]

ELEMENTS = {
    "1.A.4.b.1": "Hearing Sensitivity",
    "1.B.1.a": "Realistic",
    "1.B.2.a": "Achievement",
    "1.B.3.w": "Media",
    "1.D.3.b": "Attention to Detail",
    "2.A.1.b": "Active Listening",
    "2.B.3.g": "Operations Monitoring",
    "2.C.3.a": "Computers and Electronics",
    "2.D.1": "Required Level of Education",
    "3.A.1": "Related Work Experience",
    "4.A.1.a.1": "Getting Information",
    "4.C.1.a.2.h": "E-Mail",
}
SCALES = {"IM": (1, 5), "LV": (0, 7), "RL": (0, 100), "RW": (0, 100), "OI": (1, 7), "EX": (1, 7), "WI": (-3, 3), "DR": (0, 10),
          "CX": (1, 5), "CXP": (0, 100), "RT": (0, 100), "FT": (0, 100), "VH": (1, 6)}  # fmt: skip


def rated(element: str, scale: str, value: str, *rest: str, code: str = SOUND) -> list[str]:
    """A row of ratings: `rest` is n to recommend suppress, then not relevant; what is not given is n/a."""
    return [code, element, ELEMENTS[element], scale, value, *(*rest, *["n/a"] * 6)[:6], *WHEN]


def in_shares(element: str, scale: str, category: str, value: str, *rest: str, wide: bool = True) -> list[str]:
    row = rated(element, scale, value, *rest)
    row.insert(4, category)
    return row if wide else [*row[:-3], *row[-2:]]


def short(element: str, scale: str, value: str) -> list[str]:
    return [SOUND, element, ELEMENTS[element], scale, value, *WHEN]


def text_tables() -> Tables:
    """Every table that is read, as the text generation heads and fills it."""
    return {
        "Occupation Data": OCCUPATIONS,
        "Task Statements": TASKS,
        "Alternate Titles": ALTERNATE_TITLES,
        "Sample of Reported Titles": REPORTED_TITLES,
        "Content Model Reference": [
            ["Element ID", "Element Name", "Description"],
            *[[element, name, f"What {name.lower()} is."] for element, name in ELEMENTS.items()],
        ],
        "Scales Reference": [
            ["Scale ID", "Scale Name", "Minimum", "Maximum"],
            *[[scale, f"Scale {scale}", str(low), str(high)] for scale, (low, high) in SCALES.items()],
        ],
        "Level Scale Anchors": [
            ["Element ID", "Element Name", "Scale ID", "Anchor Value", "Anchor Description"],
            ["1.A.4.b.1", "Hearing Sensitivity", "LV", "2", "Notice that a telephone rings"],
        ],
        "Abilities": [
            RATED,
            rated("1.A.4.b.1", "IM", "4.12", "8", "0.1250", "3.8800", "4.3700", "N"),
            rated("1.A.4.b.1", "LV", "0.50", "8", "0.2000", "0.1000", "0.9000", "Y", "Y"),
            rated("1.A.4.b.1", "IM", "3.00", code=VIDEO),
        ],
        "Skills": [RATED, rated("2.A.1.b", "IM", "3.75"), rated("2.B.3.g", "LV", "3.25", "8", *["n/a"] * 3, "N", "N")],
        "Knowledge": [RATED, rated("2.C.3.a", "IM", "4.60", "27", "0.1000", "4.4000", "4.8000", "Y")],
        "Work Activities": [RATED, rated("4.A.1.a.1", "IM", "4.00")],
        "Work Context": [
            RATED_IN_SHARES,
            in_shares("4.C.1.a.2.h", "CX", "n/a", "4.90", "27", "0.0500", "4.8000", "5.0000", "N"),
            in_shares("4.C.1.a.2.h", "CXP", "5", "91.50", "27", "4.0000", "80.0000", "97.0000", "N"),
        ],
        "Education, Training, and Experience": [
            [heading for heading in RATED_IN_SHARES if heading != "Not Relevant"],
            in_shares("2.D.1", "RL", "2", "32.00", "25", "9.0000", "15.0000", "53.0000", "N", wide=False),
            in_shares("3.A.1", "RW", "4", "12.50", wide=False),
        ],
        "Interests": [SHORT, short("1.B.1.a", "OI", "5.10"), short("1.B.3.w", "OI", "6.10")],
        "Work Values": [SHORT, short("1.B.2.a", "EX", "3.33"), short("1.B.2.a", "VH", "0.00")],
        "Work Styles": [SHORT, short("1.D.3.b", "WI", "-0.50"), short("1.D.3.b", "DR", "0.00")],
        "Task Ratings": [
            [CODE, "Task ID", "Scale ID", "Category", "Data Value", *ESTIMATE, *DATED],
            [SOUND, "7720", "IM", "n/a", "4.40", "24", "0.1000", "4.2000", "4.6000", "N", *WHEN],
            [SOUND, "7720", "FT", "5", "60.00", "24", "n/a", "n/a", "n/a", "Y", *WHEN],
        ],
        "Task Categories": [["Scale ID", "Category", "Category Description"], ["FT", "5", "Every day"]],
        "Education, Training, and Experience Categories": [
            ["Element ID", "Element Name", "Scale ID", "Category", "Category Description"],
            ["2.D.1", ELEMENTS["2.D.1"], "RL", "2", "A diploma of a high school"],
        ],
        "Work Context Categories": [
            ["Element ID", "Element Name", "Scale ID", "Category", "Category Description"],
            ["4.C.1.a.2.h", "E-Mail", "CXP", "5", "Each day"],
        ],
        "Emerging Tasks": [
            [CODE, "Task", "Category", "Original Task ID", "Original Task", *DATED],
            [SOUND, "Mix for many loudspeakers.", "New", "n/a", "n/a", *WHEN],
            [SOUND, "Watch levels of many channels.", "Revision", "7722", "Watch levels while recording.", *WHEN],
        ],
        "Basic Interests to RIASEC": [
            ["Basic Interests Element ID", "Basic Interests Element Name", "RIASEC Element ID", "RIASEC Element Name"],
            ["1.B.3.w", "Media", "1.B.1.a", "Realistic"],
        ],
        "Skills to Work Activities": [
            ["Skills Element ID", "Skills Element Name", "Work Activities Element ID", "Work Activities Element Name"],
            ["2.A.1.b", "Active Listening", "4.A.1.a.1", "Getting Information"],
        ],
        "Skills to Work Context": [
            ["Skills Element ID", "Skills Element Name", "Work Context Element ID", "Work Context Element Name"],
            ["2.A.1.b", "Active Listening", "4.C.1.a.2.h", "E-Mail"],
        ],
        "Abilities to Work Activities": [
            ["Abilities Element ID", "Abilities Element Name", "Work Activities Element ID", "Work Activities Element Name"],
            ["1.A.4.b.1", "Hearing Sensitivity", "4.A.1.a.1", "Getting Information"],
        ],
        "Abilities to Work Context": [
            ["Abilities Element ID", "Abilities Element Name", "Work Context Element ID", "Work Context Element Name"],
            ["1.A.4.b.1", "Hearing Sensitivity", "4.C.1.a.2.h", "E-Mail"],
        ],
        "IWA Reference": [["Element ID", "IWA ID", "IWA Title"], ["4.A.1.a.1", "4.A.1.a.1.I01", "Study works of art."]],
        "DWA Reference": [
            ["Element ID", "IWA ID", "DWA ID", "DWA Title"],
            ["4.A.1.a.1", "4.A.1.a.1.I01", "4.A.1.a.1.I01.D02", "Study scores of music."],
        ],
        "Tasks to DWAs": [[CODE, "Task ID", "DWA ID", *DATED], [SOUND, "7720", "4.A.1.a.1.I01.D02", *WHEN]],
        "Technology Skills": [
            [CODE, "Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand"],
            [SOUND, "Avid Pro Tools", "43232004", "Music or sound editing software", "N", "Y"],
            [SOUND, "Linux", "43233004", "Operating system software", "Y", "N"],
        ],
        "Tools Used": [
            [CODE, "Example", "Commodity Code", "Commodity Title"],
            [SOUND, "Mixing desks", "45111704", "Audio mixing consoles"],
        ],
        "UNSPSC Reference": [
            ["Commodity Code", "Commodity Title", "Class Code", "Class Title", "Family Code", "Family Title", "Segment Code",
             "Segment Title"],
            ["45111704", "Audio mixing consoles", "45111700", "Audio equipment", "45110000", "Audio visual equipment", "45000000",
             "Audio visual supplies"],
        ],
        "Job Zone Reference": [
            ["Job Zone", "Name", "Experience", "Education", "Job Training", "Examples", "SVP Range"],
            ["3", "Job Zone Three", "Some years.", "A vocational school.", "A year or two.", "Electricians.", "(6.0 to < 7.0)"],
        ],
        "Job Zones": [[CODE, "Job Zone", *DATED], [SOUND, "3", "08/2025", "Analyst"]],
        "Related Occupations": [
            [CODE, "Related O*NET-SOC Code", "Relatedness Tier", "Index"],
            [SOUND, VIDEO, "Primary-Short", "1"],
        ],
    }  # fmt: skip


def csv_tables() -> Tables:
    """The same release as the CSV generation would issue it: other files, other headings."""
    tables = {name: [list(row) for row in rows] for name, rows in text_tables().items()}
    header, *skills = tables.pop("Skills")
    for name, branch in (("Essential Skills", "2.A"), ("Transferable Skills", "2.B")):
        tables[name] = [header, *[row for row in skills if row[1].startswith(branch)]]
    header, *education = tables.pop("Education, Training, and Experience")
    for name, branch in (("Education", "2.D"), ("Training and Experience", "3.A")):
        tables[name] = [header, *[row for row in education if row[1].startswith(branch)]]
    _, *software = tables.pop("Technology Skills")
    elements = {"43232004": "2.E.4.c", "43233004": "2.E.2.a"}
    tables["Software Skills"] = [
        [CODE, "Workplace Example", "Element ID", "Element Name", "Hot Technology", "In Demand"],
        *[[row[0], row[1], elements[row[2]], *row[3:]] for row in software],
    ]
    return tables


def csv_archive(path: Path, tables: Mapping[str, Rows]) -> Path:
    """Quoted where needed, empty for missing; titles of occupations and of scales stand in every table."""
    titles = {row[0]: row[1] for row in OCCUPATIONS[1:]}
    members = {}
    for name, (header, *rows) in tables.items():
        lines = [list(header), *[["" if cell == "n/a" else cell for cell in row] for row in rows]]
        if "Scale ID" in header and "Scale Name" not in header:
            at = list(header).index("Scale ID") + 1
            lines = [
                [*line[:at], "Scale Name" if i == 0 else f"Scale {line[at - 1]}", *line[at:]] for i, line in enumerate(lines)
            ]
        if header[0] == CODE and "Title" not in header:
            lines = [[line[0], "Title" if i == 0 else titles.get(line[0], ""), *line[1:]] for i, line in enumerate(lines)]
        members[f"db_30_3_csv/{name}.csv"] = comma_separated(lines)
    return zipped(path, members)


def text_archive(path: Path, tables: Mapping[str, Rows] | None = None, **options: str) -> Path:
    return onet_text(path, tables or text_tables(), **options)
