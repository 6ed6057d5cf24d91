"""The sample shows what docs/sample.md says it shows."""

import re
from collections import Counter
from pathlib import Path
from statistics import fmean

import pytest

from citations.models import Edition, Profile
from gradient.models import UnitGroup, UnitGroupTask
from gradient.sample.files import unit_groups
from occupations.models import CrosswalkEdge, Occupation, TaskStatement, WageEstimate

DOCUMENT = Path(__file__).parents[2] / "docs" / "sample.md"


@pytest.fixture
def groups(module_sample_edition: Edition) -> dict[str, UnitGroup]:
    return {group.code: group for group in UnitGroup.objects.all()}


@pytest.fixture
def scores(module_sample_edition: Edition) -> dict[str, list[tuple[float | None, float]]]:
    """(score of 2023, score of 2025) of each task, by unit group."""
    found: dict[str, list[tuple[float | None, float]]] = {}
    for task in UnitGroupTask.objects.order_by("unit_group_code", "number"):
        found.setdefault(task.unit_group_code, []).append((task.score_2023, task.score_2025))
    return found


def _means(scores, year: int) -> dict[str, float]:
    return {code: fmean(pair[year] for pair in pairs if pair[year] is not None) for code, pairs in scores.items()}


def _us_occupations(edition: Edition, code: str) -> list[str]:
    document = Profile.objects.get(edition=edition, kind="unit-group", key=code).document
    return sorted(set(re.findall(r"\d\d-\d{4}\.\d\d", document)))


def _wages(soc_code: str) -> WageEstimate:
    return WageEstimate.objects.get(soc_code=soc_code, industry_level="cross-industry")


def test_the_document_lists_every_unit_group_and_no_other(groups) -> None:
    listed = dict(re.findall(r"^\| (\d{4}) \| ([^|]+?) \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE))

    assert listed == {code: group.title for code, group in groups.items()}


def test_the_document_lists_every_occupation_and_no_other(module_sample_edition: Edition) -> None:
    section = DOCUMENT.read_text(encoding="utf-8").split("## The U.S. occupations")[1].split("\n- ")[0]
    listed = set(re.findall(r"\d\d-\d{4}\.\d\d", section)) | {"29-2033.00", "29-2034.00"}

    assert listed == set(Occupation.objects.values_list("code", flat=True))
    assert len(listed) == 32


def test_there_are_nine_major_groups_and_six_bands(groups) -> None:
    assert len(groups) == 24
    assert Counter(group.major_code for group in groups.values()).keys() == set("123456789")
    assert {group.band for group in groups.values()} == set(UnitGroup.Band.values)


def test_every_unit_group_has_five_to_nine_tasks(scores) -> None:
    assert {code: len(tasks) for code, tasks in scores.items() if not 5 <= len(tasks) <= 9} == {}


def test_the_tasks_keep_the_published_means(scores) -> None:
    before, after = _means(scores, 0), _means(scores, 1)
    for group in unit_groups():
        assert before[group["code"]] == pytest.approx(group["mean_2023"], abs=0.00501)
        assert after[group["code"]] == pytest.approx(group["mean_2025"], abs=0.00501)


@pytest.mark.releases
def test_means_and_bands_are_those_the_ilo_published(releases_folder) -> None:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(releases_folder / "ilo" / "Final_Scores_ISCO08_Gmyrek_et_al_2025.xlsx"))
    header, *rows = book.get_sheet_by_index(0).to_python()
    columns = ("Title", "label1d", "mean_score_2023", "mean_score_2025", "potential25", "potential23")
    real = {
        row[header.index("ISCO_08")]: tuple(row[header.index(column)] for column in columns) for row in rows if row[0] is not None
    }

    for group in unit_groups():
        keys = ("title", "major_group", "mean_2023", "mean_2025", "band_2025", "band_2023")
        assert tuple(group[key] for key in keys) == real[group["code"]]


def test_the_crosswalk_reaches_every_occupation_from_a_unit_group(module_sample_edition: Edition) -> None:
    reached = {code for group in unit_groups() for code in _us_occupations(module_sample_edition, group["code"])}

    assert reached == set(Occupation.objects.values_list("code", flat=True))


def test_one_unit_group_has_no_us_occupation(module_sample_edition: Edition) -> None:
    alone = [group["code"] for group in unit_groups() if not _us_occupations(module_sample_edition, group["code"])]

    assert alone == ["1113"]
    assert CrosswalkEdge.objects.filter(to_system="isco-08", to_code="1113").exists()


def test_five_occupations_are_listed_for_each_reference_page(module_sample_edition: Edition) -> None:
    assert len(_us_occupations(module_sample_edition, "3211")) == 5
    assert len(_us_occupations(module_sample_edition, "3521")) == 5


def test_two_occupations_share_the_employment_of_one_soc_code(module_sample_edition: Edition) -> None:
    assert _us_occupations(module_sample_edition, "1211") == ["11-3031.00", "11-3031.01"]


def test_wages_are_top_coded_or_missing_each_in_its_own_way(module_sample_edition: Edition) -> None:
    actors, teachers, hunters = _wages("27-2011"), _wages("25-2031"), _wages("45-3031")

    assert _wages("11-3031").annual_p90 == 239_200
    assert actors.hourly_only
    assert actors.annual_median is None
    assert actors.employment is not None
    assert teachers.annual_only
    assert teachers.hourly_median is None
    assert (hunters.employment, hunters.annual_median) == (None, None)
    assert len({actors.statuses, teachers.statuses, hunters.statuses}) == 3


def test_a_remainder_group_has_no_tasks(module_sample_edition: Edition) -> None:
    with_tasks = set(TaskStatement.objects.values_list("code", flat=True))

    assert set(Occupation.objects.values_list("code", flat=True)) - with_tasks == {"27-4099.00"}


def test_one_task_has_no_score_of_2023_and_one_was_scored_by_one_model(scores) -> None:
    assert [code for code, pairs in scores.items() if any(before is None for before, _ in pairs)] == ["7122"]
    assert list(UnitGroupTask.objects.filter(rationale_gemini="").values_list("unit_group_code", flat=True)) == ["2413"]
    assert list(UnitGroupTask.objects.filter(source="reconciled").values_list("unit_group_code", flat=True)) == ["5223"]


def test_two_unit_groups_share_a_mean_exactly(scores) -> None:
    means = _means(scores, 1)
    tied = {code for code, mean in means.items() if Counter(means.values())[mean] > 1}

    assert tied == {"6340", "9112"}


def test_two_tasks_share_the_highest_score(scores) -> None:
    tied = [code for code, pairs in scores.items() if Counter(after for _, after in pairs)[max(p[1] for p in pairs)] > 1]

    assert tied == ["4132"]


def test_rise_fall_top_and_bottom_are_where_the_document_says(scores) -> None:
    before, after = _means(scores, 0), _means(scores, 1)
    change = {code: after[code] - before[code] for code in after}

    assert max(change, key=change.__getitem__) == "2512"
    assert min(change, key=change.__getitem__) == "4222"
    assert all(after < before for before, after in scores["4222"])
    assert max(after, key=after.__getitem__) == "4132"
    assert min(after, key=after.__getitem__) == "7122"


def test_the_longest_title_and_the_groups_alone_in_their_major_group(groups) -> None:
    majors = Counter(group.major_code for group in groups.values())

    assert max(groups.values(), key=lambda group: len(group.title)).code == "3512"
    assert [code for code, group in groups.items() if majors[group.major_code] == 1] == ["6340", "9112"]
