"""One edition: how its compile is going, what it holds, and what to do next."""

from django.db.models import Count
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from wagtail.admin import messages

from citations.actions.breaking_off import AlreadyUnderWay
from citations.actions.editions import cancel_edition, start_edition_again
from citations.models import Activation, Edition
from citations.roles import COMPILE_EDITION, PUBLISH_EDITION
from citations.selectors import live_edition, set_aside_in
from citations.staff.base import EDITIONS, Deed, Permitted, Screen, View, edition_url
from citations.staff.steps import edition_steps
from citations.staff.views.editions import queue_edition
from citations.staff.working import edition_work


class EditionDetail(Screen):
    permissions = (COMPILE_EDITION, PUBLISH_EDITION)
    template_name = "citations_admin/edition.html"
    header_icon = "calendar-check"
    trail = (EDITIONS,)

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
            work=edition_work(edition),
            steps=edition_steps(edition, is_live=is_live),
            aside=set_aside_in(edition),
            members=edition.members.select_related("dataset", "release"),
            kinds=[{"label": row["kind"].replace("-", " ").capitalize(), "count": row["count"]} for row in kinds],
            activations=Activation.objects.filter(to_edition=edition).select_related("from_edition"),
            **kwargs,
        )


class EditionProgress(Permitted, View):
    """How far the compile of an edition is, as JSON."""

    permissions = (COMPILE_EDITION, PUBLISH_EDITION)
    http_method_names = ["get"]

    def get(self, request, pk: int):
        response = JsonResponse(edition_work(get_object_or_404(Edition, pk=pk)).document())
        response["Cache-Control"] = "no-store"
        return response


class StartEdition(Deed):
    """Start compiling what waits, or start again what failed, was cancelled or was left behind."""

    permissions = (COMPILE_EDITION,)

    def do(self, request, pk: int) -> str:
        edition = get_object_or_404(Edition, pk=pk)
        try:
            queue_edition(request, start_edition_again(edition=edition, user=request.user))
        except (ValueError, AlreadyUnderWay) as refusal:
            messages.warning(request, str(refusal))
        return edition_url(edition)


class CancelEdition(Deed):
    """End the compile, or the wait for one."""

    permissions = (COMPILE_EDITION,)

    def do(self, request, pk: int) -> str:
        edition = get_object_or_404(Edition, pk=pk)
        try:
            edition = cancel_edition(edition=edition, user=request.user)
        except ValueError as refusal:
            messages.warning(request, str(refusal))
        else:
            if edition.state not in Edition.BROKEN_OFF:
                messages.info(request, "The worker has been told. It stops at its next step, which can take some seconds.")
        return edition_url(edition)
