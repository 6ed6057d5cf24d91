"""The form of a layout: blocks that open on demand and come back sealed, what no layout may leave out, conditions."""

import pytest
from django.test import Client
from django.urls import reverse

from citations.selectors import live_edition
from occupations.models import OccupationPage
from singulariki.editorial.blocks.layout import LayoutFormBody
from singulariki.editorial.models import Layout
from singulariki.editorial.registry import PAGE_KINDS
from tests.editorial.forms import layout_form, problems, rendered_form, words_of
from tests.editorial.test_writing import independently_without_pay

pytestmark = [pytest.mark.usefixtures("module_sample_edition"), pytest.mark.either_database]


SOUND = "27-4014.00"


@pytest.fixture
def admin(client: Client, moderator) -> Client:
    client.force_login(moderator)
    return client


def edit_address(kind: str) -> str:
    return reverse("wagtailsnippets_editorial_layout:edit", args=[Layout.objects.get(kind=kind).pk])


def test_a_closed_block_goes_back_as_it_came_and_cannot_be_forged(admin) -> None:
    layout = Layout.objects.get(kind="occupation")
    before = layout.body.get_prep_value()
    fields = rendered_form(admin.get(edit_address("occupation")).content.decode())
    sealed = [name for name in fields if name.endswith("-sealed")]
    assert len(sealed) == len(before)
    assert not [name for name in fields if "-wording-" in name]
    forged = str(fields[sealed[0]]).replace("definition", "title")
    answer = admin.post(edit_address("occupation"), {**fields, sealed[0]: forged, "action-publish": "1"})
    assert answer.status_code == 200
    assert "This block came back broken, and nothing is saved." in words_of(answer)
    answer = admin.post(edit_address("occupation"), {**fields, "action-publish": "1"})
    assert answer.status_code == 302, problems(answer)
    layout.refresh_from_db()
    assert [block["id"] for block in layout.body.get_prep_value()] == [block["id"] for block in before]


def test_every_layout_opens_with_its_blocks_closed_and_says_what_is_in_them(admin) -> None:
    for layout in Layout.objects.all():
        page = admin.get(edit_address(layout.kind)).content.decode()
        assert page.count("&quot;sealed&quot;") >= len(layout.body) > 0, layout
    words = words_of(admin.get(edit_address("occupation")))
    assert '"summary": "Exposure is task overlap"' in words or '"summary":"Exposure is task overlap"' in words


@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_what_every_page_needs_cannot_be_left_out_of_a_layout(kind: str, module_sample_edition) -> None:
    layout, body = Layout.objects.get(kind=kind), LayoutFormBody(PAGE_KINDS[kind])
    required = [section for section in PAGE_KINDS[kind].sections.values() if section.required]
    assert {section.key for section in required} <= {block["value"].get("section") for block in layout.body.get_prep_value()}
    assert body.kind.has_standing_caveat == any(block.block_type == "caveat" for block in layout.body)
    if kind not in ("compare-form",):
        assert required


def test_a_layout_without_sources_or_caveat_or_with_them_on_some_pages_is_refused_with_the_reason(admin) -> None:
    layout = Layout.objects.get(kind="occupation")
    fields = rendered_form(admin.get(edit_address("occupation")).content.decode())
    types = {str(value): name.removesuffix("-type") for name, value in fields.items() if name.endswith("-type")}
    for block, told in (
        ("section-sources", "“Sources for this page” cannot be left out. Every figure traces to a named release"),
        ("section-citation", "“Cite this page” cannot be left out. Those who quote a figure"),
        ("caveat", "These pages need a caveat across the page, published and without a condition"),
    ):
        answer = admin.post(edit_address("occupation"), {**fields, f"{types[block]}-deleted": "1", "action-publish": "1"})
        assert told in words_of(answer), block
    open_fields = rendered_form(admin.get(edit_address("occupation")).content.decode(), is_open=True)
    conditional = {f"{types['section-sources']}-value-only_if": "median-pay is known", "action-publish": "1"}
    answer = admin.post(edit_address("occupation"), {**open_fields, **conditional})
    assert "“Sources for this page” stands on every page, without a condition." in words_of(answer)
    layout.refresh_from_db()
    assert not layout.has_unpublished_changes


def test_a_page_cannot_hide_its_sources(admin) -> None:
    page = OccupationPage.objects.get(code=SOUND)
    block = PAGE_KINDS["occupation"]
    from singulariki.editorial.blocks.sections import HiddenSectionBlock

    hide = HiddenSectionBlock(block)
    with pytest.raises(Exception) as refusal:
        hide.clean(hide.to_python({"section": "sources", "reason": "Why not."}))
    assert "cannot be hidden. Every figure traces" in str(refusal.value.block_errors["section"])  # type: ignore[attr-defined]
    page.local_notes = [("hidden", {"section": "sources", "reason": "Stored before it was refused."})]
    page.save()
    html = Client().get("/roles/role-27-4014-00").content.decode()
    assert "Stored before it was refused" not in html
    assert 'id="sources"' in html


def test_a_chapter_is_published_with_a_heading_alone(admin) -> None:
    layout = Layout.objects.get(kind="occupation")
    before = layout.body.get_prep_value()
    own = {"type": "narrative", "value": {"heading": " ", "placement": "chapter", "text": "<p>Words.</p>"}}
    answer = admin.post(edit_address("occupation"), layout_form(layout, [*before, own], **{"action-publish": "1"}))
    assert "A chapter needs a heading" in answer.content.decode()
    own["value"]["heading"] = "Last words"
    answer = admin.post(edit_address("occupation"), layout_form(layout, [*before, own], **{"action-publish": "1"}))
    assert answer.status_code == 302, problems(answer)
    html = Client().get("/roles/role-27-4014-00").content.decode()
    assert '<a href="#last-words">Last words</a>' in html
    assert html.index('id="take-it-with-you"') < html.index('id="last-words"')


def test_a_condition_and_what_is_printed_otherwise_reach_pages_and_briefs(admin) -> None:
    layout = Layout.objects.get(kind="occupation")
    own = {
        "type": "narrative",
        "value": {
            "heading": "In short",
            "placement": "section",
            "text": "<p>They earn {median-pay:short}.</p>",
            "only_if": "if  median-pay is known",
            "otherwise": "<p>No annual pay is published.</p>",
        },
    }
    answer = admin.post(
        edit_address("occupation"), layout_form(layout, [*layout.body.get_prep_value(), own], **{"action-publish": "1"})
    )
    assert answer.status_code == 302, problems(answer)
    layout.refresh_from_db()
    assert layout.body[len(layout.body) - 1].value["only_if"] == "median-pay is known"
    edition = live_edition()
    assert edition is not None
    [without, *_] = sorted(independently_without_pay(edition))
    paid, unpaid = (
        Client().get(PAGE_KINDS["occupation"].profile(edition, key).path).content.decode() for key in (SOUND, without)
    )  # type: ignore[union-attr,attr-defined]
    assert 'data-as-printed="$66,430">$66k</data>' in paid
    assert "No annual pay is published." not in paid
    assert "No annual pay is published." in unpaid
    assert "They earn $66k." in Client().get("/roles/role-27-4014-00/context.md").content.decode()


def test_a_condition_that_cannot_be_is_refused_in_words(admin) -> None:
    layout = Layout.objects.get(kind="occupation")
    own = {
        "type": "narrative",
        "value": {"heading": "", "placement": "section", "text": "<p>x</p>", "only_if": "overlap-level is huge"},
    }
    answer = admin.post(edit_address("occupation"), layout_form(layout, [own]))
    assert "never holds: “AI task overlap: its level” is “low”, “moderate” or “high”" in words_of(answer)


def test_a_form_whose_seals_were_taken_off_or_exchanged_changes_nothing(admin) -> None:
    layout = Layout.objects.get(kind="unit-group")
    before = layout.body.get_prep_value()
    fields = rendered_form(admin.get(edit_address("unit-group")).content.decode())
    sealed = sorted(name for name in fields if name.endswith("-sealed"))
    assert len(sealed) > 5
    without = {name: value for name, value in fields.items() if name != sealed[0]}
    exchanged = {**fields, sealed[0]: fields[sealed[1]], sealed[1]: fields[sealed[0]]}
    altered = {**fields, sealed[0]: f"{fields[sealed[0]]}x"}
    empty = {**fields, sealed[0]: ""}
    for forged in (without, exchanged, altered, empty):
        answer = admin.post(edit_address("unit-group"), forged)
        assert answer.status_code == 200
        assert "came back broken" in words_of(answer)
    layout.refresh_from_db()
    assert layout.body.get_prep_value() == before
    assert layout.latest_revision is None or layout.get_latest_revision_as_object().body.get_prep_value() == before
