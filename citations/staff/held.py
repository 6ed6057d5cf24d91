"""What a steward decides of a release that is held back as implausible: it is right as it is, for a written reason, or wrong."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.admin import messages

from citations.actions.held_releases import overrule_release, withdraw_release
from citations.actions.loaded_releases import AnotherIsReady
from citations.models import Release
from citations.permissions import MANAGE_RELEASES
from citations.staff.base import ActionView, render_invalid, screen_url
from citations.staff.forms import OverruleForm
from citations.staff.releases import ReleaseChangeView, ReleaseDetail, warn_another_ready


class Overrule(ActionView):
    """Let editions take the release, for a reason that readers see."""

    permissions = (MANAGE_RELEASES,)

    def perform(self, request, pk: int) -> str | HttpResponse:
        release = get_object_or_404(Release, pk=pk)
        form = OverruleForm(request.POST, auto_id="overrule-%s")
        if release.state == Release.State.HELD and not form.is_valid():
            return render_invalid(ReleaseDetail(overrule=form), request, pk=pk)
        try:
            release = overrule_release(release=release, reason=form.data.get("reason", ""), user=request.user)
        except AnotherIsReady as refusal:
            warn_another_ready(request, refusal)
        except ValueError as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, f"{release} is ready. Your reason is shown wherever it is used.")
        return screen_url(release)


class Withdraw(ReleaseChangeView):
    """Reject the release: what was found is wrong indeed."""

    def change(self, request, subject: Release) -> None:
        release = withdraw_release(release=subject, user=request.user)
        messages.success(request, f"{release} is withdrawn: nothing of it is loaded. Its files and findings stay as a record.")
