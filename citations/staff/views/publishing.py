"""Looking through an edition against the live one, publishing it, and putting the previous one back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages

from citations.actions.editions import HoldsSetAside, LiveEditionMoved, LosesMuch, publish_edition, rollback_edition
from citations.losses import losses
from citations.models import Edition
from citations.preview import preview
from citations.roles import COMPILE_EDITION, PUBLISH_EDITION
from citations.selectors import live_edition, previous_live_edition, set_aside_in
from citations.staff.base import EDITIONS, Deed, Screen, drawn_again, edition_url
from citations.staff.forms import PublishForm, RollbackForm
from citations.staff.views.editions import EditionList


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
    def trail(self) -> tuple[dict, ...]:  # type: ignore[override]  # names the edition of this request
        return (EDITIONS, {"url": edition_url(self.edition), "label": f"Edition {self.edition}"})

    def get(self, request, *args, **kwargs):
        live = live_edition()
        if self.edition.state != Edition.State.READY or self.edition == live:
            return redirect(edition_url(self.edition))
        form = self.form or PublishForm()
        form.see(live)
        form.ask_about(set_aside_in(self.edition))
        form.ask_about_losses(losses(self.edition, live))
        changes = preview(self.edition, live)
        return self.render_to_response(
            self.get_context_data(edition=self.edition, live=live, preview=changes, form=form, aside=form.aside)
        )


class Publish(Deed):
    permissions = (PUBLISH_EDITION,)

    def do(self, request, pk: int) -> str | HttpResponse:
        edition, live = get_object_or_404(Edition, pk=pk), live_edition()
        if edition == live:
            # The button pressed twice, or two people of one mind.
            messages.info(request, f"Edition {edition} is live already.")
            return edition_url(edition)
        form = PublishForm(request.POST)
        if form.saw(live):
            form.ask_about(set_aside_in(edition))
            form.ask_about_losses(losses(edition, live))
        if form.is_valid():
            try:
                publish_edition(edition=edition, user=request.user, **form.cleaned_data)
            except LiveEditionMoved as refusal:
                form.add_error(None, f"{refusal} What would change now is told below.")
                form.forget("although_smaller")
            except (HoldsSetAside, LosesMuch) as refusal:
                form.add_error(None, str(refusal))
            except ValueError as refusal:
                messages.error(request, f"Not published. {refusal}")
                return edition_url(edition)
            else:
                messages.success(request, f"Edition {edition} is live. Readers see it from now on.")
                return edition_url(edition)
        return drawn_again(Preview(form=form), request, pk=pk)


class RollBack(Deed):
    permissions = (PUBLISH_EDITION,)

    def do(self, request) -> str | HttpResponse:
        previous = previous_live_edition()
        form = RollbackForm(request.POST, auto_id="rollback-%s")
        if previous and form.saw(live_edition()):
            form.ask_about(set_aside_in(previous))
        if form.is_valid():
            try:
                activation = rollback_edition(user=request.user, **form.cleaned_data)
            except LiveEditionMoved as refusal:
                form.add_error(None, str(refusal))
                form.forget("although_set_aside")
            except ValueError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"Edition {activation.to_edition} is live again in place of {activation.from_edition}.")
                return reverse("citations_admin:editions")
        return drawn_again(EditionList(roll_back=form), request)
