"""Comparisons print both ratings of what they compare, also those that are too low for an occupation's own page."""

import re
from itertools import combinations

import pytest
from django.test import Client

from citations.models import Edition
from occupations.models import Rating
from occupations.recipes import IMPORTANT_ABOVE
from occupations.subjects.comparison.rows import compared_elements, comparison

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]


def _rated(code: str) -> dict[str, float]:
    rows = Rating.objects.filter(code=code, scale="IM").values_list("element_id", "value")
    return dict(rows)


def test_no_rating_that_the_release_has_is_left_out(module_sample_edition: Edition) -> None:
    codes = [
        code for code in module_sample_edition.profiles.filter(kind="occupation").values_list("key", flat=True) if _rated(code)
    ]
    assert len(codes) > 3
    lower = 0
    for pair in combinations(codes, 2):
        page = comparison(module_sample_edition, pair)
        assert page is not None
        for row in compared_elements(page):
            element = row.path.split("/")[2].split("-")[0] if row.path else ""
            for one, cell in zip(page.occupations, row.cells, strict=True):
                stored = _rated(one.code).get(element)
                assert (cell.value if cell else None) == stored, (pair, row.label)  # type: ignore[union-attr]
                lower += stored is not None and stored <= IMPORTANT_ABOVE
    assert lower


def test_the_widest_difference_is_one_between_printed_values(module_sample_edition: Edition, client: Client) -> None:
    html = client.get("/compare/role-27-4011-00/role-27-4014-00").content.decode()
    table = html[html.index('id="skills"') : html.index('id="tasks"')]
    rows = re.findall(r"<tr>\s*<th.*?</tr>", table[table.index("<tbody>") :], re.DOTALL)
    spreads = [
        abs(float(values[0]) - float(values[1])) for row in rows if len(values := re.findall(r'<data value="([\d.]+)"', row)) == 2
    ]
    assert len(spreads) > 3
    assert spreads == sorted(spreads, reverse=True)


def test_ranks_and_pay_are_drawn_below_their_figures_on_one_scale(module_sample_edition: Edition, client: Client) -> None:
    codes = ("27-4011.00", "27-4014.00")
    page = comparison(module_sample_edition, codes)
    assert page is not None
    documents = [one.document for one in page.occupations]
    html = client.get("/compare/role-27-4011-00/role-27-4014-00").content.decode()
    pins = [float(x) for x in re.findall(r'class="mini-ruler__pin" x="([\d.]+)%"', html)]
    assert pins == pytest.approx([document.overlap.percentile.value for document in documents if document.overlap], abs=0.06)
    strips = re.findall(r'<svg class="pay-strip".*?</svg>', html)
    wages = [document.wages for document in documents if document.wages]
    assert len(strips) == len(wages) == 2
    most = max(each.p90.value for each in wages if each.p90.value)
    for strip, each in zip(strips, wages, strict=True):
        median = re.search(r'class="median" x="([\d.]+)%"', strip)
        assert median is not None
        assert each.median.value is not None
        assert float(median[1]) == pytest.approx(100 * each.median.value / most, abs=0.06)
