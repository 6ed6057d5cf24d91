"""Local notes: what one page adds or leaves out shows on that page alone."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from gradient.models import UnitGroupPage
from occupations.models import OccupationPage
from singulariki.editorial.blocks.sections import NARRATIVE_FEATURES

pytestmark = pytest.mark.usefixtures("module_sample_edition")

FIRST = "/gradient/3521-broadcasting-and-audio-visual-technicians.html"
SECOND = "/gradient/3211"


@pytest.fixture
def page(module_sample_edition) -> UnitGroupPage:
    return UnitGroupPage.objects.get(code="3521")


def read(address: str) -> str:
    answer = Client().get(address, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def form(page: UnitGroupPage, notes: list[tuple[str, dict]], **more: str) -> dict:
    values = {"title": page.title, "slug": page.slug, "seo_title": "", "search_description": "", "comments-TOTAL_FORMS": "0"}
    values |= {"comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": ""}
    return nested_form_data({**values, "local_notes": streamfield(notes), **more})


def note(text: str, section: str = "band-table", position: str = "after") -> tuple[str, dict]:
    return "note", {"section": section, "position": position, "text": rich_text(text, features=NARRATIVE_FEATURES)}


def edit(client: Client, page: UnitGroupPage, notes: list, **more: str):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(page, notes, **more))


def test_a_note_shows_on_its_page_alone(client, moderator, page):
    before = read(SECOND)
    client.force_login(moderator)
    answer = edit(client, page, [note("<p>Scored again in 2025: {mean-exposure}.</p>")], **{"action-publish": "1"})
    assert answer.status_code == 302, answer.context["form"].errors
    shown = read(FIRST)
    start = shown.index("Scored again in 2025: <a")
    assert shown.index('id="band-table"') < start < shown.index('id="tasks-strip"')
    assert "Scored again" not in read(SECOND)
    assert read(SECOND) == before


def test_a_draft_note_shows_nowhere(client, editor, page):
    client.force_login(editor)
    assert edit(client, page, [note("<p>Not yet.</p>")]).status_code == 302
    assert "Not yet." not in read(FIRST)


def test_a_section_is_hidden_on_its_page_alone_with_the_reason(client, moderator, page):
    client.force_login(moderator)
    hidden = ("hidden", {"section": "band-table", "reason": "The bands of {title} are being checked."})
    assert edit(client, page, [hidden], **{"action-publish": "1"}).status_code == 302
    shown = read(FIRST)
    assert "The bands of Broadcasting and Audio-visual Technicians are being checked." in shown
    assert "Lightly exposed" not in shown
    assert "Lightly exposed" in read(SECOND)


@pytest.mark.parametrize(
    ("notes", "refusal"),
    [
        ([note("<p>{mean-exposur}</p>")], "have no figure called {mean-exposur}. Did you mean {mean-exposure}"),
        ([note("<p>Fine.</p>", section="of-another-kind")], "Select a valid choice."),
        ([("hidden", {"section": "band-table", "reason": "{nonsense-of-mine}"})], "have no figure called {nonsense-of-mine}."),
    ],
    ids=["unknown figure", "unknown section", "unknown figure in a reason"],
)
def test_what_the_page_kind_lacks_is_refused(client, editor, page, notes, refusal):
    client.force_login(editor)
    answer = edit(client, page, notes)
    assert answer.status_code == 200
    assert refusal in answer.content.decode()


def test_a_note_is_signed_and_dated_and_set_apart_on_page_and_brief(client, moderator):
    moderator.first_name, moderator.last_name = "Mona", "Mair"
    moderator.save()
    client.force_login(moderator)
    page = OccupationPage.objects.get(code="27-4014.00")
    texts = {"Ours.": {}, "Theirs.": {"by": "The <b>desk</b>", "on": "2026-01-31"}}
    notes = [
        (kind, {**value, "section": "wages", **texts[words]}) for words in texts for kind, value in [note(f"<p>{words}</p>")]
    ]
    fields = {"title": page.title, "slug": page.slug, "seo_title": "", "search_description": "", "comments-TOTAL_FORMS": "0"}
    fields |= {"comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": "", "action-publish": "1"}
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data({**fields, "local_notes": streamfield(notes)})
    )
    assert answer.status_code == 302, answer.context["form"].errors
    shown = " ".join(read("/roles/role-27-4014-00").split())
    today = date_format(localdate(), "j F Y")
    assert f'Ours.</p><p class="local-note__signed">Note by Mona Mair, {today}</p></div>' in shown
    assert "Note by The &lt;b&gt;desk&lt;/b&gt;, 31 January 2026" in shown
    brief = read("/roles/role-27-4014-00/context.md")
    assert brief.index("Ours.") < brief.index(f"Note by Mona Mair, {today}")


def test_a_note_of_before_there_were_signatures_is_the_editors(page):
    page.local_notes = [{"type": "note", "value": {"section": "band-table", "position": "after", "text": "<p>Old.</p>"}}]
    page.save_revision().publish()
    assert 'Old.</p><p class="local-note__signed">Note by the editors</p>' in " ".join(read(FIRST).split())
