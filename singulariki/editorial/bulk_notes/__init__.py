"""One note on many pages: which pages it can stand on and why not on others, adding, publishing, and taking it back from all.

Pages are written as a person would one by one, with revisions and log entries, some at a time in a transaction: Wagtail takes
about twenty queries a page. What breaks off in between is completed by asking again, since a page that has the note is left
alone. Nothing of a colleague's draft is published, and nothing that is locked or in moderation is touched.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page, Revision, get_page_models

from singulariki.editorial.models import BulkNote, SubjectPageMixin
from singulariki.editorial.published import live_layout_blocks
from singulariki.editorial.reach import KnownPages, PageValues, holds
from singulariki.editorial.registry import PAGE_KINDS
from singulariki.editorial.stored_blocks import block_condition

MOST = 200
TOGETHER = 25
HAS_IT = "it has this very note already"


def page_class_of(kind: str) -> Any:
    """The class of the Wagtail pages of a kind; None where it has none."""
    models = (model for model in get_page_models() if issubclass(model, SubjectPageMixin))
    return next((model for model in models if model.page_kind_key == kind), None)


def name_of(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else "a colleague"


def plain(text: str) -> str:
    """Rich text without the keys that the editor gives its paragraphs anew."""
    return re.sub(r' data-block-key="[^"]*"', "", text)


def _is_same(block: dict, note: BulkNote) -> bool:
    value = block["value"]
    places = (value.get("section"), value.get("position")) == (note.section, note.position)
    return block["type"] == "note" and places and plain(value.get("text", "")) == plain(note.text)


def _blocks(page: Any) -> list[dict]:
    return list(page.local_notes.get_prep_value())


def _content(page: Any, without: str = "") -> tuple:
    """What editors have of a page, without the note of this key."""
    blocks = [(block["type"], block["value"]) for block in _blocks(page) if block.get("id") != without or not without]
    return blocks, page.seo_title, page.search_description


@dataclass
class Outcome:
    """Pages that something can be, or was, done to, and those that are left out, with the reason in words."""

    pages: list[Any] = field(default_factory=list)
    left_out: list[tuple[Any, str]] = field(default_factory=list)

    def put(self, page: Any, why: str) -> None:
        if why:
            self.left_out.append((page, why))
        else:
            self.pages.append(page)

    @property
    def reasons(self) -> list[tuple[str, list[Any]]]:
        """Those left out, by reason."""
        found: dict[str, list[Any]] = {}
        for page, why in self.left_out:
            found.setdefault(why, []).append(page)
        return list(found.items())


def _why_untouched(page: Any, user: Any) -> str:
    """Why this person cannot save the page now."""
    if not page.permissions_for_user(user).can_edit():
        return "you may not edit it"
    if page.locked and page.locked_by_id != user.pk:
        return f"it is locked by {name_of(page.locked_by)}"
    if page.workflow_in_progress:
        return "it is in moderation"
    if page.scheduled_revision:
        return "a version of it is scheduled to be published"
    return ""


def _why_not_added(page: Any, draft: Any, note: BulkNote, user: Any, *, publish: bool) -> str:
    if any(_is_same(block, note) for block in _blocks(draft)):
        return HAS_IT
    if why := _why_untouched(page, user):
        return why
    if publish and not page.permissions_for_user(user).can_publish():
        return "you may not publish it"
    if publish and not page.live:
        return "its notes are unpublished"
    if publish and page.has_unpublished_changes:
        return "it has changes that are not published"
    return ""


def sections_of_layout(kind: str) -> dict[str, str]:
    """Sections that the published layout of the kind has: key → label."""
    sections = PAGE_KINDS[kind].sections
    keys = [block["value"].get("section") for block in live_layout_blocks(kind) if block["type"] == "section"]
    return {key: sections[key].label for key in keys if key in sections}


def _why_not_printed(known: KnownPages, values: PageValues, page: Any, section: str) -> str:
    """Why the page has no such section that a note could stand beside."""
    blocks = (block["value"] for block in live_layout_blocks(known.kind.key) if block["type"] == "section")
    condition = next((block_condition(value) for value in blocks if value.get("section") == section), None)
    if condition is not None and not holds(known, values, condition):
        return "the layout prints the section on other pages only"
    if section in values.absent:
        return "it has no data for the section"
    hidden = {block["value"]["section"] for block in _blocks(page) if block["type"] == "hidden"}
    return "the section is hidden there" if section in hidden else ""


def look(note: BulkNote, chosen: Sequence[PageValues], known: KnownPages, user: Any, *, publish: bool) -> Outcome:
    """On which of the chosen pages the note would stand. Some four queries a page."""
    found = Outcome()
    for page, values in _with_values(note.kind, chosen):
        draft = page.get_latest_revision_as_object()
        why = _why_not_added(page, draft, note, user, publish=publish)
        found.put(page, why or _why_not_printed(known, values, draft, note.section))
    return found


def _with_values(kind: str, chosen: Sequence[PageValues]) -> Iterable[tuple[Any, PageValues]]:
    by_code = {values.key: values for values in chosen}
    pages = page_class_of(kind).objects.filter(code__in=by_code).select_related("latest_revision", "locked_by").order_by("code")
    return [(page, by_code[page.code]) for page in pages]


def _each(pages: Iterable[Any], act: Callable[[Any, Any], str]) -> Outcome:
    """Do something to each page and its newest draft, some together in a transaction that keeps others off their rows. `act`
    answers why it did not."""
    done, rows = Outcome(), list(pages)
    for start in range(0, len(rows), TOGETHER):
        some = rows[start : start + TOGETHER]
        with transaction.atomic():
            keys = [page.pk for page in some]
            list(Page.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
            for page in type(some[0]).objects.filter(pk__in=keys).select_related("latest_revision", "locked_by").order_by("code"):
                done.put(page, act(page, page.get_latest_revision_as_object()))
    return done


def add(note: BulkNote, pages: Iterable[Any], user: Any, *, publish: bool) -> Outcome:
    """Add the note to the newest draft of each page; with `publish`, where nothing else waits to be published, for readers."""

    def act(page: Any, draft: Any) -> str:
        if why := _why_not_added(page, draft, note, user, publish=publish):
            return why
        draft.local_notes = [*_blocks(draft), note.block]
        _save(draft, user, publish=publish)
        return ""

    return _each(pages, act)


def publish_drafts(note: BulkNote, user: Any) -> Outcome:
    """Publish the note on pages where it is all that waits to be published."""

    def act(page: Any, draft: Any) -> str:
        if why := _why_untouched(page, user):
            return why
        if not page.permissions_for_user(user).can_publish():
            return "you may not publish it"
        if not page.live:
            return "its notes are unpublished"
        if not _has(draft, note):
            return "the note was taken out of its draft"
        if _content(draft, str(note.key)) != _content(page, str(note.key)):
            return "it has other changes that are not published"
        page.latest_revision.publish(user=user, changed=True)
        return ""

    return _each([page for page in pages_with(note) if not _has(page, note) or not page.live], act)


def take_back(note: BulkNote, user: Any, *, publish: bool) -> Outcome:
    """Remove the note wherever it stands as it was written: from readers' pages with `publish`, else from drafts alone."""

    def act(page: Any, draft: Any) -> str:
        if why := _why_untouched(page, user):
            return why
        there = [block for block in (*_blocks(draft), *_blocks(page)) if block.get("id") == str(note.key)]
        if not all(_is_same(block, note) for block in there):
            return "it was rewritten there"
        is_public = page.live and _has(page, note)
        others = _content(draft, str(note.key)) != _content(page, str(note.key))
        if is_public and others:
            return "it has other changes that are not published"
        if not _has(draft, note) and not (is_public and publish):
            return "its draft is without it already"
        draft.local_notes = [block for block in _blocks(draft) if block.get("id") != str(note.key)]
        _save(draft, user, publish=is_public and publish and page.permissions_for_user(user).can_publish())
        if not is_public and not others and page.live:
            # Nothing is left that readers do not see.
            draft.has_unpublished_changes = False
            draft.save(update_fields=["has_unpublished_changes"], clean=False)
        return ""

    done = _each(pages_with(note), act)
    if not pages_with(note):
        note.taken_back_at, note.taken_back_by = timezone.now(), name_of(user)
        note.save()
    return done


def _save(draft: Any, user: Any, *, publish: bool) -> None:
    revision = draft.save_revision(user=user, log_action=True)
    if publish:
        revision.publish(user=user, changed=True)


def _has(page: Any, note: BulkNote) -> bool:
    return any(block.get("id") == str(note.key) for block in _blocks(page))


def pages_with(note: BulkNote) -> list[Any]:
    """Pages whose published version or newest draft has the note, by code. Two queries."""
    model = page_class_of(note.kind)
    if model is None:
        return []
    pages = model.objects.annotate(notes=Cast("local_notes", TextField())).filter(notes__contains=str(note.key))
    newest = Revision.objects.filter(pk__in=model.objects.filter(latest_revision__isnull=False).values("latest_revision"))
    drafts = newest.annotate(text=Cast("content", TextField())).filter(text__contains=str(note.key))
    keys = {*pages.values_list("pk", flat=True), *map(int, drafts.values_list("object_id", flat=True))}
    return list(model.objects.filter(pk__in=keys).select_related("latest_revision").order_by("code"))


def standing(note: BulkNote) -> list[tuple[Any, bool, bool]]:
    """Pages that have the note: each with whether readers see it there and whether its newest draft has it."""
    return [(page, page.live and _has(page, note), _has(page.get_latest_revision_as_object(), note)) for page in pages_with(note)]
