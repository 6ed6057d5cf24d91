"""Fields of study and career clusters: many to many, and “no match” is a statement that stays."""

from citations.models import Release
from occupations.models import CareerCluster, StudyField, StudyFieldOccupation
from tests.occupations.importers import layouts
from tests.occupations.importers.layouts import faults, shuffled, spreadsheet, with_cell, without, written

READY, REJECTED = Release.State.READY, Release.State.REJECTED


def test_fields_of_study_have_titles_families_and_occupations(imported, tmp_path) -> None:
    release = imported(spreadsheet(tmp_path, "cip.xlsx", {"CIP-SOC": layouts.CIP_SOC, "SOC-CIP": shuffled(layouts.CIP_SOC)}))

    assert (release.state, release.dataset.slug, release.version) == (READY, "nces-cip-soc", "2020")
    music = StudyField.objects.get(code="50.0913")
    assert (music.title, music.family_title) == ("Music Technology", "Visual and Performing Arts")
    edges = StudyFieldOccupation.objects.filter(soc_code="27-4014").order_by("field_code")
    assert [edge.field_code for edge in edges] == ["10.0203", "50.0913"]


def test_no_match_stays_a_statement_on_either_side(imported, tmp_path) -> None:
    imported(spreadsheet(tmp_path, "cip.xlsx", {"CIP-SOC": layouts.CIP_SOC}))

    assert StudyFieldOccupation.objects.get(field_code="01.0508").soc_code == ""
    assert StudyFieldOccupation.objects.get(soc_code="27-1023").field_code == ""
    assert not StudyField.objects.filter(code__startswith="99").exists()


def test_a_code_of_no_family_of_fields_is_named(imported, tmp_path) -> None:
    rows = with_cell(with_cell(layouts.CIP_SOC, 3, "CIP2020Code", "98.0101"), 4, "SOC2018Code", "27-40")
    release = imported(spreadsheet(tmp_path, "cip.xlsx", {"CIP-SOC": rows}))

    assert faults(release) == [("crosswalk-cip-code", 3, "CIP2020Code"), ("crosswalk-soc-code", 4, "SOC2018Code")]


def test_a_line_that_matches_nothing_with_nothing_is_an_error(imported, tmp_path) -> None:
    rows = with_cell(layouts.CIP_SOC, 5, "SOC2018Code", "99-9999")
    release = imported(spreadsheet(tmp_path, "cip.xlsx", {"CIP-SOC": rows}))

    assert faults(release) == [("crosswalk-soc-code-rule", 5, "SOC2018Code")]


def test_an_occupation_stands_in_every_cluster_that_the_sheet_names(imported, tmp_path) -> None:
    wide = [["SOC Code", "Occupation Title", "Interdisciplinary SOC? (Yes/No)", "Career Cluster", "Career Cluster"]]
    book = spreadsheet(tmp_path, "clusters.xlsx", {"Wide": wide, "SOC - CC - Sub-Clusters": shuffled(layouts.CLUSTERS)})
    release = imported(book)

    assert (release.state, release.dataset.slug, release.version) == (READY, "career-clusters", "2024")
    places = CareerCluster.objects.filter(soc_code="11-1021").order_by("cluster")
    assert [place.cluster for place in places] == ["Energy & Natural Resources", "Management & Entrepreneurship"]


def test_the_licence_of_the_clusters_says_that_they_are_not_redistributed(imported, tmp_path) -> None:
    release = imported(written(tmp_path, "clusters.csv", layouts.CLUSTERS))

    assert "not redistributed" in release.dataset.licence


def test_clusters_without_sub_clusters_are_told_what_is_missing(imported, tmp_path) -> None:
    release = imported(written(tmp_path, "clusters.csv", without(layouts.CLUSTERS, "Sub-Cluster")))

    assert ("column-missing", 1, "Sub-Cluster") in faults(release)


def test_a_place_named_twice_is_an_error(imported, tmp_path) -> None:
    release = imported(written(tmp_path, "clusters.csv", [*layouts.CLUSTERS, layouts.CLUSTERS[1]]))

    assert faults(release) == [("places-duplicate", 5, "SOC Code")]
