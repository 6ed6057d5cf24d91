"""The O*NET database as tab-separated text with Windows line ends, in one archive.

Tables that are short as their publisher prints them lie in `onet/` as they are. Those that repeat themselves are kept as matrices
in `onet/ratings/` and `onet/tables/`; columns of which the sample holds nothing are filled with n/a.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from citations.sample_files import archive_of, text_rows
from occupations.sample.files.text import FOLDER, NOT_AVAILABLE, rows_of, sample_of, tab_separated, tasks_of

Rows = Iterator[Sequence[str]]

CODE = "O*NET-SOC Code"
ESTIMATE = ("N", "Standard Error", "Lower CI Bound", "Upper CI Bound", "Recommend Suppress")
DATED = ("Date", "Domain Source")
WHEN = ("02/2026", "Analyst")
RATED = (CODE, "Element ID", "Element Name", "Scale ID")
SURVEYED = (*RATED, "Data Value", *ESTIMATE, "Not Relevant", *DATED)
BY_CATEGORY = (*RATED, "Category", "Data Value", *ESTIMATE, *DATED)
# Columns of the tables of ratings, by their names.
RATING_COLUMNS: Mapping[str, Sequence[str]] = {
    "Abilities": SURVEYED,
    "Skills": SURVEYED,
    "Knowledge": SURVEYED,
    "Work Activities": SURVEYED,
    "Work Context": (*RATED, "Category", *SURVEYED[len(RATED) :]),
    "Interests": (*RATED, "Data Value", *DATED),
    "Work Styles": (*RATED, "Data Value", *DATED),
}
EDUCATION = "2.D.1"
# The last place of each tier among the related occupations of one.
TIERS = {5: "Primary-Short", 10: "Primary-Long", 20: "Supplemental"}


@sample_of("onet")
def onet() -> dict[str, bytes]:
    """The archive of the text edition."""
    tables = {path.stem: path.read_text(encoding="utf-8") for path in (FOLDER / "onet").glob("*.txt")}
    for name, columns in RATING_COLUMNS.items():
        tables[name] = tab_separated(columns, _ratings(name, columns))
    for name, (columns, rows) in OTHERS.items():
        tables[name] = tab_separated(columns, rows())
    for name in sorted({table for table, _, _ in rows_of("onet", "tables", "links.csv")}):
        tables[name] = tab_separated(*_links(name))
    members = {f"db_30_2_text/{name}.txt": text.replace("\n", "\r\n").encode() for name, text in sorted(tables.items())}
    return {"db_30_2_text.zip": archive_of(members)}


@cache
def _elements() -> dict[str, str]:
    lines = (FOLDER / "onet" / "Content Model Reference.txt").read_text(encoding="utf-8").splitlines()
    return {cells[0]: cells[1] for cells in (line.split("\t") for line in lines)}


def _row(columns: Sequence[str], given: Mapping[str, str]) -> list[str]:
    """A row with these cells, by their columns; the others are not available."""
    return [given.get(column, NOT_AVAILABLE) for column in columns]


def _ratings(table: str, columns: Sequence[str]) -> Rows:
    """The matrices of a table, one a scale: occupations down, elements across, an empty cell where there is no rating; ± stands
    before the standard error of those that have one."""
    for path in sorted((FOLDER / "onet" / "ratings").glob(f"{table}.*.csv")):
        scale = path.stem.rpartition(".")[2]
        heading, *rows = text_rows(path)
        for code, *values in rows:
            for element, value in zip(heading[1:], values, strict=True):
                if value:
                    rating, _, error = value.partition("±")
                    given = {**_rated(code, element, scale), "Data Value": rating}
                    yield _row(columns, {**given, "Standard Error": error} if error else given)


def _rated(code: str, element: str, scale: str) -> dict[str, str]:
    return {CODE: code, "Element ID": element, "Element Name": _elements()[element], "Scale ID": scale}


def _education() -> Rows:
    """Shares by category; ! after a share stands for O*NET's advice against it."""
    heading, *rows = text_rows(FOLDER / "onet" / "tables" / "education.csv")
    for code, *shares in rows:
        for category, share in zip(heading[1:], shares, strict=True):
            given = {**_rated(code, EDUCATION, "RL"), "Category": category, "Data Value": share.rstrip("!")}
            if share.endswith("!"):
                given["Recommend Suppress"] = "Y"
            yield _row(BY_CATEGORY, given)


def _task_ratings() -> Rows:
    columns = OTHERS["Task Ratings"][0]
    for code, values in rows_of("onet", "tables", "task-importance.csv"):
        for task, value in zip(tasks_of(code), values.split(), strict=True):
            if value != NOT_AVAILABLE:
                yield _row(columns, {CODE: code, "Task ID": str(task), "Scale ID": "IM", "Data Value": value})


def _task_activities() -> Rows:
    whose = {task: code for code, _ in rows_of("onet", "tables", "task-importance.csv") for task in tasks_of(code)}
    for activity, tasks in rows_of("onet", "tables", "activities.csv"):
        for task in tasks.split():
            yield (whose[int(task)], task, activity, *WHEN)


def _job_zones() -> Rows:
    for zone, codes in rows_of("onet", "tables", "job-zones.csv"):
        for code in codes.split():
            yield (code, zone, *WHEN)


def _related() -> Rows:
    for code, others in rows_of("onet", "tables", "related.csv"):
        for other in others.split():
            related, _, place = other.partition(":")
            yield (code, related, next(tier for last, tier in TIERS.items() if int(place) <= last), place)


def _commodity_titles() -> dict[str, str]:
    return {row[0]: row[1] for row in rows_of("onet", "tables", "commodities.csv")}


def _software() -> Rows:
    titles = _commodity_titles()
    for example, commodity, hot, codes in rows_of("onet", "tables", "software.csv"):
        for code in codes.split():
            in_demand = "Y" if code.endswith("*") else "N"
            yield (code.rstrip("*"), example, commodity, titles[commodity], hot, in_demand)


def _tools() -> Rows:
    titles = _commodity_titles()
    for example, commodity, codes in rows_of("onet", "tables", "tools.csv"):
        for code in codes.split():
            yield (code, example, commodity, titles[commodity])


def _commodities() -> Rows:
    """Commodities with the class, family and segment that their codes begin with."""
    titles = _commodity_titles()
    for code, title in titles.items():
        groups = [f"{code[:length]:0<8}" for length in (6, 4, 2)]
        if code not in groups:
            yield (code, title, *(cell for group in groups for cell in (group, titles[group])))


def _links(table: str) -> tuple[Sequence[str], list[Sequence[str]]]:
    """Heading and rows of a table that links elements of one kind with those of another."""
    names = _elements()
    kinds = table.split(" to ")
    heading = [f"{kind} Element {column}" for kind in kinds for column in ("ID", "Name")]
    links = [(start, end) for name, start, end in rows_of("onet", "tables", "links.csv") if name == table]
    return heading, [(start, names[start], end, names[end]) for start, end in links]


GROUP_COLUMNS = tuple(
    f"{group} {column}" for group in ("Commodity", "Class", "Family", "Segment") for column in ("Code", "Title")
)
OTHERS: Mapping[str, tuple[Sequence[str], Callable[[], Rows]]] = {
    "Education, Training, and Experience": (BY_CATEGORY, _education),
    "Task Ratings": ((CODE, "Task ID", "Scale ID", "Category", "Data Value", *ESTIMATE, *DATED), _task_ratings),
    "Tasks to DWAs": ((CODE, "Task ID", "DWA ID", *DATED), _task_activities),
    "Job Zones": ((CODE, "Job Zone", *DATED), _job_zones),
    "Related Occupations": ((CODE, "Related O*NET-SOC Code", "Relatedness Tier", "Index"), _related),
    "Technology Skills": ((CODE, "Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand"), _software),
    "Tools Used": ((CODE, "Example", "Commodity Code", "Commodity Title"), _tools),
    "UNSPSC Reference": (GROUP_COLUMNS, _commodities),
}
