"""O*NET's tables, read anew, and how files are read at all. Nothing here is shared with the project."""

import csv
import io
import zipfile
from collections import defaultdict
from functools import cache, cached_property
from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.reading.sections import LowPrecision, Missing


def sure_or_not(row: dict[str, str]) -> float:
    """A rating of O*NET, marked where it advises against relying on it."""
    return (LowPrecision if row.get("Recommend Suppress") == "Y" else float)(row["Data Value"])


class OnetFiles:
    """Files of `folder`; `versions` names the releases."""

    def __init__(self, folder: Path, versions: dict[str, str]) -> None:
        self.folder = folder
        self.versions = versions
        self.onet = cache(self._onet)
        self.onet_by = cache(self._onet_by)
        self.ratings = cache(self._ratings)

    # How files are read.

    def _csv(self, path: str, delimiter: str = ",") -> list[dict[str, str]]:
        with open(self.folder / path, encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=delimiter))

    def _sheet(self, source: str | io.BytesIO, sheet: str | int, heading: str) -> list[dict]:
        """Lines of a sheet by the names in the line that holds `heading`."""
        book = (
            CalamineWorkbook.from_path(self.folder / source)
            if isinstance(source, str)
            else CalamineWorkbook.from_filelike(source)
        )
        opened = book.get_sheet_by_index(sheet) if isinstance(sheet, int) else book.get_sheet_by_name(sheet)
        lines = iter(opened.to_python())
        names = next(line for line in lines if heading in line)
        return [dict(zip(names, line, strict=True)) for line in lines]

    def _onet(self, table: str) -> list[dict[str, str]]:
        release = f"db_{self.versions['onet'].replace('.', '_')}_text"
        with zipfile.ZipFile(self.folder / "onet" / f"{release}.zip") as archive:
            text = io.TextIOWrapper(archive.open(f"{release}/{table}.txt"), encoding="utf-8-sig", newline="")
            return list(csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE))

    def _onet_by(self, column: str, *tables: str) -> dict[str, list[dict[str, str]]]:
        """Rows of tables of O*NET by what stands in a column; of tables that the release lacks none."""
        found = defaultdict(list)
        for row in (row for table in tables for row in self.onet(table)):
            found[row[column]].append(row)
        return found

    def of(self, table: str, code: str) -> list[dict[str, str]]:
        """Rows of a table of O*NET about an occupation."""
        return self.onet_by("O*NET-SOC Code", table).get(code, [])

    # What O*NET says.

    @cached_property
    def titles(self) -> dict[str, str]:
        return {
            row["O*NET-SOC Code"]: row["Title"] for row in sorted(self.onet("Occupation Data"), key=lambda r: r["O*NET-SOC Code"])
        }

    @cached_property
    def elements(self) -> dict[str, str]:
        return {row["Element ID"]: row["Element Name"] for row in self.onet("Content Model Reference")}

    def _ratings(self, scale: str) -> dict[str, dict[str, float | Missing]]:
        """Occupation → element → value on a scale, marked where the publisher advises against relying on it."""
        tables = {
            "IM": ("Abilities", "Essential Skills", "Knowledge", "Skills", "Work Activities"),
            "OI": ("Interests",),
            "WI": ("Work Styles",),
            "DR": ("Work Styles",),
            "EX": ("Work Values",),
        }[scale]
        found = defaultdict(dict)
        for row in (row for table in tables if table != "Essential Skills" for row in self.onet(table)):
            if row["Scale ID"] == scale:
                found[row["O*NET-SOC Code"]][row["Element ID"]] = sure_or_not(row)
        return found

    @cached_property
    def tasks(self) -> dict[str, dict[int, dict[str, str]]]:
        """Occupation → number → the task's line."""
        found = defaultdict(dict)
        for row in sorted(self.onet("Task Statements"), key=lambda row: int(row["Task ID"])):
            found[row["O*NET-SOC Code"]][int(row["Task ID"])] = row
        return found

    @cached_property
    def importance(self) -> dict[int, float]:
        return {int(row["Task ID"]): sure_or_not(row) for row in self.onet("Task Ratings") if row["Scale ID"] == "IM"}

    @cached_property
    def sure(self) -> dict[tuple[str, str], float]:
        """(occupation, element) → standard error of its importance, where there is one."""
        return {
            (row["O*NET-SOC Code"], row["Element ID"]): float(row["Standard Error"])
            for table in ("Abilities", "Knowledge", "Skills", "Work Activities")
            for row in self.onet(table)
            if row["Scale ID"] == "IM" and row["Standard Error"] != "n/a"
        }

    @cached_property
    def activities(self) -> dict[int, list[str]]:
        """Task → its detailed work activities."""
        found = defaultdict(list)
        for row in self.onet("Tasks to DWAs"):
            found[int(row["Task ID"])].append(row["DWA ID"])
        return found

    @cached_property
    def activity_titles(self) -> dict[str, str]:
        return {row["DWA ID"]: row["DWA Title"] for row in self.onet("DWA Reference")}

    @cached_property
    def wider_activity(self) -> dict[str, str]:
        """Detailed work activity → title of the intermediate one."""
        titles = {row["IWA ID"]: row["IWA Title"] for row in self.onet("IWA Reference")}
        return {row["DWA ID"]: titles[row["IWA ID"]] for row in self.onet("DWA Reference")}

    @cached_property
    def scales(self) -> dict[str, dict[str, str]]:
        return {row["Scale ID"]: row for row in self.onet("Scales Reference")}

    @cached_property
    def anchors(self) -> dict[str, list[dict[str, str]]]:
        """Element → examples of its levels."""
        return self.onet_by("Element ID", "Level Scale Anchors")

    @cached_property
    def commodities(self) -> dict[str, dict[str, str]]:
        return {row["Commodity Code"]: row for row in self.onet("UNSPSC Reference")}

    @cached_property
    def related(self) -> dict[str, list[str]]:
        found = defaultdict(list)
        for row in sorted(self.onet("Related Occupations"), key=lambda row: int(row["Index"])):
            if row["Related O*NET-SOC Code"] in self.titles:
                found[row["O*NET-SOC Code"]].append(row["Related O*NET-SOC Code"])
        return found

    @cached_property
    def zones(self) -> dict[str, str]:
        return {row["O*NET-SOC Code"]: row["Job Zone"] for row in self.onet("Job Zones")}
