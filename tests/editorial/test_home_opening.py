"""The home page opens with a question asked of one occupation, others to pick from and two rankings, all chosen by rule."""

import bs4
import pytest
from django.test import Client
from django.urls import reverse

from citations.selectors import live_edition
from occupations import home
from occupations.subjects.occupation_list.document import occupation_index
from singulariki.editorial.models import HomePage
from singulariki.editorial.permissions import EDITORS
from tests.editorial.conftest import member
from tests.editorial.forms import rendered_form

pytestmark = [pytest.mark.usefixtures("module_sample_edition"), pytest.mark.either_database]
SOUND = "27-4014.00"


def read() -> bs4.BeautifulSoup:
    answer = Client().get("/")
    assert answer.status_code == 200
    return bs4.BeautifulSoup(answer.content.decode(), "html.parser")


def publish(**fields: str) -> None:
    page = HomePage.objects.get()
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def rows() -> list[dict]:
    """The sample's occupations, read without the code that chooses."""
    index = occupation_index(live_edition())
    assert index
    names = [column.name for column in index.document.columns]
    return [{**dict(zip(names, row.values, strict=True)), "row": row} for row in index.document.rows]


def test_the_question_comes_first_with_the_ruler_and_the_largest_of_six_families_to_pick_from() -> None:
    page = read()
    assert page.h1.get_text() == "How much of the work of sound engineering technicians can AI attempt?"
    assert page.h1.a["href"] == "/roles/role-27-4014-00"
    assert page.select_one(".opening .ruler__pin")
    picked = [link["href"] for link in page.select(".opening__pick a")]
    families = {path: next(one["row"].family for one in rows() if one["row"].path == path) for path in picked}
    assert 1 < len(picked) <= home.EXAMPLES
    assert len(set(families.values())) == len(picked)
    for path, family in families.items():
        own = [one for one in rows() if one["row"].family == family and one["overlap"] is not None and one["row"].code != SOUND]
        most = max(0 if one["row"].pay_group else one["employment"] or 0 for one in own)
        chosen = next(one for one in own if one["row"].path == path)
        assert (0 if chosen["row"].pay_group else chosen["employment"] or 0) == most
    assert "Every figure names the release it comes from." in page.get_text()


def test_the_rankings_hold_well_paid_work_in_order_and_lead_to_the_same_list() -> None:
    paid = [
        one for one in rows() if (one["overlap"] is not None and (one["median_percentile"] or 0) >= 75) or one["row"].top_coded
    ]
    paid = [one for one in paid if one["overlap"] is not None]
    tables = read().select(".rankings section")
    assert len(tables) == 2
    for sign, table in zip((-1, 1), tables, strict=True):
        expected = [one["row"].path for one in sorted(paid, key=lambda one: (sign * one["overlap"], one["row"].code))][:5]
        assert [link["href"] for link in table.select("tbody th a")] == expected
        listed = bs4.BeautifulSoup(Client().get(table.h2.a["href"]).content.decode(), "html.parser")
        first = [one["overlap"] for one in paid if one["row"].path == listed.select_one("tbody th a")["href"]]
        assert first == [next(one["overlap"] for one in paid if one["row"].path == expected[0])]


@pytest.mark.parametrize("code", ["", "99-9999.00", "<b>"])
def test_where_the_occupation_has_no_rank_the_largest_is_asked_about(code: str) -> None:
    publish(question_about=code)
    ranked = [one for one in rows() if one["overlap"] is not None]
    largest = max(ranked, key=lambda one: 0 if one["row"].pay_group else one["employment"] or 0)
    assert read().h1.a["href"] == largest["row"].path


def test_an_editors_words_are_printed_as_text_and_no_question_means_the_title() -> None:
    publish(question="<script>alert(1)</script> {occupation} & {x}?")
    heading = read().h1
    assert heading.get_text() == "<script>alert(1)</script> sound engineering technicians & {x}?"
    publish(question="", title="Set aside")
    page = read()
    assert page.h1.get_text() == "Set aside"
    assert not page.select(".opening, .rankings")
    assert page.select_one(".hero .search--large")


@pytest.mark.parametrize("found", [None, "unranked"])
def test_an_edition_without_occupations_or_ranks_opens_with_the_title(found: str | None, monkeypatch) -> None:
    index = occupation_index(live_edition())
    monkeypatch.setattr(home, "home_index", lambda edition: index if found else None)
    monkeypatch.setattr(type(index), "value", lambda self, row, name: None)
    page = read()
    assert page.h1.get_text() == HomePage.objects.get().title
    assert page.select_one(".hero")


def test_an_editor_changes_the_question_in_the_form(client: Client) -> None:
    client.force_login(member(EDITORS, "edda"))
    address = reverse("wagtailadmin_pages:edit", args=[HomePage.objects.get().pk])
    form = rendered_form(client.get(address).content.decode())
    assert form["question"] == "How much of the work of {occupation} can AI attempt?"
    client.post(address, {**form, "question": "What of {occupation}?"})
    assert HomePage.objects.get().get_latest_revision_as_object().question == "What of {occupation}?"
