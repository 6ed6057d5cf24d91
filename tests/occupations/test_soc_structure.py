"""The SOC structure importer reads groups and bridges, and refuses vintages that do not fit."""

from citations.models import Release
from occupations.models import CrosswalkEdge, SocGroup
from occupations.selectors.crosswalks import edges, onet_codes_of_soc, soc_groups
from tests.occupations.files import SOC_FILES, soc_files

READY, REJECTED = Release.State.READY, Release.State.REJECTED


def test_the_four_files_make_one_release(imported, tmp_path) -> None:
    release = imported(*soc_files(tmp_path))

    assert (release.state, release.dataset.slug, release.version) == (READY, "soc-structure", "2019")
    assert release.issues.get().kind == "version-assumed"
    assert edges(release.pk, "soc-2010", "soc-2018") == {"27-4011": ["27-4011", "27-4015"]}
    assert edges(release.pk, "onet-soc-2010", "onet-soc-2019") == {"27-4011.00": ["27-4011.00"]}
    assert onet_codes_of_soc(release.pk) == {"27-4011": ["27-4011.00", "27-4011.01"], "27-4015": ["27-4015.00"]}


def test_edges_stand_only_in_the_direction_of_their_file(imported, tmp_path) -> None:
    release = imported(*soc_files(tmp_path))

    assert edges(release.pk, "soc-2018", "soc-2010") == {}
    assert CrosswalkEdge.objects.filter(release=release).count() == 6


def test_each_group_knows_its_level_and_the_group_above(imported, tmp_path) -> None:
    release = imported(*soc_files(tmp_path))

    assert list(SocGroup.objects.order_by("code").values_list("code", "level", "parent_code")) == [
        ("27-0000", "major", ""),
        ("27-4000", "minor", "27-0000"),
        ("27-4010", "broad", "27-4000"),
        ("27-4011", "detailed", "27-4010"),
        ("27-4011.01", "onet", "27-4011"),
        ("27-4015", "detailed", "27-4010"),
        ("29-0000", "major", ""),
    ]
    assert {code: group.title for code, group in soc_groups(release.pk).items() if group.level == "major"} == {
        "27-0000": "Arts, Design, Entertainment, Sports, and Media Occupations",
        "29-0000": "Healthcare Practitioners and Technical Occupations",
    }


def test_a_bridge_to_a_code_outside_the_structure_is_refused(imported, tmp_path) -> None:
    name = "soc_2010_to_2018_crosswalk.xlsx"
    rows = [*SOC_FILES[name], ["27-4099", "Media Workers, All Other", "27-4099", "Media Workers, All Other"]]
    release = imported(*soc_files(tmp_path, {name: rows}))

    assert release.state == REJECTED
    assert [(issue.kind, issue.value) for issue in release.issues.filter(severity="error")] == [
        ("soc-code-not-in-structure", "27-4099")
    ]


def test_a_row_is_numbered_as_a_spreadsheet_shows_it(imported, tmp_path) -> None:
    name = "soc_2010_to_2018_crosswalk.xlsx"
    rows = [[], [], *SOC_FILES[name], [], ["27-40", "Shortened", "27-4011", "Audio and Video Technicians"]]
    release = imported(*soc_files(tmp_path, {name: rows}))

    issue = release.issues.get(severity="error")
    assert (issue.file, issue.sheet, issue.row, issue.column, issue.value) == (name, "Sheet", 10, "2010 SOC Code", "27-40")


def test_a_structure_row_with_two_codes_is_refused(imported, tmp_path) -> None:
    name = "soc_structure_2019.csv"
    release = imported(*soc_files(tmp_path, {name: [*SOC_FILES[name], ["31-0000", "31-1100", "", "", "", "Two levels at once"]]}))

    issue = release.issues.get(severity="error")
    assert (issue.kind, issue.row, issue.column) == ("structure-minor-rule", 9, "Minor Group")


def test_a_missing_bridge_is_named(imported, tmp_path) -> None:
    files = [path for path in soc_files(tmp_path) if not path.name.startswith("soc_2010")]
    release = imported(*files)

    assert release.state == REJECTED
    issue = release.issues.get(severity="error")
    assert issue.kind == "table-missing"
    assert issue.message.startswith("SOC 2010 to SOC 2018 is missing.")


def test_the_bridge_from_onet_soc_2010_may_be_absent(imported, tmp_path) -> None:
    files = [path for path in soc_files(tmp_path) if not path.name.startswith("2010_to")]
    release = imported(*files)

    assert release.state == READY
    assert release.report["absent"] == ["O*NET-SOC 2010 to O*NET-SOC 2019"]
