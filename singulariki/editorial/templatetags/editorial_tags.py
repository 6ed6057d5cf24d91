"""Filters and tags for templates of the admin, and for how Wagtail's `richtext` filter shows rich text on every page."""

from collections.abc import Iterable
from typing import Any

from django import template
from wagtail.models import WorkflowState

from singulariki.editorial.models.notes import NoteToModerator, note_of
from singulariki.editorial.page_facts import facts_of
from singulariki.editorial.page_rules import from_edition, unpublishing, unpublishing_many, why_kept, why_not_moved
from singulariki.editorial.prose import presentable

register = template.Library()
register.filter("drawn_from_edition", from_edition)
register.filter("unpublishing", unpublishing)
register.filter("unpublishing_many", unpublishing_many)
register.filter("why_kept", why_kept)
register.filter("why_not_moved", why_not_moved)
register.filter("presentable_prose", presentable)
register.simple_tag(facts_of, name="page_facts")


@register.simple_tag
def note_to_moderator(thing: Any) -> NoteToModerator | None:
    """What the author of the newest version says to the moderator."""
    return note_of(thing.latest_revision_id)


@register.simple_tag
def notes_of_workflow(workflow_state: WorkflowState) -> Iterable[NoteToModerator]:
    """All notes that went with what was submitted in a workflow, the first first."""
    submitted = workflow_state.task_states.values("revision")
    return NoteToModerator.objects.filter(pk__in=submitted).select_related("by").order_by("pk")
