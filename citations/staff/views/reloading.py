"""Loading a release again, once its importer reads more than it did."""

from django.shortcuts import get_object_or_404
from wagtail.admin import messages

from citations.actions.releases import start_reload
from citations.models import Release
from citations.roles import MANAGE_RELEASES
from citations.staff.base import Deed, release_url
from citations.staff.views.upload import queue_release


class ReloadRelease(Deed):
    """Have the release read anew from its originals; the screen of the new release shows how far that is."""

    permissions = (MANAGE_RELEASES,)

    def do(self, request, pk: int) -> str:
        release = get_object_or_404(Release, pk=pk)
        try:
            replacement = start_reload(release=release, user=request.user)
        except ValueError as error:
            messages.info(request, str(error))
            return release_url(release)
        queue_release(request, replacement)
        return release_url(replacement)
