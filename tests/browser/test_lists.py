"""Lists of occupations: no page scrolls sideways, heads stay in sight, rows are cards on a phone."""

import pytest
from playwright.sync_api import Page

from gradient.sample import load_sample

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEAD = "document.querySelector('.table--list thead th').getBoundingClientRect().y"


def test_the_head_stays_in_sight_and_each_column_has_one_line_of_explanation(transactional_db, person) -> None:
    load_sample()
    visitor: Page = person()
    visitor.goto("/roles/?sort=overlap&order=desc")
    for width in (1280, 1920):
        visitor.set_viewport_size({"width": width, "height": 500})
        assert visitor.evaluate("document.documentElement.scrollWidth") == width
        visitor.evaluate("document.querySelector('.table--list tbody tr:nth-child(9)').scrollIntoView({block: 'center'})")
        assert abs(visitor.evaluate(HEAD)) < 1
    assert visitor.locator(".table--list thead button, .table--list thead .ask").count() == 0
    assert visitor.locator(".table--list thead .asked").count() == visitor.locator(".table--list thead .is-number").count() > 3


def test_rows_are_cards_on_a_phone_and_say_what_each_figure_is(transactional_db, person) -> None:
    load_sample()
    visitor: Page = person()
    for address in ("/roles/", "/gradient/"):
        visitor.goto(address)
        for width in (320, 390):
            visitor.set_viewport_size({"width": width, "height": 900})
            assert visitor.evaluate("document.documentElement.scrollWidth") == width
    visitor.goto("/roles/")
    cells = """[...document.querySelectorAll('.table--list tbody tr:first-child td')].map(
        (cell) => getComputedStyle(cell, '::before').content.replaceAll('"', ''))"""
    assert visitor.evaluate(cells)[:3] == ["AI task overlap", "Studies", "Their spread"]
    # Each figure has a line of its own, within the page.
    lines = "[...document.querySelectorAll('.table--list tbody tr:first-child td')].map((cell) => cell.getBoundingClientRect().y)"
    tops = visitor.evaluate(lines)
    assert tops == sorted(set(tops))
