from django.urls import path

from singulariki.delivery.stylesheet import stylesheet
from singulariki.delivery.views import embedded_chart, robots, search_page, share_picture, sitemap

urlpatterns = [
    path("search", search_page, name="search"),
    path("embed/<slug:kind>/<str:key>/<slug:chart>", embedded_chart, name="embed"),
    path("share/<slug:kind>/<str:key>.png", share_picture, name="share"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("style/<slug:digest>.css", stylesheet, name="stylesheet"),
    path("robots.txt", robots, name="robots"),
]
