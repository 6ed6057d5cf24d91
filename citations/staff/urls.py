"""Addresses below /admin/data/."""

from django.urls import path

from citations.staff import editions, held, releases, retention

app_name = "citations_admin"
urlpatterns = [
    path("releases/", releases.ReleaseList.as_view(), name="releases"),
    path("releases/results/", releases.ReleaseList.as_view(results_only=True), name="release_results"),
    path("releases/upload/", releases.Upload.as_view(), name="upload"),
    path("releases/<int:pk>/", releases.ReleaseDetail.as_view(), name="release"),
    path("releases/<int:pk>/progress/", releases.ReleaseProgress.as_view(), name="release_progress"),
    path("releases/<int:pk>/start/", releases.StartRelease.as_view(), name="start_release"),
    path("releases/<int:pk>/cancel/", releases.CancelRelease.as_view(), name="cancel_release"),
    path("releases/<int:pk>/reload/", releases.ReloadRelease.as_view(), name="reload_release"),
    path("releases/<int:pk>/decide/", releases.DecideIssue.as_view(), name="decide_issue"),
    path("releases/<int:pk>/date/", releases.DateRelease.as_view(), name="date_release"),
    path("releases/<int:pk>/acknowledge/", releases.Acknowledge.as_view(), name="acknowledge"),
    path("releases/<int:pk>/overrule/", held.Overrule.as_view(), name="overrule"),
    path("releases/<int:pk>/withdraw/", held.Withdraw.as_view(), name="withdraw"),
    path("releases/<int:pk>/set-aside/", releases.SetAside.as_view(), name="set_aside"),
    path("releases/<int:pk>/bring-back/", releases.BringBack.as_view(), name="bring_back"),
    path("releases/<int:pk>/archive/", retention.Archive.as_view(), name="archive"),
    path("releases/<int:pk>/restore/", retention.Restore.as_view(), name="restore"),
    path("releases/<int:pk>/remove/", retention.Remove.as_view(), name="remove_release"),
    path("releases/<int:pk>/issues.csv", releases.IssuesDownload.as_view(), name="release_issues"),
    path("releases/<int:pk>/originals/<int:file_pk>/", releases.OriginalDownload.as_view(), name="original"),
    path("editions/", editions.EditionList.as_view(), name="editions"),
    path("editions/compile/", editions.Compile.as_view(), name="compile"),
    path("editions/log/", editions.Log.as_view(), name="log"),
    path("editions/roll-back/", editions.RollBack.as_view(), name="roll_back"),
    path("editions/<int:pk>/", editions.EditionDetail.as_view(), name="edition"),
    path("editions/<int:pk>/progress/", editions.EditionProgress.as_view(), name="edition_progress"),
    path("editions/<int:pk>/start/", editions.StartEdition.as_view(), name="start_edition"),
    path("editions/<int:pk>/cancel/", editions.CancelEdition.as_view(), name="cancel_edition"),
    path("editions/<int:pk>/discard/", retention.Discard.as_view(), name="discard_edition"),
    path("editions/<int:pk>/preview/", editions.Preview.as_view(), name="preview"),
    path("editions/<int:pk>/publish/", editions.Publish.as_view(), name="publish"),
]
