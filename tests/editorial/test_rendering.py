"""Drawing a page from the published layout costs the same few queries however long the layout is, fewer once it was read."""

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.test import RequestFactory

from citations.ledger import Ledger
from citations.selectors import edition_references
from singulariki.delivery.editions import live_edition_of
from singulariki.editorial.blocks.layout import LayoutFormBody
from singulariki.editorial.forms import bound_body
from singulariki.editorial.models import Caveat, Layout, Term
from singulariki.editorial.published import change_stamp
from singulariki.editorial.rendering import render_page


def request() -> HttpRequest:
    """One whose edition is known, as it is in every view."""
    made = RequestFactory().get("/")
    live_edition_of(made)
    return made


@pytest.fixture
def subject(module_sample_edition):
    kind = Layout.objects.get(kind="unit-group").page_kind
    return kind.profile(module_sample_edition, "3521"), edition_references(module_sample_edition)


def test_a_page_takes_few_queries_whatever_its_layout_and_one_again(subject, django_assert_num_queries):
    profile, references = subject
    layout = Layout.objects.get(kind="unit-group")
    change_stamp()
    first, second, third = request(), request(), request()
    # The stamp, the layout, its caveats, the words of the site and of the glossary.
    with django_assert_num_queries(5):
        page = render_page("unit-group", profile, Ledger(references), request=first)
    with django_assert_num_queries(1):
        render_page("unit-group", profile, Ledger(references), request=second)
    assert len(page.sections) >= 8
    assert page.notes_html
    assert page.caveats
    layout.body = layout.body.get_prep_value() + [
        {"type": "narrative", "value": {"heading": "", "placement": "section", "text": f"<p>Number {n}: {{mean-exposure}}.</p>"}}
        for n in range(30)
    ]
    layout.save_revision().publish()
    with django_assert_num_queries(5):
        longer = render_page("unit-group", profile, Ledger(references), request=third)
    assert len(longer.sections) == len(page.sections) + 30


def test_a_request_reads_the_stamp_and_the_words_of_the_site_once(subject, django_assert_num_queries):
    profile, references = subject
    same = request()
    render_page("unit-group", profile, Ledger(references), request=same)
    with django_assert_num_queries(0):
        render_page("unit-group", profile, Ledger(references), request=same)


def test_a_caveat_that_is_published_anew_stands_on_the_next_page(subject):
    profile, references = subject
    assert render_page("unit-group", profile, Ledger(references)).caveats
    caveat = Caveat.objects.get(key="exposure-is-overlap")
    caveat.title = "Said anew"
    caveat.save_revision().publish()
    assert render_page("unit-group", profile, Ledger(references)).caveats[0].title == "Said anew"


def test_every_figure_printed_has_a_note_and_every_note_its_source(subject):
    profile, references = subject
    ledger = Ledger(references)
    Term.objects.create(name="exposure scale", meaning="From 0 to 1.", live=True)
    page = render_page("unit-group", profile, ledger)
    html = page.lede_html + "".join(section.body_html for section in page.sections)
    asked = {part.split('"', 1)[0] for part in html.split('href="?notes=1#')[1:]}
    assert asked
    words = {note for note in asked if note.startswith("note-term-")}
    assert any(word.startswith("note-term-exposure-scale-") for word in words)
    assert all(f'id="{word}"' in page.notes_html for word in words)
    assert asked - words == {note.note_id for note in ledger.notes}
    for note in ledger.notes:
        assert f'id="{note.note_id}"' in page.notes_html


def test_the_body_bound_to_a_kind_refuses_what_the_kind_lacks(db):
    body = bound_body(LayoutFormBody, "unit-group")
    heading = {"heading": "{nonsense-of-mine}", "placement": "section", "text": "<p>x</p>"}
    value = body.to_python([{"type": "narrative", "value": heading}])
    with pytest.raises(ValidationError):
        body.clean(value)
