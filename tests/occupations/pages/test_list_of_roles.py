"""The list of occupations narrowed in dollars, its rows drawn, and its title where it answers a question of its own."""

from urllib.parse import urlencode

import bs4
import pytest
from django.test import Client

from gradient.sample import load_sample
from occupations.subjects.occupation_list.document import OccupationIndex, occupation_index
from occupations.subjects.occupation_list.page.listing import dollars
from singulariki.charts.bars import change_bar

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]


@pytest.fixture
def index(db) -> OccupationIndex:
    found = occupation_index(load_sample().edition)
    assert found
    return found


def read(**query: str) -> bs4.BeautifulSoup:
    answer = Client().get(f"/roles/?{urlencode(query)}", follow=True)
    assert answer.status_code == 200
    return bs4.BeautifulSoup(answer.content.decode(), "html.parser")


def listed(page: bs4.BeautifulSoup) -> set[str]:
    return {link["href"] for link in page.select(".table--list tbody th a")}


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("80000", 80_000),
        ("$80,000", 80_000),
        ("80k", 80_000),
        (" 80 K", 80_000),
        ("0", 0),
        *((odd, None) for odd in ("", "8,00", "-5", "1e9", "NaN", "٨٠", "80.5", "1" * 12, "<b>", "$")),
    ],
)
def test_amounts_are_read_as_people_type_them(typed: str, amount: int | None) -> None:
    assert dollars(typed) == amount


def test_the_list_is_narrowed_in_dollars(index: OccupationIndex) -> None:
    def pays(low: int, high: int) -> set[str]:
        medians = [(row, index.value(row, "median")) for row in index.document.rows]
        return {row.path for row, median in medians if median is not None and low <= median <= high and not row.top_coded}

    top = {row.path for row in index.document.rows if row.top_coded and index.value(row, "median") is not None}
    assert listed(read(pay_min="50,000", pay_max="90k")) == pays(50_000, 90_000) != set()
    assert listed(read(pay_min="90000")) == pays(90_000, 10**9) | top
    assert listed(read(pay_max="40000")) == pays(0, 40_000)
    assert "No occupation fits" in read(pay_min="90000", pay_max="10").get_text()


@pytest.mark.parametrize("odd", ["lots", "<script>", "-1", "8,00"])
def test_what_is_no_amount_narrows_nothing_and_leads_to_the_address_without_it(odd: str, index: OccupationIndex) -> None:
    answer = Client().get(f"/roles/?{urlencode({'pay_min': odd})}")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/roles/")


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ({"pay": "highest", "sort": "overlap", "order": "desc"}, "Well-paid work with the most overlap"),
        ({"pay": "highest", "sort": "overlap", "order": "asc"}, "Well-paid work with the least overlap"),
        ({"sort": "median", "order": "desc"}, "The best-paid work"),
        ({"sort": "overlap", "order": "desc", "q": "a"}, "Roles"),
        ({"pay": "highest"}, "Roles"),
        ({}, "Roles"),
    ],
)
def test_a_known_ranking_is_called_by_its_question(query: dict[str, str], title: str, index: OccupationIndex) -> None:
    page = read(**query)
    assert page.h1.get_text() == title
    assert page.title.get_text().startswith(title)


def test_rows_are_drawn_where_there_is_a_rank_and_a_change(index: OccupationIndex) -> None:
    rows = {row.path: row for row in index.document.rows}
    for line in read().select(".table--list tbody tr"):
        row = rows[line.a["href"]]
        pin = line.select_one(".mini-ruler__pin")
        rank = index.value(row, "overlap")
        assert (pin is None) == (rank is None)
        if pin:
            assert float(pin["x"].removesuffix("%")) == pytest.approx(rank, abs=0.1)
        assert bool(line.select(".change-bar")) == (index.value(row, "change_percent") is not None)
    assert rows


@pytest.mark.parametrize(("change", "x", "width"), [(10, 50, 25), (-20, 0, 50), (0, 50, 0), (-5, 37.5, 12.5)])
def test_a_change_is_drawn_to_its_side_of_nought(change: float, x: float, width: float) -> None:
    bar = bs4.BeautifulSoup(change_bar(change, 20), "html.parser").rect
    assert [float(bar[name].removesuffix("%")) for name in ("x", "width")] == [x, width]


def test_pay_is_drawn_from_the_tenth_to_the_ninetieth_percentile_on_one_scale(index: OccupationIndex) -> None:
    rows = {row.path: row for row in index.document.rows}
    highest = max(index.value(row, "p90") or 0 for row in rows.values())
    drawn = 0
    for line in read().select(".table--list tbody tr"):
        row, strip = rows[line.a["href"]], line.select_one(".pay-strip")
        median = index.value(row, "median")
        if median is None:
            assert not strip
            continue
        at = float(strip.select_one(".median")["x"].removesuffix("%"))
        assert at == pytest.approx(100 * median / highest, abs=0.1)
        assert bool(strip.path) == row.pay_is_open
        drawn += 1
    assert drawn > 3


def test_a_list_of_a_hundred_rows_stays_small(index: OccupationIndex) -> None:
    page = read()
    rows = page.select(".table--list tbody tr")
    assert sum(len(str(row)) for row in rows) / len(rows) < 1_450
