"""The buttons on the screen of a release: start, cancel, load again, set aside, bring back."""

from django.shortcuts import get_object_or_404
from wagtail.admin import messages

from citations.actions.releases import (
    AlreadyUnderWay,
    bring_back_release,
    cancel_release,
    set_aside_release,
    start_release_again,
    start_reload,
)
from citations.models import Release
from citations.roles import MANAGE_RELEASES
from citations.staff.base import Deed, release_url
from citations.staff.forms import SetAsideForm
from citations.staff.views.upload import queue_release


class ReleaseDeed(Deed):
    """Does one thing to a release and goes back to its screen; a refusal is told there."""

    permissions = (MANAGE_RELEASES,)

    def do(self, request, pk: int) -> str:
        release = get_object_or_404(Release, pk=pk)
        try:
            return release_url(self.do_to(request, release) or release)
        except (ValueError, AlreadyUnderWay) as refusal:
            messages.info(request, str(refusal))
            return release_url(release)

    def do_to(self, request, release: Release) -> Release | None:
        """Do it. Returns the release whose screen to show, where that is another one. Raises ValueError with the refusal."""
        raise NotImplementedError(f"{type(self).__name__} does not say what it does.")


class StartRelease(ReleaseDeed):
    """Start checking, or start again what failed, was cancelled or was left behind."""

    def do_to(self, request, release: Release) -> None:
        queue_release(request, start_release_again(release=release, user=request.user))


class CancelRelease(ReleaseDeed):
    """End the check or load, or the wait for one."""

    def do_to(self, request, release: Release) -> None:
        release = cancel_release(release=release, user=request.user)
        if release.state not in Release.BROKEN_OFF:
            messages.info(request, "The worker has been told. It stops at its next step, which can take some seconds.")


class ReloadRelease(ReleaseDeed):
    """Have the release read anew from its originals; the screen of the new release shows how far that is."""

    def do_to(self, request, release: Release) -> Release:
        replacement = start_reload(release=release, user=request.user)
        queue_release(request, start_release_again(release=replacement, user=request.user))
        return replacement


class SetAside(ReleaseDeed):
    """Take the release out, for a reason that readers see."""

    def do_to(self, request, release: Release) -> None:
        form = SetAsideForm(request.POST)
        if not form.is_valid():
            raise ValueError("Not set aside. Say what is wrong with the release, in at most 2,000 letters.")
        set_aside_release(release=release, reason=form.cleaned_data["reason"], user=request.user)
        messages.success(request, f"{release} is set aside. No edition takes it up any more.")


class BringBack(ReleaseDeed):
    """Let editions take up a release again that was set aside."""

    def do_to(self, request, release: Release) -> None:
        release = bring_back_release(release=release, user=request.user)
        messages.success(request, f"{release} is {release.get_state_display().lower()} again.")
