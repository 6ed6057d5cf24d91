"""Aggregates that files state are held to ours; a difference is a finding that a steward acknowledges before readers see it."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from citations.actions.editions import compile_edition
from citations.actions.held_releases import overrule_release
from citations.actions.loaded_releases import acknowledge_differences
from citations.actions.publishing import HoldsUnacknowledged, publish_edition, rollback_edition
from citations.importing.importer import IMPORTERS
from citations.importing.issues import Findings
from citations.models import Edition, Release
from citations.selectors import live_edition
from citations.stated import STATED_DIFFERS, allowance, differs
from occupations.importers.bls_ep.totals import check_totals as hold_projections
from occupations.importers.bls_oews.totals import check_totals as hold_wages
from tests.citations.official import attempt, edited, original_files
from tests.staff.conftest import steward  # noqa: F401 -- a person of that role

pytestmark = pytest.mark.django_db
SCORES = "Final_Scores_ISCO08_Gmyrek_et_al_2025.xlsx"


def stating(heading: str, value: float) -> dict[str, bytes]:
    """The ILO's files of the sample, with another aggregate stated for 3521."""

    def change(place, rows):
        if place[0] != SCORES:
            return None
        columns = {name: position for position, name in enumerate(rows[0])}
        for row in rows[1:]:
            if row[columns["ISCO_08"]] == "3521":
                row[columns[heading]] = value
        return rows

    return edited(original_files("ilo-genai-gradient"), change)


@pytest.fixture
def differing() -> Release:
    release = attempt(stating("mean_score_2025", 0.99))
    assert release.state == Release.State.READY
    return release


@pytest.fixture
def edition(differing: Release, small_compiler) -> Edition:
    return compile_edition(name="differs")


def test_rounding_explains_half_of_the_last_decimal_and_of_each_part() -> None:
    assert (allowance(0.01), allowance(10, 22)) == (0.005, 115)
    assert not differs(0.35, 0.345, 0.01)
    assert not differs(0.35, 0.355, 0.01)
    assert differs(0.35, 0.3552, 0.01)
    assert not differs(100, 125, 10, 4)
    assert differs(100, 126, 10, 4)


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("mean_score_2025", "0.99 as the mean of the 2025 scores of unit group 3521"),
        ("mean_score_2023", "0.99 as the mean of the 2023 scores of unit group 3521"),
        ("SD_2025", "0.99 as the standard deviation of the 2025 scores of unit group 3521"),
        ("SD_2023", "0.99 as the standard deviation of the 2023 scores of unit group 3521"),
    ],
)
def test_each_stated_aggregate_of_a_unit_group_is_held_to_its_tasks(heading: str, words: str) -> None:
    release = attempt(stating(heading, 0.99))
    found = release.differences.get()
    assert (found.severity, found.column, found.value) == ("warning", heading, "0.99")
    assert words in found.message
    assert (release.difference_count, release.awaits_acknowledgement) == (1, True)


def test_what_agrees_awaits_nothing() -> None:
    release = attempt(original_files("ilo-genai-gradient"))
    assert (release.difference_count, release.awaits_acknowledgement) == (0, False)
    with pytest.raises(ValueError, match="nothing to acknowledge"):
        acknowledge_differences(release=release)


def test_an_edition_with_what_differs_is_published_once_it_is_acknowledged(edition: Edition, differing: Release) -> None:
    with pytest.raises(HoldsUnacknowledged, match="acknowledge them there; then publish"):
        publish_edition(edition=edition)
    assert live_edition() is None

    acknowledge_differences(release=differing)
    publish_edition(edition=edition)
    assert live_edition() == edition
    differing.refresh_from_db()
    assert differing.acknowledged_at is not None
    first = differing.acknowledged_at
    assert acknowledge_differences(release=differing).acknowledged_at == first


def test_going_back_to_what_was_live_asks_nothing(edition: Edition, differing: Release) -> None:
    acknowledge_differences(release=differing)
    publish_edition(edition=edition)
    publish_edition(edition=compile_edition(name="later"))
    Release.objects.filter(pk=differing.pk).update(acknowledged_at=None)
    rollback_edition(reason="The later one is wrong")
    assert live_edition() == edition


def test_nothing_else_of_a_ready_release_can_change_with_it(differing: Release) -> None:
    with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
        Release.objects.filter(pk=differing.pk).update(report={})


def test_commands_print_what_differs_and_acknowledge_it_where_asked_to(edition: Edition, differing: Release, capsys) -> None:
    with pytest.raises(CommandError, match="--acknowledge"):
        call_command("publish_edition", "differs")
    assert "The file states 0.99 as the mean" in capsys.readouterr().out

    call_command("publish_edition", "differs", "--acknowledge")
    assert "Acknowledged." in capsys.readouterr().out
    differing.refresh_from_db()
    assert (differing.awaits_acknowledgement, differing.acknowledged_by) == (False, None)


def test_load_releases_publishes_what_differs_only_with_the_flag(tmp_path, small_compiler, capsys) -> None:
    for name, content in stating("mean_score_2025", 0.99).items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(CommandError, match=r"Not published.*--acknowledge"):
        call_command("load_releases", str(tmp_path), "--publish", "--name=loaded")
    assert "The file states 0.99 as the mean" in capsys.readouterr().out
    assert live_edition() is None

    call_command("load_releases", str(tmp_path), "--publish", "--acknowledge")
    assert str(live_edition()) == "loaded"


def test_a_steward_acknowledges_on_the_releases_screen(steward, edition: Edition, differing: Release) -> None:  # noqa: F811
    release_screen = reverse("citations_admin:release", args=[differing.pk])
    edition_screen = reverse("citations_admin:edition", args=[edition.pk])
    preview = reverse("citations_admin:preview", args=[edition.pk])

    assert "Acknowledge what differs" in steward.get(release_screen).content.decode()
    for screen in (edition_screen, preview):
        page = steward.get(screen).content.decode()
        assert "It cannot be published yet" in page
        assert f"{release_screen}#findings-section" in page
    assert "Publish differs" not in steward.get(preview).content.decode()
    sent = {"seen_live": "", "changelog": "The first of all."}
    refused = steward.post(reverse("citations_admin:publish", args=[edition.pk]), sent, follow=True)
    assert "acknowledge them there" in refused.content.decode()
    assert live_edition() is None

    steward.post(reverse("citations_admin:acknowledge", args=[differing.pk]))
    page = steward.get(release_screen).content.decode()
    assert "Acknowledge what differs" not in page
    assert "was acknowledged on" in page
    assert "Stella Ward" in page
    assert "It cannot be published yet" not in steward.get(preview).content.decode()
    steward.post(reverse("citations_admin:publish", args=[edition.pk]), sent)
    assert live_edition() == edition


def test_readers_are_told_with_the_dataset(edition: Edition, differing: Release, client) -> None:
    acknowledge_differences(release=differing)
    publish_edition(edition=edition)
    page = client.get("/datasets/ilo-genai-gradient/").content.decode()
    assert "The file states 0.99 as the mean" in page


def test_a_file_that_contradicts_itself_far_and_wide_is_held_back_for_one_finding() -> None:
    def change(place, rows):
        if place[0] != SCORES:
            return None
        column = rows[0].index("mean_score_2025")
        return [rows[0], *([*row[:column], 1 - row[column], *row[column + 1 :]] for row in rows[1:])]

    release = attempt(edited(original_files("ilo-genai-gradient"), change))
    assert release.state == Release.State.HELD
    (stop,) = release.stops
    assert stop.kind == "stated-far-off"
    assert f"{release.difference_count - 1}" in stop.message or str(release.difference_count) in stop.message
    assert not overrule_release(release=release, reason="The means are of another year.").awaits_acknowledgement


@pytest.mark.parametrize(("employed", "stops"), [(41_000, 0), (44_000, 1), (20_000, 1)])
def test_one_total_far_from_its_parts_is_enough_to_hold_a_table_back(employed: float, stops: int) -> None:
    rows = national()
    rows[1].employment = (employed, "")
    findings = Findings()
    hold_wages(rows, findings)
    findings.stop_gross_differences()
    assert findings.stop_count == stops


# Totals of employment, on tables that are made up row by row.


def wages(code: str, group: str, employed: float | None, level: str = "cross-industry") -> SimpleNamespace:
    return SimpleNamespace(
        industry_level=level,
        naics="51",
        naics_title="Information",
        ownership="1235",
        soc_code=code,
        soc_title=f"Title of {code}",
        group=group,
        employment=(employed, "" if employed is not None else "n"),
    )


def national() -> list:
    """22 major groups of 40 detailed occupations each, of 1,000 people each."""
    rows = [wages("00-0000", "total", 22 * 40_000)]
    for major in range(11, 55, 2):
        rows.append(wages(f"{major}-0000", "major", 40_000))
        rows += [wages(f"{major}-{1000 + number}", "detailed", 1_000) for number in range(1, 41)]
    return rows


def found(check: Callable, rows: list) -> list[tuple[str, str]]:
    findings = Findings()
    check(rows, findings)
    return [(finding.kind, finding.value) for finding in findings.kept]


@pytest.mark.parametrize(
    ("code", "employed", "expected"),
    [
        # Twenty-two major groups and their total, each rounded to tens: 115 at most.
        ("00-0000", 880_110, []),
        ("00-0000", 880_120, [(STATED_DIFFERS, "00-0000")]),
        ("00-0000", 879_880, [(STATED_DIFFERS, "00-0000")]),
        # Forty detailed ones and their group: 205.
        ("11-1001", 1_200, []),
        ("11-1001", 1_210, [(STATED_DIFFERS, "11-0000")]),
        # Less is what BLS does not publish, unless it is much; an empty cell explains it.
        ("11-1001", 800, []),
        ("11-1001", 790, [("employment-unlisted", "11-0000")]),
        ("11-1001", 500, [(STATED_DIFFERS, "11-0000")]),
        ("11-1001", None, []),
        ("13-0000", None, []),
        ("00-0000", None, []),
    ],
)
def test_totals_of_the_survey_are_held_to_their_parts(code: str, employed: float | None, expected: list) -> None:
    rows = national()
    next(row for row in rows if row.soc_code == code).employment = (employed, "")
    assert found(hold_wages, rows) == expected


def test_that_bls_publishes_less_is_said_to_be_possible_and_no_more() -> None:
    rows = national()
    next(row for row in rows if row.soc_code == "11-1001").employment = (790, "")
    findings = Findings()
    hold_wages(rows, findings)
    assert "There may be some that BLS does not publish." in findings.kept[0].message


def test_a_table_that_lacks_occupations_is_held_to_its_totals_from_above_only() -> None:
    part = [row for row in national() if row.soc_code[:2] in ("00", "11", "13") and row.soc_code != "13-1001"]
    assert found(hold_wages, part) == []
    part[1].employment = (39_000, "")
    assert found(hold_wages, part) == [(STATED_DIFFERS, "11-0000")]


def test_a_sector_is_named_and_its_empty_cells_are_no_difference() -> None:
    sector = [
        wages("00-0000", "total", 5_000, "sector"),
        wages("11-0000", "major", 3_000, "sector"),
        wages("11-1011", "detailed", 1_000, "sector"),
    ]
    assert found(hold_wages, sector) == []
    sector[2].employment = (3_100, "")
    findings = Findings()
    hold_wages(sector, findings)
    assert (
        "11-0000 (Title of 11-0000) in Information (51); its 1 detailed occupations add up to 3,100" in findings.kept[0].message
    )


def projected(code: str, kind: str, thousands: float) -> SimpleNamespace:
    return SimpleNamespace(
        code=code,
        title=f"Title of {code}",
        kind=kind,
        employment_base=thousands,
        employment_projected=thousands,
        openings=thousands,
    )


def matrix() -> list:
    """Everything, twenty major groups of 40 line items each, of 1,000 people each, and physicians."""
    rows = [projected("00-0000", "group", 810.0), projected("29-1210", "group", 10.0)]
    rows += [projected(code, "occupation", 1.0) for code in ("29-1211", "29-1218", "29-1221", "29-1229")]
    rows += [projected(f"29-12{number}", "occupation", 1.0) for number in range(12, 18)]
    for major in range(11, 51, 2):
        code = f"{major}-0000"
        rows.append(projected(code, "group", 50.0 if major == 29 else 40.0))
        rows += [projected(f"{major}-{9000 + number}", "occupation", 1.0) for number in range(1, 41)]
    return rows


def test_groups_of_the_projections_are_the_sums_of_their_line_items() -> None:
    assert found(hold_projections, matrix()) == []
    rows = matrix()
    rows[1].openings = 10.6
    rows[0].employment_base = 849.0
    assert found(hold_projections, rows) == [(STATED_DIFFERS, "29-1210")]
    rows[1].openings, rows[0].employment_base = 10.5, 851.0
    assert found(hold_projections, rows) == [(STATED_DIFFERS, "00-0000")]
    assert found(hold_projections, rows[:300]) == []


LABELS = (("Core", "E1", "E0"), ("Core", "E2", "E1"), ("Supplemental", "E0", "E2"), ("", "E0", "E0"))


def study(**scores: float) -> Callable[[str], list]:
    """923 occupations with the same four tasks; the first has the given scores in the place of what the labels make."""
    right = {"alpha": 2 / 6, "beta": 3 / 6, "gamma": 4 / 6, "human_alpha": 2 / 6, "human_beta": 2.5 / 6, "human_gamma": 3 / 6}
    occupations = [SimpleNamespace(code=f"{number:06}", title="Of one", **right) for number in range(923)]
    occupations[0].__dict__.update(scores)
    tasks = [
        SimpleNamespace(code=one.code, kind=kind, gpt4=gpt4, human=human) for one in occupations for kind, gpt4, human in LABELS
    ]
    return {"occupations": occupations, "labels": tasks}.__getitem__


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ({}, []),
        ({"gamma": 0.6667}, [(STATED_DIFFERS, "0.6667")]),
        ({"human_beta": 0.5}, [(STATED_DIFFERS, "0.5")]),
    ],
)
def test_scores_of_an_occupation_are_the_means_of_its_labels_core_tasks_counted_twice(scores: dict, expected: list) -> None:
    findings = Findings()
    IMPORTERS["eloundou-gpts"].check(study(**scores), findings)
    assert [(finding.kind, finding.value) for finding in findings.kept] == expected


@pytest.mark.releases
@pytest.mark.parametrize(
    "paths",
    [
        ("ilo",),
        ("oews/oesm24nat.zip", "oews/natsector_M2024_dl.xlsx", "oews/nat5d_6d_M2024_dl.reconstructed.xlsx"),
        ("oews/national_M2025_dl.xlsx",),
        ("bls_ep/occupation_2024-2034.xlsx", "bls_ep/education_2024-2034.xlsx"),
        ("bls_ep/occupation_2022-2032.xlsx",),
        ("studies/eloundou",),
    ],
)
def test_in_the_real_releases_nothing_differs(releases_folder, paths) -> None:
    found_at = [releases_folder / path for path in paths]
    files = [file for path in found_at for file in (path.iterdir() if path.is_dir() else [path])]
    release = attempt({file.name: file.read_bytes() for file in files})
    assert release.state == Release.State.READY
    assert release.difference_count == 0
