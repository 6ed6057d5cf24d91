"""The real releases load, and hold the figures their publishers print."""

import pytest

from citations.models import Release
from occupations.models import SocGroup, WageEstimate, WageStatus
from occupations.selectors.crosswalks import edges, onet_codes_of_soc, soc_groups
from occupations.selectors.market import national_wages

pytestmark = [pytest.mark.releases, pytest.mark.either_database]


def imported(run, *files) -> Release:
    run("import_release", *files)
    return Release.objects.get()


def test_oews_with_sectors_and_industries(run, releases_folder) -> None:
    oews = releases_folder / "oews"
    files = ("oesm24nat.zip", "natsector_M2024_dl.xlsx", "nat5d_6d_M2024_dl.reconstructed.xlsx")
    release = imported(run, *[oews / name for name in files])

    assert release.version == "May 2024"
    employment = {code: one.values["employment"] for code, one in national_wages(release.pk).items()}
    assert employment["27-4014"] == (13050, WageStatus.GIVEN)
    assert employment["29-2034"] == (223460, WageStatus.GIVEN)
    sound = WageEstimate.objects.get(soc_code="27-4014", industry_level="cross-industry", group="detailed")
    wages = (sound.annual_p10, sound.annual_p25, sound.annual_median, sound.annual_p75, sound.annual_p90)
    assert wages == (36600, 47680, 66430, 99950, 134980)
    chiefs = WageEstimate.objects.get(soc_code="11-1011", industry_level="cross-industry", group="detailed")
    assert (chiefs.annual_p90, chiefs.status("annual_p90")) == (239200, WageStatus.TOP_CODED)
    in_information = WageEstimate.objects.get(soc_code="27-4014", industry_level="sector", naics="51", group="detailed")
    assert (in_information.employment, in_information.annual_median) == (6750, 77590)
    unreleased = WageEstimate.objects.filter(industry_level="sector", statuses__startswith=WageStatus.NOT_RELEASED)
    assert unreleased.count() == 1061
    assert set(unreleased.values_list("employment", flat=True)) == {None}
    theater = WageEstimate.objects.get(soc_code="27-4014", naics_title="Theater Companies and Dinner Theaters")
    assert (theater.employment, theater.annual_median, theater.status("annual_median")) == (580, None, WageStatus.BLANK)


def test_oews_of_the_year_after(run, releases_folder) -> None:
    assert imported(run, releases_folder / "oews/national_M2025_dl.xlsx").version == "May 2025"


def test_the_soc_structure_and_its_bridges(run, releases_folder) -> None:
    names = ("soc_2010_to_2018_crosswalk", "2010_to_2019_Crosswalk", "2019_to_SOC_Crosswalk")
    crosswalks = releases_folder / "crosswalks"
    release = imported(run, *[crosswalks / f"{name}.xlsx" for name in names], crosswalks / "soc_structure_2019.csv")

    assert release.version == "2019"
    groups = soc_groups(release.pk)
    assert sum(group.level == SocGroup.Level.MAJOR for group in groups.values()) == 23
    assert groups["27-0000"].title == "Arts, Design, Entertainment, Sports, and Media Occupations"
    assert SocGroup.objects.filter(parent_code="").count() == 23
    onet_codes = onet_codes_of_soc(release.pk)
    assert onet_codes["27-4014"] == ["27-4014.00"]
    assert sum(map(len, onet_codes.values())) == 1016
    assert edges(release.pk, "soc-2010", "soc-2018")["15-1134"] == ["15-1254", "15-1255"]


def test_the_whole_folder_loads_and_every_file_is_accounted_for(run, releases_folder) -> None:
    output = run("load_releases", releases_folder, "--name", "real", "--allow-failures")

    ready = set(Release.objects.values_list("dataset__slug", "version", "state"))
    assert {
        ("onet", "30.1", "ready"),
        ("onet", "30.2", "ready"),
        ("onet", "30.3", "ready"),
        ("bls-oews", "May 2024", "ready"),
        ("bls-oews", "May 2025", "ready"),
        ("soc-structure", "2019", "ready"),
        ("ilo-genai-gradient", "2025", "ready"),
        ("ibs-crosswalk", "2022", "ready"),
    } <= ready
    refused = Release.objects.exclude(state="ready").values_list("files__name", flat=True)
    assert all(name.endswith(".head.csv") for name in refused), "only the files that are cut off may be refused"
    taken = {name for release in Release.objects.all() for name in release.files.values_list("name", flat=True)}
    for path in releases_folder.rglob("*"):
        if path.is_file():
            assert path.name in taken or f"Skipped {path.relative_to(releases_folder)}: " in output
    assert "Edition real: ready" in output
    assert "  onet 30.2: nothing of it is live; the newest whole one: 30.3 is newer but partial, it lacks Abilities;" in output
    assert "  bls-oews May 2024: nothing of it is live; the newest whole one: May 2025 is newer but partial" in output
