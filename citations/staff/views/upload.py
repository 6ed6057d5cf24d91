"""Uploading the files of a release."""

from django.conf import settings
from django.db import transaction
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from wagtail.admin import messages

from citations import tasks
from citations.actions.releases import Original, start_release_again, upload_release
from citations.models import Release
from citations.roles import MANAGE_RELEASES
from citations.staff.base import RELEASES, Screen, release_url
from citations.staff.forms import UploadForm
from citations.staff.uploads import SizeLimit


def queue_release(request, release: Release) -> None:
    """Have a worker check the release once the database has it, or say that none can be reached."""

    def hand_over() -> None:
        try:
            tasks.queue(tasks.process_release, release, request.user)
        except tasks.QueueUnreachable:
            messages.error(
                request,
                "The files are safe, but checking them could not begin: the queue that feeds the worker does not answer. Ask an "
                "administrator to start it, then press “Start checking” here.",
            )

    transaction.on_commit(hand_over)


# The limit has to be in place before anything reads the body, and checking the form's token reads it.
@method_decorator(csrf_exempt, name="dispatch")
class Upload(Screen):
    permissions = (MANAGE_RELEASES,)
    template_name = "citations_admin/upload.html"
    page_title = "Upload a release"
    header_icon = "upload"
    trail = (RELEASES,)

    def dispatch(self, request, *args, **kwargs):
        self.limit = SizeLimit(request)
        if request.method == "POST":
            request.upload_handlers = [self.limit, *request.upload_handlers]
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> UploadForm:
        limit = settings.UPLOAD_LIMIT_BYTES
        if self.request.method != "POST":
            return UploadForm(initial={"dataset": self.request.GET.get("dataset", "")}, limit=limit)
        return UploadForm(self.request.POST, self.request.FILES, refused=self.limit.refused, limit=limit)

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(form=self.get_form()))

    @method_decorator(csrf_protect)
    def post(self, request, *args, **kwargs):
        form = self.get_form()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            release, created = upload_release(
                files=[Original(file.name, file) for file in form.cleaned_data["files"]],
                dataset=form.cleaned_data["dataset"],
                version=form.cleaned_data["version"],
                published=form.cleaned_data["published"],
                user=request.user,
            )
        except ValueError as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        if created:
            queue_release(request, release)
        elif release.state in Release.BROKEN_OFF:
            why = "failed through our fault" if release.state == Release.State.FAILED else "was cancelled"
            messages.info(request, f"These very files came before, and checking them {why}. It is tried again.")
            queue_release(request, start_release_again(release=release, user=request.user))
        elif release.state == Release.State.SET_ASIDE:
            messages.warning(
                request,
                "These very files are here already, so nothing was uploaded a second time. The release that has them was set "
                "aside; it can be brought back here.",
            )
        else:
            messages.info(
                request,
                "These very files are here already, so nothing was uploaded a second time. This is the release that has them.",
            )
        return redirect(release_url(release))
