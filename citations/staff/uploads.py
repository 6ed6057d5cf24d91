"""Uploading the files of a release."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from wagtail.admin import messages

from citations.actions.releases import start_release_again
from citations.actions.uploading import Original, upload_release
from citations.models import Release
from citations.permissions import MANAGE_RELEASES
from citations.staff.base import RELEASES, Screen, queue_work, screen_url
from citations.staff.forms import UploadForm


class SizeLimit(FileUploadHandler):
    """Stops keeping a file once it is larger than allowed, and remembers its name in `refused`."""

    def __init__(self, request=None) -> None:
        super().__init__(request)
        self.refused: list[str] = []
        self._received = 0

    def new_file(self, *args, **kwargs) -> None:
        super().new_file(*args, **kwargs)
        self._received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._received += len(raw_data)
        if self._received > settings.UPLOAD_LIMIT_BYTES:
            self.refused.append(self.file_name or "A file without a name")
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


# The limit has to be in place before anything reads the body, and checking the form's token reads it.
@method_decorator(csrf_exempt, name="dispatch")
class Upload(Screen):
    permissions = (MANAGE_RELEASES,)
    template_name = "citations_admin/upload.html"
    page_title = "Upload a release"
    header_icon = "upload"
    breadcrumbs = (RELEASES,)

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
                user=request.user,
                **{name: form.cleaned_data[name] for name in ("dataset", "version", "published")},
            )
        except ValueError as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        if created:
            queue_work(request, release)
        elif release.state in Release.ABORTED:
            why = "failed through our fault" if release.state == Release.State.FAILED else "was cancelled"
            messages.info(request, f"These very files came before, and checking them {why}. It is tried again.")
            queue_work(request, start_release_again(release=release, user=request.user))
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
        return redirect(screen_url(release))
