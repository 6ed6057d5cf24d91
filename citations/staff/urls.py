"""Addresses below /admin/data/."""

from django.urls import path

from citations.staff import editions, offers, releases, uploads

app_name = "citations_admin"
urlpatterns = [
    path("releases/", releases.ReleaseList.as_view(), name="releases"),
    path("releases/results/", releases.ReleaseList.as_view(results_only=True), name="release_results"),
    path("releases/upload/", uploads.Upload.as_view(), name="upload"),
    path("releases/upload/token/", uploads.UploadToken.as_view(), name="upload_token"),
    path("uploads/<int:pk>/", uploads.DeliveryDetail.as_view(), name="delivery"),
    path("uploads/<int:pk>/progress/", uploads.DeliveryProgress.as_view(), name="delivery_progress"),
    path("uploads/<int:pk>/start/", uploads.StartDelivery.as_view(), name="start_delivery"),
    path("uploads/<int:pk>/cancel/", uploads.CancelDelivery.as_view(), name="cancel_delivery"),
    path("releases/<int:pk>/", releases.ReleaseDetail.as_view(), name="release"),
    path("releases/<int:pk>/progress/", releases.ReleaseProgress.as_view(), name="release_progress"),
    path("releases/<int:pk>/start/", releases.StartRelease.as_view(), name="start_release"),
    path("releases/<int:pk>/cancel/", releases.CancelRelease.as_view(), name="cancel_release"),
    path("releases/<int:pk>/reload/", releases.ReloadRelease.as_view(), name="reload_release"),
    path("releases/<int:pk>/date/", releases.DateRelease.as_view(), name="date_release"),
    path("releases/<int:pk>/name/", releases.NameRelease.as_view(), name="name_release"),
    path("releases/<int:pk>/origin/", releases.NoteOrigin.as_view(), name="note_origin"),
    path("releases/<int:pk>/acknowledge/", releases.Acknowledge.as_view(), name="acknowledge"),
    path("releases/<int:pk>/set-aside/", releases.SetAside.as_view(), name="set_aside"),
    path("releases/<int:pk>/bring-back/", releases.BringBack.as_view(), name="bring_back"),
    path("releases/<int:pk>/issues.csv", releases.IssuesDownload.as_view(), name="release_issues"),
    path("releases/<int:pk>/originals/<int:file_pk>/", releases.OriginalDownload.as_view(), name="original"),
    path("publishers/", offers.OfferList.as_view(), name="offers"),
    path("publishers/<int:pk>/", offers.OfferDetail.as_view(), name="publisheroffer"),
    path("publishers/<int:pk>/progress/", offers.OfferProgress.as_view(), name="offer_progress"),
    path("publishers/<int:pk>/fetch/", offers.FetchRelease.as_view(), name="fetch_release"),
    path("publishers/<int:pk>/cancel/", offers.CancelFetch.as_view(), name="cancel_fetch"),
    path("publishers/<int:pk>/look/", offers.LookForNews.as_view(), name="look_for_news"),
    path("publishers/<int:pk>/noted/", offers.NoteNews.as_view(), name="note_news"),
    path("editions/", editions.EditionList.as_view(), name="editions"),
    path("editions/compile/", editions.Compile.as_view(), name="compile"),
    path("editions/log/", editions.Log.as_view(), name="log"),
    path("editions/roll-back/", editions.RollBack.as_view(), name="roll_back"),
    path("editions/<int:pk>/", editions.EditionDetail.as_view(), name="edition"),
    path("editions/<int:pk>/progress/", editions.EditionProgress.as_view(), name="edition_progress"),
    path("editions/<int:pk>/start/", editions.StartEdition.as_view(), name="start_edition"),
    path("editions/<int:pk>/cancel/", editions.CancelEdition.as_view(), name="cancel_edition"),
    path("editions/<int:pk>/preview/", editions.Preview.as_view(), name="preview"),
    path("editions/<int:pk>/preview/progress/", editions.PreviewProgress.as_view(), name="preview_progress"),
    path("editions/<int:pk>/preview/again/", editions.CompareAgain.as_view(), name="compare_again"),
    path("editions/<int:pk>/publish/", editions.Publish.as_view(), name="publish"),
]
