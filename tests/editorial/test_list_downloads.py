"""Any sorted list as CSV: the rows that the page would show, on all of its pages, with what they are and where it comes from."""

import codecs
import csv
import io
import re

import pytest
from django.test import Client

from citations.exporting import csv_lines
from citations.figures import Figure
from citations.models import Edition
from singulariki.editorial.lists import Column, Listing, csv_rows
from tests.editorial.subjects import PEOPLE, STUDY, Thing, figure
from tests.fixtures_sample import *  # noqa: F403
from tests.reading.page import read

LISTS = [
    "/roles/",
    "/roles/?overlap=high&sort=median&order=desc",
    "/gradient/",
    "/gradient/?band=gradient-4&sort=title&order=asc",
    "/gradient/major-2.html",
    "/tasks/?q=the",
    "/families/",
    "/industries/51-information",
]


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(f"{address}{'&' if '?' in address else '?'}format=csv")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/csv; charset=utf-8; header=present"), address
    return read_csv(answer.content)


def read_csv(content: bytes) -> list[dict[str, str]]:
    """With the mark in front by which spreadsheet programs know the encoding."""
    assert content.startswith(codecs.BOM_UTF8)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.django_db
@pytest.mark.parametrize("address", LISTS)
def test_it_has_the_rows_of_the_page_in_their_order(address: str, module_sample_edition: Edition, client: Client) -> None:
    html = client.get(address).content.decode()
    (link,) = re.findall(r'href="([^"]*format=csv[^"]*)" download="[a-z0-9-]+\.csv"', html)
    rows = read_csv(client.get(link.replace("&amp;", "&")).content)
    assert rows == rows_of(client, address)

    table = html[html.rindex("<tbody>") : html.rindex("</tbody>")]
    shown = list(dict.fromkeys(path for path in read(table).links if path.startswith("/")))
    assert shown
    assert list(dict.fromkeys(row["address"] for row in rows))[: len(shown)] == shown


@pytest.mark.django_db
def test_its_figures_are_those_of_the_answer_and_name_measure_unit_and_release(
    module_sample_edition: Edition, client: Client
) -> None:
    rows = rows_of(client, "/roles/")
    answers = {row["code"]: row for row in client.get("/api/v1/occupations/?page_size=1500").json()["results"]}
    assert {row["code"] for row in rows} == set(answers)
    (pay,) = (name for name in rows[0] if "median wage" in name.lower())
    assert "U.S. dollars" in pay
    assert "May 2024 (sample)" in pay
    for row in rows:
        median = answers[row["code"]]["wages"]["median"]
        assert row[pay] == ("" if median is None else str(median)), row["code"]
        assert bool(row["notes"]) >= (median is None), row["code"]
        if hourly := answers[row["code"]]["wages"]["hourly_median"]:
            assert f"Median wage, hourly: ${hourly:.2f} an hour" in row["notes"]
    assert any(answer["wages"]["hourly_median"] for answer in answers.values())


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/roles/?format=xml", "/quadrant?format=pdf", "/families/?format=csv&page=99&format=txt"])
def test_any_other_form_leads_to_the_page(address: str, module_sample_edition: Edition, client: Client) -> None:
    answer = client.get(address)
    assert answer.status_code == 302
    assert "format" not in answer.headers["Location"]


def test_no_spreadsheet_runs_a_title_and_what_is_missing_or_more_is_said() -> None:
    things = [Thing('=HYPERLINK("x")', people=None), Thing("+cmd", people=5)]
    for code, thing in enumerate(things):
        thing.code = str(code)  # type: ignore[attr-defined]
    top = Figure(PEOPLE, 5, text="5", releases=(STUDY,), at_least=True)
    columns = {
        "title": Column[Thing]("title", lambda thing: thing.title, is_figure=False),
        "people": Column[Thing]("people", lambda thing: top if thing.people else figure(PEOPLE, None)),
    }
    listing = Listing(rows=things, columns=columns, filters={}, usual="title", path="/things/", anchor="list")

    heading, *rows = csv_rows(listing, "/editions/old")
    assert heading == ["code", "title", "People (people; Atlas 3.1, Study 2025)", "address", "notes"]
    assert {row[-2] for row in rows} == {"/editions/old/things/1"}
    _, *lines = csv_lines(heading, rows)
    assert [line.split(",")[1] for line in lines] == ["'+cmd", '"\'=HYPERLINK(""x"")"']
    assert [row[-1] for row in rows] == ["People: this or more", f"People: {figure(PEOPLE, None).text}"]
