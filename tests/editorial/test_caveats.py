"""A caveat is written once and shown wherever a layout places it."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ReferenceIndex

from singulariki.editorial.models import Caveat, Layout
from tests.editorial.forms import rendered_form, words_of

pytestmark = pytest.mark.usefixtures("module_sample_edition")

PAGES = ("/gradient/3521-broadcasting-and-audio-visual-technicians.html", "/gradient/3211")


def read(address: str) -> str:
    answer = Client().get(address, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_editing_a_caveat_changes_every_page_that_shows_it():
    caveat = Caveat.objects.get(key="exposure-is-overlap")
    pages = [read(address) for address in PAGES]
    assert all("Exposure is task overlap, not a verdict." in page for page in pages)
    caveat.text = "<p>Overlap says what a model can attempt, and no more.</p>"
    caveat.save_revision()
    assert [read(address) for address in PAGES] == pages, "a draft shows nowhere"
    caveat.latest_revision.publish()
    for address in PAGES:
        assert "Overlap says what a model can attempt, and no more." in read(address)


def test_an_unpublished_caveat_is_not_shown():
    Caveat.objects.get(key="exposure-is-overlap").unpublish()
    assert "Exposure is task overlap, not a verdict." not in read(PAGES[0])


def test_a_caveat_lists_where_it_is_used(client, moderator):
    caveat = Caveat.objects.get(key="exposure-is-overlap")
    layout = Layout.objects.get(kind="unit-group")
    assert ReferenceIndex.get_references_to(caveat).filter(object_id=str(layout.pk)).exists()
    client.force_login(moderator)
    usage = client.get(reverse("wagtailsnippets_editorial_caveat:usage", args=[caveat.pk]))
    assert layout.name in usage.content.decode()


def test_a_caveat_can_be_previewed(client, editor):
    caveat = Caveat.objects.get(key="exposure-is-overlap")
    client.force_login(editor)
    revision = caveat.save_revision()
    address = reverse("wagtailsnippets_editorial_caveat:revisions_view", args=[caveat.pk, revision.pk])
    page = client.get(address)
    assert page.status_code == 200
    assert "caveat--standing" in page.content.decode()


def test_the_list_of_caveats_says_what_each_applies_to(client, editor):
    caveat = Caveat.objects.get(key="exposure-is-overlap")
    caveat.scope = [("dataset", "ilo-genai-gradient"), ("section", "band-table")]
    caveat.save()
    client.force_login(editor)
    page = client.get(reverse("wagtailsnippets_editorial_caveat:list")).content.decode()
    assert "How its tasks split across the gradient" in page


@pytest.mark.parametrize(("view", "done"), [("delete", "deleted"), ("unpublish", "unpublished")])
def test_a_caveat_that_a_layout_places_is_neither_deleted_nor_unpublished(view, done, client, moderator):
    client.force_login(moderator)
    caveat, layout = Caveat.objects.get(key="scores-by-models"), Layout.objects.get(kind="unit-group")
    answer = client.post(reverse(f"wagtailsnippets_editorial_caveat:{view}", args=[caveat.pk]), follow=True)
    words = words_of(answer)
    assert f"Nothing was {done}. “{caveat}” is needed: it stands in the layout “{layout.name}”." in words
    assert Caveat.objects.get(pk=caveat.pk).live
    bulk = reverse("wagtail_bulk_action", args=["editorial", "caveat", "delete"])
    client.post(f"{bulk}?id={caveat.pk}", follow=True)
    assert Caveat.objects.filter(pk=caveat.pk).exists()
    drafted = layout.get_latest_revision_as_object()
    drafted.body = [block for block in drafted.body.get_prep_value() if block["value"].get("section") != "most-exposed-task"]
    drafted.save_revision().publish()
    client.post(reverse(f"wagtailsnippets_editorial_caveat:{view}", args=[caveat.pk]))
    assert not Caveat.objects.filter(pk=caveat.pk, live=True).exists()


def test_an_empty_place_of_a_caveat_says_what_to_do_and_where_it_is(client, moderator):
    client.force_login(moderator)
    layout = Layout.objects.get(kind="unit-group")
    Caveat.objects.get(key="exposure-is-overlap").delete()
    edit = reverse("wagtailsnippets_editorial_layout:edit", args=[layout.pk])
    answer = client.post(edit, {**rendered_form(client.get(edit).content.decode()), "action-publish": "1"})
    assert answer.status_code == 200
    words = words_of(answer)
    assert "has been deleted. Choose one, or remove this place." in words
    assert "To be mended in: “Caveat” (number 3). These blocks are open below." in words
    assert "This field is required" not in str(answer.context["form"].errors)


def test_the_form_tells_what_readers_see_from_what_editors_do(client, moderator):
    client.force_login(moderator)
    form = client.get(reverse("wagtailsnippets_editorial_caveat:add")).content.decode()
    seen, unseen = form.index("What readers see"), form.index("What only editors see")
    assert seen < form.index('name="title"') < unseen < form.index('name="name"')


def test_the_list_of_caveats_says_by_how_many_layouts_each_is_placed(client, editor):
    client.force_login(editor)
    listed = words_of(client.get(reverse("wagtailsnippets_editorial_caveat:list"), {"q": "task overlap"}))
    assert f"{len(Caveat.objects.get(key='exposure-is-overlap').placed_by)} layouts" in listed
