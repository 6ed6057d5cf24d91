"""Whatever was done to one file of a release, its check ends with a handful of findings, each with its place and what to do."""

import io
import re
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from citations.importing.checking import check
from citations.importing.issues import ERROR, Finding, Findings
from citations.importing.recognition import recognise
from citations.importing.spooling import Spool
from gradient.sample import SAMPLE_FILES
from tests.corpus.corruptions import Target, corruptions

TARGETS = {
    "O*NET codes": Target("onet", "Occupation Data.txt", "O*NET-SOC Code", "Title", numeric=False),
    "O*NET ratings": Target("onet", "Skills.txt", "O*NET-SOC Code", "Data Value"),
    "OEWS": Target("bls-oews", "national_M2024_dl.xlsx", "OCC_CODE", "A_MEDIAN", sheet="national_M2024_dl"),
    "EP": Target(
        "bls-ep",
        "occupation.xlsx",
        "2024 National Employment Matrix code",
        "Employment, 2024",
        header=1,
        sheet="Table 1.2",
    ),
    "Eloundou": Target("eloundou-gpts", "occ_level.csv", "O*NET-SOC Code", "dv_rating_beta"),
    "ILO": Target("ilo-genai-gradient", "Final_Scores_ISCO08_Gmyrek_et_al_2025.xlsx", "ISCO_08", "score_2025", sheet="Sheet1"),
    "crosswalk in Stata": Target("ibs-crosswalk", "soc10_isco08.dta", "soc10", "isco08"),
    "crosswalk in Excel": Target(
        "soc-structure",
        "2019_to_SOC_Crosswalk.xlsx",
        "O*NET-SOC 2019 Code",
        "2018 SOC Code",
        header=3,
        sheet="O-NET-SOC 2019 Occupation Listi",
        numeric=False,
    ),
    "AEI": Target("anthropic-economic-index", "aei_raw_claude_ai_2025-11-13_to_2025-11-20.csv", "cluster_name", "value"),
}
MOST = 5
# Rows that are repeated or no rows of the table are left out, with a note. Of a table cut at the end of a line nothing in the
# file itself shows it: the release is held to the one before, see `plausibility`.
UNSEEN = {("OEWS", "rows twice"), ("EP", "a note below"), ("O*NET ratings", "cut at a line")}
# As many tables of an O*NET release as show what becomes of those that refer to a damaged one.
ENOUGH = {
    "Occupation Data.txt", "Content Model Reference.txt", "Scales Reference.txt", "Skills.txt", "Abilities.txt",
    "Task Statements.txt", "Task Ratings.txt", "Job Zones.txt", "Job Zone Reference.txt",
}  # fmt: skip
TO_DO = re.compile(r"\b(download|upload|compare|tell a developer)\b", re.IGNORECASE)


@cache
def sound(target: Target) -> dict[str, bytes]:
    """The sample's files of a dataset by name, those of an archive by themselves; of workbooks the target alone."""
    files: dict[str, bytes] = {}
    for name, content in SAMPLE_FILES[target.dataset]().items():
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                members = {Path(member).name: archive.read(member) for member in archive.namelist()}
            files |= {name: read for name, read in members.items() if target.dataset != "onet" or name in ENOUGH}
        else:
            files[name] = content
    assert target.file in files
    return {name: content for name, content in files.items() if name == target.file or target.is_text}


def found_in(files: dict[str, bytes], folder: Path) -> list[Finding]:
    findings, paths = Findings(), []
    for number, (name, content) in enumerate(files.items()):
        path = folder / str(number)
        # Most files are the same from case to case.
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
        paths.append((name, path))
    with Spool() as spool:
        check(recognise(paths, findings), findings, lambda *args: None, spool)
    return findings.kept


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("corruptions")


@cache
def found_in_sound(target: Target, folder: Path) -> Counter:
    return Counter((finding.severity, finding.kind) for finding in found_in(sound(target), folder))


CASES = [(name, deed, change) for name, target in TARGETS.items() for deed, change in corruptions(target)]


@pytest.mark.drawn(3)
@pytest.mark.parametrize(("name", "deed", "change"), CASES, ids=[f"{name}, {deed}" for name, deed, _ in CASES])
def test_it_ends_with_a_handful_of_findings(name, deed, change, folder):
    target = TARGETS[name]
    files = sound(target)
    usual = found_in_sound(target, folder)
    found = found_in({**files, target.file: change(files[target.file])}, folder)
    new = [finding for finding in found if (finding.severity, finding.kind) not in usual]
    assert len(new) <= MOST, [(finding.kind, finding.message) for finding in new]
    errors = [finding for finding in new if finding.severity == ERROR]
    assert bool(errors) != ((name, deed) in UNSEEN), [(finding.kind, finding.message) for finding in found]
    for finding in errors:
        assert TO_DO.search(finding.message), finding
        assert finding.file or target.file in finding.message or "missing" in finding.message, finding
        assert finding.count == 1 or f"{finding.count:,}" in finding.message
