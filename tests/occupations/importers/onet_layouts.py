"""A small O*NET release in the official layouts of every generation and edition, with every table; sentences are our own."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.occupations.files import (
    ALTERNATE_TITLES,
    OCCUPATIONS,
    REPORTED_TITLES,
    TASKS,
    comma_separated,
    onet_text,
    workbook,
    zipped,
)

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
    "1.C.1.a": "Achievement and Effort",
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


def early_tables() -> Tables:
    """The same release as 25.1 to 27.0 would issue it: work styles were asked of workers, software had no flag for demand, and a
    title was listed twice, once with its acronym."""
    tables = text_tables()
    tables["Work Styles"] = [
        [heading for heading in RATED if heading != "Not Relevant"],
        [SOUND, "1.C.1.a", ELEMENTS["1.C.1.a"], "IM", "4.10", "24", "0.1000", "3.9000", "4.3000", "N", *WHEN],
    ]
    tables["Technology Skills"] = [row[:-1] for row in tables["Technology Skills"]]
    tables["Alternate Titles"] = [*ALTERNATE_TITLES, [SOUND, "Front of House Engineer", "n/a", "04"]]
    return tables


# Names of 30.3 and later: of a table, and of its columns where they have others than before.
LATER = {
    "Alternate Titles": ("Job Titles", {"Alternate Title": "Job Title"}),
    "Technology Skills": (
        "Software Skills",
        {"Example": "Workplace Example", "Commodity Code": "Element ID", "Commodity Title": "Element Name"},
    ),
    "IWA Reference": (
        "GWAs to IWAs",
        {"Element ID": "GWA Element ID", "IWA ID": "IWA Element ID", "IWA Title": "IWA Element Name"},
    ),
    "DWA Reference": (
        "GWAs to IWAs to DWAs",
        {
            "Element ID": "GWA Element ID",
            "IWA ID": "IWA Element ID",
            "DWA ID": "DWA Element ID",
            "DWA Title": "DWA Element Name",
        },
    ),
    "Tasks to DWAs": ("Tasks to DWAs", {"DWA ID": "DWA Element ID"}),
    "Basic Interests to RIASEC": (
        "Specific Interest Areas to Career Interest Types",
        {f"Basic Interests Element {what}": f"Specific Interest Areas Element {what}" for what in ("ID", "Name")}
        | {f"RIASEC Element {what}": f"Career Interest Types Element {what}" for what in ("ID", "Name")},
    ),
}
# The files that a table of before was divided into, by the branch of the content model that each has.
DIVIDED = {
    "Skills": {"Essential Skills": "2.A", "Transferable Skills": "2.B"},
    "Education, Training, and Experience": {"Education": "2.D", "Training and Experience": "3.A"},
    "Education, Training, and Experience Categories": {
        "Education Categories": "2.D",
        "Training and Experience Categories": "3.A",
    },
    "Interests": {"Career Interest Types": "1.B.1", "Specific Interest Areas": "1.B.3"},
}
NO_MORE = ("Work Values", "Tools Used", "UNSPSC Reference")


def later(tables: Mapping[str, Rows]) -> Tables:
    """Tables of 30.2 as 30.3 and later would issue them: other files, other headings, activities and kinds of software as
    elements of the content model; work values, tools and commodities are no more."""
    issued: Tables = {}
    for name, (header, *rows) in tables.items():
        called, headings = LATER.get(name, (name, {}))
        lines = [[headings.get(h, h) for h in header], *[[_element(cell) for cell in row] for row in rows]]
        if name in DIVIDED:
            at = list(header).index("Element ID")
            for part, branch in DIVIDED[name].items():
                issued[part] = [lines[0], *[row for row in lines[1:] if row[at].startswith(branch)]]
        elif name.startswith("Skills to"):
            for kind, branch in DIVIDED["Skills"].items():
                heading = [h.replace("Skills", kind, 1) for h in lines[0]]
                issued[name.replace("Skills", kind, 1)] = [heading, *[row for row in lines[1:] if row[0].startswith(branch)]]
        elif name not in NO_MORE:
            issued[called] = lines
    return issued


def _element(cell: str) -> str:
    """The element that later stands for a commodity, 2.E.43.23.20.04, or for an activity: 4.A.1.a.1.b.2 for 4.A.1.a.1.I02.D02."""
    if re.fullmatch(r"\d{8}", cell):
        return f"2.E.{'.'.join(re.findall('..', cell))}"
    if found := re.fullmatch(r"(4\.A\.\w+\.\w+\.\w+)\.I(\d\d)(?:\.D(\d\d))?", cell):
        place = int(found[2]) - 1
        above = f"{found[1]}.{'a' if place > 25 else ''}{chr(ord('a') + place % 26)}"
        return f"{above}.{int(found[3])}" if found[3] else above
    return cell


def late_tables() -> Tables:
    """The same release as 31.0 would issue it."""
    tables = later(text_tables())
    tables["Specific Interest Areas"].append(short("1.B.3.w", "DS", "0.00"))
    tables["Scales Reference"].append(["DS", "Summary Display Rank", "0", "100"])
    tables["Content Model Reference"] += [
        ["2.E.43.23", "Software", "Software."],
        ["4.A.1.a.1.a", "Study works of art.", "Study works of art."],
        ["4.A.1.a.1.a.2", "Study scores of music.", "Study scores of music."],
    ]
    tables["Work Styles to Work Context"] = [
        ["Work Styles Element ID", "Work Styles Element Name", "Work Context Element ID", "Work Context Element Name"],
        ["1.D.3.b", "Attention to Detail", "4.C.1.a.2.h", "E-Mail"],
    ]
    return tables


def with_names(tables: Mapping[str, Rows]) -> Tables:
    """The tables as the CSV and the Excel edition have them: titles of occupations and of scales beside their codes."""
    titles = {row[0]: row[1] for row in OCCUPATIONS[1:]}
    named = {}
    for name, lines in tables.items():
        header = list(lines[0])
        if "Scale ID" in header and "Scale Name" not in header:
            at = header.index("Scale ID") + 1
            lines = [
                [*line[:at], "Scale Name" if i == 0 else f"Scale {line[at - 1]}", *line[at:]] for i, line in enumerate(lines)
            ]
        if header[0] == CODE and "Title" not in header:
            lines = [[line[0], "Title" if i == 0 else titles.get(line[0], ""), *line[1:]] for i, line in enumerate(lines)]
        named[name] = [list(line) for line in lines]
    return named


def csv_archive(path: Path, tables: Mapping[str, Rows], folder: str = "db_31_0_csv") -> Path:
    """Names in snake_case; cells quoted where needed, empty for missing."""
    members = {}
    for name, lines in with_names(tables).items():
        cells = [["" if cell == "n/a" else cell for cell in line] for line in lines]
        members[f"{folder}/{name.replace(',', '').replace(' ', '_').casefold()}.csv"] = comma_separated(cells)
    return zipped(path, members)


def workbooks(folder: Path, tables: Mapping[str, Rows]) -> list[Path]:
    """The Excel edition: a workbook a table, numbers as numbers, n/a for missing."""
    folder.mkdir(exist_ok=True)
    return [
        workbook(folder / f"{name}.xlsx", {name[:31]: [[_typed(cell) for cell in line] for line in lines]})
        for name, lines in with_names(tables).items()
    ]


def _typed(cell: str) -> str | float:
    return float(cell) if re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", cell) else cell


def excel_archive(path: Path, tables: Mapping[str, Rows], folder: str = "db_30_2_excel") -> Path:
    files = workbooks(path.with_suffix(""), tables)
    return zipped(path, {f"{folder}/{file.name}": file.read_bytes() for file in files})


def text_archive(path: Path, tables: Mapping[str, Rows] | None = None, **options: str) -> Path:
    return onet_text(path, tables or text_tables(), **options)
