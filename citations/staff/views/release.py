"""One release: its way so far, what was found in it, its originals, and what to do next."""

from itertools import groupby

from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from citations.actions.releases import is_outdated, says_when_published
from citations.exporting import csv_response
from citations.importing.importer import IMPORTERS
from citations.models import Release, ReleaseFile, ValidationIssue
from citations.roles import MANAGE_RELEASES
from citations.selectors import live_edition
from citations.staff.base import RELEASES, Permitted, Screen, View
from citations.staff.forms import DateForm, SetAsideForm
from citations.staff.steps import release_steps
from citations.staff.views.releases import release_title, total_rows
from citations.staff.working import release_work

Severity = ValidationIssue.Severity


class ReleaseDetail(Screen):
    permissions = (MANAGE_RELEASES,)
    template_name = "citations_admin/release.html"
    header_icon = "upload"
    trail = (RELEASES,)
    set_aside: SetAsideForm | None = None  # one that was sent and refused
    date: DateForm | None = None  # likewise

    @cached_property
    def release(self) -> Release:
        releases = Release.objects.select_related("dataset", "uploaded_by", "set_aside_by").prefetch_related("files")
        return get_object_or_404(releases, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return f"{release_title(self.release)} {self.release.version}".strip() + f" (release {self.release.pk})"

    def get_context_data(self, **kwargs):
        release = self.release
        work = release_work(release)
        State = Release.State
        return super().get_context_data(
            release=release,
            work=work,
            steps=release_steps(release),
            total_rows=total_rows(release),
            findings=found(release),
            error_total=sum(t["count"] for t in release.report.get("totals", []) if t["severity"] == Severity.ERROR),
            outdated=is_outdated(release),
            replacement=release.replacements.exclude(state=State.REJECTED).first(),
            date=self.date or DateForm(initial={"published": release.published_on}, auto_id="date-%s"),
            is_dated_by_hand=release.state in Release.SETTLED and not says_when_published(release),
            set_aside=self.set_aside or SetAsideForm(auto_id="aside-%s"),
            asked_dataset=IMPORTERS[release.asked_dataset].dataset.title if release.asked_dataset in IMPORTERS else "",
            editions=[member.edition for member in release.memberships.select_related("edition")],
            live=live_edition(),
            unknown="Not known yet" if release.state in Release.UNDER_WAY else "Not known",
            **kwargs,
        )


def found(release: Release) -> list[dict]:
    """The kept issues, errors first, gathered by kind, each kind with its exact total."""
    totals = {(t["severity"], t["kind"]): t["count"] for t in release.report.get("totals", [])}
    rank = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    issues = sorted(release.issues.all(), key=lambda issue: (rank[Severity(issue.severity)], issue.kind, issue.pk))
    groups = []
    for (severity, kind), members in groupby(issues, key=lambda issue: (issue.severity, issue.kind)):
        shown = list(members)
        groups.append(
            {
                "severity": Severity(severity).label,
                "level": severity,
                "title": kind.replace("-", " ").capitalize(),
                "issues": shown,
                "total": totals.get((severity, kind), len(shown)),
                # Findings about the whole upload have no place to tabulate.
                "placed": any(issue.place or issue.value for issue in shown),
            }
        )
    return groups


class ReleaseProgress(Permitted, View):
    """How far the work on a release is, as JSON."""

    permissions = (MANAGE_RELEASES,)
    http_method_names = ["get"]

    def get(self, request, pk: int):
        response = JsonResponse(release_work(get_object_or_404(Release, pk=pk)).document())
        response["Cache-Control"] = "no-store"
        return response


class IssuesDownload(Permitted, View):
    """Every kept issue of a release as CSV."""

    permissions = (MANAGE_RELEASES,)
    http_method_names = ["get"]
    header = ("severity", "kind", "file", "sheet", "row", "column", "value", "message")

    def get(self, request, pk: int):
        release = get_object_or_404(Release, pk=pk)
        return csv_response(f"release-{pk}-issues.csv", self.header, release.issues.values_list(*self.header).iterator())


class OriginalDownload(Permitted):
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
