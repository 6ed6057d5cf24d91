"""Sentences that read right on every page: figures put in forms, conditions in plain terms, and what is printed otherwise."""

import re

import pytest
from django.core.exceptions import ValidationError

from citations.figures import Figure, FigureGroup
from citations.ledger import Ledger
from citations.measures import Measure
from singulariki.editorial.blocks.layout import LayoutFormBody
from singulariki.editorial.checking import check_text
from singulariki.editorial.expressions import TESTS, Condition, Otherwise, Token, label_of, read_expression
from singulariki.editorial.formats import FORMATS, article, forms_for, lower, ordinal_of
from singulariki.editorial.narrative import Narrator
from singulariki.editorial.narrative.compiling import tokens_in_html, tokens_in_text
from singulariki.editorial.quoting import sources_of
from singulariki.editorial.registry import PAGE_KINDS, FigureToken, PageKind, refuse_unknown_tokens
from singulariki.editorial.seeds import complete
from tests.editorial.subjects import RELEASES, STUDY, Thing, narrator, thing_kind


def measure(kind: str, decimals: int = 0, unit: str = "", key: str = "m") -> Measure:
    return Measure(key, "A measure", unit, decimals, ("study",), "What.", "Not.", format=kind)


MONEY, SHARE, CHANGE = measure("dollars"), measure("percent"), measure("percentage", 1, key="change-m")
RANK, COUNT, SCORE = measure("ordinal"), measure("number"), measure("number", 2)


def made(of: Measure, value: float | None, **more) -> Figure:
    text = of.text(value) if value is not None else "not known"
    if more.get("at_least"):
        text += " or more"
    return Figure(of, value, text=text, releases=(STUDY,), missing=None if value is not None else "not-covered", **more)  # type: ignore[arg-type]


def says(source: str, **values: Figure | str | None) -> str:
    """How a source reads where tokens of these names stand for these values."""
    tokens = {key.replace("_", "-"): FigureToken(key, key, lambda _, value=value: value) for key, value in values.items()}
    html = Narrator(tokens, Thing(), Ledger(RELEASES)).text(source)
    return re.sub(r"<[^>]+>", "", html).replace("&#x27;", "'")


@pytest.mark.parametrize(
    ("value", "form", "read"),
    [
        (made(MONEY, 66430), "plain", "66,430"),
        (made(MONEY, 66430), "short", "$66k"),
        (made(MONEY, 1_249_600), "short", "$1.2 million"),
        (made(MONEY, 999_700), "short", "$1 million"),
        (made(MONEY, 980), "short", "$980"),
        (made(MONEY, 239_200, at_least=True), "short", "$239k or more"),
        (made(COUNT, 13_940), "short", "14,000"),
        (made(COUNT, 1_200), "short", "1,200"),
        (made(COUNT, 2_345_678), "short", "2.3 million"),
        (made(COUNT, 6), "words", "six"),
        (made(COUNT, 0), "words", "no"),
        (made(COUNT, 1_234), "words", "1,234"),
        (made(COUNT, 22), "ordinal", "22nd"),
        (made(RANK, 64.87), "percent", "65%"),
        (made(SHARE, 0.32), "plain", "32"),
        (made(SHARE, 0.5), "share", "half"),
        (made(SHARE, 0.34), "share", "about a third"),
        (made(SHARE, 0.0), "share", "none"),
        (made(SHARE, 0.003), "share", "almost none"),
        (made(SHARE, 1.0), "share", "all"),
        (made(SHARE, 0.99), "share", "nearly all"),
        (made(measure("percentage", 1), 25.0), "share", "a quarter"),
        (made(RANK, 81.2), "share", "about four fifths"),
        (made(SHARE, 0.2), "one-in", "one in five"),
        (made(SHARE, 0.66), "one-in", "about two in three"),
        (made(SHARE, 0.013), "one-in", "about one in 100"),
        (made(SHARE, 1.0), "one-in", "all"),
        (made(CHANGE, 3.4), "signed", "+3.4%"),
        (made(CHANGE, -1.7), "signed", "−1.7%"),
        (made(CHANGE, 0.0), "signed", "0.0%"),
        (made(CHANGE, -1.7), "absolute", "1.7%"),
        (made(RANK, 81), "a", "an 81st"),
        (made(RANK, 18), "a", "an 18th"),
        (made(RANK, 11), "a", "an 11th"),
        (made(RANK, 65), "a", "a 65th"),
        (made(COUNT, 110), "a", "a 110"),
        (made(MONEY, 8_500), "short,a", "a $9k"),
        (made(MONEY, 80_000), "short,a", "an $80k"),
        ("high", "a", "a high"),
        ("HVAC Mechanic", "a", "an HVAC Mechanic"),
        ("Union Organizers", "lower,a", "a union organizers"),
        ("Heating, HVAC, and U.S. English Teachers", "lower", "heating, HVAC, and U.S. English teachers"),
        ("information", "capital", "Information"),
        ("East European and Eurasian Studies, United States", "lower", "east European and Eurasian studies, United States"),
        (made(COUNT, 1), "task/tasks", "task"),
        (made(COUNT, 0), "task/tasks", "tasks"),
        (made(COUNT, 1_001), "task/tasks", "tasks"),
        (made(CHANGE, 0.2), "rose/fell/did not change", "rose"),
        (made(CHANGE, -0.2), "rose/fell/did not change", "fell"),
        (made(CHANGE, 0.04), "rose/fell/did not change", "did not change"),
    ],
)
def test_a_figure_is_put_in_a_form(value: Figure | str, form: str, read: str) -> None:
    assert says(f"It is {{x:{form}}}", x=value) == f"It is {read}"


def test_a_form_that_does_not_fit_prints_the_figure_as_it_is() -> None:
    assert says("It is {x:share}.", x=made(MONEY, 5)) == "It is $5."
    assert says("It is {x:task/tasks}.", x="words") == "It is words."


def test_the_picker_offers_the_forms_that_fit_by_example() -> None:
    assert {name: read for name, _, read in forms_for(made(MONEY, 66430))} == {
        "plain": "66,430",
        "short": "$66k",
        "a": "a $66,430",
    }
    assert {name: read for name, _, read in forms_for("Low")} == {"lower": "low", "a": "a Low"}
    assert list(forms_for(made(MONEY, None))) == []
    values = (made(MONEY, 66430), made(SHARE, 0.32), made(COUNT, 3), made(RANK, 3), made(CHANGE, 2), made(CHANGE, -2))
    offered = {name for value in values for name, _, _ in forms_for(value)}
    assert {name for name in FORMATS if FORMATS[name].of_figure} <= offered


def test_words_of_a_form_begin_a_sentence_with_a_capital_and_carry_the_figure() -> None:
    ledger = Ledger(RELEASES)
    tokens = {"x": FigureToken("x", "X", lambda _: made(SHARE, 0.34))}
    html = Narrator(tokens, Thing(), ledger).html("<p>“<b>{x:share}</b> of it” is so.</p>")
    assert '<data value="0.34" data-measure="m" data-as-printed="34%">About a third</data>' in html
    assert '<a class="figure" href="?notes=1#note-m" title="A measure">' in html
    assert ledger.sources == [STUDY]
    assert says("of {x:share}.", x=made(SHARE, 0.34)) == "of about a third."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("hour", "an"), ("honest", "an"), ("house", "a"), ("one", "a"), ("European", "a"), ("unusual", "an"), ("user", "a"),
        ("umbrella", "an"), ("MRI", "an"), ("UN", "a"), ("NAICS", "an"), ("8", "an"), ("800", "an"), ("18,000", "an"),
        ("180", "a"), ("11.5%", "an"), ("“eighth”", "an"), ("—", "a"), ("utility", "a"), ("uniform", "a"), ("unimportant", "an"),
        ("urologists", "a"), ("Ukraine", "a"), ("U.S.", "a"), ("X-ray", "an"), ("R&D", "an"), ("NASA", "a"), ("−8%", "a"),
        ("urban", "an"), ("upon", "an"), ("unit", "a"), ("unity", "a"), ("Uganda", "a"), ("A to Z", "an"),
    ],
)  # fmt: skip
def test_a_or_an(words: str, said: str) -> None:
    assert article(words) == said


def test_ordinals_and_lower_case() -> None:
    assert [ordinal_of(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 101, 112, 1_003)] == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "101st", "112th", "1,003rd")
    ]
    assert lower("Preschool Teachers, Except Special Education") == "preschool teachers, except special education"
    assert lower("Captains, Mates, and Pilots of Water Vessels") == "captains, mates, and pilots of water vessels"
    assert lower("Hispanic Studies") == "Hispanic studies"


GROUP = FigureGroup("1", "All", 3)


@pytest.mark.parametrize(
    ("test", "value", "holds"),
    [
        ("is known", made(COUNT, 0), True),
        ("is known", None, False),
        ("is known", made(COUNT, None), False),
        ("is not known", made(COUNT, None), True),
        ("is not known", "", True),
        ("is zero", made(CHANGE, 0.04), True),
        ("is zero", made(SHARE, 0.004), True),
        ("is zero", made(MONEY, 10), False),
        ("is zero", made(COUNT, 100), False),
        ("is zero", None, False),
        ("is not zero", made(COUNT, 20), True),
        ("is not zero", None, False),
        ("is above zero", made(CHANGE, 0.04), False),
        ("is above zero", made(CHANGE, 0.1), True),
        ("is below zero", made(CHANGE, -0.1), True),
        ("is one", made(COUNT, 1), True),
        ("is more than one", made(COUNT, 2), True),
        ("is more than one", made(COUNT, 1), False),
        ("is more than one", made(COUNT, 0), False),
        ("is shared with other occupations", made(COUNT, 1, group=GROUP), True),
        ("is its own", made(COUNT, 1, group=GROUP), False),
        ("is its own", made(COUNT, 1), True),
        ("is top-coded", made(MONEY, 1, at_least=True), True),
        ("is not top-coded", made(MONEY, 1), True),
        ("is above 30", made(SHARE, 0.32), True),
        ("is above 32%", made(SHARE, 0.32), False),
        ("is at least $1,000", made(MONEY, 1000), True),
        ("is below 1,000", made(MONEY, 999), True),
        ("is below -0.1", made(SCORE, -0.2), True),
        ("is below −0.1", made(SCORE, 0.2), False),
        ("is the same as y", made(COUNT, 5), True),
        ("is the same as y", made(COUNT, 6), False),
        ("differs from y", made(COUNT, 6), True),
        ("differs from z", made(COUNT, 6), False),
        ("is high", "High", True),
        ("is high", "low", False),
        ("is high", None, False),
    ],
)
def test_what_can_be_asked_of_a_figure(test: str, value: Figure | str | None, holds: bool) -> None:
    assert bool(says(f"{{if x {test}}}So it is.", x=value, y=made(COUNT, 5), z=None)) == holds


def test_every_test_is_tried() -> None:
    [mark] = [mark for mark in test_what_can_be_asked_of_a_figure.pytestmark if mark.name == "parametrize"]
    tried = {read.test for case in mark.args[1] if isinstance(read := read_expression(f"if x {case[0]}"), Condition)}
    assert tried == set(TESTS)


@pytest.mark.parametrize(
    ("source", "with_pay", "without"),
    [
        ("Pay is {pay}. {otherwise}Pay is not known.", "Pay is $5.", "Pay is not known."),
        ("Pay is {pay}.{otherwise} Pay is not known.", "Pay is $5.", "Pay is not known."),
        ("Pay is {pay}. {otherwise}{if people is known}{people} people. {otherwise}Nothing.", "Pay is $5.", "1,234 people."),
        ("Pay is {pay}. {otherwise}{if people is zero}None. {otherwise}Nothing. Next.", "Pay is $5. Next.", "Nothing. Next."),
        ("{if pay is known}It is paid. Well.", "It is paid. Well.", "Well."),
        ("It is {if pay is known} paid.", "It is paid.", ""),
        ("{if pay is known}{if people is known}Both. {otherwise}Not both.", "Both.", "Not both."),
        ("{pay} a year {otherwise}no pay", "$5 a year", "No pay"),
        ("We cover the U.S. {if pay is known}Pay is known.", "We cover the U.S. Pay is known.", "We cover the U.S."),
        ("(“So.”) {if pay is known}Pay.", "(“So.”) Pay.", "(“So.”)"),
    ],
)
def test_a_sentence_is_printed_under_its_conditions_or_in_anothers_place(source: str, with_pay: str, without: str) -> None:
    people = made(COUNT, 1234)
    assert says(source, pay=made(MONEY, 5), people=people) == with_pay
    assert says(source, pay=None, people=people).lower() == without.lower()


def test_what_is_printed_otherwise_may_stand_in_the_next_paragraph() -> None:
    source = "<p>There are {people}.</p><ul><li>{otherwise}Nobody.</li><li>Somebody else.</li></ul>"
    assert narrator().html(source).endswith("</p><ul><li>Somebody else.</li></ul>")
    assert narrator(Thing(people=None)).html(source) == "<ul><li>Nobody.</li><li>Somebody else.</li></ul>"


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("{text} It scores {gone}.", "They tune. They mend."),
        ("It scores {gone}. {text} Next.", "They tune. They mend. Next."),
        ("{text} {gone} do it.", "They tune. They mend."),
        ("So: {text}. It scores {gone}.", "So: They tune. They mend."),
        ("They say “{text}” It scores {gone}.", "They say “They tune. They mend.”"),
        ("{text} and so on, {gone}.", ""),
    ],
)
def test_a_sentence_ends_where_a_definition_does(source: str, left: str) -> None:
    tokens = {
        "text": FigureToken("text", "Definition", lambda _: "They tune. They mend.", is_sentence=True),
        "gone": FigureToken("gone", "Gone", lambda _: None),
    }
    told = Narrator(tokens, Thing(), Ledger(RELEASES))
    assert told.text(source) == left
    assert told.html(f"<p>{source}</p>") == (f"<p>{left}</p>" if left else "")


def test_lines_are_sentences_of_their_own() -> None:
    assert says("A{x}", x=None) == ""
    assert narrator(Thing(people=None)).html("<p>Score {score}<br/>People {people}<br/>Band {band}</p>").count("<br>") == 1


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("pay", Token("pay")),
        (" otherwise ", Otherwise()),
        ("if pay is known", Condition("pay", "is known")),
        ("if  pay  is  above  1,000", Condition("pay", "is above", "1000")),
        ("if pay is the same as other-pay", Condition("pay", "is the same as", "other-pay")),
        ("if level is high", Condition("level", "is", "high")),
        ("if pay is not high", Token("if pay is not high")),
        ("if pay is above much", Token("if pay is above much")),
        ("if pay", Token("if pay")),
        ("pay:nonsense", Token("pay:nonsense")),
        ("pay:a/b/c/d", Token("pay:a/b/c/d")),
        ("pay:/", Token("pay:/")),
    ],
)
def test_expressions_are_read(source: str, read: object) -> None:
    assert read_expression(source) == read
    assert read_expression(read_expression(source).source) == read


def test_the_editor_shows_expressions_in_words() -> None:
    labels = {"pay": "Median pay", "other": "Other pay"}
    shown = {
        source: label_of(source, labels)
        for source in (
            "pay",
            "pay:short",
            "pay:rose/fell/",
            "if pay is known",
            "if pay differs from other",
            "otherwise",
            "x",
            "if x is known",
        )
    }
    assert list(shown.values()) == [
        *("Median pay", "Median pay (short)", "Median pay (rose / fell / )", "Only if Median pay is known:"),
        *("Only if Median pay differs from Other pay:", "Otherwise:", None, None),
    ]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("scroe", "Did you mean {score}"),
        ("score:shrot", "After the colon stands how it is put: “plain”"),
        ("score:a/b/c/d", "Between strokes give two texts"),
        ("if scroe is known", "Things have no figure called {scroe}. Did you mean {score}"),
        ("if score is nice", "{if score is nice} cannot be read. Of a figure it can be asked whether it “is known”"),
        ("if score is the same as peopel", "Did you mean {people}"),
        ("if level is enormous", "never holds: “Level” is “low” or “high”."),
    ],
)
def test_what_cannot_be_printed_is_refused_with_what_to_write(source: str, told: str) -> None:
    kind = thing_kind()
    kind.add_token(FigureToken("level", "Level", lambda _: "low", values=("low", "high")))
    if source == "if score is nice":
        source = "if score is"
        told = told.replace("{if score is nice}", "{if score is}")
    with pytest.raises(ValidationError) as refusal:
        refuse_unknown_tokens([source], kind)
    assert told in " ".join(refusal.value.messages)
    refuse_unknown_tokens(["if level is Low", "score:short,a", "otherwise", "score:one/more"], kind)


@pytest.mark.parametrize("kind", PAGE_KINDS.values(), ids=PAGE_KINDS.keys())
def test_the_words_that_a_site_starts_with_can_be_saved(kind: PageKind) -> None:
    blocks = [{**block, "value": {**block["value"], "wording": []}} for block in complete(kind.first_layout(), kind)]
    used = [
        source
        for text in sources_of(kind, blocks)
        for source in (tokens_in_html(text.text) if text.is_rich else tokens_in_text(text.text))
    ]
    used += [source for section in kind.sections.values() for text in section.wording.values() for source in tokens_in_text(text)]
    refuse_unknown_tokens(used, kind)
    assert LayoutFormBody(kind)


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("<h3>Pay</h3><p>Pay is {people}.</p><h3>Score</h3><p>It is {score}.</p>", "<h3>Score</h3>"),
        ("<h3>Pay</h3><h4>A</h4><p>{people}.</p><h4>B</h4><p>So.</p>", "<h3>Pay</h3><h4>B</h4><p>So.</p>"),
        ("<p>Two facts:</p><ul><li>{people}.</li></ul><p>So.</p>", "<p>So.</p>"),
        ("<p>Two facts:</p><ul><li>{people}.</li><li>One.</li></ul>", "<p>Two facts:</p><ul><li>One.</li></ul>"),
        ("<h3>Alone</h3>", "<h3>Alone</h3>"),
    ],
)
def test_headings_and_words_before_a_list_go_with_what_they_stand_over(source: str, left: str) -> None:
    html = re.sub(r"<p>It is <a.*?</p>", "", narrator(Thing(people=None)).html(source))
    assert html == left


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{otherwise}So.", "no sentence stands before it"),
        ("It is so. {otherwise}Not so.", "would never be printed: the sentence before it, “It is so.”, has no figure"),
        ("<p>Pay is <b>{mean-exposure}. {otherwise}No pay.</b></p>", "Put it where a sentence begins, outside of bold"),
        ("Pay is {mean-exposure x.", "A brace stands alone in “Pay is {mean-exposure x.”"),
        ("A } alone.", "A brace stands alone"),
        ("{mean-exposure:share}", "{mean-exposure:share} does not fit “Mean task exposure, 2025”. There is {mean-exposure:"),
        ("{title:task/tasks}", "{title:task/tasks} does not fit"),
        ("{if title is above 5}So.", "is words, not a number"),
        ("{if mean-exposure is the same as mean-exposure}So.", "holds a figure against itself"),
        ("{if mean-exposure is above ,}So.", "cannot be read"),
    ],
)
def test_a_sentence_that_cannot_be_meant_is_refused(source: str, told: str, module_sample_edition) -> None:
    with pytest.raises(ValidationError) as refusal:
        check_text(source, PAGE_KINDS["unit-group"], is_rich=source.startswith("<"))
    assert told in " ".join(refusal.value.messages)
    check_text("{mean-exposure}. {otherwise}{if change is known}{change:rose/fell/}. {otherwise}No.", PAGE_KINDS["unit-group"])
