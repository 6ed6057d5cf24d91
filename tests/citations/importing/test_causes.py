"""One finding for one cause: what is found again and again is told once, with how many places there are."""

import pytest

from citations.importing.cells import DECIMAL_COMMAS, CellError, decimal
from citations.importing.checking import check
from citations.importing.issues import CAP_OF_PLACES, Findings, Place
from citations.importing.recognition import recognise
from citations.importing.spooling import Spool
from citations.stated import STATED_DIFFERS

AIOE = ["SOC Code,Occupation Title,AIOE"]


def test_a_rule_broken_in_a_column_is_one_finding_with_its_first_places():
    findings = Findings()
    for row in range(2, 1_002):
        findings.error(
            "scores-value", "Expected a number.", at=Place("a.csv", "", row), column="Value", value=row, advice="Look."
        )
    findings.error("scores-value", "Expected a number.", at=Place("a.csv", "", 5), column="Other", value="x")
    first, other = findings.kept
    assert first.message == "Expected a number. It is so in 1,000 rows; the next are 3 (3), 4 (4), 5 (5). Look."
    assert (first.row, first.count, len(first.spots)) == (2, 1_000, CAP_OF_PLACES)
    assert (other.message, other.count) == ("Expected a number.", 1)
    assert findings.error_count == 2
    (total,) = findings.totals_document()
    assert (total["count"], total["shown"], total["places"]) == (2, 2, 1_001)
    (more,) = findings.places_document()
    assert (len(more["next"]), more["unlisted"]) == (CAP_OF_PLACES - 1, 1_000 - CAP_OF_PLACES)


def test_one_deed_in_several_files_is_one_finding_and_what_is_of_no_file_stays_apart():
    findings = Findings()
    for file in ("a.csv", "a.csv", "b.csv"):
        findings.caused(DECIMAL_COMMAS, at=Place(file, "", 2), column="Value", value="3,5")
    findings.error("table-missing", "One is missing.")
    findings.error("table-missing", "Another is missing.")
    caused, *missing = findings.kept
    assert "in 3 cells of 2 files (a.csv: 2, b.csv: 1), of which this is the first" in caused.message
    assert [found.message for found in missing] == ["One is missing.", "Another is missing."]


def test_totals_far_off_are_one_cause_and_each_of_them_is_kept_for_readers():
    findings = Findings()
    for number in range(30):
        findings.stated_differs(f"Total {number} differs.", gross=True, of=30, at=Place("a.csv", "", number + 2))
    findings.stop_gross_differences()
    *differing, stop = findings.kept
    assert [found.message for found in differing] == [f"Total {number} differs." for number in range(30)]
    assert (stop.kind, {found.kind for found in differing}) == ("stated-far-off", {STATED_DIFFERS})


@pytest.mark.parametrize(
    ("cell", "value"), [("1,234", 1234), ("12,345,678.5", 12345678.5), ("1234.5", 1234.5), ("-1,000", -1000)]
)
def test_commas_between_thousands_are_read(cell, value):
    assert decimal()(cell) == value


@pytest.mark.parametrize(
    ("parse", "cell"), [(decimal(), "3,5"), (decimal(), "0,4815"), (decimal(), "0,481"), (decimal(0, 7), "4,125")]
)
def test_decimal_commas_are_not_read_as_thousands(parse, cell):
    with pytest.raises(CellError) as caught:
        parse(cell)
    assert caught.value.cause == DECIMAL_COMMAS


def found_in(folder, files):
    findings = Findings()
    paths = []
    for name, lines in files.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        paths.append((name, folder / name))
    with Spool() as spool:
        check(recognise(paths, findings), findings, lambda *args: None, spool)
    return {finding.kind: finding for finding in findings.kept}


TITLES = ["O*NET-SOC Code\tTitle\tDescription"]
JOB_ZONES = ["O*NET-SOC Code\tJob Zone\tDate\tDomain Source"]
TASKS = ["O*NET-SOC Code\tTask ID\tTask\tTask Type\tIncumbents Responding\tDate\tDomain Source"]


def onet(*, of_titles: int, title="Title"):
    codes = [f"11-{1011 + number}.00" for number in range(60)]
    return {
        "Occupation Data.txt": TITLES + [f"{code}\t{title} {code}\tThey work." for code in codes[:of_titles]],
        "Job Zones.txt": JOB_ZONES + [f"{code}\t4\t08/2025\tAnalyst" for code in codes],
        "Task Statements.txt": TASKS + [f"{code}\t{n}\tDo {n}.\tCore\t5\t08/2025\tAnalyst" for n, code in enumerate(codes, 1)],
    }


def test_a_table_that_is_cut_off_is_the_one_finding_for_all_that_refer_to_it(tmp_path):
    found = found_in(tmp_path, onet(of_titles=30))["tables-unknown-occupation-data"]
    assert (found.count, found.file, found.row, found.value) == (60, "Task Statements.txt", 32, "11-1041.00")
    assert "It lacks 30 that other tables refer to (Task Statements: 30; Job Zones: 30)" in found.message
    assert "Occupation Data lacks 30 of the 60 that are referred to: it is cut off" in found.message


def test_what_refers_to_a_table_that_cannot_be_read_is_not_blamed(tmp_path):
    files = onet(of_titles=60)
    files["Occupation Data.txt"].insert(31, "11-1041.00\tcut")
    found = found_in(tmp_path, {**files, "Occupation Data.txt": files["Occupation Data.txt"][:40]})
    assert not [kind for kind in found if "unknown" in kind]
    assert found["occupation-data-width"].row == 32
    note = found["references-unchecked"]
    assert "so 22 codes or numbers that refer to it were not checked (in Task Statements; Job Zones)" in note.message


def test_one_fault_in_many_tables_is_one_finding(tmp_path):
    files = onet(of_titles=60)
    spoilt = {name: [line.replace("08/2025", "August") for line in lines] for name, lines in files.items()}
    heading = "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tRecommend Suppress\tDate\tDomain Source"
    rated = [heading] + [f"11-{1011 + n}.00\t{{}}\tName\tIM\t3\tN\tAugust\tAnalyst" for n in range(60)]
    for name, element in {
        "Skills": "2.A.1.a",
        "Abilities": "1.A.1.a.1",
        "Knowledge": "2.C.1.a",
        "Work Activities": "4.A.1.a.1",
    }.items():
        spoilt[f"{name}.txt"] = [line.format(element) for line in rated]
    found = found_in(tmp_path, spoilt)
    assert found["dated"].column == "Date"
    assert found["dated"].count == 360
    assert "It is so in 360 places of 6 files" in found["dated"].message
