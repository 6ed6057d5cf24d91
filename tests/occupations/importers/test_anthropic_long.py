"""The long formats of the Economic Index: files cut off at the end of a line, several months, the columns of June 2026."""

import pytest

from citations.actions.folders import survey_folder
from citations.models import Release
from occupations.models import UsageFigure
from tests.occupations.importers.layouts import TASK, faults, line, written

READY, REJECTED = Release.State.READY, Release.State.REJECTED
TASKS = (TASK, "write web pages.", "keep the books.")
MONTHLY_HEADER = ["date_start", "date_end", "geo_id", "geo_level", "category_name", "hierarchy_level", "metric_id", "value",
                  "node_name", "node_external_id"]  # fmt: skip
APRIL, MAY = ("2026-04-01", "2026-05-01"), ("2026-05-01", "2026-06-01")
FILE = "aei_claude_ai_2026-06-26.csv"
PATTERNS = ("directive", "feedback loop", "task iteration", "learning", "validation", "none")


def figures(**where) -> dict[tuple[str, str, str, str], float | None]:
    return {(f.facet, f.task, f.category, f.statistic): f.value for f in UsageFigure.objects.filter(**where)}


def week(**changes) -> list[list]:
    """A whole file of a week, in the order that the publisher writes: places by their code, in each the facets."""
    world = [
        line("collaboration", "collaboration_pct", "directive", 60.0, **changes),
        line("collaboration", "collaboration_pct", "learning", 40.0, **changes),
        *(line("onet_task", "onet_task_pct", task, 25.0, **changes) for task in (*TASKS, "not_classified")),
        *(line("onet_task::collaboration", "onet_task_collaboration_pct", f"{t}::directive", 100.0, **changes) for t in TASKS),
    ]
    use = {"AD": 30.0, "DE": 20.0, "US": 45.0, "not_classified": 5.0}
    countries = [
        line("country", "usage_pct", "", share, geo_id=country, geography="country", **changes) for country, share in use.items()
    ]
    return [world[0][:0] or LONG_HEADING, countries[0], countries[1], *world, *countries[2:]]


LONG_HEADING = ["geo_id", "geography", "date_start", "date_end", "platform_and_product", "facet", "level", "variable",
                "cluster_name", "value"]  # fmt: skip


def month(period=MAY, tasks=TASKS, share=30.0) -> list[list]:
    """The lines of one month in the monthly format."""

    def cell(category, metric, value, name, node, geo_id="GLOBAL", geo_level="global", level=0):
        return [*period, geo_id, geo_level, category, level, metric, value, name, node]

    patterns = dict(zip(PATTERNS, (30.0, 10.0, 25.0, 25.01, 5.0, 5.0), strict=True))
    lines = [cell("overall", "usage_pct", 47.5, "overall", "", country, "country") for country in ("DEU", "USA")]
    lines += [cell("overall", f"collaboration_{p.replace(' ', '_')}_pct", v, "overall", "") for p, v in patterns.items()]
    lines += [
        cell("overall", "ai_autonomy_mean", 3.4, "overall", ""),
        cell("overall", "human_only_ability_pct", 88, "overall", ""),
    ]
    lines += [cell("overall", "artifact_none_pct", 12.5, "overall", "")]
    for number, task in enumerate(tasks, start=8823):
        lines += [
            cell("onet", "pct", share, task.capitalize(), number),
            cell("onet", "collaboration_directive_pct", 40.0 + number - 8823, task.capitalize(), number),
            cell("onet", "ai_autonomy_mean", 3.0, task.capitalize(), number),
            cell("onet", "human_only_ability_pct", 91.0, task.capitalize(), number),
            cell("onet", "use_case_work_pct", 55.0, task.capitalize(), number),
        ]
    lines += [cell("onet", "pct", 90.0, "Getting Information", "4.A.1.a.1", level=3)]
    lines += [cell("soc_occupation", "pct", 2.58, "Editors", "27-3041.00")]
    return lines


@pytest.mark.django_db
def test_a_file_that_breaks_off_in_its_first_row_holds_up_no_other_of_its_folder(tmp_path) -> None:
    heading = "geo_id,geography,date_start,date_end,platform_and_product,facet,level,variable,cluster_name,value"
    (tmp_path / "aei_raw_claude_ai_2025-11-13_to_2025-11-20.csv").write_text(f'{heading}\nGLOBAL,global,2025-11-13,"2025-1')
    (tmp_path / "edges.csv").write_text("soc10,isco08\n111011,1112\n111011,1120\n")
    survey = survey_folder(tmp_path)

    named = [path.name for release in (*survey.releases, *survey.unnamed) for path in release.paths]
    assert "edges.csv" in named, survey


def test_a_whole_week_loads(imported, tmp_path) -> None:
    assert imported(written(tmp_path, "aei_raw_claude_ai_2025-11-13_to_2025-11-20.csv", week())).state == READY
    assert figures()["onet_task", TASK, "", "percent"] == 25


@pytest.mark.parametrize("lines", range(2, len(week())))
def test_a_week_cut_off_at_the_end_of_any_line_is_refused_in_one_finding(imported, tmp_path, lines) -> None:
    """Until all that pages tell is there, and with it the countries that make most of the use."""
    cut = imported(written(tmp_path, "aei_raw_claude_ai_2025-11-13_to_2025-11-20.csv", week()[:lines]))

    if lines == len(week()) - 1:
        assert cut.state == READY
    else:
        [error] = cut.issues.filter(severity="error")
        assert (error.kind, error.file) == ("shares-do-not-add-up", "aei_raw_claude_ai_2025-11-13_to_2025-11-20.csv")
        assert "Download it again" in error.message


def test_what_adds_up_to_how_much_is_said(imported, tmp_path) -> None:
    cut = imported(written(tmp_path, "a.csv", week()[:7]))

    assert "of Claude.ai, the shares of all tasks" in (said := cut.issues.get(severity="error").message)
    assert "make 50.0%, not 100%" in said
    assert "collaboration is told of 0 of its 2 tasks only" in said
    assert "the 2 countries in it make 50.0% of all conversations" in said


def test_one_platform_cut_off_beside_a_whole_one_is_refused(imported, tmp_path) -> None:
    api = week(platform_and_product="1P API")
    release = imported(written(tmp_path, "claude.csv", week()), written(tmp_path, "api.csv", [api[0], *api[3:6]]))

    [error] = release.issues.filter(severity="error")
    assert (error.kind, error.file) == ("shares-do-not-add-up", "api.csv")
    assert "of Anthropic's own API" in error.message
    assert "of Claude.ai" not in error.message


def test_of_several_weeks_in_one_file_the_last_is_the_releases(imported, tmp_path) -> None:
    later = week(date_start="2027-01-08", date_end="2027-01-15")[1:]
    for row in later:
        row[-1] = (
            10.0
            if row[5] == "onet_task" and row[8] == TASK
            else 40.0
            if row[8] == "not_classified" and row[7] != "usage_pct"
            else row[-1]
        )
    release = imported(
        written(tmp_path, "aei.csv", [*week(date_start="2027-01-01", date_end="2027-01-08"), *later]), version="2026-10-01"
    )

    assert release.state == READY, faults(release)
    assert figures()["onet_task", TASK, "", "percent"] == 10
    assert "2027-01-01 to 2027-01-08, 2027-01-08 to 2027-01-15" in release.issues.get(kind="latest-period").message


def test_the_monthly_format_gives_the_last_month_in_the_words_of_the_weekly_one(imported, tmp_path) -> None:
    release = imported(written(tmp_path, FILE, [MONTHLY_HEADER, *month(APRIL, share=20.0), *month()]))

    assert (release.state, release.version, release.published_on) == (READY, "2026-06-26", "26 June 2026")
    found = figures(platform="claude-ai")
    assert found["onet_task", TASK, "", "percent"] == 30
    assert found["onet_task::collaboration", "write web pages.", "directive", "percent"] == 41
    assert found["onet_task::use_case", TASK, "work", "percent"] == 55
    assert found["onet_task::human_only_ability", TASK, "yes", "percent"] == 91
    assert found["onet_task::ai_autonomy", TASK, "", "mean"] == 3
    assert found["collaboration", "", "task iteration", "percent"] == 25
    assert found["ai_autonomy", "", "", "mean"] == 3.4
    assert {facet for facet, *_ in found} == {
        "onet_task",
        "collaboration",
        "ai_autonomy",
        "human_only_ability",
        *(f"onet_task::{facet}" for facet in ("collaboration", "ai_autonomy", "human_only_ability", "use_case")),
    }
    unlisted = release.issues.get(kind="tasks-unlisted")
    assert (unlisted.severity, "make 90.0% of its conversations" in unlisted.message) == ("note", True)
    # Files of other generations are not missed.
    assert release.report["absent"] == ["Figures by the month, Anthropic's own API (aei_1p_api_…)"]
    assert release.issues.filter(kind="table-absent").count() == 1


def test_fewer_tasks_than_usual_are_a_warning(imported, tmp_path) -> None:
    release = imported(written(tmp_path, FILE, [MONTHLY_HEADER, *month(share=25.0)]))

    assert (release.state, release.issues.get(kind="tasks-unlisted").severity) == (READY, "warning")


def test_tasks_of_the_same_words_are_one_by_their_shares(imported, tmp_path) -> None:
    lines = [MONTHLY_HEADER, *month(tasks=(TASK, TASK.upper(), "keep the books."), share=30.0)]
    shares = [row for row in lines if row[4:7] == ["onet", 0, "pct"]]
    shares[0][7] = 10.0

    assert imported(written(tmp_path, FILE, lines)).state == READY
    assert figures()["onet_task", TASK, "", "percent"] == 40
    assert figures()["onet_task::collaboration", TASK, "directive", "percent"] == pytest.approx((10 * 40 + 30 * 41) / 40)


def test_files_by_the_month_of_both_products_are_told_apart_by_name(imported, tmp_path) -> None:
    api = [row for row in month(share=25.0) if row[3] == "global"]
    release = imported(
        written(tmp_path, FILE, [MONTHLY_HEADER, *month()]),
        written(tmp_path, "aei_1p_api_2026-06-26.csv", [MONTHLY_HEADER, *api]),
    )

    assert release.state == READY
    assert figures(platform="1p-api")["onet_task", TASK, "", "percent"] == 25
    assert figures(platform="claude-ai")["onet_task", TASK, "", "percent"] == 30


WHOLE = [MONTHLY_HEADER, *month(APRIL), *month()]
APRIL_ONLY = len(month()) + 1


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (APRIL_ONLY, "observes 2026-05-01 to 2026-06-01 as well"),
        (APRIL_ONLY + 3, "no row is a share of a task for the whole world"),
        (APRIL_ONLY + 12, "make 30.0%, not 100%"),
        (APRIL_ONLY + 17, "2026-05-01 to 2026-06-01 has 17 rows, 2026-04-01 to 2026-05-01 has 28"),
    ],
)
def test_months_that_are_cut_off_are_refused_in_one_finding(imported, tmp_path, lines, said) -> None:
    release = imported(written(tmp_path, FILE, WHOLE[:lines]))

    [error] = release.issues.filter(severity="error")
    assert (error.kind, error.file) == ("shares-do-not-add-up", FILE)
    assert said in error.message


def test_a_file_that_a_spreadsheet_program_saved_is_refused_in_one_finding(imported, tmp_path) -> None:
    saved = [[*row[:2], "11/13/2025", "11/20/2025", *row[4:]] for row in week()[1:]]
    release = imported(written(tmp_path, "a.csv", [LONG_HEADING, *saved]), version="2026-01-15")

    [error] = release.issues.filter(severity="error")
    assert (error.kind, error.row, error.value) == ("dates-rewritten", 2, "11/13/2025")


def test_files_of_different_days_are_refused(imported, tmp_path) -> None:
    api = week(platform_and_product="1P API", date_start="2027-01-01", date_end="2027-01-08")
    release = imported(
        written(tmp_path, "a.csv", week(date_start="2027-01-08", date_end="2027-01-15")),
        written(tmp_path, "b.csv", [api[0], *api[3:-2]]),
        version="2026-10-01",
    )

    assert [kind for kind, *_ in faults(release)] == ["releases-mixed"]


@pytest.mark.releases
def test_files_that_were_cut_at_a_line_break_are_refused(imported, releases_folder, tmp_path) -> None:
    cases = releases_folder.parent / "cases"
    cut = imported(cases / "aei_2025-09-15.first-1000-lines.csv")
    [error] = cut.issues.filter(severity="error")
    assert "the 6 countries in it make 1.1% of all conversations" in error.message

    head = releases_folder / "aei/release_2026_01_15/aei_raw_1p_api_2025-11-13_to_2025-11-20.head.csv"
    lines = head.read_bytes().splitlines(keepends=True)
    (tmp_path / head.name).write_bytes(b"".join(lines[:-1]))
    [error] = imported(tmp_path / head.name).issues.filter(severity="error")
    assert "make 0.7%, not 100%" in error.message


@pytest.mark.releases
@pytest.mark.parametrize("name", ["aei_claude_ai_2026-06-26.csv", "aei_two_months.csv"])
def test_the_layouts_of_june_2026_load(imported, releases_folder, name) -> None:
    release = imported(releases_folder.parent / "cases" / name)

    assert (release.state, release.version) == (READY, "2026-06-26"), faults(release)
