"""The preview of an edition names the sentences that would print something else."""

from dataclasses import replace

import pytest

from citations.models import Edition
from singulariki.editorial.layouts import complete
from singulariki.editorial.models import Layout
from singulariki.editorial.quoting import PAGES_LOOKED_AT, changed_words
from singulariki.editorial.registry import PAGE_KINDS, PageKind
from tests.editorial.subjects import Thing, thing_kind

pytestmark = pytest.mark.django_db

LIVE, CANDIDATE = Edition(pk=1, name="live"), Edition(pk=2, name="candidate")
LAYOUT = [
    {
        "type": "narrative",
        "value": {"placement": "opening", "text": "<p>{title} score {score}. They are {band}. Nothing here changes.</p>"},
    },
    {"type": "section", "value": {"section": "rows", "outro": "<p>There are {people} people.</p>"}},
    {"type": "report_kit", "value": {"headline": "{title}: {score}", "factoids": ["A score of {score}.", "{band}"]}},
]


@pytest.fixture
def things(monkeypatch):
    """things(before, after): pages of both editions, by key, in a layout of this test."""

    def make(before: dict[str, Thing], after: dict[str, Thing], layout=LAYOUT) -> PageKind:
        pages = {LIVE.name: before, CANDIDATE.name: after}
        for key, thing in (*before.items(), *after.items()):
            thing.path = f"/things/{key}"
        kind = replace(
            thing_kind(),
            profile=lambda edition, key: pages[edition.name].get(key),
            subjects=lambda edition: [(key, thing.title) for key, thing in pages[edition.name].items()],
        )
        # These editions hold no releases that its text could come from.
        kind.tokens["band"] = replace(kind.tokens["band"], datasets=())
        monkeypatch.setitem(PAGE_KINDS, kind.key, kind)
        Layout.objects.filter(kind=kind.key).delete()
        Layout.objects.create(kind=kind.key, name="Things", live=True, body=complete(layout, kind))
        return kind

    return make


def found() -> dict[tuple[str, str], tuple[str, int, int]]:
    """(before, after) → where, pages, looked at; of the made-up kind alone."""
    changes = [change for change in changed_words(LIVE, CANDIDATE) if change.where.startswith("Things: ")]
    return {(change.before, change.after): (change.where[8:], change.pages, change.looked_at) for change in changes}


def test_only_sentences_whose_figures_differ_are_named_with_how_they_read_now_and_then(things) -> None:
    things({"1": Thing(score=0.348)}, {"1": Thing(score=0.512)})

    assert found() == {
        ("Tuners & Menders score 0.35.", "Tuners & Menders score 0.51."): ("Opening paragraph", 1, 1),
        ("Tuners & Menders: 0.35", "Tuners & Menders: 0.51"): ("Report kit", 1, 1),
        ("A score of 0.35.", "A score of 0.51."): ("Report kit", 1, 1),
    }
    headline, *others = [change for change in changed_words(LIVE, CANDIDATE) if change.is_headline]
    assert (headline.before, others) == ("Tuners & Menders: 0.35", [])


def test_a_sentence_that_appears_or_drops_out_is_named_too(things) -> None:
    things({"1": Thing(people=None)}, {"1": Thing(band=None)})

    assert found() == {
        ("", "There are 1,234 people."): ("Its rows", 1, 1),
        ("They are Minimal.", ""): ("Opening paragraph", 1, 1),
        ("Minimal", ""): ("Report kit", 1, 1),
    }


def test_words_that_a_layout_does_not_list_yet_are_read_as_the_section_has_them(things) -> None:
    kind = things({"1": Thing(people=1)}, {"1": Thing(people=2)})
    Layout.objects.filter(kind=kind.key).update(body=[{"type": "section", "value": {"section": "rows"}}])

    assert found() == {("There are 1 people.", "There are 2 people."): ("Its rows", 1, 1)}


def test_a_change_that_does_not_show_in_print_is_none(things) -> None:
    things({"1": Thing(score=0.3481)}, {"1": Thing(score=0.3482)})
    assert found() == {}


def test_pages_are_counted_among_those_that_both_editions_have(things) -> None:
    before = {str(number): Thing(f"Thing {number}") for number in range(200)}
    after = {key: Thing(thing.title, people=4321 if int(key) % 2 else 1234) for key, thing in before.items()}
    del before["0"]
    things(before, after, LAYOUT[1:2])

    ((where, pages, looked_at),) = found().values()
    assert where == "Its rows"
    assert 0 < pages <= looked_at <= PAGES_LOOKED_AT
    assert looked_at > PAGES_LOOKED_AT / 2


def test_each_names_where_it_is_edited(things, client, administrator) -> None:
    things({"1": Thing(score=0.3)}, {"1": Thing(score=0.4)})
    client.force_login(administrator)
    (url,) = {change.edit_url for change in changed_words(LIVE, CANDIDATE)}

    assert client.get(url).status_code == 200


def test_a_layout_that_no_room_draws_any_more_is_passed_over(things, monkeypatch) -> None:
    kind = things({"1": Thing(score=0.3)}, {"1": Thing(score=0.4)})
    monkeypatch.delitem(PAGE_KINDS, kind.key)
    assert found() == {}
