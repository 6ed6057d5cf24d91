"""What goes to moderation: always the newest version, and the note to the moderator, which is written into the history."""

from typing import Any

from django.db.models.signals import pre_save
from wagtail import hooks
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page, TaskState
from wagtail.signals import task_submitted

from singulariki.editorial.models.notes import note_of

ACTION = "editorial.note_to_moderator"


@hooks.register("register_log_actions")
def name_action(actions: Any) -> None:
    @actions.register_action(ACTION)
    class NoteFormatter(LogFormatter):
        label = "Write to the moderator"
        message = "Note to the moderator"

        def format_comment(self, log_entry: Any) -> str:
            return log_entry.data.get("comment", "")


def note_submission(sender: type[TaskState], instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    """Write the note into the history, where the version that is submitted has one."""
    if note := note_of(instance.revision_id):
        thing = instance.workflow_state.content_object
        thing = thing.specific if isinstance(thing, Page) else thing
        log(instance=thing, action=ACTION, data={"comment": note.text}, revision=instance.revision, user=user)


def submit_newest(sender: type[TaskState], instance: TaskState, **kwargs: Any) -> None:
    """Have a task begin with the newest version. Where a snippet is submitted again after a rejection, Wagtail takes the one that
    it read before the form was saved: the moderator would approve, and publish, the rejected one."""
    if instance._state.adding and instance.status == TaskState.STATUS_IN_PROGRESS:
        thing = instance.workflow_state.content_object
        thing.refresh_from_db(fields=["latest_revision"])
        instance.revision = thing.latest_revision


def connect() -> None:
    """Have submissions noted, and of the newest version."""
    pre_save.connect(submit_newest, sender=TaskState, dispatch_uid="editorial.submit_newest")
    task_submitted.connect(note_submission, dispatch_uid="editorial.note_to_moderator")
