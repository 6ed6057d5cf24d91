"""The sample's releases, as the importers have read them."""

from citations.models import Edition, Release, ValidationIssue
from tests.sample.releases import RELEASES

# Notes below the tables of the projections are left out, as those of the publisher are.
NOTES_BELOW = {"projections", "attainment"}


def test_every_release_is_ready_sample_and_named_as_its_publisher_names_it(module_sample_edition: Edition) -> None:
    releases = Release.objects.select_related("dataset")

    assert {release.dataset.slug: release.version for release in releases} == {
        slug: version for slug, (version, _) in RELEASES.items()
    }
    assert all(release.state == Release.State.READY and release.is_sample for release in releases)
    assert all(str(release).endswith("(sample)") for release in releases)


def test_the_importers_find_nothing_wrong(module_sample_edition: Edition) -> None:
    wrong = ValidationIssue.objects.exclude(severity=ValidationIssue.Severity.NOTE)
    notes = set(ValidationIssue.objects.values_list("kind", flat=True))

    assert list(wrong) == []
    # The publishers' own files do not name these releases either, and tables that the sample does without are absent.
    assert notes - {"table-absent"} == {"version-assumed", *(f"{table}-skipped" for table in NOTES_BELOW)}


def test_no_row_is_left_out(module_sample_edition: Edition) -> None:
    tables = [table for release in Release.objects.all() for table in release.report["tables"]]

    assert len(tables) > 50
    assert all(table["rows"] > 0 for table in tables)
    assert sum(table["skipped"] for table in tables) == len(NOTES_BELOW)
