"""Screens of notes on many pages: those there are, a new one, and one with the pages that it stands on."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.text import Truncator
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import page_permission_policy

from citations.selectors import live_edition
from singulariki.editorial.blocks.sections import POSITIONS
from singulariki.editorial.bulk_notes import (
    MOST,
    Outcome,
    add,
    look,
    page_class_of,
    plain,
    publish_drafts,
    sections_of_layout,
    standing,
    take_back,
)
from singulariki.editorial.bulk_notes.form import BulkNoteForm
from singulariki.editorial.models import BulkNote
from singulariki.editorial.reach import KnownPages, Reach, reach_of
from singulariki.editorial.registry import PAGE_KINDS, PageKind, tokens_of

HOME = ("wagtailadmin_home", "Home")
LISTED = 100


def may_publish(user: Any) -> bool:
    return page_permission_policy.user_has_permission(user, "publish")


def may_write(user: Any) -> bool:
    return page_permission_policy.user_has_permission(user, "change")


def kinds_with_pages() -> list[PageKind]:
    return [kind for kind in PAGE_KINDS.values() if page_class_of(kind.key) is not None]


class Screen(WagtailAdminTemplateMixin, TemplateView):
    """For those who write notes on pages."""

    header_icon = "comment"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_write(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        above = [HOME] if isinstance(self, NoteList) else [HOME, ("editorial_bulk_notes", NoteList.page_title)]
        links = [{"url": reverse(name), "label": label} for name, label in above]
        return [*links, {"url": "", "label": self.get_page_title()}]


class NoteList(Screen):
    """Notes on many pages, newest first."""

    template_name = "editorial/admin/bulk_notes.html"
    page_title = "Bulk notes"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        notes = BulkNote.objects.select_related("made_by")[:LISTED]
        return {**super().get_context_data(**kwargs), "notes": notes, "kinds": kinds_with_pages(), "most": MOST}


class NewNote(Screen):
    """Writing one: what it says and where it would stand is looked at before anything is written."""

    template_name = "editorial/admin/bulk_note_form.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.kind = next((kind for kind in kinds_with_pages() if kind.key == kwargs["kind"]), None)

    def get_page_title(self) -> str:
        return f"New bulk note: {self.kind.label}" if self.kind else ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._shown(self._form(None))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        publish = "publish" in request.POST
        if publish and not may_publish(request.user):
            raise PermissionDenied
        if not form.is_valid():
            return self._shown(form, status=422)
        is_asked = not publish and "add" not in request.POST
        found = look(form.note, form.chosen, form.known, request.user, publish=publish)
        if is_asked or not found.pages:
            public = None
            if is_asked and may_publish(request.user):
                public = look(form.note, form.chosen, form.known, request.user, publish=True)
                public.left_out = [row for row in public.left_out if row[0] in found.pages]
            return self._shown(form, found=found, public=public)
        try:
            form.note.save()
        except IntegrityError:
            messages.warning(request, "This note was added already. It is listed here; to add it to more pages write it anew.")
            return redirect("editorial_bulk_notes")
        done = add(form.note, found.pages, request.user, publish=publish)
        _tell(request, done, "The note was published on" if publish else "The note was added to the drafts of")
        return redirect("editorial_bulk_note", pk=form.note.pk)

    def _form(self, data: Any) -> BulkNoteForm:
        edition = live_edition()
        if self.kind is None or edition is None:
            raise Http404("There are no such pages in a live edition.")
        return BulkNoteForm(data, kind=self.kind, edition=edition, user=self.request.user)

    def _shown(
        self, form: BulkNoteForm, *, found: Outcome | None = None, public: Outcome | None = None, status: int = 200
    ) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            media=form.media,
            can_have=found.pages if found else [],
            can_show=public.pages if public else [],
            left_out=[
                (f"{lead}: {len(pages)}, because {why}", pages)
                for lead, outcome in (("Left out", found), ("Not published", public))
                for why, pages in (outcome.reasons if outcome else ())
            ],
            reach=_reach(form) if found else None,
            kind=form.kind,
            count=len(tokens_of(form.kind)),
            tokens_url=f"{reverse('editorial_tokens')}?kind={form.kind.key}",
            may_publish=may_publish(self.request.user),
            most=MOST,
        )
        return self.render_to_response(context, status=status)


def _reach(form: BulkNoteForm) -> Reach:
    chosen = KnownPages(form.known.kind, form.known.tokens, form.chosen)
    return reach_of(chosen, form.note.text, is_rich=True)


class OneNote(Screen):
    """One of them: where it stands. It can be published where it waits, and taken back from all pages."""

    template_name = "editorial/admin/bulk_note.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.note = get_object_or_404(BulkNote.objects.select_related("made_by"), pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return Truncator(f"Bulk note: {self.note.pages}").chars(80)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = standing(self.note)
        return {
            **super().get_context_data(**kwargs),
            "note": self.note,
            "text": plain(self.note.text),
            "position": dict(POSITIONS)[self.note.position],
            "section": sections_of_layout(self.note.kind).get(self.note.section, self.note.section),
            "rows": rows,
            "public": sum(is_public for _, is_public, _ in rows),
            "waiting": sum(in_draft and not is_public for _, is_public, in_draft in rows),
            "may_publish": may_publish(self.request.user),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        publish = may_publish(request.user)
        if "publish" in request.POST:
            if not publish:
                raise PermissionDenied
            _tell(request, publish_drafts(self.note, request.user), "The note was published on")
        elif "take_back" in request.POST:
            _tell(request, take_back(self.note, request.user, publish=publish), "The note was taken off")
        return redirect("editorial_bulk_note", pk=self.note.pk)


def _tell(request: HttpRequest, done: Outcome, what: str) -> None:
    """What was done, and what was not and why."""
    if done.pages:
        messages.success(request, f"{what} {_counted(len(done.pages))}.")
    for why, pages in done.reasons:
        named = ", ".join(page.get_admin_display_title() for page in pages[:3])
        more = f" and {len(pages) - 3} more" if len(pages) > 3 else ""
        messages.warning(request, f"{_counted(len(pages))} left out ({named}{more}): {why}.")


def _counted(number: int) -> str:
    return "1 page" if number == 1 else f"{number:,} pages"


_VIEWS: tuple[tuple[str, Callable[..., Any], str], ...] = (
    ("editorial/bulk-notes/", NoteList.as_view(), "editorial_bulk_notes"),
    ("editorial/bulk-notes/new/<slug:kind>/", NewNote.as_view(), "editorial_new_bulk_note"),
    ("editorial/bulk-notes/<int:pk>/", OneNote.as_view(), "editorial_bulk_note"),
)
ADDRESSES = [path(address, view, name=name) for address, view, name in _VIEWS]
