"""All releases, newest first, and uploading the files of a release."""

import django_filters
from django.conf import settings
from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn, UserColumn
from wagtail.admin.widgets.button import HeaderButton

from citations.actions.releases import start_release_again
from citations.actions.uploading import Original, upload_release
from citations.models import Dataset, Release
from citations.permissions import MANAGE_RELEASES
from citations.staff.base import RELEASES, Listing, Screen, queue_work, screen_url
from citations.staff.forms import UploadForm


class ReleaseFilter(WagtailFilterSet):
    dataset = django_filters.ModelChoiceFilter(queryset=Dataset.objects.all(), label="Dataset", empty_label="All")
    state = django_filters.ChoiceFilter(choices=Release.State.choices, label="State", empty_label="All")

    class Meta:
        model = Release
        fields = ["dataset", "state"]


def release_title(release: Release) -> str:
    if release.dataset:
        return f"{release.dataset.title}{' (sample)' if release.is_sample else ''}"
    names = [file.name for file in release.files.all()]
    return names[0] + (f" and {len(names) - 1} more" if len(names) > 1 else "") if names else "Unrecognised files"


def total_rows(release: Release) -> int:
    """Rows of all tables found, 0 before the check."""
    return sum(table["rows"] for table in release.report.get("tables", []))


class ReleaseList(Listing):
    permissions = (MANAGE_RELEASES,)
    template_name = "citations_admin/release_list.html"
    page_title = "Releases"
    header_icon = "upload"
    model = Release
    queryset = Release.objects.select_related("dataset", "uploaded_by__wagtail_userprofile").prefetch_related("files")
    filterset_class = ReleaseFilter
    verbose_name_plural = "releases"
    index_url_name = "citations_admin:releases"
    index_results_url_name = "citations_admin:release_results"
    default_ordering = "-created_at"
    columns = [
        TitleColumn("title", label="Dataset", accessor=release_title, get_url=screen_url, width="40%"),
        Column("version", label="Version", sort_key="version"),
        Column("number", label="Release", accessor=lambda release: f"#{release.pk}", sort_key="pk"),
        StatusTagColumn(
            "state",
            label="State",
            accessor="get_state_display",
            sort_key="state",
            primary=lambda release: release.state == Release.State.READY,
        ),
        Column("rows", label="Rows", accessor=lambda release: intcomma(total_rows(release)) if release.report else ""),
        DateColumn("created_at", label="Uploaded", sort_key="created_at"),
        UserColumn("uploaded_by", label="By", blank_display_name="command line"),
    ]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton("Upload a release", url=reverse("citations_admin:upload"), icon_name="upload")]


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
                dataset=form.cleaned_data["dataset"],
                version=form.cleaned_data["version"],
                published=form.cleaned_data["published"],
                user=request.user,
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
