"""What editors wrote and may not be taken away yet: what a colleague has locked, what is in moderation, a caveat that layouts
place. Each refusal says why, and what to do first."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import LockableMixin, Page, WorkflowMixin

from singulariki.editorial.models import Caveat, Correction
from singulariki.editorial.models.corrections import STAYS
from singulariki.editorial.page_rules import send_back


def why_held(thing: Model, user: Any) -> str | None:
    """What others do with it that this person may not come between, or nothing."""
    if isinstance(thing, WorkflowMixin) and thing.workflow_in_progress:
        return f"“{thing}” is in moderation. Approve it, or reject it or cancel the workflow, first."
    if isinstance(thing, LockableMixin) and thing.locked and thing.locked_by_id != user.pk:
        name = (thing.locked_by.get_full_name() or thing.locked_by.get_username()) if thing.locked_by else "a colleague"
        return f"“{thing}” is locked by {name}. Ask them to unlock it, or unlock it under its status, first."
    return None


def why_kept(thing: Model, user: Any) -> str | None:
    """Why it can be neither deleted nor unpublished by this person now, or nothing where it can."""
    if held := why_held(thing, user):
        return held
    if isinstance(thing, Correction) and thing.first_published_at is not None:
        return STAYS
    if isinstance(thing, Caveat) and (layouts := thing.placed_by):
        return f"“{thing}” is needed: it stands in {_listed(layouts)}. Take it out of there and publish, first."
    return None


def _listed(names: Sequence[str]) -> str:
    *first, last = (f"the layout “{name}”" for name in names)
    return f"{', '.join(first)} and {last}" if first else last


def _refused(request: HttpRequest, things: Iterable[Any], done: str) -> HttpResponse | None:
    for thing in things:
        if why := why_kept(thing, request.user):
            messages.error(request, f"Nothing was {done}. {why}")
            opts = thing._meta
            return redirect(reverse(f"wagtailsnippets_{opts.app_label}_{opts.model_name}:edit", args=[thing.pk]))
    return None


@hooks.register("before_delete_snippet")
def keep_from_deletion(request: HttpRequest, things: Iterable[Any]) -> HttpResponse | None:
    return _refused(request, things, "deleted")


@hooks.register("before_unpublish")
def keep_published(request: HttpRequest, thing: Any) -> HttpResponse | None:
    return _refused(request, [thing], "unpublished")


@hooks.register("before_delete_page")
def keep_page_from_deletion(request: HttpRequest, page: Page) -> HttpResponse | None:
    why = why_kept(page.specific_deferred, request.user)
    return send_back(request, page, f"Nothing was deleted. {why}") if why else None


@hooks.register("before_unpublish_page")
def keep_page_published(request: HttpRequest, page: Page) -> HttpResponse | None:
    why = why_kept(page.specific_deferred, request.user)
    return send_back(request, page, f"Nothing was unpublished. {why}") if why else None


@hooks.register("before_bulk_action")
def keep_pages(request: HttpRequest, action: str, objects: Iterable[Any], view: Any) -> HttpResponse | None:
    done = {"delete": "deleted", "unpublish": "unpublished"}.get(action)
    for page in objects if done else ():
        if isinstance(page, Page) and (why := why_kept(page.specific_deferred, request.user)):
            return send_back(request, page, f"Nothing was {done}. {why}")
    return None
