"""A layout stores the words that editors changed; all others are those that the section has in the code."""

import json
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from wagtail.models import Revision

from singulariki.editorial.models import Layout
from singulariki.editorial.stored_blocks import items
from tests.editorial.forms import address, layout_form, problems, rendered_form

ADDRESS = "/gradient/3521-broadcasting-and-audio-visual-technicians.html"
ONCE = import_module("singulariki.editorial.migrations.0006_words_are_inherited")

pytestmark = [pytest.mark.usefixtures("module_sample_edition"), pytest.mark.either_database]


@pytest.fixture
def layout(module_sample_edition) -> Layout:
    return Layout.objects.get(kind="unit-group")


@pytest.fixture
def admin(client: Client, moderator) -> Client:
    client.force_login(moderator)
    return client


@pytest.fixture
def own(layout, monkeypatch) -> Callable[..., None]:
    """own("context", parent="Under it"): a deploy in which the section's own words read so; None takes a word away."""

    def change(key: str, **words: str | None) -> None:
        section = layout.page_kind.sections[key]
        changed = {name: text for name, text in {**section.wording, **words}.items() if text is not None}
        monkeypatch.setitem(layout.page_kind.sections, key, replace(section, wording=changed))
        monkeypatch.setattr("singulariki.editorial.forms._BOUND", {})

    return change


def field(fields: dict, key: str, name: str) -> str:
    """The name of the form's field for a word of a section, or for a text around it."""
    [block] = [field.removesuffix("-type") for field, value in fields.items() if value == f"section-{key}"]
    return f"{block}-value-{name}"


def form(admin: Client, layout: Layout) -> dict:
    return rendered_form(admin.get(address(layout, "edit")).content.decode(), is_open=True)


def publish(admin: Client, layout: Layout, fields: dict) -> None:
    answer = admin.post(address(layout, "edit"), {**fields, "action-publish": "1"})
    assert answer.status_code == 302, problems(answer)
    layout.refresh_from_db()


def reword(admin: Client, layout: Layout, key: str, **words: str) -> None:
    fields = form(admin, layout)
    publish(admin, layout, fields | {field(fields, key, f"wording-{name}"): text for name, text in words.items()})


def stored(blocks: list[dict]) -> dict[str, dict[str, str]]:
    """The words in the blocks of a layout, by section; sections that store none are left out."""
    sections = [block["value"] for block in blocks if block["type"] == "section"]
    found = {value["section"]: {entry["key"]: entry["text"] for entry in items(value["wording"])} for value in sections}
    return {key: words for key, words in found.items() if words}


def page() -> str:
    answer = Client().get(ADDRESS)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_fresh_site_stores_no_words_and_saving_adds_none(admin, layout):
    assert [each.kind for each in Layout.objects.all() if stored(each.body.get_prep_value())] == []
    publish(admin, layout, form(admin, layout))
    assert stored(layout.body.get_prep_value()) == {}


def test_a_correction_in_the_code_reaches_a_page_whose_editor_changed_another_word(admin, layout, own):
    reword(admin, layout, "most-exposed-task", score="Our editor: {most-exposed-score}.")
    assert stored(layout.body.get_prep_value()) == {"most-exposed-task": {"score": "Our editor: {most-exposed-score}."}}
    own("most-exposed-task", score="Corrected score.", sample_rationale_source="Corrected <source>.")
    html = page()
    assert "Our editor: " in html
    assert "Corrected score." not in html
    assert "Corrected &lt;source&gt;." in html
    assert "Corrected &amp;lt;source&amp;gt;." in admin.get(address(layout, "edit")).content.decode()


def test_the_form_shows_what_stands_where_nothing_is_typed(admin, layout):
    reword(admin, layout, "most-exposed-task", score="Ours.")
    html = admin.get(address(layout, "edit")).content.decode()
    fields = rendered_form(html, is_open=True)
    assert fields[field(fields, "most-exposed-task", "wording-score")] == "Ours."
    assert fields[field(fields, "most-exposed-task", "wording-sample_rationale_source")] == ""
    for text in ("Scores {most-exposed-score} on the 2025 scale.", "Part of the {major-group} major group."):
        assert text in html


@pytest.mark.parametrize("typed", ["", "  ", "Scores {most-exposed-score} on the 2025 scale."])
def test_clearing_a_field_or_typing_the_sections_own_word_returns_to_it(admin, layout, typed):
    reword(admin, layout, "most-exposed-task", score="Ours.")
    assert "Ours." in page()
    reword(admin, layout, "most-exposed-task", score=typed)
    assert stored(layout.body.get_prep_value()) == {}
    assert "Ours." not in page()


def test_a_word_can_be_left_out_and_stays_so_when_the_form_is_saved_again(admin, layout):
    assert "Written for this sample, in the place" in page()
    reword(admin, layout, "most-exposed-task", sample_rationale_source="-")
    assert "Written for this sample, in the place" not in page()
    publish(admin, layout, form(admin, layout))
    assert stored(layout.body.get_prep_value()) == {"most-exposed-task": {"sample_rationale_source": ""}}


def test_a_word_that_a_section_lost_is_not_printed_is_named_in_the_form_and_goes_when_it_is_saved(admin, layout, own):
    own("most-exposed-task", chorus="La.")
    reword(admin, layout, "most-exposed-task", chorus="La la la.", score="Ours.")
    assert stored(layout.body.get_prep_value()) == {"most-exposed-task": {"score": "Ours.", "chorus": "La la la."}}
    own("most-exposed-task", chorus=None)
    assert "La la la." not in page()
    html = admin.get(address(layout, "edit")).content.decode()
    assert "The most-exposed task: “La la la.”" in html
    publish(admin, layout, rendered_form(html, is_open=True))
    assert stored(layout.body.get_prep_value()) == {"most-exposed-task": {"score": "Ours."}}
    assert "Words whose place in a section is gone" not in admin.get(address(layout, "edit")).content.decode()


def test_a_section_that_the_software_lost_is_named_in_the_form_and_goes_when_it_is_saved(admin, layout, monkeypatch):
    monkeypatch.delitem(layout.page_kind.sections, "context")
    monkeypatch.setattr("singulariki.editorial.forms._BOUND", {})
    page()
    html = admin.get(address(layout, "edit")).content.decode()
    assert "saving takes off this" in html
    publish(admin, layout, rendered_form(html, is_open=True))
    assert "context" not in [block["value"].get("section") for block in layout.body.get_prep_value()]


def test_the_form_names_sections_that_the_layout_does_not_use(admin, layout):
    assert "This layout uses every section that there is." in admin.get(address(layout, "edit")).content.decode()
    blocks = [block for block in layout.body.get_prep_value() if block["value"].get("section") not in {"context", "crosswalk"}]
    publish(admin, layout, layout_form(layout, blocks))
    html = admin.get(address(layout, "edit")).content.decode()
    start = html.index("This layout does not use these sections.")
    named = html[start : html.index("</dl>", start)]
    assert "<dt>In context</dt>\n    <dd>Part of the {major-group} major group.</dd>" in named
    assert "choose + between two blocks" in named
    assert "Headline figures" not in named


def test_layouts_of_an_older_site_keep_what_editors_changed_and_nothing_else(admin, layout, own):
    """Published, as a draft, and in every version that can be put back; twice over."""
    sections = layout.page_kind.sections

    def copied(**changed: str) -> list[dict]:
        entries = [
            {"type": "item", "id": name, "value": {"key": name, "text": changed.get(name, text)}}
            for name, text in sections["most-exposed-task"].wording.items()
        ]
        bare = [{"key": name, "text": text} for name, text in sections["context"].wording.items()]
        gone = [{"key": "chorus", "text": "La."}]
        words = {"most-exposed-task": entries, "context": bare, "of-another-time": gone}
        return [
            {"type": "section", "value": {"section": key, "heading": "", "intro": "", "outro": "", "wording": own, "caveats": []}}
            for key, own in words.items()
        ] + [{"type": "narrative", "value": {"heading": "", "placement": "section", "text": "<p>Ours.</p>"}}]

    layout.body = copied(score="Once.")
    layout.save()
    for text in ("Once.", "Twice.", sections["most-exposed-task"].wording["score"]):
        layout.body = copied(score=text)
        layout.save_revision()
    layout.refresh_from_db()
    before = page()
    for _ in range(2):
        ONCE.drop_inherited_words(apps, None)
        layout.refresh_from_db()
        gone = {"of-another-time": {"chorus": "La."}}
        assert stored(layout.body.get_prep_value()) == {"most-exposed-task": {"score": "Once."}, **gone}
        versions = [json.loads(each.content["body"]) for each in Revision.objects.for_instance(layout).order_by("pk")][-3:]
        assert [stored(blocks).get("most-exposed-task") for blocks in versions] == [{"score": "Once."}, {"score": "Twice."}, None]
        assert versions[0][-1]["value"]["text"] == "<p>Ours.</p>"
    assert page() == before
    own("context", **dict.fromkeys(sections["context"].wording, "Corrected."))
    Revision.objects.for_instance(layout).order_by("pk").last().publish()
    assert "Corrected." in page()


def test_a_layout_of_a_kind_that_no_app_draws_any_more_is_left_as_it_is():
    stored = json.dumps([{"type": "section", "value": {"section": "rows", "wording": [{"key": "shown", "text": "So."}]}}])
    assert ONCE.changed_alone("of-yesterday", stored) == stored
