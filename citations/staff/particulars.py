"""What a steward says of a release that its files do not: which it is, when it was published, where it came from."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.admin import messages

from citations.actions.loaded_releases import date_release, note_origin
from citations.actions.naming import is_nameable, name_release
from citations.models import Release
from citations.permissions import MANAGE_RELEASES
from citations.staff.base import ActionView, queue_work, render_invalid, screen_url
from citations.staff.forms import DateForm, OriginForm, VersionForm
from citations.staff.releases import ReleaseDetail


class DateRelease(ActionView):
    """Say when the publisher released it, where the files do not."""

    permissions = (MANAGE_RELEASES,)

    def perform(self, request, pk: int) -> str | HttpResponse:
        release = get_object_or_404(Release, pk=pk)
        form = DateForm(request.POST, auto_id="date-%s")
        if form.is_valid():
            try:
                release = date_release(release=release, published=form.cleaned_data["published"], user=request.user)
            except ValueError as refusal:
                messages.warning(request, str(refusal))
            else:
                noted = f"was published in {release.published_on}" if release.published_on else "bears no date of publication"
                messages.success(request, f"Noted: {release} {noted}.")
            return screen_url(release)
        return render_invalid(ReleaseDetail(date=form), request, pk=pk)


class NameRelease(ActionView):
    """Say which release it is, where its files do not, or correct that. Goes back to the upload that it came with, where that was
    asked from."""

    permissions = (MANAGE_RELEASES,)

    def perform(self, request, pk: int) -> str | HttpResponse:
        release = get_object_or_404(Release, pk=pk)
        form = VersionForm(request.POST, release=release, auto_id="version-%s")
        if form.is_valid() or not is_nameable(release):
            try:
                named = name_release(release=release, version=form.data.get("version", ""), user=request.user)
            except ValueError as refusal:
                if not is_nameable(release):
                    # There is no form on its screen any more.
                    messages.warning(request, str(refusal))
                    return screen_url(release)
                form.add_error("version", str(refusal))
            else:
                if named != release:
                    messages.info(request, f"These files are checked as {named.asked_version}. {release} is set aside.")
                queue_work(request, named)
                return screen_url(form.cleaned_data["delivery"] or named)
        return render_invalid(ReleaseDetail(version=form), request, pk=pk)


class NoteOrigin(ActionView):
    """Say where the files came from, and what is to be said of their licence."""

    permissions = (MANAGE_RELEASES,)

    def perform(self, request, pk: int) -> str | HttpResponse:
        release = get_object_or_404(Release, pk=pk)
        form = OriginForm(request.POST, auto_id="origin-%s")
        if not form.is_valid():
            return render_invalid(ReleaseDetail(origin=form), request, pk=pk)
        release = note_origin(release=release, user=request.user, **form.cleaned_data)
        messages.success(request, f"Noted where {release} came from.")
        return screen_url(release)
