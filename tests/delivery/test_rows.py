"""The rows of a brief say what the rows of its page say, and are never HTML on the way."""

from collections.abc import Iterable
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template import engines
from django.utils.safestring import mark_safe

from citations.figures import Figure, Missing, ReleaseReference
from citations.ledger import Ledger
from citations.measures import Measure
from singulariki.delivery.markdown import markdown_of
from singulariki.delivery.rows import HtmlRows, MarkdownRows, text_of

BASE = f"{settings.PUBLIC_SITE_URL}/roles/role-27-4014-00"
MEASURE = Measure("pay", "Pay", "", 0, ("bls-oews",), "What is paid.", "What it is worth.")
RELEASE = ReleaseReference("bls-oews", "OEWS", "May 2024", "BLS")
PAID = Figure(MEASURE, 1200, text="1,200", releases=(RELEASE,))
UNPAID = Figure(MEASURE, None, text="not <available>", releases=(RELEASE,), missing=Missing.NOT_AVAILABLE)


def rows_of(write: HtmlRows) -> Iterable[list[str]]:
    yield [write.head(write.link("A_b & [c] | d", "/x-y"), number=3), write.number(PAID, "Pay")]
    yield [write.head(write.link("Tools", ""), aside="Sector"), write.number(UNPAID, "Pay", missing="un & published")]
    yield [write.head(write.link("Mix\tsounds\nand more", "/z")), write.number(UNPAID, "Pay", dash=True)]
    yield [write.head(write.link("Shares", "")), write.number(PAID, "Pay", after="×")]
    yield [write.head(write.link("Ranks", "")), write.cell(write.questioned(PAID), "Pay", "is-number")]
    yield [write.cell(write.words(mark_safe("O&#x27;Net &amp; others")), "Name"), write.number(UNPAID, "Pay")]


@pytest.mark.parametrize("prefix", ["", "/editions/2026-01-01"])
def test_a_table_in_a_brief_is_the_table_of_the_page(prefix: str) -> None:
    page, brief = HtmlRows(Ledger({}), prefix), MarkdownRows(Ledger({}, as_text=True), prefix)
    head = "<table><thead><tr><th>Name</th><th>Pay</th></tr></thead><tbody>{}</tbody></table>"
    written = brief.table(rows_of(brief))
    assert "<t" not in written
    assert markdown_of(head.format(written), BASE) == markdown_of(head.format(page.table(rows_of(page))), BASE)
    assert f"[A\\_b & \\[c\\] \\| d]({settings.PUBLIC_SITE_URL}{prefix}/x-y)" in markdown_of(head.format(written), BASE)


def test_a_list_in_a_brief_is_the_list_of_the_page_and_its_figures_are_noted() -> None:
    ledger = Ledger({}, as_text=True)
    page, brief = HtmlRows(Ledger({}), ""), MarkdownRows(ledger, "")
    items = [
        write.items([f"{write.link('Voice', '/v')} {write.figure(PAID)}", write.link("Words", "")]) for write in (page, brief)
    ]
    assert markdown_of(f"<p>Two:</p><ul>{items[1]}</ul><p>End</p>", BASE) == markdown_of(
        f"<p>Two:</p><ul>{items[0]}</ul><p>End</p>", BASE
    )
    assert "<li" not in items[1]
    assert ledger.sources == [RELEASE]


def test_a_standard_error_stands_behind_its_figure_where_there_is_one() -> None:
    sure = Figure(MEASURE, 1200, text="1,200", releases=(RELEASE,), error=41.2)
    page, brief = HtmlRows(Ledger({}), ""), MarkdownRows(Ledger({}, as_text=True), "")
    assert page.give_or_take(sure) == ' <span class="give-or-take">± 41</span>'
    assert brief.give_or_take(sure) == " ± 41"
    assert [write.give_or_take(PAID) for write in (page, brief)] == ["", ""]


def test_a_ruler_is_for_the_eye_alone() -> None:
    page, brief = HtmlRows(Ledger({}), ""), MarkdownRows(Ledger({}, as_text=True), "")
    assert 'x="40.5%"' in "".join(page.ruler(40.5))
    assert "svg" not in "".join(page.ruler(None))
    assert brief.ruler(40.5) == ()


LAYOUT_WORDS = mark_safe('R&amp;D &lt;b&gt; &quot;x&quot; <span class="figure">7 <i>of</i> 9</span>')


def test_words_of_a_layout_are_escaped_once_in_attributes_and_pictures() -> None:
    assert text_of(LAYOUT_WORDS) == 'R&D <b> "x" 7 of 9'
    subject = SimpleNamespace(prefix="", title="Mixers & more", path="/x")
    rated = [SimpleNamespace(name="Voice", path="/v", value=PAID)]
    point = {"number": 1, "title": "A & B", "path": "/a", "overlap": PAID, "median_percentile": PAID}
    words = ("x_axis", "y_axis", "upper_left", "upper_right", "lower_left", "lower_right", "title", "description")
    template = engines["public"].from_string(
        "{{ rating_list(rated, 0, 2000, label) }}{% set chart = quadrant_picture(point, [point], wording) %}"
        '{% include "charts/quadrant.svg.html" %}'
    )
    html = template.render(
        {
            "ledger": Ledger({}),
            "profile": subject,
            "rated": rated,
            "label": LAYOUT_WORDS,
            "point": point,
            "wording": dict.fromkeys(words, LAYOUT_WORDS),
        }
    )
    assert "&amp;amp;" not in html
    assert "&amp;lt;" not in html
    assert 'aria-label="R&amp;D &lt;b&gt; &#34;x&#34; 7 of 9"' in html.replace("&quot;", "&#34;")
    assert " <b> " not in html
