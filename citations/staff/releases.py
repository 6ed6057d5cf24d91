"""Releases: all of them, and each with its state, findings, originals and what to do next."""

from collections.abc import Iterator
from itertools import groupby

import django_filters
from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn, UserColumn
from wagtail.admin.widgets.button import HeaderButton

from citations.actions.archiving import REMOVABLE, fact_total, needed_by
from citations.actions.issues import decide_issue, release_to_decide_on
from citations.actions.loaded_releases import (
    AnotherIsReady,
    acknowledge_differences,
    bring_back_release,
    says_when_published,
    set_aside_release,
)
from citations.actions.naming import is_nameable
from citations.actions.releases import cancel_release, is_outdated, start_release_again, start_reload
from citations.exporting import csv_response
from citations.importing.importer import IMPORTERS
from citations.models import Dataset, Release, ReleaseFile, ValidationIssue
from citations.news import all_news
from citations.permissions import MANAGE_RELEASES
from citations.selectors import earlier_origin, live_edition
from citations.staff.base import (
    RELEASES,
    ActionView,
    ChangeView,
    Listing,
    PermissionView,
    ProgressView,
    Screen,
    queue_work,
    render_invalid,
    say_cancelled,
    screen_url,
)
from citations.staff.forms import DateForm, OriginForm, OverruleForm, SetAsideForm, VersionForm
from citations.staff.offers import news_lines
from citations.staff.status import release_steps, work_status


class ReleaseFilter(WagtailFilterSet):
    dataset = django_filters.ModelChoiceFilter(queryset=Dataset.objects.all(), label="Dataset", empty_label="All")
    state = django_filters.ChoiceFilter(choices=Release.State.choices, label="State", empty_label="All")

    class Meta:
        model = Release
        fields = ["dataset", "state"]


def release_title(release: Release) -> str:
    if release.dataset:
        return f"{release.dataset.title}{' (sample)' if release.is_sample else ''}"
    return release.called


def own_tables(release: Release) -> list[dict]:
    """The tables found in its files, as the report has them. Of an upload that may complete another release, without those that
    only that one has: the two are read together."""
    tables = release.report.get("tables", [])
    if release.state in (*Release.LOADED, *Release.ARCHIVAL):
        return tables
    own = [(table, [file for file in table["files"] if file not in table.get("theirs", ())]) for table in tables]
    return [{**table, "files": files} for table, files in own if files or not table.get("theirs")]


def tables_beside(release: Release) -> list[dict]:
    """The tables, with their files, that come from the release that an upload may complete, and not from the upload."""
    if release.state in (*Release.LOADED, *Release.ARCHIVAL):
        return []
    return [{**table, "files": table["theirs"]} for table in release.report.get("tables", []) if table.get("theirs")]


def total_rows(release: Release) -> int:
    """Rows of all tables found in its files, 0 before the check."""
    return sum(table["rows"] for table in own_tables(release))


class ReleaseList(Listing):
    permissions = (MANAGE_RELEASES,)
    template_name = "citations_admin/release_list.html"
    page_title = "Releases"
    guide = "what-a-release-goes-through"
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
        Column(
            "rows", label="Rows", accessor=lambda release: f"{intcomma(total_rows(release))}\u00a0rows" if release.report else ""
        ),
        DateColumn("created_at", label="Uploaded", sort_key="created_at"),
        UserColumn("uploaded_by", label="By", blank_display_name="command line"),
    ]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return [
            HeaderButton("Upload releases", url=reverse("citations_admin:upload"), icon_name="upload"),
            HeaderButton("Fetch from publishers", url=reverse("citations_admin:offers"), icon_name="download"),
            *super().header_buttons,
        ]

    def get_context_data(self, *args, **kwargs):
        return super().get_context_data(*args, news=news_lines(all_news()), **kwargs)


Severity = ValidationIssue.Severity


class ReleaseDetail(Screen):
    permissions = (MANAGE_RELEASES,)
    template_name = "citations_admin/release.html"
    guide = "what-a-release-goes-through"
    header_icon = "upload"
    breadcrumbs = (RELEASES,)
    set_aside: SetAsideForm | None = None  # one that was sent and refused
    date: DateForm | None = None  # likewise
    origin: OriginForm | None = None  # likewise
    version: VersionForm | None = None  # likewise
    overrule: OverruleForm | None = None  # likewise

    @cached_property
    def release(self) -> Release:
        people = ("uploaded_by", "set_aside_by", "acknowledged_by", "overruled_by")
        releases = Release.objects.select_related("dataset", *people).prefetch_related("files")
        return get_object_or_404(releases, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return f"{release_title(self.release)} {self.release.version}".strip() + f" (release {self.release.pk})"

    @cached_property
    def earlier(self) -> Release | None:
        """The release whose origin is suggested for this one; None where its own is noted."""
        release = self.release
        if release.dataset is None or release.source_url or release.licence_note:
            return None
        return earlier_origin(release.dataset.slug, is_sample=release.is_sample, but=release)

    def origin_form(self) -> OriginForm:
        noted = self.earlier or self.release
        # The first of its dataset most likely comes from where the dataset is at home.
        address = noted.source_url or (noted.dataset.homepage if noted.dataset else "")
        return OriginForm(initial={"source_url": address, "licence_note": noted.licence_note}, auto_id="origin-%s")

    def get_context_data(self, **kwargs):
        release = self.release
        return super().get_context_data(
            release=release,
            work=work_status(release),
            steps=release_steps(release),
            total_rows=total_rows(release),
            tables=own_tables(release),
            beside=tables_beside(release),
            findings=grouped_findings(release),
            error_total=sum(t["count"] for t in release.report.get("totals", []) if t["severity"] == Severity.ERROR),
            compared_with=release.report.get("compared_with"),
            outdated=is_outdated(release),
            replacement=release.replacement,
            here=release_to_decide_on(release),
            facts=fact_total(release),
            removable=release.state in REMOVABLE,
            archivable=release.state in Release.LOADED and not needed_by(release).exists(),
            date=self.date or DateForm(initial={"published": release.published_on}, auto_id="date-%s"),
            version=self.version or VersionForm(release=release, auto_id="version-%s"),
            nameable=is_nameable(release),
            origin=self.origin or self.origin_form(),
            earlier=self.earlier,
            is_dated_by_hand=release.state in Release.LOADED and not says_when_published(release),
            overrule=self.overrule or OverruleForm(auto_id="overrule-%s"),
            set_aside=self.set_aside or SetAsideForm(auto_id="aside-%s"),
            asked_dataset=IMPORTERS[release.asked_dataset].dataset.title if release.asked_dataset in IMPORTERS else "",
            editions=[member.edition for member in release.memberships.select_related("edition")],
            live=live_edition(),
            unknown="Not known yet" if release.state in Release.UNDER_WAY else "Not known",
            **kwargs,
        )


def grouped_findings(release: Release) -> list[dict]:
    """The kept issues by severity, the gravest first, and by kind, each with its exact total."""
    totals = {(t["severity"], t["kind"]): t for t in release.report.get("totals", [])}
    rank = {severity: number for number, severity in enumerate(Severity.values)}
    issues = sorted(release.issues.all(), key=lambda issue: (rank[issue.severity], issue.kind, issue.pk))
    severities = []
    for severity, of_it in groupby(issues, key=lambda issue: issue.severity):
        kinds = []
        for kind, members in groupby(of_it, key=lambda issue: issue.kind):
            shown = list(members)
            kinds.append(
                {
                    "title": kind.replace("-", " ").capitalize(),
                    "issues": shown,
                    "total": totals.get((severity, kind), {}).get("count", len(shown)),
                    "places": totals.get((severity, kind), {}).get("places", 0),
                    # Findings about the whole upload have no place to tabulate.
                    "placed": any(issue.place or issue.value for issue in shown),
                }
            )
        total = sum(kind["total"] for kind in kinds)
        severities.append({"label": Severity(severity).label, "level": severity, "total": total, "kinds": kinds})
    return severities


class IssuesDownload(PermissionView):
    """The findings of a release as CSV: each where it was met first, then its other places, as far as they are listed."""

    permissions = (MANAGE_RELEASES,)
    http_method_names = ["get"]
    header = ("severity", "kind", "file", "sheet", "row", "column", "value", "message")

    def get(self, request, pk: int):
        release = get_object_or_404(Release, pk=pk)
        return csv_response(f"release-{pk}-issues.csv", self.header, self._lines(release))

    def _lines(self, release: Release) -> Iterator[tuple]:
        places = {tuple(more["finding"]): more for more in release.report.get("places", [])}
        for issue in release.issues.values_list(*self.header).iterator():
            yield issue
            severity, kind, file, sheet, row, column, _, _ = issue
            if more := places.get((severity, kind, file, sheet, row, column)):
                yield from ((severity, kind, *place, "As above.") for place in more["next"])
                if more["unlisted"]:
                    left = f"As above, in {more['unlisted']:,} more places, which are not listed."
                    yield (severity, kind, "", "", None, "", "", left)


class OriginalDownload(PermissionView):
    """An original file, byte for byte."""

    permissions = (MANAGE_RELEASES,)
    http_method_names = ["get"]

    def get(self, request, pk: int, file_pk: int):
        file = get_object_or_404(ReleaseFile, release_id=pk, pk=file_pk)
        try:
            stream = file.content.storage.open(str(file.content.name))
        except FileNotFoundError:
            raise Http404(f"The original {file.name} is not in storage any more.") from None
        response = FileResponse(stream, as_attachment=True, filename=file.name, content_type="application/octet-stream")
        response["X-Content-Type-Options"] = "nosniff"
        return response


class ReleaseProgress(ProgressView):
    permissions = (MANAGE_RELEASES,)
    model = Release


class ReleaseChangeView(ChangeView):
    permissions = (MANAGE_RELEASES,)
    model = Release


class StartRelease(ReleaseChangeView):
    """Start checking, or start again what failed, was cancelled or was left behind."""

    def change(self, request, subject: Release) -> None:
        queue_work(request, start_release_again(release=subject, user=request.user))


class CancelRelease(ReleaseChangeView):
    """End the check or load, or the wait for one."""

    def change(self, request, subject: Release) -> None:
        say_cancelled(request, cancel_release(release=subject, user=request.user))


class ReloadRelease(ReleaseChangeView):
    """Have the release read anew from its originals; the screen of the new release shows how far that is."""

    def change(self, request, subject: Release) -> Release:
        replacement = start_reload(release=subject, user=request.user)
        queue_work(request, start_release_again(release=replacement, user=request.user))
        return replacement


class DecideIssue(ReleaseChangeView):
    """Say whether the files complete the release of the same version that is here, or replace it, and have them checked so."""

    def change(self, request, subject: Release) -> None:
        queue_work(request, decide_issue(release=subject, how=request.POST.get("how", ""), user=request.user))


class Acknowledge(ReleaseChangeView):
    """Take note of the aggregates that its files state and that differ from ours, so that editions with it can be published."""

    def change(self, request, subject: Release) -> None:
        release = acknowledge_differences(release=subject, user=request.user)
        messages.success(request, f"Noted that you know what differs in {release}. Editions with it can be published.")


class SetAside(ActionView):
    """Take the release out, for a reason that readers see."""

    permissions = (MANAGE_RELEASES,)

    def perform(self, request, pk: int) -> str | HttpResponse:
        release = get_object_or_404(Release, pk=pk)
        if release.state not in Release.LOADED:
            # There is no form on its screen, which shows itself anew while somebody works on the release.
            state = release.get_state_display().lower()
            messages.warning(request, f"{release} is {state}; only a loaded release can be set aside.")
            return screen_url(release)
        form = SetAsideForm(request.POST, auto_id="aside-%s")
        if form.is_valid():
            try:
                set_aside_release(release=release, reason=form.cleaned_data["reason"], user=request.user)
            except ValueError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"{release} is set aside. No edition takes it up any more.")
                return screen_url(release)
        return render_invalid(ReleaseDetail(set_aside=form), request, pk=pk)


def warn_another_ready(request, refusal: AnotherIsReady) -> None:
    """Say which release is in the way, with a button that leads there."""
    to_the_other = messages.button(screen_url(refusal.other), f"Release {refusal.other.pk}")
    messages.warning(request, str(refusal), buttons=[to_the_other])


class BringBack(ReleaseChangeView):
    """Let editions take up a release again that was set aside."""

    def change(self, request, subject: Release) -> None:
        try:
            release = bring_back_release(release=subject, user=request.user)
        except AnotherIsReady as refusal:
            warn_another_ready(request, refusal)
            return
        messages.success(request, f"{release} is {release.get_state_display().lower()} again.")
