"""What an author says to the moderator goes with what is submitted, and what the moderator answers comes back."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, WorkflowState

from occupations.models.pages import OccupationPage
from singulariki.editorial.models import Caveat, Correction, HomePage, Layout, NoteToModerator, StandardPage
from tests.editorial.forms import address, problems, rendered_form, words_of
from tests.editorial.test_corrections import FIELDS as CORRECTION

pytestmark = [pytest.mark.usefixtures("module_sample_edition"), pytest.mark.either_database]
NOTE = "The figure is =new; please look at “pay” & <b>hours</b>."


def correction() -> Correction:
    made = Correction(**{**CORRECTION, "supersedes": None}, live=False)
    made.save()
    made.save_revision()
    return made


THINGS: dict[str, Callable[[], Model]] = {
    "layout": lambda: Layout.objects.get(kind="unit-group"),
    "caveat": lambda: Caveat.objects.order_by("pk")[0],
    "correction": correction,
    "standard page": lambda: StandardPage.objects.order_by("pk")[0],
    "home page": lambda: HomePage.objects.get(),
    "local notes": lambda: OccupationPage.objects.order_by("pk")[0],
}


@pytest.fixture
def author(client: Client, editor) -> Client:
    editor.email, editor.first_name, editor.last_name = "edith@encyclopedia.example", "Edith", "Example"
    editor.save()
    client.force_login(editor)
    return client


@pytest.fixture
def approver(moderator) -> Client:
    moderator.email = "mona@encyclopedia.example"
    moderator.save()
    client = Client()
    client.force_login(moderator)
    return client


def send(client: Client, thing: Model, action: str = "action-submit", **fields: str):
    form = rendered_form(client.get(address(thing, "edit")).content.decode())
    answer = client.post(address(thing, "edit"), {**form, **fields, action: "1"})
    assert answer.status_code == 302, problems(answer)
    thing.refresh_from_db()


def act(client: Client, thing: Model, action: str, comment: str = ""):
    state = thing.current_workflow_task_state
    is_page = isinstance(thing, Page)
    prefix = "wagtailadmin_pages" if is_page else f"wagtailsnippets_{thing._meta.label_lower.replace('.', '_')}"
    url = reverse(f"{prefix}:workflow_action", args=[thing.pk, action, state.pk])
    assert client.post(url, {"comment": comment}).status_code in (200, 302)
    thing.refresh_from_db()


@pytest.mark.parametrize("make", THINGS.values(), ids=THINGS.keys())
def test_the_note_is_in_the_mail_the_form_the_history_and_the_workflow(make, author, approver) -> None:
    thing = make()
    send(author, thing, note_to_moderator=NOTE)
    assert thing.workflow_in_progress

    (sent,) = [one for one in mail.outbox if one.to == ["mona@encyclopedia.example"]]
    assert f"Note to the moderator from Edith Example: {NOTE}" in sent.body
    assert rendered_form(approver.get(address(thing, "edit")).content.decode())["note_to_moderator"].strip() == NOTE
    assert "From Edith Example." in words_of(approver.get(address(thing, "edit")))
    history = words_of(approver.get(address(thing, "history")))
    assert "Note to the moderator" in history
    assert NOTE in history
    state = WorkflowState.objects.get(object_id=str(thing.pk))
    prefix = address(thing, "workflow_history")
    assert NOTE in words_of(approver.get(f"{prefix}detail/{state.pk}/"))
    assert "<b>hours</b>" not in approver.get(f"{prefix}detail/{state.pk}/").content.decode()


def test_it_stays_with_a_draft_and_goes_once_that_is_published(author, approver) -> None:
    caveat = Caveat.objects.order_by("pk")[0]
    send(author, caveat, "action-edit", note_to_moderator=NOTE)
    assert rendered_form(author.get(address(caveat, "edit")).content.decode())["note_to_moderator"].strip() == NOTE
    send(author, caveat)
    send(approver, caveat, "action-edit", name="Another name")
    assert NoteToModerator.objects.get(pk=caveat.latest_revision_id).author == "Edith Example"
    act(approver, caveat, "approve")
    assert not caveat.workflow_in_progress
    assert rendered_form(author.get(address(caveat, "edit")).content.decode())["note_to_moderator"].strip() == ""


@pytest.mark.parametrize("make", [THINGS["layout"], THINGS["standard page"]], ids=["layout", "page"])
def test_a_rejection_comes_back_with_its_reason_and_the_answer_goes_with_the_next_submission(make, author, approver) -> None:
    thing = make()
    send(author, thing, note_to_moderator="First try.")
    mail.outbox.clear()
    act(approver, thing, "reject", "Say where it comes from.")
    (sent,) = [one for one in mail.outbox if one.to == ["edith@encyclopedia.example"]]
    assert "Say where it comes from." in sent.body
    mail.outbox.clear()
    send(author, thing, note_to_moderator="Now it says so.")
    assert thing.workflow_in_progress
    assert thing.current_workflow_task_state.revision == thing.latest_revision
    (sent,) = [one for one in mail.outbox if one.to == ["mona@encyclopedia.example"]]
    assert "Now it says so." in sent.body
    assert "First try." not in sent.body


def test_what_is_approved_after_a_rejection_is_what_was_submitted_last(author, approver) -> None:
    caveat = Caveat.objects.order_by("pk")[0]
    send(author, caveat, title="Wrong")
    act(approver, caveat, "reject", "Wrong.")
    send(author, caveat, title="Right")
    act(approver, caveat, "approve")
    assert (caveat.live, caveat.title) == (True, "Right")


def test_a_note_that_is_too_long_is_refused_and_stays_in_the_form(author) -> None:
    layout = Layout.objects.get(kind="unit-group")
    form = rendered_form(author.get(address(layout, "edit")).content.decode())
    answer = author.post(address(layout, "edit"), {**form, "note_to_moderator": "n" * 501, "action-submit": "1"})
    assert answer.status_code == 200
    assert "at most 500 characters" in words_of(answer)
    assert "n" * 501 in words_of(answer)
    assert not NoteToModerator.objects.exists()
