"""The preview of an edition names the sentences that would print something else."""

from dataclasses import replace

import pytest

from citations.models import Edition, Profile
from occupations.models import OccupationPage, RolesPage
from singulariki.editorial import quoting
from singulariki.editorial.models import Layout
from singulariki.editorial.quoting import changed_words
from singulariki.editorial.registry import PAGE_KINDS, PageKind
from singulariki.editorial.seeds import complete
from singulariki.editorial.subject_pages import create_subject_pages, ensure_parent
from tests.editorial.subjects import Thing, thing_kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("specimen_templates")]

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
def looked_at() -> list[str]:
    """Keys of the pages that were looked at, once for each edition."""
    return []


@pytest.fixture
def things(monkeypatch, looked_at):
    """things(before, after): pages of both editions, by key, in a layout of this test. `stored`: each a profile of its own, as
    most pages are."""

    def make(before: dict[str, Thing], after: dict[str, Thing], layout=LAYOUT, *, stored=True) -> PageKind:
        pages = {LIVE.name: before, CANDIDATE.name: after}
        looked_at.clear()

        def profile(edition, key):
            looked_at.append(key)
            return pages[edition.name].get(key)

        for edition in (LIVE, CANDIDATE) if stored else ():
            Edition.objects.update_or_create(pk=edition.pk, name=edition.name)
            Profile.objects.bulk_create(
                Profile(edition=edition, kind="thing", key=key, title=thing.title, document="{}", digest=repr(thing)[-60:])
                for key, thing in pages[edition.name].items()
            )
        for key, thing in (*before.items(), *after.items()):
            thing.path = f"/things/{key}"
        kind = replace(
            thing_kind(),
            profile=profile,
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
    """(before, after) → where, pages, of how many; of the made-up kind alone."""
    changes = [change for change in changed_words(LIVE, CANDIDATE) if change.where.startswith("Things: ")]
    return {(change.before, change.after): (change.where[8:], change.pages, change.of_pages) for change in changes}


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
    kind = things({"1": Thing("Tuners")}, {"1": Thing("Menders")})
    Layout.objects.filter(kind=kind.key).update(body=[{"type": "section", "value": {"section": "rows"}}])

    assert found() == {("Rows of Tuners.", "Rows of Menders."): ("Its rows", 1, 1)}


def test_words_that_the_section_does_not_ask_for_on_the_page_are_not_named(things) -> None:
    """The template of "rows" prints `shown`, and never `not_asked_for`, which quotes the people."""
    things({"1": Thing(people=1)}, {"1": Thing(people=2)}, [{"type": "section", "value": {"section": "rows"}}])
    assert found() == {}


@pytest.mark.parametrize("is_going", [True, False])
def test_the_sentences_of_a_section_that_goes_or_comes_are_left_out_on_one_side(things, is_going) -> None:
    there, gone = {"1": Thing("Tuners", people=1)}, {"1": Thing("Menders", people=2, rows=[])}
    things(*((there, gone) if is_going else (gone, there)), LAYOUT[1:2])

    sides = [(words, "") if is_going else ("", words) for words in ("There are 1 people.", "Rows of Tuners.")]
    assert found() == dict.fromkeys(sides, ("Its rows", 1, 1))


def test_local_notes_are_looked_at_on_their_own_page(things, monkeypatch, client, administrator) -> None:
    """A page of an occupation stands in for one of the made-up things, which have no class of pages."""
    monkeypatch.setattr(OccupationPage, "page_kind_key", "thing")
    score = {"type": "section", "value": {"section": "rows", "outro": "<p>Everywhere {score}.</p>"}}
    parent = ensure_parent(RolesPage, title="Roles", slug="roles")
    subjects = [("1", "Tuners", "/things/1"), ("2", "Menders", "/things/2")]
    create_subject_pages(OccupationPage, subjects, parent=parent, slug=lambda code, title: code, progress=lambda *step: None)
    page = OccupationPage.objects.get(code="1")
    note_of = {"section": "rows", "position": "after", "text": "<p>Here a score of {score}. As elsewhere.</p>"}
    page.local_notes = [
        {"type": "note", "value": note_of},
        {"type": "hidden", "value": {"section": "sources", "reason": "At {score} it says nothing."}},
    ]
    page.save()
    things({"1": Thing(score=0.3), "2": Thing(score=0.3)}, {"1": Thing(score=0.4), "2": Thing(score=0.4)}, [])

    note, reason = [change for change in changed_words(LIVE, CANDIDATE) if change.where == "Things: local note"]
    assert (note.before, note.after, note.path) == ("Here a score of 0.30.", "Here a score of 0.40.", "/things/1")
    assert (reason.before, reason.after) == ("At 0.30 it says nothing.", "At 0.40 it says nothing.")
    assert (note.pages, note.of_pages) == (1, 1)
    client.force_login(administrator)
    assert client.get(note.edit_url).status_code == 200

    # What a page hides it does not print; a note beside it goes, too.
    Layout.objects.filter(kind="thing").update(body=[score])
    assert found()["Everywhere 0.30.", "Everywhere 0.40."] == ("Its rows", 2, 2)
    page.local_notes = [{"type": "note", "value": note_of}, {"type": "hidden", "value": {"section": "rows", "reason": "Wrong."}}]
    page.save()
    assert found() == {("Everywhere 0.30.", "Everywhere 0.40."): ("Its rows", 1, 2)}

    page.local_notes = [{"type": "note", "value": note_of}]
    page.live = False
    page.save()
    assert not [change for change in changed_words(LIVE, CANDIDATE) if change.where == "Things: local note"]


def test_a_change_that_does_not_show_in_print_is_none(things) -> None:
    things({"1": Thing(score=0.3481)}, {"1": Thing(score=0.3482)})
    assert found() == {}


def test_every_page_that_changed_is_looked_at_and_counted_among_those_that_both_editions_have(things, looked_at) -> None:
    before = {str(number): Thing(f"Thing {number}") for number in range(200)}
    after = {key: Thing(thing.title, people=4321 if key in {"0", "1", "133", "199"} else 1234) for key, thing in before.items()}
    del before["0"]
    things(before, after, LAYOUT[1:2])

    assert found() == {("There are 1,234 people.", "There are 4,321 people."): ("Its rows", 3, 199)}
    assert {"1", "133", "199"} < set(looked_at)
    assert len(set(looked_at)) <= 3 + quoting.SPREAD


def test_pages_that_are_no_profiles_are_all_looked_at(things) -> None:
    before = {str(number): Thing(f"Thing {number}") for number in range(60)}
    after = {**before, "37": Thing("Thing 37", people=4321)}
    things(before, after, LAYOUT[1:2], stored=False)

    assert found() == {("There are 1,234 people.", "There are 4,321 people."): ("Its rows", 1, 60)}


def test_what_changes_on_pages_whose_profile_does_not_is_counted_on_all_of_them(things, monkeypatch) -> None:
    """The version of a release, say."""
    kind = things({str(number): Thing() for number in range(60)}, {str(number): Thing() for number in range(60)})
    profile = kind.profile
    again = replace(kind, profile=lambda edition, key: replace(profile(edition, key), band=f"in the {edition.name} one"))
    monkeypatch.setitem(PAGE_KINDS, kind.key, again)

    assert found()["They are in the live one.", "They are in the candidate one."] == ("Opening paragraph", 60, 60)


def test_sentences_without_figures_cost_nothing(things, looked_at) -> None:
    things({"1": Thing(people=1)}, {"1": Thing(people=2)}, [{"type": "narrative", "value": {"text": "<p>Plain words.</p>"}}])

    assert found() == {}
    assert not looked_at


def test_the_stamp_of_the_sentences_changes_with_them_and_with_nothing_else(things, django_assert_max_num_queries) -> None:
    things({"1": Thing(people=1)}, {"1": Thing(people=2)}, LAYOUT[1:2])
    before = quoting.sentences_stamp()
    layout = Layout.objects.get(kind="thing")
    layout.save()
    assert quoting.sentences_stamp() == before

    layout.body = LAYOUT
    layout.save()
    with django_assert_max_num_queries(20):
        assert quoting.sentences_stamp() != before


def test_a_sentence_that_drops_out_is_counted_apart_from_those_that_change(things) -> None:
    things(
        {"1": Thing(people=1), "2": Thing(people=2), "3": Thing(people=3)},
        {"1": Thing(people=4), "2": Thing(people=None), "3": Thing(people=None)},
        LAYOUT[1:2],
    )
    (change,) = changed_words(LIVE, CANDIDATE)

    assert (change.pages, change.dropped, change.dropped_words) == (3, 2, "There are 2 people.")
    assert change.after


def test_each_names_where_it_is_edited(things, client, administrator) -> None:
    things({"1": Thing(score=0.3)}, {"1": Thing(score=0.4)})
    client.force_login(administrator)
    (url,) = {change.edit_url for change in changed_words(LIVE, CANDIDATE)}

    assert client.get(url).status_code == 200


def test_a_layout_that_no_room_draws_any_more_is_passed_over(things, monkeypatch) -> None:
    kind = things({"1": Thing(score=0.3)}, {"1": Thing(score=0.4)})
    monkeypatch.delitem(PAGE_KINDS, kind.key)
    assert found() == {}
