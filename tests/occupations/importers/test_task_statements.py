"""Task statements of O*NET 20.1 as the Economic Index's publisher ships them: a dataset of its own, told from O*NET's table."""

from pathlib import Path

import pytest

from citations.models import Release
from occupations.models import EarlierTask
from occupations.models.exposure import statement_digest
from occupations.selectors.exposure import earlier_codes, earlier_tasks
from tests.occupations import files
from tests.occupations.importers.layouts import EARLIER_TASKS, faults, shuffled, with_cell, without, written

NAME = "onet_task_statements.csv"


@pytest.mark.parametrize("rows", [EARLIER_TASKS, shuffled(EARLIER_TASKS)], ids=["as published", "columns turned round"])
@pytest.mark.parametrize("name", [NAME, "statements of 2015.csv"])
def test_each_statement_becomes_a_number_behind_a_digest(imported, tmp_path: Path, rows, name: str) -> None:
    release = imported(written(tmp_path, name, rows))

    assert (release.state, release.dataset.slug, release.version) == (Release.State.READY, "anthropic-task-statements", "20.1")
    assert set(EarlierTask.objects.values_list("digest", "task_id", "code")) == {
        (statement_digest("agree on the sound."), 7720, "27-4014.00"),
        (statement_digest("write web pages."), 9101, "15-1134.00"),
        (statement_digest("write web pages."), 9202, "27-1014.00"),
    }
    assert earlier_tasks(release.pk)[statement_digest("write web pages.")] == [9101, 9202]
    assert earlier_codes(release.pk)[statement_digest("write web pages.")] == ["15-1134.00", "27-1014.00"]


def test_a_file_saved_by_a_spreadsheet_is_told_by_its_name(imported, tmp_path: Path) -> None:
    saved = [[str(cell).removesuffix(".0") for cell in row] for row in EARLIER_TASKS]

    assert imported(written(tmp_path, NAME, saved)).dataset.slug == "anthropic-task-statements"


@pytest.mark.parametrize("write", [files.onet_text, files.onet_csv], ids=["text", "csv"])
def test_the_table_of_onet_itself_stays_onets(imported, tmp_path: Path, write) -> None:
    release = imported(write(tmp_path / "onet.zip", files.ONET_TABLES))

    assert (release.state, release.dataset.slug) == (Release.State.READY, "onet")
    assert not EarlierTask.objects.exists()


def test_a_number_that_occurs_twice_is_refused(imported, tmp_path: Path) -> None:
    release = imported(written(tmp_path, NAME, with_cell(EARLIER_TASKS, 4, "Task ID", 9101)))

    assert faults(release) == [("earlier-tasks-duplicate", 4, "Task ID")]


def test_a_table_without_numbers_is_told_which_column_it_lacks(imported, tmp_path: Path) -> None:
    release = imported(written(tmp_path, NAME, without(EARLIER_TASKS, "Task ID")), dataset="anthropic-task-statements")

    assert ("column-missing", 1, "Task ID") in faults(release)


@pytest.mark.releases
def test_the_publishers_own_file_has_every_name_of_the_index(imported, releases_folder: Path) -> None:
    release = imported(releases_folder.parent / "more" / "aei" / NAME)

    assert (release.state, release.dataset.slug) == (Release.State.READY, "anthropic-task-statements")
    assert EarlierTask.objects.count() == 19_530
    names = (releases_folder / "aei" / "release_2025_03_27" / "task_thinking_fractions.csv").read_text().splitlines()[1:]
    known = earlier_tasks(release.pk)
    read = [" ".join(line.rpartition(",")[0].strip('"').lower().split()) for line in names]
    assert {name for name in read if name != "none" and '""' not in name} - {
        name for name in read if statement_digest(name) in known
    } == set()
