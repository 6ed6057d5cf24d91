"""What a candidate would change, beside what is live; publishing it."""

import re
from collections.abc import Iterable
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Length
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages

from citations import tasks
from citations.actions.following import retry_follow_up
from citations.actions.previewing import forget_failure
from citations.actions.proposing import confirm_proposal, open_proposal, propose_edition, withdraw_proposal
from citations.actions.publishing import (
    HoldsSetAside,
    HoldsUnacknowledged,
    LiveEditionMoved,
    LosesTooMuch,
    publish_edition,
)
from citations.follow_ups import label_of
from citations.jobs import AlreadyUnderWay, is_active
from citations.models import Activation, Edition, FollowUp, Progress, Proposal, Release
from citations.permissions import COMPILE_EDITION, PUBLISH_EDITION
from citations.preview.changelog import draft_changelog
from citations.preview.losses import reader_losses
from citations.preview.stored import FoundPreview, stored_preview
from citations.preview.worries import worries_of
from citations.reasons import LONGEST_REASON
from citations.selectors import live_edition, overruled_in, set_aside_in, unacknowledged_in
from citations.staff.base import (
    EDITIONS,
    ActionView,
    ProgressView,
    Screen,
    hand_over,
    queue_preview,
    render_invalid,
    screen_url,
)
from citations.staff.forms import PublishForm
from citations.staff.status import WorkStatus, at_work, preview_status

# Pages that are offered to be looked at side by side.
SUGGESTED = 12
# Publications whose jobs are shown.
ACTIVATIONS_SHOWN = 10


class Preview(Screen):
    """What readers would see change, as a worker found: nothing is compared here. Publishing is offered here only, so that nobody
    publishes unseen."""

    permissions = (COMPILE_EDITION, PUBLISH_EDITION)
    template_name = "citations_admin/preview.html"
    header_icon = "view"
    page_title = "What will change"
    guide = "publishing-and-going-back"
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
        found = stored_preview(self.edition, live)
        if found.is_wanted:
            queue_preview(request, self.edition)
        aside = set_aside_in(self.edition)
        context = self.get_context_data(
            edition=self.edition,
            live=live,
            found=found,
            preview=found.preview,
            work=preview_status(self.edition, found),
            aside=aside,
            waiting=unacknowledged_in(self.edition),
            overruled=overruled_in(self.edition),
            **(self._to_publish(found, live, aside) if found.preview else {"form": None}),
        )
        return self.render_to_response(context)

    def _to_publish(self, found: FoundPreview, live: Edition | None, aside: list[Release]) -> dict:
        preview = found.preview
        assert preview is not None  # noqa: S101 -- asked before
        typed = self.request.GET.get("changelog", "")[:LONGEST_REASON]
        form = self.form or PublishForm(initial={"changelog": typed or draft_changelog(preview)})
        form.show_live(live)
        form.confirm_set_aside(aside)
        form.confirm_losses(preview.losses)
        return {
            "form": form,
            "worries": worries_of(preview),
            "proposal": open_proposal(self.edition),
            "needs_second": settings.PUBLISH_NEEDS_SECOND_PERSON,
        }


class Beside(Screen):
    """A public page as it is and as it would be, in two frames."""

    permissions = (COMPILE_EDITION, PUBLISH_EDITION)
    template_name = "citations_admin/beside.html"
    header_icon = "view"
    page_title = "Side by side"
    guide = "publishing-and-going-back"

    @property
    def breadcrumbs(self) -> tuple[dict, ...]:  # type: ignore[override]  # names the edition of this request
        edition = self.edition
        above = {"url": reverse("citations_admin:preview", args=[edition.pk]), "label": "What will change"}
        return (EDITIONS, {"url": screen_url(edition), "label": f"Edition {edition}"}, above)

    @cached_property
    def edition(self) -> Edition:
        return get_object_or_404(Edition, pk=self.kwargs["pk"], state=Edition.State.READY)

    def get_context_data(self, **kwargs):
        edition, live = self.edition, live_edition()
        path = public_path(self.request.GET.get("path", ""))
        if path == "/" and edition.activations.exists():
            # An edition that was live has no front page of its own; of its pages the list that all begins with is the nearest.
            pages = edition.profiles.exclude(path="").order_by(Length("path"), "path")
            path = pages.values_list("path", flat=True).first() or "/methodology"
        found = stored_preview(edition, live)
        suggested = {
            example.path: example.title
            for worry in (worries_of(found.preview) if found.preview else ())
            for example in worry.examples
            if example.path
        }
        return super().get_context_data(
            edition=edition,
            live=live,
            path=path,
            then=f"/editions/{edition.name}{'/home' if path == '/' else path}",
            suggested=list(suggested.items())[:SUGGESTED],
            **kwargs,
        )


def public_path(typed: str) -> str:
    """The address of a public page within the site, as somebody typed or copied it; "/" for one that is none."""
    path = re.sub(r"^(https?://[^/]*)?(/editions/[\w-]+(?=/.))?", "", typed.strip())
    is_public = path.startswith("/") and not path.startswith(("//", "/\\", "/admin", "/_util", "/api"))
    return path if is_public and len(path) <= LONGEST_REASON else "/"


class PreviewProgress(ProgressView):
    """How far the comparison is, as JSON."""

    permissions = (COMPILE_EDITION, PUBLISH_EDITION)
    model = Edition

    def status(self, subject: Edition) -> WorkStatus:
        return preview_status(subject, stored_preview(subject, live_edition()))


class CompareAgain(ActionView):
    """Have a comparison that failed tried again."""

    permissions = (COMPILE_EDITION, PUBLISH_EDITION)

    def perform(self, request, pk: int) -> str:
        edition = get_object_or_404(Edition, pk=pk, state=Edition.State.READY)
        forget_failure(candidate=edition)
        queue_preview(request, edition, now=True)
        return reverse("citations_admin:preview", args=[edition.pk])


class Publish(ActionView):
    """Publish an edition, or propose it to a second person where the site asks for one."""

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
                if settings.PUBLISH_NEEDS_SECOND_PERSON:
                    propose_edition(edition=edition, user=request.user, **form.cleaned_data)
                else:
                    publish_edition(edition=edition, user=request.user, **form.cleaned_data)
            except LiveEditionMoved as refusal:
                # What would change now is another thing, and may have to be found out first; what was typed stays.
                messages.error(request, f"Not published. {refusal} Look at what would change now, and publish then.")
                typed = urlencode({"changelog": form.cleaned_data["changelog"]})
                return f"{reverse('citations_admin:preview', args=[pk])}?{typed}"
            except (HoldsSetAside, HoldsUnacknowledged, LosesTooMuch) as refusal:
                form.add_error(None, str(refusal))
            except ValueError as refusal:
                messages.error(request, f"Not published. {refusal}")
                return screen_url(edition)
            else:
                if settings.PUBLISH_NEEDS_SECOND_PERSON:
                    messages.success(request, "Proposed. Another person who may publish looks at this page and confirms it.")
                    return reverse("citations_admin:preview", args=[pk])
                messages.success(request, f"Edition {edition} is live. Readers see it from now on.")
                return screen_url(edition)
        return render_invalid(Preview(form=form), request, pk=pk)


class ConfirmProposal(ActionView):
    """The second person publishes what the first proposed."""

    permissions = (PUBLISH_EDITION,)

    def perform(self, request, pk: int) -> str:
        proposal = get_object_or_404(Proposal.objects.select_related("edition"), pk=pk)
        try:
            confirm_proposal(proposal=proposal, user=request.user)
        except (LiveEditionMoved, ValueError) as refusal:
            messages.error(request, f"Not published. {refusal}")
            return reverse("citations_admin:preview", args=[proposal.edition_id])
        messages.success(request, f"Edition {proposal.edition} is live. Readers see it from now on.")
        return screen_url(proposal.edition)


class WithdrawProposal(ActionView):
    permissions = (PUBLISH_EDITION,)

    def perform(self, request, pk: int) -> str:
        proposal = get_object_or_404(Proposal.objects.select_related("edition"), pk=pk)
        if withdraw_proposal(proposal=proposal, user=request.user):
            messages.info(request, "The proposal is withdrawn.")
        else:
            messages.warning(request, "The proposal was confirmed or withdrawn already; look at the edition.")
        return reverse("citations_admin:preview", args=[proposal.edition_id])


class FollowUps(Screen):
    """What followed the last publications and rollbacks: each job with its state, what came of it, and a button."""

    permissions = (COMPILE_EDITION, PUBLISH_EDITION)
    template_name = "citations_admin/follow_ups.html"
    header_icon = "tasks"
    page_title = "After publishing"
    guide = "publishing-and-going-back"
    breadcrumbs = (EDITIONS,)

    def get_context_data(self, **kwargs):
        shown = last_follow_ups()
        return super().get_context_data(shown=shown, work=follow_ups_status(shown), **kwargs)


class FollowUpsProgress(ProgressView):
    """Whether a job has begun, gone on to something else or ended since."""

    permissions = (COMPILE_EDITION, PUBLISH_EDITION)

    def get(self, request) -> JsonResponse:  # type: ignore[override]  # of all jobs, so there is no key
        return self.answer(follow_ups_status(last_follow_ups()))


def last_follow_ups() -> list[tuple[Activation, list["FollowUpRow"]]]:
    """The last publications and rollbacks, each with its jobs."""
    activations = Activation.objects.select_related("to_edition", "from_edition").prefetch_related("follow_ups")
    return [(one, [FollowUpRow(row) for row in one.follow_ups.all()]) for one in activations[:ACTIVATIONS_SHOWN]]


def follow_ups_status(shown: Iterable[tuple[Activation, list["FollowUpRow"]]]) -> WorkStatus:
    """How the jobs are going: which of them wait, run or have ended, and what those that run are at."""
    rows = [row for _, rows in shown for row in rows]
    states = " ".join(f"{row.row.pk}:{row.row.state}:{row.status.phase if row.status else ''}" for row in rows)
    return WorkStatus(states, "", under_way=any(row.is_under_way for row in rows))


class FollowUpRow:
    """A job as the screen shows it."""

    def __init__(self, row: FollowUp) -> None:
        self.row, self.label = row, label_of(row.key)
        self.is_under_way = row.state in FollowUp.UNDER_WAY
        progress = Progress.objects.filter(subject=row.subject).first() if self.is_under_way else None
        self.status = at_work(row.state, row.get_state_display(), progress) if progress and is_active(progress) else None

    @property
    def button(self) -> str:
        return "Start" if self.is_under_way else "Try again"

    @property
    def may_be_tried(self) -> bool:
        return self.row.state == FollowUp.State.FAILED or (self.is_under_way and self.status is None)


class RetryFollowUp(ActionView):
    permissions = (COMPILE_EDITION, PUBLISH_EDITION)

    def perform(self, request, pk: int) -> str:
        row = get_object_or_404(FollowUp, pk=pk)
        try:
            row = retry_follow_up(follow_up=row, user=request.user)
        except (ValueError, AlreadyUnderWay) as refusal:
            messages.warning(request, str(refusal))
        else:
            transaction.on_commit(lambda: hand_over(request, tasks.follow_up, row, "It"))
        return reverse("citations_admin:follow_ups")
