"""The buttons on the screen of a release: start, cancel, load again, set aside, bring back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.admin import messages

from citations.actions.releases import (
    AlreadyUnderWay,
    AnotherIsReady,
    bring_back_release,
    cancel_release,
    date_release,
    set_aside_release,
    start_release_again,
    start_reload,
)
from citations.models import Release
from citations.roles import MANAGE_RELEASES
from citations.staff.base import Deed, drawn_again, release_url
from citations.staff.forms import DateForm, SetAsideForm
from citations.staff.views.release import ReleaseDetail
from citations.staff.views.upload import queue_release


class ReleaseDeed(Deed):
    """Does one thing to a release and goes back to its screen; a refusal is told there."""

    permissions = (MANAGE_RELEASES,)

    def do(self, request, pk: int) -> str | HttpResponse:
        release = get_object_or_404(Release, pk=pk)
        try:
            return release_url(self.do_to(request, release) or release)
        except (ValueError, AlreadyUnderWay) as refusal:
            messages.warning(request, str(refusal))
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


class SetAside(Deed):
    """Take the release out, for a reason that readers see."""

    permissions = (MANAGE_RELEASES,)

    def do(self, request, pk: int) -> str | HttpResponse:
        release = get_object_or_404(Release, pk=pk)
        if release.state not in Release.SETTLED:
            # There is no form on its screen, which shows itself anew while somebody works on the release.
            state = release.get_state_display().lower()
            messages.warning(request, f"{release} is {state}; only a loaded release can be set aside.")
            return release_url(release)
        form = SetAsideForm(request.POST, auto_id="aside-%s")
        if form.is_valid():
            try:
                set_aside_release(release=release, reason=form.cleaned_data["reason"], user=request.user)
            except ValueError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"{release} is set aside. No edition takes it up any more.")
                return release_url(release)
        return drawn_again(ReleaseDetail(set_aside=form), request, pk=pk)


class DateRelease(Deed):
    """Say when the publisher released it, where the files do not."""

    permissions = (MANAGE_RELEASES,)

    def do(self, request, pk: int) -> str | HttpResponse:
        release = get_object_or_404(Release, pk=pk)
        form = DateForm(request.POST, auto_id="date-%s")
        if form.is_valid():
            try:
                release = date_release(release=release, published=form.cleaned_data["published"], user=request.user)
            except ValueError as refusal:
                messages.warning(request, str(refusal))
            else:
                told = f"was published in {release.published_on}" if release.published_on else "bears no date of publication"
                messages.success(request, f"Noted: {release} {told}.")
            return release_url(release)
        return drawn_again(ReleaseDetail(date=form), request, pk=pk)


class BringBack(ReleaseDeed):
    """Let editions take up a release again that was set aside."""

    def do_to(self, request, release: Release) -> None:
        try:
            release = bring_back_release(release=release, user=request.user)
        except AnotherIsReady as refusal:
            to_the_other = messages.button(release_url(refusal.other), f"Release {refusal.other.pk}")
            messages.warning(request, str(refusal), buttons=[to_the_other])
            return
        messages.success(request, f"{release} is {release.get_state_display().lower()} again.")
