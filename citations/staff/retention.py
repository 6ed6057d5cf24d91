"""What is kept: facts archived and restored, uploads removed, editions discarded."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin import messages

from citations.actions.archiving import discard_edition, remove_release, start_archiving, start_restoring
from citations.models import Edition, Release
from citations.permissions import COMPILE_EDITION, MANAGE_RELEASES
from citations.staff.base import ActionView, ChangeView, queue_work, screen_url


class Archive(ChangeView):
    """Have the facts of a release removed that no edition needs."""

    permissions = (MANAGE_RELEASES,)
    model = Release

    def change(self, request, subject: Release) -> None:
        queue_work(request, start_archiving(release=subject, user=request.user))


class Restore(ChangeView):
    """Have archived facts read from the originals again."""

    permissions = (MANAGE_RELEASES,)
    model = Release

    def change(self, request, subject: Release) -> None:
        queue_work(request, start_restoring(release=subject, user=request.user))


class Remove(ActionView):
    """Remove an upload that was never loaded."""

    permissions = (MANAGE_RELEASES,)

    def perform(self, request, pk: int) -> str:
        release = get_object_or_404(Release, pk=pk)
        try:
            remove_release(release=release, user=request.user)
        except ValueError as refusal:
            messages.warning(request, str(refusal))
            return screen_url(release)
        messages.success(request, f"Release {pk} was removed, with its files and findings.")
        return reverse("citations_admin:releases")


class Discard(ChangeView):
    """Give up an edition that was never published."""

    permissions = (COMPILE_EDITION,)
    model = Edition

    def change(self, request, subject: Edition) -> None:
        edition = discard_edition(edition=subject, user=request.user)
        messages.success(request, f"Edition {edition} is discarded. Releases that only it held are needed no more.")
