from django.urls import path

from singulariki.delivery.api.views import Docs, RootView, Schema

urlpatterns = [
    path("", RootView.as_view(), name="api-root"),
    path("schema/", Schema.as_view(), name="api-schema"),
    path("docs/", Docs.as_view(), name="api-docs"),
]
