"""Addresses below /admin/data/."""

from django.urls import path

from citations.models import Edition, Release
from citations.permissions import COMPILE_EDITION, MANAGE_RELEASES, PUBLISH_EDITION
from citations.staff.base import ProgressView
from citations.staff.views import edition, editions, release, releases

app_name = "citations_admin"
urlpatterns = [
    path("releases/", releases.ReleaseList.as_view(), name="releases"),
    path("releases/results/", releases.ReleaseList.as_view(results_only=True), name="release_results"),
    path("releases/upload/", releases.Upload.as_view(), name="upload"),
    path("releases/<int:pk>/", release.ReleaseDetail.as_view(), name="release"),
    path(
        "releases/<int:pk>/progress/",
        ProgressView.as_view(model=Release, permissions=(MANAGE_RELEASES,)),
        name="release_progress",
    ),
    path("releases/<int:pk>/start/", release.StartRelease.as_view(), name="start_release"),
    path("releases/<int:pk>/cancel/", release.CancelRelease.as_view(), name="cancel_release"),
    path("releases/<int:pk>/reload/", release.ReloadRelease.as_view(), name="reload_release"),
    path("releases/<int:pk>/date/", release.DateRelease.as_view(), name="date_release"),
    path("releases/<int:pk>/set-aside/", release.SetAside.as_view(), name="set_aside"),
    path("releases/<int:pk>/bring-back/", release.BringBack.as_view(), name="bring_back"),
    path("releases/<int:pk>/issues.csv", release.IssuesDownload.as_view(), name="release_issues"),
    path("releases/<int:pk>/originals/<int:file_pk>/", release.OriginalDownload.as_view(), name="original"),
    path("editions/", editions.EditionList.as_view(), name="editions"),
    path("editions/compile/", editions.Compile.as_view(), name="compile"),
    path("editions/log/", editions.Log.as_view(), name="log"),
    path("editions/roll-back/", edition.RollBack.as_view(), name="roll_back"),
    path("editions/<int:pk>/", edition.EditionDetail.as_view(), name="edition"),
    path(
        "editions/<int:pk>/progress/",
        ProgressView.as_view(model=Edition, permissions=(COMPILE_EDITION, PUBLISH_EDITION)),
        name="edition_progress",
    ),
    path("editions/<int:pk>/start/", edition.StartEdition.as_view(), name="start_edition"),
    path("editions/<int:pk>/cancel/", edition.CancelEdition.as_view(), name="cancel_edition"),
    path("editions/<int:pk>/preview/", edition.Preview.as_view(), name="preview"),
    path("editions/<int:pk>/publish/", edition.Publish.as_view(), name="publish"),
]
