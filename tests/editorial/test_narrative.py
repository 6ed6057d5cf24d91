"""Narrative: figures are printed with their source, and a sentence whose figure is missing is left out whole."""

import re
from html.parser import HTMLParser

import pytest
from django.utils.html import escape
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.ledger import Ledger
from singulariki.editorial.narrative.compiling import compile_text, tokens_in_html, tokens_in_text
from singulariki.editorial.narrative.reading import Words
from tests.editorial.subjects import ATLAS, RELEASES, STUDY, Thing, narrator


def words(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def sentences(text: str) -> list[str]:
    return ["".join(part.text for part in sentence if isinstance(part, Words)) for sentence in compile_text(text).sentences]


def test_a_token_prints_the_subjects_figure_and_notes_its_release():
    ledger = Ledger(RELEASES)
    html = narrator(ledger=ledger).html('<p>They score <figure-token key="score">Score</figure-token> on average.</p>')
    assert words(html) == "They score 0.35 on average."
    assert '<data value="0.348" data-measure="score">0.35</data>' in html
    assert ledger.sources == [STUDY]
    assert [note.measure.key for note in ledger.notes] == ["score"]


def test_a_bold_token_prints_a_bold_figure():
    html = narrator().html('<p>Of <figure-token key="band"><b><i>Band</i></b></figure-token> and more.</p>')
    assert html == "<p>Of <b><i>Minimal</i></b> and more.</p>"


def test_a_typed_token_works_as_a_picked_one():
    picked = narrator().html('<p>They score <figure-token key="score">Score</figure-token>.</p>')
    assert narrator().html("<p>They score {score}.</p>") == narrator().html("<p>They score { score }.</p>") == picked


def test_a_sentence_with_a_missing_figure_is_left_out_and_its_source_not_noted():
    ledger = Ledger(RELEASES)
    html = narrator(Thing(people=None), ledger).html("<p>They score {score}. About {people} people do it. It is said.</p>")
    assert words(html) == "They score 0.35. It is said."
    assert ledger.sources == [STUDY]


def test_a_sentence_is_left_out_with_the_figures_in_it_that_are_there():
    ledger = Ledger(RELEASES)
    assert narrator(Thing(score=None), ledger).text("{people} people score {score}. More follows.") == "More follows."
    assert ledger.sources == []


def test_a_phrase_that_a_subject_lacks_takes_its_sentence_along():
    assert narrator(Thing(band=None)).text("Its band is {band}. It has a name.") == "It has a name."
    assert narrator(Thing(band="")).text("Its band is {band}.") == ""


def test_a_phrase_brings_the_dataset_it_comes_from():
    ledger = Ledger(RELEASES)
    narrator(ledger=ledger).text("Its band is {band}.")
    assert ledger.sources == [STUDY]


def test_a_phrase_of_a_dataset_that_the_edition_lacks_is_missing():
    assert narrator(ledger=Ledger({"atlas": ATLAS})).text("Its band is {band}. Yes.") == "Yes."


def test_a_token_that_no_app_registers_any_more_takes_its_sentence_along(caplog):
    assert narrator().text("It has {charm}. It has a name.") == "It has a name."
    assert "'charm'" in caplog.text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Only {people}.</p><p>This stays.</p>", "<p>This stays.</p>"),
        ("<h3>The {people}</h3><p>This stays.</p>", "<p>This stays.</p>"),
        ("<ul><li>Has {people}.</li><li>This stays.</li></ul>", "<ul><li>This stays.</li></ul>"),
        ("<ul><li>Has {people}.</li></ul><p>This stays.</p>", "<p>This stays.</p>"),
        ("<ol><li>One<ul><li>Has {people}.</li></ul></li></ol>", "<ol><li>One</li></ol>"),
        ("<ol><li>Has {people}.<ul><li>One</li></ul></li><li>Two</li></ol>", "<ol><li>Two</li></ol>"),
        ("<p>About <b>all {people} people</b> do. This stays.</p>", "<p>This stays.</p>"),
    ],
)
def test_what_has_nothing_left_to_say_is_left_out(html, expected):
    assert narrator(Thing(people=None)).html(html) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. workers and the rest of it is U.S. O*NET and SOC.",
        "Some scores, e.g. O*NET ratings or those of J. Smith et al. rated them.",
        "It scores 0.35 on O*NET 30.3 today.",
        "See fig. 3 and vol. 2 of it.",
        "It is (approx. 12) of Dr. Who vs. Mr. X at 3 p.m. Tuesday.",
        "Is it so. maybe",
    ],
)
def test_a_sentence_is_not_cut_at_an_abbreviation_or_a_decimal(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One is here. Two is there.", ["One is here.", "Two is there."]),
        (
            "It is so in the U.S. It pays. So do J. Smith et al. Those too.",
            ["It is so in the U.S.", "It pays.", "So do J. Smith et al.", "Those too."],
        ),
        ("Is it? It is! “So.” (Or not.) 12 more.", ["Is it?", "It is!", "“So.”", "(Or not.)", "12 more."]),
        ("It ends with O*NET. Next.", ["It ends with O*NET.", "Next."]),
        ("So do I. And you.", ["So do I.", "And you."]),
        ("One…  Two", ["One…", "Two"]),
    ],
)
def test_a_sentence_ends_at_a_stop_before_a_new_start(text, expected):
    assert sentences(text) == expected


def test_a_sentence_is_not_cut_inside_an_inline_tag():
    html = "<p>Here <b>is one. Here are {people}. All bold.</b> And more. This stays.</p>"
    assert narrator(Thing(people=None)).html(html) == "<p>And more. This stays.</p>"


def test_inline_tags_stay_balanced_when_a_neighbour_is_left_out():
    html = "<p><b>Bold.</b> Has {people}. <i>Slanted.</i> End.</p>"
    assert narrator(Thing(people=None)).html(html) == "<p><b>Bold.</b> <i>Slanted.</i> End.</p>"


def test_words_of_the_subject_and_of_the_editor_are_escaped():
    hostile = Thing(title="<img src=x onerror=alert(1)>", band='"><script>alert(1)</script>')
    html = narrator(hostile).html("<p>{title} is {band} &amp; &lt;b&gt;more&lt;/b&gt;.</p>")
    assert html == f"<p>{escape(hostile.title)} is {escape(hostile.band)} &amp; &lt;b&gt;more&lt;/b&gt;.</p>"
    assert narrator().text("<b>{title}</b>") == "&lt;b&gt;Tuners &amp; Menders&lt;/b&gt;"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p onclick="x()" style="color:red">Text</p>', "<p>Text</p>"),
        ("<p>Text</p><script>alert(1)</script><style>p{}</style>", "<p>Text</p>"),
        ('<p><a href="javascript:alert(1)">link</a></p>', "<p>link</p>"),
        ('<p><a href="//elsewhere.example/">link</a></p>', "<p>link</p>"),
        ('<p><a href="/newsroom" onclick="x()">link</a></p>', '<p><a href="/newsroom">link</a></p>'),
        (
            '<p><a href="https://example.org/?a=1&amp;b=&quot;2">link</a></p>',
            '<p><a href="https://example.org/?a=1&amp;b=&quot;2">link</a></p>',
        ),
        ("<p>An <b>open <i>tag</p><p>Next</p>", "<p>An <b>open <i>tag</i></b></p><p>Next</p>"),
        ("Bare <em>text</em>", "<p>Bare <em>text</em></p>"),
        ('<p><img src="x" onerror="y">Text<iframe src="x">z</iframe></p>', "<p>Text</p>"),
    ],
)
def test_only_plain_tags_and_safe_addresses_come_through(html, expected):
    assert narrator().html(html) == expected


def test_a_line_for_quoting_is_plain_text_with_its_releases():
    ledger = Ledger(RELEASES)
    line = narrator(ledger=ledger).plain("{title} score {score}; {people} people do this.")
    assert line.text == "Tuners & Menders score 0.35; 1,234 people do this."
    assert line.releases == (STUDY, ATLAS)
    assert ledger.sources == [ATLAS, STUDY]
    assert ledger.notes == []


def test_a_line_for_quoting_names_no_release_of_a_sentence_that_was_left_out():
    assert narrator(Thing(people=None)).plain("They score {score}. {people} people.").releases == (STUDY,)
    assert narrator(Thing(people=None)).plain("{people} people.") is None


def test_tokens_are_found_wherever_they_stand():
    html = '<ul><li>a {people}<ul><li><b><figure-token key="score">S</figure-token></b></li></ul></li></ul><p>{oh dear}</p>'
    assert tokens_in_html(html) == ["people", "score", "oh dear"]
    assert tokens_in_text("{a} and {a} and {b}, {}") == ["a", "b", ""]


class _Balance(HTMLParser):
    """Fails on a tag that is not among the plain ones or is not closed where it was opened."""

    ALLOWED = frozenset(
        {
            *("p", "h2", "h3", "h4", "blockquote", "ul", "ol", "li", "b", "strong", "i", "em", "code", "sub", "sup", "a", "br"),
            *("span", "data", "button"),
        }
    )

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        assert tag in self.ALLOWED, tag
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


_PIECES = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<ul>",
            "<ol>",
            "<li>",
            "</li>",
            "</ul>",
            "</ol>",
            "<br>",
            "<h3>",
            "</h3>",
        ),
        *("<a href='/x'>", "<a href='javascript:x'>", "</a>", "<script>", "</script>", "<div onclick='x'>", "</div>", "<!-- -->"),
        *("{score}", "{people}", "{title}", "{none}", "<figure-token key='people'>P</figure-token>", "<figure-token>"),
        *(" ", ". ", "! Then ", "Words", "e.g. ", "&lt;b&gt;", "<", ">", "&", "{", "}", '"', "<p><ul><li>", "U.S. ", "</"),
    ]
)
_PARTS = ["It is so.", "They have {people}.", "He scores {score}!", "Is it {band}?", "See e.g. {people} there."]


@settings(max_examples=300)
@given(st.lists(_PIECES, max_size=25).map("".join), st.booleans())
def test_whatever_is_stored_the_page_gets_balanced_plain_tags(source, has_people):
    balance = _Balance()
    balance.feed(narrator(Thing(title="<i>T", people=5 if has_people else None)).html(source))
    balance.close()
    assert balance.open == []


@given(st.text(max_size=80))
def test_plain_text_without_tokens_is_printed_word_for_word(text):
    text = text.replace("{", "").replace("}", "")
    printed = narrator().text(text)
    assert "".join(printed.split()) == "".join(escape(text).split())


@given(
    st.lists(
        st.sampled_from(["It is so.", "They have {people}.", "He scores {score}!", "Is it {band}?", "See e.g. {people} there."])
    )
)
def test_exactly_the_sentences_with_a_missing_figure_are_left_out(chosen):
    printed = words(narrator(Thing(people=None)).text(" ".join(chosen)))
    kept = [sentence for sentence in chosen if "{people}" not in sentence]
    assert printed == " ".join(kept).replace("{score}", "0.35").replace("{band}", "Minimal")


def test_the_words_alone_hold_what_lists_say_and_leave_out_what_the_page_leaves_out():
    html = "<p>It scores {score}.</p><ul><li>First point.</li><li>They are {people} people.</li></ul>"
    assert narrator(Thing(people=None)).peek(html, rich=True) == "It scores 0.35. First point."
