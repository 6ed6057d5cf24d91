"""Uploading files: those of one release, or a folder of anything, which a worker sorts into releases."""

from itertools import chain

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.forms import Form
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from wagtail.admin import messages

from citations.actions.delivering import cancel_sorting, receive_files, start_sorting_again
from citations.actions.releases import start_release_again
from citations.actions.uploading import Original, upload_release
from citations.importing.importer import IMPORTERS
from citations.models import Delivery, Release
from citations.permissions import MANAGE_RELEASES
from citations.staff.base import (
    RELEASES,
    ChangeView,
    PermissionView,
    ProgressView,
    Screen,
    queue_work,
    say_cancelled,
    screen_url,
)
from citations.staff.forms import UploadForm, VersionForm
from citations.staff.releases import own_tables
from citations.staff.status import WorkStatus, delivery_status, delivery_steps

UPLOAD = {"url": reverse_lazy("citations_admin:upload"), "label": "Upload"}
SHOWN = 5  # earlier uploads


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


def wants_json(request) -> bool:
    """Whether a script sent the form."""
    return request.headers.get("Accept") == "application/json"


# The limit has to be in place before anything reads the body, and checking the form's token reads it.
@method_decorator(csrf_exempt, name="dispatch")
class Upload(Screen):
    """Takes files. A script that asks for JSON gets the address to go to, or what is wrong: its page keeps the files chosen."""

    permissions = (MANAGE_RELEASES,)
    template_name = "citations_admin/upload.html"
    page_title = "Upload releases"
    guide = "what-to-upload"
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

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            earlier=Delivery.objects.select_related("uploaded_by")[:SHOWN],
            limit=settings.UPLOAD_LIMIT_BYTES,
            most_files=settings.DATA_UPLOAD_MAX_NUMBER_FILES,
            **kwargs,
        )

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(form=self.get_form()))

    @method_decorator(csrf_protect)
    def post(self, request, *args, **kwargs):
        form = self.get_form()
        if not form.is_valid():
            return self.refuse(form)
        try:
            taken = self.take(form)
        except ValueError as refusal:
            form.add_error(None, str(refusal))
            return self.refuse(form)
        to = screen_url(taken)
        return JsonResponse({"to": to}) if wants_json(request) else redirect(to)

    def refuse(self, form: Form) -> HttpResponse:
        if not wants_json(self.request):
            return self.render_to_response(self.get_context_data(form=form), status=422)
        return JsonResponse({"errors": list(chain.from_iterable(form.errors.values()))}, status=422)

    def take(self, form: UploadForm) -> Delivery | Release:
        """Keep the files and have a worker look into them."""
        originals = [Original(name, file) for name, file in form.named_files]  # type: ignore[arg-type]
        if form.is_one_release and not form.refused:
            known = {name: form.cleaned_data[name] for name in form.KNOWN}
            release, created = upload_release(files=originals, user=self.request.user, **known)
            return self.start(release, created)
        too_large = {name: form.too_large(name) for name in form.refused}
        delivery = receive_files(originals, too_large=too_large, user=self.request.user)
        queue_work(self.request, delivery)
        return delivery

    def start(self, release: Release, created: bool) -> Release:
        request = self.request
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
        return release


class UploadToken(PermissionView):
    """The form's token for whoever is logged in, so that files that were chosen can be sent after logging in anew."""

    permissions = (MANAGE_RELEASES,)
    http_method_names = ["get"]

    def get(self, request) -> JsonResponse:
        response = JsonResponse({"token": get_token(request)})
        response["Cache-Control"] = "no-store"
        return response


def releases_of(delivery: Delivery) -> list[Release]:
    """The releases that the files are of, in the order of the report."""
    found = Release.objects.select_related("dataset").prefetch_related("files").in_bulk(delivery.release_ids)
    return [found[pk] for pk in delivery.release_ids if pk in found]


def name_in(entry: dict, release: Release) -> str:
    """The release by name, as far as that is known before it has been checked."""
    if release.dataset:
        return f"{release.dataset.title} {release.version or release.asked_version}".strip()
    dataset = IMPORTERS[entry["dataset"]].dataset.title if entry["dataset"] in IMPORTERS else str(release)
    return f"{dataset} {release.asked_version}".strip()


class DeliveryDetail(Screen):
    """What became of files that came together."""

    permissions = (MANAGE_RELEASES,)
    template_name = "citations_admin/delivery.html"
    guide = "what-to-upload"
    header_icon = "upload"
    breadcrumbs = (RELEASES, UPLOAD)

    @cached_property
    def delivery(self) -> Delivery:
        return get_object_or_404(Delivery.objects.select_related("uploaded_by"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return f"Upload {self.delivery.pk}: {self.delivery}"

    def get_context_data(self, **kwargs):
        delivery, releases = self.delivery, releases_of(self.delivery)
        by_key = {release.pk: release for release in releases}
        rows = [
            {
                "release": (release := by_key[entry["release"]]),
                "tables": own_tables(release),
                "absent": release.report.get("absent", []),
                "name": name_in(entry, release),
                "files": entry["files"],
                "was_here": entry["was_here"],
                "version": VersionForm(release=release, initial={"delivery": delivery}, auto_id=f"version-{entry['release']}-%s"),
            }
            for entry in delivery.report.get("releases", [])
            if entry["release"] in by_key
        ]
        unused = delivery.report.get("unused", [])
        return super().get_context_data(
            delivery=delivery,
            rows=rows,
            damaged=[file for file in unused if file["failure"]],
            unused=[file for file in unused if not file["failure"]],
            steps=delivery_steps(delivery, releases),
            work=delivery_status(delivery, releases),
            **kwargs,
        )


class DeliveryProgress(ProgressView):
    permissions = (MANAGE_RELEASES,)
    model = Delivery

    def status(self, subject: Delivery) -> WorkStatus:
        return delivery_status(subject, releases_of(subject))


class StartDelivery(ChangeView):
    """Start sorting, or start again what failed or was left behind."""

    permissions = (MANAGE_RELEASES,)
    model = Delivery

    def change(self, request, subject: Delivery) -> None:
        queue_work(request, start_sorting_again(delivery=subject, user=request.user))


class CancelDelivery(ChangeView):
    """End the sorting, or the wait for it."""

    permissions = (MANAGE_RELEASES,)
    model = Delivery

    def change(self, request, subject: Delivery) -> None:
        say_cancelled(request, cancel_sorting(delivery=subject, user=request.user))
