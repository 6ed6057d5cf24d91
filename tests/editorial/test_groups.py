"""Whom figures are published for: sentences, tables and files say it where that is more than the subject."""

import re
from html import unescape

import pytest

from citations.figures import Figure, FigureGroup, figure
from citations.ledger import Ledger
from citations.printing import print_figure, print_plain
from singulariki.editorial.lists import _note
from singulariki.editorial.narrative import Narrator
from singulariki.editorial.registry import FigureToken
from tests.editorial.subjects import PEOPLE, RELEASES, SCORE, Thing

ALL_OTHER = FigureGroup("11-9199", "Managers, All Other", 6)
NURSES = FigureGroup("29-1141", "Registered Nurses", 5, is_namesake=True)
FOR_ALL_OTHER = "for Managers, All Other, of which this is one of six"


def shared(group: FigureGroup = ALL_OTHER) -> Figure:
    return figure(PEOPLE, 630_980, group=group)


def words(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def narrator(ledger: Ledger, group: FigureGroup = ALL_OTHER) -> Narrator:
    tokens = {
        "people": FigureToken("people", "People", lambda _: shared(group)),
        "score": FigureToken("score", "Score", lambda _: figure(SCORE, 0.5)),
        "group": FigureToken("group", "Group", lambda thing: group.as_subject(thing.title), names_group=True),
        "title": FigureToken("title", "Title", lambda thing: thing.title),
    }
    return Narrator(tokens, Thing(title="Loss Prevention Managers"), ledger)


@pytest.fixture
def ledger() -> Ledger:
    return Ledger(RELEASES)


@pytest.mark.parametrize(
    ("group", "said", "subject"),
    [
        (
            ALL_OTHER,
            FOR_ALL_OTHER,
            "Managers, All Other (a group of six occupations, Spa Managers among them)",
        ),
        (
            NURSES,
            "for all Registered Nurses, four more specific occupations included",
            "Registered Nurses (four more specific occupations included)",
        ),
        (
            FigureGroup("11-1011", "Chief Executives", 2, is_namesake=True),
            "for all Chief Executives, one more specific occupation included",
            "Chief Executives (one more specific occupation included)",
        ),
        (FigureGroup("19-1099", "Life Scientists", 12), "for Life Scientists, of which this is one of 12", None),
        (FigureGroup("13-2020", "Appraisers", 1), "for Appraisers", "Appraisers"),
    ],
)
def test_a_group_is_named_with_how_many_share_it(group: FigureGroup, said: str, subject: str | None) -> None:
    assert group.words() == said
    assert subject is None or group.as_subject("Spa Managers") == subject


def test_a_sentence_says_whom_its_figures_are_for_once_and_before_it_ends(ledger: Ledger) -> None:
    html = narrator(ledger).html("<p>There are {people} of <b>{people}.</b> They score {score}.</p>")
    assert words(html) == f"There are 630,980 of 630,980 ({FOR_ALL_OTHER}). They score 0.50."


def test_a_paragraph_says_it_once_and_the_next_one_again(ledger: Ledger) -> None:
    html = narrator(ledger).html("<p>There are {people}. They are {people}.</p><p>All are {people}.</p>")
    assert words(html) == f"There are 630,980 ({FOR_ALL_OTHER}). They are 630,980.All are 630,980 ({FOR_ALL_OTHER})."
    named = words(narrator(ledger).html("<p>Of {group} there are {people}. They are {people}.</p>"))
    assert named.count("Managers, All Other") == 1


@pytest.mark.parametrize("text", ["{people}", "{people} people", "Of {people}…", "Is it {people}?"])
def test_a_text_without_a_full_stop_says_it_too(ledger: Ledger, text: str) -> None:
    end = text.removeprefix(text.rstrip("…?"))
    printed = words(narrator(ledger).text(text))
    assert printed == f"{text.rstrip('…?').replace('{people}', '630,980')} ({FOR_ALL_OTHER}){end}"


def test_a_sentence_that_names_the_group_itself_says_no_more(ledger: Ledger) -> None:
    printed = words(narrator(ledger).text("Employment of {group} is {people}."))
    assert printed == (
        "Employment of Managers, All Other (a group of six occupations, Loss Prevention Managers among them) is 630,980."
    )


def test_a_line_that_is_copied_names_the_subject_instead_of_this(ledger: Ledger) -> None:
    line = narrator(ledger).plain("About {people} people work.")
    assert line is not None
    assert line.text == (
        "About 630,980 people work (for Managers, All Other, a group of six occupations, Loss Prevention Managers among them)."
    )


def test_an_address_stays_an_address(ledger: Ledger) -> None:
    line = narrator(ledger).plain("https://example.org/?people={people}", is_address=True)
    assert line is not None
    assert line.text == "https://example.org/?people=630,980"


def test_a_section_that_has_said_it_does_not_repeat_it(ledger: Ledger) -> None:
    ledger.said = ALL_OTHER
    assert words(narrator(ledger).text("There are {people}.")) == "There are 630,980."
    assert "†" not in print_plain(shared(), ledger)
    assert "†" in print_plain(shared(NURSES), ledger)
    ledger.begin_section()
    assert "†" in print_plain(shared(), ledger)


@pytest.mark.parametrize("write", [print_figure, print_plain])
def test_a_figure_in_a_table_is_marked_for_the_eye_and_the_ear(ledger: Ledger, write) -> None:
    html = write(shared(), ledger)
    assert '<span aria-hidden="true">†</span>' in html
    assert f'<span class="visually-hidden"> ({FOR_ALL_OTHER})</span>' in html
    assert ledger.has_marks


@pytest.mark.parametrize("write", [print_figure, print_plain])
def test_a_brief_says_it_in_full(write) -> None:
    assert write(shared(), Ledger(RELEASES, as_text=True)) == f"630,980 ({FOR_ALL_OTHER})"


@pytest.mark.parametrize("write", [print_figure, print_plain])
def test_what_is_the_subjects_own_or_missing_is_not_marked(ledger: Ledger, write) -> None:
    assert "†" not in write(figure(PEOPLE, 12), ledger)
    assert "†" not in write(figure(PEOPLE, None, group=ALL_OTHER), ledger)
    assert not ledger.has_marks


def test_hostile_titles_are_inert(ledger: Ledger) -> None:
    group = FigureGroup("11-9199", '"><script>alert(1)</script>', 2)
    assert "<script>" not in print_plain(figure(PEOPLE, 3, group=group), ledger)
    assert "<script>" not in narrator(ledger, group).text("There are {people}.")


def test_files_name_the_group_in_their_notes() -> None:
    assert _note(shared()) == f"People: {FOR_ALL_OTHER}"
    assert _note(figure(PEOPLE, 12)) == ""


def test_a_sentence_under_a_condition_names_the_group_and_the_release_of_its_figure(ledger: Ledger) -> None:
    telling = narrator(ledger)
    source = "{if people is not zero}There are people."
    assert words(telling.text(source)) == f"There are people ({FOR_ALL_OTHER})."
    assert [printed.measure for printed in ledger.printed] == [PEOPLE]
    line = telling.plain(source)
    assert line is not None
    assert [release.dataset for release in line.releases] == [release.dataset for release in telling.plain("{people}").releases]


@pytest.mark.parametrize(
    ("title", "said"),
    [("Park vehicles.", "Nothing for Park vehicles."), ("Why?", "Nothing for Why?"), ("Managers", "Nothing for Managers.")],
)
def test_a_value_that_ends_with_a_stop_gets_no_second_one(title: str, said: str, ledger: Ledger) -> None:
    telling = Narrator({"title": FigureToken("title", "Title", lambda thing: thing.title)}, Thing(title=title), ledger)
    assert telling.text("Nothing for {title}.") == said
    line = telling.plain("Nothing for {title}.")
    assert line is not None
    assert line.text == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{people} do it in the U.S.", "12 do it in the U.S. ({for_all})."),
        ("“{people}.” So.", "“12 ({for_all}).” So."),
        ("(There are {people}.) So.", "(There are 12, {for_all}.) So."),
        ("{people} do it!", "12 do it ({for_all})!"),
    ],
)
def test_whom_a_figure_is_for_leaves_the_end_of_its_sentence_whole(source: str, said: str, ledger: Ledger) -> None:
    told = narrator(ledger)
    expected = said.replace("{for_all}", FOR_ALL_OTHER)
    assert words(told.text(source)) == expected.replace("12", shared().text)
