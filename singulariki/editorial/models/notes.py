"""What an author says to the moderator of a version that is submitted. It stays with that version."""

from typing import Any

from django.conf import settings
from django.db import models
from wagtail.models import Revision

LONGEST_NOTE = 500


class NoteToModerator(models.Model):
    """The note that goes with a version, and whose it is."""

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, primary_key=True, related_name="note_to_moderator")
    text = models.CharField(max_length=LONGEST_NOTE)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return self.text

    @property
    def author(self) -> str:
        """What its author is called; empty where that person is gone."""
        return (self.by.get_full_name() or self.by.get_username()) if self.by else ""


def note_of(revision_id: int | None) -> NoteToModerator | None:
    """The note of a version, where it has one. One query."""
    return NoteToModerator.objects.select_related("by").filter(pk=revision_id).first() if revision_id else None


class NotedMixin:
    """For what goes through moderation: the note that its form was given is kept with the version that is saved."""

    note_to_moderator = ""

    def newest_note(self) -> NoteToModerator | None:
        """The note of the newest version; nothing once that is published."""
        one: Any = self
        return note_of(one.latest_revision_id) if one.has_unpublished_changes or not one.live else None

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Wagtail's own, and the note beside it. An unchanged one stays its author's."""
        text = self.note_to_moderator
        before = note_of(self.latest_revision_id) if text else None  # type: ignore[attr-defined]
        revision = super().save_revision(*args, **kwargs)  # type: ignore[misc]
        if text:
            by = before.by if before and before.text == text else revision.user
            NoteToModerator.objects.update_or_create(pk=revision.pk, defaults={"text": text, "by": by})
        else:
            NoteToModerator.objects.filter(pk=revision.pk).delete()
        return revision
