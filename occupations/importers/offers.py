"""Where the datasets of the U.S. side are offered: every address that the site asks for them.

Addresses were compared with how public programs fetch the same files. What has no address known to stay is fetched by people.
"""

import re
from collections.abc import Mapping

from citations.importing.offers import ListedFiles, NumberedAddresses, Offer, OfferedFile, SameAddresses, declare_offers

GITHUB = "https://raw.githubusercontent.com"
ECONOMIC_INDEX = "https://huggingface.co/datasets/Anthropic/EconomicIndex"
# Large files are handed out by other machines of the same company.
HUGGING_FACE_FILES = (".hf.co", "cdn-lfs.huggingface.co")
ONET_CENTER = "https://www.onetcenter.org"
BLS = "https://www.bls.gov"


def onet_parts(version: str) -> dict[str, str]:
    """The parts of 30.2. Raises ValueError for what is no release of O*NET."""
    number = re.fullmatch(r"(\d+)\.(\d+)", version)
    if number is None:
        raise ValueError(f"{version!r} is no release of O*NET. They are called by two numbers, such as 30.2.")
    return {"major": number[1], "minor": number[2]}


def onet_following(version: str) -> list[str]:
    """30.3, 30.4 and 31.0 after 30.2: one may have been left out."""
    major, minor = (int(part) for part in onet_parts(version).values())
    return [f"{major}.{minor + 1}", f"{major}.{minor + 2}", f"{major + 1}.0"]


def oews_parts(version: str) -> dict[str, str]:
    """The year of May 2024 as addresses have it. Raises ValueError for what is no release of the survey."""
    year = re.fullmatch(r"May 20(\d\d)", version)
    if year is None:
        raise ValueError(f"{version!r} is no release of the survey. They are called by their month, such as May 2024.")
    return {"year": year[1]}


def oews_following(version: str) -> list[str]:
    """May 2025 and May 2026 after May 2024: one may have been left out."""
    year = int(oews_parts(version)["year"])
    return [f"May 20{year + 1:02}", f"May 20{year + 2:02}"]


# The files that the importer reads, of all that are in a release's folder.
_CONVERSATIONS = re.compile(
    r"release_(20\d\d)_(\d\d)_(\d\d)/(?:"
    r"data/(?:intermediate/)?aei_(?:raw_)?(?:claude_ai|1p_api)_[\d_to-]+"
    r"|onet_task_mappings|automation_vs_augmentation\w*|task_pct_v\d|task_thinking_fractions"
    r")\.csv"
)


def economic_index_releases(listed: object) -> Mapping[str, list[OfferedFile]]:
    """The files of each release in Hugging Face's list of the repository, with the checksums that it states."""
    releases: dict[str, list[OfferedFile]] = {}
    for entry in listed if isinstance(listed, list) else ():
        path = str(entry.get("path", "")) if isinstance(entry, dict) else ""
        if named := _CONVERSATIONS.fullmatch(path):
            sha256 = str((entry.get("lfs") or {}).get("oid", ""))
            size = entry.get("size")
            file = OfferedFile(
                f"{ECONOMIC_INDEX}/resolve/main/{path}",
                sha256=sha256 if re.fullmatch(r"[0-9a-f]{64}", sha256) else "",
                size=size if isinstance(size, int) else None,
            )
            releases.setdefault("-".join(named.groups()), []).append(file)
    return releases


def _of_economic_index(*paths: str) -> SameAddresses:
    return SameAddresses(
        page=f"{ECONOMIC_INDEX}/tree/main",
        hosts=HUGGING_FACE_FILES,
        offered=[OfferedFile(f"{ECONOMIC_INDEX}/resolve/main/{path}") for path in paths],
    )


def _of_github(repository: str, branch: str, *required: str, optional: tuple[str, ...] = ()) -> SameAddresses:
    base = f"{GITHUB}/{repository}/{branch}"
    return SameAddresses(
        page=f"https://github.com/{repository}",
        offered=[OfferedFile(f"{base}/{path}", required=path in required) for path in (*required, *optional)],
    )


declare_offers(
    {
        "onet": NumberedAddresses(
            page=f"{ONET_CENTER}/database.html",
            instruction="Save the archive of the text edition. Earlier releases are in the Database Releases Archive.",
            offered=[OfferedFile(f"{ONET_CENTER}/dl_files/database/db_{{major}}_{{minor}}_text.zip")],
            first="30.2",
            following=onet_following,
            parts=onet_parts,
        ),
        "bls-oews": NumberedAddresses(
            page=f"{BLS}/oes/tables.htm",
            instruction="Save the archives “National” and “National industry-specific” of the year, and upload both together.",
            offered=[
                OfferedFile(f"{BLS}/oes/special-requests/oesm{{year}}nat.zip"),
                OfferedFile(f"{BLS}/oes/special-requests/oesm{{year}}in4.zip", required=False),
            ],
            first="May 2024",
            following=oews_following,
            parts=oews_parts,
        ),
        "bls-ep": SameAddresses(
            page=f"{BLS}/emp/data/occupational-data.htm",
            instruction="Save the workbook of all occupational tables, and that of education; upload both together.",
            offered=[
                OfferedFile(f"{BLS}/emp/ind-occ-matrix/occupation.xlsx"),
                OfferedFile(f"{BLS}/emp/ind-occ-matrix/education.xlsx", required=False),
            ],
        ),
        "anthropic-economic-index": ListedFiles(
            page=f"{ECONOMIC_INDEX}/tree/main",
            instruction="Open the folder of the release and save its files for Claude.ai and for the API (1p_api).",
            hosts=HUGGING_FACE_FILES,
            listing="https://huggingface.co/api/datasets/Anthropic/EconomicIndex/tree/main?recursive=true",
            watch=f"{ECONOMIC_INDEX}/resolve/main/README.md",
            sort=economic_index_releases,
        ),
        "anthropic-labor-market": _of_economic_index(
            "labor_market_impacts/job_exposure.csv", "labor_market_impacts/task_penetration.csv"
        ),
        "anthropic-task-statements": _of_economic_index("release_2025_02_10/onet_task_statements.csv"),
        "eloundou-gpts": _of_github("openai/GPTs-are-GPTs", "main", "data/occ_level.csv", optional=("data/full_labelset.tsv",)),
        "felten-aioe": _of_github("AIOE-Data/AIOE", "main", "AIOE_DataAppendix.xlsx"),
        "felten-lm-aioe": _of_github("AIOE-Data/AIOE", "main", "Language%20Modeling%20AIOE%20and%20AIIE.xlsx"),
        "dingel-neiman": _of_github(
            "jdingel/DingelNeiman-workathome",
            "master",
            "occ_onet_scores/output/occupations_workathome.csv",
            optional=("onet_to_BLS_crosswalk/output/onet_teleworkable_blscodes.csv",),
        ),
        # Its files were renamed from one release to the next, and do not say which release they are.
        "microsoft-working-with-ai": Offer(
            page="https://github.com/microsoft/working-with-ai",
            instruction="Save soc_ai_applicability_scores.csv, once called ai_applicability_scores.csv, soc_metrics.csv and "
            "iwa_metrics.csv, and give the month in which they were published as the version, such as 2025-10.",
            watch=f"{GITHUB}/microsoft/working-with-ai/main/README.md",
        ),
        "frey-osborne": Offer(
            page="https://www.oxfordmartin.ox.ac.uk/publications/the-future-of-employment",
            instruction="The publisher offers the index as the appendix of the paper alone, not as a table. Upload it as CSV.",
        ),
        "soc-structure": SameAddresses(
            page=f"{ONET_CENTER}/taxonomy.html",
            instruction="Save the O*NET-SOC 2019 structure (CSV), its crosswalks to the SOC and from O*NET-SOC 2010, and the "
            f"crosswalk of SOC 2010 and 2018 from {BLS}/soc/2018/crosswalks.htm; upload all together.",
            offered=[
                OfferedFile(f"{ONET_CENTER}/taxonomy/2019/structure/?fmt=csv", "soc_structure_2019.csv"),
                OfferedFile(f"{BLS}/soc/2018/soc_2010_to_2018_crosswalk.xlsx"),
                OfferedFile(f"{ONET_CENTER}/taxonomy/2019/soc/2019_to_SOC_Crosswalk.xlsx?fmt=xlsx"),
                OfferedFile(f"{ONET_CENTER}/taxonomy/2019/walk/2010_to_2019_Crosswalk.xlsx?fmt=xlsx", required=False),
            ],
        ),
        "nces-cip-soc": SameAddresses(
            page="https://nces.ed.gov/ipeds/cipcode/post3.aspx?y=56",
            offered=[OfferedFile("https://nces.ed.gov/ipeds/cipcode/Files/CIP2020_SOC2018_Crosswalk.xlsx")],
        ),
        # Its terms are not stated: whoever takes it has to look at them.
        "career-clusters": Offer(
            page="https://careertech.org/career-clusters/",
            instruction="Save the crosswalk of occupations (SOC) and Career Clusters, after a look at the terms.",
        ),
    }
)
