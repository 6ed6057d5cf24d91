"""Addresses of the whole site. Each room lists its own; Wagtail answers what is left."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from citations.api.errors import unknown_address
from gradient.urls import api_patterns as gradient_api
from singulariki.editorial.forms import bind_bodies

api_patterns = [
    path("", include("singulariki.delivery.api")),
    path("", include(gradient_api)),
    path("", include("occupations.api")),
    path("", include("citations.api.urls")),
]

bind_bodies()
handler500 = "singulariki.delivery.outage.server_error"

urlpatterns = [
    path("admin/", include("singulariki.editorial.accounts.own")),
    path("admin/", include(wagtailadmin_urls)),
    path("api/v1/", include(api_patterns)),
    # Addresses without their last slash fall through to the redirect that adds it.
    re_path(r"^api/(?P<rest>.*)/$", unknown_address),
    path("", include("gradient.urls")),
    path("", include("occupations.urls")),
    path("", include("citations.urls")),
    path("", include("singulariki.editorial.corrections")),
    path("", include("singulariki.editorial.explaining")),
    path("", include("singulariki.editorial.articles")),
    path("", include("singulariki.delivery.urls")),
    path("", include(wagtail_urls)),
]
