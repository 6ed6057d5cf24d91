"""One edition: its compile, what it holds, its preview against the live edition, publishing and rolling back."""

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages

from citations.actions.editions import cancel_edition, start_edition_again
from citations.actions.publishing import (
    HoldsSetAside,
    LiveEditionMoved,
    LosesTooMuch,
    publish_edition,
    reader_losses,
    rollback_edition,
)
from citations.models import Activation, Edition
from citations.permissions import COMPILE_EDITION, PUBLISH_EDITION
from citations.preview import preview
from citations.selectors import live_edition, previous_live_edition, set_aside_in
from citations.staff.base import EDITIONS, ActionView, ChangeView, Screen, queue_work, render_invalid, say_cancelled, screen_url
from citations.staff.forms import PublishForm, RollbackForm
from citations.staff.status import edition_steps, work_status
from citations.staff.views.editions import EditionList


class EditionDetail(Screen):
    permissions = (COMPILE_EDITION, PUBLISH_EDITION)
    template_name = "citations_admin/edition.html"
    header_icon = "calendar-check"
    breadcrumbs = (EDITIONS,)

    @cached_property
    def edition(self) -> Edition:
        return get_object_or_404(Edition.objects.select_related("created_by"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return f"Edition {self.edition}"

    def get_context_data(self, **kwargs):
        edition = self.edition
        is_live = live_edition() == edition
        kinds = edition.profiles.order_by("kind").values("kind").annotate(count=Count("pk"))
        return super().get_context_data(
            edition=edition,
            is_live=is_live,
            work=work_status(edition),
            steps=edition_steps(edition, is_live=is_live),
            aside=set_aside_in(edition),
            members=edition.members.select_related("dataset", "release"),
            kinds=[{"label": row["kind"].replace("-", " ").capitalize(), "count": row["count"]} for row in kinds],
            activations=Activation.objects.filter(to_edition=edition).select_related("from_edition"),
            **kwargs,
        )


class StartEdition(ChangeView):
    """Start compiling what waits, or start again what failed, was cancelled or was left behind."""

    model = Edition
    permissions = (COMPILE_EDITION,)

    def change(self, request, subject: Edition) -> None:
        queue_work(request, start_edition_again(edition=subject, user=request.user))


class CancelEdition(ChangeView):
    """End the compile, or the wait for one."""

    model = Edition
    permissions = (COMPILE_EDITION,)

    def change(self, request, subject: Edition) -> None:
        say_cancelled(request, cancel_edition(edition=subject, user=request.user))


class Preview(Screen):
    """What readers would see change. Publishing is offered here only, so that nobody publishes unseen."""

    permissions = (COMPILE_EDITION, PUBLISH_EDITION)
    template_name = "citations_admin/preview.html"
    header_icon = "view"
    page_title = "What will change"
    form: PublishForm | None = None  # one that was sent and refused

    @cached_property
    def edition(self) -> Edition:
        return get_object_or_404(Edition, pk=self.kwargs["pk"])

    @property
    def breadcrumbs(self) -> tuple[dict, ...]:  # type: ignore[override]  # names the edition of this request
        return (EDITIONS, {"url": screen_url(self.edition), "label": f"Edition {self.edition}"})

    def get(self, request, *args, **kwargs):
        live = live_edition()
        if self.edition.state != Edition.State.READY or self.edition == live:
            return redirect(screen_url(self.edition))
        form = self.form or PublishForm()
        form.show_live(live)
        form.confirm_set_aside(set_aside_in(self.edition))
        form.confirm_losses(reader_losses(self.edition, live))
        changes = preview(self.edition, live)
        return self.render_to_response(
            self.get_context_data(edition=self.edition, live=live, preview=changes, form=form, aside=form.aside)
        )


class Publish(ActionView):
    permissions = (PUBLISH_EDITION,)

    def perform(self, request, pk: int) -> str | HttpResponse:
        edition, live = get_object_or_404(Edition, pk=pk), live_edition()
        if edition == live:
            # The button pressed twice, or two people of one mind.
            messages.info(request, f"Edition {edition} is live already.")
            return screen_url(edition)
        form = PublishForm(request.POST)
        if form.was_seen_with(live):
            form.confirm_set_aside(set_aside_in(edition))
            form.confirm_losses(reader_losses(edition, live))
        if form.is_valid():
            try:
                publish_edition(edition=edition, user=request.user, **form.cleaned_data)
            except LiveEditionMoved as refusal:
                form.add_error(None, f"{refusal} What would change now is told below.")
                form.untick("although_smaller")
            except (HoldsSetAside, LosesTooMuch) as refusal:
                form.add_error(None, str(refusal))
            except ValueError as refusal:
                messages.error(request, f"Not published. {refusal}")
                return screen_url(edition)
            else:
                messages.success(request, f"Edition {edition} is live. Readers see it from now on.")
                return screen_url(edition)
        return render_invalid(Preview(form=form), request, pk=pk)


class RollBack(ActionView):
    permissions = (PUBLISH_EDITION,)

    def perform(self, request) -> str | HttpResponse:
        previous = previous_live_edition()
        form = RollbackForm(request.POST, auto_id="rollback-%s")
        if previous and form.was_seen_with(live_edition()):
            form.confirm_set_aside(set_aside_in(previous))
        if form.is_valid():
            try:
                activation = rollback_edition(user=request.user, **form.cleaned_data)
            except LiveEditionMoved as refusal:
                form.add_error(None, str(refusal))
                form.untick("although_set_aside")
            except ValueError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"Edition {activation.to_edition} is live again in place of {activation.from_edition}.")
                return reverse("citations_admin:editions")
        return render_invalid(EditionList(roll_back=form), request)
