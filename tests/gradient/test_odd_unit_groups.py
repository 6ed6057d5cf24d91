"""Unit groups that are odd: a task without a statement, one task, no rise, an aggregate that differs, a misspelt title, the ends
of the ranking. Their pages, answers and lists say what is so, and no more."""

import html
import re
from collections.abc import Callable

import pytest
from django.test import Client

from citations.actions.editions import compile_edition
from citations.actions.publishing import publish_edition
from citations.management.output import acknowledge_in
from citations.models import Edition
from gradient.models import UnitGroupPage
from gradient.subjects.unit_group.document import end_of_ranking, without_list_mark
from singulariki.delivery import page_cache
from singulariki.editorial.seeds import ensure_default_layouts
from tests.citations.official import attempt, edited, original_files

pytestmark = pytest.mark.django_db
SCORES = "Final_Scores_ISCO08_Gmyrek_et_al_2025.xlsx"


class Sheet:
    """The sample's score sheet, to be changed group by group."""

    def __init__(self, rows: list[list]) -> None:
        self.rows = rows
        self.columns = {heading: position for position, heading in enumerate(rows[0])}

    def of(self, code: str) -> list[list]:
        return [row for row in self.rows[1:] if str(row[self.columns["ISCO_08"]]) == code]

    def put(self, row: list, **cells: object) -> None:
        for heading, value in cells.items():
            row[self.columns[heading]] = value

    def state_nothing(self, code: str) -> None:
        """Leave out what is stated of the unit group, which other scores contradict."""
        for row in self.of(code):
            self.put(row, mean_score_2023=None, mean_score_2025=None, SD_2023=None, SD_2025=None)


def change(sheet: Sheet) -> None:
    unstated = sheet.of("7122")
    sheet.put(unstated[2], Task_ISCO="nan", score_2023=None, score_2025=0.9)
    sheet.state_nothing("7122")

    alone, *others = sheet.of("9112")
    for row in others:
        sheet.rows.remove(row)
    sheet.put(alone, score_2023=0.2, score_2025=0.2)
    sheet.state_nothing("9112")

    for row in sheet.of("8322"):
        sheet.put(row, score_2023=0.6, score_2025=0.5)
    sheet.state_nothing("8322")

    for row in sheet.of("2512"):
        sheet.put(row, mean_score_2025=0.99, Title="Systems Aministrators")
        sheet.put(row, ISCO_08="2522")


@pytest.fixture
def edition() -> Edition:
    def apply(place, rows):
        if place[0] != SCORES:
            return None
        sheet = Sheet(rows)
        change(sheet)
        return sheet.rows

    files = edited({SCORES: original_files("ilo-genai-gradient")[SCORES]}, apply)
    release = attempt(files)
    assert release.state == "ready", [str(issue) for issue in release.issues.all()]
    ensure_default_layouts()
    edition = compile_edition(name="odd")
    assert [line for line in acknowledge_in(edition, True) if "2522" in line]
    publish_edition(edition=edition)
    page_cache.clear()
    return edition


@pytest.fixture
def said(edition: Edition, client: Client) -> Callable[[str], str]:
    """The words of a unit group's page, without its markup."""

    def words(code: str) -> str:
        page = client.get(UnitGroupPage.objects.get(code=code).address)
        assert page.status_code == 200
        text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())
        return re.sub(r" ([.,;:])", r"\1", text)

    return words


def answer(client: Client, code: str) -> dict:
    return client.get(f"/api/v1/gradient/{code}/").json()


def test_a_task_without_a_statement_counts_and_is_named_everywhere(said, client: Client) -> None:
    found = answer(client, "7122")
    assert found["task_count"] == 5
    assert found["most_exposed_task"]["statement"] is None
    assert found["tasks"][2] | {"rationale": ""} == {
        "number": 3, "statement": None, "score": 0.9, "score_previous": None, "change": None, "rationale": "",
    }  # fmt: skip
    words = said("7122")
    assert words.count("no statement in the release") >= 3  # table, most exposed task, line to copy
    assert "The most exposed task of Floor Layers and Tile Setters has no statement in the release." in words
    assert " nan" not in words
    assert "None of its 5 tasks counts as exposed: the ILO places the whole group in Not exposed." in words
    assert "no statement in the release" in client.get("/embed/unit-group/7122/tasks").content.decode()


def test_a_change_is_that_of_the_tasks_scored_in_both_years_and_the_page_says_so(said, client: Client) -> None:
    found, words = answer(client, "7122"), said("7122")
    twice = [task for task in found["tasks"] if task["score_previous"] is not None]
    assert (found["task_count"], found["compared_count"], len(twice)) == (5, 3, 3)
    assert found["change"] == round(sum(task["score"] - task["score_previous"] for task in twice) / 3, 12)
    assert found["change"] != pytest.approx(found["mean_score"] - found["mean_score_previous"], abs=0.01)
    assert "3 of its 5 tasks were scored in both years; the change is theirs." in words
    assert "were scored in both years" not in said("3521")
    assert "task statements that define" not in words


def test_a_statement_is_quoted_without_what_ends_it_in_the_list(said) -> None:
    words = said("3521")
    assert re.search(r'The most exposed task of [^"]+: "[^"]+[a-z]"\.', words)
    assert not re.search(r'[;.]["”]', words)
    assert [without_list_mark(text) for text in ("Do it;", "Do it.", "Do it;.", "Sell, etc.;", "Do (it);")] == [
        "Do it", "Do it", "Do it", "Sell, etc.", "Do (it)",
    ]  # fmt: skip


def test_one_task_is_spoken_of_as_one(said, client: Client) -> None:
    words = said("9112")
    assert answer(client, "9112")["task_count"] == 1
    assert "the only task that makes up" in words
    assert "Its only task does not count as exposed: the ILO places the whole group in Not exposed." in words
    assert "1 tasks" not in words
    assert "its 1 " not in words
    assert "No task's score rose between the scorings of 2023 and 2025; this one's did not change." in words
    assert "did not change between the ILO's scorings of 2023 and 2025" in words
    assert "0.00 between" not in words


def test_where_every_score_fell_no_rise_is_claimed_and_half_counts(said, client: Client) -> None:
    found, words = answer(client, "8322"), said("8322")
    assert (found["upper_half_share"], found["upper_half_count"]) == (1.0, found["task_count"])
    assert f"goes to all of its {found['task_count']} tasks" in words
    assert f"{found['task_count']} of its {found['task_count']} tasks" not in words
    assert "this one comes closest, at −0.10." in words
    assert "The largest rise" not in words
    assert "fell by 0.10 between the ILO's scorings of 2023 and 2025" in words


def test_a_stated_mean_that_differs_is_named_beside_ours(said, client: Client) -> None:
    found, words = answer(client, "2522"), said("2522")
    assert found["mean_score_stated"] == 0.99
    assert re.search(r"The file states 0\.99; the mean of its tasks is 0\.\d\d\.", words)
    assert answer(client, "3521")["mean_score_stated"] is None
    assert "The file states" not in said("3521")


def test_a_misspelt_title_is_corrected_and_says_so(said, client: Client) -> None:
    found = answer(client, "2522")
    assert (found["title"], found["title_as_published"]) == ("Systems Administrators", "Systems Aministrators")
    assert found["url"] == "/gradient/2522-systems-administrators.html"
    assert "Title corrected: the release has “Systems Aministrators”." in said("2522")
    assert answer(client, "3521")["title_as_published"] is None
    assert "Title corrected" not in said("3521")
    listed = client.get("/api/v1/gradient/", {"page_size": 1500}).json()["results"]
    assert "Systems Administrators" in {row["title"] for row in listed}


def test_the_ends_of_the_ranking_claim_neither_none_nor_all(said, client: Client) -> None:
    listed = client.get("/api/v1/gradient/", {"ordering": "mean_score", "page_size": 1500}).json()["results"]
    lowest = said(listed[0]["code"])
    assert "It is the least exposed of the 24 placed occupations" in lowest
    assert "0th percentile" not in lowest
    assert "more exposed than about 0%" not in lowest


def test_the_list_says_how_many_scores_fell(edition: Edition, client: Client) -> None:
    page = " ".join(re.sub(r"<[^>]+>", " ", client.get("/gradient/").content.decode()).split())
    assert re.search(r"of all tasks scored in both, \d+% scored lower in 2025", page)


@pytest.mark.parametrize(
    ("share", "lower", "equal", "words"),
    [
        ("100%", 426, 0, "the most exposed"),
        ("100%", 425, 0, "more exposed than nearly all"),
        ("100%", 425, 1, "more exposed than nearly all"),
        ("0%", 0, 0, "the least exposed"),
        ("0%", 0, 1, "less exposed than nearly all"),
        ("0%", 1, 0, "less exposed than nearly all"),
        ("65%", 277, 0, None),
    ],
)
def test_only_who_stands_alone_at_an_end_is_called_the_most_or_the_least(share, lower, equal, words) -> None:
    assert end_of_ranking(share, lower, equal, 427) == words


def test_rows_of_tables_show_the_digits_that_their_difference_needs(edition: Edition, client: Client) -> None:
    """Two means of 0.10 and a change of −0.01 would contradict each other."""
    for address in ("/gradient/", UnitGroupPage.objects.get(code="3521").address):
        page = client.get(address).content.decode()
        shown = re.findall(
            r'data-measure="(?:mean|task)-exposure(?:-2023|-change)?">([−+]?\d\.\d+)<', page[page.index("<tbody") :]
        )
        assert [text for text in shown if re.fullmatch(r"[−+]?\d\.\d{3}", text)], address
