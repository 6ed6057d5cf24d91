"""Addresses of the whole site. Each room lists its own; Wagtail answers what is left."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("", include("gradient.urls")),
    path("", include("citations.urls")),
    path("", include("singulariki.delivery.urls")),
    path("", include(wagtail_urls)),
]
