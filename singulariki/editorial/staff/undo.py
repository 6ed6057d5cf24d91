"""Putting back what was published before: in one step, as a new version, with a screen that says what changes for readers.

A newer draft is kept: it is saved again on top, under its author's name, so that it stays what the form shows.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import action_menu, messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import registry
from wagtail.models import Page, Revision
from wagtail.snippets import action_menu as snippet_action_menu

from citations.selectors import live_edition
from singulariki.editorial.blocks.layout import LayoutFormBody, to_form
from singulariki.editorial.forms import bound_body
from singulariki.editorial.keeping import why_held
from singulariki.editorial.models import ArticlePage, Caveat, DataPageText, HomePage, Layout, StandardPage, Term
from singulariki.editorial.models.notes import note_of
from singulariki.editorial.staff.findings import name_of
from singulariki.editorial.staff.rows import Thing
from singulariki.editorial.staff.sentences import differences, where_it_stands

UNDOABLE: tuple[type[Model], ...] = (Layout, Caveat, HomePage, StandardPage, ArticlePage, Term, DataPageText)
PUBLISHED = "wagtail.publish"


@dataclass(frozen=True)
class Published:
    """A version that was published: when, and by whom (empty where the software did, or nobody knows any more)."""

    revision: Revision
    at: datetime
    by: str


def published_versions(thing: Any) -> list[Published]:
    """What readers see of the thing, and what they saw before, as far as the history has them: the newest two."""
    found: list[Published] = []
    logs = registry.get_logs_for_instance(thing).filter(action=PUBLISHED, revision__isnull=False)
    for entry in logs.select_related("revision", "user").order_by("-timestamp", "-pk"):
        if not found and entry.revision_id != thing.live_revision_id:
            continue
        if not found or entry.revision_id != thing.live_revision_id:
            found.append(Published(entry.revision, entry.timestamp, name_of(entry.user)))
        if len(found) == 2:
            break
    return found


def may_undo(thing: Any, user: Any) -> bool:
    """Whether the person may publish the thing."""
    if isinstance(thing, Page):
        return thing.permissions_for_user(user).can_publish()
    return user.has_perm(f"{thing._meta.app_label}.publish_{thing._meta.model_name}")


def why_not(thing: Any, user: Any) -> str:
    """Why what was published before cannot be put back now; empty where it can."""
    if held := why_held(thing, user):
        return held
    if not thing.live:
        return f"“{thing}” is not published. Open its history to publish one of its versions."
    waiting = thing.scheduled_revision
    if waiting is not None:
        at = date_format(localtime(waiting.approved_go_live_at), "j F Y H:i")
        return f"A version of “{thing}” is to be published on {at}. Take it off the schedule, under its status, first."
    versions = published_versions(thing)
    if len(versions) < 2:
        return f"No version of “{thing}” was published before the one that readers see."
    try:
        _check(versions[1].revision.as_object())
    except ValidationError:
        return (
            "The version that was published before would not be accepted today: a figure, section or caveat that it names is "
            "gone, or it lacks what every such thing must have. Open it from the history, mend it there and publish it."
        )
    return ""


def _check(thing: Any) -> None:
    """ValidationError where a version would not be taken by its form."""
    thing.full_clean()
    if isinstance(thing, Layout) and (kind := thing.page_kind) is not None:
        body = bound_body(LayoutFormBody, kind.key)
        body.clean(body.to_python(list(to_form(thing.body.get_prep_value(), kind))))


@transaction.atomic
def put_back(thing: Any, former: Revision, user: Any) -> Revision:
    """Publish the former version as a new one. A draft that is newer than what is published becomes the newest version again."""
    has_draft = thing.has_unpublished_changes and thing.latest_revision_id != thing.live_revision_id
    draft_pk = thing.latest_revision_id if has_draft else None
    back = former.as_object()
    # When it is to appear and to end is what it is now.
    back.go_live_at, back.expire_at = None, thing.expire_at
    if isinstance(back, Page):
        # Its address, too.
        back.slug = thing.slug
    revision = back.save_revision(user=user, previous_revision=former, log_action=True)
    revision.publish(user=user, previous_revision=former, skip_permission_checks=True)
    if draft_pk is not None:
        kept = Revision.objects.get(pk=draft_pk)
        draft = kept.as_object()
        note = note_of(kept.pk)
        draft.note_to_moderator = note.text if note else ""
        draft.save_revision(user=kept.user, clean=False, log_action=True)
    return revision


class Undo(WagtailAdminTemplateMixin, TemplateView):
    """Says what would change for readers, and does it when asked to."""

    template_name = "editorial/admin/undo.html"
    page_title = "Undo the last publication"
    header_icon = "rotate"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_undo(self.thing, request.user):
            raise PermissionDenied
        if why := why_not(self.thing, request.user):
            messages.error(request, f"Nothing was put back. {why}")
            return redirect(Thing.of(self.thing).url)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def thing(self) -> Any:
        model = next((model for model in UNDOABLE if model._meta.model_name == self.kwargs["model"]), None)
        if model is None:
            raise Http404("Nothing of this name can be put back.")
        return get_object_or_404(apps.get_model("editorial", self.kwargs["model"]), pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.thing)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": Thing.of(self.thing).url, "label": str(self.thing)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        thing, edition = self.thing, live_edition()
        now, former = published_versions(thing)
        pages, layouts = where_it_stands(thing, edition) if isinstance(thing, Caveat) else (None, [])
        return {
            **super().get_context_data(**kwargs),
            "thing": thing,
            "edit_url": Thing.of(thing).url,
            "now": now,
            "former": former,
            "found": differences(now.revision.as_object(), former.revision.as_object(), edition),
            "pages": pages,
            "layouts": layouts,
            "has_draft": thing.has_unpublished_changes and thing.latest_revision_id != thing.live_revision_id,
            "compare_url": self._compare_url(now.revision, former.revision),
        }

    def _compare_url(self, now: Revision, former: Revision) -> str:
        is_page = isinstance(self.thing, Page)
        prefix = "wagtailadmin_pages" if is_page else f"wagtailsnippets_editorial_{self.kwargs['model']}"
        return reverse(f"{prefix}:revisions_compare", args=[self.thing.pk, now.pk, former.pk])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            thing = type(self.thing).objects.select_for_update().get(pk=self.thing.pk)
            shown = (request.POST.get("now"), request.POST.get("former"))
            now, former = published_versions(thing)
            if shown != (str(now.revision.pk), str(former.revision.pk)):
                messages.error(
                    request, f"Nothing was put back. Somebody published “{thing}” meanwhile: look at what would change now."
                )
                return redirect(request.path)
            put_back(thing, former.revision, request.user)
        thing.refresh_from_db()
        messages.success(request, f"“{thing}” reads again as it was published on {_day(former.at)}.")
        return redirect(Thing.of(thing).url)


def _day(at: datetime) -> str:
    return date_format(localtime(at), "j F Y H:i")


class _Leads:
    """An entry of the menu of actions that leads to the screen."""

    label = "Undo the last publication"
    name = "action-undo"
    icon_name = "rotate"

    def is_shown(self, context: dict) -> bool:
        thing: Any = context.get("instance") or context.get("page")
        is_one = context["view"] == "edit" and isinstance(thing, UNDOABLE)
        return is_one and thing.live and may_undo(thing, context["request"].user)

    def get_url(self, context: dict) -> str:
        thing: Any = context.get("instance") or context.get("page")
        return reverse("editorial_undo", args=[thing._meta.model_name, thing.pk])


class UndoOfSnippet(_Leads, snippet_action_menu.ActionMenuItem):
    """For what is no page."""


class UndoOfPage(_Leads, action_menu.ActionMenuItem):
    """For pages that editors write."""


@hooks.register("register_snippet_action_menu_item")
def offer_for_snippets(model: type) -> UndoOfSnippet | None:
    return UndoOfSnippet(order=90) if model in UNDOABLE else None


@hooks.register("register_page_action_menu_item")
def offer_for_pages() -> UndoOfPage:
    return UndoOfPage(order=90)


@hooks.register("register_admin_urls")
def register_undo() -> list:
    return [path("editorial/undo/<slug:model>/<int:pk>/", Undo.as_view(), name="editorial_undo")]
