"""Long and involved texts: read in time that grows with their length, up to a stated limit, and refused beyond it in words."""

import json
import time
from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from singulariki.editorial.blocks.sections import ProseBlock, SentenceBlock
from singulariki.editorial.models import Caveat, Layout, SiteWords, StandardPage
from singulariki.editorial.narrative.compiling import compile_html, pick_typed_tokens
from singulariki.editorial.prose import LONGEST_TEXT
from singulariki.editorial.registry import PAGE_KINDS, refuse_unknown_tokens
from tests.editorial.forms import layout_form, rendered_form
from tests.editorial.subjects import narrator

ADDRESS = "/gradient/3521-broadcasting-and-audio-visual-technicians.html"
# Twice the length of the paste that kept a worker busy for a minute.
LENGTH = 160_000


@contextmanager
def seconds_of_work(allowed: float):
    """What is done within may take so many seconds of this process's own time, however busy the machine is."""
    begun = time.process_time()
    yield
    assert time.process_time() - begun < allowed


def repeated(piece: str, escaped: bool = True) -> str:
    text = (piece * (LENGTH // len(piece) + 1))[:LENGTH] if escaped else piece * (LENGTH // len(piece))
    return f"<p>{escape(text) if escaped else text}</p>"


TEXTS = {
    "sentences": repeated("Some words of an ordinary paragraph that goes on. "),
    "abbreviations": repeated("U.S. e.g. "),
    "typed tokens": repeated("It is {mean-exposure}. "),
    "picked tokens": repeated('A <figure-token key="mean-exposure">x</figure-token>. ', escaped=False),
    "stops": repeated("."),
    "stops before words": repeated("." * 70 + " A "),
    "stops and quotation marks": repeated('."'),
    "opening quotation marks": repeated('. ""'),
    "white space": f"<p>{'. ' + ' ' * LENGTH}A</p>",
    "braces": repeated("{"),
    "one word": repeated("x"),
    "entities": repeated("& &# &x;"),
    "formats": repeated("<b>a</b> <i>b</i>. C ", escaped=False),
    "links": repeated('<a href="https://example.org/">a. B</a> ', escaped=False),
    "nested formats": f"<p>{'<b><i>' * 10_000}x{'</i></b>' * 10_000}</p>",
    "items": f"<ul>{'<li>One item. Two.</li>' * 8_000}</ul>",
    "lists in lists": "<ul><li>A. B" * 16_000,
    "paragraphs": "<p>One. Two.</p>" * 10_000,
}


@pytest.mark.parametrize("source", TEXTS.values(), ids=TEXTS)
def test_reading_takes_time_that_grows_with_the_length(source):
    with seconds_of_work(3):
        compile_html(source)
        pick_typed_tokens(source, {"mean-exposure": "Mean exposure"})


def test_every_word_of_lists_in_lists_is_printed():
    assert narrator().html("<ul><li>Word. " * 3_000).count("Word.") == 3_000


@pytest.mark.django_db
def test_of_very_many_unknown_figures_some_are_named_and_the_others_counted():
    kind = next(iter(PAGE_KINDS.values()))
    with seconds_of_work(5), pytest.raises(ValidationError) as refusal:
        refuse_unknown_tokens([f"mean-exposure-{number}" for number in range(8_000)], kind)

    assert "{mean-exposure-0}" in refusal.value.messages[0]
    assert refusal.value.messages[-1] == "There are 7,990 more such names."


def test_a_plain_text_beyond_the_limit_is_refused_in_words():
    SentenceBlock().clean("x" * LONGEST_TEXT)
    with pytest.raises(ValidationError) as refusal:
        SentenceBlock().clean("x" * (LONGEST_TEXT + 1))

    assert refusal.value.messages[0].startswith("This text is too long: it has 40,001 characters")


def sent(text: str, ranges: tuple[tuple[int, int, str], ...] = ()) -> str:
    """A paragraph as the editor sends it, with its formats as (offset, length, style)."""
    styles = [{"offset": offset, "length": length, "style": style} for offset, length, style in ranges]
    block = {"key": "k", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": styles, "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


INVOLVED = {
    "long": (sent("words " * 200_000), "1,200,"),
    "many line breaks": (sent("a\n" * 60_000), "60,000 line breaks"),
    "many changes of format": (sent("x" * 9_000, tuple((2 * at, 1, "BOLD") for at in range(3_000))), "3,000 figures, links and"),
    "formats in formats": (
        sent("x" * 1_000, tuple((at, 1_000 - 2 * at, ("BOLD", "ITALIC")[at % 2]) for at in range(450))),
        "deep",
    ),
}


@pytest.mark.parametrize(("text", "reason"), INVOLVED.values(), ids=INVOLVED)
def test_what_takes_too_long_to_convert_goes_back_to_the_form_as_it_came(text, reason):
    block = ProseBlock(features=["bold", "italic"])
    with seconds_of_work(3):
        value = block.value_from_datadict({"text": text}, {}, "text")
        with pytest.raises(ValidationError) as refusal:
            block.clean(value)

    assert reason in refusal.value.messages[0]
    assert "Shorten it" in refusal.value.messages[0]
    assert block.get_form_state(value) == text


@pytest.fixture
def layout(module_sample_edition) -> Layout:
    return Layout.objects.get(kind="unit-group")


@pytest.fixture
def admin(client: Client, moderator) -> Client:
    client.force_login(moderator)
    return client


def with_narrative(layout: Layout, paragraph: str, **more: str) -> dict[str, str]:
    value = {"heading": "", "placement": "section", "text": f"<p>{paragraph}</p>"}
    return layout_form(layout, [*layout.body.get_prep_value(), {"type": "narrative", "value": value}], **more)


@pytest.mark.parametrize("action", ["save", "publish", "preview"])
def test_a_long_paste_is_refused_at_once_and_stays_in_the_form(action, admin, layout):
    paste = "A pasted sentence of {mean-exposure} words, e.g. this one. " * 1_500
    assert len(paste) > 88_000
    name = "preview_on_edit" if action == "preview" else "edit"
    address = reverse(f"wagtailsnippets_editorial_layout:{name}", args=[layout.pk])
    form = with_narrative(layout, paste, **({"action-publish": "1"} if action == "publish" else {}))
    revision = layout.latest_revision_id

    with seconds_of_work(6):
        answer = admin.post(address, form)

    layout.refresh_from_db()
    assert layout.latest_revision_id == revision
    if action == "preview":
        assert answer.json()["is_valid"] is False
    else:
        page = answer.content.decode()
        assert "This text is too long: it has" in page
        kept = rendered_form(page, is_open=True)
        assert sum(str(text).count("A pasted sentence of") for text in kept.values()) == 1_500


def test_the_longest_text_is_saved_and_printed_in_good_time(admin, layout):
    sentence = "It is {mean-exposure} here, e.g. as U.S. figures go. "
    paragraph = sentence * 330
    with seconds_of_work(10):
        answer = admin.post(
            reverse("wagtailsnippets_editorial_layout:edit", args=[layout.pk]),
            with_narrative(layout, paragraph, **{"action-publish": "1"}),
        )
        page = Client().get(ADDRESS).content.decode()

    assert answer.status_code == 302, answer.context["form"].errors
    assert page.count("here, e.g. as U.S. figures go.") == 330


@pytest.mark.parametrize("unfinished", ["<p ", '<a href="', "<!--", "<b<", "</"])
def test_tags_that_never_end_are_text_and_cost_no_more_than_text(unfinished):
    with seconds_of_work(2):
        blocks = compile_html(unfinished * (LONGEST_TEXT // len(unfinished)))
    assert blocks


FIELDS = {
    "contact": lambda: (reverse("wagtailadmin_pages:edit", args=[StandardPage.objects.get(slug="about").pk]), "contact"),
    "footer": lambda: (reverse("wagtailsettings:edit", args=["editorial", "sitewords", SiteWords.load().pk]), "footer"),
    "caveat": lambda: (reverse("wagtailsnippets_editorial_caveat:edit", args=[Caveat.objects.first().pk]), "text"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_text_in_a_field_of_its_own_has_the_same_limit(admin, field):
    edit, name = field()
    fields = rendered_form(admin.get(edit).content.decode(), is_open=True)
    for text, words in (
        ("x" * 500_000, "This text cannot be saved: it takes 500,"),
        ("x" * 41_000, "This text is too long: it has 41,"),
        ("a\n" * 16_000, "it has 16,000 line breaks inside its paragraphs"),
        ("a\n" * 32_000, "it has 32,000 line breaks inside its paragraphs"),
        ("a\n" * 64_000, "it takes 192,"),
    ):
        with seconds_of_work(3):
            answer = admin.post(edit, {**fields, name: sent(text), "action-publish": "1"})
        assert answer.status_code == 200
        page = answer.content.decode()
        assert (words if text.count("\n") < 64_000 else "64,000 line breaks") in page
        kept = json.loads(str(rendered_form(page, is_open=True)[name]))["blocks"]
        assert "".join(block["text"] for block in kept) == text


@pytest.mark.django_db
@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_half_a_character_is_published_as_the_sign_for_one(admin, field):
    edit, name = field()
    fields = rendered_form(admin.get(edit).content.decode(), is_open=True)
    answer = admin.post(edit, {**fields, name: sent("whole \U0001f600 half \ud83d end"), "action-publish": "1"})
    assert answer.status_code == 302
    shown = rendered_form(admin.get(edit).content.decode(), is_open=True)[name]
    assert json.loads(str(shown))["blocks"][0]["text"] == "whole \U0001f600 half \ufffd end"


@pytest.mark.parametrize(
    "garbage",
    ["{", "[]", "[1]", "7", '"x"', "{}", '{"blocks":[{}],"entityMap":{}}', "[" * 100_000, '{"blocks":7,"entityMap":{}}'],
)
def test_what_no_editor_sends_is_refused_with_a_sentence(garbage):
    block = ProseBlock(features=["bold"])
    value = block.value_from_datadict({"text": garbage}, {}, "text")
    if garbage == "[]":  # nothing at all
        return
    with pytest.raises(ValidationError):
        block.clean(value)


def test_lists_a_million_levels_deep_are_refused_at_once():
    item = {
        "key": "k",
        "text": "a",
        "type": "unordered-list-item",
        "depth": 1_000_000,
        "inlineStyleRanges": [],
        "entityRanges": [],
    }
    block = ProseBlock(features=["ul"])
    with seconds_of_work(1), pytest.raises(ValidationError, match="too deep"):
        block.clean(block.value_from_datadict({"text": json.dumps({"blocks": [item], "entityMap": {}})}, {}, "text"))
