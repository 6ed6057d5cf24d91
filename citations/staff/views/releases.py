"""All releases, newest first."""

import django_filters
from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn, UserColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton

from citations.models import Dataset, Release
from citations.roles import MANAGE_RELEASES
from citations.staff.base import HOME, Permitted, release_url


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


class ReleaseList(Permitted, BaseListingView):
    permissions = (MANAGE_RELEASES,)
    template_name = "citations_admin/release_list.html"
    page_title = "Releases"
    header_icon = "upload"
    model = Release
    queryset = Release.objects.select_related("dataset", "uploaded_by__wagtail_userprofile").prefetch_related("files")
    paginate_by = 50
    filterset_class = ReleaseFilter
    verbose_name_plural = "releases"
    index_url_name = "citations_admin:releases"
    index_results_url_name = "citations_admin:release_results"
    default_ordering = "-created_at"
    columns = [
        TitleColumn("title", label="Dataset", accessor=release_title, get_url=release_url, width="40%"),
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

    def get_breadcrumbs_items(self) -> list[dict]:
        return [HOME, {"url": "", "label": self.page_title}]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton("Upload a release", url=reverse("citations_admin:upload"), icon_name="upload")]
