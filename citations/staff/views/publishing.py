"""Looking through an edition against the live one, publishing it, and putting the previous one back."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages

from citations.actions.editions import HoldsSetAside, LiveEditionMoved, publish_edition, rollback_edition
from citations.models import Edition
from citations.preview import preview
from citations.roles import COMPILE_EDITION, PUBLISH_EDITION
from citations.selectors import live_edition, set_aside_in
from citations.staff.base import EDITIONS, Deed, Screen, edition_url
from citations.staff.forms import PublishForm, RollbackForm


def preview_url(edition: Edition) -> str:
    return reverse("citations_admin:preview", args=[edition.pk])


class Preview(Screen):
    """What readers would see change. Publishing is offered here only, so that nobody publishes unseen."""

    permissions = (COMPILE_EDITION, PUBLISH_EDITION)
    template_name = "citations_admin/preview.html"
    header_icon = "view"
    page_title = "What will change"

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
        aside = set_aside_in(self.edition)
        form = PublishForm(initial={"seen_live": live.pk if live else None}, aside=aside)
        changes = preview(self.edition, live)
        context = self.get_context_data(edition=self.edition, live=live, preview=changes, form=form, aside=aside)
        return self.render_to_response(context)


class Publish(Deed):
    permissions = (PUBLISH_EDITION,)

    def do(self, request, pk: int) -> str:
        edition = get_object_or_404(Edition, pk=pk)
        if edition == live_edition():
            # The button pressed twice, or two people of one mind.
            messages.info(request, f"Edition {edition} is live already.")
            return edition_url(edition)
        form = PublishForm(request.POST)
        if not form.is_valid() or "seen_live" not in request.POST:
            messages.error(request, "An edition is published from its preview. Look through it, then publish.")
            return preview_url(edition)
        try:
            publish_edition(
                edition=edition,
                user=request.user,
                reason=form.cleaned_data["reason"],
                seen_live=form.cleaned_data["seen_live"],
                although_set_aside=form.cleaned_data["although_set_aside"],
            )
        except LiveEditionMoved as refusal:
            messages.error(request, f"Not published. {refusal} This is what would change now.")
            return preview_url(edition)
        except HoldsSetAside as refusal:
            messages.error(request, f"Not published. {refusal}")
            return preview_url(edition)
        except ValueError as refusal:
            messages.error(request, f"Not published. {refusal}")
        else:
            messages.success(request, f"Edition {edition} is live. Readers see it from now on.")
        return edition_url(edition)


class RollBack(Deed):
    permissions = (PUBLISH_EDITION,)

    def do(self, request) -> str:
        form = RollbackForm(request.POST)
        if not form.is_valid() or form.cleaned_data["seen_live"] is None:
            messages.error(request, "Not rolled back. Say why; the reason is kept in the publication log.")
            return reverse("citations_admin:editions")
        try:
            activation = rollback_edition(
                user=request.user,
                reason=form.cleaned_data["reason"],
                seen_live=form.cleaned_data["seen_live"],
                although_set_aside=form.cleaned_data["although_set_aside"],
            )
        except LiveEditionMoved:
            messages.error(
                request,
                f"Not rolled back: the live edition changed since you opened this page. It is now {live_edition()}.",
            )
        except ValueError as refusal:
            messages.error(request, f"Not rolled back. {refusal}")
        else:
            messages.success(request, f"Edition {activation.to_edition} is live again in place of {activation.from_edition}.")
        return reverse("citations_admin:editions")
