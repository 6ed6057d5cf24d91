"""The publishers' files, read anew, to prove what the site prints.

Nothing here is shared with the project: no reader of its importers, no selector, no recipe. What
follows from them is in `reckoning`. Each file is read once a session, where a test asks for it.
"""

import csv
import hashlib
import io
import struct
import zipfile
from collections import defaultdict
from functools import cache, cached_property
from pathlib import Path

from tests.reading.sections import AtLeast, Missing
from tests.reference.raw_onet import OnetFiles

WAGES = ("PCT10", "PCT25", "MEDIAN", "PCT75", "PCT90", "MEAN")
NOT_COVERED = Missing("not-covered")
CELLS = {"*": Missing("not-available"), "**": Missing("not-released"), "": NOT_COVERED}
NUMBERS = "no one two three four five six seven eight nine ten 11 12 13 14 15".split()  # noqa: SIM905
# What the Bureau publishes together: https://www.bls.gov/oes/changes_2017.htm. Codes that end in 0 are broad occupations.
TOGETHER = {
    "13-1020": ["13-1021", "13-1022", "13-1023"],
    "13-2020": ["13-2022", "13-2023"],
    "21-1018": ["21-1011", "21-1014"],
    "25-2052": ["25-2055", "25-2056"],
    "25-9045": ["25-9042", "25-9043", "25-9049"],
    "29-2010": ["29-2011", "29-2012"],
    "31-1120": ["31-1121", "31-1122"],
    "39-7010": ["39-7011", "39-7012"],
    "47-4090": ["47-4091", "47-4099"],
    "51-2028": ["51-2022", "51-2023"],
    "51-2090": ["51-2092", "51-2099"],
    "53-1047": ["53-1042", "53-1043", "53-1044", "53-1049"],
}
PATTERNS = ("directive", "feedback loop", "task iteration", "learning", "validation")


# Titles whose typing errors are corrected, by code.
TITLES = {
    "2522": "Systems Administrators",
    "3331": "Clearing and Forwarding Agents",
    "3359": "Government Regulatory Associate Professionals Not Elsewhere Classified",
    "7223": "Metal Working Machine Tool Setters and Operators",
    "11.0199": "Computer and Information Sciences, Other",
    "13.1306": "Foreign Language Teacher Education",
    "13.1310": "Sales and Marketing Operations/Marketing and Distribution Teacher Education",
    "30.4201": "Geoarcheology",
    "43.0123": "Cultural/Archaeological Resources Protection",
    "49.0206": "Mobile Crane Operator/Operation",
    "51.2205": "Health/Medical Physics",
    "54.0102": "American History (United States)",
}


def as_meant(statement: str) -> str:
    """A statement whose UTF-8 was read as Mac Roman, as it was before."""
    return statement.encode("mac_roman").decode() if "‚Äô" in statement or "¬¥" in statement else statement


def element_order(element: str) -> list:
    """4.A.1.a.2 before 4.A.1.a.10."""
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in element.split(".")]


def wording(statement: str) -> str:
    return " ".join(statement.lower().split())


def unit_group_of(row: dict) -> str:
    return str(row["ISCO_08"]).partition(".")[0].zfill(4)


class RawFiles(OnetFiles):
    """Everything in `folder` that the reference's edition is made of; `versions` names the releases."""

    def __init__(self, folder: Path, versions: dict[str, str]) -> None:
        super().__init__(folder, versions)
        self.of_codes = cache(self._of_codes)
        self.sharing = cache(self._sharing)
        self.published = cache(self._published)

    # Occupations and codes.

    @cached_property
    def soc(self) -> dict[str, str]:
        """O*NET-SOC → SOC 2018."""
        rows = self._sheet("crosswalks/2019_to_SOC_Crosswalk.xlsx", 0, "2018 SOC Code")
        return {row["O*NET-SOC 2019 Code"]: row["2018 SOC Code"] for row in rows if row["2018 SOC Code"]}

    @cached_property
    def of_soc(self) -> dict[str, list[str]]:
        """SOC 2018 → O*NET-SOC."""
        found = defaultdict(list)
        for code in self.titles:
            found[self.soc[code]].append(code)
        return found

    @cached_property
    def groups(self) -> dict[str, str]:
        """Titles of the groups."""
        rows = self._csv("crosswalks/soc_structure_2019.csv")
        return {next(row[level] for level in list(row)[:5] if row[level]): row["SOC or O*NET-SOC 2019 Title"] for row in rows}

    def published_under(self, code: str, known) -> str:
        """The occupation's SOC code, else the combination that it is published in."""
        soc = self.soc[code]
        return soc if soc in known else next((one for one, parts in TOGETHER.items() if soc in parts and one in known), "")

    def _of_codes(self, under: str) -> list[str]:
        """The occupations of a SOC code or of a combination."""
        return sorted(one for soc in TOGETHER.get(under, [under]) for one in self.of_soc.get(soc, ()))

    def _sharing(self, code: str, under: str) -> list[str]:
        """The occupations that what is published under a code is of; none where it is of this one alone."""
        found = self.of_codes(under)
        return found if found != [code] or under != self.soc[code] else []

    def for_whom(self, code: str, under: str, title: str) -> str:
        """What a page says of a figure that is published for more occupations than one."""
        count = len(self.sharing(code, under))
        if not count:
            return ""
        if title.lower() == self.titles[code].lower():
            return f"for all {title}, {NUMBERS[count - 1]} more specific occupation{'s' if count > 2 else ''} included"
        return f"for {title}, of which this is one of {NUMBERS[count]}"

    @cached_property
    def older(self) -> dict[str, dict[str, list[str]]]:
        """Newer code → older codes, of SOC and of O*NET-SOC."""
        found: dict[str, dict[str, list[str]]] = {}
        for name, file, older, newer in (
            ("soc", "soc_2010_to_2018_crosswalk", "2010 SOC Code", "2018 SOC Code"),
            ("onet", "2010_to_2019_Crosswalk", "O*NET-SOC 2010 Code", "O*NET-SOC 2019 Code"),
        ):
            pairs = {(row[newer], row[older]) for row in self._sheet(f"crosswalks/{file}.xlsx", 0, older) if row[newer]}
            found[name] = defaultdict(list)
            for new, old in sorted(pairs):
                found[name][new].append(old)
        return found

    # Studies of exposure.

    def _published(self, study: str) -> dict[str, float]:
        microsoft = self.versions["microsoft-working-with-ai"]
        name = {"2025-07": "ai_applicability_scores", "2025-10": "soc_ai_applicability_scores"}[microsoft]
        if study == "felten-aioe":
            rows, code, value = self._sheet("studies/felten/AIOE_DataAppendix.xlsx", "Appendix A", "AIOE"), "SOC Code", "AIOE"
        elif study.startswith("eloundou"):
            rows, code = self._csv("studies/eloundou/occ_level.csv"), "O*NET-SOC Code"
            *human, letter = study.split("-")[1:]
            value = f"{'human' if human else 'dv'}_rating_{letter}"
        elif study == "felten-lm-aioe":
            file, code = "studies/felten/Language Modeling AIOE and AIIE.xlsx", "SOC Code"
            rows, value = self._sheet(file, "LM AIOE", code), "Language Modeling AIOE"
        else:
            file, code, value = {
                "microsoft-applicability": (f"studies/microsoft/{microsoft}/{name}.csv", "SOC Code", "ai_applicability_score"),
                "frey-osborne": ("studies/frey_osborne/frey_osborne_automation_risk_index_clean.csv", "SOC code", "Probability"),
                "dingel-neiman": ("studies/dingel_neiman/occupations_workathome.csv", "onetsoccode", "teleworkable"),
                "observed": ("aei/labor_market_impacts/job_exposure.csv", "occ_code", "observed_exposure"),
            }[study]
            rows = self._csv(file)
        return {row[code]: float(row[value]) for row in rows if row[code]}

    @cached_property
    def labels(self) -> dict[tuple[str, int], tuple[str, str]]:
        """(occupation, task) → labels of exposure by people and by GPT-4."""
        rows = self._csv("studies/eloundou/full_labelset.tsv", "\t")
        return {
            (row["O*NET-SOC Code"], int(float(row["Task ID"]))): (row["human_exposure_agg"], row["gpt4_exposure"]) for row in rows
        }

    @cached_property
    def penetration(self) -> dict[str, float]:
        rows = self._csv("aei/labor_market_impacts/task_penetration.csv")
        return {wording(row["task"]): float(row["penetration"]) for row in rows}

    @cached_property
    def usage(self) -> dict[str, float]:
        """Words of a task, or "none" → percent of conversations."""
        return {wording(row["task_name"]): float(row["pct"]) for row in self._csv("aei/release_2025_03_27/task_pct_v2.csv")}

    @cached_property
    def patterns(self) -> dict[str, dict[str, float]]:
        """Words of a task → percent of its conversations by way of working together."""
        rows = self._csv("aei/release_2025_03_27/automation_vs_augmentation_by_task.csv")
        return {wording(row["task_name"]): {name: 100 * float(row[name.replace(" ", "_")]) for name in PATTERNS} for row in rows}

    @cached_property
    def earlier(self) -> dict[str, list[int]]:
        """Words of O*NET 20.1 → numbers of the tasks that had them."""
        found = defaultdict(list)
        for row in self._csv("../more/aei/onet_task_statements.csv"):
            found[wording(row["Task"])].append(int(row["Task ID"]))
        return found

    def paired(self, words: str) -> list[int]:
        """Numbers that reviewers paired the words with."""
        digest = hashlib.sha256(words.encode()).hexdigest()
        return [int(row["task_id"]) for row in self._pairs if digest.startswith(row["digest"])]

    @cached_property
    def _pairs(self) -> list[dict[str, str]]:
        with open(Path(__file__).parents[2] / "occupations" / "data" / "task_pairs.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    # Pay, jobs, schools.

    @cached_property
    def survey(self) -> dict[tuple[str, str], dict]:
        """(industry or "", SOC) → the line of all occupations, of a major group (25-0000) or of a detailed one."""
        found = {}
        for source in self._survey_files():
            for row in self._sheet(source, 0, "OCC_CODE"):
                if row["I_GROUP"] != "6-digit" and row["O_GROUP"] in ("total", "major", "detailed"):
                    naics = row["NAICS"] if isinstance(row["NAICS"], str) else f"{row['NAICS']:.0f}"
                    found["" if naics == "000000" else naics, row["OCC_CODE"]] = row
        return found

    def _survey_files(self) -> list[str | io.BytesIO]:
        """The nation's table and, of May 2024, those by industry."""
        if self.versions["bls-oews"] == "May 2025":
            return ["oews/national_M2025_dl.xlsx"]
        with zipfile.ZipFile(self.folder / "oews/oesm24nat.zip") as archive:
            national = io.BytesIO(archive.read("oesm24nat/national_M2024_dl.xlsx"))
        return [national, "oews/natsector_M2024_dl.xlsx", "oews/nat5d_6d_M2024_dl.reconstructed.xlsx"]

    def cell(self, industry: str, soc: str, column: str) -> float | Missing:
        """A cell of the survey, `industry` being empty for the nation."""
        row = self.survey.get((industry, soc))
        if row is None:
            return NOT_COVERED
        period = {"H": "ANNUAL", "A": "HOURLY"}.get(column[0]) if column[1] == "_" else None
        if row[column] in CELLS and period and not industry and row[period] == "TRUE":
            return Missing("no-hourly-wage" if column[0] == "H" else "no-annual-wage")
        if row[column] == "#":
            return AtLeast(115.0 if column[0] == "H" else 239_200)
        return CELLS[row[column]] if row[column] in CELLS else float(row[column])

    @cached_property
    def surveyed(self) -> dict[str, str]:
        """SOC codes of the nation's table → title."""
        return {soc: row["OCC_TITLE"] for (industry, soc), row in self.survey.items() if not industry and soc[2:] != "-0000"}

    @cached_property
    def industries(self) -> dict[str, dict[str, str]]:
        """NAICS → title, level and the SOC codes found in it."""
        found = {}
        for (naics, soc), row in self.survey.items():
            if naics:
                known = found.setdefault(naics, {"title": row["NAICS_TITLE"], "level": row["I_GROUP"], "occupations": []})
                if soc[2:] != "-0000":
                    known["occupations"].append(soc)
        return found

    @cached_property
    def projections(self) -> dict[str, dict]:
        rows = self._sheet("bls_ep/occupation_2024-2034.xlsx", "Table 1.2", "Occupation type")
        return {row["2024 National Employment Matrix code"]: row for row in rows if row["Occupation type"] == "Line item"}

    @cached_property
    def attained(self) -> dict[str, tuple[list[float], bool]]:
        """Code of the projections → percent of workers by level, lowest first; whether the survey has an exact match."""
        rows = self._sheet("bls_ep/education_2024-2034.xlsx", "Table 5.3", "Bachelor's degree")
        found = {}
        for row in rows:
            title, code, *percents = row.values()
            if code and code != "00-0000":
                found[code] = (percents, not title.rstrip().endswith("]"))
        return found

    @cached_property
    def cluster_rows(self) -> list[dict]:
        file = "career_clusters/AdvanceCTE_SOC_Career_Clusters_Crosswalk.xlsx"
        return self._sheet(file, "SOC - CC - Sub-Clusters", "Sub-Cluster")

    @cached_property
    def clusters(self) -> dict[str, dict[str, list[str]]]:
        """SOC, or a combination → career cluster → its parts."""
        found = defaultdict(lambda: defaultdict(set))
        for row in self.cluster_rows:
            found[row["SOC Code"]][row["Career Cluster"]].add(row["Sub-Cluster"])
        return {soc: {name: sorted(parts[name]) for name in sorted(parts)} for soc, parts in found.items()}

    @cached_property
    def members_of_clusters(self) -> dict[str, dict[str, list[str]]]:
        """Career cluster → its occupations, with the parts that they belong to."""
        found: dict[str, dict[str, list[str]]] = defaultdict(dict)
        for code in self.titles:
            for title, parts in self.clusters.get(self.published_under(code, self.clusters), {}).items():
                found[title][code] = parts
        return found

    @cached_property
    def cip_rows(self) -> list[dict]:
        return self._sheet("cip/CIP2020_SOC2018_Crosswalk.xlsx", "CIP-SOC", "CIP2020Code")

    @cached_property
    def _cip(self) -> list[dict]:
        return [row for row in self.cip_rows if row["CIP2020Title"] != "NO MATCH"]

    @cached_property
    def study(self) -> dict[str, list[str]]:
        """SOC → fields of study."""
        found = defaultdict(list)
        for row in self._cip:
            found[row["SOC2018Code"]].append(row["CIP2020Code"])
        return found

    @cached_property
    def leads_to(self) -> dict[str, set[str]]:
        """Field of study → SOC codes."""
        found = defaultdict(set)
        for row in self._cip:
            found[row["CIP2020Code"]].add(row["SOC2018Code"])
        return found

    def title_as_published(self, code: str) -> str | None:
        """A title that is corrected, as the release has it."""
        if code not in TITLES:
            return None
        return (
            next(row["CIP2020Title"].removesuffix(".") for row in self._cip if row["CIP2020Code"] == code)
            if "." in code
            else (next(row["Title"] for row in self._ilo if unit_group_of(row) == code))
        )

    @cached_property
    def fields_of_study(self) -> dict[str, str]:
        return {r["CIP2020Code"]: TITLES.get(r["CIP2020Code"], r["CIP2020Title"].removesuffix(".")) for r in self._cip}

    # The gradient.

    @cached_property
    def _ilo(self) -> list[dict]:
        rows = self._sheet("ilo/Final_Scores_ISCO08_Gmyrek_et_al_2025.xlsx", 0, "ISCO_08")
        return [row for row in rows if row["ISCO_08"]]

    @cached_property
    def unit_groups(self) -> dict[str, list[dict]]:
        """ISCO-08 unit group → its tasks' lines, by number."""
        found = defaultdict(list)
        for row in self._ilo:
            code = unit_group_of(row)
            words = "no statement in the release" if row["Task_ISCO"] == "nan" else as_meant(row["Task_ISCO"])
            found[code].append({**row, "Title": TITLES.get(code, row["Title"]), "Task_ISCO": words})
        return {code: sorted(rows, key=lambda row: row["taskID"]) for code, rows in sorted(found.items())}

    @cached_property
    def isco_of_soc_2010(self) -> dict[str, list[str]]:
        """The crosswalk's Stata file (release 115): two columns of whole numbers after a header of fixed length."""
        with zipfile.ZipFile(self.folder / "crosswalks/onetsoc_to_isco_cws_ibs.zip") as archive:
            data = archive.read("onetsoc_to_isco_cws_ibs/soc10_isco08.dta")
        columns, lines = struct.unpack("<HI", data[4:10])
        assert (data[0], data[1], columns, data[109:111]) == (115, 2, 2, b"\xfd\xfc")
        at = 109 + columns * (1 + 33 + 49 + 33 + 81) + 2 * (columns + 1)
        while data[at]:
            at += 5 + struct.unpack("<I", data[at + 1 : at + 5])[0]
        found = defaultdict(list)
        for line in range(lines):
            soc, isco = struct.unpack_from("<ih", data, at + 5 + 6 * line)
            found[f"{soc // 10_000}-{soc % 10_000:04}"].append(f"{isco:04}")
        return found
