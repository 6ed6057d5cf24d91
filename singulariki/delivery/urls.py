from urllib.parse import urlsplit

from django.conf import settings
from django.urls import path, re_path
from wagtail.documents.views.serve import authenticate_with_password

from singulariki.delivery.drawings import chart_drawing
from singulariki.delivery.media import document, picture
from singulariki.delivery.rasters import chart_raster
from singulariki.delivery.share import PAGE, embedded_chart, share_picture
from singulariki.delivery.sitemap import robots, sitemap
from singulariki.delivery.stylesheets import stylesheet
from singulariki.delivery.views import home_of_candidate, search_page

urlpatterns = [
    path("search", search_page, name="search"),
    path("editions/<slug:edition>/home", home_of_candidate, name="home-of-candidate"),
    path("embed/<slug:kind>/<str:key>/<slug:chart>", embedded_chart, name="embed"),
    path("embed/<slug:kind>/<str:key>/<slug:chart>.svg", chart_drawing, name="drawing"),
    path("embed/<slug:kind>/<str:key>/<slug:chart>.png", chart_raster, name="raster"),
    path("share/page/<path:key>.png", share_picture, {"kind": PAGE}, name="share-page"),
    path("share/<slug:kind>/<str:key>.png", share_picture, name="share"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("style/<slug:digest>.css", stylesheet, name="stylesheet"),
    path("robots.txt", robots, name="robots"),
    path(f"{urlsplit(settings.MEDIA_URL).path.strip('/') or 'media'}/<path:name>", picture, name="picture"),
    re_path(r"^documents/(\d{1,18})/(.*)$", document, name="wagtaildocs_serve"),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
]
