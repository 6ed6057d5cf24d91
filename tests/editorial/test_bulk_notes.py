"""A note on many pages: where it stands, what it leaves alone, and taken back from all."""

import uuid

import bs4
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate
from wagtail.models import PageLogEntry, Workflow
from wagtail.test.utils.form_data import rich_text

from citations.selectors import live_edition
from gradient.models import UnitGroupPage
from occupations.models import OccupationPage
from singulariki.editorial import bulk_notes
from singulariki.editorial.blocks.sections import NARRATIVE_FEATURES
from singulariki.editorial.models import BulkNote
from singulariki.editorial.registry import PAGE_KINDS
from tests.editorial.conftest import member
from tests.editorial.forms import words_of

pytestmark = pytest.mark.usefixtures("module_sample_edition")


def written(html: str = "<p>Ours: {title}.</p>", /, **changes: str) -> dict:
    fields = {"group": "all", "words": "", "codes": "", "only_if": "", "section": "citation", "position": "after"}
    return {**fields, "text": rich_text(html, features=NARRATIVE_FEATURES), "key": str(uuid.uuid4()), **changes}


def send(user: User, button: str, fields: dict, kind: str = "occupation"):
    client = Client()
    client.force_login(user)
    return client.post(reverse("editorial_new_bulk_note", args=[kind]), {**fields, button: "1"}, follow=True)


def act(user: User, button: str, note: BulkNote):
    client = Client()
    client.force_login(user)
    return client.post(reverse("editorial_bulk_note", args=[note.pk]), {button: "1"}, follow=True)


def read(page) -> str:
    answer = Client().get(page.address, follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def with_note(model=OccupationPage, text: str = "Ours: ") -> set[str]:
    return {page.code for page in model.objects.all() if text in read(page)}


def test_a_published_note_stands_on_all_chosen_pages_signed_and_logged_and_is_taken_back_as_one(moderator):
    moderator.first_name, moderator.last_name = "Mona", "Mair"
    moderator.save()
    family = {code for code in OccupationPage.objects.values_list("code", flat=True) if code.startswith("27-")}
    everyone = set(OccupationPage.objects.values_list("code", flat=True))
    assert 1 < len(family) < len(everyone)
    before = {page.code: read(page) for page in OccupationPage.objects.all()}
    fields = written(group="family:27-0000")
    looked = words_of(send(moderator, "look", fields))
    assert f"{len(family)} of the {len(family)} chosen pages can have it" in looked
    assert not BulkNote.objects.exists()
    assert f"The note was published on {len(family)} pages." in words_of(send(moderator, "publish", fields))
    assert with_note() == family
    page = OccupationPage.objects.get(code="27-4014.00")
    today = date_format(localdate(), "j F Y")
    signed = f'Ours: Sound Engineering Technicians.</p><p class="local-note__signed">Note by Mona Mair, {today}'
    assert signed in read(page)
    assert [entry.action for entry in PageLogEntry.objects.filter(page=page.pk, user=moderator).order_by("pk")] == [
        "wagtail.edit",
        "wagtail.publish",
    ]
    # Pressed twice, or once more by somebody else: nothing is added.
    send(moderator, "publish", fields)
    again = words_of(send(member("Moderators", "max"), "publish", written(group="family:27-0000")))
    assert "because it has this very note already" in again
    assert read(page).count("Ours: Sound") == 1
    assert BulkNote.objects.count() == 1
    note = BulkNote.objects.get()
    assert f"The note was taken off {len(family)} pages." in words_of(act(moderator, "take_back", note))
    note.refresh_from_db()
    assert note.taken_back_by == "Mona Mair"
    assert {page.code: read(page) for page in OccupationPage.objects.all()} == before
    assert not OccupationPage.objects.filter(has_unpublished_changes=True).exists()


def test_an_editor_adds_drafts_that_a_moderator_publishes_and_an_editor_may_not(editor, moderator):
    page = UnitGroupPage.objects.get(code="3521")
    fields = written(group="major:3", section="band-table")
    assert "you do not have permission" in words_of(send(editor, "publish", fields, "unit-group")).lower()
    assert not BulkNote.objects.exists()
    count = UnitGroupPage.objects.filter(code__startswith="3").count()
    assert f"added to the drafts of {count} page" in words_of(send(editor, "add", fields, "unit-group"))
    assert not with_note(UnitGroupPage)
    note = BulkNote.objects.get()
    assert note.signed == "editors"
    assert 'name="publish"' not in words_of(act(editor, "nothing", note))
    act(editor, "publish", note)
    assert not with_note(UnitGroupPage)
    assert f"The note was published on {count} page" in words_of(act(moderator, "publish", note))
    assert "3521" in with_note(UnitGroupPage)
    # The editor takes it back: in drafts, until somebody publishes.
    act(editor, "take_back", note)
    assert "Ours: " in read(page)
    note.refresh_from_db()
    assert note.taken_back_at is None
    act(moderator, "take_back", note)
    assert not with_note(UnitGroupPage)


def test_drafts_that_are_taken_back_leave_nothing_waiting(editor):
    send(editor, "add", written())
    assert OccupationPage.objects.filter(has_unpublished_changes=True).count() == OccupationPage.objects.count()
    act(editor, "take_back", BulkNote.objects.get())
    assert not OccupationPage.objects.filter(has_unpublished_changes=True).exists()
    assert not bulk_notes.pages_with(BulkNote.objects.get())


def test_colleagues_work_is_left_alone_and_the_reason_given(editor, moderator):
    locked, moderated, drafted, unpublished, hidden, *_ = pages = list(OccupationPage.objects.order_by("code"))
    assert len(pages) > 6
    locked.locked, locked.locked_by, locked.locked_at = True, member("Editors", "lotta"), timezone.now()
    locked.save()
    moderated.save_revision(user=editor)
    Workflow.objects.first().start(moderated, editor)
    drafted.seo_title = "Of a colleague's draft"
    drafted.save_revision(user=editor)
    unpublished.unpublish()
    hidden.local_notes = [{"type": "hidden", "value": {"section": "tasks", "reason": "Later."}}]
    hidden.save_revision().publish()
    fields = written(section="tasks")
    answer = send(moderator, "look", fields)
    looked = words_of(answer)
    without = {page.pk for heading, found in answer.context["left_out"] if "no data" in heading for page in found}
    pages = [page for page in pages if page.pk not in without]
    for why in ("it is locked by lotta", "it is in moderation", "the section is hidden there"):
        assert f"Left out: 1, because {why}" in looked
    for why in ("it has changes that are not published", "its notes are unpublished"):
        assert f"Not published: 1, because {why}" in looked
    send(moderator, "publish", fields)
    assert with_note() == {page.code for page in pages[5:]}
    assert "Of a colleague" not in read(drafted)
    assert BulkNote.objects.get().key not in [block.get("id") for block in drafted.local_notes.get_prep_value()]
    # A colleague rewrites it on one page, and begins a draft on another: both keep theirs.
    rewritten, begun = (OccupationPage.objects.get(pk=page.pk) for page in pages[5:7])
    blocks = rewritten.local_notes.get_prep_value()
    blocks[-1]["value"]["text"] = "<p>Ours: in other words.</p>"
    rewritten.local_notes = blocks
    rewritten.save_revision().publish()
    begun.seo_title = "Begun"
    begun.save_revision()
    told = words_of(act(moderator, "take_back", BulkNote.objects.get()))
    assert "it was rewritten there" in told
    assert "it has other changes that are not published" in told
    assert with_note() == {rewritten.code, begun.code}
    assert BulkNote.objects.get().taken_back_at is None


def test_a_page_without_data_for_the_section_is_left_out(moderator):
    fields, every = written(section="tasks"), OccupationPage.objects.all()
    answer = send(moderator, "look", fields)
    without = {page.code for heading, pages in answer.context["left_out"] for page in pages if "no data" in heading}
    drawn = {page.code: bs4.BeautifulSoup(read(page), "html.parser").select_one("#tasks") for page in every}
    absent = {code for code, section in drawn.items() if section is None or section.select_one(".section__absent")}
    assert without == absent != set()
    send(moderator, "publish", fields)
    assert with_note() == set(OccupationPage.objects.values_list("code", flat=True)) - absent


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"text": rich_text("<p>{median-pai}</p>", features=NARRATIVE_FEATURES)}, "have no figure called {median-pai}"),
        ({"text": rich_text("<p>x</p>" * 9000, features=NARRATIVE_FEATURES)}, "This text cannot be saved"),
        ({"text": ""}, "This field is required"),
        ({"text": "null"}, "This field is required"),
        ({"section": "of-mine"}, "Select a valid choice"),
        ({"group": "family:99-0000"}, "Select a valid choice"),
        ({"codes": "27-4014\n99-9999.99\n<b>"}, "with the code “99-9999.99”, “<b>”"),
        ({"words": "no such words"}, "No page of the live edition is all of that"),
        ({"only_if": "median-pai is known"}, "median-pai"),
        ({"key": "1"}, "valid UUID"),
    ],
)
def test_what_is_refused_is_said_and_what_was_typed_stays(editor, changes, refusal):
    answer = send(editor, "add", written(**changes))
    assert answer.status_code == 422
    errors = " ".join(
        str(error) for errors in answer.context["form"].errors.as_data().values() for one in errors for error in one
    )
    assert refusal in errors
    if "codes" in changes:
        assert "&lt;b&gt;" in answer.content.decode()
    assert not BulkNote.objects.exists()


def test_pages_are_chosen_by_codes_words_and_figures(editor):
    def chosen(**changes: str) -> set[str]:
        return {page.code for page in send(editor, "look", written(**changes)).context["can_have"]}

    every = {page.code: page.title for page in OccupationPage.objects.all()}
    assert chosen(codes="27-4014\r\n 27-4014.00, role-27-4014") == {"27-4014.00"}
    assert chosen(words="TECHNICIANS") == {code for code, title in every.items() if "technicians" in title.lower()}
    unpaid = chosen(only_if="median-pay is not known")
    assert unpaid | chosen(only_if="median-pay is known") == set(every)
    assert not unpaid & chosen(only_if="median-pay is known")
    groups = PAGE_KINDS["occupation"].groups(live_edition())
    assert {group.sort for group in groups} == {"Job families", "Career clusters"}
    for group in groups:
        assert group.members
        assert chosen(group=group.key) == group.members


def test_very_many_pages_are_refused(editor, monkeypatch):
    monkeypatch.setattr("singulariki.editorial.bulk_notes.form.MOST", 3)
    answer = send(editor, "add", written())
    assert "one note can be added to 3 at once" in words_of(answer)
    assert not BulkNote.objects.exists()


def test_work_that_broke_off_is_completed_by_the_same_note_again(moderator, monkeypatch):
    monkeypatch.setattr(bulk_notes, "TOGETHER", 2)
    save, saved = bulk_notes._save, []

    def breaking(draft, user, *, publish):
        if len(saved) == 3:
            raise ConnectionError
        saved.append(draft.code)
        save(draft, user, publish=publish)

    monkeypatch.setattr(bulk_notes, "_save", breaking)
    with pytest.raises(ConnectionError):
        send(moderator, "publish", written())
    assert len(with_note()) == 2
    monkeypatch.setattr(bulk_notes, "_save", save)
    send(moderator, "publish", written())
    assert with_note() == set(OccupationPage.objects.values_list("code", flat=True))
    for note in BulkNote.objects.all():
        act(moderator, "take_back", note)
    assert not with_note()


def test_only_those_who_write_pages_see_it(steward, db):
    for user in (steward, User.objects.create_user("nobody")):
        client = Client()
        client.force_login(user)
        for address in (reverse("editorial_bulk_notes"), reverse("editorial_new_bulk_note", args=["occupation"])):
            answer = client.get(address)
            assert answer.status_code in {302, 403}, address
            assert "bulk-notes" not in client.get(reverse("wagtailadmin_home"), follow=True).content.decode()


def test_a_text_of_a_colleague_is_shown_as_text(editor):
    send(editor, "add", written("<p>&lt;script&gt;alert(1)&lt;/script&gt; {title}</p>", codes="27-4014", words="sound"))
    client = Client()
    client.force_login(editor)
    for address in (reverse("editorial_bulk_notes"), reverse("editorial_bulk_note", args=[BulkNote.objects.get().pk])):
        assert "<script>alert" not in client.get(address).content.decode()
    assert client.get(reverse("editorial_new_bulk_note", args=["task"])).status_code == 404
