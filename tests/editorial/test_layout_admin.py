"""Editing a layout in the admin: what is refused, what is a draft, what readers see."""

import pytest
from django.test import Client
from django.urls import reverse

from singulariki.delivery.templating import unbroken
from singulariki.editorial.models import Layout
from singulariki.editorial.stored_blocks import items
from tests.editorial.forms import layout_form, rendered_form

ADDRESS = "/gradient/3521-broadcasting-and-audio-visual-technicians.html"

pytestmark = pytest.mark.usefixtures("module_sample_edition")


@pytest.fixture
def layout(module_sample_edition) -> Layout:
    return Layout.objects.get(kind="unit-group")


@pytest.fixture
def admin(client: Client, moderator) -> Client:
    client.force_login(moderator)
    return client


def edit_address(layout: Layout) -> str:
    return reverse("wagtailsnippets_editorial_layout:edit", args=[layout.pk])


def narrative(text: str, **more: str) -> dict:
    return {"type": "narrative", "value": {"heading": "", "placement": "section", "text": text, **more}}


def section(key: str, **more) -> dict:
    return {
        "type": "section",
        "value": {"section": key, "heading": "", "intro": "", "outro": "", "wording": [], "caveats": [], **more},
    }


def kit(factoid: str) -> dict:
    rest = {"heading": "Kit", "headline": "Fine", "closing": "", "links": [], "note": ""}
    return {"type": "report_kit", "value": {"factoids": [factoid], **rest}}


def public_page() -> str:
    answer = Client().get(ADDRESS)
    assert answer.status_code == 200
    return answer.content.decode()


def test_published_words_print_each_pages_own_figure(admin, layout):
    blocks = [*layout.body.get_prep_value(), narrative("<p>Reworded: they average {mean-exposure} here.</p>")]
    answer = admin.post(edit_address(layout), layout_form(layout, blocks, **{"action-publish": "1"}))
    assert answer.status_code == 302, answer.context["form"].errors
    first = public_page()
    assert "Reworded: they average" in first
    start = first.index("Reworded: they average")
    assert 'data-measure="' in first[start : start + 200]
    second = Client().get("/gradient/", follow=True)
    assert second.status_code == 200


def test_a_draft_is_not_shown_until_it_is_published(admin, layout):
    blocks = [*layout.body.get_prep_value(), narrative("<p>Only a draft so far.</p>")]
    assert admin.post(edit_address(layout), layout_form(layout, blocks)).status_code == 302
    assert "Only a draft so far." not in public_page()
    layout.refresh_from_db()
    assert layout.has_unpublished_changes
    layout.latest_revision.publish()
    assert "Only a draft so far." in public_page()


@pytest.mark.parametrize(
    "blocks",
    [
        [narrative("<p>They average {mean-exposur} here.</p>")],
        [narrative('<p>They average <figure-token key="mean-exposur">Mean</figure-token> here.</p>')],
        [narrative("<p>Fine.</p>", heading="About {mean-exposur}")],
        [section("band-table", intro="<p>About {mean-exposur}.</p>")],
        [section("band-table", wording=[{"key": "introduction", "text": "{mean-exposur} here."}])],
        [kit("{mean-exposur}")],
    ],
    ids=["typed", "picked", "heading", "intro", "wording", "factoid"],
)
@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}], ids=["draft", "publish"])
def test_an_unknown_figure_is_refused_with_the_nearest_known_one(admin, layout, blocks, action):
    answer = admin.post(edit_address(layout), layout_form(layout, blocks, **action))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "have no figure called {mean-exposur}. Did you mean {mean-exposure}" in page
    layout.refresh_from_db()
    assert not layout.has_unpublished_changes


def test_a_section_cannot_stand_on_a_page_twice(admin, layout):
    answer = admin.post(edit_address(layout), layout_form(layout, [section("context"), section("context")]))
    assert answer.status_code == 200
    assert "In context: The maximum number of items is 1" in answer.content.decode()


def test_a_form_opened_before_a_section_went_is_refused_and_loses_nothing(admin, layout):
    fields = rendered_form(admin.get(edit_address(layout)).content.decode())
    [kind_of_block] = [name for name, value in fields.items() if value == "section-context"]
    answer = admin.post(edit_address(layout), {**fields, kind_of_block: "section-of-yesterday", "action-publish": "1"})
    assert answer.status_code == 200
    assert "This form was opened before the software was updated" in answer.content.decode()
    before = layout.body.get_prep_value()
    layout.refresh_from_db()
    assert layout.body.get_prep_value() == before


def test_a_typed_figure_is_stored_as_a_picked_one(admin, layout):
    blocks = [narrative("<p>They average {mean-exposure}.</p>")]
    assert admin.post(edit_address(layout), layout_form(layout, blocks, **{"action-publish": "1"})).status_code == 302
    layout.refresh_from_db()
    assert '<figure-token key="mean-exposure">Mean task exposure, 2025</figure-token>' in layout.body[0].value["text"].source


def test_the_preview_shows_the_public_page_with_the_words_being_typed(admin, layout):
    blocks = [narrative("<p>Typed just now: {mean-exposure}.</p>")]
    preview = reverse("wagtailsnippets_editorial_layout:preview_on_edit", args=[layout.pk])
    assert admin.post(preview, layout_form(layout, blocks)).json() == {"is_valid": True, "is_available": True}
    page = admin.get(preview, {"mode": "", "in_preview_panel": "true"}).content.decode()
    assert "Broadcasting and Audio-visual Technicians" in page
    assert "Typed just now: <a" in page
    assert "Typed just now" not in public_page()


def test_the_preview_shows_any_subject(admin, layout, module_sample_edition):
    key, title = next(subject for subject in layout.page_kind.subjects(module_sample_edition) if subject[0] != "3521")
    preview = reverse("wagtailsnippets_editorial_layout:preview_on_edit", args=[layout.pk])
    blocks = layout.body.get_prep_value()
    admin.post(preview, layout_form(layout, blocks, preview_subject=f"{key} {title}"))
    typed = admin.get(preview, {"mode": ""}).content.decode()
    assert f"<h1>{unbroken(title)}</h1>" in typed
    chosen = admin.get(preview, {"mode": "3521"}).content.decode()
    assert f"<h1>{unbroken('Broadcasting and Audio-visual Technicians')}</h1>" in chosen


def test_several_subjects_are_offered_beside_the_sample(layout):
    modes = layout.preview_modes
    assert modes[0][0] == ""
    assert modes[0][1].startswith("Broadcasting and Audio-visual Technicians")
    assert len(modes) == 9
    assert len(dict(modes)) == 9


def test_the_history_lists_versions_and_an_earlier_one_can_be_put_back(admin, layout):
    first = layout.latest_revision
    blocks = [narrative("<p>A second version.</p>")]
    admin.post(edit_address(layout), layout_form(layout, blocks, **{"action-publish": "1"}))
    history = admin.get(reverse("wagtailsnippets_editorial_layout:history", args=[layout.pk]))
    assert history.status_code == 200
    compare = reverse("wagtailsnippets_editorial_layout:revisions_compare", args=[layout.pk, first.pk, "latest"])
    assert "A second version." in admin.get(compare).content.decode()
    assert "A second version." in public_page()
    first.publish()
    assert "A second version." not in public_page()


def test_the_layout_a_fresh_site_starts_with_passes_the_forms_own_checks(admin, layout):
    blocks = layout.body.get_prep_value()
    assert admin.post(edit_address(layout), layout_form(layout, blocks, **{"action-publish": "1"})).status_code == 302
    layout.refresh_from_db()
    after = layout.body.get_prep_value()
    assert [block["type"] for block in after] == [block["type"] for block in blocks]
    for old, new in zip(blocks, after, strict=True):
        if old["type"] == "section":
            assert items(old["value"]["wording"]) == items(new["value"]["wording"]) == []
            assert items(old["value"]["caveats"]) == items(new["value"]["caveats"])
