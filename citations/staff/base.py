"""What all of the data steward's screens share: who may see them, their breadcrumbs, and how they answer."""

from typing import Any

from celery import Task
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from citations import tasks
from citations.jobs import AlreadyUnderWay
from citations.models import Delivery, Edition, FollowUp, Release, WorkSubject
from citations.permissions import COMPILE_EDITION, MANAGE_RELEASES, PUBLISH_EDITION
from citations.queueing import QueueUnreachable
from citations.selectors import live_edition
from citations.staff.status import WorkStatus, work_status

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": "Home"}
RELEASES = {"url": reverse_lazy("citations_admin:releases"), "label": "Releases"}
EDITIONS = {"url": reverse_lazy("citations_admin:editions"), "label": "Editions"}
LAST = 9000  # of the buttons in a header
# What a person may do, for templates: `may.publish`.
MAY = {"manage_releases": MANAGE_RELEASES, "compile": COMPILE_EDITION, "publish": PUBLISH_EDITION}


def permissions_of(user) -> dict[str, bool]:
    """What the person may do, by the names of `MAY`."""
    return {what: user.has_perm(permission) for what, permission in MAY.items()}


class PermissionView(View):
    """Only for people who hold one of `permissions`. Wagtail turns the refusal into its own message."""

    permissions: tuple[str, ...] = ()

    def dispatch(self, request, *args, **kwargs):
        if not any(request.user.has_perm(permission) for permission in self.permissions):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class AreaPage(PermissionView):
    """A page of the area. `breadcrumbs` are the screens above it; `guide` is the anchor of what the guide says of it."""

    breadcrumbs: tuple[dict, ...] = ()
    guide: str

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """What can be done from here, and the guide, which is last on every screen."""
        address = f"{reverse('citations_admin:guide')}#{self.guide}"
        return [HeaderButton("Guide", url=address, icon_name="help", priority=LAST)]

    def get_breadcrumbs_items(self) -> list[dict]:
        return [HOME, *self.breadcrumbs, {"url": "", "label": self.get_page_title()}]  # type: ignore[attr-defined]

    def get_context_data(self, *args, **kwargs):
        may = permissions_of(self.request.user)
        return super().get_context_data(*args, **{"may": may, "work": None, **kwargs})  # type: ignore[misc]


class Screen(AreaPage, WagtailAdminTemplateMixin, TemplateView):
    """A page about one thing."""


class Listing(AreaPage, BaseListingView):
    """A page of a long list."""

    paginate_by = 50


class ActionView(PermissionView):
    """A view behind a button: does one thing by POST and redirects to a screen, or shows it again with what was typed."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        result = self.perform(request, *args, **kwargs)
        return redirect(result) if isinstance(result, str) else result

    def perform(self, request, *args, **kwargs) -> str | HttpResponse:
        """Do it; returns the address of the screen to redirect to, or the response of `render_invalid`."""
        raise NotImplementedError(f"{type(self).__name__} does not say what it does.")


def render_invalid(screen: View, request, **kwargs) -> HttpResponse:
    """The screen in answer to a form that cannot be taken as it is: with the typed text, what is wrong, and status 422.

    `screen` is an instance that was given the form; whoever may send the form may see it.
    """
    screen.setup(request, **kwargs)
    response = screen.get(request, **kwargs)  # type: ignore[attr-defined]  # whatever can be shown has it
    if response.status_code == 200:
        response.status_code = 422
    return response


class ChangeView(ActionView):
    """Does one thing to what work is done on and goes back to its screen; a refusal is shown there."""

    model: Any  # of WorkSubject

    def perform(self, request, pk: int) -> str | HttpResponse:
        subject = get_object_or_404(self.model, pk=pk)
        try:
            return screen_url(self.change(request, subject) or subject)
        except (ValueError, AlreadyUnderWay) as refusal:
            messages.warning(request, str(refusal))
            return screen_url(subject)

    def change(self, request, subject):
        """Do it. Returns the release whose screen to show, where that is another one. Raises ValueError with the refusal."""
        raise NotImplementedError(f"{type(self).__name__} does not say what it does.")


class ProgressView(PermissionView):
    """How far the work on something is, as JSON."""

    http_method_names = ["get"]
    model: Any  # of WorkSubject

    def get(self, request, pk: int) -> JsonResponse:
        return self.answer(self.status(get_object_or_404(self.model, pk=pk)))

    @staticmethod
    def answer(status: WorkStatus) -> JsonResponse:
        response = JsonResponse(status.document())
        response["Cache-Control"] = "no-store"
        return response

    def status(self, subject) -> WorkStatus:
        """How far it is."""
        return work_status(subject)


def queue_work(request, subject: WorkSubject) -> None:
    """Have a worker sort the files, check the release, compile the edition or fetch what is offered, once the database has it; or
    say that none can be reached."""
    if isinstance(subject, Delivery):
        task, what, button = tasks.sort_delivery, "The files are safe, but sorting them", "Start sorting"
    elif isinstance(subject, Release):
        task, what, button = tasks.process_release, "The files are safe, but the work on them", "Start now"
    elif isinstance(subject, Edition):
        task, what, button = tasks.compile_edition, "Compiling", "Start compiling"
    else:
        task, what, button = tasks.fetch_release, "Fetching", "Fetch again"

    def hand_over() -> None:
        try:
            tasks.queue(task, subject, request.user)
            messages.info(request, "A worker has been asked to begin. How far it is stands under “What to do”.")
        except QueueUnreachable:
            messages.error(
                request,
                f"{what} could not begin: the queue that feeds the worker does not answer. Ask an administrator to start it, "
                f"then press “{button}” here.",
            )

    transaction.on_commit(hand_over)


# A screen that is shown again and again queues a comparison once in this time.
ASKED_SECONDS = 60


def queue_preview(request, candidate: Edition, *, now: bool = False) -> None:
    """Have a worker compare a candidate with what is live. Asked again within a minute it does nothing, except `now`."""
    live = live_edition()
    key = f"preview-asked:{candidate.pk}:{live.pk if live else ''}"
    if not (now or cache.add(key, True, ASKED_SECONDS)):
        return

    transaction.on_commit(lambda: hand_over(request, tasks.make_preview, candidate, "The comparison"))


def hand_over(request, task: Task, subject: Edition | FollowUp, what: str) -> None:
    """Give a worker what begins by itself anyway, once one runs; say so where none can be reached."""
    try:
        tasks.queue(task, subject, request.user)
    except QueueUnreachable:
        messages.error(
            request,
            f"{what} could not begin: the queue that feeds the worker does not answer. Ask an administrator to start it; it "
            "then begins by itself.",
        )


def say_cancelled(request, subject: WorkSubject) -> None:
    """Say that the worker has been told, where one is at work, or that it is cancelled."""
    if subject.state in subject.ABORTED:
        messages.info(request, "Cancelled.")
    else:
        messages.info(request, "The worker has been told. It stops at its next step, which can take some seconds.")


def screen_url(subject: WorkSubject) -> str:
    return reverse(f"citations_admin:{subject._meta.model_name}", args=[subject.pk])
