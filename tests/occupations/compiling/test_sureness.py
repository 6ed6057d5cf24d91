"""What documents, pages and answers say of how sure ratings, shares and estimates are, and whose education is whose."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from citations.actions.editions import compile_edition
from citations.actions.publishing import publish_edition
from citations.models import Edition, Profile
from singulariki.delivery import page_cache
from singulariki.editorial.seeds import ensure_default_layouts
from tests.occupations import files
from tests.occupations.importers import layouts, onet_layouts
from tests.occupations.importers.layouts import spreadsheet, written
from tests.occupations.importers.onet_layouts import in_shares
from tests.reading.agreement import Answers, agreement
from tests.reading.documents import document, values
from tests.reading.faults import faults

SOUND, VIDEO = "27-4014.00", "27-4011.00"
PAGE = "/roles/role-27-4014-00"
ELEMENTS = {"2.C.7.a": "English Language", "2.C.4.b": "Physics", "2.C.4.d": "Biology"}
VALUES = ("5.00", "1.00", "3.00")
ADVISED = ("13", "0.0000", "n/a", "n/a", "Y")


def _knowledge(element: str, name: str, value: str, *estimate: str) -> list[str]:
    return [SOUND, element, name, "IM", value, *estimate, "n/a", *onet_layouts.WHEN]


def _tables() -> onet_layouts.Tables:
    tables = onet_layouts.text_tables()
    tables["Content Model Reference"] += [[element, name, f"What {name} is."] for element, name in ELEMENTS.items()]
    # English stands first by its value, which few gave; physics and biology are no more important than 3.
    tables["Knowledge"] = [
        onet_layouts.RATED,
        _knowledge("2.C.3.a", "Computers and Electronics", "4.60", "27", "0.1250", "4.4000", "4.8000", "N"),
        *(_knowledge(element, ELEMENTS[element], value, *ADVISED) for element, value in zip(ELEMENTS, VALUES, strict=True)),
    ]
    tables["Education, Training, and Experience"][1:2] = [
        in_shares("2.D.1", "RL", "4", "20.00", "25", "5.0000", "11.00", "33.00", "N", wide=False),
        in_shares("2.D.1", "RL", "6", "80.00", "25", "18.5953", "42.00", "90.00", "Y", wide=False),
        in_shares("2.D.1", "RL", "9", "0.00", "25", "0.0000", "0.00", "0.00", "Y", wide=False),
    ]
    tables["Education, Training, and Experience Categories"] += [
        ["2.D.1", "Required Level of Education", "RL", category, words]
        for category, words in (("4", "Some courses"), ("6", "A first degree"), ("9", "A doctorate"))
    ]
    # The task with the higher importance is the one that O*NET advises against relying on.
    tables["Task Ratings"] = [
        tables["Task Ratings"][0],
        [SOUND, "7720", "IM", "n/a", "4.40", "9", "0.9000", "2.2000", "4.9000", "Y", *onet_layouts.WHEN],
        [SOUND, "7722", "IM", "n/a", "3.00", "24", "0.1000", "2.8000", "3.2000", "N", *onet_layouts.WHEN],
    ]
    return tables


@pytest.fixture
def releases(imported: Callable, tmp_path) -> None:
    imported(files.onet_text(tmp_path / "onet.zip", _tables()))
    rows = [*files.NATIONAL, files.oews_row("27-4011", "Audio and Video Technicians", A_MEAN="#", EMP_PRSE="**")]
    imported(files.oews_national(tmp_path / "national_M2024_dl.xlsx", rows))
    imported(*files.soc_files(tmp_path / "soc"))
    imported(written(tmp_path, "occ_level.csv", layouts.OCC_LEVEL), written(tmp_path, "labels.tsv", layouts.LABELSET, "\t"))
    attained = [
        *layouts.attainment(),
        ["Sound engineering technicians[1]", "27-4014", 0.2, 14.8, 20.0, 15.0, 45.0, 4.5, 0.5],
    ]
    sheets = {"Table 5.3": attained}
    imported(
        spreadsheet(tmp_path, "occupation.xlsx", {"Table 1.2": layouts.projections()}),
        spreadsheet(tmp_path, "education.xlsx", sheets),
    )


@pytest.fixture
def edition(releases: None) -> Edition:
    page_cache.clear()
    ensure_default_layouts()
    edition = compile_edition(name="sure")
    publish_edition(edition=edition)
    return edition


def words_of(client: Client, section: str) -> str:
    html = client.get(PAGE).content.decode()
    begin = html.index(f'id="{section}"')
    return " ".join(re.sub(r"<[^>]+>", " ", html[begin : html.index("</section>", begin)]).split())


def test_a_rating_that_onet_advises_against_is_printed_marked_and_last_and_only_above_the_threshold(edition) -> None:
    rows = document(edition, "occupation", SOUND)["knowledge"]
    assert [(row["name"], row["value"]["t"], row["value"].get("l", False)) for row in rows] == [
        ("Computers and Electronics", "4.6", False),
        ("English Language", "5.0 (low precision)", True),
    ]


def test_it_counts_in_no_distribution(edition) -> None:
    element = document(edition, "element", "2.C.3.a")
    assert element["occupation_count"]["v"] == 1
    assert not Profile.objects.filter(edition=edition, kind="element", key="2.C.7.a").exists()


def test_a_task_that_few_rated_stands_behind_those_with_a_rating_to_rely_on(edition) -> None:
    rows = document(edition, "occupation", SOUND)["tasks"]
    assert [(row["id"], row["importance"]["t"]) for row in rows] == [(7722, "3.0"), (7720, "4.4 (low precision)")]
    assert document(edition, "task", "7720")["importance"]["t"] == "4.4 (low precision)"


def test_shares_of_required_education_are_printed_whole_with_their_advice(edition) -> None:
    rows = document(edition, "occupation", SOUND)["education"]
    assert [(row["code"], row["share"]["v"], row["share"].get("l", False), row["share"]["e"]) for row in rows] == [
        (6, 0.8, True, 0.185953),
        (4, 0.2, False, 0.05),
    ]


def test_education_of_workers_is_told_from_what_is_required(edition, client: Client) -> None:
    found = document(edition, "occupation", SOUND)["attainment"]
    assert values(found["levels"])[4] == {"key": "bachelor", "level": "Bachelor's degree", "share": 0.45}
    assert (found["is_exact"], found["published_for"]["code"]) == (False, "27-4014")
    words = words_of(client, "education-of-workers")
    assert "Highest level of education of those who work in it" in words
    assert "no exact match of Sound engineering technicians" in words
    assert "What the work is said to require" in words
    assert "80.0% (low precision)" in words
    assert "± 19 points" in words
    assert "advice not to rely on it" in words


def test_an_occupation_without_attainment_says_so_and_keeps_what_is_required(edition) -> None:
    assert document(edition, "occupation", VIDEO)["attainment"] is None


def test_estimates_say_what_they_give_or_take(edition, client: Client) -> None:
    wages = document(edition, "occupation", SOUND)["wages"]
    assert (wages["employment"]["e"], wages["mean"]["e"], wages["hourly"]["mean"]["e"]) == (548.1, 1201.35, 0.5775)
    assert "e" not in wages["median"]
    other = document(edition, "occupation", VIDEO)["wages"]
    assert (other["mean"].get("e"), other["employment"].get("e")) == (None, None)
    words = words_of(client, "wages")
    assert "give or take $1,200" in words
    assert "give or take 550" in words
    assert "one standard error" in words


def test_the_answer_has_standard_errors_and_advice_by_pointer(edition, client: Client) -> None:
    answer = client.get("/api/v1/occupations/27-4014.00/").json()
    assert answer["standard_errors"]["/wages/employment"] == 548.1
    assert answer["standard_errors"]["/knowledge/0/value"] == 0.125
    assert set(answer["low_precision"]) == {"/tasks/1/importance", "/knowledge/1/value", "/education/0/share"}
    assert answer["attainment"]["levels"][0]["share"] == 0.002


def test_people_and_gpt_4_stand_side_by_side(edition, client: Client) -> None:
    found = document(edition, "occupation", SOUND)
    study = next(row for row in values(found)["exposure"] if row["key"] == "eloundou-gamma")
    assert [study[name] for name in ("alpha", "beta", "score")] == [0.07, 0.43, 0.78]
    assert [study[f"human_{name}"] for name in ("alpha", "beta", "gamma")] == [0.0, 0.28, 0.56]
    assert values(found["label_agreement"]) == {"share": 0.0, "tasks": 1}
    assert "as GPT-4 and as people rated it" in words_of(client, "exposure")
    tasks = words_of(client, "tasks")
    assert "E2 E0" in tasks
    assert "no label no label 3.0 ± 0.10" in tasks


def test_the_page_its_brief_and_its_answer_agree(edition, client: Client) -> None:
    page = client.get(PAGE)
    found = agreement(page, Answers(client))
    assert (found.elsewhere, found.problems) == ([], [])
    assert faults(page.content.decode()) == []
    brief = client.get(f"{PAGE}/context.md").content.decode()
    assert "English Language" in brief
    assert "5.0 (low precision)" in brief
    assert "± 0.13" in brief
    assert "give or take 550" in brief
    assert "<span" not in brief
