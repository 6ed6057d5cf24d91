"""The sample shows what docs/sample.md says it shows."""

import re
import zipfile
from collections import Counter
from pathlib import Path
from statistics import fmean

import pytest

from citations.models import Edition, Profile
from gradient.models import UnitGroup, UnitGroupTask
from gradient.sample import unit_groups
from occupations.models import (
    CrosswalkEdge,
    EarlierTask,
    Occupation,
    Projection,
    Rating,
    StudyFieldOccupation,
    TaskRating,
    TaskStatement,
    UsageFigure,
    WageEstimate,
)
from occupations.models.exposure import statement_digest
from occupations.recipes.usage import FEWEST_CONVERSATIONS

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
    section = DOCUMENT.read_text(encoding="utf-8").split("## The U.S. occupations")[1].split("\n\n")[1]
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


def _rows_of_the_document(words: str) -> set[str]:
    """The codes of the row of the table of U.S. occupations that says this."""
    line = next(line for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith("| ") and words in line)
    return set(re.findall(r"\d\d-\d{4}\.\d\d", line.split("|")[1]))


def test_occupations_without_ratings_are_those_that_the_document_names(module_sample_edition: Edition) -> None:
    rated = set(Rating.objects.filter(scale="IM").values_list("code", flat=True))
    with_importance = set(TaskRating.objects.values_list("code", flat=True))

    assert set(Occupation.objects.values_list("code", flat=True)) - rated == {"13-2051.00", "27-4099.00"}
    assert rated == with_importance
    assert _rows_of_the_document("tasks without ratings") == {"13-2051.00"}


def test_shares_that_the_publisher_advises_against(module_sample_edition: Edition) -> None:
    suppressed = set(Rating.objects.filter(recommend_suppress=True).values_list("code", flat=True))

    assert suppressed == _rows_of_the_document("advises against")


def test_observed_conversations_are_many_few_or_none(module_sample_edition: Edition) -> None:
    counts = UsageFigure.objects.filter(facet="onet_task", statistic="count").exclude(task="none")
    owners = dict(TaskStatement.objects.values_list("task_id", "code"))
    numbers = {task.digest: task.task_id for task in EarlierTask.objects.all()}
    # All words but those of a task that is no more.
    codes = {count.task: owners.get(numbers[statement_digest(count.task)]) for count in counts}
    assert [words for words, code in codes.items() if code is None] == [
        "keep the branch supplied with cash and count what is left at closing time."
    ]
    observed = set(codes.values()) - {None}
    thin = {codes[count.task] for count in counts.filter(value__lt=FEWEST_CONVERSATIONS)}

    assert thin == _rows_of_the_document("fewer conversations than the floor")
    without = set(Occupation.objects.values_list("code", flat=True)) - observed - {"27-4099.00"}
    assert without == _rows_of_the_document("no observed conversation")


def test_one_occupation_has_no_projection_and_two_no_field_of_study(module_sample_edition: Edition) -> None:
    projected = set(Projection.objects.filter(kind="occupation").values_list("code", flat=True))
    no_match = set(StudyFieldOccupation.objects.filter(field_code="").values_list("soc_code", flat=True))

    assert {code[:7] for code in Occupation.objects.values_list("code", flat=True)} - projected == {"53-3033"}
    assert no_match == {"27-4099", *(code[:7] for code in _rows_of_the_document("no field of study"))}


def test_figures_by_industry_are_missing_in_their_own_ways(module_sample_edition: Edition) -> None:
    by_sector = WageEstimate.objects.filter(industry_level="sector")
    national = WageEstimate.objects.filter(industry_level="5-digit")

    assert set(by_sector.filter(employment=None).values_list("soc_code", flat=True)) == {"29-1124"}
    assert national.exists()
    assert not national.filter(soc_code="00-0000").exists()
    assert by_sector.filter(soc_code="00-0000").count() == 20


@pytest.mark.releases
def test_ratings_are_those_that_onet_published(releases_folder: Path, module_sample_edition: Edition) -> None:
    """Work context is not among them: the sample made its own."""
    published: dict[tuple[str, str, str], float] = {}
    with zipfile.ZipFile(releases_folder / "onet" / "db_30_2_text.zip") as archive:
        for table in ("Abilities", "Skills", "Knowledge", "Work Activities", "Interests", "Work Styles"):
            for line in archive.read(f"db_30_2_text/{table}.txt").decode().splitlines()[1:]:
                code, element, _, scale, value, *_ = line.split("\t")
                published[code, element, scale] = float(value)
    ours = Rating.objects.exclude(element_id__startswith="4.C").exclude(scale="RL")

    assert ours.count() > 1_500
    assert [rating for rating in ours if published[rating.code, rating.element_id, rating.scale] != rating.value] == []
